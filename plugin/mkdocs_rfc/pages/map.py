"""The page that shows how all documents relate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rfc.corpus import Address, Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.markdown import Heading, nest
from mkdocs_rfc.messages import ENGLISH, Messages
from mkdocs_rfc.pages.components import Badge
from mkdocs_rfc.pages.context import NO_PLACES, Context
from mkdocs_rfc.pages.diagram import Box, Tie
from mkdocs_rfc.pages.page import render_template
from mkdocs_rfc.plain_text import truncate
from mkdocs_rfc.site import PageContent

ROW = 26
GAP = 18
"""Between two families."""
BOX = 330
LETTERS = 50
BESIDE = 558
"""How far to the right the specs stand where there is research to their left."""
MOST = 200
"""So many specs are drawn, those with the most links; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graph; it fades with its spec."""

    start: str
    end: str
    kind: str
    tone: str
    path: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A spec with all that it has to do with, as a row of the table."""

    node: Box
    ties: tuple[Tie, ...]


def render_map(
    corpus: Corpus,
    *,
    address: Address,
    indexes: Mapping[Kind, str] = NO_PLACES,
    others: Mapping[str, str] = NO_PLACES,
    words: Messages = ENGLISH,
) -> PageContent:
    """Render the page that shows how all documents relate."""
    context = Context(corpus, address, words, indexes, others)
    specs = _specs(context)
    families = components_of(_most_linked(specs, context), corpus)
    left = BESIDE if any(family.research for family in families) else 0
    nodes = _nodes(families, left, context)
    lines = tuple(_lines(nodes, context))
    tones = _tones(nodes, context)
    lede = words.map_lede if left else words.map_lede_specs
    page = render_template(
        "map",
        title=words.map,
        lede=lede,
        most=words.map_most.format(n=MOST, total=len(specs)) if len(specs) > MOST else "",
        nodes=tuple(nodes.values()),
        lines=lines,
        legend=_legend(lines, words),
        rows=tuple(_row(each, context) for each in specs),
        tones=tones if len(tones) > 1 else (),
        researched=any(
            each.target.kind is Kind.RESEARCH for s in specs for each in corpus.cites[s.path]
        ),
        width=left + BOX + 2 + (64 if left else 224),
        height=max((node.y for node in nodes.values()), default=0) + ROW,
        box=BOX,
        words=words,
    )
    toc = nest([Heading(1, words.map, words.map, "rfc-title", 0)])
    meta = {"hide": ["toc"], "search": {"exclude": True}, "description": lede}
    return PageContent(words.map, str(page), toc, meta)


def _specs(context: Context) -> list[Document]:
    """The specs that have to do with any other document, newest first."""
    corpus = context.corpus
    tied = [
        each
        for each in corpus.collection(Kind.SPEC)
        if corpus.cites[each.path] or corpus.cited_by[each.path]
    ]
    return sorted(tied, key=lambda each: (context.created(each).key, each.path), reverse=True)


def _most_linked(specs: Sequence[Document], context: Context) -> list[Document]:
    """As many of the specs as can be drawn, in their order."""
    corpus = context.corpus
    links = {
        each.path: len(corpus.cites[each.path]) + len(corpus.cited_by[each.path]) for each in specs
    }
    kept = set(sorted(links, key=lambda path: -links[path])[:MOST])
    return [each for each in specs if each.path in kept]


def _nodes(families: Sequence[Cluster], left: int, context: Context) -> dict[str, Box]:
    nodes: dict[str, Box] = {}
    top = 2
    for family in families:
        height = max(len(family.specs), len(family.research)) * ROW
        for x, documents in ((2, family.research), (left + 2, family.specs)):
            step = height / max(len(documents), 1)
            for place, document in enumerate(documents):
                y = round(top + place * step + (step - ROW) / 2)
                nodes[document.path] = _node(document, str(len(nodes)), x, y, context)
        top += height + GAP
    return nodes


def _node(document: Document, name: str, x: int, y: int, context: Context) -> Box:
    entry, title = context.entry(document), document.title.plain
    shown = f"{entry.number} {title}".strip()
    note = entry.badge.label if entry.badge else context.created(document).text
    badge = context.badge(document) if document.kind is Kind.SPEC else None
    return Box(name, entry, truncate(shown, LETTERS), title, note, badge, x, y)


