"""Emoji written as `:name:`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from lxml.html import HtmlElement

_SHORT_CODE = re.compile(r":([\w+-]+)(?=:)")
_TEXT_WITH_CODE = (
    "descendant::text()[contains(substring-after(., ':'), ':')]"
    "[not(ancestor::pre or ancestor::code or ancestor::tt or ancestor::*[@data-rfc-math])]"
)


def has_emoji(text: str) -> bool:
    """Whether a text may hold a short code."""
    return any(name in _emoji() for name in _SHORT_CODE.findall(text))


def show_emoji(root: HtmlElement) -> None:
    """Turn short codes (`:rocket:`) into the characters GitHub shows for them."""
    for text in root.xpath(_TEXT_WITH_CODE):
        shown = with_emoji(text)
        if shown != text:
            setattr(text.getparent(), "tail" if text.is_tail else "text", shown)


def with_emoji(text: str) -> str:
    """Return a text with its short codes as characters; what is no short code stays."""
    shown, *parts = text.split(":")
    position = 0
    while position < len(parts):
        emoji = _emoji().get(parts[position]) if position + 1 < len(parts) else None
        shown += emoji + parts[position + 1] if emoji else ":" + parts[position]
        position += 2 if emoji else 1
    return shown


@cache
def _emoji() -> dict[str, str]:
    lines = files(__package__).joinpath("emoji.txt").read_text("utf-8").splitlines()
    return {name: character for character, *names in map(str.split, lines) for name in names}
