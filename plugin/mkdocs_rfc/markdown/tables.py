"""Rows that are shorter than the head of their table, which the renderer fills with empty cells.

A page of a thousand columns and a thousand rows is made of four thousand bytes.
"""

from __future__ import annotations

import re

from mkdocs_rfc.limits import MOST_FILLED

_RULE = re.compile(r"[ \t>]*+(?:[ \t:-]*+\|){3}[ \t:|-]*+")
"""What makes a table of the line above it; with fewer columns a row can lack but two."""
_RULES = re.compile(rf"\n{_RULE.pattern}$", re.MULTILINE)
_PREFIX = re.compile(r"[ \t>]*+")


def keep_filled(text: str, mark: str) -> tuple[str, int]:
    """Keep from being tables those that would mostly be filled; and the line of the first.

    They are shown as they are written. `mark` is a word that is taken away again later. The line is
    0 where there is nothing of the kind, as everywhere but here.
    """
    widest = max((rule[0].count("|") for rule in _RULES.finditer(text)), default=0)
    if widest * text.count("\n") <= MOST_FILLED:
        return text, 0
    lines, first, filled = text.split("\n"), 0, 0
    for rules, missing in _tables(lines):
        if filled + missing <= MOST_FILLED:
            filled += missing
            continue
        first = first or rules[0] + 1
        for number in rules:
            lines[number] = _PREFIX.sub(lambda prefix: prefix[0] + mark, lines[number], count=1)
    return "\n".join(lines) if first else text, first


def _tables(lines: list[str]) -> list[tuple[list[int], int]]:
    """For each text without an empty line: its rules, and how many cells rows below them lack."""
    found: list[tuple[list[int], int]] = []
    rules, width, missing = list[int](), 0, 0
    for number, line in enumerate((*lines, "")):
        if not line.strip(" \t>"):
            if missing:
                found.append((rules, missing))
            rules, width, missing = [], 0, 0
        elif _RULE.fullmatch(line):
            rules.append(number)
            width = max(width, line.count("|") + 1)
        elif width:
            missing += max(width - 1 - line.count("|"), 0)
    return found
