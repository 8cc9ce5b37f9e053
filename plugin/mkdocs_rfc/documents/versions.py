"""The status and the open questions in an old version of a document."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape

from mkdocs_rfc.documents.front_matter import FrontMatter, read_front_matter
from mkdocs_rfc.documents.metadata import is_status, read_text_rows, scalars, unlinked
from mkdocs_rfc.documents.sections import QUESTIONS
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.markdown import render

HEAD = 8_192
"""Bytes of a file that are read for its status: metadata stands at the top."""
MAY_STATE = re.compile(rb"status[^a-z0-9\n]*[:|\n]")
"""In lower case; most of the texts that state none are done with after this."""
RULE = re.compile(r"\n[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+\|[-:| \t]*+\n")
"""The line below the head of a table: what looks like a row without it is none."""
ROW = re.compile(
    r"\n[ \t]*+(?:\|[ \t]*+)?[*_`]*+status[*_`:]*+[ \t]*+\|(?P<value>(?:[^|\n\\]|\\.)*+)",
    re.IGNORECASE,
)
SECTION = re.compile(r"\n##\s")
"""With a line break in front, not `^`: of thousands of versions, this takes half the time."""
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
MARKUP = re.compile(
    r"<!--(?:(?!-->).)*+(?:-->|(?P<open>\Z|(?=\n)))|~~.*?~~|</?\w[^<>]*+>|[*`]"
    r"|!?\[(?P<text>[^\[\]]*+)\]\((?:[^)\]]|\](?!\())*+\)"
)
"""A comment that is never closed is looked through once, and is text."""
HEADING = re.compile(r"(?P<level>#{1,6})\s")
FENCE = re.compile(r"\s*(?:```|~~~)")
OWN_SECTION = re.compile(
    r"\n##[ \t][^\n]*\bstatus\b[^\n]*\n(?:(?!#)[^\n]*(?:\n|\Z))*", re.IGNORECASE
)


def status_in_version(lifecycle: Lifecycle) -> Callable[[str, bytes], str]:
    """A function that reads the status out of any version of a document.

    It takes a path and the bytes that were once there, and gives the label of the status, the
    author's word where it is none of the lifecycle, or nothing: what changes behind the status
    is no change of status.
    """

    @cache  # many versions, few statuses
    def stated_label(value: str) -> str:
        stated = lifecycle.parse(value)
        return stated.label if stated.text and stated.chosen else ""

    def read(_: str, data: bytes) -> str:
        head = data[:HEAD]
        if b"tatus" not in head and b"TATUS" not in head:
            return ""
        if not MAY_STATE.search(head.lower()):
            return ""
        text = head.decode("utf-8-sig", "replace")
        front = read_front_matter(text.replace("\r\n", "\n") if "\r" in text else text)
        body = f"\n{front.body}"
        value = _in_front(front) or _in_table(body)
        if not value and "status" in (text := _metadata_in(body)).lower():
            value = _in_text(text)
        return stated_label(value) if value else ""

    return read


def _in_front(front: FrontMatter) -> str:
    values = (value for key, value in front.values.items() if key.casefold() == "status")
    return unlinked(", ".join(scalars(next(values, None))))


def _in_table(body: str) -> str:
    """The status in the template's table, which need not be rendered for it."""
    end, rule = SECTION.search(body), RULE.search(body)
    row = ROW.search(body, 0, end.start() if end else len(body)) if rule else None
    return _plain(row["value"]) if row else ""


def _plain(cell: str) -> str:
    text = BREAK.sub(", ", cell)
    for _ in range(2):  # a badge stands in a link
        text = MARKUP.sub(_bare, text)
    return text.strip(" ,")


def _bare(markup: re.Match[str]) -> str:
    return markup[0] if markup["open"] is not None else markup["text"] or ""


@lru_cache(maxsize=1 << 12)  # most versions differ elsewhere
def _in_text(text: str) -> str:
    rows = filter(is_status, read_text_rows(render(text)))
    return unlinked(next((row.text for row in rows), ""))


