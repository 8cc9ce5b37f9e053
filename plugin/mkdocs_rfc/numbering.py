"""The numbers in the names of specs, over the working tree and every branch."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.findings import Finding
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.titles import NUMBER, STAMP

NAMINGS = ("date", "number")
WIDTH = 4
BRANCHES = ("refs/heads", "refs/remotes")
DEFAULTS = frozenset({"main", "master", "trunk"})
"""Branches on which nobody gives way."""


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
        folder, name = posixpath.split(self.path)
        is_folder = name.casefold() in {"readme.md", "index.md"}
        return posixpath.dirname(folder) if is_folder else folder


def number_in(path: str) -> int | None:
    """The number that a file name, or the folder of a `README.md`, starts with."""
    folder, name = posixpath.split(path)
    if name.casefold() in {"readme.md", "index.md"}:
        name = posixpath.basename(folder)
    found = None if STAMP.match(name) else NUMBER.match(name)
    return int(found["number"]) if found else None


def numbered(paths: Iterable[str]) -> tuple[Numbered, ...]:
    """The specs among some paths of the working tree that have a number in their name."""
    found = ((path, number_in(path)) for path in sorted(paths))
    return tuple(Numbered(number, path) for path, number in found if number is not None)


def read_branches(root: Path, head: str, folders: Iterable[str]) -> tuple[Numbered, ...]:
    """The numbered specs that only other branches have, local and remote-tracking ones.

    `head` is the commit of the working tree, `folders` are those of the specs. Two processes;
    nothing is checked out. A spec that another branch merely renamed is none of its own, and a
    branch that is merged says nothing. Empty where git cannot answer.
    """
    git = Git(root)
    try:
        branches = _branches(git)
        return tuple(_added(git, branches, head, sorted(folders))) if branches else ()
    except GitError:
        return ()


def _branches(git: Git) -> Mapping[str, tuple[str, ...]]:
    """Commit -> the branches there that are not merged, sorted."""
    fields = "--format=%(objectname)%00%(symref)%00%(refname)"
    answer = git.ask("for-each-ref", fields, "--no-merged=HEAD", *BRANCHES)
    found: dict[str, list[str]] = {}
    for line in answer.decode(errors="replace").splitlines():
        commit, symbolic, name = line.split("\0")
        if not symbolic:
            short = name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
            found.setdefault(commit, []).append(short)
    return {commit: tuple(sorted(names)) for commit, names in found.items()}


def _added(
    git: Git, branches: Mapping[str, tuple[str, ...]], head: str, folders: Iterable[str]
) -> Iterator[Numbered]:
    asked = [f"{commit} {head}\n".encode() for commit in branches]
    options = ("-r", "-z", "-M", "--name-status", "--diff-filter=A")
    answer = git.ask("diff-tree", "--stdin", *options, "--", *folders, given=asked)
    words = iter(answer.decode(errors="replace").split("\0"))
    found: dict[str, set[str]] = {}
    commit = ""
    for word in words:
        if word == "A":
            found.setdefault(next(words), set()).update(branches[commit])
        elif word:
            commit = word
    for path in sorted(found):
        number = number_in(path)
        if number is not None and path.endswith(".md"):
            yield Numbered(number, path, tuple(sorted(found[path])))


def next_number(taken: Iterable[Numbered], series: str) -> int:
    """The number behind the highest one that is taken in a folder."""
    return max((each.number for each in taken if each.series == series), default=0) + 1


def width_of(taken: Iterable[Numbered]) -> int:
    """How many digits the numbers have in the names of files."""
    widths = (
        len(match[0])
        for each in taken
        if not each.branches and (match := re.search(r"\d+", posixpath.basename(each.path)))
    )
    return max(widths, default=WIDTH)


def check_collisions(
    root: Path,
    paths: Iterable[str],
    folders: Iterable[str],
    head: str,
    branch: str,
    *,
    always: bool,
) -> Iterator[Finding]:
    """Every number that two specs of a folder have, in the working tree or on other branches.

    Branches are asked where names have numbers, or `always`.
    """
    here = numbered(paths)
    asked = head and (here or always)
    yield from check_numbers(
        (*here, *(read_branches(root, head, folders) if asked else ())), branch
    )


def check_numbers(taken: Iterable[Numbered], branch: str) -> Iterator[Finding]:
    """Every number that two specs of a folder have; `branch` is that of the working tree.

    What another branch has is a warning where the working tree can give way, and only said on the
    default branch: it is the other one that has to.
    """
    groups: dict[tuple[str, int], list[Numbered]] = {}
    for each in taken:
        groups.setdefault((each.series, each.number), []).append(each)
    for (_, number), same in sorted(groups.items()):
        here = [each for each in same if not each.branches]
        first = here[0] if here else same[0]
        for other in same:
            if other is not first:
                yield _collision(number, first, other, branch)


def _collision(number: int, first: Numbered, other: Numbered, branch: str) -> Finding:
    names = f"`{first.path}`{_on(first, branch)} and `{other.path}`{_on(other, branch)}"
    if not first.branches and not other.branches:
        names = f"`{first.path}` and `{other.path}`"
    ours = not first.branches and branch not in DEFAULTS
    both_here = not first.branches and not other.branches
    rule = "number" if ours or both_here else "number-elsewhere"
    message = f"{names} both have the number {number}."
    fix = f"Give one of them the next: `mkdocs-rfc renumber {first.path}`."
    return Finding("" if first.branches else first.path, 0, rule, message, fix)


def _on(each: Numbered, branch: str) -> str:
    names = each.branches or (branch or "the working tree",)
    return f" ({', '.join(names[:3])}{' …' if len(names) > 3 else ''})"