def _lines(nodes: Mapping[str, Box], context: Context) -> Iterator[Line]:
    for path, start in nodes.items():
        if start.badge is None:
            continue
        stated = context.corpus.relations_of(path)
        kinds = {each.path: "needs" for each in stated.depends_on}
        kinds |= {each.path: "replaced" for each in stated.superseded_by}
        kinds |= {each.path: "replaces" for each in stated.supersedes}
        for each in context.corpus.cites[path]:
            if end := nodes.get(each.target.path):
                kind = kinds.get(each.target.path, "cites") if end.badge else "uses"
                yield Line(start.id, end.id, kind, start.badge.tone, _path(start, end))


def _path(start: Box, end: Box) -> str:
    y1, y2 = start.y + ROW // 2 - 2, end.y + ROW // 2 - 2
    if not end.badge:
        x1, x2 = start.x, end.x + BOX
        middle = (x1 + x2) // 2
        return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    x = start.x + BOX  # both are specs: around the right side
    reach = x + min(12 + abs(y1 - y2) // 12, 60 if start.x > BOX else 220)
    return f"M{x} {y1}C{reach} {y1} {reach} {y2} {x} {y2}"


def _legend(lines: Sequence[Line], words: Messages) -> tuple[tuple[str, str], ...]:
    """Kind and label of the lines that occur."""
    shown = {line.kind for line in lines}
    return tuple((kind, label) for kind, label in words.relations.items() if kind in shown)


def _row(document: Document, context: Context) -> RelationRow:
    words = context.words.relations
    ties = [
        (each.target, "uses" if each.target.kind is Kind.RESEARCH else "cites")
        for each in context.corpus.cites[document.path]
    ]
    return RelationRow(
        _node(document, "", 0, 0, context),
        tuple(Tie(words[kind], kind, context.entry(other)) for other, kind in ties),
    )


def _tones(nodes: Mapping[str, Box], context: Context) -> tuple[Badge, ...]:
    """One badge for each look that occurs, to be switched off, in the order of the lifecycle."""
    found: dict[str, Badge] = {}
    for node in nodes.values():
        if node.badge:
            found.setdefault(node.badge.tone, node.badge)
    order = [status.tone for status in context.corpus.lifecycle.statuses]
    known = (tone for tone in dict.fromkeys([*order, *sorted(found)]) if tone in found)
    return tuple(found[tone] for tone in known)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Documents that have to do with each other, directly or through others."""

    specs: tuple[Document, ...]
    research: tuple[Document, ...]
    """What the specs rest on, each at the height of those that use it."""


def components_of(specs: Sequence[Document], corpus: Corpus) -> list[Cluster]:
    """The families that these specs fall into, the largest first; they keep their order."""
    order = {each.path: place for place, each in enumerate(specs)}
    families, seen = [], set[str]()
    for each in specs:
        if each.path not in seen:
            family = _reach(each.path, order, corpus)
            seen |= family
            families.append(_family(family, order, corpus))
    return sorted(families, key=lambda family: -len(family.specs))


def _reach(path: str, order: dict[str, int], corpus: Corpus) -> set[str]:
    """Every document that leads to one: specs of those in order, and research."""
    reached, ahead = {path}, [path]
    while ahead:
        here = ahead.pop()
        near = {each.target.path for each in corpus.cites[here]}
        near |= {each.source.path for each in corpus.cited_by[here]}
        new = {
            each
            for each in near - reached
            if each in order or corpus.documents[each].kind is Kind.RESEARCH
        }
        reached |= new
        ahead += sorted(new)
    return reached


def _family(paths: set[str], order: dict[str, int], corpus: Corpus) -> Cluster:
    specs = sorted(paths & order.keys(), key=lambda path: order[path])
    heights: dict[str, float] = {}
    for path in paths - order.keys():
        users = [each.source.path for each in corpus.cited_by[path]]
        places = [specs.index(user) for user in users if user in order]
        if places:
            heights[path] = sum(places) / len(places)
    research = sorted(heights, key=lambda path: (heights[path], path))
    return Cluster(
        tuple(corpus.documents[path] for path in specs),
        tuple(corpus.documents[path] for path in research),
    )
