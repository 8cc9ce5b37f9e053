from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from mkdocs_rfc.front_matter import FrontMatter, read_front_matter
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.metadata import scalars, unlinked

HEAD = 8_192
"""Bytes of a file that are read for its status: metadata stands at the top."""
MAY_STATE = re.compile(rb"status[^\w\n]*[:|\n]")
"""In lower case; most of the texts that state none are done with after this."""
ROW = re.compile(
    r"\n[ \t]*\|?[ \t]*[*_`]*status[*_`:]*[ \t]*\|(?P<value>(?:[^|\n\\]|\\.)*)", re.IGNORECASE
)
LINE = re.compile(
    r"\n[ \t]*(?P<item>[-*+][ \t]+)?[*_]*status[*_]*[ \t]*:[*_]*(?P<value>[^\n]*)",
    re.IGNORECASE,
)
PAIR = re.compile(r"\s*[*_]*[^\W\d_][^:]{0,50}:|#{1,6}[ \t]|\s*(?:```|~~~|$)")
"""How each line of a paragraph of metadata begins: with a name."""
BELOW = re.compile(
    r"\n##[ \t]+(?:\d+[.)]?[ \t]+)?status[ \t#]*\n+"
    r"(?![ \t]*(?:[-*+>|#][ \t]|```))(?P<value>[^\n]+)(?=\n[ \t]*\n|\n*\Z)",
    re.IGNORECASE,
)
SECTION = re.compile(r"\n##\s")
"""With a line break in front, not `^`: of thousands of versions, this takes half the time."""
HEADING = re.compile(r"\n(?P<level>#{1,6})\s")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
MARKUP = re.compile(r"<!--.*?-->|~~.*?~~|</?\w[^>]*>|[*`]|!?\[(?P<text>[^\[\]]*)\]\([^)]*\)")


def status_reader(lifecycle: Lifecycle) -> Callable[[str, bytes], str]:
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
        lower = head.lower()
        if b"status" not in lower or not MAY_STATE.search(lower):
            return ""
        text = head.decode("utf-8-sig", "replace")
        front = read_front_matter(text.replace("\r\n", "\n") if "\r" in text else text)
        body = f"\n{front.body}"
        value = _in_front(front) or _in_table(body) or _in_lines(body) or _in_section(body)
        return stated_label(value) if value else ""

    return read


def _in_front(front: FrontMatter) -> str:
    values = (value for key, value in front.values.items() if key.casefold() == "status")
    return unlinked(", ".join(scalars(next(values, None))))


def _in_table(body: str) -> str:
    end = SECTION.search(body)
    row = ROW.search(body, 0, end.start() if end else len(body))
    return _plain(row["value"]) if row else ""


def _in_lines(body: str) -> str:
    head = body[: _opening(body)]
    for line in LINE.finditer(head):
        start, end = head.rfind("\n\n", 0, line.start() + 1), head.find("\n\n", line.end())
        around = head[start + 1 : end if end > 0 else len(head)].split("\n")
        if line["item"] or all(map(PAIR.match, around)):
            return _plain(line["value"])
    return ""


def _opening(body: str) -> int:
    """Where the first section begins; the first heading may be the title."""
    titles = 0
    for heading in HEADING.finditer(body):
        titles += len(heading["level"]) == 1
        is_section = len(heading["level"]) > 1 and body[: heading.start()].strip()
        if titles > 1 or is_section:
            return heading.start()
    return len(body)


def _in_section(body: str) -> str:
    line = BELOW.search(body)
    return _plain(line["value"]) if line else ""


def _plain(cell: str) -> str:
    text = BREAK.sub(", ", cell)
    for _ in range(2):  # a badge stands in a link
        text = MARKUP.sub(lambda match: match["text"] or "", text)
    return text.strip(" ,")
