"""Comments that stand on lines of their own in a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

OPENING = re.compile(r"^ {0,3}<!--", re.MULTILINE)
CLOSING = re.compile(r"-->(?P<rest>[^\n]*)")


class Comment(NamedTuple):
    """One comment, and where it is written."""

    text: str
    written: str
    """With what marks it, and the spaces around it."""
    start: int
    line: int
    """Line breaks before it."""


def find_comments(text: str) -> Iterator[Comment]:
    """Every comment with nothing else on its lines, in order; the text is walked through once."""
    here, line = 0, 0
    while (opening := OPENING.search(text, here)) and (
        closing := CLOSING.search(text, opening.end())
    ):
        start, end = opening.start(), closing.end()
        line += text.count("\n", here, start)
        if not closing["rest"].strip(" \t"):
            inner = text[opening.end() : closing.start()]
            yield Comment(inner, text[start:end], start, line)
        line += text.count("\n", start, end)
        here = end


def replace_comments(text: str, write: Callable[[Comment], str]) -> str:
    """The text with something else in the place of every such comment."""
    parts, end = [], 0
    for comment in find_comments(text):
        parts += [text[end : comment.start], write(comment)]
        end = comment.start + len(comment.written)
    return "".join([*parts, text[end:]])
