from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from html import unescape
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypedDict

from lxml import html

from mkdocs_rfc.conventions import (
    AUTHOR_KEYS,
    DATE_KEYS,
    DISCUSSION,
    NAME_KEYS,
    OWNER_KEYS,
    UPDATED_KEYS,
)
from mkdocs_rfc.dates import read_date
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.front_matter import FrontMatter, read_front_matter
from mkdocs_rfc.lifecycle import RFC, Lifecycle, StatedStatus
from mkdocs_rfc.markdown import Tree, keep, read_headings, render, text_of
from mkdocs_rfc.mentions import IDENTIFIER, Mention, mark_mentions, numbers_in
from mkdocs_rfc.metadata import Convention, Field, Row, read_rows, scalars, unlinked
from mkdocs_rfc.slots import is_unfilled
from mkdocs_rfc.titles import Title, read_title

SUMMARY = re.compile(
    r"^[\d.\s]*(executive summary|summary|tl;?dr|abstract|overview)\b", re.IGNORECASE
)
SUMMARY_LENGTH = 240

ADDRESS_IN = re.compile(r'href="(https?://[^"]+)"')


class Kind(StrEnum):
    """Which collection a document belongs to."""

    SPEC = "spec"
    RESEARCH = "research"


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file of a collection, read once into typed values."""

    path: str
    """Path in the repository, with forward slashes; what other documents call it."""
    kind: Kind
    source: Path
    title: Title
    status: StatedStatus
    authors: tuple[str, ...]
    owner: str
    created: dt.date | None
    """As declared; git's word is in `DocumentHistory`."""
    updated: dt.date | None
    tags: tuple[str, ...]
    summary: str
    fields: tuple[Field, ...]
    """Every metadata row, from the front matter and the table, in order."""
    front: Mapping[str, object]
    tree: Tree
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    body: str
    """The text below the front matter."""
    digest: str
    """Of the bytes of the file."""

    @property
    def number(self) -> int | None:
        """The number that other documents may cite."""
        return self.title.number

    @property
    def discussion(self) -> str:
        """The address at which it is discussed; empty where it names none."""
        rows = (row for row in self.fields if row.name.casefold().startswith(DISCUSSION))
        links = (ADDRESS_IN.search(row.value) for row in rows)
        return next((unescape(link[1]) for link in links if link), "")

    def field(self, *names: str) -> Field | None:
        """The first row with one of these names, in the order of the names."""
        rows = {row.name.casefold(): row for row in reversed(self.fields) if row.text}
        return next((rows[name] for name in names if name in rows), None)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What takes longest to make of a text: worth keeping between builds."""

    tree: Tree
    mentions: tuple[Mention, ...]


class Declared(TypedDict):
    """What a document says of itself in rows and keys, by the names of `Document`."""

    title: Title
    authors: tuple[str, ...]
    owner: str
    created: dt.date | None
    updated: dt.date | None
    tags: tuple[str, ...]
    summary: str


def read_document(
    source: Path,
    path: str,
    kind: Kind,
    *,
    lifecycle: Lifecycle = RFC,
    identifier: str = IDENTIFIER,
    data: bytes | None = None,
    parsed: Parsed | None = None,
) -> Document:
    """Read one file into a document; whatever is wrong with it becomes a finding.

    `parsed` is what another build made of the same bytes with the same identifier.
    Raises OSError when the file cannot be read and `data` is not given.
    """
    data = source.read_bytes() if data is None else data
    text, problems = _decode(path, data)
    front = read_front_matter(text)
    root = parsed.tree.read() if parsed else render(front.body, first_line=front.first_line)
    rows = read_rows(front, root)
    own = [row.element for row in rows if row.convention is Convention.FRONT]
    tree, mentions = _marked(root, own, identifier, parsed)
    fields = tuple(row.keep() for row in rows)
    status, contradictions = _status(path, kind, fields, lifecycle)
    return Document(
        path=path,
        kind=kind,
        source=source,
        status=status,
        fields=fields,
        front=MappingProxyType(dict(front.values)),
        tree=tree,
        mentions=_with_roles(mentions, rows),
        findings=(*problems, *_refused(path, front), *contradictions),
        body=front.body,
        digest=digest_of(data),
        **_declared(path, kind, front, fields, root),
    )


def digest_of(data: bytes) -> str:
    """What tells one version of a file from another."""
    return blake2b(data, digest_size=16).hexdigest()


def _refused(path: str, front: FrontMatter) -> Iterator[Finding]:
    if front.problem:
        yield Finding(path, front.line, "front-matter", front.problem, front.fix)


def _declared(
    path: str, kind: Kind, front: FrontMatter, fields: tuple[Field, ...], root: html.HtmlElement
) -> Declared:
    created, updated = _dates(fields)
    named = _first([each for each in fields if not each.in_front], NAME_KEYS)
    research = kind is Kind.RESEARCH
    return {
        "title": read_title(
            PurePosixPath(path), front.values, root, named=named, research=research
        ),
        "authors": _authors(fields),
        "owner": _first(fields, OWNER_KEYS),
        "created": created,
        "updated": updated,
        "tags": _tags(front),
        "summary": _summary(front, root),
    }


def _decode(path: str, data: bytes) -> tuple[str, list[Finding]]:
    try:
        text, problems = data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        line = data.count(b"\n", 0, error.start) + 1
        problems = [Finding(path, line, "encoding", "The file is not UTF-8.", "Save it as UTF-8.")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _marked(
    root: html.HtmlElement, own: list[html.HtmlElement], identifier: str, parsed: Parsed | None
) -> tuple[Tree, tuple[Mention, ...]]:
    """Mark the mentions of a text, with those of the rows above it; what was kept is marked."""
    if parsed:
        mark_mentions(own, identifier)
        return parsed.tree, parsed.mentions
    headings = read_headings(root)  # as they are without marks
    mentions = mark_mentions([*own, root], identifier)
    return keep(root, headings), mentions


def _with_roles(mentions: tuple[Mention, ...], rows: Iterable[Row]) -> tuple[Mention, ...]:
    places = {number: row for row in rows for number in numbers_in(row.element)}
    return tuple(
        mention._replace(role=row.name.casefold(), line=row.line)
        if (row := places.get(number))
        else mention
        for number, mention in enumerate(mentions)
    )


def _first(fields: Sequence[Field], names: tuple[str, ...]) -> str:
    rows = {field.name.casefold(): field.text for field in reversed(fields) if field.text}
    return next((rows[name] for name in names if name in rows), "")


def _authors(fields: tuple[Field, ...]) -> tuple[str, ...]:
    names = re.split(r"\s*[,;]\s+|\s*;\s*", _first(fields, AUTHOR_KEYS))
    return tuple(name for name in names if name and not is_unfilled(name))


def _status(
    path: str, kind: Kind, fields: tuple[Field, ...], lifecycle: Lifecycle
) -> tuple[StatedStatus, list[Finding]]:
    rows = [field for field in fields if field.name.casefold() == "status" and field.text]
    if not rows:
        return StatedStatus(), []
    if kind is Kind.RESEARCH:
        return StatedStatus(rows[0].text), []
    stated = lifecycle.parse(unlinked(rows[0].text))
    findings = []
    if len(rows) > 1 and (other := lifecycle.parse(rows[1].text)).slug != stated.slug:
        text = "table" if rows[1].convention is Convention.TABLE else "text"
        message = f"The front matter says {stated.label!r}, the {text} says {other.label!r}."
        fix = f"The front matter counts; make the {text} say the same, or drop one of the two."
        findings.append(Finding(path, rows[1].line, "contradiction", message, fix))
    if stated.chosen and not stated.status:
        allowed = ", ".join(status.label for status in lifecycle.statuses)
        message = f"{stated.text[:60]!r} is not a status of this site."
        findings.append(Finding(path, rows[0].line, "status", message, f"Use one of: {allowed}."))
    return stated, findings


def _dates(fields: tuple[Field, ...]) -> tuple[dt.date | None, dt.date | None]:
    created, _, later = _first(fields, DATE_KEYS).partition(" / ")
    updated = _first(fields, UPDATED_KEYS) or later or _first(fields, DATE_KEYS[:1])
    return read_date(created), read_date(updated)


def _tags(front: FrontMatter) -> tuple[str, ...]:
    value = front.values.get("tags")
    words = value.split(",") if isinstance(value, str) else scalars(value)
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def is_summary(heading: str) -> bool:
    """Whether a section with this heading sums the document up."""
    return SUMMARY.match(heading) is not None


def _summary(front: FrontMatter, root: html.HtmlElement) -> str:
    stated = front.values.get("summary") or front.values.get("description")
    if isinstance(stated, str):
        return _shorten(" ".join(stated.split()))
    wanted = False
    for element in root:
        if element.tag in {"h1", "h2", "h3"}:
            wanted = is_summary(text_of(element))
        elif wanted and element.tag == "p" and (text := text_of(element)):
            return "" if text.startswith("Instruction:") else _shorten(text)
    return ""


def _shorten(text: str) -> str:
    """The first sentences that fit; a first sentence that is too long is cut between words."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s+[A-Z`(])", text)]
    if fitting := [end for end in ends if end <= SUMMARY_LENGTH]:
        return text[: fitting[-1]]
    return text[:SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:") + " …"
