"""What a collection's folder holds, sorted into documents and files beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.corpus.drawings import Drawing
from mkdocs_rfc.corpus.folders import Folder, path_in
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.history import read_index
from mkdocs_rfc.options import CONFIG_FILES, Options
from mkdocs_rfc.storage import BARE, reason_of, refusal

TEMPLATE = re.compile(
    r"((rfc|adr|spec)[-_ ])?([0nx]+[-_ ])?((rfc|adr|spec)[-_ ])?template", re.IGNORECASE
)
"""What repositories call the file that new specs are copied from."""
DEEPEST = 64
"""So many folders may lie in each other."""
MODULES = "node_modules"
MARKS = frozenset({"pyvenv.cfg", "CACHEDIR.TAG"})
"""What marks a folder as a virtual environment, or as what some tool may delete at any time."""
LINK = "the link leads out of the folder, or to nothing that the site shows"
ODD = "it is no regular file"
UNTRACKED = "git does not track it"
EMPTY: Mapping[Path, str] = MappingProxyType({})

KIND = "files of this kind are not served, as they may run scripts or hold secrets"


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of one folder, sorted."""

    index: Path | None = None
    """The folder's own `index.md` or `README.md`."""
    documents: tuple[Path, ...] = ()
    assets: tuple[Path, ...] = ()
    """Everything else, which documents may show or link to."""
    hidden: tuple[Path, ...] = ()
    """Folders whose name starts with a dot, left out with all they hold."""
    misnamed: tuple[Path, ...] = ()
    """Files and folders whose name is not UTF-8, left out as no address can be made of it."""
    foreign: tuple[Path, ...] = ()
    """Folders left out as they are git's own, or what some tool has installed there."""
    links: Mapping[Path, Path] = field(default_factory=dict)
    """Each symbolic link to a file of a collection, with that file."""
    unreadable: Mapping[Path, str] = field(default_factory=lambda: EMPTY)
    """Files and folders that cannot be read, and why."""
    left_out: Mapping[Path, str] = field(default_factory=lambda: EMPTY)
    """Files that have no place in the site, and why."""
    referred_only: bool = False
    """The folder holds more than a collection: only what documents refer to is served."""
    drawings: Mapping[Path, Drawing] = field(default_factory=dict)
    """The SVG files among the assets, as they are served."""
    excluded: tuple[Path, ...] = ()
    """What the site's owner keeps out of it: never read."""

    @property
    def is_emptied(self) -> bool:
        """Whether there were documents, all of which are kept out: then there is no index, too."""
        return bool(self.excluded) and not self.documents and self.index is None


NOTHING = Contents()
"""Of a folder that is not there yet."""


def read_contents(folder: Folder, others: Iterable[Folder], options: Options) -> Contents:
    """List what a folder holds, without other collections' folders and the templates inside it.

    Nothing is read from: what is no regular file, what a link brings in from elsewhere, and what
    belongs to git, to MkDocs or to an environment of a language is left out.
    """
    walk = _Walk(_apart(folder, others, options))
    files = list(walk.files(folder.path))
    heads = [folder.path / "index.md", folder.path / "README.md"]
    links, left_out = _links(walk.links, [folder, *others])
    if not folder.mounted:  # then what is in the repository is MkDocs' to show
        left_out = {link: why for link, why in left_out.items() if _is_foreign(link, options)}
    left_out |= walk.odd
    files += [link for link, target in links.items() if link in heads and target in files]
    index = next((head for head in heads if head in files), None)
    named = (options.template, *dict(options.templates).values())
    no_documents = {*heads, *(Path(os.path.normpath(options.project / name)) for name in named)}
    if folder.kind is Kind.SPEC:
        no_documents.update(path for path in files if TEMPLATE.fullmatch(path.stem))
    documents = [path for path in files if path.suffix == ".md" and path not in no_documents]
    assets = [path for path in files if path.suffix != ".md"]
    assets = sorted([*assets, *_linked(links, frozenset(assets), folder, left_out)])
    if wide := _is_wide(folder, options):
        _leave_untracked([*filter(None, [index]), *documents, *assets], folder, left_out)
    return Contents(
        index=None if index in left_out else index,
        documents=tuple(path for path in documents if path not in left_out),
        assets=tuple(path for path in assets if path not in left_out),
        hidden=tuple(path for path in walk.left_out if path.name.startswith(".")),
        misnamed=tuple(path for path in walk.left_out if not path.name.startswith(".")),
        foreign=tuple(walk.foreign),
        links=links,
        unreadable=walk.unreadable,
        left_out=left_out,
        referred_only=wide,
    )


def _apart(folder: Folder, others: Iterable[Folder], options: Options) -> frozenset[Path]:
    """The folders inside a collection's that are somebody else's."""
    inside = (other.path for other in others if other.path != folder.path)
    made = (options.docs_dir, options.site_dir, options.cache)
    return frozenset((*inside, *(each for each in made if each and each != folder.path)))


