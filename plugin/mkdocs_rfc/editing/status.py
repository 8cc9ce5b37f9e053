"""Changing a document's file in place: the one line that is meant, and no other byte."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping, Sequence
from unicodedata import category

from mkdocs_rfc.authoring import in_yaml
from mkdocs_rfc.documents import Document, Field, MetadataForm, read_document
from mkdocs_rfc.lifecycle import Lifecycle, StatedStatus, Status

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
ROW = re.compile(r"\W*+status[^\w|]*+\|(?P<value>(?:\\.|[^|\\\r\n])*+)", re.IGNORECASE)
KEY = re.compile(
    r"status\s*+:[ \t]*+"
    r"(?P<value>(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')(?=(?:[ \t]++#[^\r\n]*+)?[ \t]*+[\r\n]*+$)"
    r"|(?:[^ \t\r\n]++|[ \t]++(?![#\r\n]|\Z))*+)",
    re.IGNORECASE,
)
PAIR = re.compile(
    r"(?:[ \t>]*(?:[-*+][ \t]+)?|.*?[ \t][|·•][ \t]+)"
    r"(?P<whole>(?:\*\*|__|\*|_)(?=status[ \t]*:(?![*_])))?"
    r"[*_`]*status[*_`]*[ \t]*:(?:\*\*|__|[*_])?",
    re.IGNORECASE,
)
"""What stands before the value; it goes to the next bar, or to the end of the line's words."""
BAR = re.compile(r"(?<![ \t])[ \t]++[|·•][ \t]")
WHOLE = re.compile(r"(?:\*\*|__|\*|_)[ \t]++[|·•][ \t]")
"""The end of emphasis that began before the name."""
LINE_BREAK = re.compile(r"<br\s*+/?>", re.IGNORECASE)
UNFIT = "the status is written in a way that cannot be changed in place; edit it by hand."
MARKED = re.compile(r"(\*\*|__|\*|_|`)(?P<inner>.+?)\1(?P<rest>.*)")
NAMED = re.compile(r"[\W_]*status[\W_]*?[:|]", re.IGNORECASE)
"""What a line begins with that seems to state a status."""
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
FENCES = ("```", "~~~")
Span = tuple[int, int]


class EditError(Exception):
    """A file cannot be changed in place; the message says why, in one sentence."""


def change_status(
    document: Document,
    data: bytes,
    status: Status,
    *,
    lifecycle: Lifecycle,
    remark: str | None = None,
) -> bytes:
    """The bytes of a document with another status, wherever it states one.

    The remark stays, unless another one is given. Where none is stated, front matter says it.
    Raises `EditError` where reading the outcome back gives anything else.
    """
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    lines = LINE.findall(data.removeprefix(mark).decode("utf-8", "surrogateescape"))
    rows = [field for field in document.fields if field.name.casefold() == "status" and field.line]
    for row in rows:
        place = row.line - 1
        if place < len(lines):
            lines[place] = _changed(lines[place], row, status, lifecycle, remark)
            if not lines[place]:
                message = f"{document.path}:{row.line}: {UNFIT}"
                raise EditError(message)
    if not rows:
        _check_unstated(lines, document)
        lines = _stated(lines, document, _words(status.label, remark or ""))
    _check_encoding(document, data, lines, is_stated=bool(rows))
    changed = mark + "".join(lines).encode("utf-8", "surrogateescape")
    _verify(document, changed, status, lifecycle, remark)
    return changed


def _changed(
    line: str, row: Field, status: Status, lifecycle: Lifecycle, remark: str | None
) -> str:
    """The line with another status; empty where it states one in an unknown way."""
    found = SPANS[row.convention](line)
    if not found:
        return ""
    start, end = found
    value = line[start:end]
    plain = row.text if row.in_front else _unmarked(value.strip())
    old = lifecycle.parse(plain)
    kept = old.remark if remark is None else " ".join(remark.split())
    word = _word(status, old, in_front=row.in_front)
    if not row.in_front and old.status and (marked := MARKED.match(value.strip())):
        word = f"{marked[1]}{word}{marked[1]}"
    new = WRITERS[row.convention](_words(word, kept), value)
    if line[:start].endswith((":", "*", "_")) and not new.startswith(" "):
        new = f" {new}"
    return line[:start] + new + line[end:]


def _in(pattern: re.Pattern[str]) -> Callable[[str], Span | None]:
    """Where a pattern has the value of a line."""

    def find(line: str) -> Span | None:
        match = pattern.match(line)
        return match.span("value") if match else None

    return find


def _behind_name(line: str) -> Span | None:
    """Where a line of text that has the name of the row has its value."""
    match = PAIR.match(line)
    if not match:
        return None
    start, last = match.end(), end_of_words(line)
    if match["whole"]:
        marks = next((m for m in ("**", "__", "*", "_") if line.endswith(m, start, last)), "")
        ends = [last - len(marks)] if marks else []
        if bar := WHOLE.search(line, start):
            ends.append(bar.start())
        if ends:
            return start, min(ends)
    bar = BAR.search(line, start)
    return start, max(start, min(bar.start() if bar else last, last))


