"""What can be wrong with one document, as facts."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_rfc.documents.metadata import MetadataForm
from mkdocs_rfc.findings import FileProblem


@dataclass(frozen=True, slots=True)
class ForeignEncoding(FileProblem):
    """The file is not UTF-8."""


@dataclass(frozen=True, slots=True)
class BrokenFrontMatter(FileProblem):
    """The block at its head is no YAML, or more of it than a person writes."""

    reason: str
    """One sentence."""
    fix: str


@dataclass(frozen=True, slots=True)
class DeepNesting(FileProblem):
    """More elements stand in one another than are shown so."""


@dataclass(frozen=True, slots=True)
class UnfilledTables(FileProblem):
    """The rows of its tables lack more cells than are filled in."""


@dataclass(frozen=True, slots=True)
class Contradiction(FileProblem):
    """It states two statuses; the line is that of the second."""

    first: MetadataForm
    first_label: str
    second: MetadataForm
    second_label: str


@dataclass(frozen=True, slots=True)
class UnknownStatus(FileProblem):
    """The status that it states is none of the lifecycle."""

    text: str
