"""The index of a collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.history import Problem
from mkdocs_rfc.markdown import Heading, nest, serialise, text_of
from mkdocs_rfc.messages import ENGLISH, Messages
from mkdocs_rfc.pages.components import Link, Meter
from mkdocs_rfc.pages.context import NO_PLACES, Context
from mkdocs_rfc.pages.filters import read_filters
from mkdocs_rfc.pages.page import render_template
from mkdocs_rfc.pages.rows import IndexRow, group_rows, list_waiting, newest_first, read_row
from mkdocs_rfc.site import PageContent

TITLE_ID = "rfc-title"


def render_index(
    kind: Kind,
    corpus: Corpus,
    *,
    address: Address,
    text: HtmlElement | None = None,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Messages = ENGLISH,
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
    page = render_template(
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


def _of_specs(rows: list[IndexRow], context: Context) -> dict[str, object]:
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


def _lede(rows: list[IndexRow], context: Context, *, spec: bool) -> str:
    words = context.words
    if not spec:
        used = sum(1 for row in rows if row.users)
        counted = words.count_research.of(len(rows))
        return words.lede_research.format(count=counted, used=used)
    counted = words.count_rfcs.of(len(rows))
    waiting = sum(1 for row in rows if row.badge.tone == "review")
    lede = words.lede_rfcs if waiting else words.lede_review
    return lede.format(count=counted, review=waiting)


def read_columns(rows: Sequence[IndexRow], words: Messages, *, stated: bool) -> Mapping[str, str]:
    """The columns of the index of specs, name -> heading: those that say something of any row.

    `stated` says whether any document states a status.
    """
    wanted = {
        "number": (words.number, any(row.entry.number for row in rows)),
        "status": (words.status, stated),
        "title": (words.title, True),
        "owner": (words.owner, any(row.owner for row in rows)),
        "since": (words.since if stated else words.created, True),
        "updated": (words.updated_short, True),
        "research": (words.research, any(row.count for row in rows)),
        "sections": (words.column_sections, any(_is_lacking(row.sections) for row in rows)),
        "goals": (words.column_goals, any(row.goals for row in rows)),
    }
    return {name: heading for name, (heading, is_wanted) in wanted.items() if is_wanted}


def _is_lacking(meter: Meter | None) -> bool:
    return meter is not None and meter.done < meter.total


@dataclass(frozen=True, slots=True)
class RepositoryState:
    """The repository as the site was built from it."""

    time: str
    iso: str
    branch: str
    commit: Link | None
    recent: tuple[Link, ...]
    problems: tuple[Problem, ...]


def read_state(context: Context) -> RepositoryState:
    """Tell which state of the repository the pages show: that of its last commit, not the clock."""
    snapshot, words = context.corpus.history, context.words
    head = snapshot.head
    when = head.committed if head and head.dated else None
    unknown = words.no_git if head else words.no_commits
    return RepositoryState(
        time=f"{when:%Y-%m-%d %H:%M} {when:%z}" if when else unknown,
        iso=when.isoformat() if when else "",
        branch=snapshot.branch or words.detached,
        commit=context.commit(head) if head else None,
        recent=tuple(context.commit(each) for each in snapshot.recent),
        problems=snapshot.problems,
    )
