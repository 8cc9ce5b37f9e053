"""Working out what follows from one HEAD: from the walk to the history of each document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from pathlib import Path

from mkdocs_rfc.history import problems
from mkdocs_rfc.history.document_history import (
    Meaning,
    compared,
    deleted_paths,
    listed_commits,
    mass_commits,
    renamed_paths,
)
from mkdocs_rfc.history.follow import Past, RevisionNode
from mkdocs_rfc.history.git import UNEXPECTED, Git, GitError
from mkdocs_rfc.history.identities import Identities
from mkdocs_rfc.history.objects import PointsOf, Readers, StatusOf, Wanted, read_texts
from mkdocs_rfc.history.people import is_mailmap
from mkdocs_rfc.history.repository import Repository, inspect
from mkdocs_rfc.history.similarity import blobs_to_compare, lookalikes, split_lookalikes
from mkdocs_rfc.history.store import HistoryStore, KnownHistory, digest
from mkdocs_rfc.history.trees import HeadTree, ignored, read_tree
from mkdocs_rfc.history.values import (
    DEFAULTS,
    DocumentHistory,
    HistoryOptions,
    Presence,
    Problem,
    Snapshot,
)
from mkdocs_rfc.history.walk import walk
from mkdocs_rfc.limits import SETTING
from mkdocs_rfc.storage import read_named, reason_of, without_collecting

MAILMAP = b".mailmap"
RECENT = 5
NOTHING: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of one HEAD."""

    names: Mapping[str, bytes]
    """Documents by the path they are asked for, with the path that git has for them."""
    listed: frozenset[bytes]
    """Commits that are said to be mechanical."""
    options: HistoryOptions
    readers: Readers | None

    def key(self, repository: Repository) -> str:
        """The same for the same answer; empty when that cannot be told."""
        if self.readers and not self.options.status_parser:
            return ""
        names = sorted((ascii(path), ascii(name)) for path, name in self.names.items())
        asked = [ascii(each) for each in astuple(self.options)], bool(self.readers)
        listed = sorted(each.decode() for each in self.listed)
        text = json.dumps([repository.head, names, asked, listed])
        return blake2b(text.encode(), digest_size=16).hexdigest()


def ask(
    git: Git, repository: Repository, tree: HeadTree, question: Query, record: KnownHistory
) -> Snapshot:
    """What follows from HEAD: everything but the state of the working tree and of the clone.

    What had to be read for it is in the record then.
    """
    names = question.names
    past, found = walk(git, repository, tree.followed(names.values()), record)
    heads = {head.path: head for head in past.heads}
    asked = [heads[name] for name in sorted(heads.keys() & set(names.values()))]
    mass = _mass(past, asked, question)
    # Where texts were left out of a clone, git would stop at the first of them.
    readers = None if repository.partial else question.readers
    scope = _Scope(past, tree, asked, mass)
    mailmap = _mailmap(git, tree)
    if mailmap is None:
        found = (*found, problems.MAILMAP)
    identities = Identities(git, mailmap or b"", question.options.bots, record.salt)
    record.suit(identities.key)
    _read_texts(identities, scope, readers, record, texts=not repository.partial)
    commits = record.commits
    stated, points = (record.statuses, record.points) if readers else ({}, {})
    printed = scope.compared() & record.prints.keys() if readers else NOTHING
    prints = {each: record.prints[each] for each in printed}
    meaning = Meaning(past, commits, stated, points, prints, mass)
    renamed = renamed_paths(past, tree.files)
    return Snapshot(
        head=commits[past.graph.order[0]],
        recent=tuple(commits[each] for each in past.graph.newest(RECENT)),
        mechanical=tuple(sorted(each.decode() for each in mass)),
        documents={path: meaning.history(path, heads.get(name)) for path, name in names.items()},
        problems=(*found, *map(problems.mailmap, identities.errors)),
        renamed=renamed,
        deleted=deleted_paths(past, tree.files, renamed),
        last={time: id_.decode() for time, id_ in past.graph.last_before(question.options.times)},
    )


