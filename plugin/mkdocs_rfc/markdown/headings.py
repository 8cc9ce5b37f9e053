"""Headings: their text, their ids, and the table of contents made of them."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from html import escape
from typing import NamedTuple, TypedDict

from lxml import etree, html
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.anchors import PREFIX, Slugger
from mkdocs_rfc.markdown.attributes import HEADINGS, SOURCEPOS
from mkdocs_rfc.markdown.positions import content_of, line_of, text_of

"""Tags, by level."""


class Heading(NamedTuple):
    """One heading: its plain text, its inline HTML without links, and the id it has on the site."""

    level: int
    text: str
    html: str
    id: str
    line: int


# One entry of a table of contents, in the form that Python-Markdown's `toc` extension has.
TocToken = TypedDict(
    "TocToken",
    {
        "level": int,
        "id": str,
        "name": str,
        "html": str,
        "data-toc-label": str,
        "children": "list[TocToken]",
    },
)


def identify_headings(root: HtmlElement) -> None:
    """Give each heading the id GitHub gives it; an id of the author's own moves into it."""
    slugger = Slugger()
    for element in root.iter(*HEADINGS):
        own = element.get("id")
        element.set("id", site_id(slugger(content_of(element))))
        if own:
            _anchor_inside(element, own)


def site_id(slug: str) -> str:
    """Return the id for a slug: its own, but for those that are empty or that a theme uses."""
    return PREFIX + slug if not slug or slug.startswith(("__", "rfc-")) else slug


def read_headings(root: HtmlElement) -> tuple[Heading, ...]:
    """Return the headings in the order of the text."""
    return tuple(_read(element) for element in root.iter(*HEADINGS))


def nest(headings: Iterable[Heading]) -> list[TocToken]:
    """Return the headings as the nested tokens that MkDocs makes a table of contents of."""
    top: list[TocToken] = []
    path: list[TocToken] = []
    for heading in headings:
        while path and path[-1]["level"] >= heading.level:
            path.pop()
        token = _token(heading)
        (path[-1]["children"] if path else top).append(token)
        path.append(token)
    return top


def _token(heading: Heading) -> TocToken:
    return {
        "level": heading.level,
        "id": heading.id,
        "name": escape(heading.text, quote=False),
        "html": heading.html,
        "data-toc-label": "",
        "children": [],
    }


def _read(element: HtmlElement) -> Heading:
    if not len(element) and "\xa0" not in (text := element.text or ""):  # as most are
        plain = " ".join(text.split())
        shown = escape(text.strip(), quote=False)
        return Heading(int(element.tag[1]), plain, shown, element.get("id", ""), line_of(element))
    label = deepcopy(element)
    label.tail = None
    etree.strip_elements(label, "sup", "img", "input", with_tail=False)
    etree.strip_tags(label, "a", "span")
    etree.strip_attributes(label, "id", SOURCEPOS)
    inner = html.tostring(label, encoding="unicode")
    return Heading(
        level=int(element.tag[1]),
        text=text_of(label),
        html=inner[inner.index(">") + 1 : inner.rindex("<")].strip(),
        id=element.get("id", ""),
        line=line_of(element),
    )


def _anchor_inside(element: HtmlElement, name: str) -> None:
    anchor = html.Element("a", id=name)
    anchor.tail, element.text = element.text, None
    element.insert(0, anchor)
