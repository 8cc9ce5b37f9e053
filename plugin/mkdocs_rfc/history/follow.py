"""Following every document through the history at once, as `git log -- FILE` follows one.

From HEAD back, each commit is given the paths that documents have there; what it did not change
goes on to its parent. A merge leaves a path to the first parent that has it as it is; only where it
differs from every parent was the merge itself a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_rfc.history.diff import Difference, Graph, PathChange, Renames
from mkdocs_rfc.history.renames import doubtful, settle_renames
from mkdocs_rfc.history.values import ChangeKind


@dataclass(slots=True, eq=False)
class RevisionNode:
    """One commit as it concerns one document, with the revisions before it."""

    document: int
    commit: bytes
    path: bytes
    blob: bytes
    kind: ChangeKind
    edited: bool
    """False for a rename that left the text as it was."""
    doubt: bytes
    """Id of the text before, where only the likeness of the texts speaks for the rename."""
    before: list[RevisionNode] = field(default_factory=list)

    def story(self) -> Iterator[RevisionNode]:
        """This revision and every one before it, each once."""
        seen, ahead = {self}, [self]
        while ahead:
            node = ahead.pop()
            yield node
            new = [each for each in node.before if each not in seen]
            seen.update(new)
            ahead += new


Pending = tuple[RevisionNode, ...]
"""Revisions of which the one before is to be found."""
PendingByPath = dict[bytes, Pending]
NextLookup = tuple[PendingByPath, bytes, Pending]
"""Where to look next, for which path, on behalf of what."""


@dataclass(slots=True)
class Front:
    """What is looked for at one commit, by path."""

    here: PendingByPath = field(default_factory=dict)
    gone: PendingByPath = field(default_factory=dict)
    """Paths that came new later: if the same text was deleted before, it is the same document."""

    def join(self, other: Front) -> Front:
        """Both in one."""
        return Front(_join(self.here, other.here), _join(self.gone, other.gone))


@dataclass(slots=True)
class Past:
    """What a walk through the whole history found."""

    graph: Graph
    heads: tuple[RevisionNode, ...]
    """Of each document, the present: no revision, but what the newest one stands before."""
    unknown: set[RevisionNode] = field(default_factory=set)
    """What stands behind the end of a shallow clone."""
    lost: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    """Path to the age of the commit that last removed it, and the commit before that."""

    stories: dict[RevisionNode, list[RevisionNode]] = field(default_factory=dict)
    """Of each head the revisions that led there, newest first."""

    def tell(self, heads: Iterable[RevisionNode]) -> None:
        """Put the revisions behind these heads in order, one for each commit."""
        ages = self.graph.ages
        for head in heads:
            found: dict[bytes, RevisionNode] = {}
            for node in head.story():
                if node is not head and node.path >= found.get(node.commit, node).path:
                    found[node.commit] = node
            story = sorted(found.values(), key=lambda each: (-ages[each.commit], each.commit))
            self.stories[head] = story

    def is_complete(self, head: RevisionNode) -> bool:
        """Whether nothing of a document's history lies behind the end of a shallow clone."""
        return head not in self.unknown and self.unknown.isdisjoint(self.stories[head])


def follow_documents(
    graph: Graph,
    differences: Iterable[Difference],
    paths: Sequence[bytes],
    *,
    renames: Renames,
    boundary: frozenset[bytes] = frozenset(),
) -> Past:
    """The revisions of the documents that lie at these paths at HEAD.

    The differences are those of the graph's commits in its order, without the boundary.
    """
    heads = tuple(
        RevisionNode(number, b"", path, b"", "modified", edited=False, doubt=b"")
        for number, path in enumerate(paths)
    )
    past = Past(graph, heads)
    walk = _Walk(past, renames)
    pending = {graph.order[0]: Front({node.path: (node,) for node in heads})}
    ahead = iter(differences)
    for commit in graph.order:
        front = pending.pop(commit, None) or Front()
        if commit in boundary:
            past.unknown.update(node for each in front.here.values() for node in each)
            continue
        left = walk.back(next(ahead), front)
        for parent, each in zip(graph.parents[commit], left, strict=False):  # roots have none
            pending[parent] = pending[parent].join(each) if parent in pending else each
    past.tell(heads)
    return past


