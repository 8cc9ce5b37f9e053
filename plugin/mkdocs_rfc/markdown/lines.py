from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SOURCEPOS = "data-sourcepos"


def line_of(element: HtmlElement) -> int:
    """Return the line of the file an element starts in, as near as is known; 0 where nothing is."""
    if element.get(SOURCEPOS):
        return first_line_of(element)
    breaks = 0
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings(preceding=True):
            breaks += (sibling.tail or "").count("\n")
            if sibling.get(SOURCEPOS):
                return last_line_of(sibling) + breaks
            breaks += sibling.text_content().count("\n")
        node = node.getparent()
        if node is not None:
            breaks += (node.text or "").count("\n")
            if node.get(SOURCEPOS):
                return first_line_of(node) + breaks
    return 0


def first_line_of(block: HtmlElement) -> int:
    """Return the first line of an element that has a position."""
    line, _, _ = block.get(SOURCEPOS, "").partition(":")
    return int(line)


def last_line_of(block: HtmlElement) -> int:
    """Return the last line of an element that has a position."""
    line, _, column = block.get(SOURCEPOS, "").partition("-")[2].partition(":")
    # A position that ends before the first column ended on the line before.
    return int(line) - int(column == "0")
