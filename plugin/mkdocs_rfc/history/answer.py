"""A finished answer about one HEAD, kept for when the same is asked again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from sys import intern
from typing import Any, cast

from mkdocs_rfc.history.rows import (
    commit_of,
    line_of,
    lines_of_rows,
    parts_of,
    person_of,
    row_of,
    rows_of_lines,
)
from mkdocs_rfc.history.values import (
    Commit,
    Contributor,
    DocumentHistory,
    Kind,
    Point,
    Problem,
    Revision,
    Snapshot,
    Transition,
)


def encode(snapshot: Snapshot) -> Iterator[bytes]:
    """What of a snapshot follows from HEAD, in lines: facts, commits, documents."""
    commits = {each.id: each for each in _commits(snapshot)}
    numbers = {id_: number for number, id_ in enumerate(commits)}
    yield line_of(
        {
            "commits": len(commits),
            "head": numbers[snapshot.head.id] if snapshot.head else None,
            "recent": [numbers[each.id] for each in snapshot.recent],
            "mechanical": snapshot.mechanical,
            "problems": [(each.code, each.message, each.fix) for each in snapshot.problems],
            "renamed": dict(snapshot.renamed),
            "deleted": dict(snapshot.deleted),
            "last": list(snapshot.last.items()),
        }
    )
    documents = (_row(each, numbers) for each in snapshot.documents.values())
    yield from lines_of_rows(chain(map(row_of, commits.values()), documents))


def decode(lines: Iterator[bytes]) -> Snapshot:
    """The snapshot of HEAD; ValueError, LookupError or TypeError for lines of something else."""
    facts: dict[str, Any] = json.loads(next(lines, b"{}"))
    rows = rows_of_lines(lines)
    commits = [commit_of(row) for row in islice(rows, facts["commits"])]
    documents = [_document(row, commits) for row in rows]
    return Snapshot(
        head=commits[facts["head"]],
        recent=tuple(commits[number] for number in facts["recent"]),
        mechanical=tuple(facts["mechanical"]),
        problems=tuple(Problem(*each) for each in facts["problems"]),
        renamed=facts["renamed"],
        deleted=facts["deleted"],
        last=dict(facts["last"]),
        documents={each.path: each for each in documents},
    )


def _commits(snapshot: Snapshot) -> Iterator[Commit]:
    yield from snapshot.recent
    yield from (snapshot.head,) if snapshot.head else ()
    for document in snapshot.documents.values():
        yield from (each.commit for each in document.revisions)
        yield from (each.commit for each in document.transitions)


def _row(document: DocumentHistory, numbers: Mapping[str, int]) -> list[Any]:
    return [
        document.path,
        [
            (numbers[each.commit.id], each.path, each.mechanical, each.kind)
            for each in document.revisions
        ],
        document.complete,
        [(numbers[each.commit.id], each.text) for each in document.transitions],
        [
            (each.name, *(numbers[at.id] if at else None for at in (each.raised, each.settled)))
            for each in document.points
        ],
        document.former_paths,
        [(*parts_of(each.person), each.commits) for each in document.contributors],
    ]


def _document(row: list[Any], commits: list[Commit]) -> DocumentHistory:
    path, revisions, complete, transitions, points, former, people = row
    return DocumentHistory(
        path,
        revisions=tuple(
            Revision(commits[number], intern(place), mechanical, cast("Kind", intern(kind)))
            for number, place, mechanical, kind in revisions
        ),
        complete=complete,
        transitions=tuple(
            Transition(commits[number], intern(text)) for number, text in transitions
        ),
        points=tuple(
            Point(name, *(None if number is None else commits[number] for number in at))
            for name, *at in points
        ),
        former_paths=tuple(former),
        contributors=tuple(
            Contributor(person_of(*who), commits, who[2]) for *who, commits in people
        ),
    )
