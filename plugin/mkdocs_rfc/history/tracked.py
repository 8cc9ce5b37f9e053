"""What git says of a working tree to a command that is about to write."""

from __future__ import annotations

import os
import re
from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError

CONFIGURED = r"^remote\..*\.url$"
KIND = re.compile("^refs/(?:heads|remotes/origin)/")
OURS = ("remote.origin.url", "remote.upstream.url")
"""Of several remotes, those that are this repository for everybody; another is one person's."""


def read_tracked(root: Path) -> tuple[str, ...]:
    """The paths of all Markdown files that git has, sorted; none where it cannot answer."""
    return tuple(sorted(_asked(root, "ls-files", "-z", "--", "*.md")))


def read_ignored(root: Path) -> frozenset[str]:
    """What git leaves out of a working tree: files, and whole folders with a slash at their end."""
    how = ("--others", "--ignored", "--exclude-standard", "--directory")
    return frozenset(_asked(root, "ls-files", "-z", *how))


def read_homes(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that git has of this repository, and the branches on which files are renamed.

    Those are the one that is checked out and the default one of the origin.
    """
    entries = _asked(root, "config", "-z", "--get-regexp", CONFIGURED)
    pairs = [(name, url) for name, _, url in (entry.partition("\n") for entry in entries)]
    remotes = [url for name, url in pairs if name in OURS or len(pairs) == 1]
    heads = (("HEAD",), ("refs/remotes/origin/HEAD",))
    named = (_asked(root, "symbolic-ref", "-q", *head) for head in heads)
    branches = (KIND.sub("", name.strip()) for names in named for name in names)
    return tuple(remotes), tuple(branches)


def _asked(root: Path, *question: str) -> list[str]:
    """The parts of an answer; none where git cannot give it."""
    try:
        answer = Git(root).ask(*question, accept=1)
    except GitError:
        return []
    return [part for part in os.fsdecode(answer).split("\0") if part]


def read_index(folder: Path) -> frozenset[str] | None:
    """The paths of all files in and below a folder that git has or is about to have, from there.

    None where git cannot answer.
    """
    try:
        answer = Git(folder).ask("ls-files", "-z")
    except GitError:
        return None
    return frozenset(filter(None, os.fsdecode(answer).split("\0")))
