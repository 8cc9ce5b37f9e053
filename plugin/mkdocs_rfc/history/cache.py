"""A file of named parts that is read whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

FORMAT = 1
"""Goes up with every change of what the parts hold."""
LIMIT = 128 << 20
"""Bytes above which reading is no better than asking git."""


def load(file: Path, key: str) -> dict[str, bytes]:
    """The parts that were saved under the same key; none when anything is wrong with them."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        facts = json.loads(head)
        if [facts["format"], facts["key"], facts["digest"]] != [FORMAT, key, _digest(body)]:
            return {}
        parts, at = {}, 0
        for name, length in facts["parts"]:
            parts[name] = body[at : at + length]
            at += length
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return parts


def save(file: Path, key: str, parts: Mapping[str, bytes]) -> None:
    """Put parts in the place of what is there, at once; nothing when that cannot be."""
    body = b"".join(parts.values())
    lengths = [(name, len(part)) for name, part in parts.items()]
    facts = {"format": FORMAT, "key": key, "digest": _digest(body), "parts": lengths}
    with suppress(OSError):
        if len(body) > LIMIT:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            _replace(file, json.dumps(facts).encode() + b"\n" + body)


def _replace(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(file)
    except BaseException:  # also Ctrl-C: half a file is of no use to anybody
        Path(name).unlink(missing_ok=True)
        raise


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
