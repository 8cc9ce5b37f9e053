"""How files in the working tree stand against HEAD, without having git look at them.

`git status` would run the filters, monitors and hooks that a repository's configuration names.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.problems import NONSENSE
from mkdocs_rfc.history.values import Presence
from mkdocs_rfc.storage import DOCUMENT, read

LINK = b"120000"


MARKDOWN = (b".md", b".markdown")


@dataclass(frozen=True, slots=True)
class Tree:
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


def read_tree(git: Git, head: str) -> Tree:
    """Every file at a commit, beside those in git's folder."""
    files: dict[bytes, tuple[bytes, bytes]] = {}
    for entry in git.ask("ls-tree", "-r", "-z", "--full-tree", head).split(b"\0"):
        state, tab, path = entry.partition(b"\t")
        if tab:
            mode, _, blob = state.split(b" ")
            files[path] = (mode, blob)
        elif entry:
            raise GitError(NONSENSE)
    return Tree(git.folder, files)


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
