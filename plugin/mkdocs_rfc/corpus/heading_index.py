"""The headings of a document, as mentions of it ask for them: by line, by number, by likeness."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from mkdocs_rfc.limits import MOST_COMPARED
from mkdocs_rfc.markdown import Heading

NUMBERED = re.compile(r"(?:§|section\s+)?(?P<number>[\d.]+)", re.IGNORECASE)
WORDS = re.compile(r"[^\W_]+")


class HeadingIndex:
    """The headings of one document, each way sorted once for all that ask."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = headings

    def above(self, line: int) -> str:
        """The anchor of the section that a line is in; empty for none below the title."""
        lines, ids = self._by_line
        place = bisect_right(lines, line)
        return ids[place - 1] if place else ""

    def numbered(self, number: str) -> str:
        """The anchor of the section with a number; empty for none."""
        return self._by_number.get(number, "")

    def nearest(self, wanted: str) -> str:
        """The anchor that has most words in common with one that is not there; empty for none."""
        words = set(WORDS.findall(wanted.casefold()))
        shared = ((len(words & own), anchor) for own, anchor in self._by_words)
        most, anchor = max(shared, default=(0, ""), key=lambda pair: pair[0])
        return anchor if most else ""

    @cached_property
    def _by_line(self) -> tuple[list[int], list[str]]:
        below = sorted(
            ((each.line, place) for place, each in enumerate(self._headings) if each.level > 1)
        )
        return [line for line, _ in below], [self._headings[place].id for _, place in below]

    @cached_property
    def _by_number(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in self._headings:
            if match := NUMBERED.match(each.text):
                found.setdefault(match["number"].rstrip("."), each.id)
        return found

    @cached_property
    def _by_words(self) -> list[tuple[frozenset[str], str]]:
        return [(frozenset(e.id.split("-")), e.id) for e in self._headings[:MOST_COMPARED]]
