"""From a folder and the documents in it to what git knows of them."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_rfc.history import problems
from mkdocs_rfc.history.fold import Past, fold
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.meaning import Meaning, listed_commits, mass_commits
from mkdocs_rfc.history.presence import Tree, ignored, read_tree
from mkdocs_rfc.history.repository import Repository, inspect
from mkdocs_rfc.history.texts import StatusOf, Texts, read_texts, with_mailmap
from mkdocs_rfc.history.values import (
    DocumentHistory,
    HistoryOptions,
    Presence,
    Problem,
    Snapshot,
)
from mkdocs_rfc.history.walk import Graph, differences, read_graph

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
    if not repository.head:
        presence = Presence.UNTRACKED if repository.folder else Presence.UNKNOWN
        return _without_history(repository, paths, presence, git.processes)
    try:
        return _read(git, repository, paths, options, status_of)
    except GitError as error:
        found = (*repository.problems, problems.explain(error, git.folder))
        failed = replace(repository, problems=found)
        return _without_history(failed, paths, Presence.UNKNOWN, git.processes)


def _without_history(
    repository: Repository, paths: Iterable[str], presence: Presence, processes: int
) -> Snapshot:
    complete = presence is Presence.UNTRACKED
    return Snapshot(
        root=repository.top,
        branch=repository.branch,
        head=None,
        recent=(),
        user=repository.user,
        remote=repository.remote,
        mechanical=(),
        documents={
            path: DocumentHistory(path, presence=presence, complete=complete) for path in paths
        },
        problems=repository.problems,
        renamed={},
        deleted={},
        processes=processes,
    )


def _read(
    git: Git,
    repository: Repository,
    paths: Sequence[str],
    options: HistoryOptions,
    status_of: StatusOf | None,
) -> Snapshot:
    top, folder = repository.top, repository.folder
    assert top is not None and folder is not None
    tree = read_tree(git, top, repository.head)
    names = {path: tree.locate(path) for path in paths}
    out = ignored(git, (name for name in names.values() if name not in tree.files))
    git.leave_working_tree(folder)
    graph = read_graph(git, repository.head)
    tracked = sorted(
        {*filter(_is_markdown, tree.files), *(tree.files.keys() & set(names.values()))}
    )
    past, found = _walk(git, graph, tracked, repository.boundary)
    number = {name: index for index, name in enumerate(tracked)}
    asked = sorted({number[name] for name in names.values() if name in number})
    mass = mass_commits((node for each in asked for node in past.nodes[each]), len(asked), options)
    listed = _listed(top, options.ignore_revs) & graph.parents.keys()
    recent = heapq.nlargest(RECENT, graph.order, key=lambda each: (graph.ages[each], each))
    nodes = [node for each in asked for node in past.nodes[each]]
    wanted = [repository.head.encode(), *recent, *(node.commit for node in nodes)]
    blobs = {node.blob: node.path for node in nodes if node.blob}
    texts = read_texts(git, wanted, blobs, status_of)
    texts.commits = with_mailmap(git, texts.commits)
    meaning = Meaning(graph.ages, texts, frozenset(mass | listed), options.bots)
    documents = {}
    for path, name in names.items():
        if name not in number:
            presence = Presence.IGNORED if name in out else Presence.UNTRACKED
            documents[path] = DocumentHistory(path, presence=presence)
        else:
            index = number[name]
            documents[path] = meaning.history(
                path,
                (past.heads[index], past.nodes[index]),
                tree.presence(name),
                complete=index not in past.unknown,
            )
    unknown = sum(not each.complete for each in documents.values())
    if unknown:
        found.append(problems.shallow(os.environ, unknown))
    renamed, deleted = _moves(past, tree, graph)
    return Snapshot(
        root=top,
        branch=repository.branch,
        head=texts.commits[repository.head.encode()],
        recent=tuple(texts.commits[each] for each in recent),
        user=repository.user,
        remote=repository.remote,
        mechanical=tuple(sorted((mass | listed) & {n.commit for n in nodes})),
        documents=documents,
        problems=(*repository.problems, *found),
        renamed=renamed,
        deleted=deleted,
        processes=git.processes,
    )


def _walk(git, graph, tracked, boundary):
    try:
        return fold(
            graph,
            differences(git, graph, boundary=boundary, similarity="50%"),
            tracked,
            boundary=boundary,
        ), []
    except GitError:
        return fold(
            graph,
            differences(git, graph, boundary=boundary, similarity="100%"),
            tracked,
            boundary=boundary,
        ), [problems.PARTIAL]


def _listed(top: Path, name: str) -> set[bytes]:
    try:
        return listed_commits((top / name).read_bytes()) if name else set()
    except OSError:
        return set()


def _moves(past: Past, tree: Tree, graph: Graph):
    renamed = {}
    for head, nodes in zip(past.heads, past.nodes):
        for node in nodes:
            if node.path not in tree.files and _is_markdown(node.path):
                renamed[node.path] = max(
                    renamed.get(node.path, (0, b"")), (graph.ages[node.commit], head.path)
                )
    deleted = {
        os.fsdecode(p): c.decode()
        for p, (_, c) in sorted(past.lost.items())
        if _is_markdown(p) and p not in tree.files and p not in renamed
    }
    return {os.fsdecode(p): os.fsdecode(n) for p, (_, n) in sorted(renamed.items())}, deleted


def _is_markdown(path: bytes) -> bool:
    return path.endswith((b".md", b".markdown"))
