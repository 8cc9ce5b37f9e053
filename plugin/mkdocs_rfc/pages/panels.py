"""The panels below a text: what it rests on, what it cites, what refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_rfc.corpus import Reference, entered
from mkdocs_rfc.documents import Document, Kind, Mention
from mkdocs_rfc.pages.components import DateLabel, Link
from mkdocs_rfc.pages.context import Context, Entry

PATHS = re.compile(r"(?<!\S)(?=\S*?\.md)\S++")
WORD = re.compile(r"\w{2,}")
LEAST_WORDS = 3
SECTION = re.compile(r"(?:§|[Ss]ection\s+)?(?P<number>\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True)
class Item:
    """One document in a list of those that this one has to do with."""

    entry: Entry
    when: DateLabel | None = None
    places: tuple[Link, ...] = ()
    """The sections that mention it."""
    note: str = ""
    sentence: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A list of documents under a heading of its own."""

    id: str
    heading: str
    items: tuple[Item, ...]
    empty: str = ""


def rests_on(document: Document, context: Context) -> Panel:
    """The research that a document names, in the order in which it does."""
    named = context.corpus.cites[document.path]
    items = tuple(_cited(each, context) for each in named if each.target.kind is Kind.RESEARCH)
    return Panel("rfc-research", context.words.rests_on, items, context.words.no_research)


def cites(document: Document, context: Context) -> Panel:
    """The specs that a document names."""
    named = context.corpus.cites[document.path]
    items = tuple(_cited(each, context) for each in named if each.target.kind is Kind.SPEC)
    return Panel("rfc-cites", context.words.cites, items)


def referenced_by(document: Document, context: Context) -> Panel:
    """The documents that name this one, with what they say of it; specs first."""
    references = context.corpus.cited_by[document.path]
    ordered = sorted(
        references, key=lambda each: (each.source.kind is Kind.RESEARCH, each.source.path)
    )
    items = tuple(_citing(each, context) for each in ordered)
    words = context.words
    if document.kind is Kind.SPEC:
        return Panel("rfc-referenced-by", words.referenced_by, items, words.no_references)
    empty = words.used_by_none.format(path=document.path)
    return Panel("rfc-used-by", words.used_by, items, empty)


def _cited(reference: Reference, context: Context) -> Item:
    target = reference.target
    places = _places(reference.mentions, reference.source, "", context)
    return Item(
        entry=context.entry(target),
        when=context.created(target),
        places=places,
        note="" if places else context.words.listed,
        sentence=_sentence(reference.mentions),
        warning=_changed(reference.source, target, context),
    )


def _citing(reference: Reference, context: Context) -> Item:
    source = reference.source
    page = context.page(source)
    places = _places(reference.mentions, source, page, context)
    return Item(
        context.entry(source),
        places=places,
        note="" if places else context.words.listed,
        sentence=_sentence(reference.mentions),
        warning=_changed(source, reference.target, context),
    )


def _changed(spec: Document, research: Document, context: Context) -> str:
    """Say that research changed after the decision, or the review, that rests on it."""
    status, words = spec.status.status, context.words
    if spec.kind is not Kind.SPEC or research.kind is not Kind.RESEARCH or status is None:
        return ""
    days = entered(context.corpus.changes_of(spec.path))
    marks = {"review": words.changed_in_review}
    marks |= dict.fromkeys(("approved", "done"), words.changed_after_approval)
    tones = {each.slug: each.tone for each in context.corpus.lifecycle.statuses}
    since = [day for slug, day in days.items() if tones.get(slug) in {"approved", "done"}]
    day = min(since, default=days.get(status.slug))
    changed = context.updated(research).iso
    return marks.get(status.tone, "") if day and changed > day.isoformat() else ""


def _sentence(mentions: Iterable[Mention]) -> str:
    """The first sentence that says something of what it mentions, and is no list of paths."""
    for mention in mentions:
        rest = PATHS.sub("", mention.sentence).replace(mention.raw, "")
        if not mention.role and len(WORD.findall(rest)) >= LEAST_WORDS:
            return mention.sentence
    return ""


def _places(
    mentions: Iterable[Mention], source: Document, page: str, context: Context
) -> tuple[Link, ...]:
    """The sections of a document in which mentions stand, each once, linked."""
    top = source.title.heading.id if source.title.heading else ""
    links: dict[str, Link] = {}
    for mention in mentions:
        if mention.role:
            continue
        if not mention.heading or mention.anchor == top:
            links.setdefault("", Link(context.words.top, page or "#"))
            continue
        match = SECTION.match(mention.heading)
        text = match["number"] if match else mention.heading
        links.setdefault(text, Link(text, f"{page}#{mention.anchor}", mention.heading))
    return tuple(links.values())
