"""Whether the code that research describes is still as it was when the research was written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from mkdocs_rfc.corpus.targets import Targets
from mkdocs_rfc.documents import COMMIT_KEYS, Document, Kind, MentionForm
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.history import Snapshot

COMMIT = re.compile(r"[0-9a-f]{7,64}\b")
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
    named = document.field(*COMMIT_KEYS)
    text = named.text.casefold().lstrip("`") if named else ""
    found = COMMIT.match(text)
    return found[0] if found else ""


def find_times(documents: Iterable[Document]) -> tuple[int, ...]:
    """When research documents say that they were written: the second that their day began."""
    days = {each.created for each in documents if each.kind is Kind.RESEARCH and each.created}
    return tuple(_midnight(day) for day in sorted(days))


def find_bases(documents: Iterable[Document], history: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """By path, the commits that each research document may describe, the likeliest first.

    That is the commit it names and, as that may have been rebased away, the last one before its
    date; of a document without date, or with one that is still to come, the one it came with.
    """
    research = (each for each in documents if each.kind is Kind.RESEARCH and each.mentions)
    bases = ((each.path, (stated_commit(each), *_likely(each, history))) for each in research)
    return {path: tuple(filter(None, commits)) for path, commits in bases}


def files_described(
    documents: Iterable[Document], places: Targets, head: str
) -> Iterator[tuple[str, str]]:
    """Commit and path of everything that has to be known to compare then with now."""
    for document in documents:
        if bases := places.bases.get(document.path):
            paths = set(chain.from_iterable(_cited(document, places)))
            yield from ((commit, path) for commit in (*bases, head) for path in paths)


def read_freshness(
    documents: Iterable[Document], places: Targets, head: str
) -> Mapping[str, Freshness]:
    """By path, how the files of each document fared; no entry where it describes none."""
    found = ((each.path, _compare(each, places, head)) for each in documents)
    return {path: freshness for path, freshness in found if freshness}


def _compare(document: Document, places: Targets, head: str) -> Freshness | None:
    for base in places.bases.get(document.path, ()):
        meant = (_file(paths, base, places) for paths in _cited(document, places))
        described = sorted({path for path in meant if path})
        if described:
            then = {path: places.files.get((base, path)) for path in described}
            now = {path: places.files.get((head, path)) for path in described}
            gone = tuple(path for path in described if not now[path])
            changed = (path for path in described if now[path] and now[path] != then[path])
            return Freshness(base, len(described), tuple(changed), gone)
    return None


def _file(paths: Iterable[str], commit: str, places: Targets) -> str:
    """Which of these paths was a file at a commit, outside of the collections."""
    for path in paths:
        entry = places.files.get((commit, path))
        if entry and entry.startswith(FILE):
            return "" if path.startswith(tuple(f"{each}/" for each in places.folders)) else path
    return ""


def _cited(document: Document, places: Targets) -> Iterator[tuple[str, ...]]:
    """Of each file that a document names the paths that it can mean, the likeliest first."""
    yield from places.named[document.path]
    forges = (*((places.forge,) if places.forge else ()), *places.home_forges)
    for mention in document.mentions:
        if mention.form is MentionForm.LINK and mention.path.startswith(places.homes):
            yield _paths_at(mention.raw, forges)


@lru_cache(maxsize=1 << 14)
def _paths_at(address: str, forges: tuple[Forge, ...]) -> tuple[str, ...]:
    places = (forge.path_of(address) for forge in forges)
    return tuple(dict.fromkeys(path for _, path, _ in filter(None, places)))


def _likely(document: Document, history: Snapshot) -> tuple[str, ...]:
    day, head = document.created, history.head
    before = history.last.get(_midnight(day), "") if day else ""
    if day and head and day <= head.committed.date():
        return (before,)
    here = document.path not in history.elsewhere
    known = history.documents.get(document.path) if here else None
    return (known.created.id if known and known.created else "", before)


def _midnight(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
