"""What every page is told about the site that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.history import Commit
from mkdocs_rfc.messages import Messages
from mkdocs_rfc.pages import components as moments
from mkdocs_rfc.pages.components import Badge, DateLabel, Link, number_text, read_badge, title_html

NO_PLACES: Mapping[Any, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as other pages name it."""

    title: Markup
    href: str
    number: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What every part of a page needs to know."""

    corpus: Corpus
    address: Address
    words: Messages
    indexes: Mapping[Kind, str]
    """The index page of each collection, in the site's terms."""
    others: Mapping[str, str]
    """The pages of the whole site: `map`, `activity`."""

    def index(self, kind: Kind) -> str:
        """Address of a collection's index; empty when it has none."""
        return self.address.of(self.indexes[kind]) if kind in self.indexes else ""

    def others_links(self) -> tuple[Link, ...]:
        """Links to the pages of the whole site."""
        names = {"map": self.words.map, "activity": self.words.activity}
        return tuple(
            Link(name, self.address.of(self.others[key]))
            for key, name in names.items()
            if key in self.others
        )

    def page(self, document: Document, fragment: str = "") -> str:
        """Address of a document's page; empty when it has none."""
        known = document.path in self.address.uris
        return self.address.page(document.path, fragment) if known else ""

    def entry(self, document: Document, fragment: str = "") -> Entry:
        """Name a document on another page."""
        has_badge = document.kind is Kind.SPEC and self.corpus.has_statuses
        badge = self.badge(document) if has_badge else None
        href = self.page(document, fragment)
        return Entry(title_html(document.title.text), href, number_text(document), badge)

    def badge(self, document: Document) -> Badge:
        """The status of a document."""
        return read_badge(document.status, self.words)

    def is_decided(self, document: Document) -> bool:
        """Whether a spec is in force, or was."""
        status = document.status.status
        return status is not None and status.is_decided

    def at_home(self, document: Document) -> Context:
        """The same, with commits on the forge of the repository that a document is in."""
        forge = self.address.forges.get(document.path, self.address.forge)
        return replace(self, address=replace(self.address, forge=forge))

    def created(self, document: Document) -> DateLabel:
        """When a document came to be."""
        if document.path in self.corpus.unwritten:
            return moments.NEVER
        return moments.created(document, self.corpus.history_of(document), self.words)

    def updated(self, document: Document) -> DateLabel:
        """When a document last changed."""
        if document.path in self.corpus.unwritten:
            return moments.NEVER
        return moments.updated(document, self.corpus.history_of(document), self.words)

    def commit(self, commit: Commit) -> Link:
        """A commit by its short hash, with its subject for the pointer."""
        forge = self.address.forge
        return Link(
            commit.short, (forge.commit(commit.id) if forge else None) or "", commit.subject
        )
