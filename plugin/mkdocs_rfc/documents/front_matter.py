"""YAML at the head of a file, read as far as it can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from mkdocs_rfc.documents.yaml_values import DEEP, LONG, load_yaml
from mkdocs_rfc.markdown import readable

KEY = re.compile(r"(?P<key>[A-Za-z_][\w ./()-]{0,60}?)\s*:(?:\s+(?P<value>.*))?$")
OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
CLOSING = re.compile(r"(?:-{3,}|\.{3})[ \t]*$")
QUOTE = "Quote values that hold `: `, or start with @, [, { or a backtick."
CLOSE = "Put a line `---` behind the last key."
SHORTEN = "Write out what is meant, without aliases of aliases."


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML block at the head of a file, read as far as it can be read."""

    values: Mapping[str, object]
    body: str
    """The text after the block."""
    first_line: int
    """Line of the file at which the body starts."""
    problem: str = ""
    """Why the block is no YAML; its lines were then read one by one."""
    fix: str = ""
    line: int = 0
    """Line of the file at which the problem is."""
    head: tuple[str, ...] = ()
    """The lines of the block."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of the file at which each key stands."""


def read_front_matter(text: str) -> FrontMatter:
    """Split a file into its front matter and its body; a leading rule is no front matter.

    A block that YAML refuses, or that is never closed, is read line by line and said in `problem`:
    it is never shown as text, and nothing is raised.
    """
    if not OPENING.match(text):
        return FrontMatter({}, text, 1)
    lines = text.split("\n")
    end = _closing(lines)
    if end is None:
        return _unclosed(text, lines)
    block, body = lines[1:end], "\n".join(lines[end + 1 :])
    values, lines_of, problem, line = _load(block)
    if values is None or (problem and not _looks_like_keys(block)):
        return FrontMatter({}, text, 1)
    if problem and _heading(block) is not None:  # the closing line belongs to the text below
        return _unclosed(text, lines)
    if problem:
        fix = SHORTEN if problem in {LONG, DEEP} else QUOTE
        values, lines_of = _read_lines(block)
        return FrontMatter(values, body, end + 2, problem, fix, line, (*block,), lines_of)
    if len(closing := lines[end].strip()) > 3:
        problem = f"The front matter is closed by `{closing[:12]}`, which YAML does not know."
    line = end + 1 if problem else 0
    return FrontMatter(values, body, end + 2, problem, CLOSE, line, (*block,), lines_of)


def _closing(lines: list[str]) -> int | None:
    return next((n for n, line in enumerate(lines[1:], 1) if CLOSING.match(line)), None)


def _unclosed(text: str, lines: list[str]) -> FrontMatter:
    head = [line for line in lines[1:12] if line.strip()][:3]
    if sum(bool(KEY.match(line)) for line in head) < min(2, len(head)) or not head:
        return FrontMatter({}, text, 1)
    heading = _heading(lines)
    prose = next((n for n, line in enumerate(lines[1:], 1) if _is_prose(line)), len(lines))
    end = prose if heading is None else min(heading, prose)
    problem = "The front matter is never closed: a line `---` is missing at its end."
    block, body = lines[1:end], "\n".join(lines[end:])
    values, lines_of = _read_lines(block)
    return FrontMatter(values, body, end + 1, problem, CLOSE, 1, (*block,), lines_of)


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not line.startswith((" ", "-", "#")) and not KEY.match(line)


def _heading(lines: list[str]) -> int | None:
    """Index of the first Markdown heading behind a blank line; `# …` elsewhere is a comment."""
    pairs = enumerate(pairwise(lines), 1)
    return next((n for n, (a, b) in pairs if not a.strip() and re.match(r"#{1,6}\s", b)), None)


def _load(block: list[str]) -> tuple[dict[str, object] | None, dict[str, int], str, int]:
    """The values of the block (None for no mapping), their lines, why and where it is no YAML."""
    loaded = load_yaml("\n".join(block))
    if loaded.problem:
        told = f"The front matter is not YAML: {loaded.problem}."
        return {}, {}, loaded.problem if loaded.excess else told, loaded.line + 2
    if isinstance(loaded.value, dict):
        return loaded.value, {key: line + 2 for key, line in loaded.lines.items()}, "", 0
    return {} if loaded.value is None else None, {}, "", 0


def _looks_like_keys(block: list[str]) -> bool:
    first = next((line for line in block if line.strip() and not line.startswith("#")), "")
    return bool(KEY.match(first))


def _read_lines(block: list[str]) -> tuple[dict[str, object], dict[str, int]]:
    """Read `key: value` and the `- item` lines below a key; everything else is left out."""
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(map(readable, block), 2):
        if match := KEY.match(line):
            key = match["key"]
            lines[key] = number
            values[key] = _plain(match["value"] or "")
        elif key and (item := re.match(r"\s*-\s+(.+)$", line)):
            listed = values[key]
            if not isinstance(listed, list):
                listed = values[key] = []
            listed.append(_plain(item[1]))
    return values, lines


def _plain(value: str) -> object:
    value = value.strip()
    if flow := re.fullmatch(r"\[([^\[\]]*)\]", value):
        return [_plain(part) for part in flow[1].split(",") if part.strip()]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
