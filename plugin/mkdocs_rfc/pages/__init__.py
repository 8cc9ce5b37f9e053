"""What each page shows, and the templates that print it."""

from __future__ import annotations

from mkdocs_rfc.pages.links import describe
from mkdocs_rfc.pages.page import PageContent, Passage
from mkdocs_rfc.pages.render import (
    HOME,
    OTHERS,
    link_page,
    new_file_link,
    redirect,
    show_activity,
    show_document,
    show_home,
    show_index,
    show_map,
)
from mkdocs_rfc.pages.writer import Notices, read_notices

__all__ = [
    "HOME",
    "OTHERS",
    "Notices",
    "PageContent",
    "Passage",
    "describe",
    "link_page",
    "new_file_link",
    "read_notices",
    "redirect",
    "show_activity",
    "show_document",
    "show_home",
    "show_index",
    "show_map",
]
