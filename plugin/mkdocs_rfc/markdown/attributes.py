"""Attributes, and a tag, that are only ours and on no page; and lists of names."""

from __future__ import annotations

SOURCEPOS = "data-sourcepos"
"""The lines of the file that an element is made from."""
MATH = "data-rfc-math"
"""A formula, `inline` or `display`."""
MENTION = "data-rfc-mention"
"""The number of the mention that an element is."""
PART = "data-rfc-part"
"""Which part of the document an element is, for the page to put elsewhere."""
DEEP = "data-rfc-deep"
"""On the root: the line from which something stands deeper than is shown."""
UNFILLED = "data-rfc-unfilled"
"""On the root: the line of the first table that stays text, as most of its cells are not there."""
UNWRAPPED = "rfc-unwrapped"
"""Tag of what is to go and leave its content; all of them go at once."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OURS = (SOURCEPOS, MATH, MENTION, PART, DEEP, UNFILLED)


def word_set(text: str) -> frozenset[str]:
    """The words of a text: of a list of tags, attributes or endings."""
    return frozenset(text.split())
