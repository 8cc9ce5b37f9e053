"""The numbers in the names of specs, over the working tree and every branch."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs_rfc.documents import NUMBER, STAMP, is_of_folder, own_name
from mkdocs_rfc.history import Git, GitError

WIDTH = 4
ASKED = (
    *("log", "--branches", "--exclude=*/HEAD", "--remotes", "--not", "HEAD", "--source"),
    *("--reverse", "--topo-order", "--no-show-signature", "--no-notes", "--no-mailmap"),
    *("-z", "--format=%x01%S", "--name-status", "-M", "--diff-filter=ADR"),
)
"""What git is asked about other branches."""
BRANCH = re.compile(r"^refs/(heads|remotes)/")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A spec whose file name starts with a number."""

    number: int
    path: str
    branches: tuple[str, ...] = ()
    """The branches that have it, sorted; none for one in the working tree."""

    @property
    def series(self) -> str:
        """The folder whose specs are counted together."""
        folder = posixpath.dirname(self.path)
        return posixpath.dirname(folder) if is_of_folder(PurePosixPath(self.path)) else folder


def number_in(path: str) -> int | None:
    """The number that a file name, or the folder of a `README.md` or a `spec.md`, starts with."""
    name = own_name(PurePosixPath(path))
    found = None if STAMP.match(name) else NUMBER.match(name)
    return int(found["number"]) if found else None


def numbered(paths: Iterable[str]) -> tuple[Numbered, ...]:
    """The specs among some paths of the working tree that have a number in their name."""
    found = ((path, number_in(path)) for path in sorted(paths))
    return tuple(Numbered(number, path) for path, number in found if number is not None)


def read_branches(root: Path, folders: Iterable[str]) -> tuple[Numbered, ...]:
    """The specs that got their number on another branch, a local or a remote-tracking one.

    One process, nothing is checked out: what commits that HEAD does not have added, renamed and
    deleted. A branch that is merged says nothing; a spec that one merely gave another title is
    none of its own. Empty where git cannot answer.
    """
    try:
        answer = Git(root).ask(*ASKED, "--", *sorted(folders))
    except GitError:
        return ()
    found: dict[str, set[str]] = {}
    for branch, path in _added(answer.decode(errors="replace")):
        found.setdefault(path, set()).add(branch)
    numbers = ((path, number_in(path)) for path in sorted(found) if path.endswith(".md"))
    return tuple(
        Numbered(number, path, tuple(sorted(found[path])))
        for path, number in numbers
        if number is not None
    )


def _added(answer: str) -> Iterator[tuple[str, str]]:
    """Branch and path of every file that a branch has and HEAD never had; oldest commits first."""
    own: dict[tuple[str, str], None] = {}
    branch = ""
    words = iter(answer.split("\0"))
    for word in words:
        kind = word.lstrip("\n")[:1]
        if kind == "\1":
            branch = BRANCH.sub("", word.lstrip("\n\1"))
        elif kind == "A":
            own[branch, next(words)] = None
        elif kind == "D":
            own.pop((branch, next(words)), None)
        elif kind == "R":
            old, new = next(words), next(words)
            if (branch, old) in own or number_in(old) != number_in(new):
                own.pop((branch, old), None)
                own[branch, new] = None
    yield from own


def next_number(taken: Iterable[Numbered], series: str) -> str:
    """The number behind the highest one that is taken in a folder, as the others are written."""
    taken = tuple(taken)
    highest = max((each.number for each in taken if each.series == series), default=0)
    return f"{highest + 1:0{_width(taken)}}"


def _width(taken: Iterable[Numbered]) -> int:
    """How many digits the numbers have in the names of files."""
    widths = (
        len(match[0])
        for each in taken
        if not each.branches and (match := re.search(r"\d+", posixpath.basename(each.path)))
    )
    return max(widths, default=WIDTH)


def read_taken(
    root: Path, paths: Iterable[str], folders: Iterable[str], *, always: bool = True
) -> tuple[Numbered, ...]:
    """The specs that have a number, in the working tree and then on other branches.

    `paths` are those of the working tree. Branches are asked where names have numbers, or `always`.
    """
    here = numbered(paths)
    known = {each.path for each in here}
    others = read_branches(root, folders) if here or always else ()
    return (*here, *(each for each in others if each.path not in known))
