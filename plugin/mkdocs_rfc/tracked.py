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
