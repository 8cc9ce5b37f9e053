"""Footnotes: their ids, and how they are shown."""

from __future__ import annotations

from lxml import etree, html
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.anchors import footnote_id
from mkdocs_rfc.markdown.attributes import UNWRAPPED
from mkdocs_rfc.messages import MarkupTexts

FOOTNOTE = "data-footnote"
"""How each attribute begins that the renderer gives to a footnote."""
_REFERENCE = "data-footnote-ref"
_RETURN = "data-footnote-backref"
_NUMBER = "data-footnote-backref-idx"
_NOTES = "data-footnotes"


def identify_footnotes(root: HtmlElement) -> None:
    """Give footnotes and what refers to them the ids the theme knows: `fn:1` and `fnref:1`.

    A colon stands in no id of a heading, so that the two cannot clash.
    """
    for link in root.xpath(f"descendant::a[@{_REFERENCE}]"):
        link.set("id", footnote_id(link.get("id", "")))
    for link in root.xpath(f"descendant::a[@{_REFERENCE} or @{_RETURN}]"):
        link.set("href", "#" + footnote_id(link.get("href", "").removeprefix("#")))
    for item in root.xpath(f"./section[@{_NOTES}]/ol/li"):
        item.set("id", footnote_id(item.get("id", "")))
    for section in root.xpath(f"descendant::section[not(@{_NOTES})]"):
        section.tag = UNWRAPPED
    etree.strip_tags(root, UNWRAPPED)


def show_footnotes(root: HtmlElement, texts: MarkupTexts) -> None:
    """Give footnotes the markup and the classes the theme knows, and texts of ours."""
    sections = root.xpath(f"./section[@{_NOTES}]")
    if not sections:
        return
    for link in root.xpath(f"descendant::a[@{_REFERENCE}]"):
        link.set("class", "footnote-ref")
        del link.attrib[_REFERENCE]
    for link in root.xpath(f"descendant::a[@{_RETURN}]"):
        link.set("class", "footnote-backref")
        number = link.attrib.pop(_NUMBER, "")
        link.set("aria-label", texts.footnote_return_name.format(n=number))
        link.set("title", texts.footnote_return.format(n=number.partition("-")[0]))
        del link.attrib[_RETURN]
    for section in sections:
        section.tag = "div"
        section.set("class", "footnote")
        del section.attrib[_NOTES]
        section.insert(0, html.Element("hr"))
