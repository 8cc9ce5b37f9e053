"""Giving a spec another number: its name, and every reference to it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.editing import LINE, replace_file
from mkdocs_rfc.numbering import WIDTH, number_in

FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
HEADING = re.compile(r"(?P<head>#\s+(?:[A-Za-z]{2,6}[-\s#]*)?)(?P<digits>\d+)(?=\s*[:.—–]|\s-)")
KEY = re.compile(r"(?P<head>(?:rfc|number|id|eip|simd)\s*:\s*[\"']?)(?P<digits>\d+)(?=[\"']?\s*$)")
GENERIC = frozenset({"readme.md", "index.md"})


class RenumberError(Exception):
    """A spec cannot get the number; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What changes when a spec gets another number; paths are those in the repository."""

    old: str
    new: str
    """What is renamed: the file, or the folder of a `README.md`."""
    texts: Mapping[str, str]
    """File that changes -> its new text."""
    unclear: tuple[str, ...]
    """Places that name the old number and may mean this spec or another one that has it."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Rewrites what names one spec, line by line."""

    path: re.Pattern[str]
    name: str
    """What the matched part of a path becomes."""
    identifier: re.Pattern[str]
    was: int
    number: int
    alone: bool
    """No other document has the old number, so `RFC 12` means this one."""

    def line(self, line: str) -> str:
        """One line of text, with every path and, where it is clear, every number rewritten."""
        named = _outside_code(line, self._ids) if self.alone else LINK.sub(self._link, line)
        return self.path.sub(self.name, named)

    def names(self, line: str) -> bool:
        """Whether a line still has the old number."""
        return _outside_code(line, self._ids) != line

    def _link(self, link: re.Match[str]) -> str:
        return self._ids(link[0]) if self.path.search(link["target"]) else link[0]

    def _ids(self, text: str) -> str:
        return self.identifier.sub(self._id, text)

    def _id(self, match: re.Match[str]) -> str:
        if int(match["number"]) != self.was:
            return match[0]
        start, end = match.start("number") - match.start(), match.end("number") - match.start()
        head = match[0][:start].rstrip("0")
        return head + padded(match[0][len(head) : end], self.number) + match[0][end:]


def plan_renumbering(
    path: str, number: int, texts: Mapping[str, str], *, identifier: str, alone: bool
) -> Renumbering:
    """Work out what a new number changes.

    `texts` are all Markdown files that may name the spec at `path`, itself among them. `alone`
    says that no other document has its number. Raises `RenumberError`.
    """
    was = number_in(path)
    if was is None:
        message = f"{path} has no number in its name."
        raise RenumberError(message)
    in_folder = posixpath.basename(path).casefold() in GENERIC
    old = posixpath.dirname(path) if in_folder else path
    folder, name = posixpath.split(old)
    digits = re.search(r"\d+", name)
    renamed = re.sub(r"\d+", padded(digits[0] if digits else "", number), name, count=1)
    writer = Writer(
        _path_pattern(old, texts),
        renamed.removesuffix(".md"),
        re.compile(rf"(?<![\w/]){identifier}"),
        was,
        number,
        alone,
    )
    written = {each: _rewritten(text, writer) for each, text in sorted(texts.items())}
    unclear = [place for each, text in written.items() for place in _unclear(each, text, writer)]
    written[path] = _with_own_number(written[path], was, number)
    changed = {each: text for each, text in written.items() if text != texts[each]}
    return Renumbering(old, posixpath.join(folder, renamed), changed, tuple(unclear))


def apply_renumbering(plan: Renumbering, root: Path) -> None:
    """Carry a renumbering out; stopped at any point, it can be run again and nothing is lost.

    Raises FileExistsError, before anything is changed, where the new name is taken.
    """
    old, new = root / plan.old, root / plan.new
    if new.exists():
        raise FileExistsError(plan.new)
    for path, text in plan.texts.items():
        replace_file(root / path, text.encode("utf-8", "surrogateescape"))
    old.rename(new)


def padded(digits: str, number: int) -> str:
    """A number as wide as the digits that it replaces, where they were filled with zeros."""
    width = len(digits) if digits.startswith("0") else 1
    return f"{number:0{width if digits else WIDTH}}"


def _path_pattern(old: str, texts: Mapping[str, str]) -> re.Pattern[str]:
    """The name of the spec as a part of a path; with its folder where the name alone is not it."""
    folder, name = posixpath.split(old)
    stem = name.removesuffix(".md")
    alike = {posixpath.basename(path) for path in texts if path != old} & {name}
    before = rf"(?<={re.escape(posixpath.basename(folder))}/)" if alike else r"(?<![\w.-])"
    return re.compile(rf"{before}{re.escape(stem)}(?![\w-]|\.(?!md\b)\w)")


def _rewritten(text: str, writer: Writer) -> str:
    return "".join(writer.line(line) if free else line for line, free in _lines(text))


def _unclear(path: str, text: str, writer: Writer) -> Iterator[str]:
    if not writer.alone:
        for number, (line, free) in enumerate(_lines(text), 1):
            if free and writer.names(line):
                yield f"{path}:{number}"


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Every line with its end, and whether it is outside of fenced code."""
    closing = ""
    for line in LINE.findall(text):
        fence = FENCE.match(line)
        yield line, not closing and not fence
        if fence and not closing:
            closing = fence["mark"]
        elif fence and fence["mark"].startswith(closing) and not line.strip(" \t\r\n`~"):
            closing = ""


def _outside_code(line: str, write: Callable[[str], str]) -> str:
    """A line in which everything but inline code is written anew."""
    parts, end = [], 0
    for code in CODE.finditer(line):
        parts += [write(line[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, write(line[end:])])


def _with_own_number(text: str, was: int, number: int) -> str:
    """The spec's text with its own number in its first heading and its front matter."""
    lines = LINE.findall(text)
    in_front = bool(lines) and lines[0].rstrip() == "---"
    for place, line in enumerate(lines):
        heading = HEADING.match(line)
        match = heading or (KEY.match(line) if in_front else None)
        if match and int(match["digits"]) == was:
            digits = padded(match["digits"], number)
            lines[place] = match["head"] + digits + line[match.end() :]
        if heading or line.startswith("# "):
            break
        in_front = in_front and (place == 0 or line.rstrip() != "---")
    return "".join(lines)
