"""A finished answer about one HEAD, kept for when the same is asked again."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from sys import intern
from typing import Any, cast

from mkdocs_rfc.history.values import (
    ChangeKind,
    Commit,
    Contributor,
    DocumentHistory,
    Person,
    Point,
    Problem,
    Revision,
    Snapshot,
    Transition,
)


def encode_snapshot(snapshot: Snapshot) -> Iterator[bytes]:
    """What of a snapshot follows from HEAD, in lines: facts, commits, documents."""
    commits = {each.id: each for each in _commits(snapshot)}
    numbers = {id_: number for number, id_ in enumerate(commits)}
    yield json_line(
        {
            "commits": len(commits),
            "head": numbers[snapshot.head.id] if snapshot.head else None,
            "recent": [numbers[each.id] for each in snapshot.recent],
            "mechanical": snapshot.mechanical,
            "problems": [(each.code, each.message, each.fix) for each in snapshot.problems],
            "renamed": dict(snapshot.renamed),
            "deleted": dict(snapshot.deleted),
            "last": list(snapshot.last.items()),
        }
    )
    documents = (_row(each, numbers) for each in snapshot.documents.values())
    yield from lines_of_rows(chain(map(row_of, commits.values()), documents))


def decode_snapshot(lines: Iterator[bytes]) -> Snapshot:
    """The snapshot of HEAD; ValueError, LookupError or TypeError for lines of something else."""
    facts: dict[str, Any] = json.loads(next(lines, b"{}"))
    rows = rows_of_lines(lines)
    commits = [commit_of(row) for row in islice(rows, facts["commits"])]
    documents = [_document(row, commits) for row in rows]
    return Snapshot(
        head=commits[facts["head"]],
        recent=tuple(commits[number] for number in facts["recent"]),
        mechanical=tuple(facts["mechanical"]),
        problems=tuple(Problem(*each) for each in facts["problems"]),
        renamed=facts["renamed"],
        deleted=facts["deleted"],
        last=dict(facts["last"]),
        documents={each.path: each for each in documents},
    )


def _commits(snapshot: Snapshot) -> Iterator[Commit]:
    yield from snapshot.recent
    yield from (snapshot.head,) if snapshot.head else ()
    for document in snapshot.documents.values():
        yield from (each.commit for each in document.revisions)
        yield from (each.commit for each in document.transitions)


def _row(document: DocumentHistory, numbers: Mapping[str, int]) -> list[Any]:
    return [
        document.path,
        [
            (numbers[each.commit.id], each.path, each.mechanical, each.kind)
            for each in document.revisions
        ],
        document.complete,
        [(numbers[each.commit.id], each.text) for each in document.transitions],
        [
            (each.name, *(numbers[at.id] if at else None for at in (each.raised, each.settled)))
            for each in document.points
        ],
        document.former_paths,
        [(*parts_of(each.person), each.commits) for each in document.contributors],
    ]


def _document(row: list[Any], commits: list[Commit]) -> DocumentHistory:
    path, revisions, complete, transitions, points, former, people = row
    return DocumentHistory(
        path,
        revisions=tuple(
            Revision(commits[number], intern(place), mechanical, cast("ChangeKind", intern(kind)))
            for number, place, mechanical, kind in revisions
        ),
        complete=complete,
        transitions=tuple(
            Transition(commits[number], intern(text)) for number, text in transitions
        ),
        points=tuple(
            Point(name, *(None if number is None else commits[number] for number in at))
            for name, *at in points
        ),
        former_paths=tuple(former),
        contributors=tuple(
            Contributor(person_of(*who), commits, who[2]) for *who, commits in people
        ),
    )


ENCODER = json.JSONEncoder(separators=(",", ":"))
TOGETHER = 64
"""Rows on one line: far quicker than a line for each, and still a small part of all."""


def json_line(facts: object) -> bytes:
    """Plain values on one line of JSON."""
    return ENCODER.encode(facts).encode() + b"\n"


def lines_of_rows(rows: Iterable[object]) -> Iterator[bytes]:
    """Rows of plain values, several on a line."""
    rows = iter(rows)
    while some := list(islice(rows, TOGETHER)):
        yield json_line(some)


def rows_of_lines(lines: Iterable[bytes]) -> Iterator[Any]:
    """The rows that lines were made of; ValueError or TypeError for other lines."""
    return chain.from_iterable(map(json.loads, lines))


def row_of(commit: Commit) -> list[Any]:
    """A commit as JSON can hold it."""
    return [
        commit.id,
        commit.parents,
        parts_of(commit.author),
        [parts_of(each) for each in commit.co_authors],
        *_numbers(commit.authored),
        *_numbers(commit.committed),
        commit.subject,
    ]


def commit_of(row: list[Any]) -> Commit:
    """The commit that a row was made of; ValueError or TypeError for another list."""
    id_, parents, author, others, *numbers, subject = row
    return Commit(
        id_,
        tuple(parents),
        person_of(*author),
        tuple(person_of(*each) for each in others),
        dt.datetime.fromtimestamp(numbers[0], _zone(numbers[1])),
        dt.datetime.fromtimestamp(numbers[2], _zone(numbers[3])),
        subject,
    )


def parts_of(person: Person) -> tuple[str, str, bool]:
    """A person as JSON can hold one: no address of anybody is ever kept."""
    return person.name, person.mark, person.bot


@lru_cache(maxsize=4096)
def person_of(name: str, mark: str, bot: bool) -> Person:  # noqa: FBT001 - in the order of the parts
    """The person that such parts were made of."""
    return Person(name, mark=mark, bot=bot)


def _numbers(moment: dt.datetime) -> tuple[int, int]:
    """Seconds, and those that the clock was ahead of Greenwich."""
    offset = moment.utcoffset() or dt.timedelta()
    return int(moment.timestamp()), int(offset.total_seconds())


@lru_cache(maxsize=256)
def _zone(seconds: int) -> dt.timezone:
    return dt.timezone(dt.timedelta(seconds=seconds))


CHUNK = 1 << 16
LEVEL = 1
"""Most of it is ids, which no level compresses much."""


@dataclass(slots=True)
class CompressedLog:
    """A stream of bytes that grows at its beginning, as history does."""

    content: bytes = b""
    """Compressed, in one piece for each time that something was added."""
    recording: bool = False

    def play(self, fresh: Iterable[bytes]) -> Iterator[bytes]:
        """What is new, recorded as it passes, and what was recorded before."""
        press, pieces, new = zlib.compressobj(LEVEL), [], False
        for block in fresh:
            if self.recording and block:
                pieces.append(press.compress(block))
                new = True
            yield block
        yield from inflate(self.content)
        if new:
            self.content = b"".join((*pieces, press.flush(), self.content))


def deflate(blocks: Iterable[bytes]) -> bytes:
    """One piece of a tape."""
    press = zlib.compressobj(LEVEL)
    return b"".join((*map(press.compress, blocks), press.flush()))


def inflate(content: bytes) -> Iterator[bytes]:
    """The text of a tape, block by block; zlib.error when it is damaged."""
    view, at, press = memoryview(content), 0, zlib.decompressobj()
    while at < len(view):
        chunk = view[at : at + CHUNK]
        yield press.decompress(chunk)
        at += len(chunk) - len(press.unused_data)
        if press.eof:
            press = zlib.decompressobj()


def lines_of(content: bytes) -> Iterator[bytes]:
    """The lines of a tape that has nothing else."""
    rest = b""
    for block in inflate(content):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines
