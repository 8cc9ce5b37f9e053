"""Reading commits and texts out of the object store: one process for all of them."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import IO

from mkdocs_rfc.history.encodings import UTF_8, clean, decoded, encoding_of
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.identities import Identities
from mkdocs_rfc.history.people import co_authors, person
from mkdocs_rfc.history.store import KnownHistory
from mkdocs_rfc.history.values import UNDATED, Commit
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.plain_text import truncate

HEAD = re.compile(
    rb"(?:tree [^\n]*\n)?((?:parent [0-9a-f]+\n)*)"
    rb"(?:author ([^\n]*)\n?)?(?:author [^\n]*\n)*(?:committer ([^\n]*))?"
)
AUTHOR = re.compile(rb"^author (.*)$", re.MULTILINE)
COMMITTER = re.compile(rb"^committer (.*)$", re.MULTILINE)
ENCODING = re.compile(rb"^encoding (.+)$", re.MULTILINE)
DATE = re.compile(rb"(?P<who>.*>)\s*(?P<seconds>-?\d{1,20})(?:\s+(?P<zone>\S+))?\s*", re.DOTALL)
LONGEST_SUBJECT = 1_000
BLOCK = 1 << 20
FIRST, LAST = -62_135_000_000, 4_102_444_800
"""Seconds from the year 1 to 2100: what lies outside is a mistake of some clock or tool."""
ZONE = re.compile(rb"(?P<sign>[+-]?)0*(?P<hours>\d{0,2}?)(?P<minutes>\d{1,2})")
FURTHEST = dt.timedelta(hours=14)
"""No zone is further from Greenwich."""


def read_objects(git: Git, ids: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each object that is there, with its id, in the order asked for.

    Of one that is larger than any text only the beginning is given where it is a commit, and
    nothing else.
    """
    asked = [each + b"\n" for each in ids]
    if not asked:
        return
    with git.reading("cat-file", "--batch", "--buffer", given=asked) as answer:
        while head := answer.readline():
            name, _, digits = head.rstrip(b"\n").rpartition(b" ")
            if digits.isdigit():  # and not "missing"
                id_, _, kind = name.partition(b" ")
                size = int(digits)
                if size <= DOCUMENT or kind == b"commit":  # of which no more is read
                    yield id_, answer.read(min(size, DOCUMENT))
                    size -= min(size, DOCUMENT)
                skip(answer, size + 1)  # with the line end behind it


def skip(answer: IO[bytes], size: int) -> None:
    """Read past so many bytes without holding them; GitError where they are not there."""
    while size > 0:
        block = answer.read(min(size, BLOCK))
        if not block:
            reason = "git's answer ended too early"
            raise GitError(reason)
        size -= len(block)


def parse_commit(id_: bytes, raw: bytes) -> Commit:
    """A commit as it was written, however badly; people not yet as `.mailmap` has them."""
    head, _, body = raw.partition(b"\n\n")
    parents, author, committer = HEAD.match(head).groups(b"")  # type: ignore[union-attr] # always
    if not (author and committer):  # in another order, or with something in between
        author, committer = (each.search(head) for each in (AUTHOR, COMMITTER))
        author, committer = (each[1] if each else b"" for each in (author, committer))
    stated = ENCODING.search(head)
    encoding = encoding_of(stated[1]) if stated else UTF_8
    message = decoded(body, encoding)
    who, authored = _signature(author)
    _, committed = _signature(committer)
    return Commit(
        id_.decode(),
        tuple(parents.decode().replace("parent", "").split()),
        person(decoded(who, encoding)),
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
        odd = DATE.fullmatch(text)
        if odd is None:
            return text, None
        return odd["who"], _moment(int(odd["seconds"]), _zone(odd["zone"] or b""))


def _moment(seconds: int, zone: dt.timezone) -> dt.datetime | None:
    """None for a date that cannot be meant; 0 is what tools write where they have none."""
    meant = seconds and FIRST <= seconds <= LAST
    return dt.datetime.fromtimestamp(seconds, zone) if meant else None


@lru_cache(maxsize=1024)
def _zone(text: bytes) -> dt.timezone:
    """A zone such as `-0330`; Greenwich for one that is none, or is nowhere on earth."""
    match = ZONE.fullmatch(text)
    if match is None:
        return dt.UTC
    offset = dt.timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"]))
    if offset > FURTHEST:
        return dt.UTC
    return dt.timezone(-offset if match["sign"] == b"-" else offset)


def _subject(message: str) -> str:
    """The first paragraph on one line, as git has it."""
    paragraph = message.strip("\n").partition("\n\n")[0]
    return truncate(clean(paragraph.replace("\n", " ")), LONGEST_SUBJECT)


StatusOf = Callable[[str, bytes], str]
"""The status that a text states, given its path at the time."""
PointsOf = Callable[[bytes], Mapping[str, bool]]
"""The points of a text by name, and whether each is settled."""
SPACE = b" \t\r\n\f\v"


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads the versions of documents."""

    status: StatusOf
    points: PointsOf | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids of what is to be known."""

    commits: frozenset[bytes]
    versions: Mapping[bytes, bytes]
    """Texts of documents, with the path that each had: their status and points are wanted."""
    compared: frozenset[bytes]
    """Texts of documents that may differ in white space only."""
    evidence: frozenset[bytes]
    """Texts wanted as they are."""


def read_texts(
    identities: Identities, wanted: Wanted, readers: Readers | None, record: KnownHistory
) -> dict[bytes, bytes]:
    """Read into the record what is not there yet, from one process; give the evidence.

    A text that is not in the repository is left out; without a commit there is no going on.
    """
    commits = wanted.commits - record.commits.keys()
    stated = wanted.versions.keys() - record.statuses.keys() if readers else frozenset()
    printed = wanted.compared - record.prints.keys() if readers else frozenset()
    versions = [each for each in wanted.versions if each in stated or each in printed]
    evidence: dict[bytes, bytes] = {}
    parsed: dict[bytes, Commit] = {}
    asked = dict.fromkeys([*sorted(commits), *versions, *sorted(wanted.evidence)])
    for name, raw in read_objects(identities.git, asked):
        if name in commits:
            parsed[name] = parse_commit(name, raw)
        if readers and name in stated:
            record.statuses[name] = readers.status(os.fsdecode(wanted.versions[name]), raw)
            if readers.points and (points := readers.points(raw)):
                record.points[name] = points
        if name in printed:
            record.prints[name] = blake2b(raw.translate(None, SPACE), digest_size=8).digest()
        if name in wanted.evidence:
            evidence[name] = raw
    record.commits |= identities.told(parsed)
    if not commits <= record.commits.keys():
        reason = "commits are missing"
        raise GitError(reason)
    return evidence
