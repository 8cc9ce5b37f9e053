from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_rfc.addresses import Address
from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.markdown import Heading, nest, serialise
from mkdocs_rfc.pages.content import PageContent
from mkdocs_rfc.pages.context import NO_INDEXES, Context, Entry
from mkdocs_rfc.pages.filling import fill
from mkdocs_rfc.pages.moments import Moment
from mkdocs_rfc.pages.pieces import Badge
from mkdocs_rfc.pages.relations import relations
from mkdocs_rfc.pages.state import read_state
from mkdocs_rfc.pages.words import ENGLISH, Words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TITLE_ID = "rfc-title"
SHOWN = 3
"""So many users of a research document an index names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One document in an index."""

    entry: Entry
    badge: Badge
    owner: str
    created: Moment
    updated: Moment
    tags: tuple[str, ...]
    count: int
    """Research documents that a spec rests on; documents that use a research document."""
    href: str
    """Where those are listed."""
    users: tuple[Entry, ...] = ()
    """The specs that use a research document, the first few."""
    more: str = ""
    """How many more there are."""
    successors: tuple[Entry, ...] = ()


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


def render_index(
    kind: Kind,
    corpus: Corpus,
    *,
    address: Address,
    text: HtmlElement | None = None,
    indexes: Mapping[Kind, str] = NO_INDEXES,
    words: Words = ENGLISH,
) -> PageContent:
    """Render the index of a collection; `text` is what the user wrote for it, and comes first."""
    context = Context(corpus, address, words, indexes)
    rows = sorted((_row(each, context) for each in corpus.collection(kind)), key=_newest, reverse=True)
    spec = kind is Kind.SPEC
    title, anchor = _own_title(text) or (words.rfcs if spec else words.research, TITLE_ID)
    page = fill(
        "index" if spec else "research_index",
        title=title,
        anchor=anchor,
        text=Markup(serialise(text)) if text is not None else "",  # noqa: S704 - sanitised tree
        lede=_lede(rows, context, spec=spec),
        rows=rows,
        groups=_groups(rows, context) if spec else (),
        numbered=any(row.entry.number for row in rows),
        state=read_state(context),
        words=words,
    )
    toc = nest([Heading(1, title, title, anchor, 0)])
    meta = {"search": {"boost": 2}, "hide": ["toc"]}
    return PageContent(title, str(page), toc, meta)


def _own_title(text: HtmlElement | None) -> tuple[str, str] | None:
    """Take the heading out of the user's text; the page's own takes its place."""
    heading = text.find("h1") if text is not None else None
    if heading is None:
        return None
    title = " ".join("".join(part for part in heading.itertext() if part != "¶").split())
    anchor = heading.get("id") or TITLE_ID
    heading.drop_tree()
    return title, anchor


def _row(document: Document, context: Context) -> Row:
    corpus, spec = context.corpus, document.kind is Kind.SPEC
    rests_on = [each for each in corpus.cites[document.path] if each.target.kind is Kind.RESEARCH]
    using = [each.source for each in corpus.cited_by[document.path]]
    users = [each for each in using if each.kind is Kind.SPEC]
    return Row(
        entry=context.entry(document),
        badge=context.badge(document),
        owner=(document.owner if spec else "") or ", ".join(document.authors),
        created=context.created(document),
        updated=context.updated(document),
        tags=document.tags,
        count=len(rests_on) if spec else len(using),
        href=context.page(document, "rfc-research" if spec else "rfc-used-by"),
        users=() if spec else tuple(context.entry(user) for user in users[:SHOWN]),
        more="" if spec or len(users) <= SHOWN else context.words.more.format(n=len(users) - SHOWN),
        successors=tuple(
            context.entry(each)
            for each in relations(document, corpus).superseded_by
            if context.is_decided(each)
        ),
    )


def _newest(row: Row) -> tuple[str, str, str]:
    return row.created.key, row.entry.number, row.entry.href


def _groups(rows: Iterable[Row], context: Context) -> tuple[Group, ...]:
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


def _group_badge(rows: list[Row], context: Context) -> Badge:
    first = rows[0].badge
    if first.slug != "unknown":
        return first
    return Badge(first.slug, first.tone, context.words.other_status, first.meaning)


def _lede(rows: list[Row], context: Context, *, spec: bool) -> str:
    words = context.words
    if not spec:
        used = sum(1 for row in rows if row.users)
        counted = words.count(words.count_research, len(rows))
        return words.lede_research.format(count=counted, used=used)
    counted = words.count(words.count_rfcs, len(rows))
    waiting = sum(1 for row in rows if row.badge.tone == "review")
    lede = words.lede_rfcs if waiting else words.lede_review
    return lede.format(count=counted, review=waiting)
