from __future__ import annotations

from pathlib import Path

from mkdocs_rfc.history.git import Git, GitError


def read_tracked(root: Path) -> tuple[str, ...]:
    """The paths of all Markdown files that git has, sorted; none where it cannot answer."""
    try:
        answer = Git(root).ask("ls-files", "-z", "--", "*.md")
    except GitError:
        return ()
    return tuple(sorted(filter(None, answer.decode(errors="surrogateescape").split("\0"))))


def read_index(folder: Path) -> frozenset[str] | None:
    """The paths of all files in and below a folder that git has or is about to have, from there.

    None where git cannot answer.
    """
    try:
        answer = Git(folder).ask("ls-files", "-z")
    except GitError:
        return None
    return frozenset(filter(None, answer.decode(errors="surrogateescape").split("\0")))
