from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rfc.addresses import Address
from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.markdown import Heading, nest
from mkdocs_rfc.pages.content import PageContent
from mkdocs_rfc.pages.context import NO_PLACES, Context
from mkdocs_rfc.pages.english import ENGLISH
from mkdocs_rfc.pages.filling import fill
from mkdocs_rfc.pages.map import Node, Tie, cut
from mkdocs_rfc.pages.pieces import Badge
from mkdocs_rfc.pages.words import Words

ROW = 26
BOX = 330
LETTERS = 46
RIGHT = 560
"""Where the specs stand; the research stands at the left edge."""
MOST = 400
"""So many specs are drawn, the newest; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graph; it fades with its spec."""

    start: str
    end: str
    kind: str
    tone: str
    path: str


@dataclass(frozen=True, slots=True)
class Entries:
    """A spec with all that it has to do with, as a row of the table."""

    node: Node
    ties: tuple[Tie, ...]


def render_map(
    corpus: Corpus,
    *,
    address: Address,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Words = ENGLISH,
) -> PageContent:
    """Render the page that shows how all documents relate."""
    context = Context(corpus, address, words, indexes, others)
    specs = _specs(context)
    right = {each.path: place for place, each in enumerate(specs[:MOST])}
    left = _research(right, context)
    nodes = _nodes(specs[:MOST], list(left), context)
    page = fill(
        "map",
        title=words.map,
        nodes=tuple(nodes.values()),
        lines=_lines(nodes, context),
        rows=tuple(_row(each, context) for each in specs),
        tones=_tones(nodes),
        width=RIGHT + BOX + 64,
        height=max(len(left), len(right), 1) * ROW + 4,
        box=BOX,
        words=words,
    )
    toc = nest([Heading(1, words.map, words.map, "rfc-title", 0)])
    return PageContent(words.map, str(page), toc, {"hide": ["toc"], "search": {"exclude": True}})


def _specs(context: Context) -> list[Document]:
    """The specs that have to do with any other document, newest first."""
    corpus = context.corpus
    tied = [
        each
        for each in corpus.collection(Kind.SPEC)
        if corpus.cites[each.path] or corpus.cited_by[each.path]
    ]
    return sorted(tied, key=lambda each: (context.created(each).key, each.path), reverse=True)


def _research(right: Mapping[str, int], context: Context) -> dict[str, Document]:
    """The research that the specs rest on, each at the height of those that use it."""
    heights: dict[str, tuple[float, Document]] = {}
    for each in context.corpus.collection(Kind.RESEARCH):
        by = [
            right[r.source.path]
            for r in context.corpus.cited_by[each.path]
            if r.source.path in right
        ]
        if by:
            heights[each.path] = sum(by) / len(by), each
    ordered = sorted(heights, key=lambda path: (heights[path][0], path))
    return {path: heights[path][1] for path in ordered}


def _nodes(specs: Sequence[Document], research: Sequence[str], context: Context) -> dict[str, Node]:
    documents = context.corpus.documents
    height = max(len(specs), len(research))
    nodes: dict[str, Node] = {}
    for x, paths in ((2, research), (RIGHT, [each.path for each in specs])):
        step = height / max(len(paths), 1)
        for place, path in enumerate(paths):
            y = round((place + (step - 1) / 2 + place * (step - 1)) * ROW) + 2
            nodes[path] = _node(documents[path], str(len(nodes)), x, y, context)
    return nodes


def _node(document: Document, name: str, x: int, y: int, context: Context) -> Node:
    entry, title = context.entry(document), document.title.plain
    shown = f"{entry.number} {title}".strip()
    note = entry.badge.label if entry.badge else context.created(document).text
    return Node(name, entry, cut(shown, LETTERS), title, note, entry.badge, x, y)


def _lines(nodes: Mapping[str, Node], context: Context) -> tuple[Line, ...]:
    lines = []
    for path, references in context.corpus.cites.items():
        for each in references:
            start, end = nodes.get(path), nodes.get(each.target.path)
            if start and end and start.badge:
                kind = "cites" if end.badge else "uses"
                lines.append(Line(start.id, end.id, kind, start.badge.tone, _path(start, end)))
    return tuple(lines)


def _path(start: Node, end: Node) -> str:
    y1, y2 = start.y + ROW // 2 - 2, end.y + ROW // 2 - 2
    if end.badge:  # both are specs: around the right side
        x = RIGHT + BOX
        reach = x + min(12 + abs(y1 - y2) // 12, 60)
        return f"M{x} {y1}C{reach} {y1} {reach} {y2} {x} {y2}"
    x1, x2, middle = RIGHT, BOX + 2, (RIGHT + BOX) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _row(document: Document, context: Context) -> Entries:
    words = context.words.relations
    ties = [
        (each.target, "uses" if each.target.kind is Kind.RESEARCH else "cites")
        for each in context.corpus.cites[document.path]
    ]
    return Entries(
        _node(document, "", 0, 0, context),
        tuple(Tie(words[kind], kind, context.entry(other)) for other, kind in ties),
    )


def _tones(nodes: Mapping[str, Node]) -> tuple[Badge, ...]:
    """One badge for each look that occurs, to be switched off."""
    found: dict[str, Badge] = {}
    for node in nodes.values():
        if node.badge:
            found.setdefault(node.badge.tone, node.badge)
    return tuple(found[tone] for tone in sorted(found))
