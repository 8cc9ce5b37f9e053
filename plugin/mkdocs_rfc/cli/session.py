"""What the commands share: reading the repository, naming a document, speaking of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_rfc.build import build_site
from mkdocs_rfc.cli.project import options_of
from mkdocs_rfc.cli.selection import find
from mkdocs_rfc.documents import Document, name_of
from mkdocs_rfc.editing import printable, shown
from mkdocs_rfc.history import discover
from mkdocs_rfc.lifecycle import Lifecycle, Status
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.options import Options
from mkdocs_rfc.plain_text import truncate
from mkdocs_rfc.site import Site

T = TypeVar("T")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, and what makes it show letters in another order."""
NARROWEST = 12
"""So many letters of a column are always shown."""
CLEARED = "\x1b[1A\x1b[2K"
"""Takes away the line above."""


def read_site(options: Options) -> Site:
    """Read the whole repository."""
    return build_site(options, track=track)


def track(things: Iterable[T]) -> Iterator[T]:
    """Give back some things one by one; a terminal shows a bar until the last one is done."""
    if not is_watched():
        yield from things
        return
    with click.progressbar(tuple(things), label="Reading", file=sys.stderr) as bar:
        yield from bar
    click.echo(CLEARED, nl=False, err=True)


def is_watched() -> bool:
    """Whether a person sees the progress."""
    return sys.stderr.isatty()


def can_ask() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()


def root_of(options: Options) -> Path:
    """What paths of documents are relative to."""
    return discover(options.project) or options.project


class Words(click.types.StringParamType):
    """Text on one line, as it may stand in a file: in UTF-8, without what a terminal obeys."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse bytes that are no text; whatever is no letter to see becomes a space."""
        if printable(value) != value:
            self.fail(f"{printable(value)!r} is not UTF-8.", param, ctx)
        return harmless(value)


class DocumentFile(click.Path):
    """A file by its path from here or, as the commands print it, from the repository's root."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Look here first."""
        file = root_of(options_of(ctx)) / value if ctx else Path(value)
        if not os.path.exists(value) and os.path.isfile(file):  # noqa: PTH110, PTH113 - never raise
            return file
        file = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not os.path.isfile(file) or file.stat().st_size > DOCUMENT:  # noqa: PTH113 - never raises
            self.fail(f"{shown(file)} is no regular file of at most 8 MB.", param, ctx)
        return file


def pick(documents: Iterable[Document], typed: str, root: Path) -> Document:
    """The one document that a person means; an error where there is none, or more than one."""
    path = Path(os.path.relpath(Path.cwd() / typed, root)).as_posix()
    found = find(documents, typed, path=path)
    if not found:
        message = f"No spec is called {printable(typed)!r}; `mkdocs-rfc list` shows all of them."
        raise click.ClickException(message)
    if len(found) > 1:
        names = "".join(f"\n  {harmless(each.path)}" for each in found[:8])
        more = f"\n  and {len(found) - 8} more" if len(found) > 8 else ""
        message = f"{printable(typed)!r} can mean {len(found)} specs:{names}{more}"
        raise click.ClickException(message)
    return found[0]


def status_named(word: str, lifecycle: Lifecycle) -> Status:
    """The status that a person means; an error for any other word."""
    status = lifecycle.parse(word).status
    if status is None:
        known = ", ".join(each.slug for each in lifecycle.statuses)
        message = f"{word!r} is no status of this site; it has {known}."
        raise click.ClickException(message)
    return status


def label_of(document: Document) -> str:
    """What a list calls a document: its number, or the name of its file."""
    return str(document.number) if document.number is not None else name_of(document)


def examples(*lines: str) -> str:
    """Lines for the end of a help text, kept as they are."""
    return "\n".join(["\b", *lines])


def print_json(value: object) -> None:
    """Print a value for programs."""
    click.echo(printable(json.dumps(value, ensure_ascii=False, indent=2)))


def harmless(text: str) -> str:
    """What a document says on one line, without anything that a terminal would obey."""
    return " ".join(CONTROL.sub(" ", printable(text)).split())


def print_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns, the first of them as their names; a terminal is not overrun."""
    rows = [tuple(harmless(cell) for cell in row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    if sys.stdout.isatty():
        widths = fit(widths, shutil.get_terminal_size().columns)
    for row in rows:
        pairs = zip(row, widths, strict=True)
        cells = (f"{truncate(cell, width):<{width}}" for cell, width in pairs)
        click.echo("  ".join(cells).rstrip())


def fit(widths: Iterable[int], room: int) -> list[int]:
    """Widths of columns that fit, the widest cut first; the first column, a name, stays."""
    first, *others = widths
    while first + sum(others) + 2 * len(others) > room and max(others, default=0) > NARROWEST:
        others[others.index(max(others))] -= 1
    return [first, *others]