def _metadata_in(body: str) -> str:
    """What stands above the first section, and the section "Status": all that has a status."""
    kept: list[str] = []
    titles, is_fenced = 0, False
    for line in body.split("\n"):
        is_fenced ^= FENCE.match(line) is not None
        heading = None if is_fenced else HEADING.match(line)
        if heading:
            titles += len(heading["level"]) == 1
            if titles > 1 or (len(heading["level"]) > 1 and any(map(str.strip, kept))):
                break
        kept.append(line)
    section = OWN_SECTION.search(body)
    return "\n".join([*kept, section[0] if section else ""])


BOX = re.compile(rb"\[[ xX]\] ")
"""The quickest that tells most texts without a check list from the rest."""
QUESTION_HEADING = re.compile(rb"\n#{1,6}[ \t][^\n]*" + QUESTIONS.pattern.encode(), re.IGNORECASE)
FENCED = re.compile(
    r"\n[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<fence>```+(?=[^`\n]*+(?:\n|\Z))|~~~+)[^\n]*+"
    r"(?:\n(?![ \t]*+(?P=fence)[`~]*+[ \t]*+(?:\n|\Z))[^\n]*+)*+(?:\n[^\n]*+)?"
)
"""A fenced block of code, which goes on to the end where nothing closes it."""
LINES = re.compile(
    r"\n(?:(?P<marks>\#{1,6})[ \t]+(?P<heading>.*)"
    r"|(?P<marker>(?P<indent>[ \t]*+)(?:[-*+]|\d+[.)]))(?P<gap>[ \t]++)"
    r"(?:\[(?P<box>[ xX])\](?P<text>[ \t].*(?:\n[ \t]*[^-*+#\s\d].*)*))?"
    r"|[ \t]*+(?=\n[^-*+#\s\d]))"
)
"""Headings, items of lists, and the end of a list; boxes with the lines that go on with them."""
CODE = 4
"""Columns by which code, or a line that goes on with a text, is indented."""
QUESTION_MARKUP = re.compile(
    r"<[^<>]*+>|!?\[(?P<text>[^\[\]]*+)\](?:\((?:[^)\]]|\](?!\())*+\)|\[[^\[\]]*+\])"
)
WORDS = re.compile(r"[^\W_]+")
MOST = 8
"""So many words are the question: what comes behind may be its answer."""


def questions_in_version(data: bytes) -> dict[str, bool]:
    """The open questions of any version of a document by name, and whether each is ticked.

    Thousands of versions are read: most are done with after a look for a box, or for a heading.
    """
    start = QUESTION_HEADING.search(data) if BOX.search(data) else None
    found: dict[str, bool] = {}
    if start is None:
        return found
    inside = 0
    open_items: list[int] = []
    for line in LINES.finditer(_without_fences(data, start.start())):
        if (marks := line["marks"]) and (not inside or len(marks) <= inside):
            inside = len(marks) if QUESTIONS.search(line["heading"]) else 0
        if not line["marker"]:
            open_items = []
        elif _is_item(line, open_items) and inside:
            name = question_name(_plain_question(line["text"] or ""))
            found.setdefault(name, line["box"] != " ")
    found.pop("", None)
    return found


def _without_fences(data: bytes, start: int) -> str:
    """A text from a place on, and from its beginning if there may be fences before that."""
    is_fenced = b"```" in data or b"~~~" in data
    text = data[0 if is_fenced else start :].decode("utf-8", "replace").replace("\r\n", "\n")
    return FENCED.sub("", f"\n{text}") if is_fenced else text


def _is_item(line: re.Match[str], open_items: list[int]) -> bool:
    """Whether a line that looks like an item is one, not code that is indented.

    `open_items` are the columns at which the text of the items begins that this one may be in; they
    are kept up to date.
    """
    indent, gap = len(line["indent"].expandtabs(4)), len(line["gap"].expandtabs(4))
    while open_items and open_items[-1] > indent:
        open_items.pop()
    if indent - (open_items[-1] if open_items else 0) >= CODE:
        return False
    marker = len(line["marker"]) - len(line["indent"])
    open_items.append(indent + marker + (gap if gap <= CODE else 1))
    return gap <= CODE


def question_name(text: str) -> str:
    """What a question is called: its first words, whatever is answered behind them."""
    words = WORDS.findall(text.partition("?")[0] or text)
    return " ".join(words[:MOST]).casefold()


def _plain_question(text: str) -> str:
    return unescape(QUESTION_MARKUP.sub(lambda match: match["text"] or "", text))
