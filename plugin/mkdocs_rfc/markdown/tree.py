from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lxml import etree, html

from mkdocs_rfc.markdown.anchors import prefix_ids, read_anchors
from mkdocs_rfc.markdown.emoji import show_emoji
from mkdocs_rfc.markdown.footnotes import identify_footnotes
from mkdocs_rfc.markdown.formulas import put_back, take_out
from mkdocs_rfc.markdown.headings import Heading, identify_headings, read_headings
from mkdocs_rfc.markdown.lines import SOURCEPOS, first_line_of, place_root
from mkdocs_rfc.markdown.sanitise import disarm, drop_unsafe_sources, sanitise
from mkdocs_rfc.markdown.wellformed import read_html, readable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OPTIONS = Options.CMARK_OPT_SOURCEPOS | Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


@dataclass(frozen=True, slots=True)
class Tree:
    """GitHub's rendering of one text, sanitised.

    `root` is a `div`, to be read and never changed; its block elements carry `data-sourcepos`,
    lines of the file. `anchors` are the fragments that lead somewhere in it on GitHub.
    """

    root: HtmlElement
    headings: tuple[Heading, ...]
    anchors: frozenset[str]


def parse(text: str, *, first_line: int = 1) -> Tree:
    """Render Markdown as GitHub does and sanitise it; any text at all is accepted.

    `first_line` is the line of the file at which `text` starts, for what was cut off before it.
    """
    # Blank lines in front shift every position and render as nothing.
    disarmed, mark = disarm("\n" * (first_line - 1) + _normalise(text))
    root = _with_formulas(_render(disarmed, mark), disarmed, mark)
    place_root(root, disarmed, first_line)
    drop_unsafe_sources(root)
    identify_footnotes(root)
    prefix_ids(root)
    identify_headings(root)
    show_emoji(root)
    return Tree(root, read_headings(root), read_anchors(root))


def copy_body(tree: Tree) -> HtmlElement:
    """Return a copy of the tree's root that may be changed."""
    return deepcopy(tree.root)


def serialise(root: HtmlElement) -> str:
    """Return what is inside `root` as HTML, without the attributes that are only ours."""
    copy = deepcopy(root)
    etree.strip_attributes(copy, SOURCEPOS)
    for element in copy.xpath(".//*[@*[starts-with(name(), 'data-rfc-')]]"):
        for name in [name for name in element.attrib if name.startswith("data-rfc-")]:
            del element.attrib[name]
    outer = cast("str", html.tostring(copy, encoding="unicode"))
    inner = outer[outer.index(">") + 1 : outer.rindex("<")]
    return inner.replace("></source>", ">").replace("></wbr>", ">")  # HTML 4 knew neither


def _normalise(text: str) -> str:
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return readable(unix.replace("\f", " ").replace("\v", " "))


def _render(disarmed: str, mark: str) -> HtmlElement:
    return read_html(sanitise(github_flavored_markdown_to_html(disarmed, _OPTIONS), mark))


def _with_formulas(root: HtmlElement, disarmed: str, mark: str) -> HtmlElement:
    # A formula may hold what makes a table: where taking it out changes the blocks, none that
    # spans two cells is taken.
    for in_cells in (False, True):
        formulas = take_out(root, disarmed, in_cells=in_cells)
        if formulas is None:
            break
        replaced = _render(formulas.text, mark)
        if _shape(replaced) == _shape(root):
            put_back(replaced, formulas)
            return replaced
    return root


def _shape(root: HtmlElement) -> list[tuple[str, int]]:
    return [(block.tag, first_line_of(block)) for block in root.xpath(f".//*[@{SOURCEPOS}]")]
