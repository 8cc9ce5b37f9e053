"""Open questions in a text, numbered and linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import html
from lxml.html import HtmlElement

from mkdocs_rfc.authoring import Task
from mkdocs_rfc.documents import Document, question_name
from mkdocs_rfc.history import Commit, Point
from mkdocs_rfc.markdown import content_of
from mkdocs_rfc.pages.components import Link
from mkdocs_rfc.pages.context import Context

NESTED = frozenset({"ul", "ol", "table", "pre", "blockquote"})
IN_ANCHOR = 6
"""So many words of a question make its anchor."""
UNKNOWN = Point("", None, None)


def mark_questions(
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
