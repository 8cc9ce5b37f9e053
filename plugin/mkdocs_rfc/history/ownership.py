"""Files and folders that nobody but the user of this process can have put there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
OTHERS = stat.S_IRWXG | stat.S_IRWXO
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


def _check(facts: os.stat_result, file: Path, most: int, others: int) -> None:
    if not stat.S_ISREG(facts.st_mode) or not _is_own(facts, others) or facts.st_size > most:
        message = f"{file} is no file of this user's own, or too large"
        raise OSError(message)


def _is_own(facts: os.stat_result, others: int) -> bool:
    """Where there is no owner to ask for (on Windows), the place of the file has to do."""
    return not hasattr(os, "geteuid") or (
        facts.st_uid == os.geteuid() and not facts.st_mode & others
    )
