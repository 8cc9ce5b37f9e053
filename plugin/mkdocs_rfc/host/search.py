"""Handing our passages to whatever search the site has."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from html import unescape
from types import SimpleNamespace
from typing import Any

from mkdocs_rfc.host.page import DocumentPage
from mkdocs_rfc.site import Passage

SEARCH = "material.plugins.search.plugin"
OWN = "mkdocs.contrib.search"
"""The module of MkDocs' own search."""


class SearchAdapter:
    """Gives a page's passages to the search of the site.

    Searches read the HTML of each page, which takes longer than anything else but the theme's
    templates. Material's is given its entries directly; any other one, HTML with little in it.
    https://github.com/squidfunk/mkdocs-material/blob/9.6.0/src/plugins/search/plugin.py#L181
    """

    def __init__(self, plugins: Iterable[object]) -> None:
        indexes = {type(each).__module__: getattr(each, "search_index", None) for each in plugins}
        self._index: Any = indexes.get(SEARCH)
        self._own: Any = indexes.get(OWN)

    def content(self, page: DocumentPage) -> str:
        """What the search is to read of a page; nothing where it knows the passages already."""
        if self._index is None:
            return _html(page.passages)
        if not page.meta.get("search", {}).get("exclude"):
            for id_, title, text in page.passages:
                section = SimpleNamespace(id=id_ or None, title=[title], text=[text])
                self._index.create_entry_for_section(section, (), page.url, page)
        return ""

    def settle(self, urls: Container[str]) -> None:
        """Make text again of the titles of our pages, at `urls`, that MkDocs' own search has.

        Titles are HTML, for the themes; its script escapes what it shows.
        https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/contrib/search/templates/search/main.js#L24
        """
        for entry in getattr(self._own, "_entries", ()):
            if entry["title"] and entry["location"].partition("#")[0] in urls:
                entry["title"] = unescape(entry["title"])


def _html(passages: Sequence[Passage]) -> str:
    return "".join(
        f'<h2 id="{id_}">{title}</h2><p>{text}</p>' if id_ else f"<h1>{title}</h1><p>{text}</p>"
        for id_, title, text in passages
    )
