"""The forms of metadata in a text: lists, lines, sections, blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import html

from mkdocs_rfc.documents.keys import KNOWN
from mkdocs_rfc.markdown import (
    HEADINGS,
    SOURCEPOS,
    content_of,
    first_line_of,
    is_placed,
    last_line_of,
    line_of,
    text_of,
)

NAME = re.compile(r"[^\W\d_][\w /()&.'’#-]{0,40}")
EMPHASIS = frozenset({"strong", "b", "em", "i", "code"})
STATUS = re.compile(r"(?:\d+[.)]?\s+)?status:?", re.IGNORECASE)
BETWEEN = re.compile(r"(?<!\s)\s++[|·•]\s+")
"""What parts the metadata of one line."""
SENTENCE = re.compile(r"[.:;?!]$")
MOST_WORDS = 12
"""Of a value that ends as a sentence does; a longer one is one."""
LONGEST = 200
"""Characters of a line of metadata."""
BRIEF = 60
"""Characters of a value whose name is not known, in a paragraph of its own."""
FEWEST = 2
"""Lines of a block of code; a shorter one is an example."""
Rows = list[tuple[str, html.HtmlElement]]
"""Names, each with a cell that holds its value; the name is empty where there is none."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands above the first section, as it is read; some blocks belong together."""

    elements: tuple[html.HtmlElement, ...]
    rows: Rows | None = None
    """None where it is no metadata, whatever stands around it."""

    @property
    def kind(self) -> str:
        """What has to be of one kind to belong together; empty for what is no metadata."""
        return "" if self.rows is None else self.elements[0].tag


def metadata_to_table(root: html.HtmlElement) -> html.HtmlElement | None:
    """Put a table in the place of metadata that is a list, or lines of `Name: value`; give it.

    Only what stands above the first section and above all sentences counts. Of a list most items
    have to be a name and a value, of a paragraph, a quotation or a block of code all lines; the
    first that has a name that is known is taken. Without such metadata nothing is changed.
    """
    for kind, run in groupby(_opening(root), lambda block: block.kind):
        found = list(run)
        rows = [row for block in found for row in block.rows or ()]
        if kind and any(name.casefold() in KNOWN for name, _ in rows):
            return _replace([each for block in found for each in block.elements], rows)
    return None


def status_section(root: html.HtmlElement) -> html.HtmlElement | None:
    """The line below a heading "Status", as records of decisions have it."""
    for heading in root.iterchildren("h2"):
        if STATUS.fullmatch(text_of(heading)):
            said = heading.getnext()
            is_line = said is not None and said.tag == "p" and is_placed(said)
            text = content_of(said).strip() if said is not None and is_line else ""
            return said if text and "\n" not in text and len(text) <= LONGEST else None
    return None


def _opening(root: html.HtmlElement) -> Iterator[Block]:
    """What stands above the first section and sentence; the first heading may be the title."""
    titles, known = 0, dict[html.HtmlElement, int]()
    taken: html.HtmlElement | None = None
    for place, element in enumerate(root):
        titles += element.tag == "h1"
        if titles > 1 or (place and element.tag in HEADINGS[1:]):
            return
        if element is taken:
            continue
        block = _read(element, known)
        if block.rows is None and element.tag == "p" and SENTENCE.search(text_of(element)):
            return
        taken = block.elements[-1]
        yield block


def _read(element: html.HtmlElement, known: dict[html.HtmlElement, int]) -> Block:
    if element.tag == "ul":
        return Block((element,), _list_rows(element, known))
    if element.tag == "p":
        return _paragraph(element)
    if element.tag == "blockquote":
        inner = [_paragraph(each).rows if each.tag == "p" else None for each in element]
        rows = [row for each in inner for row in each or ()]
        return Block((element,), None if None in inner else rows)
    return Block((element,), _code_rows(element) if element.tag == "pre" else None)


def _list_rows(block: html.HtmlElement, known: dict[html.HtmlElement, int]) -> Rows | None:
    """The items of a list; a few may have no name: links, as a rule."""
    if any(text and text.strip() for text in (block.text, *(item.tail for item in block))):
        return None  # HTML of the author's own
    rows = [(_take_name(cell), cell) for cell in _items(block, known)]
    named = sum(bool(name) for name, _ in rows)
    known_cells = [cell for name, cell in rows if name.casefold() in KNOWN]
    is_glossary = bool(known_cells) and all(map(_is_sentence, known_cells))
    return rows if 3 * named >= 2 * len(rows) and not is_glossary else None


def _paragraph(block: html.HtmlElement) -> Block:
    """The lines of a paragraph, with the list behind it where that is the value of the last."""
    cells = _lines(block) if ":" in content_of(block) else ()
    rows = [(_take_name(cell), cell) for cell in cells if len(cell) or (cell.text or "").strip()]
    if not rows or not all(name and not _is_sentence(cell) for name, cell in rows):
        return Block((block,))
    (name, cell), behind = rows[-1], block.getnext()
    if not _is_empty(cell):
        is_other = len(rows) == 1 and name.casefold() not in KNOWN
        text = text_of(cell)
        is_prose = is_other and (len(text) > BRIEF or SENTENCE.search(text))
        return Block((block,), None if is_prose else rows)
    if behind is not None and behind.tag == "ul":
        cell.append(deepcopy(behind))
        return Block((block, behind), rows)
    return Block((block,), rows if len(rows) > 1 else None)


