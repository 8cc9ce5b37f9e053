"""What can be wrong where documents, and what they name, are joined: as facts."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_rfc.findings import FileProblem


@dataclass(frozen=True, slots=True)
class UnusableFolder(FileProblem):
    """A folder of a collection is not there, or may not be read."""

    option: str
    name: str
    given: bool
    """Whether the option names it; else it is one of the usual ones."""
    reason: str
    """Why it may not be used; empty where it is not there."""


@dataclass(frozen=True, slots=True)
class TakenPage(FileProblem):
    """Another file has the page that a file would have."""

    address: str
    other: str


@dataclass(frozen=True, slots=True)
class TooManyRequests(FileProblem):
    """Research asks for more specs than get a page."""

    count: int


@dataclass(frozen=True, slots=True)
class MentionProblem(FileProblem):
    """A mention does not lead where its author meant it to."""

    raw: str
    """As written."""


@dataclass(frozen=True, slots=True)
class ExcludedTarget(MentionProblem):
    """It leads to what the site leaves out."""


@dataclass(frozen=True, slots=True)
class UnknownAnchor(MentionProblem):
    """The document that it leads to has no such anchor."""

    target: str
    nearest: str
    """The anchor that it may mean; empty where none is alike."""


@dataclass(frozen=True, slots=True)
class AmbiguousNumber(MentionProblem):
    """Several documents have the number."""

    paths: tuple[str, ...]
    """The first of them."""
    more: int


@dataclass(frozen=True, slots=True)
class UnservedTarget(MentionProblem):
    """It leads to a file that is there and that the site does not serve."""

    reason: str


@dataclass(frozen=True, slots=True)
class OutsideImage(MentionProblem):
    """It shows an image that is outside of what the site shows."""


@dataclass(frozen=True, slots=True)
class RenamedTarget(MentionProblem):
    """It calls a document by a name that it had once."""

    now: str
    written: str
    """Its present path, as one writes it at this place."""


@dataclass(frozen=True, slots=True)
class DeletedTarget(MentionProblem):
    """It leads to what was deleted."""

    commit: str
    """The last commit that had it."""


@dataclass(frozen=True, slots=True)
class MissingTarget(MentionProblem):
    """It leads to nothing that is there, or was."""

    alike: tuple[str, ...]
    """What has the same file name, as one writes it at this place: two at most."""
