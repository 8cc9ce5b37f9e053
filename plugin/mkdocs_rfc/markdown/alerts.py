from __future__ import annotations

import re

from lxml import html
from lxml.html import HtmlElement

_MARKER = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE)


_TYPES = {
    "note": "note",
    "tip": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "danger",
}


def show_alerts(root: HtmlElement) -> None:
    """Turn the quotes GitHub shows as alerts into the theme's admonitions.

    Only outermost quotes, whose first line is the marker alone, and which have more than that.
    """
    for quote in root.findall("blockquote"):
        first = next(iter(quote), None)
        if first is not None and first.tag == "p" and not (quote.text or "").strip():
            _join_hard_break(first)
            if match := _MARKER.match(first.text or ""):
                _show(quote, first, match)


def _join_hard_break(first: HtmlElement) -> None:
    """Let two spaces after the marker make no difference."""
    if _MARKER.fullmatch(first.text or "") and len(first) and first[0].tag == "br":
        first[0].drop_tree()


def _show(quote: HtmlElement, first: HtmlElement, match: re.Match[str]) -> None:
    if not match[0].endswith("\n"):  # the marker is all the paragraph has, or is no marker
        if len(first) or not (first.getnext() is not None or (first.tail or "").strip()):
            return
        first.drop_tree()
    first.text = (first.text or "")[match.end() :]
    name = match[1].lower()
    quote.tag = "div"
    quote.set("class", f"admonition {_TYPES[name]}")
    title = html.Element("p", {"class": "admonition-title"})
    title.text = name.capitalize()
    title.tail, quote.text = quote.text, "\n"
    quote.insert(0, title)
