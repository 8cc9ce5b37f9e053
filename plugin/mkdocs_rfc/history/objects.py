"""Reading commits and texts out of the object store: one process for all of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from mkdocs_rfc.history.git import Git
from mkdocs_rfc.history.people import clean, co_authors, person
from mkdocs_rfc.history.values import Commit, Person

SIGNATURE = re.compile(r"^(?P<who>.*?) ?(?P<time>-?\d+) (?P<zone>[+-]\d{4,})$", re.DOTALL)
FIRST, LAST = dt.datetime(1, 1, 3, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
"""Dates outside are mistakes of somebody's clock or tool."""


def read_objects(git: Git, ids: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each object that is there, with its id, in the order asked for."""
    asked = [each + b"\n" for each in ids]
    if not asked:
        return
    with git.reading("cat-file", "--batch", "--buffer", given=asked) as answer:
        while head := answer.readline():
            name, _, size = head.rstrip(b"\n").rpartition(b" ")
            if size.isdigit():  # and not "missing"
                yield name.partition(b" ")[0], answer.read(int(size))
                answer.read(1)


def parse_commit(id_: bytes, raw: bytes) -> Commit:
    """A commit as it was written, however badly; people not yet as `.mailmap` has them."""
    head, _, body = raw.partition(b"\n\n")
    fields: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        fields.setdefault(name, []).append(value)
    encoding = fields.get(b"encoding", [b"utf-8"])[0].decode("ascii", "replace")
    author, authored = _signature(_decode(fields.get(b"author", [b""])[0], encoding))
    _, committed = _signature(_decode(fields.get(b"committer", [b""])[0], encoding))
    message = _decode(body, encoding)
    return Commit(
        id=id_.decode(),
        parents=tuple(each.decode("ascii", "replace") for each in fields.get(b"parent", [])),
        author=author,
        co_authors=co_authors(message),
        authored=authored or committed or FIRST,
        committed=committed or authored or FIRST,
        subject=_subject(message),
    )


def _signature(text: str) -> tuple[Person, dt.datetime | None]:
    match = SIGNATURE.match(text)
    if not match:
        return person(text), None
    return person(match["who"]), _moment(int(match["time"]), match["zone"])


def _moment(seconds: int, zone: str) -> dt.datetime | None:
    """None for a date that cannot be meant."""
    if not FIRST.timestamp() <= seconds <= LAST.timestamp():
        return None
    return dt.datetime.fromtimestamp(0, tz=_zone(zone)) + dt.timedelta(seconds=seconds)


@cache
def _zone(text: str) -> dt.timezone:
    minutes = int(text[1:-2]) * 60 + int(text[-2:])
    offset = dt.timedelta(minutes=-minutes if text.startswith("-") else minutes)
    return dt.timezone(offset if abs(offset) <= dt.timedelta(hours=14) else dt.timedelta())


def _subject(message: str) -> str:
    """The first paragraph on one line, as git has it."""
    paragraph = message.strip("\n").partition("\n\n")[0]
    return clean(" ".join(line.strip() for line in paragraph.splitlines()))


def _decode(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return text.decode("latin-1")
