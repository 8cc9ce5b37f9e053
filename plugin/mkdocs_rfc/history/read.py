"""From a folder and the documents in it to what git knows of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mkdocs_rfc.history import problems
from mkdocs_rfc.history.fold import Node, Past, fold
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.likeness import evidence, reject_lookalikes
from mkdocs_rfc.history.meaning import Meaning, compared, listed_commits, mass_commits
from mkdocs_rfc.history.moves import deleted_paths, renamed_paths
from mkdocs_rfc.history.presence import Tree, ignored, read_tree
from mkdocs_rfc.history.repository import Repository, inspect
from mkdocs_rfc.history.texts import StatusOf, Wanted, apply_mailmap, read_texts
from mkdocs_rfc.history.values import (
    DocumentHistory,
    HistoryOptions,
    Presence,
    Problem,
    Snapshot,
)
from mkdocs_rfc.history.walk import Graph, differences, read_graph, renames

MAILMAP = b".mailmap"
RECENT = 5
DEFAULTS = HistoryOptions()


def read_history(
    root: Path,
    paths: Sequence[str],
    *,
    options: HistoryOptions = DEFAULTS,
    status_of: StatusOf | None = None,
) -> Snapshot:
    """What git knows of the documents at these paths, in a constant number of processes.

    `root` is any folder of a working tree, or of none; `paths` are relative to the top of that
    tree, with forward slashes, and each gets an entry. `status_of` is given a path and the text
    that was once there, once for each text; without it there are no transitions. What keeps git
    from answering becomes a problem of the snapshot; nothing is raised.
    """
    git = Git(root.resolve())
    repository = inspect(git)
    state = Presence.UNTRACKED if problems.UNBORN in repository.problems else Presence.UNKNOWN
    if repository.head:
        try:
            return _read(git, repository, paths, options, status_of)
        except GitError as error:
            found = (*repository.problems, problems.explain(error, git.folder))
            repository, state = replace(repository, problems=found), Presence.UNKNOWN
    complete = state is Presence.UNTRACKED
    histories = {path: DocumentHistory(path, presence=state, complete=complete) for path in paths}
    return replace(_outline(git, repository), documents=histories)


def _outline(git: Git, repository: Repository) -> Snapshot:
    """What is known without any history."""
    return Snapshot(
        root=repository.top,
        branch=repository.branch,
        user=repository.user,
        remote=repository.remote,
        problems=repository.problems,
        processes=git.processes,
    )


def _read(
    git: Git,
    repository: Repository,
    paths: Sequence[str],
    options: HistoryOptions,
    status_of: StatusOf | None,
) -> Snapshot:
    tree = read_tree(git, repository.head)
    names = {path: tree.locate(path) for path in paths}
    presences = _presences(git, tree, names.values())
    git.leave_working_tree(repository.folder)
    past, found = _walk(git, repository, tree.followed(names.values()))
    heads = {head.path: head for head in past.heads}
    asked = [heads[name] for name in sorted(heads.keys() & set(names.values()))]
    mass = _mass(asked, tree.top, options)
    texts = read_texts(git, _wanted(past, tree, asked, mass), status_of)
    reject_lookalikes(past.heads, tree.blobs(), texts.evidence)
    if MAILMAP in tree.files:
        apply_mailmap(git, texts.commits)
    meaning = Meaning(past, texts, mass, options.bots)
    documents = {
        path: meaning.history(path, heads.get(name), presences[name])
        for path, name in names.items()
    }
    recent = [texts.commits[each] for each in past.graph.newest(RECENT)]
    renamed = renamed_paths(past, tree.files)
    return replace(
        _outline(git, repository),
        head=texts.commits[past.graph.order[0]],
        recent=tuple(recent),
        mechanical=tuple(sorted(each.decode() for each in mass)),
        documents=documents,
        problems=(*repository.problems, *found, *_shallow(documents.values())),
        renamed=renamed,
        deleted=deleted_paths(past, tree.files, renamed),
    )


def _presences(git: Git, tree: Tree, names: Iterable[bytes]) -> dict[bytes, Presence]:
    found = {name: tree.presence(name) for name in names}
    new = [name for name, presence in found.items() if presence is Presence.UNTRACKED]
    return found | dict.fromkeys(ignored(git, new), Presence.IGNORED)


def _walk(
    git: Git, repository: Repository, paths: Sequence[bytes]
) -> tuple[Past, tuple[Problem, ...]]:
    graph, boundary = read_graph(git, repository.head), repository.boundary
    if not repository.partial:
        try:
            return _fold(git, graph, paths, boundary, "50%"), ()
        except GitError:
            pass  # likeness cannot be measured where texts are missing; equality can
    return _fold(git, graph, paths, boundary, "100%"), (problems.PARTIAL,)


def _fold(
    git: Git, graph: Graph, paths: Sequence[bytes], boundary: frozenset[bytes], similarity: str
) -> Past:
    changes = differences(git, graph, boundary=boundary, similarity=similarity)
    with renames(git, similarity=similarity) as asked, closing(changes):
        return fold(graph, changes, paths, renames=asked, boundary=boundary)


def _wanted(past: Past, tree: Tree, asked: Sequence[Node], mass: frozenset[bytes]) -> Wanted:
    revisions = [past.revisions(head) for head in asked]
    nodes = [node for each in revisions for node in each]
    return Wanted(
        frozenset(
            {*past.graph.newest(RECENT), past.graph.order[0], *(node.commit for node in nodes)}
        ),
        {node.blob: node.path for node in nodes if node.blob},
        frozenset(blob for each in revisions for blob in compared(each, mass)),
        frozenset(evidence(past.heads, tree.blobs())),
    )


def _mass(asked: Sequence[Node], top: Path, options: HistoryOptions) -> frozenset[bytes]:
    nodes = [node for head in asked for node in head.story()]
    commits = {node.commit for node in nodes}
    try:
        listed = listed_commits((top / options.ignore_revs).read_bytes())
    except OSError:
        listed = set()
    return frozenset(mass_commits(nodes, len(asked), options) | (listed & commits))


def _shallow(histories: Iterable[DocumentHistory]) -> tuple[Problem, ...]:
    unknown = sum(not each.complete for each in histories)
    return (problems.shallow(os.environ, unknown),) if unknown else ()
