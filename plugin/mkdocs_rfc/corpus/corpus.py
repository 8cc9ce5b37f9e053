"""The documents of a site joined: who cites whom, and everything that mentions can lead to."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.authoring import Completeness
from mkdocs_rfc.corpus.contents import Contents, unserved
from mkdocs_rfc.corpus.folders import Folder, path_in
from mkdocs_rfc.corpus.freshness import (
    Freshness,
    files_described,
    find_bases,
    read_freshness,
    stated_commit,
)
from mkdocs_rfc.corpus.relations import Reference, Relations, read_relations
from mkdocs_rfc.corpus.resolution import Resolution, TargetKind, files_named
from mkdocs_rfc.corpus.resolver import Resolver
from mkdocs_rfc.corpus.sources import Source, find_aliases, find_indexes
from mkdocs_rfc.corpus.statuses import StatusChange, read_changes
from mkdocs_rfc.corpus.targets import Targets, find_homes
from mkdocs_rfc.documents import Document, Kind, Mention
from mkdocs_rfc.findings import FileProblem
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.history import DocumentHistory, Snapshot, find_files
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.options import Options

Neighbours = tuple[Document | None, Document | None]


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
    problems: tuple[FileProblem, ...]
    """What is wrong with the documents, and with where their mentions lead."""
    freshness: Mapping[str, Freshness] = field(default_factory=dict)
    """Path of research -> how the files that it describes fared since."""
    completeness: Mapping[str, Completeness] = field(default_factory=dict)
    """Path of a spec -> how far it is."""
    unwritten: frozenset[str] = frozenset()
    """Paths of specs that are no files yet."""
    changes: Mapping[str, tuple[StatusChange, ...]] = field(default_factory=dict)
    """Path -> how the status of the document changed, oldest first."""

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

    def relations_of(self, path: str) -> Relations:
        """What a spec and the others say of each other."""
        return read_relations(self.cites[path], self.cited_by[path])

    def changes_of(self, path: str) -> tuple[StatusChange, ...]:
        """How the status of a document changed, oldest first; empty where git knows of nothing."""
        return self.changes.get(path, ())

    def history_of(self, document: Document) -> DocumentHistory | None:
        """What git knows of a document; None when nothing was asked."""
        return self.history.documents.get(document.path)


def gather(
    documents: Iterable[Document],
    places: Targets,
    history: Snapshot,
    *,
    lifecycle: Lifecycle,
    completeness: Mapping[str, Completeness] = MappingProxyType({}),
    resolving: Resolver | None = None,
    unwritten: Iterable[str] = (),
) -> Corpus:
    """Resolve every mention of every document and join both ends of each reference.

    `resolving` knows where the mentions led in the build before.
    """
    by_path = {document.path: document for document in sorted(documents, key=lambda d: d.path)}
    resolutions = (resolving or Resolver()).resolve(by_path.values(), places)
    cites = {
        path: _references(document, resolutions[path], by_path)
        for path, document in by_path.items()
    }
    problems = [problem for document in by_path.values() for problem in document.problems]
    problems += [found.problem for each in resolutions.values() for found in each if found.problem]
    return Corpus(
        lifecycle,
        MappingProxyType(by_path),
        MappingProxyType(resolutions),
        MappingProxyType(cites),
        MappingProxyType(_reversed(cites, by_path)),
        history,
        tuple(problems),
        read_freshness(by_path.values(), places, history.head.id if history.head else ""),
        completeness,
        frozenset(unwritten),
        read_changes(history, lifecycle),
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
        if found.goal is TargetKind.PAGE and found.path in documents and found.path != source.path:
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


def find_targets(
    options: Options,
    root: Path,
    contents: Mapping[Folder, Contents],
    read: Mapping[Source, Document],
    pages: Mapping[Path, str],
    history: Snapshot,
    resolving: Resolver,
    hidden: frozenset[str] = frozenset(),
) -> Targets:
    """The pages of a site, and what is known of the files beside them."""
    uris = {path_in(file, root): uri for file, uri in pages.items()}
    uris |= {source.path: source.uri for source in read}
    indexes = find_indexes(read, contents)
    for folder, found in contents.items():
        uris |= {path_in(file, root): folder.uri_of(file) for file in found.assets}
        uris[path_in(folder.path, root)] = indexes[folder.kind]
    aliases = {each.path: each.target for each in find_aliases(contents, read, root)}
    uris |= {path: target.uri for path, target in aliases.items()}
    documents = {document.path: document for document in read.values()}
    known = (options.repo_url, history.remote, *options.former_urls)
    homes = find_homes(known, documents.values())
    places = Targets(
        documents=MappingProxyType(documents),
        uris=MappingProxyType(uris),
        aliases={path: target.path for path, target in aliases.items()},
        unserved=unserved(contents.values(), root),
        roots=tuple(dict.fromkeys(("", path_in(options.project, root).removeprefix(".")))),
        folders=tuple(path_in(folder.path, root) for folder in contents),
        hidden=hidden,
        renamed=history.renamed,
        deleted=history.deleted,
        forge=Forge.parse(options.repo_url or history.remote, kind=options.forge),
        forges={
            path: _forge(each.remote, options) for path, (each, _) in history.elsewhere.items()
        },
        homes=homes,
        home_forges=tuple(forge for home in homes if (forge := _forge(home, options))),
        exists=lambda path: os.path.exists(f"{root}/{path}"),  # noqa: PTH110 - asked very often
    )
    named = [document for source, document in read.items() if not source.is_index]
    return _with_files(places, named, history, resolving)


def _forge(url: str, options: Options) -> Forge | None:
    """Where people read what is not the site's own repository, or was: on the same forge or not."""
    return Forge.parse(url) or Forge.parse(url, kind=options.forge)


def _with_files(
    places: Targets, documents: Collection[Document], history: Snapshot, resolving: Resolver
) -> Targets:
    """Ask git once about all the code that documents name, each at its own commit."""
    if history.root is None or history.head is None:
        return places
    linked = documents if places.forge else ()
    commits = {each.path: _commit(each, history) for each in linked}
    dated = replace(
        places,
        commits={path: commit for path, commit in commits.items() if commit},
        bases=find_bases(documents, history),
        named=resolving.name_files(documents, places),
    )
    described = files_described(documents, dated, history.head.id)
    wanted = (*files_named(dated), *described)
    return replace(dated, files=find_files(history.root, wanted))


def _commit(document: Document, history: Snapshot) -> str:
    """The commit that a document says it was written at, else the one that last changed it."""
    if stated := stated_commit(document):
        return stated
    here = document.path not in history.elsewhere
    known = history.documents.get(document.path) if here else None
    last = (known.updated or known.touched) if known else None
    return last.id if last else (history.head.id if history.head else "")
