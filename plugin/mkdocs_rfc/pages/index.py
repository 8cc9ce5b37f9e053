"""The index of a collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.markdown import Heading, nest, serialise, text_of
from mkdocs_rfc.messages import ENGLISH, Words
from mkdocs_rfc.pages.columns import read_columns
from mkdocs_rfc.pages.content import PageContent
from mkdocs_rfc.pages.context import NO_PLACES, Context
from mkdocs_rfc.pages.filling import fill
from mkdocs_rfc.pages.filters import read_filters
from mkdocs_rfc.pages.moments import Moment
from mkdocs_rfc.pages.pieces import Link
from mkdocs_rfc.pages.rows import Row, group_rows, newest_first, read_row
from mkdocs_rfc.pages.state import read_state

TITLE_ID = "rfc-title"


MOST_WAITING = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """A spec that is open for review."""

    row: Row
    since: str


def render_index(
    kind: Kind,
    corpus: Corpus,
    *,
    address: Address,
    text: HtmlElement | None = None,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Words = ENGLISH,
    new: str = "",
) -> PageContent:
    """Render the index of a collection; `text` is what the user wrote for it, and comes first.

    `new` is where a new document is begun; empty for none.
    """
    context = Context(corpus, address, words, indexes, others)
    rows = newest_first(read_row(each, context) for each in corpus.collection(kind))
    spec = kind is Kind.SPEC
    title, anchor = _own_title(text) or (words.rfcs if spec else words.research, TITLE_ID)
    said = text_of(text) if text is not None else ""
    page = fill(
        "index" if spec else "research_index",
        title=title,
        anchor=anchor,
        text=Markup(serialise(text)) if text is not None else "",  # noqa: S704 - sanitised tree
        lede=(lede := _lede(rows, context, spec=spec)),
        rows=rows,
        filters=read_filters(rows, words, spec=spec, stated=corpus.has_statuses),
        state=read_state(context),
        others=(*context.others_links(), *([Link(words.new_rfc, new)] if new else [])),
        words=words,
        **(_of_specs(rows, context) if spec else {}),
    )
    toc = nest([Heading(1, title, str(escape(title)), anchor, 0)])
    meta = {"search": {"boost": 2}, "hide": ["toc"], "description": lede}
    return PageContent(title, str(page), toc, meta, (("", escape(title), escape(said)),))


def _of_specs(rows: list[Row], context: Context) -> dict[str, object]:
    """What the index of specs has, and that of research has not."""
    groups = group_rows(rows, context)
    return {
        "groups": groups,
        "statuses": tuple(group for group in groups if group.badge),
        "columns": read_columns(rows, context.words, stated=context.corpus.has_statuses),
        "waiting": list_waiting(rows, context.words),
    }


def _own_title(text: HtmlElement | None) -> tuple[str, str] | None:
    """Take the heading out of the user's text; the page's own takes its place."""
    heading = text.find("h1") if text is not None else None
    if heading is None:
        return None
    title = " ".join("".join(part for part in heading.itertext() if part != "¶").split())
    anchor = heading.get("id") or TITLE_ID
    heading.drop_tree()
    return title, anchor


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


def list_waiting(rows: list[Row], words: Words) -> tuple[Waiting, ...]:
    """What is open for review, longest first."""
    open_rows = [row for row in rows if row.badge.tone == "review"]
    open_rows.sort(key=lambda row: (row.since.key, row.entry.href))
    return tuple(
        Waiting(
            row,
            _waiting_since(row.since, words),
        )
        for row in open_rows[:MOST_WAITING]
    )


def _waiting_since(when: Moment, words: Words) -> str:
    day = when.text if when.iso else when.declared
    return words.in_review_since.format(date=day) if day else ""
