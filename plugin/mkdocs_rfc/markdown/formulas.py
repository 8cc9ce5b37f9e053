"""Formulas between dollar signs, kept from Markdown and handed to the site's maths script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import html
from lxml.etree import _ElementUnicodeResult
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.attributes import HEADINGS, MATH
from mkdocs_rfc.markdown.commands import refused_command
from mkdocs_rfc.markdown.positions import (
    content_of,
    first_line_of,
    is_placed,
    last_line_of,
    line_of,
)
from mkdocs_rfc.markdown.texts import mark_of, put_into_text

_IN_CODE = "ancestor-or-self::pre or ancestor-or-self::code or ancestor-or-self::tt"
_MATH_BLOCK = ".//pre[@lang='math']"
_BLOCKS = frozenset({"p", *HEADINGS, "li", "tr"})
# Read from left to right: what hides a dollar sign comes before what a dollar sign opens. Code is
# looked for a little way ahead only, for the sake of time: a formula that turns out to stand in
# code is put back as it was.
_FORMULA = re.compile(
    r"""\\.
    | (?<!`)(?P<code>`++).{1,300}?(?<!`)(?P=code)(?!`)
    | (?<![\w$`])\$`[^`$]+`\$(?!\w)
    | (?<![\w$])\$\$(?:[^$\\]|\\.)+\$\$(?![\w$])
    | (?<![^\s(\[{"'“*_~])\$(?![\s$`])(?:[^$\\]|\\.)+(?<!\s)\$(?![\w$])
    """,
    re.VERBOSE | re.DOTALL,
)
_CELL = re.compile(r"(?:\\.|[^|\\])+")
# A line's end and what starts the next one without being part of its text.
_BREAK = re.compile(r"\n[ \t]*(?:>[ \t]?)*")


class Formulas(NamedTuple):
    """A text in which a placeholder stands for each formula, and the formulas as written."""

    text: str
    mark: str
    sources: list[str]


def take_formulas(root: HtmlElement, text: str, *, in_cells: bool) -> Formulas | None:
    r"""Replace the formulas of a text that was rendered; return None where it has none.

    With `in_cells`, none holds the `|` that ends a table's cell.
    Markdown takes each `\` and `_` out of a formula: the text must be rendered without them.
    """
    lines = text.split("\n")
    formulas = Formulas("", mark_of(text, "m"), [])
    for block in _blocks_with_dollars(root):
        span = slice(first_line_of(block) - 1, _last_line_of_text(block))
        replaced = _replace_in(
            "\n".join(lines[span]), formulas, in_cells=in_cells or block.tag == "tr"
        )
        lines[span] = replaced.split("\n")
    return formulas._replace(text="\n".join(lines)) if formulas.sources else None


def put_back(root: HtmlElement, formulas: Formulas) -> None:
    """Put each formula, in a `span` that is marked as one, where its placeholder stands."""
    placeholder = re.compile(rf"{formulas.mark}(\d+)z(?:\s*{formulas.mark}\1z)*")

    def source(match: re.Match[str]) -> str:
        return formulas.sources[int(match[1])]

    for element in root.xpath(f"descendant::*[@*[contains(., '{formulas.mark}')]]"):
        for name, value in element.items():
            element.set(name, placeholder.sub(source, value))
    for text in root.xpath(f"descendant::text()[contains(., '{formulas.mark}')]"):
        if _container(text).xpath(_IN_CODE):
            setattr(text.getparent(), _place(text), placeholder.sub(source, text))
        else:
            _insert_spans(text, placeholder.split(text), formulas.sources)


def _blocks_with_dollars(root: HtmlElement) -> Iterable[HtmlElement]:
    blocks: dict[HtmlElement, None] = {}
    for text in root.xpath(f"descendant::text()[contains(., '$')][not({_IN_CODE})]"):
        block = _block_of(_container(text))
        if block is not None:
            blocks[block] = None
    return blocks


def _block_of(element: HtmlElement) -> HtmlElement | None:
    for node in (element, *element.iterancestors()):
        if node.tag in _BLOCKS and is_placed(node):
            return node
    return None


def _last_line_of_text(block: HtmlElement) -> int:
    """Return the last line before the first block inside this one."""
    inner = next((child for child in block if block.tag == "li" and is_placed(child)), None)
    return last_line_of(block) if inner is None else first_line_of(inner) - 1


def _replace_in(written: str, formulas: Formulas, *, in_cells: bool) -> str:
    def replace(match: re.Match[str]) -> str:
        if match["code"] or match[0].startswith("\\"):
            return match[0]
        placeholder = f"{formulas.mark}{len(formulas.sources)}z"
        formulas.sources.append(_BREAK.sub("\n", match[0]))
        breaks: Iterator[str] = (found[0] for found in _BREAK.finditer(match[0]))
        return placeholder + "".join(line_break + placeholder for line_break in breaks)

    if in_cells:
        return _CELL.sub(lambda cell: _FORMULA.sub(replace, cell[0]), written)
    return _FORMULA.sub(replace, written)


def _insert_spans(text: _ElementUnicodeResult, parts: list[str], sources: list[str]) -> None:
    spans = []
    for number, tail in zip(parts[1::2], parts[2::2], strict=True):
        source = sources[int(number)]
        span = html.Element("span", {MATH: "display" if source.startswith("$$") else "inline"})
        span.text, span.tail = source, tail
        spans.append(span)
    if spans:
        put_into_text(text.getparent(), parts[0], spans, tail=text.is_tail)


def _container(text: _ElementUnicodeResult) -> HtmlElement:
    neighbour: HtmlElement = text.getparent()
    return neighbour.getparent() if text.is_tail else neighbour


def _place(text: _ElementUnicodeResult) -> str:
    return "tail" if text.is_tail else "text"


def show_formulas(root: HtmlElement) -> None:
    """Write formulas with the delimiters that the theme's set-up of MathJax or KaTeX looks for.

    One that would do more than draw is shown as code.
    """
    seen: set[HtmlElement] = set()
    for span in root.xpath(f"descendant::span[@{MATH}]"):
        display = span.attrib.pop(MATH) == "display"
        if refused_command(span.text or ""):
            span.tag = "code"
            continue
        span.set("class", "arithmatex")
        inner = (span.text or "").strip("$").removeprefix("`").removesuffix("`")
        span.text = f"\\[{inner}\\]" if display else f"\\({inner}\\)"
        paragraph = span.getparent()
        if display and paragraph.tag == "p" and paragraph not in seen:
            seen.add(paragraph)  # a second formula in it is not all that it holds
            if paragraph.text_content().strip() == span.text:
                _become_block(paragraph, span.text)
    for pre in root.xpath(_MATH_BLOCK):
        if not refused_command(content_of(pre)):
            _become_block(pre, f"\\[\n{content_of(pre)}\\]")


def refused_formulas(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """Line of each formula of a tree that would do more than draw, and the command in it."""
    for element in root.xpath(f"descendant::span[@{MATH}] | {_MATH_BLOCK}"):
        if command := refused_command(content_of(element)):
            yield line_of(element), command


def _become_block(element: HtmlElement, text: str) -> None:
    del element[:]
    element.tag, element.text = "div", text
    element.attrib.pop("lang", None)
    element.set("class", "arithmatex")
