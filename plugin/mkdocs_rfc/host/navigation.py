"""What we do to a navigation when everybody else has made it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from pathlib import PurePosixPath

from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import dirname_to_title


def take_out(nav: Navigation, is_out: Callable[[StructureItem], bool]) -> None:
    """Take the pages and links that the site does not have out of a navigation.

    Sections that held nothing else go with them; the pages around lead past them.
    """
    for page in [page for page in nav.pages if is_out(page)]:
        nav.pages.remove(page)
        if page.previous_page:
            page.previous_page.next_page = page.next_page
        if page.next_page:
            page.next_page.previous_page = page.previous_page
    nav.items[:] = _left(nav.items, is_out)


def _left(
    items: list[StructureItem], is_out: Callable[[StructureItem], bool]
) -> Iterator[StructureItem]:
    for item in list(items):
        if isinstance(item, Section) and item.children:
            item.children[:] = _left(item.children, is_out)
            emptied = not item.children and not item.is_page
        else:
            emptied = False
        if not (emptied or is_out(item)):
            yield item


def lift_indexes(nav: Navigation, indexes: Container[str]) -> None:
    """Replace each section that holds nothing but an index by that index.

    A section whose title somebody gave is left as it is.
    """
    for place, item in enumerate(nav.items):
        only = _only_page(item)
        if only is None or only.file.src_uri not in indexes:
            continue
        if item.title == dirname_to_title(PurePosixPath(only.file.src_uri).parent.name):
            if item is only:  # section-index made one of the two
                only.__class__ = Page
                del only.title, only.children
                only.is_section = False
            only.parent = None
            nav.items[place] = only


def _only_page(item: StructureItem) -> Page | None:
    """The one page that a section has, or that is a section by itself."""
    children = getattr(item, "children", None) or []
    if isinstance(item, Page):
        return item if item.is_section and not children else None
    only = children[0] if item.is_section and len(children) == 1 else None
    return only if isinstance(only, Page) and not only.is_section else None


def escape_titles(nav: Navigation, places: Container[str]) -> None:
    """Make text of the titles of sections that were made of the names of folders.

    Themes put titles out as they are. The names of folders that hold our pages, at `places`, are
    written by strangers; a title that somebody gave is left as it is.
    """
    for item in nav.items:
        _escape(item, places)


def _escape(item: StructureItem, places: Container[str]) -> set[str]:
    """The names of all folders of our pages in and below an item."""
    names: set[str] = set()
    if isinstance(item, Page) and item.file.src_uri in places:
        names.update(PurePosixPath(item.file.src_uri).parts[:-1])
    for child in item.children if isinstance(item, Section) else ():
        names |= _escape(child, places)
    if item.is_section and item.title in {dirname_to_title(name) for name in names}:
        item.title = escape(item.title)
    return names
