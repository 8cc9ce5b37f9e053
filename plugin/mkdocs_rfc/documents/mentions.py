"""Mentions of documents and files in a text: links, paths in code, bare paths, identifiers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree, html

from mkdocs_rfc.documents.sentences import Sentences
from mkdocs_rfc.markdown import HEADINGS, MENTION, content_of, line_of, put_into_text, text_of

SUFFIX = r"(?:#(?P<fragment>[\w%.-]+))?(?::(?:L)?(?P<first>\d{1,9})(?:-L?(?P<last>\d{1,9}))?)?"
NAME = r"[\w.@+~\[\]()-]+"
CODE_PATH = re.compile(
    rf"(?P<path>(?:\.{{0,2}}/)?(?:{NAME}/)*{NAME}/?){SUFFIX}(?:\s*§\s*(?P<section>[\d.]+))?"
)
BARE_PATH = re.compile(
    rf"(?<![\w/.@:~+-])(?P<path>(?:\.{{0,2}}/)?(?:[\w.@+-]+/)*[\w@+-][\w.@+-]*\.md)\b{SUFFIX}"
)
IN_CODE = re.compile(rf"(?:{BARE_PATH.pattern})|(?P<id>(?!))")
"""A path among other words in code; numbers are not looked for there."""
LINES = re.compile(r"L(?P<first>\d{1,9})(?:C\d+)?(?:-L?(?P<last>\d{1,9})(?:C\d+)?)?")
"""How forges write lines behind a `#`."""
SECTION = re.compile(r"\s*(?:§|[Ss]ection\s)\s*(?P<section>\d[\d.]*)")
IDENTIFIER = r"RFC(?<!\wRFC)[- ]?#?0*(?P<number>\d{1,5})\b"
"""It begins with letters, not with `\\b`: only so can a text be searched for them quickly."""
FIRST_GROUP = re.compile(r"(?<!\\)\((?!\?)")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "blockquote", *HEADINGS})
CLOSED = ("a", "code", "pre")
"""No text in these is looked at."""
TEXTS = "descendant::text()[{wanted}][not(ancestor::a or ancestor::code or ancestor::pre)]"
WITH_PATH = etree.XPath(TEXTS.format(wanted="contains(., '.md')"))
WITH_WORDS = etree.XPath(TEXTS.format(wanted="normalize-space()"))
"""What can hold a mention; most texts are never looked at in Python."""
SOUGHT = (*HEADINGS, "a", "img", "code", "span")


class MentionForm(StrEnum):
    """How a mention is written."""

    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    BARE = "bare"
    ID = "id"


class Mention(NamedTuple):
    """One place of a document that may name another document or a file.

    A tuple: there are dozens in a document, and a dataclass takes four times as long to make.
    """

    form: MentionForm
    raw: str
    """As written: the address of a link, the text of everything else."""
    path: str
    """The path in it, decoded; the number of an ID; empty for a link within the page."""
    fragment: str = ""
    lines: tuple[int, int] | None = None
    section: str = ""
    """Number of a section named behind the path (`x.md §4`)."""
    line: int = 0
    heading: str = ""
    """The heading under which it stands, and its anchor."""
    anchor: str = ""
    sentence: str = ""
    """The sentence that holds it."""
    role: str = ""
    """Name of the metadata row that it stands in, case-folded; empty in the text."""


def mark_mentions(
    roots: Iterable[html.HtmlElement],
    identifier: str = IDENTIFIER,
    *,
    forms: Container[MentionForm] = frozenset(MentionForm),
) -> tuple[Mention, ...]:
    """Find every mention in some trees and mark its element with the mention's number.

    Text that is a mention is wrapped in a `span`; nothing inside `pre` is touched.
    """
    found: list[Mention] = []
    for root in roots:
        heading = anchor = ""
        places = _Places()
        written = _wrap_texts(root, identifier)
        for element in root.iter(*SOUGHT):
            if element.tag in HEADINGS:
                heading, anchor = text_of(element), element.get("id", "")
                continue
            for mention, marked in _mentions_at(element, written):
                if mention.form in forms:
                    marked.set(MENTION, str(len(found)))
                    found.append(_placed(mention, marked, heading, anchor, places))
    return tuple(found)


def _wrap_texts(root: html.HtmlElement, identifier: str) -> Mapping[html.HtmlElement, Mention]:
    """Wrap each mention in the text of a tree in a span of its own."""
    words = content_of(root)
    cited = re.search(identifier, words) is not None
    if not cited and ".md" not in words:
        return {}
    pattern = re.compile(f"(?:{BARE_PATH.pattern})|(?P<id>{identifier})")
    texts: list[etree._ElementUnicodeResult] = (WITH_WORDS if cited else WITH_PATH)(root)  # type: ignore[assignment]
    return {
        span: mention
        for text in texts
        for mention, span in _wrapped(text.getparent(), text, pattern, tail=text.is_tail)
    }


class _Places:
    """Lines and sentences of a tree, read once for all mentions of a block."""

    def __init__(self) -> None:
        self._lines: dict[html.HtmlElement, int] = {}
        self._blocks: dict[html.HtmlElement, Sentences] = {}

    def line_of(self, marked: html.HtmlElement) -> int:
        return line_of(marked, self._lines)

    def sentence_of(self, marked: html.HtmlElement) -> str:
        block = next(marked.iterancestors(*BLOCKS), marked)
        row = block.getparent() if block.tag in {"td", "th"} else None
        block = block if row is None else row
        if block not in self._blocks:
            self._blocks[block] = Sentences(text_of(block))
        return self._blocks[block].with_next(text_of(marked))


def _placed(
    mention: Mention, marked: html.HtmlElement, heading: str, anchor: str, places: _Places
) -> Mention:
    """A mention at its place; code that is named has none, as nobody asks where."""
    if (
        mention.form is MentionForm.CODE
        and not mention.path.endswith(".md")
        and "." in mention.path
    ):
        return mention
    return mention._replace(
        line=places.line_of(marked),
        heading=heading,
        anchor=anchor,
        sentence=places.sentence_of(marked),
    )


def identifier_from(pattern: str) -> str:
    """A pattern for the numbers of documents, whose first group becomes the group `number`.

    Raises ValueError, in one sentence, for what is no pattern or has no group.
    """
    named = (
        pattern if "(?P<number>" in pattern else FIRST_GROUP.sub("(?P<number>", pattern, count=1)
    )
    try:
        groups = re.compile(named).groupindex
    except re.error as error:
        message = f"{pattern!r} is no regular expression: {error}."
        raise ValueError(message) from error
    if "number" not in groups:
        message = f"{pattern!r} needs a group around the number, as in `RFC-(\\d+)`."
        raise ValueError(message)
    return named


def mention_indices(element: html.HtmlElement) -> tuple[int, ...]:
    """The numbers of the mentions marked in an element, itself included."""
    return tuple(int(marked.get(MENTION)) for marked in element.iter() if marked.get(MENTION))


def _mentions_at(
    element: html.HtmlElement, written: Mapping[html.HtmlElement, Mention]
) -> Iterator[tuple[Mention, html.HtmlElement]]:
    """The mentions that an element is or, if it is code, holds."""
    if element.tag == "span":
        if element in written:
            yield written[element], element
    elif element.tag == "code" and not _may_name_file(element):
        return
    elif mention := _own_mention(element):
        yield mention, element
    elif element.tag == "code" and ".md" in (element.text or ""):
        yield from _wrapped(element, element.text, IN_CODE, tail=False)


def _may_name_file(code: html.HtmlElement) -> bool:
    text = code.text or ""
    return ("/" in text or "." in text) and next(code.iterancestors(*CLOSED), None) is None


def _own_mention(element: html.HtmlElement) -> Mention | None:
    if element.tag == "a":
        return read_address(MentionForm.LINK, element.get("href"))
    if element.tag == "img":
        return read_address(MentionForm.IMAGE, element.get("src"))
    return _code(element)


def read_address(form: MentionForm, address: str | None) -> Mention | None:
    """Read the address of a link or an image; None for one that names no file of a repository."""
    absolute = SCHEME.match(address or "")
    if not address or (absolute and "://" not in address):
        return None
    if absolute:
        path, _, fragment = address.partition("#")
        if not any(part in path for part in ("/blob/", "/tree/", "/raw/", "/src/")):
            return None
        match = LINES.fullmatch(fragment)
        lines = _lines(match) if match else None
        return Mention(form, address, unquote(path), "" if match else unquote(fragment), lines)
    path, _, fragment = address.partition("#")
    path, lines = _line_suffix(unquote(path.partition("?")[0]))
    if match := LINES.fullmatch(fragment):
        return Mention(form, address, path, "", _lines(match))
    return Mention(form, address, path, unquote(fragment), lines)


def _line_suffix(path: str) -> tuple[str, tuple[int, int] | None]:
    match = re.fullmatch(r"(?P<path>.+?):(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?", path)
    return (match["path"], _lines(match)) if match else (path, None)


def _code(element: html.HtmlElement) -> Mention | None:
    text = (element.text or "").strip()
    match = CODE_PATH.fullmatch(text)
    if len(element) or not match or not _like_path(match["path"]):
        return None
    behind = SECTION.match(element.tail or "")
    section = match["section"] or (behind["section"] if behind else "")
    return Mention(
        MentionForm.CODE,
        text,
        match["path"],
        match["fragment"] or "",
        _lines(match),
        section.rstrip("."),
    )


def _like_path(path: str) -> bool:
    name = path.rstrip("/").rpartition("/")[2]
    return "/" in path or (
        not name.startswith(".") and re.search(r"\w\.\w{1,8}$", name) is not None
    )


def _lines(match: re.Match[str]) -> tuple[int, int] | None:
    if not match["first"]:
        return None
    first = int(match["first"])
    return first, int(match["last"] or first)


def _wrapped(
    element: html.HtmlElement, text: str | None, pattern: re.Pattern[str], *, tail: bool
) -> Iterator[tuple[Mention, html.HtmlElement]]:
    """Wrap each mention in one text of an element in a span, and give them in order."""
    if not text or not (matches := list(pattern.finditer(text))):
        return
    spans = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        span = html.Element("span")
        span.text = match[0]
        span.tail = text[match.end() : following.start() if following else len(text)]
        spans.append((_bare(match, span.tail), span))
    put_into_text(element, text[: matches[0].start()], [span for _, span in spans], tail=tail)
    yield from spans


def _bare(match: re.Match[str], behind: str) -> Mention:
    if match["id"]:
        return Mention(MentionForm.ID, match[0], match["number"] or "")
    section = SECTION.match(behind)
    return Mention(
        MentionForm.BARE,
        match[0],
        match["path"],
        match["fragment"] or "",
        _lines(match),
        section["section"].rstrip(".") if section else "",
    )
