"""What each page shows, and the templates that print it."""

from __future__ import annotations

from mkdocs_rfc.pages.author_hints import AuthorHints, read_hints
from mkdocs_rfc.pages.links import annotate_link
from mkdocs_rfc.pages.render import (
    link_page,
    new_file_link,
    redirect,
    show_activity,
    show_document,
    show_home,
    show_index,
    show_map,
)

__all__ = [
    "AuthorHints",
    "annotate_link",
    "link_page",
    "new_file_link",
    "read_hints",
    "redirect",
    "show_activity",
    "show_document",
    "show_home",
    "show_index",
    "show_map",
]
