"""What the sections that most templates have are called."""

from __future__ import annotations

import re

GOALS = re.compile(r"^(functional |technical )?goals\b", re.IGNORECASE)
QUESTIONS = re.compile(r"\b(open|unresolved) (questions|issues)\b", re.IGNORECASE)
PHASES = re.compile(
    r"^(deployment|phases|rollout)\b"
    r"|\b(deployment|implementation|rollout) (order|phases|plan|strategy)\b",
    re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"^(non-?goals|out of scope|follow-?ups?|future|tests?|testing)\b", re.IGNORECASE
)
"""Sections in one with a check list whose boxes are about something else."""
LONGEST_SUMMARY = 200
"""Words."""
