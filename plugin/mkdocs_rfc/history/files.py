"""What a commit has at a path: one process for all questions, and only trees are read.

Trees are what even a clone without blobs has whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError


def find_files(
    root: Path, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], str | None]:
    """What was there, by commit and path; None for a commit not at hand.

    It is given as mode and object id, `100644 5b1d3f…`; empty where there was nothing. `wanted`
    are hexadecimal commit ids, possibly shortened, each with a path in the repository.
    """
    pairs = sorted({(commit, path) for commit, path in wanted if "\n" not in path})
    commits = sorted({commit for commit, _ in pairs})
    folders = sorted({(commit, posixpath.dirname(path)) for commit, path in pairs})
    questions = [f"{commit}^{{commit}}" for commit in commits]
    questions += [f"{commit}:{folder}" for commit, folder in folders]
    try:
        answers = list(_objects(Git(root), questions)) if pairs else []
    except GitError:
        return dict.fromkeys(pairs)
    known = {commit for commit, raw in zip(commits, answers, strict=False) if raw is not None}
    entries = {
        place: dict(raw or ()) for place, raw in zip(folders, answers[len(commits) :], strict=True)
    }
    return {
        (commit, path): _entry(entries[commit, posixpath.dirname(path)], path)
        if commit in known
        else None
        for commit, path in pairs
    }


def _entry(entries: Mapping[bytes, str], path: str) -> str:
    return entries.get(posixpath.basename(path).encode(errors="surrogateescape"), "")


def _objects(git: Git, questions: list[str]) -> Iterator[list[tuple[bytes, str]] | None]:
    """The entries of each tree, none of a commit; None for what is not there."""
    given = [question.encode(errors="surrogateescape") + b"\n" for question in questions]
    with git.reading("cat-file", "--batch", "--buffer", given=given) as answer:
        while head := answer.readline():
            name, _, size = head.rstrip(b"\n").rpartition(b" ")
            if size.isdigit():
                raw = answer.read(int(size) + 1)[:-1]
                id_, _, kind = name.partition(b" ")
                yield list(_entries(raw, len(id_) // 2)) if kind == b"tree" else []
            else:  # missing or ambiguous
                yield None


def _entries(tree: bytes, width: int) -> Iterator[tuple[bytes, str]]:
    """Name, and mode with object id, of each entry of a tree; an id has so many bytes."""
    at = 0
    while (end := tree.find(b"\0", at)) > 0:
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + width
        yield name, f"{mode.decode()} {tree[end + 1 : at].hex()}"


def find_last_commits(root: Path, head: str, times: Iterable[int]) -> Mapping[int, str]:
    """The last commit of a branch before each time, in seconds; none where there was no commit.

    `head` is where the branch ends. A merge counts at the time that it was made.
    """
    wanted = sorted(set(times))
    found: dict[int, str] = {}
    if not wanted:
        return found
    options = ("--first-parent", "--timestamp", "--stdin")
    try:
        listed = Git(root).ask("rev-list", *options, given=[f"{head}\n".encode()])
    except GitError:
        return found
    for line in listed.splitlines():
        time, _, commit = line.partition(b" ")
        while wanted and int(time) < wanted[-1]:
            found[wanted.pop()] = commit.decode()
    return found
