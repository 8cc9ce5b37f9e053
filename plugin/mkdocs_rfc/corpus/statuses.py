"""When a document entered its status, and when it was decided on."""

from __future__ import annotations

import datetime as dt

from mkdocs_rfc.history import DocumentHistory
from mkdocs_rfc.lifecycle import Lifecycle


def entered(history: DocumentHistory | None, lifecycle: Lifecycle) -> dict[str, dt.date]:
    """Slug of a status -> the day on which the document last took it, as git saw it."""
    days: dict[str, dt.date] = {}
    before = ""
    for transition in history.transitions if history else ():
        slug = lifecycle.parse(transition.text).slug
        if slug != before and transition.commit.dated:
            days[slug] = transition.commit.authored.date()
        before = slug
    return days


def decided_on(history: DocumentHistory | None, lifecycle: Lifecycle) -> dt.date | None:
    """The day on which a document was first decided, as git saw it."""
    days = entered(history, lifecycle)
    decided = {status.slug for status in lifecycle.statuses if status.is_decided}
    return min((day for slug, day in days.items() if slug in decided), default=None)
