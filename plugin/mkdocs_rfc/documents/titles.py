"""Titles and numbers: read from metadata, headings and file names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from lxml import html

from mkdocs_rfc.documents.keys import NUMBER_KEYS, TITLE_KEYS
from mkdocs_rfc.markdown import HEADINGS, PART, content_of

SECTION_NAMES = frozenset(
    {
        "abstract",
        "architecture decision record",
        "context",
        "create technical specification",
        "current repository state",
        "design document",
        "executive summary",
        "introduction",
        "meta",
        "motivation",
        "overview",
        "preamble",
        "problem",
        "proposal",
        "research",
        "research question",
        "rfc",
        "summary",
        "technical design document",
        "technical design document / rfc",
        "technical design document / rfc template",
        "technical design document/rfc",
        "title",
    }
)
GENRE = (
    r"(?:(?:technical|feature)\s+)?(?:design\s+(?:document|doc)|specification)"
    r"(?:\s*\(tdd\))?(?:\s*/\s*rfc)?|tdd|rfc|adr"
)
SUFFIX = re.compile(rf"(?:(?<!\s)\s++)?+(?:[—–:|]|-{{1,2}})\s*+(?:{GENRE})\s*$", re.IGNORECASE)
PREFIX = re.compile(
    rf"^(?:(?:{GENRE})(?:[\s#-]*(?P<series>\d{{1,6}}))?\s*(?::|—|–|-{{1,2}}\s)\s*|(?P<bare>\d{{1,5}})\.\s+)",
    re.IGNORECASE,
)
RESEARCH_PREFIX = re.compile(r"^research\s*(?::|—|–|-{1,2}\s)\s*", re.IGNORECASE)
STAMP = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[_-]\d{2}-\d{2}-\d{2})?[-_]+")
NUMBER = re.compile(r"^(?:[A-Za-z]{2,6}-)?(?P<number>\d{1,5})[-_]+(?=\D)")


@dataclass(frozen=True, slots=True)
class TitleHeading:
    """Where in a text its title stands."""

    place: int
    """Among the headings of the first level."""
    id: str


@dataclass(frozen=True, slots=True)
class Title:
    """What a document is called, and where that was found."""

    text: str
    """With the author's backticks kept, without any other markup."""
    heading: TitleHeading | None = None
    """The H1 of the text that the page's own heading takes the place of."""
    from_heading: bool = False
    number: int | None = None

    @property
    def plain(self) -> str:
        """Without backticks, for window titles, feeds and file names."""
        return self.text.replace("`", "")


def read_title(
    path: PurePosixPath,
    front: Mapping[str, object],
    root: html.HtmlElement,
    *,
    named: str = "",
    research: bool = False,
) -> Title:
    """Find the title: `title` or `topic`, else a heading that names no section, else the file name.

    `named` is what the metadata in the text calls it, which counts where the first heading names a
    section.
    """
    headings = top_headings(root)
    number = _number(path, front, headings[0] if headings else None)
    is_titled = headings and _clean(_written(headings[0]), research=research)
    named = "" if is_titled and not _is_section(is_titled) else named
    stated = next((front[key] for key in TITLE_KEYS if front.get(key)), named)
    if isinstance(stated, (str, int, float)) and (text := _clean(str(stated), research=research)):
        return Title(text, _heading(headings, 0) if headings else None, number=number)
    for place, element in enumerate(headings):
        text = _clean(_written(element), research=research)
        if text and not _is_section(text):
            heading = _heading(headings, place)
            return Title(text, heading, from_heading=True, number=number)
    return Title(title_in(str(path)), None, number=number)


def top_headings(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The headings of the first level that stand in the text itself, in no quote and no list.

    Where there is none, a heading directly above the metadata is one.
    """
    return list(root.iterchildren("h1")) or [
        first
        for first, second in pairwise(root[:2])
        if first.tag in HEADINGS and second.get(PART) is not None
    ]


def find_heading(root: html.HtmlElement, heading: TitleHeading | None) -> html.HtmlElement | None:
    """The element of a tree that is the heading of its title; None where there is none."""
    found = top_headings(root)
    return found[heading.place] if heading and heading.place < len(found) else None


def _heading(headings: Sequence[html.HtmlElement], place: int) -> TitleHeading:
    return TitleHeading(place, headings[place].get("id", ""))


def _is_section(text: str) -> bool:
    return text.replace("`", "").casefold() in SECTION_NAMES


def _clean(text: str, *, research: bool) -> str:
    text = SUFFIX.sub("", " ".join(text.split()))
    text = PREFIX.sub("", text) or text
    return RESEARCH_PREFIX.sub("", text) if research else text


def _written(element: html.HtmlElement) -> str:
    """Text of a heading with its code in backticks."""
    parts = [element.text or ""]
    for child in element:
        inner = content_of(child)
        parts += [f"`{inner}`" if child.tag == "code" else _written(child), child.tail or ""]
    return "".join(parts)


def _number(
    path: PurePosixPath, front: Mapping[str, object], heading: html.HtmlElement | None
) -> int | None:
    for key in NUMBER_KEYS:
        if (digits := str(front.get(key, "")).strip()).isdecimal() and len(digits) < 7:
            return int(digits)
    match = PREFIX.match(_written(heading)) if heading is not None else None
    if match and (digits := match["series"] or match["bare"]):
        return int(digits)
    name = own_name(path)
    if STAMP.match(name):
        return None
    return int(found["number"]) if (found := NUMBER.match(name)) else None


def own_name(path: PurePosixPath) -> str:
    """What a path calls a document: its folder where that is what it is of."""
    return path.parent.name if is_of_folder(path) else path.stem


def is_of_folder(path: PurePosixPath) -> bool:
    """Whether a document speaks for its folder: it is a `README`, an `index` or its `spec`."""
    stem, folder = path.stem.casefold(), path.parent.name.casefold()
    return stem in {"readme", "index"} or (stem == "spec" and folder not in {"", "spec", "specs"})


def name_in(path: str) -> str:
    """The same for the path of a document."""
    return own_name(PurePosixPath(path))


def title_in(path: str) -> str:
    """The words of the name that a path gives a document, without its day or number."""
    name = name_in(path)
    words = re.sub(r"[-_\s]+", " ", NUMBER.sub("", STAMP.sub("", name))).strip() or name
    return words[:1].upper() + words[1:]
