"""How deep elements stand in one another, which is what the time of a sanitiser depends on.

For each tag it looks through those that are open, and writes again in each paragraph what was
never closed: to give it ten thousand `<div>`, quotes or `<b title="1">` is to wait for hours.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Self

from mkdocs_rfc.limits import MOST_ATTRIBUTES, MOST_NESTED
from mkdocs_rfc.markdown.attributes import HEADINGS, SOURCEPOS, word_set

_FORMATS = word_set("a b code em i s small strike strong tt u")
"""What goes on in the next paragraph until it is closed."""
_CELLS = word_set("caption tbody td tfoot th thead tr")
_HOLDERS = frozenset({"caption", "td", "th"})
"""What another table may be in."""
_VOID = word_set("br hr img input source wbr")
_BLOCKS = word_set(
    """blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre section
    summary table ul"""
)
_LISTS = frozenset({"ol", "table", "ul"})
_TABLE = frozenset({"table"})
_SAME = {"li": frozenset({"li"}), **dict.fromkeys(("dd", "dt"), frozenset({"dd", "dt"}))}
_PARAGRAPH = frozenset({"p"})
_IMPLIED = word_set("dd dt li p rp rt")
_THROUGH = frozenset({"div", "p"})
"""What an item may be in, for the next to close it."""
_SAME_TAGS = 3
_FEW_TAGS, _FEW_MARKS = 60, 120
_PREFIX = re.compile(r"\n[ \t>*+.)\d-]{70}")  # found faster than what begins with ^
_BETWEEN = b"\xff"  # which is nowhere in UTF-8
_NO_MARKS = bytes(set(range(256)) - set(b"*_~[" + _BETWEEN))
_FORMAT = re.compile(r"<(?:a|b|code|em|i|s|small|strike|strong|tt|u)[\s/>]", re.IGNORECASE)
_PLACE = re.compile(r'[^"]*+"(\d+)')
_TURNS = 8
"""Blocks out of which a parser takes what is formatted; of more it gives up."""
_LEVELS = 12
_SPACE = r"[\t\n\r\ ]"
# As browsers read tags: a quote counts only where a value begins, and what is never closed goes on
# to the end. Each sign is looked at once or twice.
_NAME = r"[a-zA-Z][^\t\n\r\ />]*+"
_BETWEEN_ATTRIBUTES = r"[\t\n\r\ /]++"
_ATTRIBUTE = rf"""
    (?:=[^\t\n\r\ />=]*+|[^\t\n\r\ />=]++)
    (?:{_SPACE}*+={_SPACE}*+
        (?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\r\ >"'][^\t\n\r\ >]*+)?+)?+
"""
_TAG = re.compile(
    rf"""<(?:
        (?P<closing>/?)(?P<name>{_NAME})(?:{_BETWEEN_ATTRIBUTES}|{_ATTRIBUTE})*+(?:>|\Z)
        |!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))
        |[!?/][^>]*+(?:>|\Z)
    )""",
    re.VERBOSE,
)
_LADEN = re.compile(
    rf"""(<{_NAME}(?:[\t\n\r\ /]*+{_ATTRIBUTE}){{{MOST_ATTRIBUTES}}}+)
        (?:{_BETWEEN_ATTRIBUTES}|{_ATTRIBUTE})++""",
    re.VERBOSE,
)
_LONG_TAG = 5_000

# A tag that everybody reads alike; of an element in it nothing is left but text, or nothing.
_PLAIN = r"""(?: [a-z-]++(?:="[^"<>]*+")?+)*+(?: /)?+>"""
_ALONE = re.compile(rf"<(?:br|hr|img|input){_PLAIN}|<!--(?:[^<>-]++|-(?!-))*+-->")
_INNERMOST = re.compile(rf"<([a-z][a-z0-9]*+){_PLAIN}[^<>]*+</\1>")


def unburden(html: str) -> str:
    """Drop the attributes of a tag beyond those that anybody writes; all are compared with all.

    A renderer says of each block where it is from, so that a long tag makes a long way between.
    """
    if max(map(len, html.split(SOURCEPOS))) < _LONG_TAG:
        return html
    return _LADEN.sub(r"\1", html)


def is_shallow(text: str) -> bool:
    """Whether a Markdown text is too plain for anything in it to stand deep; most texts are.

    Each level of quotes and lists takes a sign at the head of a line, each one of emphasis and
    links two in its paragraph, each tag its bracket: together they stay below the limit.
    """
    if text.count("<") >= _FEW_TAGS or _FORMAT.search(text) or _PREFIX.search(f"\n{text}"):
        return False
    blocks = text.encode().replace(b"\n\n", _BETWEEN).translate(None, _NO_MARKS)
    return max(map(len, blocks.split(_BETWEEN))) < _FEW_MARKS


def unnest(html: str) -> tuple[str, int]:
    """Drop the tags, never the text, of what is nested deeper than anybody writes; and its line.

    What is never closed, and would be written again more often than the text is long, is dropped
    with all that is like it. The line is 0 where nothing was dropped.
    """
    if _is_regular(html):
        return html, 0
    nesting = _Nesting(most=len(html) + 100_000)
    kept = _keep(html, nesting)
    return kept if nesting.most > 0 else _keep(html, _Nesting(without=_FORMATS))


def _is_regular(html: str) -> bool:
    """Whether nearly all that is opened is closed in turn, with few levels, as people write it."""
    html = _ALONE.sub("", html)
    for _ in range(_LEVELS):
        if html.count("<") < _FEW_TAGS:
            return not _FORMAT.search(html)
        html = _INNERMOST.sub("", html)
    return False


def _keep(html: str, nesting: _Nesting) -> tuple[str, int]:
    kept, end, line = list[str](), 0, 0
    for tag in _TAG.finditer(html):
        closing, name = tag.groups()
        if name is None:
            continue
        name = name.lower()
        if not (nesting.close(name) if closing else nesting.open(name, tag[0])):
            line = line or _line(html, tag.end())
            kept.append(html[end : tag.start()])
            end = tag.end()
        if nesting.most <= 0:
            break
    return ("".join((*kept, html[end:])), line) if kept else (html, 0)


def _line(html: str, end: int) -> int:
    """The line of the file that a renderer gives to what stands there."""
    before = html.rfind(f'{SOURCEPOS}="', 0, end)
    placed = _PLACE.match(html, max(before, 0))
    return max(int(placed[1]) if placed and before >= 0 else 1, 1)


class _Format(str):
    """The name of an element that is formatted, and goes on until it is closed by its own name."""

    __slots__ = ("is_open", "tag")
    tag: str
    """How it is written, which is how a parser writes it again."""
    is_open: bool
    """Whether it stands among the open elements, which it does once at most."""

    def __new__(cls, name: str, tag: str) -> Self:
        """An element that is open."""
        made = super().__new__(cls, name)
        made.tag, made.is_open = tag, True
        return made


class _Nesting:
    """The elements that are open, as a parser of HTML has them; rather too many than too few."""

    def __init__(self, *, most: int = 1, without: frozenset[str] = frozenset()) -> None:
        self.most = most
        """Characters that a parser may still write again."""
        self.without = without
        """Elements that are not opened at all."""
        self.stack: list[str] = []
        self.dropped: dict[str, int] = {}
        """How many of each name were not opened, and not closed yet."""
        self.formats: dict[str, list[_Format]] = {}
        """What goes on, by its name."""
        self.going = 0
        """The length of those."""
        self.has_closed = False
        """Whether anything was closed in which some of it may have been open."""

    def open(self, name: str, tag: str) -> bool:
        """Open an element; False where it would stand too deep."""
        if name in self.without:
            return False
        if name in _CELLS:
            self._turn()
            if self._pop(_TABLE, _TABLE, inside=True) and name in _HOLDERS:
                self.stack.append(name)
            return True
        self._make_room(name)
        if name == "a":  # a link ends the one before it
            self._close_format("a")
        if self.has_closed:
            self._reopen()
        if name in _VOID:
            return True
        if len(self.stack) >= MOST_NESTED or len(self.formats.get(name, ())) >= MOST_NESTED:
            self.dropped[name] = self.dropped.get(name, 0) + 1
            return False
        if name in _FORMATS:
            name = self._go_on(self.formats.setdefault(name, []), _Format(name, tag))
        self.stack.append(name)
        return True

    def close(self, name: str) -> bool:
        """Close an element; False where it was not opened."""
        if name in self.without:
            return False
        if self.dropped.get(name):
            self.dropped[name] -= 1
            return False
        if name in _FORMATS:
            self._close_format(name)
        elif name in _BLOCKS:
            self._turn()
            names = HEADINGS if name in HEADINGS else {name}
            self._pop(names, _LISTS if name == "li" else _TABLE)
        elif name in _HOLDERS:
            self._pop({name}, _TABLE)
        elif name in self.stack:
            self._pop({name}, _BLOCKS)
        return True

    def _go_on(self, alike: list[_Format], new: _Format) -> _Format:
        """Remember what is to be written again; a parser does so with three that are the same."""
        same = [place for place, each in enumerate(alike) if each.tag == new.tag]
        if len(same) >= _SAME_TAGS:
            del alike[same[0]]
            self.going -= len(new.tag)
        alike.append(new)
        self.going += len(new.tag)
        return new

    def _cut(self, place: int, kept: Iterable[str] = ()) -> None:
        """Close what is open from a place on, but for what is kept."""
        kept = list(kept)
        for each in self.stack[place:]:
            if isinstance(each, _Format):
                each.is_open, self.has_closed = False, True
        for each in kept:
            if isinstance(each, _Format):
                each.is_open = True
        self.stack[place:] = kept

    def _reopen(self) -> None:
        """Open again what goes on; a parser does so before the next text or tag in a line."""
        self.has_closed = False
        for alike in self.formats.values():
            for each in alike:
                if not each.is_open:
                    each.is_open = True
                    self.stack.append(each)

    def _turn(self) -> None:
        """Begin or end a block, in which what goes on is written again."""
        self.most -= self.going

    def _make_room(self, name: str) -> None:
        """Close what an element of this name cannot be in."""
        if name in _BLOCKS or name == "hr":
            self._turn()
            if name == "table":  # one that is not in a cell of another ends it
                self._pop(_TABLE, _HOLDERS)
            if name in _SAME:
                self._pop(_SAME[name], _BLOCKS - _THROUGH - _SAME[name])
            if "p" in self.stack:
                self._pop(_PARAGRAPH, _TABLE)
            if name in HEADINGS and self.stack and self.stack[-1] in HEADINGS:
                self.stack.pop()
        elif name in {"rp", "rt"} and "ruby" in self.stack:
            while self.stack[-1] in _IMPLIED:
                self.stack.pop()

    def _pop(self, names: Container[str], ends: Container[str], *, inside: bool = False) -> bool:
        """Close the nearest element of these names with all in it, if none of `ends` is nearer."""
        stack = self.stack
        for place in range(len(stack) - 1, -1, -1):
            if stack[place] in names:
                self._cut(place + inside)
                return True
            if stack[place] in ends:
                break
        return False

    def _close_format(self, name: str) -> None:
        """Close what is formatted, and what was opened in it and is no block.

        Blocks stay open, and what is formatted in them; of too many a parser gives up.
        """
        stack = self.stack
        outer = len(stack) - 1
        while outer >= 0 and stack[outer] not in {name, "table"}:
            outer -= 1
        if outer >= 0 and stack[outer] == "table":
            return
        inner = stack[outer + 1 :]
        blocks = [place for place, each in enumerate(inner) if each in _BLOCKS]
        if len(blocks) >= _TURNS:
            return
        if tags := self.formats.get(name):
            self.going -= len(tags.pop().tag)
        if outer >= 0:
            inner = inner[: blocks[-1] + 1] if blocks else []
            self._cut(outer, (each for each in inner if each in _BLOCKS or each in _FORMATS))
