"""The metadata rows of a document, whichever form its author chose."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from lxml import html

from mkdocs_rfc.documents.forms import metadata_to_table, status_section
from mkdocs_rfc.documents.front_matter import FrontMatter
from mkdocs_rfc.documents.keys import KNOWN, NAMES_DOCUMENTS, SPEC_KEYS
from mkdocs_rfc.markdown import PART, line_of, text_of, to_text

HREF = re.compile(r'href="(https?:[^"]+)"')
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
BLOCKS = frozenset({"blockquote", "ol", "p", "pre", "table", "ul"})
HEAD = re.compile(r"document metadata|metadata|field|key", re.IGNORECASE)


class MetadataForm(StrEnum):
    """Where the author of a document has its metadata."""

    FRONT = "front matter"
    TABLE = "table"
    LINES = "lines"
    """A list, or a paragraph, of `Name: value`."""
    SECTION = "section"
    """A line below a heading "Status"."""


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a document's metadata, as the author wrote it."""

    name: str
    text: str
    line: int
    convention: MetadataForm
    value: str
    """Its text as a tree with mentions marked, kept as text."""

    @property
    def in_front(self) -> bool:
        """Whether it is of the front matter, not of the text."""
        return self.convention is MetadataForm.FRONT

    @property
    def address(self) -> str:
        """The first address on another site that it leads to; empty for none."""
        link = HREF.search(self.value)
        return unescape(link[1]) if link else ""


@dataclass(frozen=True, slots=True)
class ParsedField:
    """One row of a document's metadata while the document is read."""

    name: str
    text: str
    line: int
    element: html.HtmlElement
    """A table cell, a line of the text, or made from the YAML value."""
    convention: MetadataForm

    def keep(self) -> Field:
        """Keep the row, once the mentions in it are marked."""
        return Field(self.name, self.text, self.line, self.convention, to_text(self.element))


def read_rows(front: FrontMatter, root: html.HtmlElement) -> tuple[ParsedField, ...]:
    """Every metadata row of a document: of its front matter, then of its text, in any convention.

    What the text has above its first section is a table in the tree then, and marked, for the
    page's header to take its place. A section "Status" counts where nothing else states one.
    """
    rows = (*_front_rows(front), *_table_rows(root))
    return rows if any(map(is_status, rows)) else (*rows, *_section_row(root))


def read_text_rows(root: html.HtmlElement) -> tuple[ParsedField, ...]:
    """Every metadata row of a text that has no front matter."""
    return read_rows(FrontMatter({}, "", 1), root)


def is_status(row: ParsedField | Field) -> bool:
    """Whether a row states a status."""
    return bool(row.text) and row.name.casefold() == "status"


def find_field(fields: Iterable[Field], names: Iterable[str]) -> Field | None:
    """The first row with one of these names that is not empty, in the order of the names."""
    rows: dict[str, Field] = {}
    for field in fields:
        if field.text:
            rows.setdefault(field.name.casefold(), field)
    return next((rows[name] for name in names if name in rows), None)


def mark_metadata(root: html.HtmlElement) -> html.HtmlElement | None:
    """The metadata above the first section, which is marked, and a table if it was none."""
    marked = next((each for each in root if each.get(PART)), None)
    if marked is not None:
        return marked
    table, convention = _metadata_table(root), MetadataForm.TABLE
    if table is None:
        table, convention = metadata_to_table(root), MetadataForm.LINES
    if table is not None:
        table.set(PART, convention)
    return table


def _metadata_table(root: html.HtmlElement) -> html.HtmlElement | None:
    """The table before the first section whose head or rows are those of the template."""
    for element in root:
        if element.tag == "h2":
            return None
        if element.tag == "table":
            names = {text_of(row[0]).casefold() for row in element.iter("tr") if len(row) == 2}
            head = text_of(next(element.iter("tr"))[0])
            if HEAD.fullmatch(head) or len(names & KNOWN) > 1:
                return element
    return None


def _table_rows(root: html.HtmlElement) -> Iterator[ParsedField]:
    table = mark_metadata(root)
    if table is None:
        return
    convention, known = MetadataForm(table.get(PART, "")), dict[html.HtmlElement, int]()
    is_ours = convention is MetadataForm.LINES
    for row in table.iterchildren("tr") if is_ours else table.iter("tr"):
        if len(row) < 2 or (not is_ours and HEAD.fullmatch(text_of(row[0]))):
            continue
        name, text = text_of(row[0]).rstrip(":"), _words(row[1])
        said = "" if text.startswith("!`") else text
        yield ParsedField(name, said, line_of(row[1], known), row[1], convention)


def _section_row(root: html.HtmlElement) -> Iterator[ParsedField]:
    element = status_section(root)
    if element is not None:
        yield ParsedField(
            "Status", _words(element), line_of(element), element, MetadataForm.SECTION
        )


def _words(cell: html.HtmlElement) -> str:
    """The words of a cell: lines are parted, what is struck out is gone, a lone badge is named."""
    text = " ".join("".join(_parts(cell)).split()).strip(" ,")
    return text or " ".join(image.get("alt", "") for image in cell.iter("img"))


def _parts(element: html.HtmlElement) -> Iterator[str]:
    if element.tag == "br":
        yield ", "
    elif element.tag != "del":
        yield " " if element.tag in BLOCKS else ""
        yield element.text or ""
        for child in element:
            yield from (*_parts(child), child.tail or "")
        yield ", " if element.tag == "li" else " " if element.tag in BLOCKS else ""


def _front_rows(front: FrontMatter) -> Iterator[ParsedField]:
    for name, value in front.values.items():
        words = list(scalars(value))
        text = ", ".join(words)
        said = "" if text.startswith("!`") else text
        yield ParsedField(
            name, said, front.lines.get(name, 2), _element(name, words), MetadataForm.FRONT
        )


def _element(name: str, words: list[str]) -> html.HtmlElement:
    """A YAML value as a tree; a value that names documents is written as paths are in prose."""
    element = html.Element("span")
    names_documents = NAMES_DOCUMENTS.search(name.casefold()) is not None
    for place, word in enumerate(words):
        if ADDRESS.fullmatch(word):
            item = html.Element("a", {"href": word})
        else:
            item = html.Element("code" if names_documents and "](" not in word else "span")
        is_name = name.casefold() in SPEC_KEYS and re.fullmatch(r"[\w+-]+", word)
        item.text = f"{word}.md" if is_name else word  # a bare name is no path elsewhere
        element.append(item)
        item.tail = ", " if place < len(words) - 1 else None
    return element


def unlinked(value: str) -> str:
    """A YAML value that has links in it, as Markdown shows it."""
    return LINK.sub(r"\1", value)


def scalars(value: object) -> Iterator[str]:
    """The words of a YAML value, a mapping's its `name`; what is nested deeper is left out."""
    for each in value if isinstance(value, list) else [value]:
        item = each.get("name") if isinstance(each, dict) else each
        if isinstance(item, (str, int, float, dt.date)):
            yield " ".join(str(item).split())
