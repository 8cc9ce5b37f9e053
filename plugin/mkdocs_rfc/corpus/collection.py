"""The documents of one collection alone, without the others and without what git knows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from mkdocs_rfc.corpus.exclusion import survey
from mkdocs_rfc.corpus.folders import path_in
from mkdocs_rfc.documents import Document, Kind, read_document
from mkdocs_rfc.options import Options


def read_collection(
    kind: Kind,
    options: Options,
    root: Path,
    track: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    *,
    every: bool = False,
) -> tuple[Document, ...]:
    """The documents of one collection alone, without what git knows of them.

    `track` is given the files that are about to be read, and gives them back one by one. `every`
    reads those, too, that the site does not have.
    """
    listed = survey(options, [kind], every=every).contents.values()
    found = []
    for file in track([file for each in listed for file in each.documents]):
        with suppress(OSError):  # a build says which, and why
            found.append(read_file(file, kind, options, root))
    return tuple(found)


def read_file(file: Path, kind: Kind, options: Options, root: Path) -> Document:
    """One document; OSError where it cannot be read."""
    return read_document(
        file,
        path_in(file, root),
        kind,
        lifecycle=options.lifecycle,
        identifier=options.identifier,
    )
