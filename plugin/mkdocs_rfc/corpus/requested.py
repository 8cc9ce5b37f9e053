"""Specs that research names and nobody has written yet."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.authoring import DocumentLink, Slots, Template, scaffold
from mkdocs_rfc.corpus.problems import TooManyRequests
from mkdocs_rfc.documents import (
    SPEC_KEYS,
    Document,
    Kind,
    name_in,
    name_of,
    read_document,
    title_in,
)
from mkdocs_rfc.lifecycle import Lifecycle
from mkdocs_rfc.limits import MOST_ASKED
from mkdocs_rfc.messages import messages_for
from mkdocs_rfc.options import Options

NAME = re.compile(r"[\w][\w.+-]*")
NOT_NAMES = frozenset({"tbd", "todo", "none", "na", "null", "no", "later", "unknown"})


@dataclass(frozen=True, slots=True)
class RequestedSpec:
    """A spec that research names and that is no file yet."""

    path: str
    title: str
    research: tuple[Document, ...]
    """The documents that name it: what it would rest on."""

    def page(self, lifecycle: Lifecycle, remark: str) -> str:
        """The text of the page that stands in for it: all the build knows, and nothing more."""
        first = lifecycle.statuses[0]
        rows = [
            f"| Status | {first.written or first.label} — {remark} |",
            f"| Research | {'; '.join(str(link) for link in self.links())} |",
        ]
        head = ["| Document Metadata | Details |", "| --- | --- |"]
        return "\n".join([f"# {self.title}", "", *head, *rows, ""])

    def text(self, template: Template, lifecycle: Lifecycle) -> str:
        """The text that a new file would have; author, day and commit are its writer's."""
        slots = Slots(title=self.title, research=tuple(self.links()))
        return scaffold(template, slots, lifecycle)

    def links(self) -> Iterator[DocumentLink]:
        """The research as the file links it."""
        folder = posixpath.dirname(self.path) or "."
        for each in self.research:
            yield DocumentLink.to(each.title.plain, posixpath.relpath(each.path, folder))


def read_unwritten(
    documents: Iterable[Document],
    folder: str,
    options: Options,
    template: Template,
    hidden: Iterable[str] = (),
) -> Iterator[tuple[str, Document]]:
    """For each of them the text that its file would have, and the document that stands in."""
    lifecycle, remark = options.lifecycle, messages_for(options.language).unwritten
    for each in find_unwritten(documents, folder, hidden, most=MOST_ASKED):
        data = each.page(lifecycle, remark).encode()
        document = read_document(
            Path(each.path),
            each.path,
            Kind.SPEC,
            lifecycle=lifecycle,
            identifier=options.identifier,
            data=data,
        )
        yield each.text(template, lifecycle), document


def find_unwritten(
    documents: Iterable[Document],
    folder: str,
    hidden: Iterable[str] = (),
    *,
    most: int | None = None,
) -> tuple[RequestedSpec, ...]:
    """The specs that research names by `spec:` or `specs:` and that are not there, by path.

    `folder` is where new specs go, `most` is how many one document may ask for. What could be no
    file name is no name of a spec. Those at `hidden` paths are there, if not for readers.
    """
    documents = tuple(documents)
    there = _written(documents) | {name_in(path).casefold() for path in hidden}
    found: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda each: each.path):
        if document.kind is Kind.RESEARCH:
            for name in _asked(document, there)[:most]:
                found.setdefault(posixpath.join(folder, f"{name}.md"), []).append(document)
    return tuple(
        RequestedSpec(path, title_in(path), tuple(research))
        for path, research in sorted(found.items())
    )


def check_asked(documents: Iterable[Document]) -> Iterator[TooManyRequests]:
    """Research that asks for more specs than get a page."""
    documents = tuple(documents)
    there = _written(documents)
    for document in documents:
        if document.kind is Kind.RESEARCH and (count := len(_asked(document, there))) > MOST_ASKED:
            row = document.field(*SPEC_KEYS)
            yield TooManyRequests(document.path, row.line if row else 0, count)


def _written(documents: Iterable[Document]) -> frozenset[str]:
    return frozenset(name_of(each).casefold() for each in documents if each.kind is Kind.SPEC)


def _asked(research: Document, there: Container[str]) -> list[str]:
    """The names of the specs that a document asks for and that are not there."""
    names = dict.fromkeys(_names(research.front))
    return [name for name in names if name.casefold() not in there]


def _names(front: Mapping[str, object]) -> Iterator[str]:
    for key in SPEC_KEYS:
        value = front.get(key)
        for word in value if isinstance(value, list) else [value]:
            linked = re.search(r"\]\((?P<path>(?:[^)\]]|\](?!\())++)\)", str(word))
            path = (linked["path"] if linked else str(word)).strip("` ").partition("#")[0]
            name = posixpath.basename(path).removesuffix(".md")
            is_name = "://" not in path and NAME.fullmatch(name) and re.search(r"[^\W\d]", name)
            if isinstance(word, str) and is_name and name.casefold() not in NOT_NAMES:
                yield name
