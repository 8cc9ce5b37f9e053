"""Spec templates: the built-in ones, a repository's own, and a prompt with a template in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from lxml import html

from mkdocs_rfc.authoring.expressions import check_expressions
from mkdocs_rfc.documents import (
    SLOT,
    Document,
    Section,
    read_front_matter,
    read_outline,
    unknown_slots,
)
from mkdocs_rfc.findings import FileProblem
from mkdocs_rfc.limits import SETTING
from mkdocs_rfc.markdown import (
    Comment,
    find_comments,
    line_of,
    readable,
    render,
    replace_comments,
    text_of,
)
from mkdocs_rfc.storage import read_named, reason_of

FOLDER = Path(__file__).parent / "templates"
BUILT_IN: Mapping[str, Path] = MappingProxyType(
    {name: FOLDER / f"{name}.md" for name in ("rfc", "adr")}
)
DEFAULT = "rfc"
INSTRUCTION = re.compile(r"^\s*+(?:[*_]\s*+)?instructions?\s*:", re.IGNORECASE)
FOR_TOOLS = re.compile(r"\s*(?:/|end|markdownlint|prettier|textlint|toc|vale)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"^(?:(?:non-)?goal|question|phase|option) \d+:?$", re.IGNORECASE)
HIGHEST = 2
"""Level of a template's main sections; its title is the only heading above them."""


def is_instruction(block: html.HtmlElement) -> bool:
    """Whether a block is what a template says to the writer."""
    if block.tag != "p":
        return False
    begins = block.text or ""  # and no more is read of most
    if begins.strip() and "instruction" not in begins.casefold():
        return False
    return INSTRUCTION.match(text_of(block)) is not None


@dataclass(frozen=True, slots=True)
class UnreadableTemplate(FileProblem):
    """The file of a template cannot be read."""

    reason: str


@dataclass(frozen=True, slots=True)
class EmptyTemplate(FileProblem):
    """A template has no section."""


@dataclass(frozen=True, slots=True)
class UnknownSlot(FileProblem):
    """A template has a slot that is not in the table."""

    command: str


@dataclass(frozen=True, slots=True)
class UnfitExpression(FileProblem):
    """A template has an expression that cannot be filled in."""

    reason: str
    """One sentence."""


TemplateProblem = UnreadableTemplate | EmptyTemplate | UnknownSlot | UnfitExpression


@dataclass(frozen=True, slots=True)
class Template:
    """A spec template: the text a new spec starts from, and the sections it asks for."""

    name: str
    text: str
    """From its title on; what stands before the template in a prompt is left out."""
    parts: tuple[Section, ...]
    """Its sections, in order, without the title; comments are instructions."""
    head: tuple[str, ...] = ()
    """The lines of its front matter, where that is part of a spec."""
    items: frozenset[str] = frozenset()
    """What its lists say: a list that still says so has not been filled in."""
    comments: frozenset[str] = frozenset()
    """Its comments to the writer."""
    problems: tuple[TemplateProblem, ...] = ()
    """Why the file that was named cannot serve, and the built-in one is here instead."""

    def wanted(self, part: Section, written: Sequence[Section]) -> Section | None:
        """The section of a document that answers to a section of the template."""
        names = part.names
        same = (other for other in written if other.key in names)
        numbered = (other for other in written if part.number and other.number == part.number)
        return next(chain(same, numbered), None)

    def missing(self, written: Sequence[Section]) -> tuple[Section, ...]:
        """The sections with a text of their own that a document does not have, in order."""
        return tuple(part for part in self.leaves if self.wanted(part, written) is None)

    @property
    def leaves(self) -> tuple[Section, ...]:
        """Its sections but those that are there only for the sections in them."""
        after = (*self.parts[1:], None)
        return tuple(
            part
            for part, following in zip(self.parts, after, strict=False)
            if following is None or following.level <= part.level
        )

    def is_followed(self, written: Sequence[Section]) -> bool:
        """Whether most of a document's own sections are the template's."""
        asked = sum(self.wanted(part, written) is not None for part in self.parts)
        return 2 * asked >= sum(part.level == HIGHEST for part in written)


