"""The page of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import SECTION_NAMES, Document, Field, Kind, find_heading, shorten
from mkdocs_rfc.markdown import PART, Heading, TocToken, nest, serialise, text_of
from mkdocs_rfc.messages import ENGLISH, Messages
from mkdocs_rfc.pages.author_hints import AuthorHints
from mkdocs_rfc.pages.components import title_html
from mkdocs_rfc.pages.context import NO_PLACES, Context, Entry
from mkdocs_rfc.pages.header import read_header
from mkdocs_rfc.pages.neighbourhood import read_map
from mkdocs_rfc.pages.page import render_template
from mkdocs_rfc.pages.panels import Panel, cites, referenced_by, rests_on
from mkdocs_rfc.pages.progress import fold_instructions, read_progress
from mkdocs_rfc.pages.timeline import read_timeline
from mkdocs_rfc.site import PageContent

NO_CELLS: Mapping[Field, str] = MappingProxyType({})
LEVELS = ("h1", "h2", "h3", "h4", "h5")
TITLE_ID = "rfc-title"


@dataclass(frozen=True, slots=True)
class Heads:
    """What became of the headings of the text."""

    id: str
    """The id of the page's own heading."""
    subtitle: str
    shift: int
    """By how many levels the headings of the text moved down."""


def render_document(  # noqa: PLR0913 - what one page is made of
    document: Document,
    corpus: Corpus,
    *,
    address: Address,
    body: HtmlElement,
    headings: Sequence[Heading],
    cells: Mapping[Field, str] = NO_CELLS,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Messages = ENGLISH,
    notices: AuthorHints | None = None,
) -> PageContent:
    """Render the page of a document around its text.

    `body` is a copy of the document's tree, linked and presented; it is changed. `cells` are the
    HTML of each metadata value by its row, `notices` what its writer is told.
    """
    context = Context(corpus, address, words, indexes, others)
    spec = document.kind is Kind.SPEC
    heads = settle_headings(document, body)
    progress = read_progress(body, document, context) if spec else None
    fold_instructions(body, words.not_written)
    panels = _panels(document, context)
    drawing = read_map(document, context) if spec else None
    page = render_template(
        "document" if spec else "research",
        header=read_header(document, context, cells, progress, notices),
        heads=heads,
        title=title_html(document.title.text),
        text=Markup(serialise(body)),  # noqa: S704 - the tree is sanitised
        panels=panels,
        timeline=read_timeline(document, context),
        map=drawing,
        printed=_printed(document, context),
        neighbours=_neighbours(document, context),
        words=words,
    )
    toc = _toc(document, headings, heads, panels, words, mapped=drawing is not None)
    return PageContent(document.title.plain, str(page), toc, _meta(document, context, body))


def settle_headings(document: Document, body: HtmlElement) -> Heads:
    """Take the metadata table and the title's heading out of the text; leave no other H1 in it."""
    heading = find_heading(body, document.title.heading)
    for table in [each for each in body.iter("table") if each.get(PART)]:
        table.drop_tree()
    subtitle, anchor = "", TITLE_ID
    if heading is not None:
        anchor = heading.get("id") or TITLE_ID
        subtitle = "" if document.title.from_heading else _subtitle(document, heading)
        heading.drop_tree()
    shift = 1 if next(body.iter("h1"), None) is not None else 0
    for element in list(body.iter(*LEVELS)) if shift else ():
        element.tag = f"h{int(element.tag[1]) + 1}"
    return Heads(anchor, subtitle, shift)


def _subtitle(document: Document, heading: HtmlElement) -> str:
    """What the heading says beyond the title."""
    marks = "".join(text for text in heading.itertext() if text != "¶")
    text = " ".join(re.sub(r"^\s*research\s*[:—–-]\s*", "", marks, flags=re.IGNORECASE).split())
    said, title = _folded(text), _folded(document.title.plain)
    same = said in title or title in said or text.casefold() in SECTION_NAMES
    return "" if same else text


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _panels(document: Document, context: Context) -> tuple[Panel, ...]:
    spec = (rests_on, cites, referenced_by)
    wanted = spec if document.kind is Kind.SPEC else (referenced_by,)
    found = (panel(document, context) for panel in wanted)
    return tuple(panel for panel in found if panel.items or panel.empty)


def _printed(document: Document, context: Context) -> str:
    """Where a printed page is from, for a reader who has nothing but paper."""
    snapshot, path = context.corpus.history.home(document.path)
    head, words, said = snapshot.head, context.words, []
    if head and head.dated:
        date = words.day(head.committed.date())
        said.append(words.printed.format(path=path, commit=head.short, date=date))
    if document.discussion:
        said.append(words.printed_discussion.format(address=document.discussion))
    return " ".join(said)


def _neighbours(document: Document, context: Context) -> tuple[Entry | None, Entry | None]:
    """The documents before and after this one, as links."""
    before, after = context.corpus.neighbours[document.path]
    return context.entry(before) if before else None, context.entry(after) if after else None


def _toc(
    document: Document,
    headings: Sequence[Heading],
    heads: Heads,
    panels: tuple[Panel, ...],
    words: Messages,
    *,
    mapped: bool,
) -> list[TocToken]:
    title = Heading(1, document.title.plain, str(title_html(document.title.text)), heads.id, 0)
    text = [
        each._replace(
            level=min(each.level + heads.shift, 6),
            text=each.text.removesuffix("¶"),
            html=each.html.removesuffix("¶"),
        )
        for each in headings
        if each.id != heads.id
    ]
    lists = [_heading(3, panel.heading, panel.id) for panel in panels]
    history = _heading(3, words.history, "rfc-history")
    if document.kind is Kind.SPEC:
        drawn = [_heading(3, words.links_heading, "rfc-map")] if mapped else []
        end = [_heading(2, words.about_rfc, "rfc-about"), *lists, history, *drawn]
        return nest([title, *text, *end])
    used = [each._replace(level=2) for each in lists]
    return nest([title, *used, *text, history._replace(level=2)])


def _heading(level: int, text: str, anchor: str) -> Heading:
    return Heading(level, text, str(escape(text)), anchor, 0)


def _first_words(body: HtmlElement) -> str:
    """What a text without a summary begins with."""
    texts = (text_of(each) for each in body.iterchildren("p") if not each.get("class"))
    return shorten(next(filter(None, texts), ""))


def _meta(document: Document, context: Context, body: HtmlElement) -> dict[str, object]:
    meta: dict[str, object] = {}
    research = document.kind is Kind.RESEARCH
    if description := document.summary or (_first_words(body) if research else ""):
        meta["description"] = description
    if day := context.updated(document).key:
        meta["update_date"] = day
    if document.kind is Kind.SPEC:
        meta["status"] = document.status.slug
        status = document.status.status
        meta["search"] = {"boost": 0.5 if status and status.is_over else 2}
    return meta
