"""How far a spec has got: which of its template's sections are written, and what is left to do."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from lxml import html

from mkdocs_rfc.authoring.template import PLACEHOLDER, Template, is_instruction, template_of
from mkdocs_rfc.documents import (
    GOALS,
    OTHERWISE,
    PHASES,
    QUESTIONS,
    Document,
    Kind,
    Section,
    TitleHeading,
    find_heading,
    is_summary,
    is_unfilled,
    read_outline,
)
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.markdown import (
    content_of,
    find_comments,
    first_line_of,
    line_of,
    replace_comments,
    text_of,
)
from mkdocs_rfc.storage import Memo

TODO = "rfc-todo"
"""Class of what the build put into a text: no word of it is the author's."""
TODO_PART = "rfc-todo-part"
"""Class of a section in it that is missing."""
TODO_WHOLE = "rfc-todo-whole"
"""Class of one that is there only for the sections in it."""
BOXES = "self::*[self::ul or self::ol]/descendant::input[@type='checkbox']"
NO_PROSE = frozenset({"pre", "table", "aside"})


@dataclass(frozen=True, slots=True)
class Task:
    """One box of a check list."""

    text: str
    done: bool
    line: int


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section that is there for its own text, not only for the sections in it."""

    name: str
    """As it is called, with its number."""
    anchor: str
    is_written: bool
    """There is a word of the author's in it."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A place that still says what the template says."""

    line: int
    text: str
    is_instruction: bool
    """It is an instruction to the writer, not a placeholder for an answer."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a spec is written."""

    sections: tuple[SectionState, ...]
    """In the order of the text."""
    is_followed: bool
    """Most of its sections are the template's: only then is any of them missing."""
    missing: tuple[str, ...]
    """Sections of the template that are not there."""
    leftovers: tuple[Leftover, ...]
    goals: tuple[Task, ...]
    questions: tuple[Task, ...]
    phases: tuple[Task, ...]
    summary_words: int
    """Words of the executive summary; 0 without one."""
    summary_line: int

    @property
    def written(self) -> tuple[str, ...]:
        """The names of the sections that the author wrote."""
        return tuple(section.name for section in self.sections if section.is_written)

    @property
    def empty(self) -> tuple[str, ...]:
        """The names of those that are there, without a word of the author's."""
        return tuple(section.name for section in self.sections if not section.is_written)

    @property
    def expected(self) -> int:
        """How many sections it would have if all were written."""
        return len(self.sections) + len(self.missing)

    @property
    def open_questions(self) -> tuple[Task, ...]:
        """The questions that are not settled."""
        return tuple(question for question in self.questions if not question.done)


def measure(
    documents: Iterable[Document], templates: Mapping[str, Template], known: Memo[Completeness]
) -> Mapping[str, Completeness]:
    """By path, how far each spec is; `known` is how far they were in the build before."""
    found: dict[str, Completeness] = {}
    for spec in (each for each in documents if each.kind is Kind.SPEC):
        template = template_of(spec, templates)
        key = (spec.digest, template.text)
        found[spec.path] = known.recall(spec.path, key, partial(read_completeness, spec, template))
    return MappingProxyType(found)


def read_completeness(document: Document, template: Template) -> Completeness:
    """Measure a spec against the template that it is written from."""
    root = document.tree.read()
    parts = sections(root, document.title.heading)
    is_followed = template.is_followed(parts)
    missing = template.missing(parts) if is_followed else ()
    summary = next((part for part in parts if is_summary(part.name)), None)
    leftovers = _leftovers(root, document, template)
    return Completeness(
        sections=tuple(_sections(parts)),
        is_followed=is_followed,
        missing=tuple(part.text for part in missing),
        leftovers=tuple(sorted(leftovers, key=lambda each: each.line)),
        goals=tuple(task for task, _ in tasks(parts, GOALS)),
        questions=tuple(task for task, _ in tasks(parts, QUESTIONS)),
        phases=tuple(task for task, _ in tasks(parts, PHASES)),
        summary_words=sum(_words(each) for each in _inside(parts, summary)) if summary else 0,
        summary_line=summary.line if summary else 0,
    )


def sections(root: html.HtmlElement, title: TitleHeading | None = None) -> list[Section]:
    """The parts of a text below its title, each with the level that its heading has on the page."""
    parts = read_outline(root)
    own = find_heading(root, title)
    below = [part for part in parts if part.heading is not own]
    if all(part.level > 1 for part in below):
        return below
    return [replace(part, level=part.level + 1) for part in below]


