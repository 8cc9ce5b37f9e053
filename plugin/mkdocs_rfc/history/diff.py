"""What commits changed: one path as git's raw format says it, and one commit among all."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_rfc.history.values import ChangeKind

ABSENT = b"000000"
"""Mode of a file that is not there."""
KINDS: dict[bytes, ChangeKind] = {b"A": "added", b"D": "deleted"}


class PathChange(NamedTuple):
    """`:100644 100644 3f1a… 77c0… R087`, the path, and where it came from if it was renamed.

    That of a merge has one colon, mode, id and letter for each parent, and no renames.
    """

    state: bytes
    path: bytes
    source: bytes = b""

    @property
    def kind(self) -> ChangeKind:
        """What happened to the path."""
        return "renamed" if self.source else KINDS.get(self.state[-1:], "modified")

    @property
    def score(self) -> int:
        """How much of the text a rename kept, in percent."""
        return int(self.state.rpartition(b" R")[2]) if self.source else 0

    @property
    def blob(self) -> bytes:
        """Id of the text after the commit."""
        return self.state.rsplit(b" ", 2)[1]

    @property
    def blobs_before(self) -> list[bytes]:
        """Id of the text at each parent; empty where a parent does not have the file."""
        fields = self.state.lstrip(b":").split(b" ")
        parents = (len(fields) - 3) // 2
        before = zip(fields[:parents], fields[parents + 1 :], strict=False)
        return [b"" if mode == ABSENT else blob for mode, blob in before]

    @property
    def leaving(self) -> bytes:
        """The path that is no more after the commit; empty when none went."""
        return self.source or (self.path if self.state[-1:] == b"D" else b"")

    def new(self) -> PathChange:
        """The same, but come from nowhere."""
        _, mode, before, blob, _ = self.state.split(b" ")
        return PathChange(
            b" ".join((b":" + ABSENT, mode, b"0" * len(before), blob, b"A")), self.path
        )

    def moved(self, source: bytes, origin: PathChange) -> PathChange:
        """The same, but come from a path that another change of this commit took away."""
        mode_before, _, before, *_ = origin.state.split(b" ")
        _, mode, _, blob, _ = self.state.split(b" ")
        letter = b"R100" if before == blob else b"R050"
        return PathChange(b" ".join((mode_before, mode, before, blob, letter)), self.path, source)


Renames = Callable[[bytes, bytes], Sequence[PathChange]]
"""What a commit changed against one of its parents, with renames."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The commits that HEAD can reach."""

    order: tuple[bytes, ...]
    """Children before parents."""
    times: tuple[int, ...]
    """Of each commit in that order, when it was committed, in seconds."""
    parents: Mapping[bytes, tuple[bytes, ...]]
    ages: Mapping[bytes, int]
    """The same times, but each later than those of its parents, whatever the clocks said."""
    fresh: int
    """How many of the commits, from the first on, were not on record."""

    def newest(self, count: int) -> list[bytes]:
        """The last commits, newest first."""
        return heapq.nlargest(count, self.order, key=lambda each: (self.ages[each], each))

    def last_before(self, times: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Each time, in seconds, with the last commit of the branch before it, where there is one.

        What a merge brought counts from when it was merged.
        """
        wanted, branch = sorted(set(times)), self.order[:1]
        for commit, time in zip(self.order, self.times, strict=True):
            if commit in branch:
                while wanted and time < wanted[-1]:
                    yield wanted.pop(), commit
                branch = self.parents[commit][:1]

    def behind(self, commit: bytes) -> frozenset[bytes]:
        """A commit, and all that it comes from."""
        found = {commit}
        for each in self.order:
            if each in found:
                found.update(self.parents[each])
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one commit changed."""

    commit: bytes
    first: list[PathChange]
    """Against its first parent; with renames where that is the only one."""
    every: list[PathChange]
    """Of a merge: what differs from every parent."""
    others: tuple[frozenset[bytes], ...]
    """Of a merge of more than two: the paths that differ from the second parent, the third …"""