def _code_rows(block: html.HtmlElement) -> Rows | None:
    """The lines of a fenced block of code; one that is indented further goes on with a value."""
    lines = content_of(block).removesuffix("\n").split("\n")
    first = first_line_of(block) + 1 if is_placed(block) else 0
    if first and last_line_of(block) - first < len(lines):  # indented code has no fences
        return None
    rows = Rows()
    for line, text in enumerate(lines, first):
        cell = _cell(line if first else 0)
        cell.text = text
        name = _take_name(cell)
        if name:
            rows.append((name, cell))
        elif rows and text.startswith((" ", "\t")):
            _add(rows[-1][1], f", {text.strip()}")
        elif text.strip():
            return None
    return rows if len(rows) >= FEWEST else None


def _is_sentence(cell: html.HtmlElement) -> bool:
    text = text_of(cell)
    ends = SENTENCE.search(text) and text.count(" ") >= MOST_WORDS
    return bool(ends) or len(text) > LONGEST


def _is_empty(cell: html.HtmlElement) -> bool:
    return not content_of(cell).strip() and next(cell.iter("img"), None) is None


def _items(
    block: html.HtmlElement, known: dict[html.HtmlElement, int]
) -> Iterator[html.HtmlElement]:
    """A cell of each item, with all that hangs below it."""
    for original in block:
        item, cell = deepcopy(original), _cell(line_of(original, known))
        first = item[0] if len(item) and not (item.text or "").strip() else item
        is_loose = first.tag == "p" and not (first.tail or "").strip()
        own = first if is_loose else item
        cell.text = own.text
        cell.extend([*own, *(item[1:] if is_loose else ())])
        yield cell


def _lines(block: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """A cell of each line, parted as in the file, and of each part of a line."""
    line = first_line_of(block) if is_placed(block) else 0
    cell = _cell(line)
    for child, text in _content(block):
        if child is not None and child.tag == "br":
            yield from _parts(cell)
            line += bool(line) and text.startswith("\n")
            cell, text = _cell(line), text.removeprefix("\n")  # noqa: PLW2901 - it ends this line
        elif child is not None:
            cell.append(child)
            line += content_of(child).count("\n") if line else 0
        first, *others = text.split("\n")
        _add(cell, first)
        for other in others:
            yield from _parts(cell)
            line += bool(line)
            cell = _cell(line)
            _add(cell, other)
    yield from _parts(cell)


def _parts(cell: html.HtmlElement) -> list[html.HtmlElement]:
    """A line in parts, if each of several has a name; else the line."""
    if not BETWEEN.search(content_of(cell)):
        return [cell]
    line = first_line_of(cell) if is_placed(cell) else 0
    parts = [_cell(line)]
    for child, text in _content(cell):
        if child is not None:
            parts[-1].append(child)
        first, *others = BETWEEN.split(text)
        _add(parts[-1], first)
        for other in others:
            parts.append(_cell(line))
            _add(parts[-1], other)
    return parts if all(_take_name(deepcopy(each)) for each in parts) else [cell]


def _content(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement | None, str]]:
    """Copies of what an element holds: its first text alone, then each child with that behind."""
    copy = deepcopy(element)
    yield None, copy.text or ""
    for child in list(copy):
        text, child.tail = child.tail or "", None
        yield child, text


def _cell(line: int) -> html.HtmlElement:
    """An empty cell of a line of the file; 0 where the tree has none."""
    return html.Element("td", {SOURCEPOS: f"{line}:1-{line}:1"} if line else {})


def _add(cell: html.HtmlElement, text: str) -> None:
    last = next(cell.iterchildren(reversed=True), None)  # to count them all takes time
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        cell.text = (cell.text or "") + text


def _take_name(cell: html.HtmlElement) -> str:
    """Take the name out of a line, with its colon; empty where it has none.

    Any of `Name: value`, `**Name:** value`, `**Name**: value` and `**Name: value**`.
    """
    text, marked = (cell.text or "").lstrip(), None
    if not text and len(cell) and cell[0].tag in EMPHASIS:
        marked = cell[0]
        text = _marked_text(cell, marked)
    name, colon, value = text.partition(":")
    if not colon or not NAME.fullmatch(name.rstrip()) or value.startswith((":", "//")):
        return ""  # `https://…`, `std::vector`
    if marked is None:
        cell.text = value.lstrip()
    elif content_of(marked).strip().endswith(":") or ":" not in content_of(marked):
        cell.remove(marked)
        cell.text = value.lstrip()
    else:
        marked.text = value.lstrip()
        marked.drop_tag()
    return name.rstrip()


def _marked_text(cell: html.HtmlElement, marked: html.HtmlElement) -> str:
    """The text of a line that begins with emphasis, if that is on its name or on all of it."""
    inner, behind = content_of(marked).strip(), (marked.tail or "").lstrip()
    if inner.endswith(":") or behind.startswith(":"):
        return inner + behind
    return (marked.text or "").lstrip() if len(cell) == 1 and not behind else ""


def _replace(blocks: list[html.HtmlElement], rows: Rows) -> html.HtmlElement:
    place = {SOURCEPOS: blocks[0].get(SOURCEPOS, "")} if is_placed(blocks[0]) else {}
    table = html.Element("table", place)
    # At once: to join the text behind each with that before it copies all that came before.
    table.tail = "\n" + "".join(block.tail or "" for block in blocks)
    for name, cell in rows:
        row, head = html.Element("tr"), html.Element("th")
        head.text, cell.text = name, cell.text or None  # as it is when it is read again
        row.extend([head, cell])
        table.append(row)
    blocks[0].addprevious(table)
    root = table.getparent()
    for block in blocks if root is not None else ():
        root.remove(block)
    return table
