"""The text of a new file from a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b

from jinja2 import TemplateError

from mkdocs_rfc.authoring.expressions import REFUSALS, fill_expressions, is_expression
from mkdocs_rfc.authoring.slots import Slots
from mkdocs_rfc.authoring.template import Template
from mkdocs_rfc.documents import AUTHOR_KEYS, DATE_KEYS, SLOT
from mkdocs_rfc.lifecycle import Lifecycle, Status
from mkdocs_rfc.markdown import readable

METADATA_ROW = re.compile(
    r"\|\s*+(?P<name>[^|\s]++(?:\s++[^|\s]++)*+|(?<=\s))\s*+\|(?P<value>[^\n]*)\|\s*$"
)
KEY = re.compile(r"(?P<name>[A-Za-z][\w -]*+):[ \t]*+(?P<value>.*)$")


class Values:
    """Values that are put in last of all: whatever they say, nothing in them is filled in.

    What stands for them meanwhile has the digest of all that they are put `into`, so that nothing
    in there can be taken for it.
    """

    def __init__(self, *into: object) -> None:
        self._held: list[str] = []
        self._mark = blake2b(repr(into).encode(errors="replace"), digest_size=16).hexdigest()

    def hold(self, value: str) -> str:
        """What stands for a value until it is put in."""
        self._held.append(re.sub("[\x00-\x08\x0b-\x1f]", " ", readable(value)))
        return f"\x02{self._mark}-{len(self._held) - 1}\x03"

    def put_in(self, text: str) -> str:
        """The text with every value in its place."""
        token = re.compile(f"\x02{self._mark}-(?P<place>\\d+)\x03")
        return token.sub(lambda found: self._held[int(found["place"])], text)


def scaffold(
    template: Template,
    slots: Slots,
    lifecycle: Lifecycle,
    *,
    status: Status | None = None,
    named: str = "",
) -> str:
    """The text of a new spec: the template with its slots, title and metadata filled in.

    `status` is the one it starts with; without, the lifecycle's first. `named` is the template's
    name where the spec has to say it, as it is not the one of the site.
    """
    first = status or lifecycle.statuses[0]
    stated = {
        "status": first.written or first.label,
        **dict.fromkeys(AUTHOR_KEYS, slots.author),
        **dict.fromkeys(DATE_KEYS, slots.date),
    }
    values = Values(template.text, template.head, slots)
    lines = _with_title(template.text.split("\n"), slots.title, values)
    filled = [_fill_row(line, stated, values) for line in _with_research(lines, slots, values)]
    head = [_fill_key(line, stated | {"title": slots.title}, values) for line in template.head]
    if named:
        head = [f"template: {in_yaml(named)}", *(e for e in head if not e.startswith("template:"))]
    return fill_slots("\n".join([*_fenced(head), *filled]), slots, values)


def fill_slots(text: str, slots: Slots, values: Values | None = None) -> str:
    """Fill in the slots and names of a template's text; it ends in one line end.

    Expressions that cannot be filled in stay as they are written.
    """
    values = values or Values(text, slots)
    asked = SLOT.sub(lambda slot: values.hold(slots.answer(slot["command"]) or ""), text)
    with suppress(TemplateError, *REFUSALS):  # a template was checked, but not with every title
        asked = fill_expressions(asked, slots)
    return readable(values.put_in(asked)).rstrip() + "\n"


def _fenced(head: Sequence[str]) -> list[str]:
    return ["---", *head, "---", ""] if head else []


def _with_title(lines: list[str], title: str, values: Values) -> list[str]:
    """The lines, with the title for a heading that does not ask for it by name."""
    heading = next((n for n, line in enumerate(lines) if line.startswith("# ")), None)
    if heading is None:
        return [f"# {values.hold(title)}", "", *lines]
    if not is_expression(lines[heading]):
        lines[heading] = f"# {values.hold(title)}"
    return lines


def _with_research(lines: list[str], slots: Slots, values: Values) -> Iterator[str]:
    """The lines, with a row for the research behind the last row of the metadata table."""
    table = [n for n, line in enumerate(lines) if METADATA_ROW.match(line)]
    run = [n for place, n in enumerate(table) if n == table[0] + place]
    asked = any("{{ research" in line or "{% for" in line for line in lines)
    for number, line in enumerate(lines):
        yield line
        if slots.research and run and number == run[-1] and not asked:
            yield _like(line, "Research", "; ".join(str(each) for each in slots.research), values)


def _like(row: str, name: str, value: str, values: Values) -> str:
    """A row of the table that is as wide as another one."""
    cells = row.split("|")
    widths = [len(cell) - 2 for cell in (cells[1], "|".join(cells[2:-1]))]
    return f"| {name:<{max(widths[0], 0)}} | {values.hold(f'{value:<{max(widths[1], 0)}}')} |"


def _fill_row(line: str, stated: Mapping[str, str], values: Values) -> str:
    match = METADATA_ROW.match(line)
    value = stated.get(match["name"].casefold()) if match else None
    if not match or value is None or is_expression(line):
        return line
    width = len(match["value"]) - 1
    cell = f"{value.replace('|', '/'):<{max(width - 1, 0)}}"
    return f"{line[: match.start('value')]} {values.hold(cell)} |"


def _fill_key(line: str, stated: Mapping[str, str], values: Values) -> str:
    """A line of front matter; what the template states itself stays, but for the status."""
    match = KEY.match(line)
    name = match["name"].casefold() if match else ""
    if not match or name not in stated or is_expression(line):
        return line
    if match["value"] and name != "status" and not SLOT.search(match["value"]):
        return line
    return f"{match['name']}: {values.hold(in_yaml(stated[name]))}"


def in_yaml(text: str) -> str:
    """A value as one line of YAML, in quotes where it needs them."""
    plain = re.fullmatch(r"[A-Za-z0-9][\w ()./—–-]*", text)
    known = text.casefold() in {"true", "false", "yes", "no", "on", "off", "null"}
    if plain and not known and not re.fullmatch(r"[\d.]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
