"""What git said, kept to be played again instead of asking once more."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CHUNK = 1 << 16


LEVEL = 1
"""Most of it is ids, which no level compresses much."""


@dataclass(slots=True)
class Tape:
    """A stream of bytes that grows at its beginning, as history does."""

    content: bytes = b""
    """Compressed, in one piece for each time that something was added."""
    recording: bool = False

    def play(self, fresh: Iterable[bytes]) -> Iterator[bytes]:
        """What is new, recorded as it passes, and what was recorded before."""
        press, pieces, new = zlib.compressobj(LEVEL), [], False
        for block in fresh:
            if self.recording and block:
                pieces.append(press.compress(block))
                new = True
            yield block
        yield from inflate(self.content)
        if new:
            self.content = b"".join((*pieces, press.flush(), self.content))


def deflate(blocks: Iterable[bytes]) -> bytes:
    """One piece of a tape."""
    press = zlib.compressobj(LEVEL)
    return b"".join((*map(press.compress, blocks), press.flush()))


def inflate(content: bytes) -> Iterator[bytes]:
    """The text of a tape, block by block; zlib.error when it is damaged."""
    view, at, press = memoryview(content), 0, zlib.decompressobj()
    while at < len(view):
        chunk = view[at : at + CHUNK]
        yield press.decompress(chunk)
        at += len(chunk) - len(press.unused_data)
        if press.eof:
            press = zlib.decompressobj()


def lines_of(content: bytes) -> Iterator[bytes]:
    """The lines of a tape that has nothing else."""
    rest = b""
    for block in inflate(content):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines
