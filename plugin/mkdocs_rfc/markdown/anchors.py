"""Heading anchors and element ids as GitHub makes them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from urllib.parse import quote, unquote

from lxml.html import HtmlElement

from mkdocs_rfc.markdown.footnotes import footnote_id

# As on GitHub: what an author names cannot clash with an id of the theme.
PREFIX = "user-content-"


_FOOTNOTES = ("fn:", "fnref:")


_UNENCODED = "!#$%&'()*+,-./:;=?@_~"
"""What the renderer leaves as it is in the label of a footnote."""


def prefix_ids(root: HtmlElement) -> None:
    """Prefix the ids and names the author wrote, and drop those that were there before."""
    seen: set[str] = set()
    for element in root.xpath("descendant::*[@id or @name]"):
        name = element.attrib.pop("name", "")
        wanted = element.attrib.pop("id", "") or name
        own = wanted if wanted.startswith(_FOOTNOTES) else PREFIX + wanted.removeprefix(PREFIX)
        if wanted and own not in seen:
            seen.add(own)
            element.set("id", own)


def read_anchors(root: HtmlElement) -> frozenset[str]:
    """Return every fragment that leads somewhere, on this site or on GitHub."""
    ids = [element.get("id", "") for element in root.xpath("descendant-or-self::*[@id]")]
    return frozenset(ids).union(name.removeprefix(PREFIX) for name in ids)


def fragment(tree_anchors: AbstractSet[str], wanted: str) -> str | None:
    """Return the fragment on this site for one written for GitHub; None where there is none."""
    for name in (wanted, unquote(wanted), unquote(wanted).lower()):
        for candidate in (PREFIX + name, name, name.removeprefix(PREFIX)):
            if candidate in tree_anchors:
                return candidate
    note = footnote_id(quote(unquote(wanted).removeprefix(PREFIX), safe=_UNENCODED))
    return note if note in tree_anchors else None
