"""The page of recent changes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.history import Commit
from mkdocs_rfc.markdown import Heading, nest
from mkdocs_rfc.messages import ENGLISH, Messages
from mkdocs_rfc.pages.components import Badge, DateLabel, Link, is_cut, moment, read_badge
from mkdocs_rfc.pages.context import NO_PLACES, Context, Entry
from mkdocs_rfc.pages.page import render_template
from mkdocs_rfc.pages.timeline import transitions
from mkdocs_rfc.site import PageContent

MOST = 60
"""So many events are listed."""
NAMED = 5
"""So many documents of one commit are named."""
BARS = 24
"""So many months are drawn."""
WIDTH = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """New documents, or changes of status, that one commit made."""

    when: DateLabel
    entries: tuple[Entry, ...]
    """The first few."""
    more: str
    text: str
    badge: Badge | None
    commit: Link


@dataclass(frozen=True, slots=True)
class _One:
    """What happened to one document."""

    order: tuple[str, str, str, str]
    """Moment, commit, text, path: what belongs together stands together."""
    document: Document
    commit: Commit
    text: str
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class Slice:
    """How many documents had a status at the end of a month."""

    badge: Badge
    count: int
    y: int
    """How many stand below it, from the top of the chart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month."""

    label: str
    x: int
    slices: tuple[Slice, ...]
    total: int


def render_activity(
    corpus: Corpus,
    *,
    address: Address,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Messages = ENGLISH,
) -> PageContent:
    """Render the page that lists new documents and changes of status, newest first."""
    context = Context(corpus, address, words, indexes, others)
    found = (
        each for document in corpus.documents.values() for each in _happenings(document, context)
    )
    ordered = sorted(found, key=lambda each: each.order, reverse=True)
    together = (tuple(some) for _, some in groupby(ordered, key=lambda each: each.order[:3]))
    bars = _bars(context)
    page = render_template(
        "activity",
        title=words.activity,
        chart=(chart := words.chart if corpus.has_statuses else words.chart_bare),
        happenings=tuple(_together(some, context) for some in islice(together, MOST)),
        bars=bars,
        statuses=_legend(bars) if corpus.has_statuses else (),
        most=max((bar.total for bar in bars), default=0),
        width=len(bars) * WIDTH,
        nothing=words.cut_history if _is_cut(corpus) else words.no_history,
        words=words,
    )
    toc = nest([Heading(1, words.activity, words.activity, "rfc-title", 0)])
    meta = {"hide": ["toc"], "search": {"exclude": True}, "description": chart}
    return PageContent(words.activity, str(page), toc, meta)


def _is_cut(corpus: Corpus) -> bool:
    found = (corpus.history_of(document) for document in corpus.documents.values())
    return any(is_cut(history) for history in found if history)


def _together(some: Sequence[_One], context: Context) -> Happening:
    first, more = some[0], len(some) - NAMED
    return Happening(
        moment(first.commit.authored.date(), context.words),
        tuple(context.entry(each.document) for each in reversed(some[-NAMED:])),
        context.words.more.format(n=more) if more > 0 else "",
        first.text,
        first.badge,
        context.at_home(first.document).commit(first.commit),
    )


def _happenings(document: Document, context: Context) -> Iterator[_One]:
    history, words = context.corpus.history_of(document), context.words
    if history is None:
        return
    steps = transitions(document, history, context) if document.kind is Kind.SPEC else {}
    for revision in history.revisions:
        commit = revision.commit
        badge, text = steps.get(commit.id, (None, ""))
        if commit is history.created and not text:
            text = words.new_research if document.kind is Kind.RESEARCH else words.created
        if text and commit.dated:
            time = commit.authored.astimezone(dt.UTC).isoformat()
            yield _One((time, commit.id, text, document.path), document, commit, text, badge)


def _bars(context: Context) -> tuple[Bar, ...]:
    """The specs by status at the end of each month that git knows of."""
    ways = [_way(document, context) for document in context.corpus.collection(Kind.SPEC)]
    days = [day for way in ways for day, _ in way]
    if not days:
        return ()
    months = list(_months(min(days), max(days)))[-BARS:]
    counted = [Counter(_at(way, month) for way in ways) for month in months]
    badges = {badge.slug: badge for way in ways for _, badge in way}
    order = [status.slug for status in context.corpus.lifecycle.statuses] + ["unknown", "none"]
    most = max(counts.total() - counts[""] for counts in counted)
    return tuple(
        _bar(month, place, counts, [badges[slug] for slug in order if slug in badges], most)
        for place, (month, counts) in enumerate(zip(months, counted, strict=True))
    )


def _bar(
    month: dt.date, place: int, counts: Counter[str], badges: Sequence[Badge], most: int
) -> Bar:
    slices, used = [], 0
    for badge in badges:
        if count := counts[badge.slug]:
            used += count
            slices.append(Slice(badge, count, most - used))
    return Bar(f"{month:%Y-%m}", place * WIDTH, tuple(slices), used)


def _way(document: Document, context: Context) -> list[tuple[dt.date, Badge]]:
    return [
        (each.commit.authored.date(), read_badge(each.status, context.words))
        for each in context.corpus.changes_of(document.path)
        if each.commit.dated
    ]


def _at(way: Sequence[tuple[dt.date, Badge]], month: dt.date) -> str:
    """The status that a document had at the end of a month; empty before it was there."""
    past = [badge.slug for day, badge in way if (day.year, day.month) <= (month.year, month.month)]
    return past[-1] if past else ""


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + dt.timedelta(days=32)).replace(day=1)


def _legend(bars: Sequence[Bar]) -> tuple[Badge, ...]:
    found = {each.badge.slug: each.badge for bar in bars for each in bar.slices}
    return tuple(found.values())
