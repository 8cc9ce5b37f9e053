from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html

from mkdocs_rfc.documents import Document
from mkdocs_rfc.outline import Part, read_outline
from mkdocs_rfc.pages.context import Context
from mkdocs_rfc.pages.pieces import Link
from mkdocs_rfc.pages.words import Words
from mkdocs_rfc.template import INSTRUCTION, PLACEHOLDER

if TYPE_CHECKING:
    from lxml.html import HtmlElement

GOALS = re.compile(r"^(functional |technical )?goals\b", re.IGNORECASE)
QUESTIONS = re.compile(r"\b(open|unresolved) (questions|issues)\b", re.IGNORECASE)
TODO = "rfc-todo"
SHOWN = 3
"""So many things that are missing are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How many of some things are done."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the text of a spec is."""

    goals: Meter
    sections: Meter
    questions: Meter
    unanswered: tuple[Link, ...]
    unwritten: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Several things of one kind that are missing."""

    verb: str
    items: tuple[Link, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between a spec and its approval."""

    heading: str
    asks: tuple[Ask, ...]


def read_progress(body: HtmlElement) -> Progress:
    """Measure the text of a spec; gives its questions and unwritten sections anchors, in place."""
    parts = _parts(body)
    leaves = [
        part
        for part, after in zip(parts, [*parts[1:], None], strict=False)
        if _is_leaf(part, after)
    ]
    empty = [part for part in leaves if not _is_written(part)]
    absent = _absent(body)
    goals = [state for _, state in _tasks(parts, GOALS)]
    questions = list(_tasks(parts, QUESTIONS))
    return Progress(
        Meter(sum(goals), len(goals)),
        Meter(len(leaves) - len(empty), len(leaves) + len(absent)),
        Meter(sum(state for _, state in questions), len(questions)),
        tuple(_mark_questions(questions)),
        (*(Link(part.text.rstrip("¶"), f"#{part.id}") for part in empty), *absent),
    )


def count_questions(root: HtmlElement) -> int:
    """How many questions of a text are open."""
    return sum(not settled for _, settled in _tasks(_parts(root), QUESTIONS))


def _parts(root: HtmlElement) -> list[Part]:
    return [part for part in read_outline(root) if part.level > 1]


def fold_instructions(body: HtmlElement, label: str) -> None:
    """Fold away what is left of a template's instructions, in place: they are not the author's."""
    for element in [each for each in body if each.tag == "p" and INSTRUCTION.match(_text(each))]:
        aside = html.Element("aside", {"class": TODO, "data-search-exclude": ""})
        details = html.Element("details")
        summary = html.Element("summary")
        summary.text = label
        aside.append(details)
        element.addprevious(aside)
        aside.tail, element.tail = element.tail, None
        details.extend([summary, element])


def gate(document: Document, progress: Progress, context: Context) -> Gate | None:
    """Say what is missing before a spec that is being worked on can be approved."""
    status, words = document.status.status, context.words
    if status is None or status.tone not in {"draft", "review"}:
        return None
    goal = next(
        (each for each in context.corpus.lifecycle.statuses if each.tone in {"approved", "done"}),
        None,
    )
    asks = [
        Ask(words.name_owner, ()) if not document.owner else None,
        _ask(words.answer, progress.unanswered, words),
        _ask(words.write, progress.unwritten, words),
    ]
    said = tuple(ask for ask in asks if ask)
    if goal is None or not said:
        return None
    label = words.labels.get(goal.label, goal.label.casefold())
    return Gate(words.before.format(status=label), said)


def _ask(forms: tuple[str, str], items: tuple[Link, ...], words: Words) -> Ask | None:
    if not items:
        return None
    shown = items if len(items) <= SHOWN + 1 else items[:SHOWN]
    more = words.more.format(n=len(items) - len(shown)) if len(shown) < len(items) else ""
    return Ask(forms[len(items) > 1], shown, more)


def _is_leaf(part: Part, after: Part | None) -> bool:
    """Whether a section is there for its own text, not only for the sections in it."""
    own = [block for block in part.blocks if block.get("class") != TODO]
    return after is None or after.level <= part.level or any(_says(block) for block in own)


def _is_written(part: Part) -> bool:
    return any(_says(block) for block in part.blocks if block.get("class") != TODO)


def _says(block: HtmlElement) -> bool:
    """Whether a block holds anything that a template would not."""
    if block.tag in {"ul", "ol"}:
        return any(_item_says(_text(item)) for item in block.iter("li"))
    if block.tag == "table":
        cells = [cell for row in block.iter("tr") for cell in row if cell.tag == "td"]
        return not cells or any(_text(cell) for cell in cells)
    text = _text(block)
    return bool(text or block.xpath(".//img|.//svg")) and not INSTRUCTION.match(text)


def _item_says(text: str) -> bool:
    return bool(text) and not text.endswith(":") and not PLACEHOLDER.match(text)


def _absent(body: HtmlElement) -> list[Link]:
    """The sections of the template that the build put in."""
    found = []
    for number, aside in enumerate(body.iterfind(f"aside[@class='{TODO}']"), 1):
        aside.set("id", f"rfc-todo-{number}")
        name = aside.xpath("string(.//*[contains(@class, 'rfc-todo-name')])")
        found.append(Link(" ".join(name.split()), f"#rfc-todo-{number}"))
    return found


def _tasks(parts: Sequence[Part], wanted: re.Pattern[str]) -> Iterator[tuple[HtmlElement, bool]]:
    """The task items of the sections with a certain name, and whether each is ticked."""
    inside = 0
    for part in parts:
        if inside and part.level <= inside:
            inside = 0
        if wanted.search(part.name):
            inside = part.level
        if inside:
            yield from _ticked(part.blocks)


def _ticked(blocks: Sequence[HtmlElement]) -> Iterator[tuple[HtmlElement, bool]]:
    for block in blocks:
        for box in block.xpath("self::*[self::ul or self::ol]//input[@type='checkbox']"):
            item = next(box.iterancestors("li"), None)
            if item is not None and not PLACEHOLDER.match(_text(item)):
                yield item, "checked" in box.attrib


def _mark_questions(questions: Sequence[tuple[HtmlElement, bool]]) -> Iterator[Link]:
    for number, (item, settled) in enumerate(questions, 1):
        state = "rfc-settled" if settled else "rfc-open"
        item.set("class", f"{item.get('class', '')} rfc-question {state}".strip())
        if not item.get("id"):
            item.set("id", f"rfc-q{number}")
        if not settled:
            yield Link(str(number), f"#{item.get('id')}", _text(item))


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