@dataclass(frozen=True, slots=True)
class _Walk:
    """One step of the walk at a time, from a commit to its parents."""

    past: Past
    renames: Renames

    def back(self, difference: Difference, front: Front) -> list[Front]:
        """What is left to look for at each parent."""
        parents = self.past.graph.parents[difference.commit]
        if len(parents) > 1:
            return self._merge(difference, front, parents)
        if parents:
            self._note_lost(difference, parents[0])
        return [self._step(difference, front)]

    def _step(self, difference: Difference, front: Front) -> Front:
        found: list[NextLookup] = []
        for change in settle_renames(difference.first, front.here):
            if waiting := front.here.pop(change.path, ()):
                kind = change.kind
                revised = self._record(waiting, difference.commit, change, kind)
                places = front.gone if kind == "added" else front.here
                found.append((places, change.source or change.path, revised))
            if (path := change.leaving) and (waiting := front.gone.pop(path, ())):
                found += self._returned(difference.commit, change, waiting, [front])
        _look(found)
        return front

    def _merge(
        self, difference: Difference, front: Front, parents: tuple[bytes, ...]
    ) -> list[Front]:
        fronts = [front, *(Front() for _ in parents[1:])]
        differing = {change.path: change for change in difference.every}
        found: list[NextLookup] = []
        for change in difference.first:
            if waiting := front.here.pop(change.path, ()):
                if merged := differing.get(change.path):
                    origins = self._origins(difference.commit, merged)
                    found += self._merged(difference.commit, merged, origins, waiting, fronts)
                else:
                    equal = fronts[_equal_parent(difference, change.path)]
                    found.append((equal.here, change.path, waiting))
            if (path := change.leaving) and (waiting := front.gone.pop(path, ())):
                if merged := differing.get(path):
                    found += self._returned(difference.commit, merged, waiting, fronts)
                else:
                    equal = fronts[_equal_parent(difference, path)]
                    found.append((equal.gone, path, waiting))
        _look(found)
        return fronts

    def _origins(self, commit: bytes, merged: PathChange) -> list[PathChange | None]:
        """For a path that a merge has as no parent has it: how it came from each of them."""
        parents, before = self.past.graph.parents[commit], merged.blobs_before
        origins = [
            merged if blob else self._rename(commit, parent, merged)
            for parent, blob in zip(parents, before, strict=True)
        ]
        if merged in origins:  # likeness alone does not count where the name itself is there
            return [None if each and doubtful(each) else each for each in origins]
        return origins

    def _rename(self, commit: bytes, parent: bytes, change: PathChange) -> PathChange | None:
        changes = settle_renames(self.renames(commit, parent), {change.path})
        return next((each for each in changes if each.path == change.path and each.source), None)

    def _merged(
        self,
        commit: bytes,
        change: PathChange,
        origins: Sequence[PathChange | None],
        waiting: Pending,
        fronts: Sequence[Front],
    ) -> list[NextLookup]:
        """A revision by a merge, and each parent's version before it."""
        known = [each for each in origins if each]
        lead = max(known, key=lambda each: each.score, default=change)
        kind: ChangeKind = "renamed" if lead.score == 100 else "merged" if known else "added"
        revised = self._record(waiting, commit, lead, kind)
        if not known:
            return [(fronts[0].gone, change.path, revised)]
        return [
            (front.here, origin.source or origin.path, revised)
            for front, origin in zip(fronts, origins, strict=True)
            if origin
        ]

    def _returned(
        self, commit: bytes, change: PathChange, waiting: Pending, fronts: Sequence[Front]
    ) -> list[NextLookup]:
        """A path that is deleted here and comes back later: the same document if the text is."""
        before = change.blobs_before
        back = tuple(node for node in waiting if node.blob in before)
        if change.kind != "deleted" or not back:
            return []
        revised = self._record(back, commit, change, "deleted")
        texts = {node.blob for node in back}
        return [
            (front.here, change.path, revised)
            for front, blob in zip(fronts, before, strict=True)
            if blob in texts
        ]

    def _record(
        self, waiting: Pending, commit: bytes, change: PathChange, kind: ChangeKind
    ) -> Pending:
        """One new revision for each document that waits here."""
        blob = b"" if kind == "deleted" else change.blob
        edited = change.score < 100
        doubt = change.blobs_before[0] if doubtful(change) else b""
        made: dict[int, RevisionNode] = {}
        for node in waiting:
            if node.document not in made:
                made[node.document] = RevisionNode(
                    node.document, commit, change.path, blob, kind, edited, doubt
                )
            node.before.append(made[node.document])
        return tuple(made.values())

    def _note_lost(self, difference: Difference, parent: bytes) -> None:
        lost, age = self.past.lost, self.past.graph.ages[difference.commit]
        for change in difference.first:
            if path := change.leaving:
                lost[path] = max(lost.get(path, (0, b"")), (age, parent))


def _equal_parent(difference: Difference, path: bytes) -> int:
    """Which parent, but the first, has a path as the merge has it."""
    numbers = (number for number, paths in enumerate(difference.others, 1) if path not in paths)
    return next(numbers, len(difference.others) + 1)


def _look(found: Iterable[NextLookup]) -> None:
    for places, path, nodes in found:
        places[path] = _both(places.get(path, ()), nodes)


def _join(one: PendingByPath, other: PendingByPath) -> PendingByPath:
    large, small = (one, other) if len(one) >= len(other) else (other, one)
    _look((large, path, nodes) for path, nodes in small.items())
    return large


def _both(one: Pending, other: Pending) -> Pending:
    return tuple(dict.fromkeys((*one, *other))) if one else other
