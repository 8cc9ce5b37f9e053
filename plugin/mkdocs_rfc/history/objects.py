"""Reading commits and texts out of the object store: one process for all of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from mkdocs_rfc.history.git import Git
from mkdocs_rfc.history.people import clean, co_authors, decode, person
from mkdocs_rfc.history.values import UNDATED, Commit

HEAD = re.compile(
    rb"(?:tree [^\n]*\n)?((?:parent [0-9a-f]+\n)*)"
    rb"(?:author ([^\n]*)\n?)?(?:author [^\n]*\n)*(?:committer ([^\n]*))?"
)
ENCODING = re.compile(rb"^encoding (.+)$", re.MULTILINE)
FIRST, LAST = -62_135_000_000, 4_102_444_800
"""Seconds from the year 1 to 2100: what lies outside is a mistake of some clock or tool."""
FURTHEST = dt.timedelta(hours=14)
"""No zone is further from Greenwich."""


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
                answer.read(1)  # the line end behind it


def parse_commit(id_: bytes, raw: bytes) -> Commit:
    """A commit as it was written, however badly; people not yet as `.mailmap` has them."""
    head, _, body = raw.partition(b"\n\n")
    parents, author, committer = HEAD.match(head).groups(b"")  # type: ignore[union-attr] # always
    stated = ENCODING.search(head)
    encoding = stated[1].decode("ascii", "replace") if stated else "utf-8"
    message = decode(body, encoding)
    who, authored = _signature(author)
    _, committed = _signature(committer)
    return Commit(
        id_.decode(),
        tuple(parents.decode().replace("parent", "").split()),
        person(decode(who, encoding)),
        co_authors(message),
        authored or committed or UNDATED,
        committed or authored or UNDATED,
        _subject(message),
    )


def _signature(text: bytes) -> tuple[bytes, dt.datetime | None]:
    try:
        who, seconds, zone = text.rsplit(b" ", 2)
        return who, _moment(int(seconds), _zone(zone))
    except ValueError:
        return text, None


def _moment(seconds: int, zone: dt.timezone) -> dt.datetime | None:
    """None for a date that cannot be meant; 0 is what tools write where they have none."""
    meant = seconds and FIRST <= seconds <= LAST
    return dt.datetime.fromtimestamp(seconds, zone) if meant else None


@cache
def _zone(text: bytes) -> dt.timezone:
    """A zone such as `-0330`; Greenwich for one that is nowhere on earth."""
    hours, minutes = divmod(abs(int(text)), 100)
    offset = dt.timedelta(hours=hours, minutes=minutes)
    if offset > FURTHEST:
        return dt.UTC
    return dt.timezone(-offset if text.startswith(b"-") else offset)


def _subject(message: str) -> str:
    """The first paragraph on one line, as git has it."""
    paragraph = message.strip("\n").partition("\n\n")[0]
    return clean(paragraph.replace("\n", " "))
