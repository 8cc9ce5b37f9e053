"""From a tree to what a reader sees: alerts, tasks, code, permalinks."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.attributes import HEADINGS
from mkdocs_rfc.markdown.footnotes import show_footnotes
from mkdocs_rfc.markdown.formulas import show_formulas
from mkdocs_rfc.markdown.highlight import Highlighter, show_code
from mkdocs_rfc.markdown.sanitise import drop_dangers
from mkdocs_rfc.messages import ENGLISH, MarkupTexts

_MARKER = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE)
_TYPES = {
    "note": "note",
    "tip": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "danger",
}


def show_alerts(root: HtmlElement, texts: MarkupTexts) -> None:
    """Turn the quotes GitHub shows as alerts into the theme's admonitions.

    Only outermost quotes, whose first line is the marker alone, and which have more than that.
    """
    for quote in root.findall("blockquote"):
        first = next(iter(quote), None)
        if first is not None and first.tag == "p" and not (quote.text or "").strip():
            _join_hard_break(first)
            if match := _MARKER.match(first.text or ""):
                _show(quote, first, match, texts)


def _join_hard_break(first: HtmlElement) -> None:
    """Let two spaces after the marker make no difference."""
    if _MARKER.fullmatch(first.text or "") and len(first) and first[0].tag == "br":
        first[0].drop_tree()


def _show(quote: HtmlElement, first: HtmlElement, match: re.Match[str], texts: MarkupTexts) -> None:
    if not match[0].endswith("\n"):  # the marker is all the paragraph has, or is no marker
        if len(first) or not (first.getnext() is not None or (first.tail or "").strip()):
            return
        first.drop_tree()
    first.text = (first.text or "")[match.end() :]
    name = match[1].lower()
    quote.tag = "div"
    quote.set("class", f"admonition {_TYPES[name]}")
    title = html.Element("p", {"class": "admonition-title"})
    title.text = texts.title(name)
    title.tail, quote.text = quote.text, "\n"
    quote.insert(0, title)


def present(
    root: HtmlElement,
    texts: MarkupTexts = ENGLISH.markup,
    *,
    highlighter: Highlighter | None = None,
    math: bool = True,
) -> None:
    """Turn GitHub's tree, in place, into what the site shows of it.

    It comes last: whatever was linked, completed or kept before, nothing that no page may hold is
    in the tree then. What is added after that look, most of all elements, is of Pygments and of
    ours, made of escaped text. A `highlighter` that is kept keeps what it made. Without `math`,
    for a site that loads no script for it, formulas stay as they were written.
    """
    if math:
        show_formulas(root)
    show_alerts(root, texts)
    show_tasks(root)
    name_tasks(root, texts)
    show_footnotes(root, texts)
    drop_dangers(root)
    show_code(root, highlighter or Highlighter())
    show_permalinks(root, texts)


def show_permalinks(root: HtmlElement, texts: MarkupTexts) -> None:
    """End each heading with a link to itself."""
    for heading in root.iter(*HEADINGS):
        attributes = {
            "class": "headerlink",
            "href": f"#{heading.get('id')}",
            "title": texts.permalink,
        }
        link = etree.SubElement(heading, "a", attributes)
        link.text = "¶"


def show_tasks(root: HtmlElement) -> None:
    """Give task lists the theme's classes and markup."""
    for box in root.xpath("descendant::input[@type='checkbox'][parent::li]"):
        item = box.getparent()
        item.set("class", "task-list-item")
        item.getparent().set("class", "task-list")
        label = _label(done="checked" in box.attrib)
        label.tail = box.tail
        item.replace(box, label)
        _move_into_paragraph(item, label)


def name_tasks(root: HtmlElement, texts: MarkupTexts) -> None:
    """Give the box of each task a name that is read out, whatever rendered the text."""
    for box in root.iter("input"):
        if box.get("type") == "checkbox":
            box.set("aria-label", texts.task_done if "checked" in box.attrib else texts.task_open)


def _label(*, done: bool) -> HtmlElement:
    label = html.Element("label", {"class": "task-list-control"})
    state = {"checked": ""} if done else {}
    etree.SubElement(label, "input", {"type": "checkbox", "disabled": "", **state})
    etree.SubElement(label, "span", {"class": "task-list-indicator"})
    return label


def _move_into_paragraph(item: HtmlElement, label: HtmlElement) -> None:
    paragraph = label.getnext()
    if paragraph is None or paragraph.tag != "p" or (label.tail or "").strip():
        return
    item.text, label.tail = "\n", " " + (paragraph.text or "")
    paragraph.text = None
    paragraph.insert(0, label)
