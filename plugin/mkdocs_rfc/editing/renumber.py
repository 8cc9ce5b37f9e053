"""Giving a spec another number: its name, and every reference to it."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from mkdocs_rfc.corpus import cited_number, number_in
from mkdocs_rfc.documents import NUMBER_KEYS, is_of_folder, read_front_matter
from mkdocs_rfc.editing.files import check_rights, replace_files
from mkdocs_rfc.editing.ownership import Ownership
from mkdocs_rfc.editing.status import LINE
from mkdocs_rfc.markdown import first_line_of, is_placed, last_line_of, render

TICKS = re.compile(r"`++")
LINK = re.compile(
    r"\[(?P<text>[^\[\]]*+)\]"
    r"\((?P<target>(?:[^)\s\]]|\](?!\())*+)(?:[^)\]]|\](?!\())*+\)"
)
HEADING = re.compile(r"(?P<head>#\s+(?:[A-Za-z]{2,6}[-\s#]*)?)(?P<digits>\d+)(?=\s*[:.—–]|\s-)")
KEY = re.compile(
    rf"(?P<head>(?:{'|'.join(NUMBER_KEYS)})\s*:\s*[\"']?)(?P<digits>\d+)(?=[\"']?\s*$)"
)
FILE = re.compile(r"(?:[\w-]|\.(?=[\w-])){0,200}\.[A-Za-z]")
"""How a name goes on that is a file's, not a spec's: `RFC-12-flow.png`."""
AROUND = 2000
"""So many characters around a name say whether it is of an address."""


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
class ReferenceRewriter:
    """Rewrites what names one spec, line by line."""

    path: re.Pattern[str]
    spellings: Mapping[str, str]
    """What each way to write the name becomes: as it is, and encoded as in an address."""
    longer: tuple[str, ...]
    """Names of other files that begin as this one."""
    identifier: re.Pattern[str]
    was: int
    number: int
    alone: bool
    """No other document has the old number, so `RFC 12` means this one."""
    ownership: Ownership

    def line(self, source: str, line: str) -> str:
        """One line of a file, with every path and, where it is clear, every number rewritten."""
        named = _outside_code(line, self._ids) if self.alone else LINK.sub(self._link, line)
        return self.paths(source, named)

    def paths(self, source: str, line: str) -> str:
        """One line of a file, with every path rewritten."""
        return self.path.sub(lambda found: self._path(found, source), line)

    def _path(self, found: re.Match[str], source: str) -> str:
        line, start, end = found.string, found.start(), found.end()
        before, after = line[max(0, start - AROUND) : start], line[end : end + AROUND]
        is_other = line.startswith(self.longer, start)
        ours = not is_other and self.ownership.is_meant(source, before, after)
        return self.spellings.get(found[0], found[0]) if ours else found[0]

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
        line, first, last = match.string, match.start(), match.end()
        before, after = line[max(0, first - AROUND) : first], line[last : last + AROUND]
        if FILE.match(after) or self.ownership.is_elsewhere(before, after):
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
    ownership: Ownership,
) -> Renumbering:
    """Work out what a new number changes.

    `texts` are all files that may name the spec at `path`; in `others` of them, only its path is
    meant. `alone` says that no other document has its number; `ownership` tells the spec from all
    others. Raises `RenumberError`.
    """
    was = number_in(path)
    if was is None:
        message = f"{path} has no number in its name: give it one by renaming it."
        raise RenumberError(message)
    in_folder = is_of_folder(PurePosixPath(path))
    old = posixpath.dirname(path) if in_folder else path
    folder, name = posixpath.split(old)
    renamed = re.sub(r"\d+", lambda digits: padded(digits[0], number), name, count=1)
    writer = ReferenceRewriter(
        path=_path_pattern(name.removesuffix(".md"), in_folder=in_folder),
        spellings=dict(_spellings(name.removesuffix(".md"), renamed.removesuffix(".md"))),
        longer=_longer(name, texts),
        identifier=re.compile(rf"(?<![\w/]){identifier}"),
        was=was,
        number=number,
        alone=alone,
        ownership=ownership,
    )
    last = sorted(texts, key=lambda each: (each == path, each))
    written = {each: _rewritten(each, texts[each], writer, others) for each in last}
    unclear = _unclear(written, writer, others)
    written[path] = _with_own_number(written[path], was, number)
    changed = {each: text for each, text in written.items() if text != texts[each]}
    return Renumbering(old, posixpath.join(folder, renamed), changed, unclear)


def apply_renumbering(plan: Renumbering, root: Path) -> None:
    """Carry a renumbering out; stopped at any point, it can be run again and nothing is lost.

    Raises FileExistsError, before anything is changed, where the new name is taken, and
    `TargetError` where something cannot be written.
    """
    old, new = root / plan.old, root / plan.new
    if os.path.lexists(new):
        raise FileExistsError(plan.new)
    check_rights(old)
    texts = {
        root / path: text.encode("utf-8", "surrogateescape") for path, text in plan.texts.items()
    }
    replace_files(texts)
    old.rename(new)


def padded(digits: str, number: int) -> str:
    """A number as wide as the digits that it replaces, where they were filled with zeros."""
    return f"{number:0{len(digits) if digits.startswith('0') else 1}}"


def _path_pattern(stem: str, *, in_folder: bool) -> re.Pattern[str]:
    """The name of the spec as the last part of a path, or as a part where it is a folder.

    A folder of that name beside the file keeps its name, and so do the files in it; what has the
    name with more behind it, such as `.bak`, is another file.
    """
    names = "|".join(re.escape(each) for each, _ in _spellings(stem, stem))
    more = r"(?![^\W_]|_+[^\W_]|[%+@$-]|~(?!~)|\.\w)"
    ending = rf"(?:(?=\.md{more})|{more})"
    inside = "" if in_folder else r"(?!/[\w.])"
    return re.compile(rf"(?:(?<![\w.%+@$#-])|(?<=%2[Ff]))(?:{names}){ending}{inside}")


def _spellings(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The ways to write a name, each with the same way to write another."""
    for spell in (str, _quoted, _quoted_lower):
        if spell is str or spell(old) != old:
            yield spell(old), spell(new)


def _quoted(name: str) -> str:
    return quote(os.fsencode(name), safe="")


def _quoted_lower(name: str) -> str:
    return re.sub("%..", lambda each: each[0].lower(), _quoted(name))


def _longer(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The names of other files that begin as this one, and only go on behind a space or a mark."""
    stem = name.removesuffix(".md")
    names = {part.removesuffix(".md") for path in texts for part in path.split("/")}
    found = {each for each in names if each.startswith(stem) and each != stem}
    return tuple(sorted(spelt for each in found for spelt, _ in _spellings(each, each)))


def _rewritten(path: str, text: str, writer: ReferenceRewriter, others: Container[str]) -> str:
    write = writer.paths if path in others else writer.line
    lines = LINE.findall(text)
    changed = [write(path, line) for line in lines]
    if changed == lines:
        return text
    code = _code(path, text)
    pairs = enumerate(zip(lines, changed, strict=True), 1)
    return "".join(old if number in code else new for number, (old, new) in pairs)


def _unclear(
    texts: Mapping[str, str], writer: ReferenceRewriter, others: Container[str]
) -> tuple[str, ...]:
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
