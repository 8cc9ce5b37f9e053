from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby

from lxml import html

from mkdocs_rfc.markdown import content_of, line_of, text_of
from mkdocs_rfc.markdown.lines import first_line_of, is_placed
from mkdocs_rfc.markdown.marks import SOURCEPOS

NAME_KEYS = ("title", "name")
AUTHOR_KEYS = ("author(s)", "author", "authors", "researcher")
OWNER_KEYS = ("team / owner", "owner", "owners", "team")
DATE_KEYS = ("created / last updated", "created", "date", "start date", "start-date")
UPDATED_KEYS = ("last updated", "last_updated", "last-updated", "updated", "last modified")
DISCUSSION = "discuss"
"""What the name begins with of where a reader answers: `Discussion`, `discussions-to`."""
KNOWN = frozenset({"status", *AUTHOR_KEYS, *OWNER_KEYS, *DATE_KEYS, *UPDATED_KEYS})
"""A list or lines are metadata if one is called so, a table if two are."""
NAME = re.compile(r"[^\W\d_][\w /()&.'’#-]{0,40}")
EMPHASIS = frozenset({"strong", "b", "em", "i"})
SECTIONS = frozenset({"h2", "h3", "h4", "h5", "h6"})
STATUS = re.compile(r"(?:\d+[.)]?\s+)?status", re.IGNORECASE)
LONGEST = 200
"""Characters; a longer line of a paragraph is a sentence."""
FEWEST = 3
"""Lines of a block of code; a shorter one is an example."""

Rows = list[tuple[str, html.HtmlElement]]
"""Names, each with a cell that holds its value."""


def tabulate(root: html.HtmlElement) -> html.HtmlElement | None:
    """Put a table in the place of metadata that is a list, or lines of `Name: value`; give it.

    Only what stands above the first section counts; of a list most items have to be a name and a
    value, of a paragraph or a block of code all lines. Without such metadata nothing is changed.
    """
    blocks = list(_opening(root))
    for read in (_list_rows, _line_rows, _code_rows):
        parted = [(block, read(block)) for block in blocks]
        for _, run in groupby(parted, lambda pair: pair[1] is not None):
            found = list(run)
            rows = [row for _, each in found for row in each or ()]
            if any(name.casefold() in KNOWN for name, _ in rows):
                return _replace([block for block, _ in found], rows)
    return None


def status_section(root: html.HtmlElement) -> html.HtmlElement | None:
    """The line below a heading "Status", as records of decisions have it."""
    for heading in root.iterchildren("h2"):
        if STATUS.fullmatch(text_of(heading)):
            said = heading.getnext()
            text = content_of(said).strip() if said is not None and said.tag == "p" else ""
            return said if text and "\n" not in text and len(text) <= LONGEST else None
    return None


