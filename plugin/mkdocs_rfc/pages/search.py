"""What the search of the site is given of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lxml import html

from mkdocs_rfc.documents import Document, Kind, find_heading, is_summary, split_at_headings
from mkdocs_rfc.markdown import PART, content_of, text_of
from mkdocs_rfc.plain_text import truncate
from mkdocs_rfc.site import Passage

LEAD = 240
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
    own = find_heading(root, document.title.heading)
    before, parts = split_at_headings(root)
    brief = document.kind is Kind.RESEARCH and not whole
    words = document.summary if brief else _words(before, whole=whole)
    if parts and parts[0][0] is own:
        _, blocks = parts.pop(0)
        lead = "" if brief else _words(blocks, whole=whole)
        words = f"{words} {lead if whole else truncate(lead, LEAD)}"
    yield _passage("", document.title.plain, words.strip())
    for heading, blocks in parts:
        name = text_of(heading)
        text = "" if brief else _words(blocks, whole=whole)
        short = text if whole or is_summary(name) else truncate(text, LEAD)
        yield _passage(heading.get("id", ""), name, short)


def _passage(anchor: str, heading: str, words: str) -> Passage:
    return escape(anchor), escape(heading, quote=False), escape(words, quote=False)


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