def read_template(
    path: Path | None = None,
    *,
    folder: Path | None = None,
    shown: str = "",
    name: str = "",
    instead: str = DEFAULT,
) -> Template:
    """Read a template from a file, or a built-in one.

    A file that cannot serve (missing, no section, a slot or a name that is not in the tables) is a
    problem, and the built-in template `instead` takes its place. `shown` is what problems call the
    file, `name` what the template is called, `folder` what its path starts from.
    """
    if path is None:
        return _template(instead, BUILT_IN[instead].read_text(encoding="utf-8"))
    shown, name = shown or path.name, name or path.stem
    try:
        text = read_named(path, folder or path.parent, SETTING).decode("utf-8-sig")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "it is not UTF-8"
        return _instead(UnreadableTemplate(shown, 0, reason), name, instead)
    text = readable(text.replace("\r\n", "\n").replace("\r", "\n"))
    template = _template(name, text)
    problem = next(_problems(template, text, shown), None)
    return _instead(problem, name, instead) if problem else template


def read_templates(
    given: Mapping[str, str], folder: Path, *, default: str = ""
) -> Mapping[str, Template]:
    """Every template by its name: the built-in ones, and those of the site, name -> file.

    `default` is a file or a name; the template is there under the empty name, too.
    """
    found = {name: read_template(instead=name) for name in BUILT_IN}
    for name, file in given.items():
        instead = name if name in BUILT_IN else DEFAULT
        found[name] = read_template(
            _at(folder, file), folder=folder, shown=file, name=name, instead=instead
        )
    if default and default not in found:
        found[""] = read_template(_at(folder, default), folder=folder, shown=default)
    else:
        found[""] = found[default or DEFAULT]
    return MappingProxyType(found)


def _at(folder: Path, file: str) -> Path:
    return Path(os.path.normpath(folder / file))


def template_of(document: Document, templates: Mapping[str, Template]) -> Template:
    """The template that a document is written from: the one it names, or the site's own."""
    named = document.front.get("template")
    return templates.get(named, templates[""]) if isinstance(named, str) else templates[""]


def _problems(template: Template, text: str, shown: str) -> Iterator[TemplateProblem]:
    if not template.parts:
        yield EmptyTemplate(shown, 0)
    for line, command in unknown_slots(text):
        yield UnknownSlot(shown, line, command)
    before = text.count("\n", 0, text.find(template.text.split("\n", 1)[0]))
    head = ["---", *template.head, "---", ""] if template.head else []  # filled in as one text
    whole = SLOT.sub("slot", "\n".join([*head, template.text]))
    for line, reason in check_expressions(whole):
        at = line - len(head) + before if line > len(head) else line
        yield UnfitExpression(shown, at, reason)


def _instead(problem: TemplateProblem, name: str, instead: str) -> Template:
    return replace(read_template(instead=instead), name=name, problems=(problem,))


def _template(name: str, text: str) -> Template:
    front = read_front_matter(text)
    lines = front.body.split("\n")
    outline = read_outline(render(front.body))
    root = render(replace_comments(front.body, _as_instruction))
    start = _start(root, outline)
    body = "\n".join(lines[max(start - 1, 0) :]).strip("\n")
    parts = tuple(part for part in read_outline(root) if part.line >= start and part.level > 1)
    own = "status" in {str(key).casefold() for key in front.values}
    return Template(
        name,
        body,
        parts,
        head=front.head if own else (),
        items=frozenset(_items(parts)),
        comments=frozenset(_comments(body)),
    )


def _as_instruction(comment: Comment) -> str:
    """A comment to the writer as a paragraph, which readers of the page see; on as many lines."""
    if FOR_TOOLS.match(comment.text):
        return comment.written
    text = " ".join(comment.text.split())
    return f"Instruction: {text}" + "\n" * comment.written.count("\n")


def _comments(text: str) -> Iterator[str]:
    for comment in find_comments(text):
        if not FOR_TOOLS.match(comment.text):
            yield " ".join(comment.text.split())


def _items(parts: Iterable[Section]) -> Iterator[str]:
    for part in parts:
        for block in part.blocks:
            for item in block.iter("li"):
                yield text_of(item)


def _start(root: html.HtmlElement, outline: Sequence[Section]) -> int:
    """Line at which the template begins: the title above the metadata table, else the first line.

    In a prompt, instructions to the writer and the state of the repository stand before it.
    """
    tables = [element for element in root.iter("table") if _is_metadata(element)]
    if not tables:
        return 1
    line = line_of(tables[0])
    above = [part.line for part in outline if part.level == 1 and part.line < line]
    return above[-1] if above else line


def _is_metadata(table: html.HtmlElement) -> bool:
    names = {text_of(row[0]).casefold() for row in table.iter("tr")}
    return "status" in names