def _is_wide(folder: Folder, options: Options) -> bool:
    """Whether a folder is there for more than its documents: a project, or what a link leads to."""
    if not folder.mounted:
        return False
    path, real = folder.path, Path(os.path.realpath(folder.path))
    linked = path.is_relative_to(options.project) and os.path.normcase(path) != os.path.normcase(
        real
    )
    tops = (".git", *CONFIG_FILES)
    return (
        linked
        or options.project.is_relative_to(real)
        or any(os.path.lexists(path / name) for name in tops)
    )


def _leave_untracked(files: Iterable[Path], folder: Folder, left_out: dict[Path, str]) -> None:
    """Leave out what git does not track, where there is a git to ask."""
    tracked = read_index(folder.path)
    if tracked is not None:
        names = ((file, file.relative_to(folder.path).as_posix()) for file in files)
        left_out |= {file: UNTRACKED for file, name in names if name not in tracked}


def _links(
    found: Iterable[tuple[Path, Path]], folders: Iterable[Folder]
) -> tuple[dict[Path, Path], dict[Path, str]]:
    """The links to files of the collections, with those files; and those that lead elsewhere."""
    tops = {Path(os.path.realpath(folder.path)): folder.path for folder in folders}
    inside, outside = {}, {}
    for link, real in found:
        top = next((each for each in tops if real.is_relative_to(each)), None)
        if top is None or not os.path.exists(real):  # noqa: PTH110 - never raises
            outside[link] = LINK
        elif os.path.isfile(real):  # noqa: PTH113
            inside[link] = tops[top] / real.relative_to(top)
        elif not os.path.isdir(real):  # noqa: PTH112
            outside[link] = ODD
    return inside, outside


def _is_foreign(link: Path, options: Options) -> bool:
    """Whether MkDocs, which follows every link, must not follow this one."""
    there = os.path.isfile(link) or os.path.isdir(link)  # noqa: PTH112, PTH113 - never raise
    return bool(refusal(link, options.project)) or not there


def _linked(
    links: Mapping[Path, Path], assets: frozenset[Path], folder: Folder, left_out: dict[Path, str]
) -> Iterator[Path]:
    """The links to files beside documents; what else is linked by a name that is no document's."""
    for link, target in links.items():
        if link.suffix != ".md" and target in assets:
            yield link
        elif link.suffix != ".md" or (target in assets and target.is_relative_to(folder.path)):
            left_out[link] = LINK


class _Walk:
    """A walk through the files of a folder, and what it came past."""

    def __init__(self, apart: frozenset[Path]) -> None:
        self._apart = apart
        self.left_out: list[Path] = []
        self.odd: dict[Path, str] = {}
        self.foreign: list[Path] = []
        self.links: list[tuple[Path, Path]] = []
        self.unreadable: dict[Path, str] = {}

    def files(self, top: Path) -> Iterator[Path]:
        """The regular files in and below a folder, each folder in the order of its names."""
        waiting = [iter(self._entries(top, is_top=True))]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
            elif self._is_folder(entry):
                if len(waiting) <= DEEPEST:
                    waiting.append(iter(self._entries(Path(entry.path))))
                else:
                    self.unreadable[Path(entry.path)] = "it lies too deep"
            elif self._is_file(entry):
                yield Path(entry.path)

    def _entries(self, at: Path, *, is_top: bool = False) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(at) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.unreadable[at] = reason_of(error)
            return []
        names = {entry.name for entry in found}
        if not is_top and (not MARKS.isdisjoint(names) or names.issuperset(BARE)):
            self.foreign.append(at)
            return []
        return found

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        """Whether to go into a folder; what is told of those that are left out is noted."""
        if entry.is_symlink() or not entry.is_dir(follow_symlinks=False):
            return False
        path = Path(entry.path)
        if entry.name.startswith(".") or not _is_text(entry.name):
            self.left_out.append(path)
        elif entry.name == MODULES:
            self.foreign.append(path)
        else:
            return path not in self._apart
        return False

    def _is_file(self, entry: os.DirEntry[str]) -> bool:
        if entry.name.startswith(".") or entry.is_dir(follow_symlinks=False):
            return False
        if not _is_text(entry.name):
            self.left_out.append(Path(entry.path))
        elif entry.is_symlink():
            self.links.append((Path(entry.path), Path(os.path.realpath(entry.path))))
        elif entry.is_file(follow_symlinks=False):
            return True
        else:
            self.odd[Path(entry.path)] = ODD
        return False


def _is_text(name: str) -> bool:
    """Whether the bytes of a name are UTF-8; Python stands surrogates for those that are not."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def unserved(contents: Iterable[Contents], root: Path) -> dict[str, str]:
    """By path, why a file that is there has no place in the site."""
    return {
        path_in(file, root): reason
        for found in contents
        for file, reason in (*found.left_out.items(), *found.unreadable.items())
        if reason != KIND or not found.referred_only  # all of a project's code is no such file
    }
