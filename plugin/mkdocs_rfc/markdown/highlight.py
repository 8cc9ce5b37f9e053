from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from pygments.lexer import Lexer

_LANGUAGE = re.compile(r"[^\s,{}]+")
# A block of this many characters is data, and would take seconds.
_MAX_LENGTH = 100_000


class Highlighter:
    """Highlights code, and keeps what it made by language and code."""

    def __init__(self, made: dict[tuple[str, str], str] | None = None) -> None:
        self.made: dict[tuple[str, str], str] = {} if made is None else made
        self._lexers: dict[str, Lexer | None] = {}
        self._formatter = HtmlFormatter(nowrap=True)

    def __call__(self, code: str, language: str) -> str | None:
        """Return the code as Pygments' spans; None where the language has no lexer."""
        key = (language, code)
        if key not in self.made:
            lexer = self._lexer(language)
            if lexer is None or len(code) > _MAX_LENGTH:
                return None
            self.made[key] = highlight(code, lexer, self._formatter)
        return self.made[key]

    def _lexer(self, language: str) -> Lexer | None:
        if language not in self._lexers:
            try:
                lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
            except ClassNotFound:
                lexer = None
            self._lexers[language] = lexer
        return self._lexers[language]


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
        new = etree.fromstring(f"<code>{marked}</code>", html.XHTMLParser())
        pre.replace(code, new)
        new.tail = tail
    box = html.Element(
        "div", {"class": f"language-{language} highlight" if marked else "highlight"}
    )
    box.tail, pre.tail = pre.tail, None
    pre.getparent().replace(pre, box)
    box.append(pre)
