"""How far a draft has got, and what keeps it from being approved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from mkdocs_rfc.authoring import (
    TODO,
    TODO_PART,
    SectionState,
    is_in_work,
    is_instruction,
    sections,
    tasks,
)
from mkdocs_rfc.documents import QUESTIONS, Document
from mkdocs_rfc.markdown import HEADINGS, text_of
from mkdocs_rfc.messages import Counted, Messages
from mkdocs_rfc.pages.components import Cell, Link, Meter, Progress
from mkdocs_rfc.pages.context import Context
from mkdocs_rfc.pages.questions import mark_questions

NUMBER = re.compile(r"\d+(?:\.\d+)*(?=\.?\s|$)")
SHOWN = 3
"""So many things that are missing are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Several things of one kind that are missing."""

    verb: str
    items: tuple[Link, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between a spec and its approval."""

    heading: str
    asks: tuple[Missing, ...]


def read_progress(body: HtmlElement, document: Document, context: Context) -> Progress:
    """Show how far a spec is in its text: marks its questions and what is missing, in place."""
    found = context.corpus.completeness[document.path]
    questions = tasks(sections(body), QUESTIONS) if found.questions else ()
    return Progress(
        Meter.of_tasks(found.goals),
        Meter.of_sections(found),
        Meter.of_tasks(found.questions),
        tuple(_strip(body, found.sections)),
        tuple(mark_questions(tuple(questions), document, context)),
    )


def fold_instructions(body: HtmlElement, label: str) -> None:
    """Fold away what is left of a template's instructions, in place: they are not the author's."""
    for element in list(filter(is_instruction, body)):
        aside = html.Element("aside", {"class": TODO, "data-search-exclude": ""})
        details = html.Element("details")
        summary = html.Element("summary")
        summary.text = label
        aside.append(details)
        element.addprevious(aside)
        aside.tail, element.tail = element.tail, None
        details.extend([summary, element])


def readiness_line(document: Document, progress: Progress, context: Context) -> Gate | None:
    """Say what is missing before a spec that is being worked on can be approved."""
    lifecycle, words = context.corpus.lifecycle, context.words
    goal = next((each for each in lifecycle.statuses if each.is_decided), None)
    if goal is None or not is_in_work(document, lifecycle):
        return None
    asks = [
        Missing(words.name_owner, ()) if not document.owner else None,
        _ask(words.answer, progress.unanswered, words),
        _ask(words.write, progress.unwritten, words),
    ]
    said = tuple(ask for ask in asks if ask)
    heading = words.before if said else words.ready
    return Gate(heading.format(status=words.label(goal.label).casefold()), said)


def _ask(verb: Counted, items: tuple[Link, ...], words: Messages) -> Missing | None:
    if not items:
        return None
    items = _briefly(items)
    shown = items if len(items) <= SHOWN + 1 else items[:SHOWN]
    more = words.more.format(n=len(items) - len(shown)) if len(shown) < len(items) else ""
    return Missing(verb.of(len(items)), shown, more)


def _briefly(items: tuple[Link, ...]) -> tuple[Link, ...]:
    """Several sections by their numbers alone, where each has one: their names fill lines."""
    numbers = [NUMBER.match(each.text) for each in items]
    if len(items) < SHOWN or not all(numbers):
        return items
    return tuple(
        Link(number[0], each.href, each.title or each.text)
        for number, each in zip(numbers, items, strict=True)
        if number
    )


def _strip(body: HtmlElement, found: Iterable[SectionState]) -> Iterator[Cell]:
    sections = {section.anchor: section for section in found}
    absent = 0
    for element in body:
        if section := _section_at(element, sections):
            state = "written" if section.is_written else "empty"
            yield Cell(section.name, f"#{section.anchor}", state)
        elif element.tag == "aside" and element.get("class") == TODO:  # by the build
            for part in element.find_class(TODO_PART):
                absent += 1
                part.set("id", f"rfc-todo-{absent}")
                name = part.find_class("rfc-todo-name")[0]
                yield Cell(text_of(name), f"#rfc-todo-{absent}", "absent")


def _section_at(element: HtmlElement, sections: Mapping[str, SectionState]) -> SectionState | None:
    """The section that a block begins; the site's own Markdown has its anchor in the heading."""
    if element.tag not in HEADINGS:
        return None
    anchors = (element, *element.iterchildren("a"))
    return next((found for each in anchors if (found := sections.get(each.get("id", "")))), None)
