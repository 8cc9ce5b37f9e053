"""Giving a spec another number: its name, and every reference to it."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs_rfc.editing import LINE, replace_file
from mkdocs_rfc.front_matter import read_front_matter
from mkdocs_rfc.markdown import render
from mkdocs_rfc.markdown.lines import first_line_of, is_placed, last_line_of
from mkdocs_rfc.numbering import number_in
from mkdocs_rfc.references import cited_number
from mkdocs_rfc.titles import is_of_folder

TICKS = re.compile(r"`++")
LINK = re.compile(
    r"\[(?P<text>[^\[\]]*+)\]"
    r"\((?P<target>(?:[^)\s\]]|\](?!\())*+)(?:[^)\]]|\](?!\())*+\)"
)
HEADING = re.compile(r"(?P<head>#\s+(?:[A-Za-z]{2,6}[-\s#]*)?)(?P<digits>\d+)(?=\s*[:.—–]|\s-)")
KEY = re.compile(r"(?P<head>(?:rfc|number|id|eip|simd)\s*:\s*[\"']?)(?P<digits>\d+)(?=[\"']?\s*$)")
ADDRESS = re.compile(
    r"(?<![a-z0-9+.-])[0-9+.-]*+(?P<address>[a-z][a-z0-9+.-]*+://[^\s<>\"']*+)", re.IGNORECASE
)


class RenumberError(Exception):
    """A spec cannot get the number; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What changes when a spec gets another number; paths are those in the repository."""

    old: str
    new: str
    """What is renamed: the file, or the folder that it speaks for."""
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
    homes: tuple[str, ...]
    """What the addresses of the repository and of its site begin with."""

    def line(self, line: str) -> str:
        """One line of text, with every path and, where it is clear, every number rewritten."""
        named = _outside_code(line, self._ids) if self.alone else LINK.sub(self._link, line)
        return self.paths(named)

    def paths(self, line: str) -> str:
        """One line of text, with every path rewritten."""
        if not self.path.search(line):
            return line
        addresses = [found.span("address") for found in ADDRESS.finditer(line)]
        return self.path.sub(lambda found: self._path(found, addresses), line)

    def _path(self, found: re.Match[str], addresses: list[tuple[int, int]]) -> str:
        place = found.start()
        before = bisect_left(addresses, (place, 0)) - 1
        start, end = addresses[before] if before >= 0 else (place, -1)
        address = (
            found.string[start : min(place, start + self.longest_home)] if place <= end else ""
        )
        ours = not address or address.casefold().startswith(self.homes)
        return self.name if ours else found[0]

    @property
    def longest_home(self) -> int:
        """Letters of an address that tell whether it is one of the homes."""
        return max(map(len, self.homes), default=0) + 1

    def names(self, line: str) -> bool:
        """Whether a line still has the old number."""
        return _outside_code(line, self._ids) != line

    def _link(self, link: re.Match[str]) -> str:
        return self._ids(link[0]) if self.path.search(link["target"]) else link[0]

    def _ids(self, text: str) -> str:
        return self.identifier.sub(self._id, text)

    def _id(self, match: re.Match[str]) -> str:
        if cited_number(match["number"]) != self.was:
            return match[0]
        start, end = match.start("number") - match.start(), match.end("number") - match.start()
        head = match[0][:start].rstrip("0")
        return head + padded(match[0][len(head) : end], self.number) + match[0][end:]


def plan_renumbering(
    path: str,
    number: int,
    texts: Mapping[str, str],
    *,
    identifier: str,
    alone: bool,
    others: Container[str] = (),
    homes: Iterable[str] = (),
) -> Renumbering:
    """Work out what a new number changes.

    `texts` are all files that may name the spec at `path`; in `others` of them, only its path is
    meant. `alone` says that no other document has its number; `homes` are the addresses of the
    repository and of its site. Raises `RenumberError`.
    """
    was = number_in(path)
    if was is None:
        message = f"{path} has no number in its name: give it one by renaming it."
        raise RenumberError(message)
    in_folder = is_of_folder(PurePosixPath(path))
    old = posixpath.dirname(path) if in_folder else path
    folder, name = posixpath.split(old)
    renamed = re.sub(r"\d+", lambda digits: padded(digits[0], number), name, count=1)
    writer = Writer(
        path=_path_pattern(old, texts, in_folder=in_folder),
        name=renamed.removesuffix(".md"),
        identifier=re.compile(rf"(?<![\w/]){identifier}"),
        was=was,
        number=number,
        alone=alone,
        homes=tuple(home.casefold() for home in homes),
    )
    last = sorted(texts, key=lambda each: (each == path, each))
    written = {each: _rewritten(each, texts[each], writer, others) for each in last}
    unclear = _unclear(written, writer, others)
    written[path] = _with_own_number(written[path], was, number)
    changed = {each: text for each, text in written.items() if text != texts[each]}
    return Renumbering(old, posixpath.join(folder, renamed), changed, unclear)


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
    return f"{number:0{len(digits) if digits.startswith('0') else 1}}"


def _path_pattern(old: str, texts: Mapping[str, str], *, in_folder: bool) -> re.Pattern[str]:
    """The name of the spec as a part of a path; with its folder where the name alone is not it.

    A folder of that name beside the file keeps its name, and so do the files in it.
    """
    folder, name = posixpath.split(old)
    stem = name.removesuffix(".md")
    alike = {posixpath.basename(path) for path in texts if path != old} & {name}
    before = rf"(?<={re.escape(posixpath.basename(folder))}/)" if alike else r"(?<![\w.-])"
    inside = "" if in_folder else r"|/[\w.]"
    return re.compile(rf"{before}{re.escape(stem)}(?![\w-]|\.(?!md\b)\w{inside})")


def _rewritten(path: str, text: str, writer: Writer, others: Container[str]) -> str:
    write = writer.paths if path in others else writer.line
    lines = LINE.findall(text)
    changed = [write(line) for line in lines]
    if changed == lines:
        return text
    code = _code(path, text)
    pairs = enumerate(zip(lines, changed, strict=True), 1)
    return "".join(old if number in code else new for number, (old, new) in pairs)


def _unclear(texts: Mapping[str, str], writer: Writer, others: Container[str]) -> tuple[str, ...]:
    unclear = []
    for path, text in sorted(texts.items()):
        named = [] if writer.alone or path in others else LINE.findall(text)
        found = [number for number, line in enumerate(named, 1) if writer.names(line)]
        code = _code(path, text) if found else frozenset()
        unclear += [f"{path}:{number}" for number in found if number not in code]
    return tuple(unclear)


def _code(path: str, text: str) -> frozenset[int]:
    """The lines of a Markdown file that are code, fences among them."""
    if not path.endswith(".md"):
        return frozenset()
    readable = text.encode("utf-8", "replace").decode().removeprefix("\ufeff")
    front = read_front_matter(readable.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = render(front.body, first_line=front.first_line).iter("pre")
    spans = ((first_line_of(each), last_line_of(each)) for each in blocks if is_placed(each))
    return frozenset(line for first, last in spans for line in range(first, last + 1))


def _outside_code(line: str, write: Callable[[str], str]) -> str:
    """A line in which everything but inline code is written anew."""
    parts, end = [], 0
    for start, stop in _code_spans(line):
        parts += [write(line[end:start]), line[start:stop]]
        end = stop
    return "".join([*parts, write(line[end:])])


def _code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Inline code: from a run of backticks to the next one that is as long."""
    runs = list(TICKS.finditer(line))
    later: dict[int, list[int]] = {}
    for place in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[place][0]), []).append(place)
    place = 0
    while place < len(runs):
        alike = later[len(runs[place][0])]
        while alike and alike[-1] <= place:
            alike.pop()
        if alike:
            yield runs[place].start(), runs[alike[-1]].end()
            place = alike[-1]
        place += 1


def _with_own_number(text: str, was: int, number: int) -> str:
    """The spec's text with its own number in its first heading and its front matter."""
    lines = LINE.findall(text)
    in_front = bool(lines) and lines[0].rstrip() == "---"
    for place, line in enumerate(lines):
        heading = HEADING.match(line)
        match = heading or (KEY.match(line) if in_front else None)
        if match and cited_number(match["digits"]) == was:
            digits = padded(match["digits"], number)
            lines[place] = match["head"] + digits + line[match.end() :]
        if heading or line.startswith("# "):
            break
        in_front = in_front and (place == 0 or line.rstrip() != "---")
    return "".join(lines)
