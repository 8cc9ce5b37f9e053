"""Which documents a document supersedes, extends or depends on, read from both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rfc.documents import DEPENDS_ON, SUPERSEDED_BY, SUPERSEDES, Document, Kind, Mention


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of one document by another, as both of them show it."""

    source: Document
    target: Document
    mentions: tuple[Mention, ...]
    """Every place in the source, in its order."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What the metadata of specs says of how they stand to each other."""

    supersedes: tuple[Document, ...]
    superseded_by: tuple[Document, ...]
    depends_on: tuple[Document, ...]

    def tells(self, row: str) -> bool:
        """Whether what a row of the metadata says is told by these relations."""
        name = row.casefold()
        if SUPERSEDED_BY.match(name):
            return bool(self.superseded_by)
        if SUPERSEDES.match(name):
            return bool(self.supersedes)
        return bool(DEPENDS_ON.match(name) and self.depends_on)


def read_relations(cites: tuple[Reference, ...], cited_by: tuple[Reference, ...]) -> Relations:
    """Gather a spec's relations from its own rows and from the rows of the specs that name it."""
    return Relations(
        _unique([*_targets(cites, SUPERSEDES, SUPERSEDED_BY), *_sources(cited_by, SUPERSEDED_BY)]),
        _unique([*_targets(cites, SUPERSEDED_BY), *_sources(cited_by, SUPERSEDES, SUPERSEDED_BY)]),
        _unique(_targets(cites, DEPENDS_ON)),
    )


def _targets(
    references: tuple[Reference, ...], wanted: re.Pattern[str], other: re.Pattern[str] | None = None
) -> Iterator[Document]:
    return (each.target for each in references if _says(each, wanted, other))


def _sources(
    references: tuple[Reference, ...], wanted: re.Pattern[str], other: re.Pattern[str] | None = None
) -> Iterator[Document]:
    return (each.source for each in references if _says(each, wanted, other))


def _says(
    reference: Reference, wanted: re.Pattern[str], other: re.Pattern[str] | None = None
) -> bool:
    """Whether a row with a name that is wanted, and not another, names the target; specs only."""
    if reference.source.kind is not Kind.SPEC or reference.target.kind is not Kind.SPEC:
        return False
    roles = [mention.role for mention in reference.mentions if mention.role]
    return any(wanted.match(role) and not (other and other.match(role)) for role in roles)


def _unique(documents: list[Document] | Iterator[Document]) -> tuple[Document, ...]:
    by_path = {document.path: document for document in documents}
    return tuple(by_path[path] for path in sorted(by_path))
