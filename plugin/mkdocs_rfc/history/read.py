"""From a folder and the documents in it to what git knows of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_rfc.history import problems
from mkdocs_rfc.history.ask import Question, ask
from mkdocs_rfc.history.git import UNEXPECTED, Git, GitError
from mkdocs_rfc.history.meaning import listed_commits
from mkdocs_rfc.history.presence import Tree, ignored, read_tree
from mkdocs_rfc.history.record import Shelf
from mkdocs_rfc.history.repository import Repository, inspect
from mkdocs_rfc.history.texts import PointsOf, Readers, StatusOf
from mkdocs_rfc.history.values import (
    DEFAULTS,
    DocumentHistory,
    HistoryOptions,
    Presence,
    Problem,
    Snapshot,
)
from mkdocs_rfc.storage import SETTING, read_named, reason_of, without_collecting


def read_history(
    root: Path,
    paths: Sequence[str],
    *,
    options: HistoryOptions = DEFAULTS,
    status_of: StatusOf | None = None,
    points_of: PointsOf | None = None,
) -> Snapshot:
    """What git knows of the documents at these paths, in a constant number of processes.

    `root` is any folder of a working tree, or of none; `paths` are relative to the top of that
    tree, with forward slashes, and each gets an entry. `status_of` is given a path and the text
    that was once there, once for each text; without it there are no transitions, and no points,
    which `points_of` reads from the same text. What keeps git from answering becomes a problem of
    the snapshot; nothing is raised.
    """
    readers = Readers(status_of, points_of) if status_of else None
    with without_collecting():
        return _snapshot(Git(Path(os.path.realpath(root))), paths, options, readers)


def _snapshot(
    git: Git, paths: Sequence[str], options: HistoryOptions, readers: Readers | None
) -> Snapshot:
    repository = inspect(git, os.environ if options.ours else {})
    state = Presence.UNTRACKED if problems.UNBORN in repository.problems else Presence.UNKNOWN
    if repository.head:
        try:
            return _read(git, repository, paths, options, readers)
        except (GitError, *UNEXPECTED) as error:
            found = problems.explain(error, git.folder, partial=repository.partial)
            repository = replace(repository, problems=(*repository.problems, found))
    complete = state is Presence.UNTRACKED
    histories = {path: DocumentHistory(path, presence=state, complete=complete) for path in paths}
    return _beside(Snapshot(documents=histories), repository, git)


def _beside(answer: Snapshot, repository: Repository, git: Git) -> Snapshot:
    """An answer about HEAD, with what is known of the clone."""
    return replace(
        answer,
        root=repository.top,
        branch=repository.branch,
        user=repository.user,
        remote=repository.remote,
        problems=(*repository.problems, *answer.problems, *_shallow(answer.documents)),
        processes=git.processes,
    )


def _read(
    git: Git,
    repository: Repository,
    paths: Sequence[str],
    options: HistoryOptions,
    readers: Readers | None,
) -> Snapshot:
    tree = read_tree(git, repository.head)
    names = {path: tree.locate(path) for path in paths}
    presences = _presences(git, tree, names.values())
    git.leave_working_tree(repository.folder)
    listed, said = _listed(tree.top, options)
    repository = replace(repository, problems=(*repository.problems, *said))
    question = Question(names, listed, options, readers)
    answer = _answer(git, repository, tree, question)
    histories = answer.documents
    documents = {
        path: replace(histories[path], presence=presences[name]) for path, name in names.items()
    }
    return _beside(replace(answer, documents=documents), repository, git)


def _answer(git: Git, repository: Repository, tree: Tree, question: Question) -> Snapshot:
    """From the shelf if the same was asked before, else from git and what is on record."""
    shelf, key = Shelf.of(repository, question.options), question.key(repository)
    answer = shelf.answer(key)
    if answer is None:
        record = shelf.fetch()
        before = record.stamp()
        answer = ask(git, repository, tree, question, record)
        if record.stamp() != before:
            shelf.keep(record)
        shelf.keep_answer(key, answer)
    return answer


def _presences(git: Git, tree: Tree, names: Iterable[bytes]) -> dict[bytes, Presence]:
    found = {name: tree.presence(name) for name in names}
    new = [name for name, presence in found.items() if presence is Presence.UNTRACKED]
    return found | dict.fromkeys(ignored(git, new), Presence.IGNORED)


def _listed(top: Path, options: HistoryOptions) -> tuple[frozenset[bytes], tuple[Problem, ...]]:
    name = options.ignore_revs
    if not name:
        return frozenset(), ()
    try:
        data = read_named(Path(os.path.normpath(top / name)), top, SETTING)
    except FileNotFoundError:
        return frozenset(), ()
    except OSError as error:
        return frozenset(), (problems.unread_list(name, reason_of(error)),)
    return listed_commits(data), ()


def _shallow(histories: Mapping[str, DocumentHistory]) -> tuple[Problem, ...]:
    read = (each for each in histories.values() if each.presence is not Presence.UNKNOWN)
    unknown = sum(not each.complete for each in read)
    return (problems.shallow(os.environ, unknown),) if unknown else ()
