"""A file of named parts that is read whole or not at all, and only by whom it was written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import IO, Any

from mkdocs_rfc.storage.key import make_key, read_key
from mkdocs_rfc.storage.ownership import own_file, put_in_place

FORMAT = 3
"""Goes up with every change of what the parts hold."""
LIMIT = 384 << 20
"""Bytes that a file may have: what ten thousand documents leave, and half as much again."""
TOTAL = 1 << 30
"""Bytes that all files of a folder may have together; the oldest go first."""
PURPOSE = b"mkdocs-rfc-cache"


def load(file: Path, key: str) -> dict[str, bytes]:
    """The parts that were saved under the same key; none when anything is wrong with them.

    Nothing of a file is looked at before its first line is found to be signed, and that line has
    a digest of all others.
    """
    try:
        secret = read_key(file.parent)
        with own_file(file, LIMIT) as stream:
            facts = _signed(stream, secret)
            if [facts["format"], facts["file"], facts["key"]] != [FORMAT, _place(file), key]:
                return {}
            parts = {name: stream.read(length) for name, length in facts["parts"]}
            damaged = facts["digest"] != _digest(parts.values()) or stream.read(1)
    except (OSError, ValueError, LookupError, TypeError, MemoryError):
        return {}
    return {} if damaged else parts


def save(file: Path, key: str, parts: Mapping[str, bytes]) -> str:
    """Put parts in the place of what is there, at once; give the reason where that cannot be."""
    facts = {
        "format": FORMAT,
        "file": _place(file),
        "key": key,
        "digest": _digest(parts.values()),
        "parts": [(name, len(part)) for name, part in parts.items()],
    }
    line = json.dumps(facts).encode()
    size = len(line) + 2 * blake2b.MAX_DIGEST_SIZE + sum(map(len, parts.values()))
    try:
        secret = make_key(file.parent)
        if size > LIMIT:
            file.unlink(missing_ok=True)
            return f"{file.name} would be larger than {LIMIT >> 20} MB"
        _make_room(file, size)
        put_in_place(file, [b"%s %s\n" % (_signature(line, secret), line), *parts.values()])
    except OSError as error:
        return f"{error.strerror}: {file.parent}" if error.strerror else str(error)
    return ""


def _signed(stream: IO[bytes], secret: bytes) -> dict[str, Any]:
    """What the first line says; ValueError where it is not signed."""
    signature, _, line = stream.readline(LIMIT).rstrip(b"\n").partition(b" ")
    if not compare_digest(signature, _signature(line, secret)):
        message = "somebody else wrote it"
        raise ValueError(message)
    return dict(json.loads(line))


def _signature(line: bytes, secret: bytes) -> bytes:
    return blake2b(line, key=secret, digest_size=32, person=PURPOSE).hexdigest().encode()


def _place(file: Path) -> str:
    """What a file is: it must not count as another one."""
    return ascii(f"{file.parent.name}/{file.name}")


def _make_room(file: Path, size: int) -> None:
    """Delete the oldest other files of a folder where all would be too large together."""
    found = []
    with os.scandir(file.parent) as entries:
        for entry in entries:
            with suppress(OSError):
                facts = entry.stat(follow_symlinks=False)
                found.append((facts.st_mtime_ns, entry.name, facts.st_size))
    others = sorted(each for each in found if each[1] != file.name)
    excess = sum(each[2] for each in others) + size - TOTAL
    for _, name, freed in others:
        if excess <= 0:
            break
        with suppress(OSError):
            (file.parent / name).unlink()
            excess -= freed


def _digest(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=32)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
