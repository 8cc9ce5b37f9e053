from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.history import Presence
from mkdocs_rfc.pages.context import Context, Entry
from mkdocs_rfc.pages.moments import Moment, moment
from mkdocs_rfc.pages.pieces import Badge
from mkdocs_rfc.pages.progress import Meter
from mkdocs_rfc.pages.relations import relations
from mkdocs_rfc.pages.steps import entered

WORK = frozenset({Presence.UNTRACKED, Presence.MODIFIED})
SHOWN = 3
"""So many users of a research document an index names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One document in an index."""

    entry: Entry
    badge: Badge
    since: Moment | None
    """When a spec took its status, unless it was created with it."""
    owner: str
    created: Moment
    updated: Moment
    tags: tuple[str, ...]
    count: int
    """Research documents that a spec rests on; specs that rest on a research document."""
    href: str
    """Where those are listed."""
    questions: int
    """Open questions of a spec that is not decided yet."""
    sections: Meter | None
    """Of a spec, how many are written."""
    goals: Meter | None
    """Of a spec that has any, how many are settled."""
    notes: tuple[str, ...]
    """What stands under the title of a spec."""
    users: tuple[Entry, ...]
    """The specs that use a research document, the first few."""
    more: str
    """How many more there are."""
    successors: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one status."""

    badge: Badge
    rows: tuple[Row, ...]
    start: int
    """How many rows stand before it."""

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.rows)


def read_row(document: Document, context: Context) -> Row:
    """Gather what an index shows of a document."""
    corpus, spec = context.corpus, document.kind is Kind.SPEC
    cites, cited_by = corpus.cites[document.path], corpus.cited_by[document.path]
    research = [each.target for each in cites if each.target.kind is Kind.RESEARCH]
    users = [each.source for each in cited_by if each.source.kind is Kind.SPEC]
    later = relations(document, corpus).superseded_by if spec else ()
    status, far = document.status.status, corpus.completeness.get(document.path)
    questions = len(far.open_questions) if far and status and not status.final else 0
    return Row(
        entry=context.entry(document),
        badge=context.badge(document),
        since=_since(document, context) if spec else None,
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
    )


def _notes(document: Document, questions: int, context: Context) -> Iterator[str]:
    history, words = context.corpus.history_of(document), context.words
    if history and history.presence in WORK:
        yield words.not_committed if history.presence is Presence.UNTRACKED else words.uncommitted
    yield from filter(None, [document.status.remark])
    if questions:
        yield context.words.count(context.words.open_questions, questions)
    yield from document.tags


def newest_first(rows: Iterable[Row]) -> list[Row]:
    """The rows by the day on which their documents were created."""
    return sorted(
        rows, key=lambda row: (row.created.key, row.entry.number, row.entry.href), reverse=True
    )


def group_rows(rows: Iterable[Row], context: Context) -> tuple[Group, ...]:
    """The rows by status, in the order of the lifecycle; words it lacks stand behind it."""
    order = {status.slug: place for place, status in enumerate(context.corpus.lifecycle.statuses)}
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.badge.slug, []).append(row)
    groups: list[Group] = []
    for slug in sorted(found, key=lambda slug: (order.get(slug, len(order)), slug == "none")):
        start = groups[-1].start + groups[-1].count if groups else 0
        groups.append(Group(_group_badge(found[slug], context), tuple(found[slug]), start))
    return tuple(groups)


def _since(document: Document, context: Context) -> Moment | None:
    days = entered(context.corpus.history_of(document), context.corpus.lifecycle)
    day = days.get(document.status.slug)
    return moment(day, context.words) if day and day != min(days.values()) else None


def _group_badge(rows: list[Row], context: Context) -> Badge:
    first = rows[0].badge
    if first.slug != "unknown":
        return first
    return Badge(first.slug, first.tone, context.words.other_status, first.meaning)
