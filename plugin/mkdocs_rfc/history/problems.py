"""What keeps git from answering, in words that say what to do."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from mkdocs_rfc.history.encodings import clean
from mkdocs_rfc.history.git import GitError, GitMissingError
from mkdocs_rfc.history.remotes import without_addresses
from mkdocs_rfc.history.values import Problem
from mkdocs_rfc.plain_text import truncate

LONGEST = 300
"""Letters of what git says that are shown."""
NOT_A_REPOSITORY = Problem(
    "not-a-repository",
    "The documents are in no git repository, so their dates and authors are not known.",
    "Run `git init`, or build from a clone.",
)
BARE = Problem(
    "bare",
    "The repository is bare: it has no working tree to read documents from.",
    "Build from a clone or from `git worktree add`.",
)
UNBORN = Problem(
    "unborn",
    "Nothing has been committed yet, so no document has a date.",
    "Commit the documents.",
)
NO_GIT = Problem(
    "no-git",
    "Git could not be started, so dates and authors are not known.",
    "Install git where the site is built.",
)
PARTIAL = Problem(
    "partial",
    "The clone lacks file contents, so only renames without edits are followed"
    " and changes of status are not known.",
    "Clone without `--filter` (in a GitHub workflow: without `filter: blob:none`).",
)
TREELESS = Problem(
    "treeless",
    "The clone lacks the file names of old commits, so dates and authors are not known.",
    "Clone with `--filter=blob:none` instead of `--filter=tree:0`, or without a filter.",
)
MISSING = Problem(
    "missing",
    "The repository lacks file contents, so only renames without edits are followed"
    " and not all changes of status are known.",
    "Run `git fsck`, or build from a fresh clone.",
)
MAILMAP = Problem(
    "mailmap",
    "`.mailmap` is no file of at most 1 MB, so authors are called as each commit calls them.",
    "Commit a shorter one.",
)
REMOTE = Problem(
    "remote",
    "The address of the remote may hold a secret, so nothing of it is shown and nothing links to"
    " the forge.",
    "Set `repo_url` in `mkdocs.yml`, or give the remote an address without it.",
)
UNSHALLOW: Mapping[str, str] = {
    "GITHUB_ACTIONS": "Add `fetch-depth: 0` under `with:` of `actions/checkout`;"
    " `filter: blob:none` makes it faster, but leaves out changes of status.",
    "GITLAB_CI": "Set the variable `GIT_DEPTH: 0` in `.gitlab-ci.yml`.",
    "BITBUCKET_BUILD_NUMBER": "Set `clone: depth: full` in `bitbucket-pipelines.yml`.",
    "TF_BUILD": "Set `fetchDepth: 0` at the `checkout` step.",
    "READTHEDOCS": "Add `git fetch --unshallow` under `build.jobs.post_checkout`.",
}
UNSHALLOW_HERE = "Run `git fetch --unshallow` (in a GitHub workflow: `fetch-depth: 0`)."


def shallow(variables: Mapping[str, str], unknown: int) -> Problem:
    """A clone that ends before the documents began."""
    named = (fix for variable, fix in UNSHALLOW.items() if variables.get(variable))
    fix = next(named, UNSHALLOW_HERE)
    whose, born = (
        ("one document", "it was") if unknown == 1 else (f"{unknown} documents", "they were")
    )
    message = (
        f"The clone is shallow: the history of {whose} goes back beyond it,"
        f" so when {born} created is not known."
    )
    return Problem("shallow", message, fix)


def cut(commit: bytes, reason: str, top: Path) -> Problem:
    """A history that is known down to a commit, and not behind it."""
    message = (
        f"What commit {commit.decode()[:12]} changed is not known, so nothing that was"
        f" written before it has a date: {_shown(_reason(reason, top))}."
    )
    return Problem("cut", message, FSCK)


def unread_list(name: str, reason: str) -> Problem:
    """A list of commits that is there and cannot be read."""
    message = f"The commits that `{name}` lists are not known: {reason}."
    return Problem("ignore-revs", message, "Make it a file of at most 1 MB in the repository.")


STORED = re.compile(r" \(stored in [^\n]*?\)(?= is |$)", re.MULTILINE)
OBJECT = re.compile(r"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")
NONSENSE = "its answer is not one that git gives"
FSCK = "Run `git fsck`, or build from a fresh clone."
FIXES: Mapping[str, str] = {
    "permission denied|operation not permitted": (
        "Let the user who builds the site read the repository."
    ),
    "not a git repository|gitfile|gitdir|no such file or directory": (
        "Run `git submodule update --init` for a submodule, `git worktree repair` for a worktree,"
        " or build from a fresh clone: what `.git` leads to is no repository."
    ),
    "unknown (?:option|switch)|^usage:|unrecognized (?:argument|option)": (
        "Install git 2.31 or newer."
    ),
    "unknown (?:repository extension|object format|ref storage)|expected git repo version": (
        "Install a newer git: this one does not know the repository's format."
    ),
    "bad (?:config|numeric|boolean)|(?:value|key) for|config (?:file|variable)": (
        "Mend the setting that it names, in `.git/config` or in git's own configuration."
    ),
    "shallow": "Run `git fetch --unshallow`, or build from a fresh clone.",
    "chdir|current working directory": "Build in a folder that is there.",
    "out of memory|cannot (?:allocate|fork)|too many open files|no space left|by signal": (
        "Build again, with more memory or disk for git."
    ),
    f"{NONSENSE}|ended too early|than it was asked": (
        "Look at which `git` is first on the PATH, and at what `git version` says."
    ),
}
"""Patterns of what git says, to what helps."""


def explain(error: Exception, top: Path, *, partial: bool = False) -> Problem:
    """The problem behind what git said, of a clone that may be partial."""
    if isinstance(error, GitMissingError):
        return NO_GIT
    if not isinstance(error, GitError):
        return _unreadable(f"{NONSENSE} ({type(error).__name__})")
    if partial:
        return TREELESS
    if "dubious ownership" in error.reason:
        return Problem(
            "dubious-ownership",
            "Git refuses to read the repository: it belongs to another user.",
            f"Run `git config --global --add safe.directory {shlex.quote(os.fspath(top))}`.",
        )
    return _unreadable(_reason(error.reason, top))


def _reason(said: str, top: Path) -> str:
    """The line of git that says most, without the folders of this machine.

    The last one says what it could not do; that an object is to blame, and which, often another.
    """
    inside = STORED.sub("", said).replace(f"{os.fspath(top)}{os.sep}", "")
    lines = inside.splitlines() or ["it gave no reason"]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[0])
    named = next((line for line in lines if OBJECT.search(line)), fatal)
    return (
        (fatal if OBJECT.search(fatal) else named).removeprefix("fatal: ").removeprefix("error: ")
    )


def mailmap(error: GitError) -> Problem:
    """A `.mailmap` that git cannot use."""
    said = (error.reason.splitlines() or ["git gave no reason"])[0].removeprefix("fatal: ")
    message = f"`.mailmap` is not used: {_shown(said)}."
    return Problem("mailmap", message, "Make it a file with lines as `Name <new> Old <old>`.")


def _unreadable(said: str) -> Problem:
    fitting = (fix for what, fix in FIXES.items() if re.search(what, said, re.IGNORECASE))
    fix = next(fitting, FSCK)
    return Problem("unreadable", f"Git could not read the repository: {_shown(said)}", fix)


def _shown(said: str) -> str:
    return truncate(clean(without_addresses(said)), LONGEST)
