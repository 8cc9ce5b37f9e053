"""Putting into a document's page what its template still asks for."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree, html

from mkdocs_rfc.authoring import TODO, TODO_PART, TODO_WHOLE, Template, sections
from mkdocs_rfc.documents import Section, TitleHeading
from mkdocs_rfc.markdown import SOURCEPOS, drop_dangers
from mkdocs_rfc.messages import Messages


def complete(
    root: html.HtmlElement, title: TitleHeading | None, template: Template, mark: str
) -> None:
    """Put the template's missing sections into a document with this title, in place.

    A section stands with those in it in one `aside.rfc-todo`, which says `mark`: folded, left out
    of search, plainly no part of the text.
    """
    written = sections(root, title)
    previous: Section | None = None
    aside: html.HtmlElement | None = None
    top = 0
    for part in template.parts:
        if found := template.wanted(part, written):
            previous, aside = found, None
            continue
        if aside is None or part.level <= top:
            aside, top = (
                html.Element("aside", {"class": TODO, "data-search-exclude": ""}),
                part.level,
            )
            _insert(root, aside, written, previous, part.level)
        aside.append(_line(part, "" if len(aside) else mark, whole=part not in template.leaves))


def _insert(
    root: html.HtmlElement,
    aside: html.HtmlElement,
    written: Sequence[Section],
    previous: Section | None,
    level: int,
) -> None:
    """Insert before the next section of the same or a higher level behind the previous one."""
    start = written.index(previous) + 1 if previous else 0
    following = next((part.heading for part in written[start:] if part.level <= level), None)
    if following is None:
        root.append(aside)
    else:
        following.addprevious(aside)


def _line(part: Section, mark: str, *, whole: bool) -> html.HtmlElement:
    """The name of a section, which unfolds to what the template says there."""
    line = html.Element("details" if part.blocks else "p")
    line.set("class", f"{TODO_WHOLE if whole else TODO_PART} rfc-todo-h{part.level}")
    name = html.Element("span", {"class": "rfc-todo-name"})
    name.text = part.text
    texts = [name]
    if mark:
        texts.append(html.Element("span", {"class": "rfc-todo-mark"}))
        texts[1].text, name.tail = mark, " "
    if part.blocks:
        summary = html.Element("summary")
        summary.extend(texts)
        line.extend([summary, *(_copy(block) for block in part.blocks)])
    else:
        line.extend(texts)
    return line


def _copy(block: html.HtmlElement) -> html.HtmlElement:
    copied = deepcopy(block)  # not read again: a parser of HTML would have opinions of its own
    copied.tail = None
    etree.strip_attributes(copied, SOURCEPOS)
    drop_dangers(copied)  # here, as the text around it may be the site's own and trusted
    return copied


def unwritten_aside(link: str, name: str, words: Messages) -> html.HtmlElement:
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
