"""What the revisions of a document mean: which are content, whose they are, what they led to."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from mkdocs_rfc.history.follow import Past, RevisionNode
from mkdocs_rfc.history.people import contributors
from mkdocs_rfc.history.trees import MARKDOWN
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

    def history(self, path: str, head: RevisionNode | None) -> DocumentHistory:
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

    def _revision(self, node: RevisionNode, path: str) -> Revision:
        return Revision(
            self.commits[node.commit],
            path,
            self._mechanical(node),
            node.kind,
        )

    def _mechanical(self, node: RevisionNode) -> bool:
        if node.kind == "added":
            return bool(node.before)  # the same text that was deleted before
        if not is_edit(node) or node.commit in self.mass:
            return True
        own = self.prints.get(node.blob)
        return own is not None and all(self.prints.get(each.blob) == own for each in node.before)

    def _transitions(
        self, head: RevisionNode, nodes: list[RevisionNode], *, complete: bool
    ) -> tuple[Transition, ...]:
        statuses = self.statuses
        if not head.before or not all(node.blob in statuses for node in nodes if node.blob):
            return ()  # what was not read may have been a change
        found = list(changes_of_status(head.before[0], statuses, self.past.graph.ages))
        known = found if complete else found[:-1]
        return tuple(Transition(self.commits[name], text) for name, text in reversed(known))

    def _points(self, head: RevisionNode, *, complete: bool) -> Iterator[Point]:
        ages = self.past.graph.ages
        for newest in head.before[:1]:
            traced = question_lifetimes(newest, self.statuses, self.points, ages, complete=complete)
            for name, *at in traced:
                yield Point(name, *(self.commits[each] if each else None for each in at))


def is_edit(node: RevisionNode) -> bool:
    """Whether a revision changed a text that was there before."""
    return node.edited and node.kind not in {"added", "deleted"}


def mass_commits(
    nodes: Iterable[RevisionNode], documents: int, options: HistoryOptions
) -> set[bytes]:
    """Commits that edited so many of the documents that they cannot have been about one."""
    edits = {(node.commit, node.document) for node in nodes if is_edit(node)}
    counts = Counter(commit for commit, _ in edits)
    least = max(options.mass_count, options.mass_share * documents)
    return {commit for commit, count in counts.items() if count >= least}


def listed_commits(text: bytes) -> frozenset[bytes]:
    """The commits that a file in the form of `.git-blame-ignore-revs` names."""
    return frozenset(FULL_ID.findall(text))


def compared(revisions: Iterable[RevisionNode], mass: Container[bytes]) -> Iterator[bytes]:
    """Texts of which to know whether they differ in more than white space.

    Those around the newest edits of a document: only these can tell when it was updated.
    """
    edits = (node for node in revisions if is_edit(node) and node.commit not in mass)
    for node in islice(edits, COMPARED):
        yield node.blob
        yield from (each.blob for each in node.before)


def renamed_paths(past: Past, present: Container[bytes]) -> dict[str, str]:
    """Each former path of a Markdown file that is no file now to where the file is now."""
    found: dict[bytes, tuple[int, bytes]] = {}
    for head, story in past.stories.items():
        for node in story:
            if node.path not in present and node.path.endswith(MARKDOWN):
                latest = found.get(node.path, (0, b""))
                found[node.path] = max(latest, (past.graph.ages[node.commit], head.path))
    return {os.fsdecode(path): os.fsdecode(now) for path, (_, now) in sorted(found.items())}


def deleted_paths(past: Past, present: Container[bytes], renamed: Container[str]) -> dict[str, str]:
    """Each path of a Markdown file that is gone, not renamed, to the last commit that had it."""
    return {
        os.fsdecode(path): commit.decode()
        for path, (_, commit) in sorted(past.lost.items())
        if path not in present and path.endswith(MARKDOWN) and os.fsdecode(path) not in renamed
    }


Points = Mapping[bytes, Mapping[str, bool]]
"""Of texts, by id: the names of their points, and whether each is settled."""
Traced = tuple[str, bytes | None, bytes | None]
"""A name, the commit that raised it and the one that settled it, each where it is known."""
OPEN, SETTLED = "open", "settled"


def question_lifetimes(
    newest: RevisionNode,
    known: Container[bytes],
    points: Points,
    ages: Mapping[bytes, int],
    *,
    complete: bool,
) -> Iterator[Traced]:
    """Follow each point of a document's newest text, as its status is followed.

    `known` are the texts that were read. Where the history is not complete, what its oldest commit
    has may be older than that.
    """
    named = points.get(newest.blob, {})
    texts = {node.blob for node in newest.story() if node.blob in known} if named else set()
    for name in named:
        states = {text: _state(points.get(text, {}).get(name)) for text in texts}
        changes = list(changes_of_status(newest, states, ages))
        commits = [commit if complete else None for commit, state in changes[-1:] if state]
        commits += [commit for commit, state in reversed(changes[:-1]) if state]
        yield name, commits[0], commits[-1] if changes[0][1] == SETTLED else None


def _state(settled: bool | None) -> str:  # noqa: FBT001 - what the mapping holds
    return "" if settled is None else SETTLED if settled else OPEN


def changes_of_status(
    newest: RevisionNode, statuses: Mapping[bytes, str], ages: Mapping[bytes, int]
) -> Iterator[tuple[bytes, str]]:
    """The commits that changed a document's status and what they made it, newest first.

    Where lines of history meet, the one is followed that the status came from: what happened to it
    on a line that lost is no part of its story. Revisions of unknown status are passed over. The
    last pair is the oldest revision with its status, whether that was a change or not.
    """
    node, status = newest, statuses.get(newest.blob)
    while node.before:
        older = sorted(node.before, key=lambda each: (-ages[each.commit], each.commit))
        same = (each for each in older if statuses.get(each.blob, status) == status)
        before = next(same, older[0])
        known = statuses.get(before.blob, status)
        if status is not None and known != status:
            yield node.commit, status
        node, status = before, known
    if status is not None:
        yield node.commit, status
