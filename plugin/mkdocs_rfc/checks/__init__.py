"""Every rule: what it looks for, its level, and how to fix what it finds."""

from __future__ import annotations

from mkdocs_rfc.checks.formulas import DRAWS, guarded
from mkdocs_rfc.checks.numbers import DEFAULTS, NUMBERS
from mkdocs_rfc.checks.registry import RULES, check_all
from mkdocs_rfc.checks.rules import Evidence
from mkdocs_rfc.checks.templates import check_template

__all__ = [
    "DEFAULTS",
    "DRAWS",
    "NUMBERS",
    "RULES",
    "Evidence",
    "check_all",
    "check_template",
    "guarded",
]
