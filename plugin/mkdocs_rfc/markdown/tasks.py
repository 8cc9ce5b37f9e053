from __future__ import annotations

from lxml import etree, html
from lxml.html import HtmlElement


def show_tasks(root: HtmlElement) -> None:
    """Give task lists the theme's classes and each box a name that is read out."""
    for box in root.xpath("descendant::input[@type='checkbox'][parent::li]"):
        item = box.getparent()
        item.set("class", "task-list-item")
        item.getparent().set("class", "task-list")
        label = _label(done="checked" in box.attrib)
        label.tail = box.tail
        item.replace(box, label)
        _move_into_paragraph(item, label)


def _label(*, done: bool) -> HtmlElement:
    label = html.Element("label", {"class": "task-list-control"})
    state = {"checked": ""} if done else {}
    name = "Done" if done else "Open"
    attributes = {"type": "checkbox", "disabled": "", **state, "aria-label": name}
    etree.SubElement(label, "input", attributes)
    etree.SubElement(label, "span", {"class": "task-list-indicator"})
    return label


def _move_into_paragraph(item: HtmlElement, label: HtmlElement) -> None:
    paragraph = label.getnext()
    if paragraph is None or paragraph.tag != "p" or (label.tail or "").strip():
        return
    item.text, label.tail = "\n", " " + (paragraph.text or "")
    paragraph.text = None
    paragraph.insert(0, label)