def _whole_line(line: str) -> Span:
    start = len(line) - len(line.lstrip(" \t"))
    return start, max(start, end_of_words(line))


def end_of_words(line: str) -> int:
    """Where what only breaks the line, or is hidden from readers, begins at the end of a line."""
    end = len(line.rstrip("\r\n"))
    while True:
        while end and line[end - 1] in " \t":
            end -= 1
        if line.endswith("\\", 0, end):
            end -= 1
        elif line.endswith("-->", 0, end):
            before = line.rfind("-->", 0, end - 3)
            start = line.find("<!--", before + 3 if before >= 0 else 0, end - 3)
            if start < 0:
                return end
            end = start
        else:
            start = line.rfind("<", 0, end)
            if start < 0 or not LINE_BREAK.fullmatch(line, start, end):
                return end
            end = start


SPANS: Mapping[MetadataForm, Callable[[str], Span | None]] = {
    MetadataForm.FRONT: _in(KEY),
    MetadataForm.TABLE: _in(ROW),
    MetadataForm.LINES: _behind_name,
    MetadataForm.SECTION: _whole_line,
}
"""Where a line has its status, by where the metadata stands."""


def _unmarked(cell: str) -> str:
    """A cell without the markup around its first words; the remark keeps its own."""
    marked = MARKED.match(cell)
    return marked["inner"] + marked["rest"] if marked else cell


def _word(status: Status, old: StatedStatus, *, in_front: bool) -> str:
    """The status as this author writes them: as the template does, as a label, or as a slug."""
    before = old.status
    if before and old.text.startswith(before.slug):
        return status.slug
    if before and old.text[:1].islower():
        return status.label.lower()
    by_template = before and before.written and old.text.startswith(before.written)
    by_label = in_front or (before and before.written)
    return status.label if by_label and not by_template else status.written or status.label


def _words(word: str, remark: str) -> str:
    return f"{word} — {remark}" if remark else word


def _in_cell(text: str, old: str) -> str:
    escaped = re.sub(r"(?<!\\)\|", r"\\|", text)
    left = (old.strip() and old[: len(old) - len(old.lstrip())]) or " "
    return f"{left}{escaped} ".ljust(len(old))


def _in_line(text: str, old: str) -> str:
    return old[: len(old) - len(old.lstrip())] + text


def _in_front(text: str, old: str) -> str:
    if old[:1] == "'":
        return "'" + text.replace("'", "''") + "'"
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return quoted if old[:1] == '"' else in_yaml(text)


WRITERS = {
    MetadataForm.FRONT: _in_front,
    MetadataForm.TABLE: _in_cell,
    MetadataForm.LINES: _in_line,
    MetadataForm.SECTION: _in_line,
}
"""What puts a status in the place of another one."""


def _stated(lines: Sequence[str], document: Document, text: str) -> list[str]:
    """The lines with a status in the front matter, which is made where there is none."""
    end = next((each[len(each.rstrip("\r\n")) :] for each in lines[:1]), "") or "\n"
    stated = f"status: {in_yaml(text)}{end}"
    if not document.front:
        return [f"---{end}", stated, f"---{end}", end, *lines]
    return [*lines[:1], stated, *lines[1:]]


def _check_unstated(lines: Iterable[str], document: Document) -> None:
    """Refuse to state a status where one is written above the first section, but is not read."""
    in_code = False
    if any(field.name.casefold() == "status" for field in document.fields):
        message = f"{document.path}: {UNFIT}"
        raise EditError(message)
    for number, line in enumerate(lines, 1):
        in_code ^= line.lstrip().startswith(FENCES)
        if line.startswith("## "):
            return
        plain = "".join(each for each in line if category(each) not in UNSEEN)
        if not in_code and NAMED.match(plain):
            message = f"{document.path}:{number}: {UNFIT}"
            raise EditError(message)


def _check_encoding(
    document: Document, data: bytes, lines: Iterable[str], *, is_stated: bool
) -> None:
    """Refuse to write UTF-8 into a text in another encoding; ASCII is the same in both."""
    try:
        data.decode()
    except UnicodeDecodeError:
        here = set(data.decode("utf-8", "surrogateescape"))
        new = set("".join(lines)) - here
        if not is_stated or not all(map(str.isascii, new)):
            message = f"{document.path} is not UTF-8: save it as UTF-8."
            raise EditError(message) from None


def _verify(
    document: Document, data: bytes, status: Status, lifecycle: Lifecycle, remark: str | None
) -> None:
    again = read_document(
        document.source, document.path, document.kind, lifecycle=lifecycle, data=data
    )
    wanted = document.status.remark
    if remark is not None:  # a line that goes on behind the one that changed says more than it
        wanted = lifecycle.parse(_words(status.label, " ".join(remark.split()))).remark
    kept = again.status.remark == wanted
    if again.status.status != status or not kept or again.problems != _same(document, again):
        line = next((f":{e.line}" for e in document.fields if e.name.casefold() == "status"), "")
        message = f"{document.path}{line}: {UNFIT}"
        raise EditError(message)


def _same(document: Document, again: Document) -> tuple[object, ...]:
    """What was wrong before and may still be; nothing new may be."""
    return tuple(problem for problem in again.problems if problem in document.problems)
