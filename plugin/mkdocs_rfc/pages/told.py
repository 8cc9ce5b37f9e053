from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_rfc.documents import (
    AUTHOR_KEYS,
    DATE_KEYS,
    NAME_KEYS,
    OWNER_KEYS,
    SUMMARY_KEYS,
    TAG_KEYS,
    UPDATED_KEYS,
    Document,
    Field,
    is_date,
    names_in,
    read_date,
    tags_in,
)

FOR_THE_THEME = frozenset(
    {"hide", "template", "search", "icon", "layout", "render_macros", "topic"}
)
"""Keys of front matter that are no further words about the document."""


TELLING = frozenset({*OWNER_KEYS, "status"})
"""Rows of which only the words are shown."""


SENTENCE = re.compile(r":|[.!?]$")


MOST_WORDS = 4
"""Of a name that has no value: `Created / Last Updated`."""


def is_filled(field: Field) -> bool:
    """Whether a row says anything: text right below a table is a row of it, without a value."""
    is_prose = SENTENCE.search(field.name) or len(field.name.split()) > MOST_WORDS
    return bool(field.text or is_prose)


def is_told(field: Field, document: Document) -> bool:
    """Whether the page says all of a row in places of its own.

    What could not be read of it, and what a second row of a name says, is not told there.
    """
    name = field.name.casefold()
    if field.in_front and name in FOR_THE_THEME:
        return True
    if name in TELLING and (field.address or "<img" in field.value):
        return False
    return any(name in names and tells(field.text, document) for names, tells in PLACES)


def _is_title(text: str, document: Document) -> bool:
    return document.title.plain in text.replace("`", "")


def _is_status(text: str, document: Document) -> bool:
    return text == document.status.text


def _is_owner(text: str, document: Document) -> bool:
    return text == document.owner


def _are_authors(text: str, document: Document) -> bool:
    return set(names_in(text)) <= set(document.authors)


def _are_dates(text: str, document: Document) -> bool:
    days = {read_date(part) for part in text.split(" / ")}
    return is_date(text) and days <= {document.created, document.updated}


def _are_tags(text: str, document: Document) -> bool:
    return set(tags_in(text)) <= set(document.tags)


def _is_summary(text: str, document: Document) -> bool:
    return text == document.summary


PLACES: tuple[tuple[tuple[str, ...], Callable[[str, Document], bool]], ...] = (
    (("status",), _is_status),
    (NAME_KEYS, _is_title),
    (OWNER_KEYS, _is_owner),
    (AUTHOR_KEYS, _are_authors),
    ((*DATE_KEYS, *UPDATED_KEYS), _are_dates),
    (TAG_KEYS, _are_tags),
    (SUMMARY_KEYS, _is_summary),
)
"""Names of rows that have a place, with what tells whether all of a row is shown there."""
