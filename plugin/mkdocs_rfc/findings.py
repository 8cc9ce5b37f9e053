"""What is wrong: problems as the stages of a build hand them over, findings as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter


class Level(StrEnum):
    """How loud a finding is."""

    WARNING = "warning"
    """Something a person should mend; `mkdocs build --strict` fails on it."""
    INFO = "info"
    """Worth knowing; never fails a build."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that is wrong in a file, as facts: the rules in `checks` put it into words."""

    path: str
    """Path in the repository, or of the configuration file."""
    line: int
    """Line in the file, from 1; 0 when it is about the file as a whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one line that mends what a finding is about."""

    path: str
    line: int
    start: int
    """Column of the first character that goes, from 1."""
    end: int
    """Column behind the last one."""
    text: str
    """What is written there instead."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports about one place in one file."""

    path: str
    """Path in the repository, or of the configuration file; empty for the site as a whole."""
    line: int
    """Line in the file, from 1; 0 when the finding is about the file as a whole."""
    rule: str
    message: str
    fix: str = ""
    edit: Edit | None = None
    """The fix as a change, where it is safe to make it unread."""

    def __str__(self) -> str:
        place = ":".join(filter(None, [self.path, str(self.line) if self.line else ""]))
        text = f"{self.message} {self.fix}".strip()
        return f"{place}: {text} ({self.rule})" if place else f"{text} ({self.rule})"


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by path, line and rule."""
    return tuple(sorted(set(findings), key=attrgetter("path", "line", "rule", "message", "fix")))
