"""One Markdown file, read once into typed values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from lxml import html

from mkdocs_rfc.documents.fields import read_fields
from mkdocs_rfc.documents.front_matter import FrontMatter, read_front_matter
from mkdocs_rfc.documents.keys import DISCUSSION, RELATION
from mkdocs_rfc.documents.mentions import IDENTIFIER, Mention, mark_mentions, mention_indices
from mkdocs_rfc.documents.metadata import (
    Field,
    MetadataForm,
    ParsedField,
    find_field,
    is_status,
    read_rows,
    unlinked,
)
from mkdocs_rfc.documents.problems import (
    BrokenFrontMatter,
    Contradiction,
    DeepNesting,
    ForeignEncoding,
    UnfilledTables,
    UnknownStatus,
)
from mkdocs_rfc.documents.titles import Title, name_in
from mkdocs_rfc.findings import FileProblem
from mkdocs_rfc.lifecycle import RFC, Lifecycle, StatedStatus
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.markdown import (
    DEEP,
    UNFILLED,
    Tree,
    freeze,
    read_headings,
    render,
)
from mkdocs_rfc.storage import read


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
    problems: tuple[FileProblem, ...]
    head: tuple[str, ...]
    """The lines of the front matter."""
    body: str
    """The text below it."""
    first_line: int
    """Line of the file at which that starts."""
    digest: str
    """Of the bytes of the file."""

    @property
    def number(self) -> int | None:
        """The number that other documents may cite."""
        return self.title.number

    @property
    def discussion(self) -> str:
        """The address at which it is discussed; empty where it names none."""
        rows = (row for row in self.fields if DISCUSSION in row.name.casefold())
        return next((row.address for row in rows if row.address), "")

    def lines(self) -> list[str]:
        """Its lines, as they were read; those around the front matter are empty."""
        above = ["", *self.head, *[""] * self.first_line]
        return [*above[: self.first_line - 1], *self.body.split("\n")]

    def field(self, *names: str) -> Field | None:
        """The first row with one of these names, in the order of the names."""
        return find_field(self.fields, names)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What takes longest to make of a text: worth keeping between builds."""

    tree: Tree
    mentions: tuple[Mention, ...]


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
    """Read one file into a document; whatever is wrong with it becomes a problem of it.

    `parsed` is what another build made of the same bytes with the same identifier.
    Raises OSError when the file cannot be read and `data` is not given.
    """
    data = read(source, DOCUMENT) if data is None else data
    text, problems = _decode(path, data)
    front = read_front_matter(text)
    root = parsed.tree.read() if parsed else render(front.body, first_line=front.first_line)
    rows = read_rows(front, root)
    own = [row.element for row in rows if row.convention is MetadataForm.FRONT]
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
        problems=(*problems, *_refused(path, front), *_excess(path, root), *contradictions),
        head=front.head,
        body=front.body,
        first_line=front.first_line,
        digest=digest_of(data),
        **read_fields(path, front, fields, root, research=kind is Kind.RESEARCH),
    )


def digest_of(data: bytes) -> str:
    """What tells one version of a file from another."""
    return blake2b(data, digest_size=16).hexdigest()


def _refused(path: str, front: FrontMatter) -> Iterator[FileProblem]:
    if front.problem:
        yield BrokenFrontMatter(path, front.line, front.problem, front.fix)


def _excess(path: str, root: html.HtmlElement) -> Iterator[FileProblem]:
    """What the page shows otherwise than its author wrote it, as nobody writes so much of it."""
    for name, problem in ((DEEP, DeepNesting), (UNFILLED, UnfilledTables)):
        if line := root.get(name):
            yield problem(path, int(line))


def _decode(path: str, data: bytes) -> tuple[str, list[FileProblem]]:
    problems: list[FileProblem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", "replace")
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(ForeignEncoding(path, line))
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
    return freeze(root, headings), mentions


def _with_roles(mentions: tuple[Mention, ...], rows: Iterable[ParsedField]) -> tuple[Mention, ...]:
    places = {number: row for row in rows for number in mention_indices(row.element)}
    return tuple(
        mention._replace(role=_role(row), line=row.line) if (row := places.get(number)) else mention
        for number, mention in enumerate(mentions)
    )


def _role(row: ParsedField) -> str:
    """What a row says of the documents that it names: of a status, its words do."""
    name = row.name.casefold()
    said = RELATION.search(row.text) if name == "status" else None
    return " ".join(said[0].casefold().split()) if said else name


def _status(
    path: str, kind: Kind, fields: tuple[Field, ...], lifecycle: Lifecycle
) -> tuple[StatedStatus, list[FileProblem]]:
    rows = [field for field in fields if is_status(field)]
    if not rows:
        return StatedStatus(), []
    if kind is Kind.RESEARCH:
        return StatedStatus(rows[0].text), []
    stated = lifecycle.parse(unlinked(rows[0].text))
    problems: list[FileProblem] = []
    if len(rows) > 1 and (other := lifecycle.parse(unlinked(rows[1].text))).slug != stated.slug:
        first, second = (row.convention for row in rows[:2])
        line = rows[1].line
        problems.append(Contradiction(path, line, first, stated.label, second, other.label))
    if stated.chosen and not stated.status:
        problems.append(UnknownStatus(path, rows[0].line, stated.text))
    return stated, problems


def name_of(document: Document) -> str:
    """The name of a document's file without its ending; or that of its folder."""
    return name_in(document.path)
