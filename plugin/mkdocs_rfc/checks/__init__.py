"""Every rule: its sentence, its level, and how to fix what it finds."""

from __future__ import annotations

from mkdocs_rfc.checks.formulas import DRAWS, check_formulas, check_scripts, guarded
from mkdocs_rfc.checks.numbers import DEFAULTS, check_numbers
from mkdocs_rfc.checks.readiness import check_gates
from mkdocs_rfc.checks.repository import history_findings, unread_findings
from mkdocs_rfc.checks.rules import RULES
from mkdocs_rfc.checks.templates import template_findings

__all__ = [
    "DEFAULTS",
    "DRAWS",
    "RULES",
    "check_formulas",
    "check_gates",
    "check_numbers",
    "check_scripts",
    "guarded",
    "history_findings",
    "template_findings",
    "unread_findings",
]
