"""Following every document through the history at once, as `git log -- FILE` follows one.

From HEAD back, each commit is given the paths that documents have there; what it did not change
goes on to its parent. A merge leaves a path to the first parent that has it as it is; only where it
differs from every parent was the merge itself a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mkdocs_rfc.history.changes import Change
from mkdocs_rfc.history.renames import settle
from mkdocs_rfc.history.values import Kind
from mkdocs_rfc.history.walk import Difference, Graph


@dataclass(slots=True, eq=False)
class Node:
    """One commit as it concerns one document, with the revisions before it."""

    document: int
    commit: bytes
    path: bytes
    blob: bytes
    kind: Kind
    edited: bool
    """False for a rename that left the text as it was."""
    before: list[Node] = field(default_factory=list)


Waiting = tuple[Node, ...]
"""Revisions of which the one before is to be found."""
Places = dict[bytes, Waiting]
Found = tuple[Places, bytes, Waiting]
"""Where to look next, for which path, on behalf of what."""


@dataclass(slots=True)
class Front:
    """What is looked for at one commit, by path."""

    here: Places = field(default_factory=dict)
    gone: Places = field(default_factory=dict)
    """Paths that came new later: if the same text was deleted before, it is the same document."""

    def join(self, other: Front) -> Front:
        """Both in one."""
        return Front(_join(self.here, other.here), _join(self.gone, other.gone))


@dataclass(slots=True)
class Past:
    """What a walk through the whole history found."""

    heads: tuple[Node, ...]
    """Of each document, the present: no revision, but what the newest one stands before."""
    nodes: tuple[list[Node], ...]
    """Of each document, its revisions in the order in which they were met."""
    unknown: set[int] = field(default_factory=set)
    """Documents that were there already where a shallow clone ends."""
    lost: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    """Path to the age of the commit that last removed it, and the commit before that."""

    def record(self, waiting: Waiting, commit: bytes, change: Change, kind: Kind) -> Waiting:
        """One new revision for each document that waits here."""
        blob = b"" if kind == "deleted" else change.blob
        edited = change.score < 100
        made: dict[int, Node] = {}
        for node in waiting:
            if node.document not in made:
                new = Node(node.document, commit, change.path, blob, kind, edited)
                made[node.document] = new
                self.nodes[node.document].append(new)
            node.before.append(made[node.document])
        return tuple(made.values())


def fold(
    graph: Graph,
    differences: Iterable[Difference],
    paths: Sequence[bytes],
    *,
    boundary: frozenset[bytes] = frozenset(),
) -> Past:
    """The revisions of the documents that lie at these paths at HEAD.

    The differences are those of the graph's commits in its order, without the boundary.
    """
    heads = tuple(
        Node(number, b"", path, b"", "modified", edited=False) for number, path in enumerate(paths)
    )
    past = Past(heads, tuple([] for _ in heads))
    pending = {graph.order[0]: Front({node.path: (node,) for node in heads})}
    ahead = iter(differences)
    for commit in graph.order:
        front, parents = pending.pop(commit, Front()), graph.parents[commit]
        if commit in boundary:
            past.unknown.update(node.document for each in front.here.values() for node in each)
            continue
        difference = next(ahead)
        if len(parents) == 1:
            _note_lost(past, difference, graph.ages[commit], parents[0])
        for parent, left in zip(
            parents, _back(past, difference, front, len(parents)), strict=False
        ):
            pending[parent] = pending[parent].join(left) if parent in pending else left
    return past


def _note_lost(past: Past, difference: Difference, age: int, parent: bytes) -> None:
    for change in difference.first:
        if path := change.leaving:
            past.lost[path] = max(past.lost.get(path, (0, b"")), (age, parent))


def _back(past: Past, difference: Difference, front: Front, parents: int) -> list[Front]:
    """What is left to look for at each parent of a commit."""
    if parents > 1:
        return _merge(past, difference, front, parents)
    return [_step(past, difference, front)]


def _step(past: Past, difference: Difference, front: Front) -> Front:
    found: list[Found] = []
    for change in settle(difference.first, front.here):
        if waiting := front.here.pop(change.path, ()):
            kind = change.kind
            revised = past.record(waiting, difference.commit, change, kind)
            places = front.gone if kind == "added" else front.here
            found.append((places, change.source or change.path, revised))
        if (path := change.leaving) and (waiting := front.gone.pop(path, ())):
            found += _returned(past, difference.commit, change, waiting, [front])
    for places, path, nodes in found:
        places[path] = _both(places.get(path, ()), nodes)
    return front


def _merge(past: Past, difference: Difference, front: Front, parents: int) -> list[Front]:
    fronts = [front, *(Front() for _ in range(parents - 1))]
    differing = {change.path: change for change in difference.every}
    found: list[Found] = []
    for change in settle(difference.first, front.here):
        if waiting := front.here.pop(change.path, ()):
            if merged := differing.get(change.path):
                found += _merged(past, difference.commit, (merged, change.source), waiting, fronts)
            else:
                equal = fronts[_equal_parent(difference, change.path)]
                found.append((equal.here, change.path, waiting))
        if (path := change.leaving) and (waiting := front.gone.pop(path, ())):
            if merged := differing.get(path):
                found += _returned(past, difference.commit, merged, waiting, fronts)
            else:
                found.append((fronts[_equal_parent(difference, path)].gone, path, waiting))
    for places, path, nodes in found:
        places[path] = _both(places.get(path, ()), nodes)
    return fronts


def _equal_parent(difference: Difference, path: bytes) -> int:
    """Which parent, but the first, has a path as the merge has it."""
    numbers = (number for number, paths in enumerate(difference.others, 1) if path not in paths)
    return next(numbers, len(difference.others) + 1)


def _merged(
    past: Past,
    commit: bytes,
    change: tuple[Change, bytes],
    waiting: Waiting,
    fronts: Sequence[Front],
) -> list[Found]:
    """A merge that has a path as no parent has it: a revision, and each parent's version before."""
    merged, source = change
    before = merged.blobs_before
    places = [(front, merged.path) for front, blob in zip(fronts, before, strict=True) if blob]
    if source and not before[0]:
        places.append((fronts[0], source))
    revised = past.record(waiting, commit, merged, "merged" if places else "added")
    if not places:
        return [(fronts[0].gone, merged.path, revised)]
    return [(front.here, path, revised) for front, path in places]


def _returned(
    past: Past, commit: bytes, change: Change, waiting: Waiting, fronts: Sequence[Front]
) -> list[Found]:
    """A path that is deleted here and comes back later: the same document if the text is the same."""
    before = change.blobs_before
    back = tuple(node for node in waiting if node.blob in before)
    if change.kind != "deleted" or not back:
        return []
    revised = past.record(back, commit, change, "deleted")
    texts = {node.blob for node in back}
    return [
        (front.here, change.path, revised)
        for front, blob in zip(fronts, before, strict=True)
        if blob in texts
    ]


def _join(one: Places, other: Places) -> Places:
    large, small = (one, other) if len(one) >= len(other) else (other, one)
    for path, nodes in small.items():
        large[path] = _both(large.get(path, ()), nodes)
    return large


def _both(one: Waiting, other: Waiting) -> Waiting:
    return tuple(dict.fromkeys((*one, *other)))
