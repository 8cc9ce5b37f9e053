from __future__ import annotations

from collections.abc import Sequence

from lxml import html

from mkdocs_rfc.addresses import Address
from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.markdown.marks import MENTION
from mkdocs_rfc.references import Goal, Resolution


def link_mentions(
    root: html.HtmlElement,
    resolutions: Sequence[Resolution],
    corpus: Corpus,
    address: Address,
) -> None:
    """Make each marked mention of a tree a link to where it leads, in place.

    What leads nowhere stays as it was written.
    """
    for element in root.xpath(f"descendant-or-self::*[@{MENTION}]"):
        resolution = resolutions[int(element.attrib.pop(MENTION))]
        href = _href(resolution, address)
        if element.tag == "img":
            if href:
                element.set("src", href)
        elif href is None:
            _leave(element, resolution)
        else:
            _link(element, href, resolution, corpus)


def _href(resolution: Resolution, address: Address) -> str | None:
    if resolution.goal is Goal.PAGE:
        return address.of(resolution.uri, resolution.fragment)
    return resolution.href or None


def _leave(element: html.HtmlElement, resolution: Resolution) -> None:
    """Text stays text; a link that would lead nowhere on this site keeps its text alone."""
    if element.tag == "span":
        element.drop_tag()
    elif element.tag == "a" and not element.get("href", "#").startswith(("#", "http", "//")):
        del element.attrib["href"]
        element.set("class", "rfc-ref-dead")
        known = "In the repository, not on this site" if resolution.path else "No such file"
        element.set("title", f"{known}.")


def _link(element: html.HtmlElement, href: str, resolution: Resolution, corpus: Corpus) -> None:
    link = _anchor(element)
    link.set("href", href)
    target = corpus.documents.get(resolution.path)
    if resolution.goal is Goal.GONE:
        link.set("class", "rfc-ref rfc-ref-gone")
        link.set("title", f"Deleted. This is its last version, at {resolution.commit[:7]}.")
    elif resolution.goal is Goal.FORGE:
        link.set("class", "rfc-ref-code")
        link.set("title", f"{resolution.path} at {resolution.commit[:7]}")
    elif target is not None and not href.startswith("#"):
        stated = f"{target.status.label} — " if target.status.text else ""
        link.set("class", "rfc-ref")
        link.set("title", f"{stated}{target.title.plain}")
        if target.status.status:
            link.set("data-status", target.status.slug)


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
