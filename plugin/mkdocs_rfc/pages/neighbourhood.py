"""The small map of one document and what it touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.pages.context import Context
from mkdocs_rfc.pages.diagram import Box, Edge, Tie
from mkdocs_rfc.plain_text import truncate

BOX = 200
ROW = 56
COLUMNS = (0, 250, 500)
LETTERS = 27
"""So many letters of a title fit into a box."""
MOST = 12
"""So many neighbours are drawn; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing of how documents relate, and the same as rows."""

    nodes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    ties: tuple[Tie, ...]
    legend: tuple[tuple[str, str], ...]
    """Kind and label of the lines that occur."""
    more: str


def read_map(document: Document, context: Context) -> Map | None:
    """Draw a spec between the research it rests on and the specs it touches; None without any."""
    related = _related(document, context)
    if not related:
        return None
    left = [each for each in related if each[0].kind is Kind.RESEARCH][: MOST // 2]
    right = [each for each in related if each[0].kind is Kind.SPEC][: MOST - len(left)]
    rows, middle = max(len(left), len(right), 1), 1 if left else 0
    center = _node(document, "self", middle, (rows * ROW - ROW) // 2, context)
    nodes, edges = [center], []
    for column, side in ((0, left), (middle + 1, right)):
        top = (rows - len(side)) * ROW // 2
        for place, (other, kind) in enumerate(side):
            node = _node(other, f"{column}-{place}", column, top + place * ROW, context)
            nodes.append(node)
            ends = (node, center) if column < middle else (center, node)
            edges.append(Edge(ends[0].id, ends[1].id, kind, _curve(*ends)))
    kinds = context.words.relations
    shown = {edge.kind for edge in edges}
    hidden = len(related) - len(left) - len(right)
    return Map(
        nodes=tuple(nodes),
        edges=tuple(edges),
        width=COLUMNS[middle + 1 if right else middle] + BOX + 4,
        height=rows * ROW,
        ties=tuple(Tie(kinds[kind], kind, context.entry(other)) for other, kind in related),
        legend=tuple((kind, label) for kind, label in kinds.items() if kind in shown),
        more=context.words.more.format(n=hidden) if hidden else "",
    )


def _related(document: Document, context: Context) -> list[tuple[Document, str]]:
    """Every document this one has to do with, once, by the strongest of their relations."""
    corpus, stated = context.corpus, context.corpus.relations_of(document.path)
    cites = [each.target for each in corpus.cites[document.path]]
    cited_by = [each.source for each in corpus.cited_by[document.path]]
    groups: tuple[tuple[str, Iterable[Document]], ...] = (
        ("replaces", stated.supersedes),
        ("replaced", stated.superseded_by),
        ("needs", stated.depends_on),
        ("uses", [each for each in cites if each.kind is Kind.RESEARCH]),
        ("cites", cites),
        ("cited", [each for each in cited_by if each.kind is Kind.SPEC]),
        ("discusses", cited_by),
    )
    found: dict[str, tuple[Document, str]] = {}
    for kind, documents in groups:
        for each in documents:
            found.setdefault(each.path, (each, kind))
    return list(found.values())


def _node(document: Document, name: str, column: int, y: int, context: Context) -> Box:
    entry, title = context.entry(document), document.title.plain
    note = entry.badge.label if entry.badge else context.created(document).text
    return Box(
        id=name,
        entry=entry,
        title=truncate(title, LETTERS),
        full=title,
        note=f"{entry.number} · {note}" if entry.number else note,
        badge=context.badge(document) if document.kind is Kind.SPEC else None,
        x=COLUMNS[column] + 2,
        y=y + 5,
    )


def _curve(start: Box, end: Box) -> str:
    x1, y1, x2, y2 = start.x + BOX, start.y + 22, end.x, end.y + 22
    half = (x2 - x1) // 2
    return f"M{x1} {y1}C{x1 + half} {y1} {x2 - half} {y2} {x2} {y2}"
