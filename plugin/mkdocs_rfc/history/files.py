"""Whether files were there at a commit: one process, and only trees are read.

Trees are what even a clone without blobs has whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError


def find_files(
    root: Path, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], bool | None]:
    """Whether each file or folder was there, by commit and path; None for a commit not at hand.

    `wanted` are hexadecimal commit ids, possibly shortened, each with a path in the repository.
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
    names = {
        place: frozenset(_names(raw)) if raw is not None else frozenset()
        for place, raw in zip(folders, answers[len(commits) :], strict=True)
    }
    return {
        (commit, path): _has(names[commit, posixpath.dirname(path)], path)
        if commit in known
        else None
        for commit, path in pairs
    }


def _has(names: frozenset[bytes], path: str) -> bool:
    return posixpath.basename(path).encode(errors="surrogateescape") in names


def _objects(git: Git, questions: list[str]) -> Iterator[bytes | None]:
    given = [question.encode(errors="surrogateescape") + b"\n" for question in questions]
    with git.reading("cat-file", "--batch", "--buffer", given=given) as answer:
        while head := answer.readline():
            *_, size = head.rstrip(b"\n").rpartition(b" ")
            if size.isdigit():
                yield answer.read(int(size))
                answer.read(1)
            else:  # missing or ambiguous
                yield None


def _names(tree: bytes) -> Iterator[bytes]:
    """The names in a tree object; what is no tree has none."""
    at = 0
    while (end := tree.find(b"\0", at)) > 0:
        mode, _, name = tree[at:end].partition(b" ")
        if not mode.isdigit():
            return
        yield name
        at = end + 1 + 20
