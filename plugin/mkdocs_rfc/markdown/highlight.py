"""Highlighted code, kept from build to build."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from hashlib import blake2b

import pygments
from lxml import html
from lxml.html import HtmlElement
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from mkdocs_rfc.markdown.wellformed import read_xml

_LANGUAGE = re.compile(r"[^\s,{}]+")
# A block of more characters is data, and so is one with a longer line or gap: the expressions of
# some lexers take time that grows with the square of those.
_MAX_LENGTH, _MAX_LINE, _MAX_GAP = 20_000, 2_000, 1_000
_GAP = re.compile(rf"(?<!\s)\s{{{_MAX_GAP + 1}}}")


class Highlighter:
    """Highlights code, and keeps what it made.

    `made` is what was asked for, by digest: plain strings, to be stored, and given as `kept` to the
    next one.
    """

    def __init__(self, kept: Mapping[str, str] | None = None) -> None:
        self.made: dict[str, str] = {}
        self.asked: set[str] = set()
        """Digests of what was asked for, since whoever wants to know last cleared them."""
        self._kept = kept or {}
        self._lexers: dict[str, Lexer | None] = {}
        self._formatter = HtmlFormatter(nowrap=True)

    def __call__(self, code: str, language: str) -> str | None:
        """Return the code as Pygments' spans; None where the language has no lexer."""
        lexer = self._lexer(language)
        if lexer is None or _is_data(code):
            return None
        key = _digest(code, language)
        marked = self.made.get(key) or self._kept.get(key)
        self.asked.add(key)
        self.made[key] = marked or highlight(code, lexer, self._formatter)
        return self.made[key]

    def forget_others(self, digests: Container[str]) -> None:
        """Forget what was made of other code than this."""
        self.made = {key: marked for key, marked in self.made.items() if key in digests}

    def _lexer(self, language: str) -> Lexer | None:
        if language not in self._lexers:
            try:
                lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            except ClassNotFound:
                lexer = None
            self._lexers[language] = lexer
        return self._lexers[language]


def _is_data(code: str) -> bool:
    if not _MAX_GAP < len(code) <= _MAX_LENGTH:
        return len(code) > _MAX_LENGTH
    longest = max(map(len, code.split("\n")))
    return longest > _MAX_LINE or _GAP.search(code) is not None


def _digest(code: str, language: str) -> str:
    text = f"{pygments.__version__}\0{language}\0{code}"
    return blake2b(text.encode(), digest_size=16).hexdigest()


def show_code(root: HtmlElement, highlighter: Highlighter) -> None:
    """Highlight each block of code; hand a diagram to Mermaid."""
    for pre in list(root.iter("pre")):
        code = pre[0] if len(pre) == 1 and pre[0].tag == "code" else None
        if code is None or len(code):
            continue
        match = _LANGUAGE.match(pre.attrib.pop("lang", ""))
        language = match[0].lower() if match else ""
        if language == "mermaid":
            pre.set("class", "mermaid")
        else:
            _highlight(pre, code, language, highlighter)


def _highlight(
    pre: HtmlElement, code: HtmlElement, language: str, highlighter: Highlighter
) -> None:
    marked = highlighter(code.text or "", language) if language else None
    if marked is not None:
        tail = code.tail
        new = read_xml(f"<code>{marked}</code>")
        pre.replace(code, new)
        new.tail = tail
    box = html.Element(
        "div", {"class": f"language-{language} highlight" if marked else "highlight"}
    )
    box.tail, pre.tail = pre.tail, None
    pre.getparent().replace(pre, box)
    box.append(pre)
