"""A site, read and joined, as one frozen value; and what is made of it, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.authoring import Template
from mkdocs_rfc.corpus import Attachments, Corpus, Folder, Source, Targets, path_in
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.markdown import TocToken
from mkdocs_rfc.options import Options

HOME = "index.md"
OTHERS: Mapping[str, str] = MappingProxyType({"map": "rfc/map.md", "activity": "rfc/activity.md"})
"""The pages that belong to no collection, in the site's own terms."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site read and joined, ready to be shown page by page."""

    options: Options
    root: Path
    """What paths are relative to: the repository, or the project where there is none."""
    sources: tuple[Source, ...]
    corpus: Corpus
    places: Targets
    templates: Mapping[str, Template]
    """By name; the one that specs are written from is called "", too."""
    indexes: Mapping[Kind, str]
    """The index page of each collection."""
    introductions: Mapping[Kind, Document]
    """The text that the user wrote for an index."""
    attachments: Attachments
    findings: tuple[Finding, ...]

    @property
    def scaffolds(self) -> Mapping[str, str]:
        """Of each spec that is not written yet, the text that its file would have, by path."""
        return {source.path: source.scaffold for source in self.sources if source.scaffold}

    def path_of(self, file: Path) -> str:
        """The path in the repository of any file."""
        return path_in(file, self.root)

    def document_at(self, source: Source) -> Document:
        """The document, or the introduction of an index, that a file was read into."""
        return self.places.documents[source.path]

    def uses_own_markdown(self, folder: Folder) -> bool:
        """Whether the site's own Markdown renders a folder's documents, not GitHub's rules."""
        return uses_own_markdown(folder, self.options)


def uses_own_markdown(folder: Folder, options: Options) -> bool:
    """Whether the site's own Markdown renders a folder's documents, not GitHub's rules."""
    flavour = options.markdown
    return flavour == "mkdocs" or (flavour == "auto" and not folder.mounted)


Passage = tuple[str, str, str]
"""The anchor, the heading and the words of a section, as HTML; no anchor for the whole page."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page, ready for a theme."""

    title: str
    """Plain text."""
    html: str
    toc: Sequence[TocToken]
    meta: Mapping[str, object]
    """What themes and other plugins read: `status`, `description`, `update_date`, `search`."""
    search: Sequence[Passage] = ()
    """What the search of the site knows of the page; empty for the page as it is."""
