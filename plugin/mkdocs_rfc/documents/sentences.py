"""The sentence of a text that something stands in."""

from __future__ import annotations

import re
from bisect import bisect_right

from mkdocs_rfc.plain_text import truncate

LONGEST = 280
"""Letters of a sentence that are shown."""
NEXT = re.compile(r"[.!?]\s+(?=[A-Z\[(`])")
STOP = re.compile(r"[.!?](?=\s|$)")


class Sentences:
    """The sentences of a text, asked for in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in NEXT.finditer(text))]
        self._stops = [match.end() for match in STOP.finditer(text)]
        self._at = 0

    def with_next(self, words: str) -> str:
        """The sentence that holds the next place at which these words stand; long ones cut."""
        found = self._text.find(words, self._at)
        place = found if found >= 0 else max(self._text.find(words), 0)
        self._at = end = place + len(words)
        start = self._starts[bisect_right(self._starts, place) - 1]
        after = bisect_right(self._stops, end)
        stop = self._stops[after] if after < len(self._stops) else len(self._text)
        return _around(self._text[start:stop].strip(), place - start)


def _around(sentence: str, place: int) -> str:
    """A sentence, or what stands around one place in it."""
    if len(sentence) <= LONGEST:
        return sentence
    middle = max(place - LONGEST // 2, 0)
    start = max(sentence.find(" ", middle, place) + 1, middle) if middle else 0
    return ("… " if start else "") + truncate(sentence[start:], LONGEST)
