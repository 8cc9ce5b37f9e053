"""The facts in a document's header: who, when, where, and how fresh."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from mkdocs_rfc.authoring import is_draft
from mkdocs_rfc.corpus import Freshness
from mkdocs_rfc.documents import (
    AUTHOR_KEYS,
    DATE_KEYS,
    DISCUSSION,
    KNOWN,
    NAME_KEYS,
    OWNER_KEYS,
    SUMMARY_KEYS,
    TAG_KEYS,
    UPDATED_KEYS,
    Document,
    Field,
    Kind,
    is_date,
    read_date,
    split_people,
    split_tags,
)
from mkdocs_rfc.messages import Messages
from mkdocs_rfc.pages.components import DateLabel, Link, Meter, Progress
from mkdocs_rfc.pages.context import Context, Entry

NOTHING = Markup("")
SHORT = 42
"""A row that is no longer than this stands among the facts."""
NARROW = 20
"""So many letters fit into one cell; more take two."""
MOST_CELLS = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about a document."""

    name: str
    text: Markup = NOTHING
    entries: tuple[Entry, ...] = ()
    when: DateLabel | None = None
    commit: Link | None = None
    warn: bool = False
    meter: Meter | None = None
    described: CodeFreshness | None = None

    @property
    def wide(self) -> bool:
        """Whether it takes two cells."""
        return len(self.text.striptags()) > NARROW


