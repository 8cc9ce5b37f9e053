"""The commits of a history and what each changed, as git lists them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

from mkdocs_rfc.history.diff import Difference, Graph, PathChange, Renames
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.renames import LIMIT
from mkdocs_rfc.history.store import KnownHistory

DIFF = (
    *("diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--always", "--no-abbrev"),
    *("--no-ext-diff", "--no-textconv", "--no-relative", f"-l{LIMIT}"),
)


class UnreadableCommitError(GitError):
    """What a commit changed cannot be told, for want of an object that it has."""

    def __init__(self, reason: str, commit: bytes, behind: frozenset[bytes]) -> None:
        super().__init__(reason)
        self.commit = commit
        self.behind = behind
        """The commit, and all that it comes from."""


def read_graph(git: Git, head: str, record: KnownHistory) -> Graph:
    """Every commit that HEAD can reach; those that are new come before the recorded ones."""
    name, fresh = head.encode(), b""
    if name != record.head:
        fresh = _listed(git, name, b"^" + record.head if record.head else b"")
        if record.head and record.head not in fresh:  # no new commit came after it
            record.rewind()
            fresh = _listed(git, name)
    record.head = name
    order: list[bytes] = []
    parents: dict[bytes, tuple[bytes, ...]] = {}
    times: list[int] = []
    known: dict[bytes, bytes] = {}  # one object for each id, however often it is named
    for line in b"".join(record.graph.play([fresh])).splitlines():
        time, commit, *before = line.split(b" ")
        commit = known.setdefault(commit, commit)
        order.append(commit)
        times.append(int(time))
        parents[commit] = tuple([known.setdefault(each, each) for each in before])
    ages = _ages(order, parents, times)
    return Graph(tuple(order), tuple(times), parents, ages, fresh.count(b"\n"))


def _listed(git: Git, *commits: bytes) -> bytes:
    given = [each + b"\n" for each in commits if each]
    options = ("--topo-order", "--parents", "--timestamp", "--ignore-missing", "--stdin")
    return git.ask("rev-list", *options, given=given)


def differences(
    git: Git, graph: Graph, record: KnownHistory, *, boundary: frozenset[bytes], similarity: str
) -> Generator[Difference]:
    """What each commit changed, in the order of the graph; nothing for a shallow boundary.

    Renames are looked for where there is one parent. A merge shows those of whole branches, and
    nearly all of them in vain.
    """
    parents = graph.parents
    commits = [each for each in graph.order if each not in boundary]
    fresh = [each for each in graph.order[: graph.fresh] if each not in boundary]
    single = (_line(each, parents[each]) for each in fresh if len(parents[each]) < 2)
    merges = (each for each in fresh if len(parents[each]) > 1)
    joint = (line for each in merges for line in _questions(each, parents[each]))
    one = _records(record.singles.play(git.blocks(*DIFF, f"-M{similarity}", given=single)))
    many = _records(record.joints.play(git.blocks(*DIFF, "-c", "--no-renames", given=joint)))
    for commit in commits:
        count = len(parents[commit])
        try:
            yield _difference(commit, count, one if count < 2 else many)
        except GitError as error:
            raise UnreadableCommitError(error.reason, commit, graph.behind(commit)) from error


def _difference(commit: bytes, parents: int, answers: Iterator[list[PathChange]]) -> Difference:
    if parents < 2:
        return Difference(commit, _next(answers), [], ())
    every = _next(answers)
    others = tuple(_paths(_next(answers)) for _ in range(parents - 2))
    return Difference(commit, _next(answers), every, others)


@contextmanager
def renames(git: Git, record: KnownHistory, *, similarity: str) -> Iterator[Renames]:
    """Renames between a merge and one of its parents; git is started when there is a question."""
    with git.conversing(*DIFF, f"-M{similarity}") as answer:

        @cache
        def ask(commit: bytes, parent: bytes) -> list[PathChange]:
            question = _line(commit, (parent,))
            if question not in record.renames:
                record.renames[question] = answer(question)
            return _next(_records([record.renames[question]]))

        yield ask


def _questions(merge: bytes, parents: Sequence[bytes]) -> list[bytes]:
    """Against all parents, against each between the first and the last, against the first.

    Asked of a merge alone, git takes all its parents; a line with the names of many would be
    longer than the 1,000 bytes that it reads. That comes first: git keeps to parents once named.
    """
    return [_line(merge, ()), *(_line(merge, (each,)) for each in (*parents[1:-1], parents[0]))]


def _line(commit: bytes, parents: Sequence[bytes]) -> bytes:
    return b" ".join((commit, *parents)) + b"\n"


def _paths(changes: list[PathChange]) -> frozenset[bytes]:
    return frozenset(each.path for each in changes)


def _next(records: Iterator[list[PathChange]]) -> list[PathChange]:
    found = next(records, None)
    if found is None:
        reason = "git said less than it was asked"
        raise GitError(reason)
    return found


def _records(answer: Iterable[bytes]) -> Iterator[list[PathChange]]:
    """The changes of one commit after the other; git names each commit before its changes."""
    tokens = _tokens(answer)
    changes: list[PathChange] | None = None
    try:
        for token in tokens:
            if not token.startswith(b":"):
                if changes is not None:
                    yield changes
                changes = []
            elif changes is not None:
                source = _path(tokens) if b" R" in token else b""
                changes.append(PathChange(token, _path(tokens), source))
    except GitError:
        if changes is not None:  # git could not answer the one behind it
            yield changes
        raise
    if changes is not None:
        yield changes


def _path(tokens: Iterator[bytes]) -> bytes:
    path = next(tokens, None)
    if path is None:
        reason = "git's answer ended too early"
        raise GitError(reason)
    return path


def _tokens(answer: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in answer:
        *tokens, rest = (rest + block).split(b"\0")
        yield from tokens


def _ages(
    order: Sequence[bytes], parents: Mapping[bytes, tuple[bytes, ...]], times: Sequence[int]
) -> dict[bytes, int]:
    ages: dict[bytes, int] = {}
    for commit, time in zip(reversed(order), reversed(times), strict=True):
        ages[commit] = max([time, *(ages[each] + 1 for each in parents[commit] if each in ages)])
    return ages
