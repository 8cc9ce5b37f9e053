"""Which files of a collection the site shows, and which count as not there."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec

from mkdocs_rfc.corpus.contents import LINK, Contents, read_contents
from mkdocs_rfc.corpus.folders import Folder, find_folders, find_refused, path_in
from mkdocs_rfc.corpus.problems import UnusableFolder
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.history import discover
from mkdocs_rfc.options import Options

Shows = Callable[[Folder, Path], bool]
"""Whether the site has a file of a folder."""
Denies = Callable[[str], bool]
"""Whether a path in the repository is one that the site does not have on purpose."""
MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
"""Endings of what MkDocs makes a page of."""
GENERAL = frozenset({"index", "readme", "spec"})
"""File names that say nothing of the document: what stands beside it is told by the folder."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to be read: the folders of the collections, and what each of them holds."""

    root: Path
    """What paths are relative to: the repository, or the project where there is none."""
    contents: Mapping[Folder, Contents]
    problems: tuple[UnusableFolder, ...]
    """Folders that are named and not there."""
    refused: tuple[str, ...] = ()
    """Places in `docs_dir` that a link leads out of the repository from."""
    shows: Shows = lambda *_: True
    """What is not shown counts as not there."""


def survey(options: Options, kinds: Iterable[Kind] = Kind, *, every: bool = False) -> Survey:
    """List the files of the collections, without those that `exclude` and `include` leave out.

    `every` lists those, too.
    """
    found = [find_folders(kind, options) for kind in kinds]
    folders = [folder for each, _ in found for folder in each]
    contents = {folder: read_contents(folder, folders, options) for folder in folders}
    if not every and (options.exclude or options.include or options.exclude_docs):
        contents = _shown(contents, lambda at, file: is_chosen(at, file, options))
    absent = tuple(problem for _, each in found for problem in each)
    refused = tuple(uri for kind in kinds for uri in find_refused(kind, options))
    return Survey(discover(options.project) or options.project, contents, absent, refused)


def is_chosen(folder: Folder, file: Path, options: Options) -> bool:
    """Whether `include` takes a file in, and `exclude` does not take it out.

    Patterns are held against the file's place in the site and its path in the project; of all
    patterns that fit, the last one counts. `include` is about documents alone.
    """
    names = tuple(names_of(folder, file, options))
    if options.include and file.suffix in MARKDOWN and not fits(options.include, names):
        return False
    return not (fits(options.exclude, names) or fits(options.exclude_docs, _places(folder, file)))


def narrow(found: Survey) -> tuple[dict[Folder, Contents], dict[Folder, Contents]]:
    """What is shown of each folder; and the same of those that are left with a document."""
    listed = _shown(found.contents, found.shows)
    return listed, {folder: each for folder, each in listed.items() if not each.is_emptied}


def hidden_paths(
    found: Survey, contents: Mapping[Folder, Contents], known: Iterable[str], denies: Denies
) -> frozenset[str]:
    """The paths in the repository of what the site does not have, so that nothing leads there.

    `known` are paths at which there was something once.
    """
    listed = (file for each in contents.values() for file in each.excluded)
    here = (path_in(file, found.root) for file in listed)
    emptied = (folder.path for folder, each in contents.items() if each.is_emptied)
    return frozenset({*here, *(path_in(at, found.root) for at in emptied), *filter(denies, known)})


def denier(found: Survey, options: Options) -> Denies:
    """Tells of a path in the repository, of a file that need not be there, if it is kept out."""
    tops = {path_in(each.path, found.root): each for each in found.contents}

    def denies(path: str) -> bool:
        for top, folder in tops.items():
            if path.startswith(f"{top}/"):
                file = folder.path / path[len(top) + 1 :]
                return not (is_chosen(folder, file, options) and found.shows(folder, file))
        return False

    return denies


