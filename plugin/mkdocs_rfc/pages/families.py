from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.documents import Document, Kind


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that have to do with each other, directly or through others."""

    specs: tuple[Document, ...]
    research: tuple[Document, ...]
    """What the specs rest on, each at the height of those that use it."""


def find_families(specs: Sequence[Document], corpus: Corpus) -> list[Family]:
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


def _family(paths: set[str], order: dict[str, int], corpus: Corpus) -> Family:
    specs = sorted(paths & order.keys(), key=lambda path: order[path])
    heights: dict[str, float] = {}
    for path in paths - order.keys():
        users = [each.source.path for each in corpus.cited_by[path]]
        places = [specs.index(user) for user in users if user in order]
        if places:
            heights[path] = sum(places) / len(places)
    research = sorted(heights, key=lambda path: (heights[path], path))
    return Family(
        tuple(corpus.documents[path] for path in specs),
        tuple(corpus.documents[path] for path in research),
    )