def _mailmap(git: Git, tree: HeadTree) -> bytes | None:
    """The id of the text of `.mailmap`; empty where there is none, None where git may not read it.

    It has to be a file, and not a huge one.
    """
    if MAILMAP not in tree.files:
        return b""
    mode, blob = tree.files[MAILMAP]
    return blob if is_mailmap(git, mode, blob) else None


def _mass(past: Past, asked: Sequence[RevisionNode], question: Query) -> frozenset[bytes]:
    nodes = [node for head in asked for node in past.stories[head]]
    mass = mass_commits(nodes, len(asked), question.options)
    return frozenset(mass | (question.listed & {node.commit for node in nodes}))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What of the past is looked at closely."""

    past: Past
    tree: HeadTree
    asked: Sequence[RevisionNode]
    mass: frozenset[bytes]

    def compared(self) -> frozenset[bytes]:
        stories = (self.past.stories[head] for head in self.asked)
        return frozenset(blob for story in stories for blob in compared(story, self.mass))

    def wanted(self, proof: frozenset[bytes]) -> Wanted:
        graph, stories = self.past.graph, [self.past.stories[head] for head in self.asked]
        nodes = [node for story in stories for node in story]
        return Wanted(
            commits=frozenset(
                (*graph.newest(RECENT), graph.order[0], *(node.commit for node in nodes))
            ),
            versions={node.blob: node.path for node in nodes if node.blob},
            compared=self.compared(),
            evidence=proof,
        )


def _read_texts(
    identities: Identities,
    scope: _Scope,
    readers: Readers | None,
    record: KnownHistory,
    *,
    texts: bool,
) -> None:
    """Learn what is not on record, and part what only looks like one document."""
    past, blobs = scope.past, scope.tree.blobs()
    proof = blobs_to_compare(past, blobs) if texts else NOTHING
    known = proof == record.evidence
    found = read_texts(identities, scope.wanted(NOTHING if known else proof), readers, record)
    if not known:
        record.evidence, record.lookalikes = proof, lookalikes(past, blobs, found)
    split_lookalikes(past, record.lookalikes)


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
        problems=(*repository.problems, *answer.problems, *_shallow(answer)),
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
    question = Query(names, listed, options, readers)
    answer = _answer(git, repository, tree, question)
    histories = answer.documents
    documents = {
        path: replace(histories[path], presence=presences[name]) for path, name in names.items()
    }
    return _beside(replace(answer, documents=documents), repository, git)


def _answer(git: Git, repository: Repository, tree: HeadTree, question: Query) -> Snapshot:
    """From the shelf if the same was asked before, else from git and what is on record."""
    shelf, key = _store(repository, question.options), question.key(repository)
    answer = shelf.answer(key)
    if answer is None:
        record = shelf.fetch()
        before = record.stamp()
        answer = ask(git, repository, tree, question, record)
        if record.stamp() != before:
            shelf.keep(record)
        if problems.MISSING not in answer.problems:  # else what comes back would not be seen
            shelf.keep_answer(key, answer)
    return answer


def _store(repository: Repository, options: HistoryOptions) -> HistoryStore:
    kind = f"{digest(*sorted(repository.boundary))} {repository.partial}"
    return HistoryStore.of(repository.folder, kind, options)


def _presences(git: Git, tree: HeadTree, names: Iterable[bytes]) -> dict[bytes, Presence]:
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


def _shallow(answer: Snapshot) -> tuple[Problem, ...]:
    if any(each.code == "cut" for each in answer.problems):
        return ()
    read = (each for each in answer.documents.values() if each.presence is not Presence.UNKNOWN)
    unknown = sum(not each.complete for each in read)
    return (problems.shallow(os.environ, unknown),) if unknown else ()
