"""A finished answer about one HEAD, kept for when the same is asked again."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_rfc.history.rows import commit_of, row_of
from mkdocs_rfc.history.values import (
    Commit,
    Contributor,
    DocumentHistory,
    Person,
    Problem,
    Revision,
    Snapshot,
    Transition,
)


def encode(snapshot: Snapshot) -> bytes:
    """What of a snapshot follows from HEAD."""
    commits: dict[str, Commit] = {}
    numbers: dict[str, int] = {}

    def number(commit: Commit) -> int:
        commits[commit.id] = commit
        return numbers.setdefault(commit.id, len(numbers))

    facts: dict[str, Any] = {
        "recent": [number(each) for each in snapshot.recent],
        "head": [number(each) for each in (snapshot.head,) if each],
        "mechanical": snapshot.mechanical,
        "problems": [(each.code, each.message, each.fix) for each in snapshot.problems],
        "renamed": dict(snapshot.renamed),
        "deleted": dict(snapshot.deleted),
        "documents": {
            path: [
                [(number(r.commit), r.path, r.blob, r.mechanical, r.kind) for r in each.revisions],
                each.complete,
                [(number(t.commit), t.text) for t in each.transitions],
                each.former_paths,
                [(c.person.name, c.person.email, c.commits, c.bot) for c in each.contributors],
            ]
            for path, each in snapshot.documents.items()
        },
    }
    facts["commits"] = [row_of(each) for each in commits.values()]
    return json.dumps(facts, separators=(",", ":")).encode()


def decode(data: bytes) -> Snapshot:
    """The snapshot of HEAD; ValueError, LookupError or TypeError for what is none."""
    facts = json.loads(data)
    commits = [commit_of(row) for row in facts["commits"]]
    return Snapshot(
        head=next(commits[number] for number in facts["head"]),
        recent=tuple(commits[number] for number in facts["recent"]),
        mechanical=tuple(facts["mechanical"]),
        problems=tuple(Problem(*each) for each in facts["problems"]),
        renamed=facts["renamed"],
        deleted=facts["deleted"],
        documents={path: _document(path, row, commits) for path, row in facts["documents"].items()},
    )


def _document(path: str, row: list[Any], commits: list[Commit]) -> DocumentHistory:
    revisions, complete, transitions, former, people = row
    return DocumentHistory(
        path,
        revisions=tuple(Revision(commits[number], *rest) for number, *rest in revisions),
        complete=complete,
        transitions=tuple(Transition(commits[number], text) for number, text in transitions),
        former_paths=tuple(former),
        contributors=tuple(Contributor(Person(*each[:2]), *each[2:]) for each in people),
    )
