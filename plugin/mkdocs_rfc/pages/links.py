"""Mentions as links, with the title and status of where they lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lxml import etree, html

from mkdocs_rfc.corpus import Address, Corpus, Resolution, TargetKind
from mkdocs_rfc.documents import Document
from mkdocs_rfc.markdown import MENTION, UNWRAPPED
from mkdocs_rfc.messages import Messages

FEW = 50
"""Texts side by side, which are read one by one."""


def link_mentions(
    root: html.HtmlElement,
    resolutions: Sequence[Resolution],
    corpus: Corpus,
    address: Address,
    words: Messages,
) -> None:
    """Make each marked mention of a tree a link to where it leads, in place.

    What leads nowhere stays as it was written.
    """
    left = Counter[html.HtmlElement | None]()
    for element in root.xpath(f"descendant-or-self::*[@{MENTION}]"):
        resolution = resolutions[int(element.attrib.pop(MENTION))]
        href = _href(resolution, address)
        if element.tag == "img":
            if href:
                element.set("src", href)
            elif resolution.hidden:
                _describe_in_words(element)
        elif href is None:
            if element.tag == "span":
                left[element.getparent()] += 1
            _leave(element, resolution, words)
        else:
            _link(element, href, resolution, corpus, words)
    for parent, count in left.items():
        if parent is not None and count > FEW:
            _join_left(parent)
    if left:
        etree.strip_tags(root, UNWRAPPED)


def _join_left(parent: html.HtmlElement) -> None:
    """Make one text of very many that are left side by side: lxml copies them to read each."""
    before: html.HtmlElement | None = None
    texts = [parent.text or ""]
    for child in (*parent, None):
        if child is not None and child.tag == UNWRAPPED and not len(child):
            texts += (child.text or "", child.tail or "")
            parent.remove(child)
            continue
        joined = "".join(texts)
        if before is None:
            parent.text = joined
        else:
            before.tail = joined
        if child is not None:
            before, texts = child, [child.tail or ""]


def _describe_in_words(image: html.HtmlElement) -> None:
    """Leave of an image what its author says that it shows."""
    image.tag, image.text = "span", image.get("alt", "")
    image.attrib.clear()


def _href(resolution: Resolution, address: Address) -> str | None:
    if resolution.goal is TargetKind.PAGE:
        return address.of(resolution.uri, resolution.fragment)
    return resolution.href or None


def _leave(element: html.HtmlElement, resolution: Resolution, words: Messages) -> None:
    """Text stays text; a link that would lead nowhere on this site keeps its text alone."""
    if element.tag == "span":
        element.tag = UNWRAPPED  # all of them go at once: one by one, each looks for its place
    elif element.tag == "a" and not element.get("href", "#").startswith(("#", "http", "//")):
        del element.attrib["href"]
        element.set("class", "rfc-ref-dead")
        missing = words.ref_left_out if resolution.hidden else words.ref_missing
        element.set("title", words.ref_not_here if resolution.path else missing)


def _link(
    element: html.HtmlElement, href: str, resolution: Resolution, corpus: Corpus, words: Messages
) -> None:
    link = _anchor(element)
    link.set("href", href)
    commit = resolution.commit[:7]
    target = corpus.documents.get(resolution.path)
    if resolution.goal is TargetKind.GONE:
        link.set("class", "rfc-ref-gone")  # no card: it is on another host
        link.set("title", words.ref_gone.format(commit=commit))
    elif resolution.goal is TargetKind.FORGE:
        link.set("class", "rfc-ref-code")
        link.set("title", words.ref_code.format(path=resolution.path, commit=commit))
    elif target is not None and not href.startswith("#"):
        annotate_link(link, target, words)


def annotate_link(link: html.HtmlElement | Element, target: Document, words: Messages) -> None:
    """Make a link to a document a reference: with its status and title, card or no card."""
    stated = f"{words.label(target.status.label)} — " if target.status.text else ""
    link.set("class", "rfc-ref")
    link.set("title", f"{stated}{target.title.plain}")
    if target.status.status:
        link.set("data-tone", target.status.status.tone)


def _anchor(element: html.HtmlElement) -> html.HtmlElement:
    """The element as a link: itself, renamed, or for code a link around it."""
    if element.tag == "a":
        return element
    if element.tag == "span":
        element.tag = "a"
        return element
    link = html.Element("a")
    link.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, link)
    link.append(element)
    return link
