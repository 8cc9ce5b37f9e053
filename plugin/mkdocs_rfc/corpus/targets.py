"""The pages, files and homes that a mention can lead to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from mkdocs_rfc.corpus.heading_index import HeadingIndex
from mkdocs_rfc.documents import Document
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.limits import MOST_PARTS

T = TypeVar("T")
HOME = re.compile(r"(https?://[^/]+/.+?)(?:/-)?/(?:blob|tree|raw|src)/")


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything a mention can lead to; all paths are paths in the repository."""

    documents: Mapping[str, Document]
    uris: Mapping[str, str]
    """Path -> page or served file of the site, of documents and of everything else."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Path of a link -> the document that it is a link to."""
    unserved: Mapping[str, str] = field(default_factory=dict)
    """Path of what is there and has no place in the site -> why."""
    roots: tuple[str, ...] = ("",)
    """Folders from which authors write paths: the repository, the project in it."""
    folders: tuple[str, ...] = ()
    """The folders of the collections: what is named below them should be there."""
    hidden: frozenset[str] = frozenset()
    """What is kept out of the site: no mention leads there, and none says what is there."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    deleted: Mapping[str, str] = field(default_factory=dict)
    """Path -> last commit that still had the file."""
    forge: Forge | None = None
    forges: Mapping[str, Forge | None] = field(default_factory=dict)
    """Of the documents that are in other repositories: the forges of those."""
    homes: tuple[str, ...] = ()
    """Addresses of this repository on forges: what lies below them is meant as a file of it."""
    home_forges: tuple[Forge, ...] = ()
    """What is known of the forges at those addresses."""
    commits: Mapping[str, str] = field(default_factory=dict)
    """Document -> the commit at which it speaks of code."""
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Research document -> the commits that it may describe, the likeliest first."""
    files: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    """Commit and path -> mode and id of what was there; None where git does not have the commit."""
    named: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Document -> of each mention that leads to no page, the paths that it can mean."""
    exists: Callable[[str], bool] = lambda _: False
    """Whether the working tree has a file or folder at a path."""
    names: Mapping[str, Sequence[str]] = field(init=False)
    """File name -> every page with that name."""
    lost: frozenset[str] = field(init=False)
    """File names that once led somewhere."""
    numbers: Mapping[int, Sequence[str]] = field(init=False)
    """Number -> every document that has it."""
    _signposts: dict[str, HeadingIndex] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @property
    def frame(self) -> tuple[object, ...]:
        """What decides where mentions lead, besides the documents' texts and the working tree."""
        return (
            (self.uris, self.roots, self.folders, self.numbers, self.hidden),
            (self.aliases, self.unserved),
            (self.renamed, self.deleted),
            (self.forge, self.homes, self.home_forges, self.commits, self.files),
        )

    def signposts(self, path: str) -> HeadingIndex:
        """The headings of a document; sorted once for all mentions of it."""
        if path not in self._signposts:
            self._signposts[path] = HeadingIndex(self.documents[path].tree.headings)
        return self._signposts[path]

    def present(self, path: str) -> str:
        """The path that a file has now, as far as renames lead to something that is known."""
        seen = {path}
        while not self.is_known(path) and (later := self.renamed.get(path, path)) not in seen:
            seen.add(later)
            path = later
        return path

    def is_known(self, path: str) -> bool:
        """Whether there is a page or file at a path, in the site or kept out of it."""
        return path in self.uris or path in self.hidden

    def __post_init__(self) -> None:
        names = ((posixpath.basename(path), path) for path in sorted(self.uris))
        cited = ((each.number, path) for path, each in sorted(self.documents.items()))
        object.__setattr__(self, "names", _grouped(names))
        gone = frozenset(posixpath.basename(path) for path in (*self.renamed, *self.deleted))
        object.__setattr__(self, "lost", gone)
        object.__setattr__(self, "numbers", _grouped(pair for pair in cited if pair[0] is not None))


def forms_of(path: str) -> tuple[str, ...]:
    """What a written path may be short for, itself first."""
    return (path, f"{path}.md", f"{path}/README.md", f"{path}/index.md", f"{path}/spec.md")


def find_homes(known: Iterable[str], documents: Iterable[Document]) -> tuple[str, ...]:
    """The addresses of this repository on forges, each with a slash at its end.

    They are those known, and the one that the documents' own links lead to: where a checkout does
    not know where it came from, the address below which links most often end in the exact path of
    a document that is here.
    """
    documents = tuple(documents)
    paths = frozenset(document.path for document in documents)
    addresses = (mention.path for document in documents for mention in document.mentions)
    homes = Counter(
        home[1]
        for each in addresses
        if "://" in each and (home := HOME.match(each)) and _ends_in(each, paths)
    )
    likeliest = min(homes, key=lambda home: (-homes[home], home), default="")
    bare = (url.removesuffix("/").removesuffix(".git") for url in (*known, likeliest) if url)
    return tuple(dict.fromkeys(f"{url}/" for url in bare))


def _ends_in(address: str, paths: Container[str]) -> bool:
    return any(tail in paths for tail in tails_of(address))


def tails_of(address: str) -> Iterator[str]:
    """What of an address on a forge can be a path, the longest first: a branch may hold slashes."""
    parts = address.split("/")
    return ("/".join(parts[start:]) for start in range(max(5, len(parts) - MOST_PARTS), len(parts)))


def _grouped(pairs: Iterable[tuple[T, str]]) -> Mapping[T, Sequence[str]]:
    groups: dict[T, list[str]] = {}
    for key, path in pairs:
        groups.setdefault(key, []).append(path)
    return MappingProxyType(groups)
