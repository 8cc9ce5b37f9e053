"""A document's sections, as far as they can be told by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

from mkdocs_rfc.markdown import HEADINGS, line_of, text_of

Blocks = list[html.HtmlElement]
NUMBERED = re.compile(r"^(?:§|section\s+)?(?P<number>\d+(?:\.\d+)*)\.?[\s:)—–-]+", re.IGNORECASE)
WORD = re.compile(r"\w+")
BRACKETS = re.compile(r"\([^)]*+(?:\)|(?P<open>\Z))")
"""What is never closed is looked through once, and stays."""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a document and what stands under it, up to the next heading."""

    level: int
    number: str
    """As the author numbers it (`8.3`); empty without."""
    name: str
    """The heading without its number."""
    key: str
    """The name as two spellings of it have in common."""
    heading: html.HtmlElement
    blocks: tuple[html.HtmlElement, ...]

    @property
    def line(self) -> int:
        """The line of the file at which it begins."""
        return line_of(self.heading)

    @property
    def id(self) -> str:
        """The anchor of the heading."""
        return self.heading.get("id") or ""

    @property
    def names(self) -> frozenset[str]:
        """The keys of all that it may be called: either side of a `/`, what is not in brackets."""
        plain = BRACKETS.sub(lambda found: " " if found["open"] is None else found[0], self.name)
        return frozenset({self.key, *(key_of(name) for name in (plain, *plain.split(" / ")))}) - {
            ""
        }

    @property
    def text(self) -> str:
        """The heading as written."""
        return text_of(self.heading)


def read_outline(root: html.HtmlElement) -> tuple[Section, ...]:
    """Cut a document at its headings; what stands before the first one is in no part."""
    _, pieces = split_at_headings(root)
    return tuple(_part(heading, blocks) for heading, blocks in pieces)


def split_at_headings(
    root: html.HtmlElement,
) -> tuple[Blocks, list[tuple[html.HtmlElement, Blocks]]]:
    """The blocks before the first heading, and each heading with those under it."""
    before: Blocks = []
    blocks, pieces = before, list[tuple[html.HtmlElement, Blocks]]()
    for element in root:
        if element.tag in HEADINGS:
            pieces.append((element, blocks := []))
        else:
            blocks.append(element)
    return before, pieces


def _part(heading: html.HtmlElement, blocks: Blocks) -> Section:
    text = text_of(heading)
    match = NUMBERED.match(text)
    name = text[match.end() :] if match else text
    number = match["number"] if match else ""
    return Section(int(heading.tag[1]), number, name, key_of(name), heading, tuple(blocks))


def key_of(name: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(WORD.findall(name.casefold()))
