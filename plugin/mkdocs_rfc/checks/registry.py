"""Every rule, and what they find together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_rfc.checks import (
    documents,
    files,
    formulas,
    numbers,
    readiness,
    references,
    repository,
    templates,
)
from mkdocs_rfc.checks.rules import Evidence, Rule
from mkdocs_rfc.findings import Finding, sort_findings

FAMILIES = (
    documents,
    files,
    formulas,
    numbers,
    readiness,
    references,
    repository,
    templates,
)
"""Every rule stands in one of these modules, and is found by being there."""
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        each.id: each
        for family in FAMILIES
        for each in vars(family).values()
        if isinstance(each, Rule)
    }
)
"""Every rule, by its id."""


def check_all(evidence: Evidence) -> tuple[Finding, ...]:
    """What all rules find in a site, by path, line and rule."""
    return sort_findings(
        finding for rule in RULES.values() for finding in rule.report(rule.look(evidence))
    )
