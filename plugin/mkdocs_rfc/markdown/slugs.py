from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Unicode calls these Alphabetic, so GitHub keeps them, though their category is Symbol.
_CIRCLED_LETTERS = (
    (0x24B6, 0x24E9),
    (0x1F130, 0x1F149),
    (0x1F150, 0x1F169),
    (0x1F170, 0x1F189),
)


_NOT_KEPT = re.compile(r"[^\w -]", re.ASCII)


def slugify(text: str) -> str:
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
        base = slug = slugify(text)
        while slug in self._seen:
            self._seen[base] += 1
            slug = f"{base}-{self._seen[base]}"
        self._seen[slug] = 0
        return slug
