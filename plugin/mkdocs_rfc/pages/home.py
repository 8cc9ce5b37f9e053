"""The first page of a site that has none of its own."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.markdown import Heading, nest
from mkdocs_rfc.messages import ENGLISH, Messages
from mkdocs_rfc.pages.components import Link
from mkdocs_rfc.pages.context import NO_PLACES, Context
from mkdocs_rfc.pages.page import render_template
from mkdocs_rfc.pages.rows import group_rows, list_waiting, newest_first, read_row
from mkdocs_rfc.site import PageContent

RECENT = 6


def render_home(
    title: str,
    corpus: Corpus,
    *,
    address: Address,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Messages = ENGLISH,
) -> PageContent:
    """Render the first page of a site that has none of its own."""
    context = Context(corpus, address, words, indexes, others)
    specs, research = (
        newest_first(read_row(each, context) for each in corpus.collection(kind)) for kind in Kind
    )
    recent = sorted(
        [*specs, *research], key=lambda row: (row.updated.key, row.entry.href), reverse=True
    )
    page = render_template(
        "home",
        title=title,
        specs=Link(words.count_rfcs.of(len(specs)), context.index(Kind.SPEC)),
        research=Link(words.count_research.of(len(research)), context.index(Kind.RESEARCH)),
        statuses=tuple(group for group in group_rows(specs, context) if group.badge),
        total=len(specs),
        waiting=list_waiting(specs, words),
        recent=tuple(recent[:RECENT]),
        others=context.others_links(),
        words=words,
    )
    toc = nest([Heading(1, title, title, "rfc-title", 0)])
    counted = (
        words.count_rfcs.of(len(specs)),
        words.count_research.of(len(research)),
    )
    meta = {"hide": ["toc", "navigation"], "description": ", ".join(counted)}
    return PageContent(title, str(page), toc, meta)
