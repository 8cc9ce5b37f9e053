"""The key that proves who wrote what is kept: random, and of this user alone.

It lies beside the folders of all checkouts. A file that was not signed with it is not read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from mkdocs_rfc.storage.ownership import is_own_folder, own_file, put_in_place

NAME = "key"
SIZE = 32


def read_key(folder: Path) -> bytes:
    """The key for a checkout's folder; OSError where there is none, or no reason to trust it."""
    _check(folder)
    return _read(folder.parent / NAME)


def make_key(folder: Path) -> bytes:
    """The key for a checkout's folder; both are made where they are missing, or OSError raised.

    Where two builds make one at once, one of them wins, and what the other signs is not read.
    """
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check(folder)
    try:
        return _read(folder.parent / NAME)
    except OSError:
        put_in_place(folder.parent / NAME, [os.urandom(SIZE)])
        return _read(folder.parent / NAME)


def salt(folder: Path | None) -> bytes:
    """What to digest addresses with, so that nobody without the key can try some; may be empty."""
    if folder:
        with suppress(OSError):
            return blake2b(make_key(folder), digest_size=SIZE, person=b"addresses").digest()
    return b""


def _check(folder: Path) -> None:
    for each in (folder.parent, folder):
        if not is_own_folder(each):
            message = f"others may write into {each}, or it is a link"
            raise OSError(message)


def _read(file: Path) -> bytes:
    with own_file(file, SIZE, secret=True) as stream:
        key = stream.read(SIZE)
    if len(key) != SIZE:
        message = f"{file} is no key"
        raise OSError(message)
    return key
