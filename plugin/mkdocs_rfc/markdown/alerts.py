from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
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
    """Turn the quotes GitHub shows as alerts into the theme's admonitions."""
    for quote in root.findall("blockquote"):
        first = next(iter(quote), None)
        if first is None or first.tag != "p" or (quote.text or "").strip():
            continue
        if match := _MARKER.match(first.text or ""):
            _show(quote, first, match)


def _show(quote: HtmlElement, first: HtmlElement, match: re.Match[str]) -> None:
    rest = (first.text or "")[match.end() :]
    if not match[0].endswith("\n"):  # the marker is all the paragraph has, or is no marker
        if len(first) or not (first.getnext() is not None or (first.tail or "").strip()):
            return
        first.drop_tree()
    first.text = rest
    name = match[1].lower()
    quote.tag = "div"
    quote.set("class", f"admonition {_TYPES[name]}")
    title = html.Element("p", {"class": "admonition-title"})
    title.text = name.capitalize()
    title.tail, quote.text = quote.text, "\n"
    quote.insert(0, title)
