"""How the status of each document changed, as the lifecycle of the site reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from mkdocs_rfc.history import Commit, Snapshot
from mkdocs_rfc.lifecycle import Lifecycle, StatedStatus


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A commit by which a document took a status; the first is that of its creation."""

    commit: Commit
    status: StatedStatus


def read_changes(history: Snapshot, lifecycle: Lifecycle) -> Mapping[str, tuple[StatusChange, ...]]:
    """The changes of each document, by path, oldest first."""
    parse = cache(lifecycle.parse)  # a repository has few words for very many changes
    return MappingProxyType(
        {
            path: tuple(StatusChange(each.commit, parse(each.text)) for each in known.transitions)
            for path, known in history.documents.items()
        }
    )


def entered(changes: Iterable[StatusChange]) -> dict[str, dt.date]:
    """Slug of a status -> the day on which the document last took it, as git saw it."""
    days: dict[str, dt.date] = {}
    before = ""
    for change in changes:
        slug = change.status.slug
        if slug != before and change.commit.dated:
            days[slug] = change.commit.authored.date()
        before = slug
    return days


def decided_on(changes: Iterable[StatusChange], lifecycle: Lifecycle) -> dt.date | None:
    """The day on which a document was first decided, as git saw it."""
    decided = {status.slug for status in lifecycle.statuses if status.is_decided}
    return min((day for slug, day in entered(changes).items() if slug in decided), default=None)
