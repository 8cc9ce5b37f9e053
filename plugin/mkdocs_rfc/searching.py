from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import takewhile

from lxml import html

from mkdocs_rfc.documents import Document, Kind, is_summary
from mkdocs_rfc.markdown import content_of
from mkdocs_rfc.markdown.marks import PART
from mkdocs_rfc.outline import read_outline
from mkdocs_rfc.pages import Passage
from mkdocs_rfc.titles import top_headings

LEAD = 300
"""Letters of a section that the search knows of a spec."""
LISTINGS = frozenset({"pre", "figure"})


def read_passages(
    document: Document, root: html.HtmlElement, *, whole: bool = False
) -> tuple[Passage, ...]:
    """What the search of the site is given of a document; `root` is its text.

    A spec is found by its headings and what each section begins with, a research document by its
    headings and summary; neither by listings of code, unless `whole`: every reader loads all of it.
    """
    return tuple(_passages(document, root, whole=whole))


def _passages(document: Document, root: html.HtmlElement, *, whole: bool) -> Iterator[Passage]:
    headings = top_headings(root)
    own = headings[document.title.heading.place] if document.title.heading else None
    parts = read_outline(root)
    brief = document.kind is Kind.RESEARCH and not whole
    first = parts[0].heading if parts else None
    before = takewhile(lambda element: element is not first, root)
    words = document.summary if brief else _words(before, whole=whole)
    lead = _words(parts[0].blocks, whole=whole) if parts and first is own and not brief else ""
    yield _passage("", document.title.plain, f"{words} {lead if whole else _lead(lead)}".strip())
    for part in parts:
        if part.heading is not first or part.heading is not own:
            text = "" if brief else _words(part.blocks, whole=whole)
            short = text if whole or is_summary(part.text) else _lead(text)
            yield _passage(part.id, part.text, short)


def _passage(anchor: str, heading: str, words: str) -> Passage:
    return escape(anchor), escape(heading, quote=False), escape(words, quote=False)


def _lead(text: str) -> str:
    return text if len(text) <= LEAD else text[:LEAD].rpartition(" ")[0]


def _words(blocks: Iterable[html.HtmlElement], *, whole: bool) -> str:
    """The words of some blocks; the metadata table is in the page's header already."""
    kept = (block for block in blocks if block.get(PART) is None)
    return " ".join(" ".join(text for block in kept for text in _texts(block, whole=whole)).split())


def _texts(block: html.HtmlElement, *, whole: bool) -> Iterator[str]:
    if whole or next(block.iter("pre"), None) is None:
        yield content_of(block)
    elif block.tag not in LISTINGS:
        yield block.text or ""
        for child in block:
            yield from _texts(child, whole=whole)
            yield child.tail or ""
