"""What the revisions of a document mean: which are content, whose they are, what they led to."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from mkdocs_rfc.history.fold import Node, Past
from mkdocs_rfc.history.people import contributors
from mkdocs_rfc.history.points import trace
from mkdocs_rfc.history.transitions import changes_of_status
from mkdocs_rfc.history.values import (
    Commit,
    DocumentHistory,
    HistoryOptions,
    Point,
    Revision,
    Transition,
)

COMPARED = 3
"""Number of edits that may be nothing but white space until one is taken for content."""


FULL_ID = re.compile(rb"^[^\S\n]*+([0-9a-f]{64}|[0-9a-f]{40})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the revisions of every document are read against."""

    past: Past
    commits: Mapping[bytes, Commit]
    """With people as `.mailmap` has them."""
    statuses: Mapping[bytes, str]
    points: Mapping[bytes, Mapping[str, bool]]
    """Of the texts with a status: those that have any."""
    prints: Mapping[bytes, bytes]
    """Fingerprints without white space, of those texts that are to be compared."""
    mass: frozenset[bytes]
    """Commits that are mechanical wherever they edited."""

    def history(self, path: str, head: Node | None) -> DocumentHistory:
        """A document, from what stands at HEAD, if anything, and all that led there."""
        if head is None:
            return DocumentHistory(path)
        complete = self.past.is_complete(head)
        nodes = self.past.stories[head]
        paths = {node.path: os.fsdecode(node.path) for node in nodes}
        revisions = tuple(self._revision(node, paths[node.path]) for node in nodes)
        content = [each for each in reversed(revisions) if not each.mechanical]
        return DocumentHistory(
            path=path,
            revisions=revisions,
            complete=complete,
            transitions=self._transitions(head, nodes, complete=complete),
            points=tuple(self._points(head, complete=complete)),
            former_paths=tuple(paths[each] for each in paths if each != head.path),
            contributors=contributors(content),
        )

    def _revision(self, node: Node, path: str) -> Revision:
        return Revision(
            self.commits[node.commit],
            path,
            self._mechanical(node),
            node.kind,
        )

    def _mechanical(self, node: Node) -> bool:
        if node.kind == "added":
            return bool(node.before)  # the same text that was deleted before
        if not is_edit(node) or node.commit in self.mass:
            return True
        own = self.prints.get(node.blob)
        return own is not None and all(self.prints.get(each.blob) == own for each in node.before)

    def _transitions(
        self, head: Node, nodes: list[Node], *, complete: bool
    ) -> tuple[Transition, ...]:
        statuses = self.statuses
        if not head.before or not all(node.blob in statuses for node in nodes if node.blob):
            return ()  # what was not read may have been a change
        found = list(changes_of_status(head.before[0], statuses, self.past.graph.ages))
        known = found if complete else found[:-1]
        return tuple(Transition(self.commits[name], text) for name, text in reversed(known))

    def _points(self, head: Node, *, complete: bool) -> Iterator[Point]:
        ages = self.past.graph.ages
        for newest in head.before[:1]:
            traced = trace(newest, self.statuses, self.points, ages, complete=complete)
            for name, *at in traced:
                yield Point(name, *(self.commits[each] if each else None for each in at))


def is_edit(node: Node) -> bool:
    """Whether a revision changed a text that was there before."""
    return node.edited and node.kind not in {"added", "deleted"}


def mass_commits(nodes: Iterable[Node], documents: int, options: HistoryOptions) -> set[bytes]:
    """Commits that edited so many of the documents that they cannot have been about one."""
    edits = {(node.commit, node.document) for node in nodes if is_edit(node)}
    counts = Counter(commit for commit, _ in edits)
    least = max(options.mass_count, options.mass_share * documents)
    return {commit for commit, count in counts.items() if count >= least}


def listed_commits(text: bytes) -> frozenset[bytes]:
    """The commits that a file in the form of `.git-blame-ignore-revs` names."""
    return frozenset(FULL_ID.findall(text))


def compared(revisions: Iterable[Node], mass: Container[bytes]) -> Iterator[bytes]:
    """Texts of which to know whether they differ in more than white space.

    Those around the newest edits of a document: only these can tell when it was updated.
    """
    edits = (node for node in revisions if is_edit(node) and node.commit not in mass)
    for node in islice(edits, COMPARED):
        yield node.blob
        yield from (each.blob for each in node.before)
