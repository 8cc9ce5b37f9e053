"""Whether the code that research describes is still as it was when the research was written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.history import Snapshot, find_last_commits
from mkdocs_rfc.places import Places

COMMIT = re.compile(r"[0-9a-f]{7,64}")
FILE = "100"
"""How the mode of a file begins; folders change with anything in them, and say nothing."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How the files that a document describes have fared since."""

    commit: str
    """What the files are compared with; the other side is HEAD."""
    total: int
    changed: tuple[str, ...]
    """Paths in the repository, sorted."""
    gone: tuple[str, ...]


def stated_commit(document: Document) -> str:
    """The commit that a document says it was written at; empty where it names none."""
    named = document.field("git_commit", "git commit", "git commit at authoring")
    text = named.text.casefold() if named else ""
    return text if COMMIT.fullmatch(text) else ""


def find_bases(documents: Iterable[Document], history: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """By path, the commits that each research document may describe, the likeliest first.

    That is the commit it names and, as that may have been rebased away, the last one before its
    date; of a document without date, the one that it came with.
    """
    if history.root is None or history.head is None:
        return {}
    research = [each for each in documents if each.kind is Kind.RESEARCH and each.mentions]
    times = {each.path: _midnight(each.created) for each in research if each.created}
    last = find_last_commits(history.root, history.head.id, times.values())
    bases = {
        each.path: (stated_commit(each), last.get(times[each.path], ""))
        if each.created
        else (stated_commit(each), _first(each, history))
        for each in research
    }
    return {path: tuple(filter(None, commits)) for path, commits in bases.items()}


def files_described(
    documents: Iterable[Document], places: Places, head: str
) -> Iterator[tuple[str, str]]:
    """Commit and path of everything that has to be known to compare then with now."""
    for document in documents:
        if bases := places.bases.get(document.path):
            paths = tuple(chain.from_iterable(places.named[document.path]))
            yield from ((commit, path) for commit in (*bases, head) for path in paths)


def read_freshness(
    documents: Iterable[Document], places: Places, head: str
) -> Mapping[str, Freshness]:
    """By path, how the files of each document fared; no entry where it describes none."""
    found = ((each.path, _compare(each, places, head)) for each in documents)
    return {path: freshness for path, freshness in found if freshness}


def _compare(document: Document, places: Places, head: str) -> Freshness | None:
    for base in places.bases.get(document.path, ()):
        meant = (_file(paths, base, places) for paths in places.named[document.path])
        described = sorted({path for path in meant if path})
        if described:
            then = {path: places.files.get((base, path)) for path in described}
            now = {path: places.files.get((head, path)) for path in described}
            gone = tuple(path for path in described if not now[path])
            changed = (path for path in described if now[path] and now[path] != then[path])
            return Freshness(base, len(described), tuple(changed), gone)
    return None


def _file(paths: Iterable[str], commit: str, places: Places) -> str:
    """Which of these paths was a file at a commit, outside of the collections."""
    for path in paths:
        entry = places.files.get((commit, path))
        if entry and entry.startswith(FILE):
            return "" if path.startswith(tuple(f"{each}/" for each in places.folders)) else path
    return ""


def _first(document: Document, history: Snapshot) -> str:
    known = history.documents.get(document.path)
    return known.created.id if known and known.created else ""


def _midnight(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
