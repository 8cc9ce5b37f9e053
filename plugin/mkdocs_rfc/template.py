from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from mkdocs_rfc.documents import Document
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.front_matter import read_front_matter
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.markdown import line_of, parse
from mkdocs_rfc.markdown.lines import SOURCEPOS
from mkdocs_rfc.outline import Part, read_outline

BUILT_IN = Path(__file__).parent / "templates" / "rfc.md"
INSTRUCTION = re.compile(r"^\s*(?:\*|_)?\s*instructions?\s*:", re.IGNORECASE)
HIGHEST = 2
"""Level of a template's main sections; its title is the only heading above them."""
SLOT = re.compile(r"!`(?P<command>[^`\n]+)`")
DATE = re.compile(r"date(?:\s+[\"']?\+(?P<format>[^\"']+)[\"']?)?$")
METADATA_ROW = re.compile(r"^\|\s*(?P<name>[^|]+?)\s*\|(?P<value>[^|]*(?:\|[^|\n]*)*?)\|\s*$")
PLACEHOLDER = re.compile(r"^(?:(?:non-)?goal|question|phase|option) \d+:?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slots:
    """What a template may ask git and the author for; the closed table of all slots."""

    title: str = ""
    author: str = ""
    email: str = ""
    date: str = ""
    """Day of writing, ISO."""
    time: str = ""
    """Date, time and zone."""
    branch: str = ""
    commit: str = ""
    recent: tuple[str, ...] = ()
    """The latest commits, one line each."""
    remote: str = ""
    research: tuple[tuple[str, str], ...] = ()
    """Title and address, as written in the new file, of each research document."""

    def answer(self, command: str) -> str | None:
        """The value for the command of a slot; None for a command that is not in the table."""
        answers = {
            "git config user.name": self.author,
            "git config user.email": self.email,
            "git branch --show-current": self.branch,
            "git rev-parse --abbrev-ref HEAD": self.branch,
            "git rev-parse --short HEAD": self.commit[:7],
            "git rev-parse HEAD": self.commit,
            "git remote get-url origin": self.remote,
            "git config --get remote.origin.url": self.remote,
        }
        words = " ".join(command.split())
        if match := DATE.match(words):
            return self.time if "%H" in (match["format"] or "") else self.date
        if log := re.fullmatch(r"git log --oneline(?: -n?\s?(\d+))?", words):
            return "\n".join(self.recent[: int(log[1] or 5)])
        return answers.get(words)


@dataclass(frozen=True, slots=True)
class Template:
    """A spec template: the text a new spec starts from, and the sections it asks for."""

    name: str
    text: str
    """From its title on; what stands before the template in a prompt is left out."""
    parts: tuple[Part, ...]
    """Its sections, in order, without the title."""
    findings: tuple[Finding, ...] = ()

    def wanted(self, part: Part, written: Sequence[Part]) -> Part | None:
        """The section of a document that answers to a section of the template."""
        same = [other for other in written if _key(other.name) == _key(part.name)]
        if part.number:
            same += [other for other in written if other.number == part.number]
        return same[0] if same else None


def read_template(path: Path | None = None, *, shown: str = "") -> Template:
    """Read a template from a file, or the built-in one.

    A file that cannot serve (missing, no section, a slot that is not in the table) is a finding,
    and the built-in template takes its place. `shown` is what findings call the file.
    """
    if path is None:
        return _template("rfc", BUILT_IN.read_text(encoding="utf-8"))
    shown = shown or path.name
    try:
        template = _template(path.stem, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        return _instead(Finding(shown, 0, "template", f"The template cannot be read: {reason}."))
    if not template.parts:
        return _instead(Finding(shown, 0, "template", "The template has no section (`## …`)."))
    if unknown := next(_unknown_slots(path.read_text(encoding="utf-8-sig")), None):
        line, command = unknown
        message = f"The template has the slot `!`{command}``, which is not in the table of slots."
        return _instead(Finding(shown, line, "template", message, "See “Slots” in the docs."))
    return template


def scaffold(template: Template, slots: Slots, lifecycle: Lifecycle) -> str:
    """The text of a new spec: the template with its slots, title and metadata filled in."""
    lines = template.text.split("\n")
    heading = next((n for n, line in enumerate(lines) if line.startswith("# ")), None)
    if heading is None:
        lines[:0] = [f"# {slots.title}", ""]
    else:
        lines[heading] = f"# {slots.title}"
    first = lifecycle.statuses[0]
    values = {
        "author(s)": slots.author,
        "author": slots.author,
        "status": first.written or first.label,
        "created / last updated": slots.date,
        "created": slots.date,
    }
    filled = [_fill_row(line, values) for line in _with_research(lines, slots)]
    text = "\n".join(filled)
    return SLOT.sub(lambda slot: slots.answer(slot["command"]) or "", text).rstrip() + "\n"


def _with_research(lines: list[str], slots: Slots) -> Iterator[str]:
    """The lines, with a row for the research behind the last row of the metadata table."""
    table = [n for n, line in enumerate(lines) if METADATA_ROW.match(line)]
    run = [n for place, n in enumerate(table) if n == table[0] + place]
    row = "; ".join(f"[{_cell(title)}]({address})" for title, address in slots.research)
    for number, line in enumerate(lines):
        yield line
        if row and run and number == run[-1]:
            yield f"| {'Research':<22} | {row} |"


def _cell(text: str) -> str:
    """Text for a link in a table cell: nothing in it may end the link or the cell."""
    return re.sub(r"([\\|\[\]])", r"\\\1", text)


def _fill_row(line: str, values: Mapping[str, str]) -> str:
    match = METADATA_ROW.match(line)
    value = values.get(match["name"].casefold()) if match else None
    if not match or value is None:
        return line
    width = len(match["value"]) - 1
    return f"{line[: match.start('value')]} {value.replace('|', '/'):<{max(width - 1, 0)}} |"


def missing_parts(template: Template, root: html.HtmlElement) -> tuple[Part, ...]:
    """The sections of the template that a document does not have, in the template's order."""
    written = read_outline(root)
    return tuple(part for part in template.parts if template.wanted(part, written) is None)


def complete(root: html.HtmlElement, template: Template) -> tuple[Part, ...]:
    """Put the template's missing sections into a document, in place; gives those sections.

    Each is an `aside.rfc-todo`: folded, left out of search, plainly no part of the text.
    """
    written = read_outline(root)
    missing = []
    previous: Part | None = None
    for part in template.parts:
        if found := template.wanted(part, written):
            previous = found
            continue
        missing.append(part)
        _insert(root, _todo(part), written, previous, part.level)
    return tuple(missing)


def _insert(
    root: html.HtmlElement,
    aside: html.HtmlElement,
    written: Sequence[Part],
    previous: Part | None,
    level: int,
) -> None:
    """Insert before the next section of the same or a higher level behind the previous one."""
    start = written.index(previous) + 1 if previous else 0
    following = next(
        (part.heading for part in written[start:] if part.level <= level and part.level > 1), None
    )
    if following is None:
        root.append(aside)
    else:
        following.addprevious(aside)


def _todo(part: Part) -> html.HtmlElement:
    aside = html.Element("aside", {"class": "rfc-todo", "data-search-exclude": ""})
    details = html.Element("details")
    summary = html.Element("summary")
    name = html.Element("span", {"class": f"rfc-todo-name rfc-todo-h{part.level}"})
    name.text = part.text
    mark = html.Element("span", {"class": "rfc-todo-mark"})
    mark.text = "not written yet"
    summary.extend([name, mark])
    details.append(summary)
    details.extend(_copy(block) for block in part.blocks)
    aside.append(details)
    return aside


def _copy(block: html.HtmlElement) -> html.HtmlElement:
    copied = html.fromstring(html.tostring(block, encoding="unicode", with_tail=False))
    for element in copied.iter():
        if SOURCEPOS in element.attrib:
            del element.attrib[SOURCEPOS]
    return copied


def _template(name: str, text: str) -> Template:
    front = read_front_matter(text)
    lines = front.body.split("\n")
    tree = parse(front.body)
    outline = read_outline(tree.root)
    start = _start(tree.root, outline)
    body = "\n".join(lines[max(start - 1, 0) :]).strip("\n")
    parts = tuple(part for part in outline if part.line >= start and part.level > 1)
    return Template(name, body, parts)


def _start(root: html.HtmlElement, outline: Sequence[Part]) -> int:
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
    names = {" ".join("".join(row[0].itertext()).split()).casefold() for row in table.iter("tr")}
    return "status" in names


def _unknown_slots(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        for slot in SLOT.finditer(line):
            if Slots().answer(slot["command"]) is None:
                yield number, slot["command"]


def _instead(finding: Finding) -> Template:
    built_in = read_template()
    return Template(built_in.name, built_in.text, built_in.parts, (finding,))


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()


def is_to_complete(document: Document, template: Template, lifecycle: Lifecycle) -> bool:
    """Whether the build shows what a template still asks a document for.

    It does for a draft, one whose status is not chosen yet among them, that is written from this
    template: most of its own sections are the template's. A file with no text at all is one, too.
    """
    written = [part for part in read_outline(document.tree.root) if part.level > 1]
    if not written and not document.status.text and not _has_text(document):
        return True
    asked = [part for each in template.parts if (part := template.wanted(each, written))]
    is_first = document.status.status is lifecycle.statuses[0] or not document.status.chosen
    return is_first and 2 * len(asked) >= len([part for part in written if part.level == HIGHEST])


def _has_text(document: Document) -> bool:
    return any(element.tag not in {"h1", "table"} for element in document.tree.root)
