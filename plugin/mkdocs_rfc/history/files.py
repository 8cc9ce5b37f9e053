"""What a commit has at a path: one process for all questions, and only trees are read.

Trees are what even a clone without blobs has whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.objects import skip

Folder = tuple[str, str]
"""A commit and the path of a folder, empty for the top."""


Entries = Mapping[bytes, str]


BREAK = frozenset("\n\r\0")
"""What would end a question to git; no path in a text has it."""


def find_files(
    root: Path, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], str | None]:
    """What was there, by commit and path; None for a commit not at hand, or not whole.

    It is given as mode and object id, `100644 5b1d3f…`; empty where there was nothing. `wanted`
    are hexadecimal commit ids, possibly shortened, each with a path in the repository.
    """
    pairs = sorted({(commit, path) for commit, path in wanted if not BREAK & {*path}})
    names: dict[Folder, set[bytes]] = {(commit, ""): set() for commit, _ in pairs}
    for commit, path in pairs:
        folder, name = posixpath.split(path)
        names.setdefault((commit, folder), set()).add(_encoded(name))
    try:
        answers = dict(zip(names, _folders(Git(root), names), strict=True)) if names else {}
    except GitError:
        return dict.fromkeys(pairs)
    return {pair: _entry(answers, *pair) for pair in pairs}


def _entry(folders: Mapping[Folder, Entries | None], commit: str, path: str) -> str | None:
    if folders[commit, ""] is None:
        return None
    folder, name = posixpath.split(path)
    entries = folders[commit, folder]
    return entries.get(_encoded(name), "") if entries else ""


def _folders(git: Git, names: Mapping[Folder, Container[bytes]]) -> Iterator[Entries | None]:
    """Of each folder the entries with the names given; None for what is not there."""
    questions = (f"{id_}:{path}" if path else f"{id_}^{{tree}}" for id_, path in names)
    given = [_encoded(question) + b"\n" for question in questions]
    with git.reading("cat-file", "--batch", "--buffer", given=given) as answer:
        for wanted in names.values():
            name, _, size = answer.readline().rstrip(b"\n").rpartition(b" ")
            id_, _, kind = name.partition(b" ")
            if not size.isdigit():  # but "missing", "ambiguous" or "submodule"
                yield None
            elif kind == b"tree":
                raw = answer.read(int(size) + 1)[:-1]
                found = _entries(raw, len(id_) // 2)
                yield {name: entry for name, entry in found if name in wanted}
            else:  # a file, of any size
                skip(answer, int(size) + 1)
                yield {}


def _entries(tree: bytes, width: int) -> Iterator[tuple[bytes, str]]:
    """Name, and mode with object id, of each entry of a tree; an id has so many bytes."""
    at = 0
    while (end := tree.find(b"\0", at)) > 0:
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + width
        yield name, f"{mode.decode(errors='replace')} {tree[end + 1 : at].hex()}"


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogateescape")
