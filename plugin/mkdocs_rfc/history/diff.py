"""One path in one commit, as git's raw format says it."""

from __future__ import annotations

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
