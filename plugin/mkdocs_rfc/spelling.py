"""What does not matter in how an author spells a status."""

from __future__ import annotations

import re
from unicodedata import category

SPACES = str.maketrans("-_", "  ")
QUOTES = "\"'“”„‘’«»_"
"""What may stand around a word; an underscore where Markdown was not read."""
SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
SYMBOLS = frozenset({"So", "Sk", "Mn", "Cf"})
"""The Unicode categories of emoji and of what modifies them."""


def folded(word: str) -> str:
    """A word as it is compared: `In-Review` and `in_review` are the same."""
    return word.translate(SPACES).casefold()


def undecorated(text: str, others: str) -> str:
    """A text without the emoji, and the other characters, that it begins with."""
    code = SHORTCODE.match(text)
    text = text[code.end() :] if code else text
    kept = (
        n for n, each in enumerate(text) if each not in others and category(each) not in SYMBOLS
    )
    return text[next(kept, len(text)) :]
