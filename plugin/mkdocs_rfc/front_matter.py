from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import yaml

from mkdocs_rfc.limits import DEEPEST, MOST_BITS, MOST_VALUES

KEY = re.compile(r"(?P<key>[A-Za-z_][\w ./()-]{0,60}?)\s*:(?:\s+(?P<value>.*))?$")
OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
KEY_END = re.compile(r"(?:(?<!\s)\s++)?+:(?=\s|$)")
CLOSING = re.compile(r"(?:-{3,}|\.{3})[ \t]*$")
QUOTE = "Quote values that hold `: `, or start with @, [, { or a backtick."
CLOSE = "Put a line `---` behind the last key."
LONG = "The front matter holds more values than a person writes, or a number that is longer."
DEEP = f"The front matter has more than {DEEPEST} lists and mappings in one another."
SHORTEN = "Write out what is meant, without aliases of aliases."
FLATTEN = "Move what is nested into the text, where readers see it."
LOADER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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

    def lines(self) -> dict[str, int]:
        """Line of the file at which each key of the block stands."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.head, 2):
            key = KEY_END.split(line, maxsplit=1)[0]
            found.setdefault(key.strip("\"'"), number)
        return found


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
    values, problem, line = ({}, DEEP, 2) if _is_deep(block) else _load(block)
    if values is None or (problem and not _looks_like_keys(block)):
        return FrontMatter({}, text, 1)
    if problem and _heading(block) is not None:  # the closing line belongs to the text below
        return _unclosed(text, lines)
    if problem:
        fix = {LONG: SHORTEN, DEEP: FLATTEN}.get(problem, QUOTE)
        return FrontMatter(_read_lines(block), body, end + 2, problem, fix, line, (*block,))
    if len(closing := lines[end].strip()) > 3:
        problem = f"The front matter is closed by `{closing[:12]}`, which YAML does not know."
    return FrontMatter(values, body, end + 2, problem, CLOSE, end + 1 if problem else 0, (*block,))


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
    return FrontMatter(_read_lines(block), body, end + 1, problem, CLOSE, 1, (*block,))


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not line.startswith((" ", "-", "#")) and not KEY.match(line)


def _heading(lines: list[str]) -> int | None:
    """Index of the first Markdown heading behind a blank line; `# …` elsewhere is a comment."""
    pairs = enumerate(pairwise(lines), 1)
    return next((n for n, (a, b) in pairs if not a.strip() and re.match(r"#{1,6}\s", b)), None)


def _load(block: list[str]) -> tuple[dict[str, object] | None, str, int]:
    """Load the block: values (None: YAML, but no mapping), and where and why it is no YAML."""
    text, loader = _text(block)
    try:
        loaded = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(str(error.problem or error.context or "unreadable").split())
        return {}, f"The front matter is not YAML: {reason}.", (mark.line if mark else 0) + 2
    except (yaml.YAMLError, RecursionError, TypeError) as error:
        return {}, f"The front matter is not YAML: {' '.join(str(error).split())}.", 2
    except ValueError as error:  # an impossible date (2022-09-39) is no YAMLError
        return {}, f"The front matter is not YAML: {error}.", _impossible_date(block)
    if not isinstance(loaded, dict):
        return {} if loaded is None else None, "", 0
    if _is_long(loaded):
        return {}, LONG, 2
    return {str(key): value for key, value in loaded.items()}, "", 0


def _text(block: list[str]) -> tuple[str, type[yaml.CSafeLoader | yaml.SafeLoader]]:
    """A block as text, and what reads it."""
    text = "\n".join(block)
    # Of the two loaders, only the one in C takes tabs between words; most readers of YAML do not.
    return text, yaml.SafeLoader if "\t" in text else LOADER


def _is_deep(block: list[str]) -> bool:
    """Whether so much is nested that it would be read with every level's time for each level."""
    text, loader = _text(block)
    indented = max((len(line) - len(line.lstrip(" -?:")) for line in block), default=0)
    if max(indented, text.count("[") + text.count("{")) <= DEEPEST:
        return False  # as good as always: what follows is not free
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return True
    except (yaml.YAMLError, ValueError):  # said where it is loaded
        return False
    return False


def _is_long(loaded: object) -> bool:
    """Whether to make text of the values would take for ever; an alias is what it stands for."""
    waiting, seen = [loaded], 0
    while waiting and seen <= MOST_VALUES:
        value, seen = waiting.pop(), seen + 1
        if isinstance(value, int) and value.bit_length() > MOST_BITS:
            return True
        if isinstance(value, dict):
            waiting += (*value, *value.values())
        elif isinstance(value, (list, tuple, set)):
            waiting += value
    return seen > MOST_VALUES


def _impossible_date(block: list[str]) -> int:
    for number, line in enumerate(block, 2):
        value = line.partition(":")[2].strip() or line.strip(" -")
        if re.match(r"\d{4}-\d\d?-\d\d?", value):
            try:
                yaml.load(value, Loader=LOADER)  # noqa: S506 (as above)
            except ValueError:
                return number
            except yaml.YAMLError:
                continue
    return 2


def _looks_like_keys(block: list[str]) -> bool:
    first = next((line for line in block if line.strip() and not line.startswith("#")), "")
    return bool(KEY.match(first))


def _read_lines(block: list[str]) -> dict[str, object]:
    """Read `key: value` and the `- item` lines below a key; everything else is left out."""
    values: dict[str, object] = {}
    key = ""
    for line in block:
        if match := KEY.match(line):
            key = match["key"]
            values[key] = _plain(match["value"] or "")
        elif key and (item := re.match(r"\s*-\s+(.+)$", line)):
            listed = values[key]
            if not isinstance(listed, list):
                listed = values[key] = []
            listed.append(_plain(item[1]))
    return values


def _plain(value: str) -> object:
    value = value.strip()
    if flow := re.fullmatch(r"\[([^\[\]]*)\]", value):
        return [_plain(part) for part in flow[1].split(",") if part.strip()]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
