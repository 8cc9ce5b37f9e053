from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation

from mkdocs_rfc.document_page import DocumentPage
from mkdocs_rfc.rebuild import fingerprint
from mkdocs_rfc.storage import Kept

TEMPLATE = "rfc/finished.html"
"""Puts out what is kept, and nothing else."""


HARMLESS = (
    "mkdocs_rfc.",
    "mkdocs.contrib.search",
    "material.plugins.search",
    "material.plugins.tags",
)
"""Modules whose `on_page_context` gives a theme nothing that we do not know of."""


def reuse_finished(
    pages: list[DocumentPage], known: Kept[str], nav: Navigation, config: MkDocsConfig
) -> list[DocumentPage]:
    """Let the pages that would come out as they did in the build before come out at once.

    A theme's templates take most of the time of a rebuild; a page's finished HTML depends on its
    content, its metadata, the navigation and the configuration. Where another plugin gives the
    theme more than that, every page is made anew. Gives the pages that are as they were.
    """
    handlers = config.plugins.events["page_context"]
    if not all(handler.__module__.startswith(HARMLESS) for handler in handlers):
        return []
    known.forget_others({page.file.src_uri for page in pages})
    frame = fingerprint(_settings(config), tuple(_entries(nav.items)))
    for page in pages:
        page.finished_key = _key(page, frame)
        finished = known.find(page.file.src_uri, page.finished_key)
        if finished is not None:
            page.finished = finished
            page.meta["template"] = TEMPLATE
    return [page for page in pages if page.finished]


def keep_finished(page: DocumentPage, output: str, known: Kept[str]) -> None:
    """Keep what a theme made of a page."""
    if page.finished_key is not None:
        known.keep(page.file.src_uri, page.finished_key, output)


def _key(page: DocumentPage, frame: str) -> tuple[object, ...]:
    around = [(each.title, each.url) for each in (page.previous_page, page.next_page) if each]
    place = [getattr(each, "title", None) for each in page.ancestors]
    return (
        frame,
        page.content,
        page.title,
        repr(page.meta),
        page.edit_url,
        repr(around),
        repr(place),
    )


def _entries(items: list[StructureItem]) -> Iterator[tuple[object, ...]]:
    """What a navigation shows, down to the icons that metadata asks for."""
    for item in items:
        yield (
            type(item).__name__,
            item.title,
            getattr(item, "url", ""),
            repr(getattr(item, "meta", "")),
        )
        yield from _entries(getattr(item, "children", None) or [])


def _settings(config: MkDocsConfig) -> tuple[object, ...]:
    """Everything a theme can ask a configuration for, and when its own templates last changed."""
    custom = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    files = sorted(custom.rglob("*")) if custom else []
    times = tuple((str(file), file.stat().st_mtime_ns) for file in files)
    return _written(dict(config)), _written(dict(config.theme)), times


def _written(settings: dict[str, object]) -> str:
    """Settings as text; of an object that is none, its kind, as its address says nothing."""
    return json.dumps(settings, default=lambda each: type(each).__name__, skipkeys=True)
