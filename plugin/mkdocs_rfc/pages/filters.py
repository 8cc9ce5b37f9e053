"""The filters of an index."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_rfc.messages import Messages
from mkdocs_rfc.pages.rows import IndexRow

MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a selection."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What an index can be narrowed down by, and the texts the script needs."""

    owners: tuple[str, ...]
    tags: tuple[str, ...]
    used: tuple[Choice, ...]
    dates: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    """What its rows can stand together by; empty for one way only."""
    sorts: tuple[Choice, ...]
    words: str
    """As JSON."""
    total: str


def read_filters(rows: Iterable[IndexRow], words: Messages, *, spec: bool, stated: bool) -> Filters:
    """Gather what the rows of an index can be narrowed down by.

    `stated` says whether any document states a status.
    """
    rows, stated = tuple(rows), spec and stated
    things = words.count_rfcs if spec else words.count_research
    used = () if spec else (Choice("yes", words.used), Choice("no", words.unused))
    return Filters(
        owners=_sorted(name for row in rows for name in row.owner.split(", ")),
        tags=_sorted(tag for row in rows for tag in row.tags),
        used=used,
        dates=() if spec else _dates((row.created.key for row in rows), words),
        groups=_groups(rows, words, stated=stated) if spec else (),
        sorts=_sorts(words, spec=spec, stated=stated),
        words=json.dumps(
            _script_words(words, things.form(len(rows)), stated=stated),
            sort_keys=True,
            ensure_ascii=False,
        ),
        total=things.of(len(rows)),
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values) - {""}, key=lambda value: (value.casefold(), value)))


def _dates(days: Iterable[str], words: Messages) -> tuple[Choice, ...]:
    """The months, newest first, or the years where that would be many."""
    known = sorted({day for day in days if day}, reverse=True)
    months = dict.fromkeys(day[:7] for day in known)
    if len(months) <= MOST_MONTHS:
        return tuple(
            Choice(each, words.month(dt.date.fromisoformat(f"{each}-01"))) for each in months
        )
    return tuple(Choice(each, each) for each in dict.fromkeys(day[:4] for day in known))


def _groups(rows: Iterable[IndexRow], words: Messages, *, stated: bool) -> tuple[Choice, ...]:
    """The first is how the rows stand in the page."""
    years = {row.year for row in rows}
    found = [Choice("", words.status if stated else words.year)]
    found += [Choice("year", words.year)] if stated and len(years) > 1 else []
    found += [Choice("owner", words.owner)] if len({row.owner for row in rows}) > 1 else []
    return tuple(found) if len(found) > 1 else ()


def _sorts(words: Messages, *, spec: bool, stated: bool) -> tuple[Choice, ...]:
    first = Choice("", words.by_status if stated else words.newest)
    last = Choice("-updated", words.updated) if spec else Choice("-users", words.used_by)
    return (first, last, Choice("title", words.title), Choice("owner", words.owner))


def _script_words(words: Messages, total: str, *, stated: bool) -> dict[str, str]:
    return {
        "language": words.language,
        "total": total,
        "of": words.count_of,
        "shown": words.shown,
        "hidden": words.hidden if stated else words.hidden_bare,
        "nothing": words.nothing,
        "drop": words.drop,
        "clear_all": words.clear_all,
        "without": words.without,
        "status": words.status,
        "year": words.undated,
        "owner": words.nobody,
    }
