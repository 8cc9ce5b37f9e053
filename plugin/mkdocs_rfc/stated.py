from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from mkdocs_rfc.front_matter import read_front_matter
from mkdocs_rfc.lifecycle import Lifecycle

HEAD = 8_192
"""Bytes of a file that are read for its status: metadata stands at the top."""
ROW = re.compile(r"\n\|\s*\**status\**\s*\|(?P<value>(?:[^|\n\\]|\\.)*)", re.IGNORECASE)
SECTION = re.compile(r"\n##\s")
"""With a line break in front, not `^`: of thousands of versions, this takes half the time."""
MARKUP = re.compile(r"<!--.*?-->|[*`]|!?\[(?P<text>[^\]]*)\]\([^)]*\)")


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
        text = data[:HEAD].decode("utf-8-sig", "replace")
        front = read_front_matter(text.replace("\r\n", "\n") if "\r" in text else text)
        value = front.values.get("status") or _in_table(front.body)
        return stated_label(str(value)) if value else ""

    return read


def _in_table(body: str) -> str:
    body = f"\n{body}"
    end = SECTION.search(body)
    row = ROW.search(body, 0, end.start() if end else len(body))
    return MARKUP.sub(lambda match: match["text"] or "", row["value"]).strip() if row else ""
