"""A file of named parts that is read whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

FORMAT = 3
"""Goes up with every change of what the parts hold."""
LIMIT = 512 << 20
"""Bytes that a file may have: what ten thousand documents leave, and half as much again."""
STALE = 3600
"""Seconds after which nobody is still writing a file."""


def load(file: Path, key: str) -> dict[str, bytes]:
    """The parts that were saved under the same key; none when anything is wrong with them."""
    try:
        with file.open("rb") as stream:
            facts = json.loads(stream.readline())
            if [facts["format"], facts["key"]] != [FORMAT, key]:
                return {}
            parts = {name: stream.read(length) for name, length in facts["parts"]}
            damaged = facts["digest"] != _digest(parts) or stream.read(1)
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return {} if damaged else parts


def save(file: Path, key: str, parts: Mapping[str, bytes]) -> None:
    """Put parts in the place of what is there, at once; nothing when that cannot be."""
    lengths = [(name, len(part)) for name, part in parts.items()]
    facts = {"format": FORMAT, "key": key, "digest": _digest(parts), "parts": lengths}
    with suppress(OSError):
        if sum(length for _, length in lengths) > LIMIT:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            _clear_away(file)
            _replace(file, [json.dumps(facts).encode() + b"\n", *parts.values()])


def _replace(file: Path, content: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(content)
        Path(name).replace(file)
    except BaseException:  # also Ctrl-C: half a file is of no use to anybody
        Path(name).unlink(missing_ok=True)
        raise


def _clear_away(file: Path) -> None:
    """Delete the halves that writers left who were killed."""
    for half in file.parent.glob(f"{file.name}.*"):
        if half.stat().st_mtime < time.time() - STALE:
            half.unlink(missing_ok=True)


def _digest(parts: Mapping[str, bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts.values():
        digest.update(part)
    return digest.hexdigest()
