"""Pages and files that a rebuild leaves as the build before wrote them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation

from mkdocs_rfc.host.page import DocumentPage
from mkdocs_rfc.rebuild import fingerprint
from mkdocs_rfc.storage import Memo

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
    pages: list[DocumentPage], known: Memo[str], nav: Navigation, config: MkDocsConfig
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


def remember_output(page: DocumentPage, output: str, known: Memo[str]) -> None:
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
    times = tuple((str(file), _changed(file)) for file in files)
    return _written(dict(config)), _written(dict(config.theme)), times


def _changed(file: Path) -> int:
    """When a file last changed; editors keep links there that lead nowhere."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _written(settings: dict[str, object]) -> str:
    """Settings as text; of an object that is none, its kind, as its address says nothing."""
    return json.dumps(settings, default=lambda each: type(each).__name__, skipkeys=True)


ASIDE = ".rfc-before"


class OutputReuse:
    """What the build before wrote, while the next one is at work in the same folder."""

    def __init__(self) -> None:
        self._site: Path | None = None
        self._aside: Path | None = None
        self._spared: list[str] = []

    def set_aside(self, site: Path) -> None:
        """Hide what the build before wrote; nothing where that was into another folder."""
        same, self._site, self._aside, self._spared = site == self._site, site, None, []
        if not (same and site.is_dir() and os.name == "posix"):
            return
        self._aside = site / ASIDE
        self._aside.mkdir()
        for each in sorted(site.iterdir()):
            if not each.name.startswith("."):
                each.rename(self._aside / each.name)

    def spare(self, page: DocumentPage) -> None:
        """Let the file of a page stay as it is: MkDocs writes it to nowhere."""
        name = page.file.dest_uri
        if self._aside and (self._aside / name).is_file():
            page.file.abs_dest_path = os.devnull
            self._spared.append(name)

    def put_back(self) -> None:
        """Put the files that were spared where they belong, and drop the rest."""
        if self._site and self._aside:
            for name in self._spared:
                _move(self._aside / name, self._site / name)
            shutil.rmtree(self._aside, ignore_errors=True)
        self._aside, self._spared = None, []

    def forget(self) -> None:
        """Spare nothing in the next build: this one did not come to its end."""
        self._site = self._aside = None


def clear_set_aside(site: Path) -> None:
    """Delete what a build had set aside that was killed."""
    aside = site / ASIDE
    if aside.is_dir() and not aside.is_symlink():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        with suppress(OSError):
            aside.unlink()


def _move(file: Path, place: Path) -> None:
    """Move a file, with its folder where it is alone in it: that is one step instead of three."""
    if file.name == "index.html" and os.listdir(file.parent) == [file.name]:  # noqa: PTH208 (names are enough)
        with suppress(OSError):  # something else is at the place already
            file.parent.rename(place.parent)
            return
    place.parent.mkdir(parents=True, exist_ok=True)
    file.replace(place)
