"""Commits as rows of plain values, to be written to a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from mkdocs_rfc.history.values import Commit, Person

ENCODER = json.JSONEncoder(separators=(",", ":"))


TOGETHER = 64
"""Rows on one line: far quicker than a line for each, and still a small part of all."""


def line_of(facts: object) -> bytes:
    """Plain values on one line of JSON."""
    return ENCODER.encode(facts).encode() + b"\n"


def lines_of_rows(rows: Iterable[object]) -> Iterator[bytes]:
    """Rows of plain values, several on a line."""
    rows = iter(rows)
    while some := list(islice(rows, TOGETHER)):
        yield line_of(some)


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
