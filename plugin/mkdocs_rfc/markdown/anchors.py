"""Heading anchors and element ids as GitHub makes them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Set as AbstractSet
from urllib.parse import quote, unquote

from lxml.html import HtmlElement

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


# Unicode calls these Alphabetic, so GitHub keeps them, though their category is Symbol.
_CIRCLED_LETTERS = (
    (0x24B6, 0x24E9),
    (0x1F130, 0x1F149),
    (0x1F150, 0x1F169),
    (0x1F170, 0x1F189),
)
_NOT_KEPT = re.compile(r"[^\w -]", re.ASCII)


def heading_slug(text: str) -> str:
    """Return the fragment GitHub gives a heading of this text, before it counts duplicates."""
    lower = text.strip().lower()
    kept = _NOT_KEPT.sub("", lower) if lower.isascii() else "".join(filter(_is_kept, lower))
    return kept.replace(" ", "-")


def _is_kept(char: str) -> bool:
    if char.isascii():
        return _NOT_KEPT.match(char) is None
    category = unicodedata.category(char)
    if category[0] in "LM" or category in {"Nd", "Nl", "Pc"}:
        return True
    return any(first <= ord(char) <= last for first, last in _CIRCLED_LETTERS)


class Slugger:
    """Numbers the slugs of one document: `a`, `a-1`, `a-2`, never one twice."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, text: str) -> str:
        """Return the next free slug for a heading of this text."""
        base = slug = heading_slug(text)
        while slug in self._seen:
            self._seen[base] += 1
            slug = f"{base}-{self._seen[base]}"
        self._seen[slug] = 0
        return slug


def footnote_id(name: str) -> str:
    """The id that the theme knows for one as the renderer gives it; any other as it is.

    Its `%` would be read as an encoding by some, and as itself by others.
    """
    kind, dash, label = name.partition("-")
    return f"{kind}:{label}".replace("%", "~") if dash and kind in {"fn", "fnref"} else name
