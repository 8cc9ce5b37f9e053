"""Which files of a repository may be read, and how much of them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs_rfc.limits import SETTING

FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # else to open a pipe waits for somebody who writes
)
BLOCK = 1 << 16
GIT = ".git"
GITS_OWN = frozenset({GIT, "git~1"})
"""The second is what Windows calls the first in the form of old names."""
BARE = ("HEAD", "objects", "refs")
"""What stands in a folder of git's own, whatever it is called."""


class RefusedError(OSError):
    """A file that may not be read; `strerror` says why."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(errno.EACCES, reason, os.fspath(path))


def read(path: Path, most: int) -> bytes:
    """The bytes of a regular file that has at most so many.

    Raises OSError, whose `strerror` is a reason in plain words, for everything else: a pipe or
    device is never waited for, and what does not end is never read to its end.
    """
    data = peek(path, most + 1)
    if len(data) > most:
        reason = f"it has more than {size_of(most)}"
        raise RefusedError(reason, path)
    return data


def peek(path: Path, most: int, *, whole: int | None = None) -> bytes:
    """The first bytes of a regular file, of at most so many as a whole; raises as `read` does."""
    _check_kind(os.stat(path).st_mode, path)  # noqa: PTH116 - quicker; to open a device is an act
    descriptor = os.open(path, FLAGS)
    try:
        state = os.fstat(descriptor)
        _check_kind(state.st_mode, path)  # it may be another one by now
        if whole is not None and state.st_size > whole:
            reason = f"it has more than {size_of(whole)}"
            raise RefusedError(reason, path)
        return _read(descriptor, most, state.st_size)
    finally:
        os.close(descriptor)


def _read(descriptor: int, most: int, expected: int) -> bytes:
    """The first bytes of an open file, which may be longer than it was a moment ago."""
    data = b""
    while len(data) < most and (block := os.read(descriptor, min(most - len(data), expected + 1))):
        data += block
        expected = max(expected, BLOCK)
    return data


def _check_kind(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        reason = "it is a folder" if stat.S_ISDIR(mode) else "it is no regular file"
        raise RefusedError(reason, path)


def read_named(path: Path, project: Path, most: int) -> bytes:
    """The bytes of a file that the configuration names; raises OSError as `read` does.

    The path is trusted, links in the repository are not: see `refusal`.
    """
    if reason := refusal(path, project):
        raise RefusedError(reason, path)
    return read(path, most)


def resolved(path: Path) -> Path:
    """Where a path leads once every link is followed; what leads nowhere is left as it is.

    Unlike `Path.resolve`, it raises nothing where links lead in a circle.
    """
    return Path(os.path.realpath(path))


def reason_of(error: OSError) -> str:
    """Why a file could not be read, in plain words without its path."""
    return (error.strerror or type(error).__name__).removesuffix(".")


def size_of(most: int) -> str:
    """A limit as people write it."""
    return f"{most >> 20} MB"


def refusal(path: Path, project: Path) -> str:
    """Why a file or folder that the configuration names may not be used; empty where it may.

    Whoever writes the configuration may name any place, so `../other/specs` is fine. A link is
    written by whoever can commit: it may not lead out of the repository that it is in, nor to
    where git keeps its own files. `path` and `project` are absolute and free of `..`; the project
    is resolved.
    """
    real = resolved(path)
    top = _top(path, project)
    if is_gits(real, top):
        return "it leads to where git keeps its own files"
    if top and not real.is_relative_to(resolved(top)):
        return "it leads out of the repository by a link"
    return ""


def is_gits(real: Path, top: Path | None) -> bool:
    """Whether a resolved path is in a folder of git's own: `.git`, or what stands in for it."""
    at = resolved(top) if top else None
    inside = at is not None and real.is_relative_to(at)
    parts = real.relative_to(at).parts if at is not None and inside else real.parts
    if any(part.casefold() in GITS_OWN for part in parts):
        return True
    if at is not None and real.is_relative_to(resolved(git_folder(at))):
        return True
    here = (real, *real.parents)[: len(parts) if inside else 1]
    return any(all(os.path.exists(each / name) for name in BARE) for each in here)  # noqa: PTH110 - never raises


def git_folder(top: Path) -> Path:
    """Where git keeps its files for a working tree; a linked one has a file that says so."""
    folder = top / GIT
    with suppress(OSError, ValueError):  # it is the folder, or nobody may read it
        named = read(folder, SETTING).decode(errors="replace").removeprefix("gitdir:").strip()
        folder = Path(os.path.normpath(top / named.replace("\0", "")))
    return folder


def _top(path: Path, project: Path) -> Path | None:
    """The folder that links on the way to a path may not lead out of; None where there is none.

    It is the repository that the path is written in. One that a link leads to is another's, though
    it looks as if it were in the way.
    """
    top: Path | None = None
    for holder in _holders(path, project):
        if top is None or not _is_inside(top, holder):
            top = holder
    return top


def _holders(path: Path, project: Path) -> Iterator[Path]:
    """The folders above a path that are the top of a repository, the nearest first."""
    found = False
    for each in path.parents:
        if os.path.exists(each / GIT):  # noqa: PTH110 - never raises
            found = True
            yield each
    if not found and path.is_relative_to(project):
        yield project


def _is_inside(inner: Path, outer: Path) -> bool:
    return resolved(inner).is_relative_to(resolved(outer))
