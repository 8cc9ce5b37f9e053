"""What the build puts above a text that its author did not write."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from mkdocs_rfc.addresses import Address
from mkdocs_rfc.notices import Notices, Suggested


def unwritten_aside(link: str, command: str) -> html.HtmlElement:
    """Says that a page stands in for a spec that nobody has written, and where to begin."""
    begin = [_make("a", "Write it", href=link), ", or run "] if link else ["Run "]
    text = _make("p", "Nobody has written this yet. ", *begin, _make("code", command), ".")
    return _aside("rfc-unwritten", text)


def writer_aside(notices: Notices, address: Address) -> html.HtmlElement:
    """Tells the writer what is wrong and what to read."""
    blocks = [_make("p", _make("small", "You see this in mkdocs serve only."))]
    if notices.findings:
        findings = (_make("li", str(finding)) for finding in notices.findings)
        blocks.append(_make("ul", *findings))
    if notices.relevant:
        relevant = (_make("li", *_suggested(each, address)) for each in notices.relevant)
        blocks += [_make("p", _make("b", "May be relevant")), _make("ul", *relevant)]
    return _aside("rfc-writer", *blocks)


def _suggested(each: Suggested, address: Address) -> Iterator[html.HtmlElement | str]:
    yield _make("a", each.title, href=address.page(each.path))
    if each.shared:
        yield " — shares: " + ", ".join(each.shared)


def _aside(name: str, *blocks: html.HtmlElement) -> html.HtmlElement:
    aside = _make("aside", *blocks)
    aside.set("class", name)
    aside.set("data-search-exclude", "")
    return aside


def _make(tag: str, *content: html.HtmlElement | str, **attributes: str) -> html.HtmlElement:
    """An element with text and elements in it."""
    made = html.Element(tag, attributes)
    for each in content:
        if not isinstance(each, str):
            made.append(each)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + each
        else:
            made.text = (made.text or "") + each
    return made
