"""The rows of an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rfc.corpus import entered
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.history import Presence
from mkdocs_rfc.messages import Messages
from mkdocs_rfc.pages.components import Badge, DateLabel, Meter, moment
from mkdocs_rfc.pages.context import Context, Entry

WORK = frozenset({Presence.UNTRACKED, Presence.MODIFIED})
SHOWN = 3
"""So many users of a research document an index names."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document in an index."""

    entry: Entry
    badge: Badge
    since: DateLabel
    """When a spec took its status; when a research document was written."""
    owner: str
    created: DateLabel
    updated: DateLabel
    tags: tuple[str, ...]
    count: int
    """Research documents that a spec rests on; specs that rest on a research document."""
    href: str
    """Where those are listed."""
    questions: str
    """How many questions of a spec that is not decided yet are open; empty for none."""
    sections: Meter | None
    """Of a spec, how many are written."""
    goals: Meter | None
    """Of a spec that has any, how many are settled."""
    notes: tuple[str, ...]
    """What stands under the title: remark, open questions, tags."""
    users: tuple[Entry, ...]
    """The specs that use a research document, the first few."""
    more: str
    """How many more there are."""
    successors: tuple[Entry, ...]
    discussion: str
    """Address at which a spec is discussed; empty for none."""

    @property
    def year(self) -> str:
        """The year in which the document was created; empty where no day is known."""
        return self.created.key[:4]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one status or, where no document states one, of one year."""

    name: str
    label: str
    badge: Badge | None
    rows: tuple[IndexRow, ...]
    start: int
    """How many rows stand before it."""

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.rows)


def read_row(document: Document, context: Context) -> IndexRow:
    """Gather what an index shows of a document."""
    corpus, spec = context.corpus, document.kind is Kind.SPEC
    cites, cited_by = corpus.cites[document.path], corpus.cited_by[document.path]
    research = [each.target for each in cites if each.target.kind is Kind.RESEARCH]
    users = [each.source for each in cited_by if each.source.kind is Kind.SPEC]
    later = corpus.relations_of(document.path).superseded_by if spec else ()
    badge, questions = context.badge(document), _questions(document, context)
    far = corpus.completeness.get(document.path)
    return IndexRow(
        entry=context.entry(document),
        badge=badge,
        since=_since(document, context) if spec else context.created(document),
        owner=(document.owner if spec else "") or ", ".join(document.authors),
        created=context.created(document),
        updated=context.updated(document),
        tags=document.tags,
        count=len(research) if spec else len(users),
        href=context.page(document, "rfc-research" if spec else "rfc-used-by"),
        questions=questions,
        sections=Meter.of_sections(far) if far and far.expected else None,
        goals=Meter.of_tasks(far.goals) if far and far.goals else None,
        notes=tuple(_notes(document, questions, context)) if spec else (),
        users=() if spec else tuple(context.entry(user) for user in users[:SHOWN]),
        more="" if spec or len(users) <= SHOWN else context.words.more.format(n=len(users) - SHOWN),
        successors=tuple(context.entry(each) for each in later if context.is_decided(each)),
        discussion=document.discussion if spec else "",
    )


def _notes(document: Document, questions: str, context: Context) -> Iterator[str]:
    history, words = context.corpus.history_of(document), context.words
    if history and history.presence in WORK:
        yield words.not_committed if history.presence is Presence.UNTRACKED else words.uncommitted
    yield from filter(None, [document.status.remark, questions])
    yield from document.tags


def _questions(document: Document, context: Context) -> str:
    status, known = document.status.status, context.corpus.completeness.get(document.path)
    count = len(known.open_questions) if known and status and not status.final else 0
    return context.words.open_questions.of(count) if count else ""


def newest_first(rows: Iterable[IndexRow]) -> list[IndexRow]:
    """The rows by the day on which their documents were created."""
    return sorted(
        rows, key=lambda row: (row.created.key, row.entry.number, row.entry.href), reverse=True
    )


def group_rows(rows: Sequence[IndexRow], context: Context) -> tuple[Group, ...]:
    """The rows by status, in the order of the lifecycle; words it lacks stand behind it.

    Where no document states a status they are grouped by the year in which they were created.
    """
    stated = context.corpus.has_statuses
    found: dict[str, list[IndexRow]] = {}
    for row in rows:
        found.setdefault(row.badge.slug if stated else row.year, []).append(row)
    order = {status.slug: place for place, status in enumerate(context.corpus.lifecycle.statuses)}
    names = sorted(found, key=lambda slug: (order.get(slug, len(order)), slug == "none"))
    groups: list[Group] = []
    for name in names if stated else found:
        start = groups[-1].start + groups[-1].count if groups else 0
        badge = _group_badge(found[name], context) if stated else None
        label = badge.label if badge else name or context.words.undated
        groups.append(Group(name, label, badge, tuple(found[name]), start))
    return tuple(groups)


def _since(document: Document, context: Context) -> DateLabel:
    days = entered(context.corpus.changes_of(document.path))
    if day := days.get(document.status.slug):
        return moment(day, context.words)
    return DateLabel(context.words.not_committed) if days else context.created(document)


def _group_badge(rows: list[IndexRow], context: Context) -> Badge:
    first = rows[0].badge
    if first.slug != "unknown":
        return first
    return Badge(first.slug, first.tone, context.words.other_status, first.meaning)


MOST_WAITING = 6


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A spec that is open for review."""

    row: IndexRow
    since: str


def list_waiting(rows: list[IndexRow], words: Messages) -> tuple[ReviewItem, ...]:
    """What is open for review, longest first."""
    open_rows = [row for row in rows if row.badge.tone == "review"]
    open_rows.sort(key=lambda row: (row.since.key, row.entry.href))
    return tuple(
        ReviewItem(
            row,
            _waiting_since(row.since, words),
        )
        for row in open_rows[:MOST_WAITING]
    )


def _waiting_since(when: DateLabel, words: Messages) -> str:
    day = when.text if when.iso else when.declared
    return words.in_review_since.format(date=day) if day else ""
