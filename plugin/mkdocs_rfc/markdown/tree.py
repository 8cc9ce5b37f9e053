"""From Markdown to a sanitised tree with line numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.anchors import prefix_ids, read_anchors
from mkdocs_rfc.markdown.attributes import DEEP, OURS, SOURCEPOS, UNFILLED
from mkdocs_rfc.markdown.emoji import has_emoji, show_emoji
from mkdocs_rfc.markdown.footnotes import FOOTNOTE, identify_footnotes
from mkdocs_rfc.markdown.formulas import put_back, take_formulas
from mkdocs_rfc.markdown.gfm import render_gfm
from mkdocs_rfc.markdown.headings import Heading, identify_headings, read_headings
from mkdocs_rfc.markdown.nesting import is_shallow
from mkdocs_rfc.markdown.positions import first_line_of, place_root
from mkdocs_rfc.markdown.sanitise import disarm, drop_unsafe_sources, sanitise
from mkdocs_rfc.markdown.tables import keep_filled
from mkdocs_rfc.markdown.wellformed import read_html, read_xml, readable


@dataclass(frozen=True, slots=True)
class Tree:
    """GitHub's rendering of one text, sanitised, kept as UTF-8: that takes a tenth of the memory.

    `anchors` are the fragments that lead somewhere in it on GitHub.
    """

    data: bytes
    headings: tuple[Heading, ...]
    anchors: frozenset[str]

    def read(self) -> HtmlElement:
        """A tree of the caller's own: a `div` whose blocks carry `data-sourcepos`, their lines."""
        return read_xml(self.data)


def parse(text: str, *, first_line: int = 1) -> Tree:
    """Render Markdown as GitHub does and keep the tree; see `render`."""
    root = render(text, first_line=first_line)
    return freeze(root, read_headings(root))


def freeze(root: HtmlElement, headings: tuple[Heading, ...]) -> Tree:
    """Keep a tree and its headings."""
    data = etree.tostring(root, encoding="utf-8", with_tail=False)
    return Tree(data, headings, read_anchors(root))


def to_text(element: HtmlElement) -> str:
    """An element as text that `read_xml` reads, with every attribute."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def render(text: str, *, first_line: int = 1) -> HtmlElement:
    """Render Markdown as GitHub does and sanitise it; any text at all is accepted.

    `first_line` is the line of the file at which `text` starts, for what was cut off before it.
    """
    # Blank lines in front shift every position and render as nothing.
    disarmed, mark = disarm("\n" * (first_line - 1) + _normalise(text))
    disarmed, unfilled = keep_filled(disarmed, mark)
    clean, deep = sanitise(render_gfm(disarmed), mark, shallow=is_shallow(disarmed))
    root = _with_formulas(read_html(clean), disarmed, mark)
    place_root(root, disarmed, first_line)
    for name, line in ((DEEP, deep), (UNFILLED, unfilled)):
        if line:
            root.set(name, str(line))
    if "<source" in clean:  # most texts have none of these, and to look for them takes time
        drop_unsafe_sources(root)
    if FOOTNOTE in clean or "<section" in clean:
        identify_footnotes(root)
    if " id=" in clean or " name=" in clean:
        prefix_ids(root)
    identify_headings(root)
    if has_emoji(disarmed):
        show_emoji(root)
    return root


def serialise(root: HtmlElement) -> str:
    """Return what is inside `root` as HTML, and take the attributes that are only ours from it."""
    etree.strip_attributes(root, *OURS)
    outer = cast("str", html.tostring(root, encoding="unicode", with_tail=False))
    inner = outer[outer.index(">") + 1 : outer.rindex("<")]
    return inner.replace("></source>", ">").replace("></wbr>", ">")  # HTML 4 knew neither


def _normalise(text: str) -> str:
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return readable(unix.replace("\f", " ").replace("\v", " "))


def _with_formulas(root: HtmlElement, disarmed: str, mark: str) -> HtmlElement:
    if "$" not in disarmed:
        return root
    # A formula may hold what makes a table: where taking it out changes the blocks, none that
    # spans two cells is taken.
    for in_cells in (False, True):
        formulas = take_formulas(root, disarmed, in_cells=in_cells)
        if formulas is None:
            break
        replaced = read_html(sanitise(render_gfm(formulas.text), mark)[0])
        if _shape(replaced) == _shape(root):
            written = [source.replace(mark, "") for source in formulas.sources]
            put_back(replaced, formulas._replace(sources=written))
            return replaced
    return root


def _shape(root: HtmlElement) -> list[tuple[str, int]]:
    placed = root.xpath(f"descendant::*[@{SOURCEPOS}]")
    return [(block.tag, first_line_of(block)) for block in placed]
