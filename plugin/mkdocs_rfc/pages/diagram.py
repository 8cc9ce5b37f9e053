"""Boxes and lines: the parts that drawings are made of."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_rfc.pages.components import Badge
from mkdocs_rfc.pages.context import Entry


@dataclass(frozen=True, slots=True)
class Box:
    """One document as a box."""

    id: str
    entry: Entry
    title: str
    """Cut to what fits."""
    full: str
    note: str
    badge: Badge | None
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes."""

    start: str
    end: str
    kind: str
    """`uses`, `needs`, `replaces` or `cites`."""
    path: str


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation of a document, as a row of a table."""

    label: str
    kind: str
    entry: Entry
