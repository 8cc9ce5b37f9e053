"""The folders of the collections, the files in them, and the page that shows each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.corpus.addresses import page_url
from mkdocs_rfc.corpus.contents import Contents
from mkdocs_rfc.corpus.folders import Folder, path_in
from mkdocs_rfc.corpus.problems import TakenPage
from mkdocs_rfc.documents import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a collection and the page that shows it."""

    file: Path
    path: str
    """Path in the repository."""
    uri: str
    folder: Folder
    is_index: bool = False
    scaffold: str = ""
    """What the file would say, for one that research names and nobody has written yet."""


def find_sources(
    contents: Mapping[Folder, Contents], root: Path, pages: Mapping[Path, str]
) -> tuple[tuple[Source, ...], tuple[TakenPage, ...]]:
    """Every document with its page; of two files that claim one page, the first has it."""
    taken = {page_url(uri): file for file, uri in pages.items()}
    sources, problems = [], []
    for source in _claims(contents, root):
        address = page_url(source.uri)
        if (other := taken.setdefault(address, source.file)) == source.file:
            sources.append(source)
        else:
            problems.append(TakenPage(source.path, 0, address, path_in(other, root)))
    return tuple(sources), tuple(problems)


def _claims(contents: Mapping[Folder, Contents], root: Path) -> Iterator[Source]:
    indexed: set[Kind] = set()
    for folder, found in contents.items():
        if found.index and folder.kind not in indexed:
            indexed.add(folder.kind)
            # In the site, the index is always called so; in `docs_dir` MkDocs has named it.
            uri = folder.index_uri if folder.mounted else folder.uri_of(found.index)
            yield Source(found.index, path_in(found.index, root), uri, folder, is_index=True)
        for file in found.documents:
            yield Source(file, path_in(file, root), folder.uri_of(file), folder)


def find_indexes(sources: Iterable[Source], folders: Iterable[Folder]) -> dict[Kind, str]:
    """The index page of each collection."""
    indexes: dict[Kind, str] = {}
    for folder in folders:
        indexes.setdefault(folder.kind, folder.index_uri)
    return indexes | {source.folder.kind: source.uri for source in sources if source.is_index}


@dataclass(frozen=True, slots=True)
class Alias:
    """A symbolic link to a document: another address of its page."""

    path: str
    """Path of the link in the repository."""
    uri: str
    folder: Folder
    target: Source


def find_aliases(
    contents: Mapping[Folder, Contents], sources: Iterable[Source], root: Path
) -> tuple[Alias, ...]:
    """The links to documents that have a page, at addresses that no page has."""
    pages = {source.file: source for source in sources if not source.scaffold}
    taken = {page_url(source.uri) for source in pages.values()}
    found = []
    for folder, each in contents.items():
        for link, file in each.links.items():
            target, uri = pages.get(file), folder.uri_of(link)
            if target and link not in pages and link.suffix == ".md" and page_url(uri) not in taken:
                taken.add(page_url(uri))
                found.append(Alias(path_in(link, root), uri, folder, target))
    return tuple(found)
