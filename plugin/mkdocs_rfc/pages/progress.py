"""How far a draft has got, what keeps it from being approved, and its open questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from mkdocs_rfc.authoring import (
    TODO,
    TODO_PART,
    SectionState,
    Task,
    is_in_work,
    is_instruction,
    sections,
    tasks,
)
from mkdocs_rfc.documents import QUESTIONS, Document, question_name
from mkdocs_rfc.history import Commit, Point
from mkdocs_rfc.markdown import HEADINGS, content_of, text_of
from mkdocs_rfc.messages import Counted, Messages
from mkdocs_rfc.pages.components import Cell, Link, Meter, Progress
from mkdocs_rfc.pages.context import Context

NUMBER = re.compile(r"\d+(?:\.\d+)*(?=\.?\s|$)")
SHOWN = 3
"""So many things that are missing are named; the rest is counted."""
NESTED = frozenset({"ul", "ol", "table", "pre", "blockquote"})
IN_ANCHOR = 6
"""So many words of a question make its anchor."""
UNKNOWN = Point("", None, None)


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
        tuple(_mark_questions(tuple(questions), document, context)),
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


def _mark_questions(
    questions: Sequence[tuple[Task, HtmlElement]], document: Document, context: Context
) -> Iterator[Link]:
    """Make each question a thing of its own, in place; gives those that are open.

    Its number follows the order in which the questions were first asked, and its anchor its words,
    so that neither changes when another one is added above it. Above it stands since when it is
    open, or who settled it, as git knows.
    """
    history, context = context.corpus.history_of(document), context.at_home(document)
    points = {point.name: point for point in history.points} if history else {}
    names = [question_name(_own_text(item)) for _, item in questions]
    numbers = _numbers(names, points)
    taken = set[str]()
    for (question, item), name, number in zip(questions, names, numbers, strict=True):
        point = points.get(name, UNKNOWN)
        state = "rfc-settled" if question.done else "rfc-open"
        item.set("class", f"{item.get('class', '')} rfc-question {state}".strip())
        anchor = item.get("id") or _anchor(name, number, taken)
        item.set("id", anchor)
        item.insert(0, _line(number, anchor, question, point, context))
        item[0].tail, item.text = item.text, None
        if not question.done:
            yield Link(str(number), f"#{anchor}", question.text)


def _numbers(names: Sequence[str], points: Mapping[str, Point]) -> list[int]:
    """The place of each by the day it was first asked; what git does not know yet comes last."""

    def asked(place: int) -> tuple[bool, float, int]:
        raised = points.get(names[place], UNKNOWN).raised
        new = bool(points) and names[place] not in points
        return new, raised.committed.timestamp() if raised else 0, place

    order = sorted(range(len(names)), key=asked)
    numbers = {place: number for number, place in enumerate(order, 1)}
    return [numbers[place] for place in range(len(names))]


def _anchor(name: str, number: int, taken: set[str]) -> str:
    anchor = "-".join(["rfc-q", *name.split()[:IN_ANCHOR]])
    if anchor in taken or not name:
        anchor = f"{anchor}-{number}"
    taken.add(anchor)
    return anchor


def _line(number: int, anchor: str, question: Task, point: Point, context: Context) -> HtmlElement:
    words = context.words
    link = html.Element("a", {"href": f"#{anchor}", "title": words.markup.permalink})
    link.text = words.question.format(n=number)
    line = html.Element("small", {"class": "rfc-asked", "data-search-exclude": ""})
    line.append(link)
    if question.done and point.settled:
        who, day = point.settled.author.name, words.day(point.settled.authored.date())
        link.tail = f" · {words.settled.format(date=day, who=who)} "
        line.append(_commit(point.settled, context))
    elif question.done:
        link.tail = f" · {words.settled_bare}"
    elif point.raised and not point.settled:
        day = words.day(point.raised.authored.date())
        link.tail = f" · {words.open_since.format(date=day)}"
    return line


def _commit(commit: Commit, context: Context) -> HtmlElement:
    shown = context.commit(commit)
    code = html.Element("code")
    code.text = shown.text
    if not shown.href:
        return code
    link = html.Element("a", {"href": shown.href, "title": shown.title})
    link.append(code)
    return link


def _own_text(item: HtmlElement) -> str:
    """What an item says itself: its first paragraph, without what hangs below it."""
    first = next((each for each in item if each.tag == "p"), item)
    parts = [first.text or ""]
    for each in first:
        if each.tag in NESTED:
            break
        parts += [content_of(each), each.tail or ""]
    return "".join(parts)
