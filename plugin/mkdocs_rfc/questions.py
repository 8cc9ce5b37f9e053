"""What makes a question the same one in every version of a document."""

from __future__ import annotations

import re
from html import unescape

from mkdocs_rfc.completeness import QUESTIONS

BOX = re.compile(rb"\[[ xX]\] ")
"""The quickest that tells most texts without a check list from the rest."""


QUESTION_HEADING = re.compile(rb"\n#{1,6}[ \t][^\n]*" + QUESTIONS.pattern.encode(), re.IGNORECASE)


LINES = re.compile(
    r"\n(?:(?P<marks>\#{1,6})[ \t]+(?P<heading>.*)"
    r"|[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<box>[ xX])\](?P<text>[ \t].*(?:\n[ \t]*[^-*+#\s\d].*)*))"
)
"""Headings, and items of check lists with the lines that go on with them."""


QUESTION_MARKUP = re.compile(
    r"<[^<>]*+>|!?\[(?P<text>[^\[\]]*+)\](?:\((?:[^)\]]|\](?!\())*+\)|\[[^\[\]]*+\])"
)


WORDS = re.compile(r"[^\W_]+")


MOST = 8
"""So many words are the question: what comes behind may be its answer."""


def read_questions(data: bytes) -> dict[str, bool]:
    """The open questions of any version of a document by name, and whether each is ticked.

    Thousands of versions are read: most are done with after a look for a box, or for a heading.
    """
    start = QUESTION_HEADING.search(data) if BOX.search(data) else None
    found: dict[str, bool] = {}
    if start is None:
        return found
    inside = 0
    text = data[start.start() :].decode("utf-8", "replace").replace("\r\n", "\n")
    for line in LINES.finditer(text):
        if marks := line["marks"]:
            if not inside or len(marks) <= inside:
                inside = len(marks) if QUESTIONS.search(line["heading"]) else 0
        elif inside and (name := question_name(_plain_question(line["text"]))):
            found.setdefault(name, line["box"] != " ")
    return found


def question_name(text: str) -> str:
    """What a question is called: its first words, whatever is answered behind them."""
    words = WORDS.findall(text.partition("?")[0] or text)
    return " ".join(words[:MOST]).casefold()


def _plain_question(text: str) -> str:
    return unescape(QUESTION_MARKUP.sub(lambda match: match["text"] or "", text))
