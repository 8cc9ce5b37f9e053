from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mkdocs_rfc.authoring import Completeness
from mkdocs_rfc.documents import Document, Kind, Mention
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.freshness import Freshness, read_freshness
from mkdocs_rfc.history import DocumentHistory, Snapshot
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.places import Places
from mkdocs_rfc.references import Goal, Resolution
from mkdocs_rfc.resolving import Resolving

Neighbours = tuple[Document | None, Document | None]


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of one document by another, as both of them show it."""

    source: Document
    target: Document
    mentions: tuple[Mention, ...]
    """Every place in the source, in its order."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents and what they say of each other, both ways."""

    lifecycle: Lifecycle
    documents: Mapping[str, Document]
    """Path in the repository -> document, sorted by path."""
    resolutions: Mapping[str, tuple[Resolution, ...]]
    """Path -> where each of the document's mentions leads, by the mention's number."""
    cites: Mapping[str, tuple[Reference, ...]]
    cited_by: Mapping[str, tuple[Reference, ...]]
    history: Snapshot
    findings: tuple[Finding, ...]
    freshness: Mapping[str, Freshness] = field(default_factory=dict)
    """Path of research -> how the files that it describes fared since."""
    completeness: Mapping[str, Completeness] = field(default_factory=dict)
    """Path of a spec -> how far it is."""
    unwritten: frozenset[str] = frozenset()
    """Paths of specs that are no files yet."""

    neighbours: Mapping[str, Neighbours] = field(init=False, repr=False)
    """Path -> the documents of the collection before and after this one."""
    has_statuses: bool = field(init=False, repr=False)
    """Whether any spec states a status: many collections do without."""

    def __post_init__(self) -> None:
        pairs = (pair for kind in Kind for pair in _neighbours(self.collection(kind)))
        object.__setattr__(self, "neighbours", MappingProxyType(dict(pairs)))
        stated = any(each.status.text for each in self.collection(Kind.SPEC))
        object.__setattr__(self, "has_statuses", stated)

    def collection(self, kind: Kind) -> tuple[Document, ...]:
        """The documents of one kind, by path."""
        return tuple(document for document in self.documents.values() if document.kind is kind)

    def history_of(self, document: Document) -> DocumentHistory | None:
        """What git knows of a document; None when nothing was asked."""
        return self.history.documents.get(document.path)


def gather(
    documents: Iterable[Document],
    places: Places,
    history: Snapshot,
    *,
    lifecycle: Lifecycle,
    completeness: Mapping[str, Completeness] = MappingProxyType({}),
    resolving: Resolving | None = None,
    unwritten: Iterable[str] = (),
) -> Corpus:
    """Resolve every mention of every document and join both ends of each reference.

    `resolving` knows where the mentions led in the build before.
    """
    by_path = {document.path: document for document in sorted(documents, key=lambda d: d.path)}
    resolutions = (resolving or Resolving()).resolve(by_path.values(), places)
    cites = {
        path: _references(document, resolutions[path], by_path)
        for path, document in by_path.items()
    }
    findings = [finding for document in by_path.values() for finding in document.findings]
    findings += [found.finding for each in resolutions.values() for found in each if found.finding]
    return Corpus(
        lifecycle,
        MappingProxyType(by_path),
        MappingProxyType(resolutions),
        MappingProxyType(cites),
        MappingProxyType(_reversed(cites, by_path)),
        history,
        tuple(sorted(set(findings))),
        read_freshness(by_path.values(), places, history.head.id if history.head else ""),
        completeness,
        frozenset(unwritten),
    )


def _neighbours(documents: Iterable[Document]) -> Iterator[tuple[str, Neighbours]]:
    """By number where there are any, else by file name."""
    ordered = sorted(documents, key=lambda each: (each.number is None, each.number or 0, each.path))
    around = zip([None, *ordered], ordered, [*ordered[1:], None], strict=False)
    return ((each.path, (before, after)) for before, each, after in around)


def _references(
    source: Document, resolutions: tuple[Resolution, ...], documents: Mapping[str, Document]
) -> tuple[Reference, ...]:
    """One reference for each document that is mentioned, in the order of the first mention."""
    places: dict[str, list[Mention]] = {}
    for mention, found in zip(source.mentions, resolutions, strict=True):
        if found.goal is Goal.PAGE and found.path in documents and found.path != source.path:
            places.setdefault(found.path, []).append(mention)
    return tuple(
        Reference(source, documents[path], tuple(mentions)) for path, mentions in places.items()
    )


def _reversed(
    cites: Mapping[str, tuple[Reference, ...]], documents: Mapping[str, Document]
) -> dict[str, tuple[Reference, ...]]:
    cited: dict[str, list[Reference]] = {path: [] for path in documents}
    for references in cites.values():
        for reference in references:
            cited[reference.target.path].append(reference)
    return {path: tuple(references) for path, references in cited.items()}
