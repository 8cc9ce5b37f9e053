from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_rfc.corpus import entered
from mkdocs_rfc.documents import Document
from mkdocs_rfc.lifecycle import Lifecycle, Status
from mkdocs_rfc.messages import Words
from mkdocs_rfc.pages.context import Context
from mkdocs_rfc.pages.moments import Moment, moment


@dataclass(frozen=True, slots=True)
class Step:
    """One status on a document's way."""

    label: str
    tone: str
    state: str
    """`done`, `now` or `next`."""
    entered: Moment | None = None
    counted: bool = False
    """Whether the days in it are of interest."""


def read_steps(document: Document, context: Context) -> tuple[Step, ...]:
    """The way of a spec through the lifecycle; empty when its status is none of it."""
    lifecycle, now = context.corpus.lifecycle, document.status.status
    if now is None:
        return ()
    days = entered(context.corpus.history_of(document), lifecycle)
    way = _way(lifecycle, now, days)
    place = way.index(now)
    states = ["done"] * place + ["now"] + ["next"] * (len(way) - place - 1)
    return tuple(
        _step(status, state, days, context.words) for status, state in zip(way, states, strict=True)
    )


def _step(status: Status, state: str, days: Mapping[str, dt.date], words: Words) -> Step:
    day = days.get(status.slug) if state != "next" else None
    counted = state == "now" and status.in_work
    return Step(
        words.label(status.label), status.tone, state, moment(day, words) if day else None, counted
    )


def _way(lifecycle: Lifecycle, now: Status, days: dict[str, dt.date]) -> list[Status]:
    """The statuses that lead somewhere; one that ends the way cuts off what never was."""
    main = [status for status in lifecycle.statuses if not status.is_over]
    if now not in main:
        return [status for status in main if status.slug in days] + [now]
    return main
