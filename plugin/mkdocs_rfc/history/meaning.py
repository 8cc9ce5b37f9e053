"""What the revisions of a document mean: which are content, whose they are, what they led to."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from mkdocs_rfc.history.fold import Node
from mkdocs_rfc.history.people import contributors
from mkdocs_rfc.history.texts import Texts
from mkdocs_rfc.history.transitions import changes_of_status
from mkdocs_rfc.history.values import (
    DocumentHistory,
    HistoryOptions,
    Presence,
    Revision,
    Transition,
)

FULL_ID = re.compile(rb"^\s*([0-9a-f]{64}|[0-9a-f]{40})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the revisions of every document are read against."""

    ages: Mapping[bytes, int]
    texts: Texts
    mass: frozenset[bytes]
    """Commits that are mechanical wherever they edited."""
    unknown: Container[Node]
    """What stands behind the end of a shallow clone."""
    bots: str

    def history(self, path: str, head: Node | None, presence: Presence) -> DocumentHistory:
        """A document, from what stands at HEAD and all that led there."""
        if head is None:
            return DocumentHistory(path, presence=presence)
        story = list(head.story())
        complete = not any(node in self.unknown for node in story)
        by_commit = {node.commit: node for node in story if node is not head}
        nodes = sorted(by_commit.values(), key=self._age, reverse=True)
        revisions = tuple(map(self._revision, nodes))
        content = [each for each in reversed(revisions) if not each.mechanical]
        former = dict.fromkeys(os.fsdecode(node.path) for node in nodes if node.path != head.path)
        return DocumentHistory(
            path=path,
            revisions=revisions,
            presence=presence,
            complete=complete,
            transitions=self._transitions(head, nodes, complete=complete),
            former_paths=tuple(former),
            contributors=contributors(content, self.bots),
        )

    def _age(self, node: Node) -> tuple[int, bytes]:
        return self.ages[node.commit], node.commit

    def _revision(self, node: Node) -> Revision:
        return Revision(
            self.texts.commits[node.commit],
            os.fsdecode(node.path),
            node.blob.decode(),
            self._mechanical(node),
            node.kind,
        )

    def _mechanical(self, node: Node) -> bool:
        if node.kind == "added":
            return bool(node.before)  # the same text that was deleted before
        if node.kind == "deleted" or not node.edited or node.commit in self.mass:
            return True
        prints = self.texts.prints
        print_ = prints.get(node.blob)
        return print_ is not None and all(prints.get(each.blob) == print_ for each in node.before)

    def _transitions(
        self, head: Node, nodes: list[Node], *, complete: bool
    ) -> tuple[Transition, ...]:
        statuses = self.texts.statuses
        if not head.before or not all(node.blob in statuses for node in nodes if node.blob):
            return ()  # what was not read may have been a change
        found = list(changes_of_status(head.before[0], statuses, self.ages))
        known = found if complete else found[:-1]
        return tuple(Transition(self.texts.commits[name], text) for name, text in reversed(known))


def mass_commits(nodes: Iterable[Node], documents: int, options: HistoryOptions) -> set[bytes]:
    """Commits that edited so many of the documents that they cannot have been about one."""
    counts = Counter(
        node.commit
        for node in nodes
        if node.edited and node.kind in {"modified", "renamed", "merged"}
    )
    least = max(options.mass_count, options.mass_share * documents)
    return {commit for commit, count in counts.items() if count >= least}


def listed_commits(text: bytes) -> set[bytes]:
    """The commits that a file in the form of `.git-blame-ignore-revs` names."""
    return set(FULL_ID.findall(text))
