"""What a document says of itself, in its metadata or in its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypedDict

from lxml import html

from mkdocs_rfc.conventions import (
    AUTHOR_KEYS,
    DATE_KEYS,
    NAME_KEYS,
    OWNER_KEYS,
    SUMMARY_KEYS,
    TAG_KEYS,
    UPDATED_KEYS,
)
from mkdocs_rfc.dates import read_date
from mkdocs_rfc.front_matter import FrontMatter
from mkdocs_rfc.markdown import text_of
from mkdocs_rfc.metadata import Field, find_field, scalars
from mkdocs_rfc.placeholders import is_unfilled
from mkdocs_rfc.titles import Title, read_title

SUMMARY = re.compile(
    r"^[\d.\s]*(executive summary|summary|tl;?dr|abstract|overview)\b", re.IGNORECASE
)


SUMMARY_LENGTH = 240


class Declared(TypedDict):
    """What a document says of itself in rows and keys, by the names of `Document`."""

    title: Title
    authors: tuple[str, ...]
    owner: str
    created: dt.date | None
    updated: dt.date | None
    tags: tuple[str, ...]
    summary: str


def read_declared(
    path: str,
    front: FrontMatter,
    fields: Sequence[Field],
    root: html.HtmlElement,
    *,
    research: bool,
) -> Declared:
    """Read who a document is by, when it was written, and what it is called and about."""
    created, updated = _dates(fields)
    named = _first([each for each in fields if not each.in_front], NAME_KEYS)
    return {
        "title": read_title(
            PurePosixPath(path), front.values, root, named=named, research=research
        ),
        "authors": names_in(_first(fields, AUTHOR_KEYS)),
        "owner": _first(fields, OWNER_KEYS),
        "created": created,
        "updated": updated,
        "tags": _tags(front, fields),
        "summary": _summary(front, fields, root),
    }


def _first(fields: Sequence[Field], names: tuple[str, ...]) -> str:
    found = find_field(fields, names)
    return found.text if found else ""


def names_in(text: str) -> tuple[str, ...]:
    """The people that the value of a row names."""
    names = re.split(r"(?:(?<!\s)\s++)?+(?:[,;]\s+|;)", text)
    return tuple(name for name in names if name and not is_unfilled(name))


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that the value of a row names."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _dates(fields: Sequence[Field]) -> tuple[dt.date | None, dt.date | None]:
    created, _, later = _first(fields, DATE_KEYS).partition(" / ")
    updated = _first(fields, UPDATED_KEYS) or later or _first(fields, DATE_KEYS[:1])
    return read_date(created), read_date(updated)


def _tags(front: FrontMatter, fields: Sequence[Field]) -> tuple[str, ...]:
    value = front.values.get("tags", _first(fields, TAG_KEYS))
    words = tags_in(value) if isinstance(value, str) else scalars(value)
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def is_summary(heading: str) -> bool:
    """Whether a section with this heading sums the document up."""
    return SUMMARY.match(heading) is not None


def _summary(front: FrontMatter, fields: Sequence[Field], root: html.HtmlElement) -> str:
    keys = (front.values.get(key) for key in SUMMARY_KEYS)
    stated = next(filter(None, keys), _first(fields, SUMMARY_KEYS) or None)
    if isinstance(stated, str):
        return shorten(" ".join(stated.split()))
    wanted = False
    for element in root:
        if element.tag in {"h1", "h2", "h3"}:
            wanted = is_summary(text_of(element))
        elif wanted and element.tag == "p" and (text := text_of(element)):
            return "" if text.startswith("Instruction:") else shorten(text)
    return ""


def shorten(text: str) -> str:
    """The first sentences that fit; a first sentence that is too long is cut between words."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s+[A-Z`(])", text)]
    if fitting := [end for end in ends if end <= SUMMARY_LENGTH]:
        return text[: fitting[-1]]
    return text[:SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:") + " …"