def read_facts(
    document: Document,
    context: Context,
    progress: Progress | None,
    rows: list[Fact],
    authors: Markup = NOTHING,
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """What is shown, with as many of the further rows as there is room for, and what is folded.

    Of a row whose name has a place among them, it is the rest that is folded. `authors` are the
    names with their links, where they have any.
    """
    own = _spec_facts if document.kind is Kind.SPEC else _research_facts
    facts = list(own(document, context, authors))
    facts += _meters(progress, context) if progress else ()
    measures = list(_measures(document, context))
    facts += [fact for is_urgent, fact in measures if is_urgent]
    for fact in rows:
        cells = sum(1 + each.wide for each in (*facts, fact))
        name, is_short = fact.name.casefold(), len(fact.text.striptags()) <= SHORT
        has_room = is_short and cells <= MOST_CELLS
        if (has_room and name not in KNOWN) or DISCUSSION in name:
            facts.append(fact)
    folded = [fact for is_urgent, fact in measures if not is_urgent]
    return tuple(facts), (*folded, *(fact for fact in rows if fact not in facts))


def _spec_facts(document: Document, context: Context, authors: Markup) -> Iterator[Fact]:
    words = context.words
    owner = document.owner
    status = document.status.status
    is_missed = context.corpus.has_statuses and (status is None or not status.final)
    if owner or is_missed:
        named = filter_links([owner], "owner", document, context) if owner else escape(words.nobody)
        yield Fact(words.owner, named, warn=not owner)
    if document.authors and (authors or ", ".join(document.authors) != owner):
        yield Fact(words.authors, authors or escape(", ".join(document.authors)))
    yield from _dates(document, context, words.created)


def _meters(progress: Progress, context: Context) -> Iterator[Fact]:
    words = context.words
    named = (
        (words.goals, progress.goals),
        (words.sections, progress.sections),
        (words.questions, progress.questions),
    )
    for name, meter in named:
        if meter.total and (meter.done < meter.total or name != words.sections):
            yield Fact(name, _of(meter, words), meter=meter)


def _of(meter: Meter, words: Messages) -> Markup:
    return escape(words.of.format(done=meter.done, total=meter.total))


def _measures(document: Document, context: Context) -> Iterator[tuple[bool, Fact]]:
    """What else the template asks for: phases, and nothing left of its own text.

    With each, whether a reader has to know: what is as it should be is folded away.
    """
    found = context.corpus.completeness.get(document.path)
    words = context.words
    if found and found.phases:
        meter = Meter.of_tasks(found.phases)
        is_urgent = meter.done < meter.total and context.is_decided(document)
        yield is_urgent, Fact(words.phases, _of(meter, words), meter=meter)
    if found and found.leftovers:
        left = words.leftovers.of(len(found.leftovers))
        is_urgent = not is_draft(document, context.corpus.lifecycle)
        yield is_urgent, Fact(words.template, escape(left), warn=is_urgent)


def _research_facts(document: Document, context: Context, authors: Markup) -> Iterator[Fact]:
    words = context.words
    if document.authors:
        yield Fact(words.author, authors or escape(", ".join(document.authors)))
    yield from _dates(document, context, words.written)
    users = [
        each for each in context.corpus.cited_by[document.path] if each.source.kind is Kind.SPEC
    ]
    if users:
        counted = words.count_rfcs.of(len(users))
        yield Fact(words.used_by, Markup('<a href="#rfc-used-by">{}</a>').format(counted))
    if document.status.text:
        yield Fact(words.status, escape(document.status.text))


def filter_links(values: Iterable[str], name: str, document: Document, context: Context) -> Markup:
    """Values as links to the index that shows only what shares them."""
    index = context.index(document.kind)
    if not index:
        return escape(", ".join(values))
    link = Markup('<a href="{}?{}={}">{}</a>')
    return Markup(", ").join(link.format(index, name, quote(each), each) for each in values)


def _dates(document: Document, context: Context, name: str) -> Iterator[Fact]:
    first, last = context.created(document), context.updated(document)
    if first.text:
        yield Fact(name, when=first)
    if last.commit is not None or last.text != first.text:
        commit = context.at_home(document).commit(last.commit) if last.commit else None
        yield Fact(context.words.updated, when=last, commit=commit)


@dataclass(frozen=True, slots=True)
class CodeFreshness:
    """How the code that research describes has fared."""

    text: str
    files: tuple[Link, ...]
    """What is not as it was, each with what became of it as its title."""
    since: Link
    """The commit that it is compared with."""


def read_described(document: Document, context: Context) -> CodeFreshness | None:
    """Tell how much of what a document describes has changed; None where that is not known."""
    found = context.corpus.freshness.get(document.path)
    if found is None:
        return None
    words, forge, head = context.words, context.address.forge, context.corpus.history.head
    became = dict.fromkeys(found.changed, words.changed) | dict.fromkeys(found.gone, words.gone)
    at = head.id if head else ""
    return CodeFreshness(
        _text(found, words),
        tuple(
            Link(path, (forge.history(path, at) if forge else None) or "", became[path])
            for path in sorted(became)
        ),
        Link(found.commit[:7], (forge.compare(found.commit, at) if forge else None) or ""),
    )


def _text(found: Freshness, words: Messages) -> str:
    changed = len(found.changed) + len(found.gone)
    if not changed:
        return words.described_same.of(found.total)
    return words.described_changed.of(found.total, done=changed, total=found.total)


FOR_THE_THEME = frozenset(
    {"hide", "template", "search", "icon", "layout", "render_macros", "topic"}
)
"""Keys of front matter that are no further words about the document."""
TELLING = frozenset({*OWNER_KEYS, "status"})
"""Rows of which only the words are shown."""
SENTENCE = re.compile(r":|[.!?]$")
MOST_WORDS = 4
"""Of a name that has no value: `Created / Last Updated`."""


def is_filled(field: Field) -> bool:
    """Whether a row says anything: text right below a table is a row of it, without a value."""
    is_prose = SENTENCE.search(field.name) or len(field.name.split()) > MOST_WORDS
    return bool(field.text or is_prose)


def has_own_place(field: Field, document: Document) -> bool:
    """Whether the page says all of a row in places of its own.

    What could not be read of it, and what a second row of a name says, is not told there.
    """
    name = field.name.casefold()
    if field.in_front and name in FOR_THE_THEME:
        return True
    if name in TELLING and (field.address or "<img" in field.value):
        return False
    return any(name in names and tells(field.text, document) for names, tells in PLACES)


def _is_title(text: str, document: Document) -> bool:
    return document.title.plain in text.replace("`", "")


def _is_status(text: str, document: Document) -> bool:
    return text == document.status.text


def _is_owner(text: str, document: Document) -> bool:
    return text == document.owner


def _are_authors(text: str, document: Document) -> bool:
    return set(split_people(text)) <= set(document.authors)


def _are_dates(text: str, document: Document) -> bool:
    days = {read_date(part) for part in text.split(" / ")}
    return is_date(text) and days <= {document.created, document.updated}


def _are_tags(text: str, document: Document) -> bool:
    return set(split_tags(text)) <= set(document.tags)


def _is_summary(text: str, document: Document) -> bool:
    return text == document.summary


PLACES: tuple[tuple[tuple[str, ...], Callable[[str, Document], bool]], ...] = (
    (("status",), _is_status),
    (NAME_KEYS, _is_title),
    (OWNER_KEYS, _is_owner),
    (AUTHOR_KEYS, _are_authors),
    ((*DATE_KEYS, *UPDATED_KEYS), _are_dates),
    (TAG_KEYS, _are_tags),
    (SUMMARY_KEYS, _is_summary),
)
"""Names of rows that have a place, with what tells whether all of a row is shown there."""
