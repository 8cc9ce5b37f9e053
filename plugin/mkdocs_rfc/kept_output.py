"""Leaving finished pages where they are on the disk.

Before each build MkDocs clears the folder of the site; to write everything again is what takes
longest in a rebuild. It spares what is hidden:
https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/utils/__init__.py#L137
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from mkdocs_rfc.document_page import DocumentPage

ASIDE = ".rfc-before"


class KeptOutput:
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


def clear_away(site: Path) -> None:
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
