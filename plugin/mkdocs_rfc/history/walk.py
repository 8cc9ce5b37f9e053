"""Walking from HEAD to the first commits, as far down as git can read them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mkdocs_rfc.history import problems
from mkdocs_rfc.history.commits import UnreadableCommitError, differences, read_graph, renames
from mkdocs_rfc.history.follow import Past, follow_documents
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.repository import Repository
from mkdocs_rfc.history.store import KnownHistory
from mkdocs_rfc.history.values import Problem

MOST_CUT = 3
"""Commits that cannot be read, after so many of which git is not asked again."""


def walk(
    git: Git, repository: Repository, paths: Sequence[bytes], record: KnownHistory
) -> tuple[Past, tuple[Problem, ...]]:
    """What the whole history says of the documents at these paths, and what it could not say."""
    if repository.partial:
        return _fold(git, repository, paths, record), (problems.PARTIAL,)
    try:
        return _fold(git, repository, paths, record), ()
    except GitError:  # likeness cannot be measured where texts are missing; equality can
        record.rewind()
    return _walk_what_is_there(git, replace(repository, partial=True), paths)


def _walk_what_is_there(
    git: Git, repository: Repository, paths: Sequence[bytes]
) -> tuple[Past, tuple[Problem, ...]]:
    """Down to the commits that cannot be read, as if the clone were shallow there."""
    found: dict[Problem, None] = {problems.MISSING: None}
    for _ in range(MOST_CUT):
        try:
            return _fold(git, repository, paths, KnownHistory()), (*found,)
        except UnreadableCommitError as error:
            told = problems.cut(error.commit, error.reason, repository.top or Path())
            found[told] = None
            repository = replace(repository, boundary=repository.boundary | error.behind)
    return _fold(git, repository, paths, KnownHistory()), (*found,)


def _fold(git: Git, repository: Repository, paths: Sequence[bytes], record: KnownHistory) -> Past:
    boundary, similarity = repository.boundary, "100%" if repository.partial else "50%"
    graph = read_graph(git, repository.head, record)
    changes = differences(git, graph, record, boundary=boundary, similarity=similarity)
    with renames(git, record, similarity=similarity) as asked, closing(changes):
        return follow_documents(graph, changes, paths, renames=asked, boundary=boundary)
