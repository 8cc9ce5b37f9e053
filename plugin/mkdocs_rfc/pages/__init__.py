"""What each page shows, and the templates that print it."""

from __future__ import annotations

from mkdocs_rfc.pages.activity import render_activity
from mkdocs_rfc.pages.content import PageContent, Passage
from mkdocs_rfc.pages.document import render_document
from mkdocs_rfc.pages.graph import render_map
from mkdocs_rfc.pages.home import render_home
from mkdocs_rfc.pages.index import render_index
from mkdocs_rfc.pages.styles import stylesheet

__all__ = [
    "PageContent",
    "Passage",
    "render_activity",
    "render_document",
    "render_home",
    "render_index",
    "render_map",
    "stylesheet",
]
