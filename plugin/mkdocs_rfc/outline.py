from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

from mkdocs_rfc.markdown import line_of, text_of

HEADING = re.compile(r"h([1-6])")
NUMBERED = re.compile(r"^(?:§|section\s+)?(?P<number>\d+(?:\.\d+)*)\.?[\s:)—–-]+", re.IGNORECASE)
WORD = re.compile(r"\w+")
BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Part:
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
        plain = BRACKETS.sub(" ", self.name)
        return frozenset({self.key, *(key_of(name) for name in (plain, *plain.split(" / ")))}) - {
            ""
        }

    @property
    def text(self) -> str:
        """The heading as written."""
        return text_of(self.heading)


def read_outline(root: html.HtmlElement) -> tuple[Part, ...]:
    """Cut a document at its headings; what stands before the first one is in no part."""
    found: list[tuple[html.HtmlElement, int, list[html.HtmlElement]]] = []
    for element in root:
        match = HEADING.fullmatch(element.tag) if isinstance(element.tag, str) else None
        if match:
            found.append((element, int(match[1]), []))
        elif found:
            found[-1][2].append(element)
    return tuple(_part(heading, level, tuple(blocks)) for heading, level, blocks in found)


def _part(heading: html.HtmlElement, level: int, blocks: tuple[html.HtmlElement, ...]) -> Part:
    text = text_of(heading)
    match = NUMBERED.match(text)
    name = text[match.end() :] if match else text
    number = match["number"] if match else ""
    return Part(level, number, name, key_of(name), heading, blocks)


def key_of(name: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(WORD.findall(name.casefold()))
