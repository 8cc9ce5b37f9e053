"""HTML as well-formed trees, without losing a word of it."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VOID = re.compile(r'<((?:br|hr|img|input|source|wbr)(?: [^\s=>]+="[^"]*")*)>')
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s=>]+="[^"]*")*)(/?)>')
# libxml2 refuses more than 256; no text that people wrote comes near.
_MAX_DEPTH = 200
# lxml's own asks Python for the class of each element that is touched; here they are all one.
_CLASSES = etree.ElementDefaultClassLookup(
    element=html.HtmlElement,
    comment=html.HtmlComment,
    pi=html.HtmlProcessingInstruction,
    entity=html.HtmlEntity,
)


def readable(text: str) -> str:
    """Return a text in which a sign stands for each character that no page may hold."""
    return _NO_CHARACTER.sub("\ufffd", text)


def read_html(clean: str) -> HtmlElement:
    """Return sanitised HTML as a tree, inside a `div`; nothing of its text is lost."""
    # The sanitiser's output is balanced, so that it is XML but for entities and void tags; read
    # as such it stays as it is, where an HTML parser would have opinions of its own.
    document = "<div>" + _VOID.sub(r"<\1/>", clean.replace("&nbsp;", "\u00a0")) + "</div>"
    try:
        return read_xml(document)
    except etree.XMLSyntaxError:
        return read_xml(_flatten(readable(document)), recover=True)


def read_xml(document: str | bytes, *, recover: bool = False) -> HtmlElement:
    """Return what is well-formed as a tree; raises XMLSyntaxError for what is not."""
    parser = etree.XMLParser(recover=recover, resolve_entities=False, no_network=True)
    parser.set_element_class_lookup(_CLASSES)
    return cast("HtmlElement", etree.fromstring(document, parser))


def _flatten(document: str) -> str:
    """Drop the tags, never the text, of what is nested deeper than a parser accepts."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        closing, name, attributes, void = tag.groups()
        if not void:
            depth += -1 if closing else 1
            if depth + bool(closing) > _MAX_DEPTH:
                return ""
        return f"<{closing}{name}{attributes.replace('<', '&lt;')}{void}>"

    return _TAG.sub(keep, document)