def names_of(folder: Folder, file: Path, options: Options) -> Iterator[str]:
    """What a pattern may call a file; the index of a mounted folder has two names."""
    yield from _places(folder, file)
    if file.is_relative_to(options.project):
        yield file.relative_to(options.project).as_posix()


def _places(folder: Folder, file: Path) -> Iterator[str]:
    yield folder.uri_of(file)
    if file.parent == folder.path and file.name == "README.md":
        yield f"{folder.uri}/index.md"


def fits(patterns: tuple[str, ...], names: Iterable[str]) -> bool:
    """Whether patterns, written as in a `.gitignore`, pick a file that has these names."""
    if not patterns:
        return False
    results = [_compiled(patterns).check_file(name) for name in names]
    said = [(each.index, bool(each.include)) for each in results if each.index is not None]
    return max(said, default=(0, False))[1]


@lru_cache(maxsize=8)
def _compiled(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)


def _shown(contents: Mapping[Folder, Contents], shows: Shows) -> dict[Folder, Contents]:
    """What is shown of each folder, without the links that lead to what is not."""
    listed = {folder: only_shown(folder, each, shows) for folder, each in contents.items()}
    excluded = frozenset(file for each in listed.values() for file in each.excluded)
    return {folder: _without_links(each, excluded) for folder, each in listed.items()}


def _without_links(found: Contents, targets: Container[Path]) -> Contents:
    gone = [link for link, file in found.links.items() if file in targets]
    if not gone:
        return found
    return replace(
        found,
        index=None if found.index in gone else found.index,
        assets=tuple(file for file in found.assets if file not in gone),
        links={link: file for link, file in found.links.items() if link not in gone},
        left_out={**found.left_out, **dict.fromkeys(gone, LINK)},
    )


def only_shown(folder: Folder, found: Contents, shows: Shows) -> Contents:
    """What a folder holds for the site: documents that it shows, and what stands beside them.

    A file that only serves documents which are left out is left out with them.
    """
    index = found.index if found.index and shows(folder, found.index) else None
    documents = tuple(file for file in found.documents if shows(folder, file))
    kept = {index, *documents}
    heads = [found.index] if found.index else []
    out = [file for file in (*heads, *found.documents) if file not in kept]
    out += [file for file in found.excluded if file.suffix == ".md"]
    links = {link: file for link, file in found.links.items() if shows(folder, link)}
    if not out and links == found.links and all(shows(folder, file) for file in found.assets):
        return found
    beside = _Neighbours(documents, out)
    assets = tuple(
        file for file in found.assets if shows(folder, file) and not beside.is_of_excluded(file)
    )
    gone = {*found.assets, *found.links}.difference(assets, links, kept)
    excluded = tuple(sorted({*found.excluded, *out, *gone}))
    return replace(
        found, index=index, documents=documents, assets=assets, links=links, excluded=excluded
    )


class _Neighbours:
    """Says of a file beside documents whether it belongs to one that is left out."""

    def __init__(self, shown: Iterable[Path], excluded: Iterable[Path]) -> None:
        self._owners: dict[tuple[Path, str], bool] = {}
        self._folders: dict[Path, bool] = {}
        for file, out in (*((each, True) for each in excluded), *((each, False) for each in shown)):
            self._folders[file.parent] = out
            if file.stem.casefold() not in GENERAL:
                self._owners[file.parent, file.stem] = out

    def is_of_excluded(self, file: Path) -> bool:
        """By its name or its folder's, or because its folder has no other documents."""
        for at in file.parents:
            for part in file.relative_to(at).parts:
                named = (self._owners.get((at, name)) for name in _beginnings(part))
                if (out := next((each for each in named if each is not None), None)) is not None:
                    return out
            if at in self._folders:
                return self._folders[at]
        return False


def _beginnings(part: str) -> Iterator[str]:
    """A name, and what it begins with, the longest first: `a-b.png`, `a-b`, `a`."""
    yield part
    for end in range(len(part) - 1, 0, -1):
        if not part[end].isalnum():
            yield part[:end]
