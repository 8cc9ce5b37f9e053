from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_rfc.documents import Document
from mkdocs_rfc.kept import Kept
from mkdocs_rfc.markdown import Highlighter
from mkdocs_rfc.notices import Suggested
from mkdocs_rfc.pages import PageContent


@dataclass(slots=True)
class Memory:
    """What a build takes over from the one before it in the same process."""

    documents: Kept[Document] = field(default_factory=Kept)
    pages: Kept[PageContent] = field(default_factory=Kept)
    outputs: Kept[str] = field(default_factory=Kept)
    """The finished HTML of pages, as the theme made it."""
    notices: Kept[tuple[Suggested, ...]] = field(default_factory=Kept)
    highlighter: Highlighter = field(default_factory=Highlighter)