def _opening(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What stands above the first section; the first heading may be the title."""
    titles = 0
    for place, element in enumerate(root):
        titles += element.tag == "h1"
        if titles > 1 or (place and element.tag in SECTIONS):
            return
        yield element


def _list_rows(block: html.HtmlElement) -> Rows | None:
    """The items of a list; one without a name, as a rule a link, is its own."""
    if block.tag != "ul":
        return None
    rows, named = Rows(), 0
    for cell in _items(block):
        name = _take_name(cell)
        named += bool(name)
        rows.append((name or content_of(cell).strip().partition("\n")[0], cell))
    return rows if 3 * named >= 2 * len(rows) else None


def _line_rows(block: html.HtmlElement) -> Rows | None:
    """The lines of a paragraph; a list behind it is the value of a lone name."""
    if block.tag == "ul" and _is_name(block.getprevious()):
        return []
    if block.tag != "p" or ":" not in content_of(block):
        return None
    rows = [(_take_name(cell), cell) for cell in _lines(block)]
    if _is_name(block):
        behind = block.getnext()
        if behind is None or behind.tag != "ul":
            return None
        rows[0][1].append(deepcopy(behind))
    return rows if all(name and len(content_of(cell)) <= LONGEST for name, cell in rows) else None


def _code_rows(block: html.HtmlElement) -> Rows | None:
    """The lines of a fenced block of code, however they are indented."""
    rows = Rows()
    for line, text in enumerate(_code(block), first_line_of(block) + 1 if is_placed(block) else 0):
        if text.strip():
            cell = _cell(line)
            cell.text = text
            rows.append((_take_name(cell), cell))
    return rows if len(rows) >= FEWEST and all(name for name, _ in rows) else None


def _code(block: html.HtmlElement) -> list[str]:
    return content_of(block).split("\n") if block.tag == "pre" else []


def _is_name(block: html.HtmlElement | None) -> bool:
    """Whether a paragraph is a name and a colon, with nothing behind."""
    text = content_of(block).strip() if block is not None and block.tag == "p" else ""
    return text.endswith(":") and NAME.fullmatch(text[:-1].rstrip()) is not None


def _items(block: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """A cell of each item, with all that hangs below it."""
    for original in block:
        item, cell = deepcopy(original), _cell(line_of(original))
        is_loose = len(item) and item[0].tag == "p" and not (item.text or "").strip()
        own = item[0] if is_loose else item
        cell.text = own.text
        cell.extend([*own, *(item[1:] if is_loose else ())])
        yield cell


def _lines(block: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """A cell of each line, parted as in the file."""
    paragraph, line = deepcopy(block), first_line_of(block) if is_placed(block) else 0
    cell = _cell(line)
    for text, part in [(paragraph.text, None), *((part.tail, part) for part in paragraph)]:
        if part is not None and part.tag != "br":
            part.tail = None
            cell.append(part)
        first, *others = (text or "").split("\n")
        _add(cell, first)
        for other in others:
            yield cell
            line += bool(line)
            cell = _cell(line)
            _add(cell, other)
    yield cell


def _cell(line: int) -> html.HtmlElement:
    """An empty cell of a line of the file; 0 where the tree has none."""
    return html.Element("td", {SOURCEPOS: f"{line}:1-{line}:1"} if line else {})


def _add(cell: html.HtmlElement, text: str) -> None:
    if len(cell):
        cell[-1].tail = (cell[-1].tail or "") + text
    else:
        cell.text = (cell.text or "") + text


def _take_name(cell: html.HtmlElement) -> str:
    """Take the name out of a line, with its colon; empty where it has none.

    Any of `Name: value`, `**Name:** value`, `**Name**: value` and `**Name: value**`.
    """
    text, marked = (cell.text or "").lstrip(), None
    if not text and len(cell) and cell[0].tag in EMPHASIS:
        marked = cell[0]
        text = _unmarked(marked, alone=len(cell) == 1)
    name, colon, value = text.partition(":")
    if not colon or not NAME.fullmatch(name.rstrip()) or value.startswith("//"):  # https://…
        return ""
    if marked is not None:
        cell.remove(marked)
    cell.text = value.lstrip()
    return name.rstrip()


def _unmarked(marked: html.HtmlElement, *, alone: bool) -> str:
    """The text of a line that begins with emphasis, if that is on its name or on all of it."""
    inner, behind = content_of(marked).strip(), (marked.tail or "").lstrip()
    is_meant = inner.endswith(":") or behind.startswith(":") or (alone and not behind)
    return inner + behind if is_meant else ""


def _replace(blocks: list[html.HtmlElement], rows: Rows) -> html.HtmlElement:
    place = {SOURCEPOS: blocks[0].get(SOURCEPOS, "")} if is_placed(blocks[0]) else {}
    table = html.Element("table", place)
    table.tail = "\n"
    for name, cell in rows:
        row, head = html.Element("tr"), html.Element("th")
        head.text = name
        row.extend([head, cell])
        table.append(row)
    blocks[0].addprevious(table)
    for block in blocks:
        block.drop_tree()
    return table
