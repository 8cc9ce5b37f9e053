"""Files and folders that nobody but the user of this process can have put there."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
OTHERS = stat.S_IRWXG | stat.S_IRWXO
STALE = 3600
"""Seconds after which nobody is still writing a file."""
FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
"""Follow no link, and wait for nobody who may write into a pipe."""


def is_own_folder(folder: Path) -> bool:
    """Whether it is a folder, and no link to one, into which only this user can write.

    Raises OSError where it cannot be looked at.
    """
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and _is_own(facts, OTHERS_WRITE)


@contextmanager
def own_file(file: Path, most: int, *, secret: bool = False) -> Iterator[IO[bytes]]:
    """A regular file of this user that has no more bytes than these; OSError for anything else.

    A secret file is one that others may not read either.
    """
    others = OTHERS if secret else OTHERS_WRITE
    _check(file.lstat(), file, most, others)  # opening a device may already do something
    with os.fdopen(os.open(file, FLAGS), "rb") as stream:
        _check(os.fstat(stream.fileno()), file, most, others)
        yield stream


def put_in_place(file: Path, content: list[bytes]) -> None:
    """Write a file that only this user can read, whole or not at all; OSError where it cannot."""
    _clear_away(file)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(content)
        Path(name).replace(file)
    except BaseException:  # also Ctrl-C: half a file is of no use to anybody
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise


def _clear_away(file: Path) -> None:
    """Delete the halves that writers left who were killed."""
    for half in file.parent.glob(f"{file.name}.*"):
        with suppress(OSError):
            if half.lstat().st_mtime < time.time() - STALE:
                half.unlink(missing_ok=True)


def _check(facts: os.stat_result, file: Path, most: int, others: int) -> None:
    if not stat.S_ISREG(facts.st_mode) or not _is_own(facts, others) or facts.st_size > most:
        message = f"{file} is no file of this user's own, or too large"
        raise OSError(message)


def _is_own(facts: os.stat_result, others: int) -> bool:
    """Where there is no owner to ask for (on Windows), the place of the file has to do."""
    return not hasattr(os, "geteuid") or (
        facts.st_uid == os.geteuid() and not facts.st_mode & others
    )
