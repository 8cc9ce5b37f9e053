"""What a document says of itself, in its metadata or in its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypedDict

from lxml import html

from mkdocs_rfc.documents.front_matter import FrontMatter
from mkdocs_rfc.documents.keys import (
    AUTHOR_KEYS,
    DATE_KEYS,
    NAME_KEYS,
    OWNER_KEYS,
    SUMMARY_KEYS,
    TAG_KEYS,
    UPDATED_KEYS,
)
from mkdocs_rfc.documents.metadata import Field, find_field, scalars
from mkdocs_rfc.documents.placeholders import is_unfilled
from mkdocs_rfc.documents.titles import Title, read_title
from mkdocs_rfc.markdown import text_of
from mkdocs_rfc.plain_text import truncate

SUMMARY = re.compile(
    r"^[\d.\s]*(executive summary|summary|tl;?dr|abstract|overview)\b", re.IGNORECASE
)
SUMMARY_LENGTH = 240


class Fields(TypedDict):
    """What a document says of itself in rows and keys, by the names of `Document`."""

    title: Title
    authors: tuple[str, ...]
    owner: str
    created: dt.date | None
    updated: dt.date | None
    tags: tuple[str, ...]
    summary: str


def read_fields(
    path: str,
    front: FrontMatter,
    fields: Sequence[Field],
    root: html.HtmlElement,
    *,
    research: bool,
) -> Fields:
    """Read who a document is by, when it was written, and what it is called and about."""
    created, updated = _dates(fields)
    named = _first([each for each in fields if not each.in_front], NAME_KEYS)
    return {
        "title": read_title(
            PurePosixPath(path), front.values, root, named=named, research=research
        ),
        "authors": split_people(_first(fields, AUTHOR_KEYS)),
        "owner": _first(fields, OWNER_KEYS),
        "created": created,
        "updated": updated,
        "tags": _tags(front, fields),
        "summary": _summary(front, fields, root),
    }


def _first(fields: Sequence[Field], names: tuple[str, ...]) -> str:
    found = find_field(fields, names)
    return found.text if found else ""


def split_people(text: str) -> tuple[str, ...]:
    """The people that the value of a row names."""
    names = re.split(r"(?:(?<!\s)\s++)?+(?:[,;]\s+|;)", text)
    return tuple(name for name in names if name and not is_unfilled(name))


def split_tags(text: str) -> tuple[str, ...]:
    """The tags that the value of a row names."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _dates(fields: Sequence[Field]) -> tuple[dt.date | None, dt.date | None]:
    created, _, later = _first(fields, DATE_KEYS).partition(" / ")
    updated = _first(fields, UPDATED_KEYS) or later or _first(fields, DATE_KEYS[:1])
    return read_date(created), read_date(updated)


def _tags(front: FrontMatter, fields: Sequence[Field]) -> tuple[str, ...]:
    value = front.values.get("tags", _first(fields, TAG_KEYS))
    words = split_tags(value) if isinstance(value, str) else scalars(value)
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
    """The first sentences that fit; a first sentence that is too long is cut."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s+[A-Z`(])", text)]
    if fitting := [end for end in ends if end <= SUMMARY_LENGTH]:
        return text[: fitting[-1]]
    return truncate(text, SUMMARY_LENGTH)


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})-(?P<name>[A-Za-z]{3,9})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})"
    ),
    re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)
ZONE = re.compile(r"\b(?:[ap]m|[AP]M)\b|\b[A-Z]{2,5}\s*$")


def read_date(value: object) -> dt.date | None:
    """Read the day from what authors write as a date; None when there is no such day.

    Knows YAML dates and times, ISO 8601 with anything behind it (a time, a zone, a remark), and
    days with the month as a name. A form in which day and month could be swapped is not guessed.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value)
    matches = (form.search(text) for form in FORMS)
    return next((day for match in matches if match and (day := _day(match.groupdict()))), None)


def is_date(value: str) -> bool:
    """Whether a text is a date, or two with a slash between, and nothing more than their time."""
    rest = value
    for form in FORMS:
        rest = form.sub("", rest)
    return rest != value and not re.search(r"[^\W\d]{2}", ZONE.sub("", rest))


def _day(parts: dict[str, str]) -> dt.date | None:
    name = parts.get("name")
    try:
        month = MONTHS.index(name[:3].casefold()) + 1 if name else int(parts["month"])
        return dt.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
