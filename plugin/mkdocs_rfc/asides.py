"""What the build puts above a text that its author did not write."""

from __future__ import annotations

from lxml import html


def unwritten_aside(link: str, command: str) -> html.HtmlElement:
    """Says that a page stands in for a spec that nobody has written, and where to begin."""
    begin = [_make("a", "Write it", href=link), ", or run "] if link else ["Run "]
    text = _make("p", "Nobody has written this yet. ", *begin, _make("code", command), ".")
    return _aside("rfc-unwritten", text)


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
