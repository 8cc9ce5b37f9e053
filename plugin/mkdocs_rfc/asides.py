"""What the build puts above a text that its author did not write."""

from __future__ import annotations

from lxml import html

from mkdocs_rfc.messages import Words


def unwritten_aside(link: str, name: str, words: Words) -> html.HtmlElement:
    """Says that nobody has written the spec `name` yet, and how to begin."""
    begin = [_make("a", words.write_it, href=link), words.or_run] if link else [words.run]
    command = _make("code", f"mkdocs-rfc new {name}")
    return _aside("rfc-unwritten", _make("p", words.nobody_wrote, " ", *begin, " ", command))


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
