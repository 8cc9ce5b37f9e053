"""How files in the working tree stand against HEAD, without having git look at them.

`git status` would run the filters, monitors and hooks that a repository's configuration names.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.objects import skip
from mkdocs_rfc.history.problems import NONSENSE
from mkdocs_rfc.history.values import Presence
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.storage import read

LINK = b"120000"
MARKDOWN = (b".md", b".markdown")


@dataclass(frozen=True, slots=True)
class HeadTree:
    """The files at HEAD, beside those on disk."""

    top: Path
    files: Mapping[bytes, tuple[bytes, bytes]]
    """Path to mode and id."""

    def locate(self, path: str) -> bytes:
        """What git calls a file on disk, be it behind symbolic links or in another case."""
        name = os.fsencode(path)
        if self.files.get(name, (LINK,))[0] != LINK:
            return name
        real = os.path.relpath(os.path.realpath(self.top / path), os.path.realpath(self.top))
        inside = os.fsencode(Path(real).as_posix()) if not real.startswith(os.pardir) else name
        if inside in self.files:
            return inside
        key = _fold(inside)
        alike = (
            each for each in sorted(self.files) if _fold(each) == key and self._same(each, path)
        )
        return next(alike, inside)

    def followed(self, names: Iterable[bytes]) -> list[bytes]:
        """The files whose history is read: those asked for, and all Markdown for what moved."""
        wanted = set(names)
        return sorted(name for name in self.files if name in wanted or name.endswith(MARKDOWN))

    def blobs(self) -> dict[bytes, bytes]:
        """The id of each Markdown file."""
        return {name: blob for name, (_, blob) in self.files.items() if name.endswith(MARKDOWN)}

    def presence(self, name: bytes) -> Presence:
        """Whether a file on disk is what HEAD has under that name."""
        if name not in self.files:
            return Presence.UNTRACKED
        text, blob = self._text(name), self.files[name][1]
        if text is None:
            return Presence.MODIFIED
        same = _is_blob(text, blob) or _is_blob(text.replace(b"\r\n", b"\n"), blob)
        return Presence.COMMITTED if same else Presence.MODIFIED

    def _text(self, name: bytes) -> bytes | None:
        path = self.top / os.fsdecode(name)
        try:
            return os.fsencode(path.readlink()) if self._is_link(name) else read(path, DOCUMENT)
        except OSError:
            return None

    def _is_link(self, name: bytes) -> bool:
        return self.files[name][0] == LINK

    def _same(self, name: bytes, path: str) -> bool:
        try:
            return (self.top / os.fsdecode(name)).samefile(self.top / path)
        except OSError:
            return False


def read_tree(git: Git, head: str) -> HeadTree:
    """Every file at a commit, beside those in git's folder."""
    files: dict[bytes, tuple[bytes, bytes]] = {}
    for entry in git.ask("ls-tree", "-r", "-z", "--full-tree", head).split(b"\0"):
        state, tab, path = entry.partition(b"\t")
        if tab:
            mode, _, blob = state.split(b" ")
            files[path] = (mode, blob)
        elif entry:
            raise GitError(NONSENSE)
    return HeadTree(git.folder, files)


def ignored(git: Git, names: Iterable[bytes]) -> frozenset[bytes]:
    """Which of the names `.gitignore` leaves out; no process when there are none."""
    asked = [b"./" + name + b"\0" for name in names]  # else some would be patterns
    if not asked:
        return frozenset()
    try:
        answer = git.ask("check-ignore", "--no-index", "-z", "--stdin", given=asked, accept=1)
    except GitError:  # one of them is behind a link that leads out of the repository
        return frozenset()
    return frozenset(name.removeprefix(b"./") for name in answer.split(b"\0"))


def _is_blob(text: bytes, blob: bytes) -> bool:
    """Whether git would give a text that id."""
    algorithm = "sha1" if len(blob) == 40 else "sha256"
    hashed = hashlib.new(algorithm, b"blob %d\0" % len(text), usedforsecurity=False)
    hashed.update(text)
    return hashed.hexdigest().encode() == blob


def _fold(path: bytes) -> str:
    return unicodedata.normalize("NFC", os.fsdecode(path)).casefold()


TreePath = tuple[str, str]
"""A commit and the path of a folder, empty for the top."""
TreeEntries = Mapping[bytes, str]
BREAK = frozenset("\n\r\0")
"""What would end a question to git; no path in a text has it."""


def find_files(
    root: Path, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], str | None]:
    """What was there, by commit and path; None for a commit not at hand, or not whole.

    It is given as mode and object id, `100644 5b1d3f…`; empty where there was nothing. `wanted`
    are hexadecimal commit ids, possibly shortened, each with a path in the repository.
    """
    pairs = sorted({(commit, path) for commit, path in wanted if not BREAK & {*path}})
    names: dict[TreePath, set[bytes]] = {(commit, ""): set() for commit, _ in pairs}
    for commit, path in pairs:
        folder, name = posixpath.split(path)
        names.setdefault((commit, folder), set()).add(_encoded(name))
    try:
        answers = dict(zip(names, _folders(Git(root), names), strict=True)) if names else {}
    except GitError:
        return dict.fromkeys(pairs)
    return {pair: _entry(answers, *pair) for pair in pairs}


def _entry(folders: Mapping[TreePath, TreeEntries | None], commit: str, path: str) -> str | None:
    if folders[commit, ""] is None:
        return None
    folder, name = posixpath.split(path)
    entries = folders[commit, folder]
    return entries.get(_encoded(name), "") if entries else ""


def _folders(git: Git, names: Mapping[TreePath, Container[bytes]]) -> Iterator[TreeEntries | None]:
    """Of each folder the entries with the names given; None for what is not there."""
    questions = (f"{id_}:{path}" if path else f"{id_}^{{tree}}" for id_, path in names)
    given = [_encoded(question) + b"\n" for question in questions]
    with git.reading("cat-file", "--batch", "--buffer", given=given) as answer:
        for wanted in names.values():
            name, _, size = answer.readline().rstrip(b"\n").rpartition(b" ")
            id_, _, kind = name.partition(b" ")
            if not size.isdigit():  # but "missing", "ambiguous" or "submodule"
                yield None
            elif kind == b"tree":
                raw = answer.read(int(size) + 1)[:-1]
                found = _entries(raw, len(id_) // 2)
                yield {name: entry for name, entry in found if name in wanted}
            else:  # a file, of any size
                skip(answer, int(size) + 1)
                yield {}


def _entries(tree: bytes, width: int) -> Iterator[tuple[bytes, str]]:
    """Name, and mode with object id, of each entry of a tree; an id has so many bytes."""
    at = 0
    while (end := tree.find(b"\0", at)) > 0:
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + width
        yield name, f"{mode.decode(errors='replace')} {tree[end + 1 : at].hex()}"


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
