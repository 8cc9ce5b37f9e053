"""Committing one file through GitPython, which honours the user's hooks, filters and signature."""

from __future__ import annotations

from pathlib import Path

from mkdocs_rfc.history import without_addresses
from mkdocs_rfc.markdown import readable

try:
    from git import GitCommandError, Repo
    from git import GitError as GitPythonError
except ImportError as error:  # GitPython cannot be imported where there is no git
    MISSING: ImportError | None = error
else:
    MISSING = None


MOST_SAID = 1_000
"""Letters that are shown of what git or a hook says."""


class CommitError(Exception):
    """A commit could not be made; the message says why, in one sentence."""


def is_clean(file: Path) -> bool:
    """Whether a file is as HEAD has it. Raises `CommitError` outside of a repository."""
    repository = _open(file)
    try:
        return not repository.git.status("--porcelain", "--", str(file))
    except GitCommandError as error:
        raise CommitError(_said(error)) from error


def commit_file(file: Path, message: str) -> None:
    """Commit one file and nothing else, whatever is staged.

    Raises `CommitError`, for instance where a hook refuses.
    """
    repository = _open(file)
    try:
        repository.git.add("--intent-to-add", "--", str(file))
        repository.git.commit("--quiet", "--only", "--message", message, "--", str(file))
    except GitCommandError as error:
        raise CommitError(_said(error)) from error


def _open(file: Path) -> Repo:
    if MISSING:
        message = "there is no git on the PATH"
        raise CommitError(message)
    try:
        repository = Repo(file.parent, search_parent_directories=True)
    except GitPythonError as error:
        message = f"{file.name} is in no git repository"
        raise CommitError(message) from error
    # Else a name such as `[a].md` is a pattern, and other files are committed with it.
    repository.git.update_environment(GIT_LITERAL_PATHSPECS="1")
    return repository


def _said(error: GitCommandError) -> str:
    words = readable(" ".join(str(error.stderr).split()))
    said = words.removeprefix("stderr: '").removesuffix("'").rstrip(".")
    return without_addresses(said[:MOST_SAID]) or "git refuses"
