"""The head of a document's page: status, banner, steps of the lifecycle."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from mkdocs_rfc.corpus import Relations, decided_on, entered
from mkdocs_rfc.documents import AUTHOR_KEYS, LONGEST_SUMMARY, Document, Field, Kind
from mkdocs_rfc.lifecycle import Lifecycle, Status
from mkdocs_rfc.messages import Messages
from mkdocs_rfc.pages.author_hints import AuthorHints, AuthorPanel, read_writer
from mkdocs_rfc.pages.components import Badge, DateLabel, Link, Progress, moment
from mkdocs_rfc.pages.context import Context, Entry
from mkdocs_rfc.pages.facts import (
    Fact,
    filter_links,
    has_own_place,
    is_filled,
    read_described,
    read_facts,
)
from mkdocs_rfc.pages.progress import Gate, readiness_line


@dataclass(frozen=True, slots=True)
class Banner:
    """One line over a document that nobody should build on."""

    badge: Badge
    since: str
    """The day of it; empty where git does not say."""
    text: str
    successors: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the text."""

    collection: Link
    name: str
    badge: Badge | None
    remark: str
    """What the author says of the status, unless the banner says it."""
    summary: str
    length: str
    """How long the summary in the text is."""
    banner: Banner | None
    steps: tuple[TrackStep, ...]
    gate: Gate | None
    facts: tuple[Fact, ...]
    lines: tuple[Fact, ...]
    """What needs a line of its own: other documents, tags."""
    more: tuple[Fact, ...]
    more_names: str
    writer: AuthorPanel | None


def read_header(
    document: Document,
    context: Context,
    cells: Mapping[Field, str],
    progress: Progress | None,
    notices: AuthorHints | None,
) -> Header:
    """Gather what stands before the text of a document; only specs have progress."""
    words = context.words
    spec = document.kind is Kind.SPEC
    related = context.corpus.relations_of(document.path) if spec else None
    rows = [
        _row(field, cells, words)
        for field in _further(document)
        if not (related and related.tells(field.name))
    ]
    facts, more = read_facts(document, context, progress, rows, _authors(document, cells))
    collection = Link(words.rfcs if spec else words.research, context.index(document.kind))
    number, remark = context.entry(document).number, document.status.remark
    banner = _banner(document, context) if spec else None
    return Header(
        collection=collection,
        name=f"{words.rfc} {number}" if spec and number else "",
        badge=context.entry(document).badge,
        remark=remark if spec and not (banner and banner.text == remark) else "",
        summary=document.summary,
        length=_length(document, context) if spec else "",
        banner=banner,
        steps=read_steps(document, context) if spec else (),
        gate=readiness_line(document, progress, context) if progress else None,
        facts=facts,
        lines=tuple(_lines(document, context, related)),
        more=more,
        more_names=words.more_fields.format(
            names=", ".join(dict.fromkeys(fact.name for fact in more))
        ),
        writer=read_writer(document, context, progress, notices) if notices else None,
    )


def _length(document: Document, context: Context) -> str:
    """How long the summary is, while somebody may still shorten it."""
    stated, found = document.status, context.corpus.completeness.get(document.path)
    at_work = not stated.status.final if stated.status else not stated.chosen
    if found is None or not found.summary_words or not at_work:
        return ""
    return context.words.summary_words.format(n=found.summary_words, most=LONGEST_SUMMARY)


def _lines(document: Document, context: Context, related: Relations | None) -> Iterator[Fact]:
    if related:
        yield from _related(related, document, context)
    if described := read_described(document, context):
        yield Fact(context.words.freshness, described=described)
    if document.tags:
        yield Fact(context.words.tags, filter_links(document.tags, "tag", document, context))


def _related(related: Relations, document: Document, context: Context) -> Iterator[Fact]:
    words = context.words
    decided = context.is_decided
    supersedes = words.supersedes if decided(document) else words.will_supersede
    now = tuple(each for each in related.superseded_by if decided(each))
    later = tuple(each for each in related.superseded_by if not decided(each))
    groups = (
        (supersedes, related.supersedes),
        (words.superseded_by, now),
        (words.will_be_superseded, later),
        (words.depends_on, related.depends_on),
    )
    for name, documents in groups:
        if documents:
            yield Fact(name, entries=tuple(context.entry(each) for each in documents))


def _banner(document: Document, context: Context) -> Banner | None:
    status = document.status.status
    later = context.corpus.relations_of(document.path).superseded_by
    successors = [each for each in later if context.is_decided(each)]
    if not successors and (status is None or not status.is_over):
        return None
    is_left = context.is_decided(document) and not later
    meaning = context.words.no_successor if is_left else context.badge(document).meaning
    text = document.status.remark or meaning
    changes, lifecycle = context.corpus.changes_of, context.corpus.lifecycle
    days = {decided_on(changes(each.path), lifecycle) for each in successors} or {
        entered(changes(document.path)).get(document.status.slug)
    }
    day = days.pop() if len(days) == 1 else None
    return Banner(
        context.badge(document),
        context.words.on_day.format(date=context.words.day(day)) if day else "",
        "" if successors else text,
        tuple(context.entry(each) for each in successors),
    )


def _authors(document: Document, cells: Mapping[Field, str]) -> Markup:
    """The names of the authors with their links; empty where they have none."""
    field = document.field(*AUTHOR_KEYS)
    linked = cells.get(field, "") if field and field.address else ""
    return Markup(linked)  # noqa: S704 - as below


def _further(document: Document) -> Iterator[Field]:
    """The rows of the metadata of which something has no place of its own, each once."""
    seen: set[tuple[str, str]] = set()
    for field in document.fields:
        key = (field.name.casefold().replace("_", " "), field.text)
        if is_filled(field) and key not in seen and not has_own_place(field, document):
            seen.add(key)
            yield field


def _row(field: Field, cells: Mapping[Field, str], words: Messages) -> Fact:
    if not field.text:
        return Fact(words.also, escape(field.name))
    name = re.sub(r"[_\s]+", " ", field.name).strip() or words.also
    value = cells.get(field)
    text = escape(field.text) if value is None else Markup(value)  # noqa: S704 - sanitised cells
    return Fact(name[:1].upper() + name[1:], text)


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One status on a document's way."""

    label: str
    tone: str
    state: str
    """`done`, `now` or `next`."""
    entered: DateLabel | None = None
    counted: bool = False
    """Whether the days in it are of interest."""


def read_steps(document: Document, context: Context) -> tuple[TrackStep, ...]:
    """The way of a spec through the lifecycle; empty when its status is none of it."""
    lifecycle, now = context.corpus.lifecycle, document.status.status
    if now is None:
        return ()
    days = entered(context.corpus.changes_of(document.path))
    way = _way(lifecycle, now, days)
    place = way.index(now)
    states = ["done"] * place + ["now"] + ["next"] * (len(way) - place - 1)
    return tuple(
        _step(status, state, days, context.words) for status, state in zip(way, states, strict=True)
    )


def _step(status: Status, state: str, days: Mapping[str, dt.date], words: Messages) -> TrackStep:
    day = days.get(status.slug) if state != "next" else None
    counted = state == "now" and status.in_work
    return TrackStep(
        words.label(status.label), status.tone, state, moment(day, words) if day else None, counted
    )


def _way(lifecycle: Lifecycle, now: Status, days: dict[str, dt.date]) -> list[Status]:
    """The statuses that lead somewhere; one that ends the way cuts off what never was."""
    main = [status for status in lifecycle.statuses if not status.is_over]
    if now not in main:
        return [status for status in main if status.slug in days] + [now]
    return main