def _sections(parts: Sequence[Section]) -> Iterator[SectionState]:
    for part, after in zip(parts, [*parts[1:], None], strict=False):
        is_written = any(_says(block) for block in part.blocks)
        if is_written or after is None or after.level <= part.level:
            yield SectionState(part.text, part.id, is_written)


def tasks(
    parts: Sequence[Section], wanted: re.Pattern[str]
) -> Iterator[tuple[Task, html.HtmlElement]]:
    """The check list of the sections with a certain name, without the template's own items.

    Each box comes with its item.
    """
    inside = skipped = 0
    for part in parts:
        inside = 0 if part.level <= inside else inside
        skipped = 0 if part.level <= skipped else skipped
        if not inside and wanted.search(part.name):
            inside = part.level
        elif inside and not skipped and OTHERWISE.search(part.name):
            skipped = part.level
        if inside and not skipped:
            yield from _ticked(part.blocks)


def _ticked(blocks: Sequence[html.HtmlElement]) -> Iterator[tuple[Task, html.HtmlElement]]:
    for block in blocks:
        for box in block.xpath(BOXES):
            item = next(box.iterancestors("li"), None)
            if item is not None and not PLACEHOLDER.match(text := text_of(item)):
                yield Task(text, "checked" in box.attrib, line_of(item)), item


def _says(block: html.HtmlElement) -> bool:
    """Whether a block holds anything that a template would not."""
    if block.tag in {"ul", "ol"}:
        return any(_item_says(text_of(item)) for item in block.iter("li"))
    if block.tag == "table":
        cells = [cell for row in block.iter("tr") for cell in row if cell.tag == "td"]
        return not cells or any(content_of(cell).strip() for cell in cells)
    if is_instruction(block):
        return False
    return bool(content_of(block).strip()) or next(block.iter("img", "svg"), None) is not None


def _item_says(text: str) -> bool:
    return bool(text) and not text.endswith(":") and not PLACEHOLDER.match(text)


def _leftovers(
    root: html.HtmlElement, document: Document, template: Template
) -> Iterator[Leftover]:
    for block in root:
        if is_instruction(block):
            yield Leftover(line_of(block), text_of(block), is_instruction=True)
        elif block.tag in {"ul", "ol"}:
            yield from _placeholders(block, template.items)
    for field in document.fields:
        if is_unfilled(field.text):
            yield Leftover(field.line, field.text, is_instruction=False)
    first = first_line_of(root)
    for comment in find_comments(document.body) if template.comments else ():
        if (text := " ".join(comment.text.split())) in template.comments:
            yield Leftover(first + comment.line, text, is_instruction=True)


def _placeholders(block: html.HtmlElement, asked: Container[str]) -> Iterator[Leftover]:
    for item in block.iter("li"):
        text = text_of(item)
        if PLACEHOLDER.match(text) or text in asked:
            yield Leftover(line_of(item), text, is_instruction=False)


def _inside(parts: Sequence[Section], top: Section) -> Iterator[html.HtmlElement]:
    """The blocks of a section and of the sections in it."""
    place = parts.index(top)
    yield from top.blocks
    for part in parts[place + 1 :]:
        if part.level <= top.level:
            return
        yield from part.blocks


def _words(block: html.HtmlElement) -> int:
    return 0 if block.tag in NO_PROSE or is_instruction(block) else len(text_of(block).split())


def is_to_complete(
    document: Document, found: Completeness, lifecycle: Lifecycle, *, scaffold: str = "drafts"
) -> bool:
    """Whether the build shows what the template still asks a document for that follows it."""
    wanted = scaffold == "all" or (scaffold == "drafts" and is_draft(document, lifecycle))
    return wanted and found.is_followed and bool(found.missing)


def is_draft(document: Document, lifecycle: Lifecycle) -> bool:
    """Whether a spec has the first status, one that is not chosen yet, or none and no text either.

    A text without a status, or with one that the lifecycle lacks, is no draft: many repositories
    state none.
    """
    stated = document.status
    if not stated.text:
        lines = replace_comments(document.body, lambda _: "").split("\n")
        return all(not line.strip() or line.startswith(("# ", "|")) for line in lines)
    return stated.status == lifecycle.statuses[0] or not stated.chosen


def is_in_work(document: Document, lifecycle: Lifecycle) -> bool:
    """Whether the text of a spec is still being written or discussed."""
    status = document.status.status
    return status.in_work if status else is_draft(document, lifecycle)
