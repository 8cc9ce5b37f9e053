"""Finding a repository, and what state it is in before any history is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.history import problems
from mkdocs_rfc.history.encodings import clean
from mkdocs_rfc.history.git import UNEXPECTED, Git, GitError
from mkdocs_rfc.history.identities import shown_name
from mkdocs_rfc.history.remotes import clean_remote, is_withheld, rewritten
from mkdocs_rfc.history.values import NOBODY, Person, Problem
from mkdocs_rfc.limits import SETTING
from mkdocs_rfc.storage import BARE, git_folder, read

STATE = (
    *("--is-bare-repository", "--absolute-git-dir"),
    *("--revs-only", "HEAD", "--symbolic-full-name", "HEAD"),  # no lines for HEAD when it is unborn
)
ANSWER = re.compile(
    rb"(true|false)\n([^\0]+?)\n(?:([0-9a-f]{40}|[0-9a-f]{64})\n([^\n\0]+)\n)?", re.DOTALL
)
CONFIGURATION = r"^(user\.(name|email)|remote\..*\.(url|promisor)|url\..*\.insteadof)$"
BRANCH_VARIABLES = (
    "GITHUB_HEAD_REF",
    "GITHUB_REF_NAME",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
    "CI_COMMIT_REF_NAME",
    "BITBUCKET_BRANCH",
    "SYSTEM_PULLREQUEST_SOURCEBRANCH",
    "BUILD_SOURCEBRANCH",
    "CIRCLE_BRANCH",
    "TRAVIS_PULL_REQUEST_BRANCH",
    "TRAVIS_BRANCH",
    "BUILDKITE_BRANCH",
    "DRONE_BRANCH",
    "APPVEYOR_REPO_BRANCH",
    "CF_PAGES_BRANCH",
    "VERCEL_GIT_COMMIT_REF",
)
"""Where services leave the branch that they checked out as a bare commit; the first one counts."""
SHALLOW = 64 << 20
"""Bytes of the list of a shallow clone's edges: over a million of them."""
NO_BRANCH = re.compile(r"^(refs/pull/)?\d+/(merge|head)$|^refs/tags/")
OWN = ("HEAD", "logs/HEAD")
"""Files that a working tree has for itself."""
SHARED = ("config", "packed-refs", "refs/heads", "shallow", "FETCH_HEAD", "info/exclude")


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository, as far as it can be told without its history."""

    top: Path | None = None
    folder: Path = Path()
    """Where git keeps what belongs to this working tree."""
    head: str = ""
    branch: str = ""
    user: Person = NOBODY
    remote: str = ""
    boundary: frozenset[bytes] = frozenset()
    """Ids of the commits whose parents a shallow clone left out."""
    partial: bool = False
    """Whether texts may be missing that another repository promised to have."""
    problems: tuple[Problem, ...] = ()


def discover(path: Path) -> Path | None:
    """The nearest folder at or above a path that holds `.git` (a folder or a file), resolved."""
    here = Path(os.path.realpath(path))  # which raises nothing, unlike the methods of Path
    return next((each for each in (here, *here.parents) if _exists(each / ".git")), None)


def files_of_state(top: Path) -> tuple[Path, ...]:
    """The files, and folders, by whose change another history is read; not all of them exist."""
    folder = git_folder(top)
    with suppress(OSError):  # what is the same for all working trees is elsewhere
        shared = read(folder / "commondir", SETTING).decode(errors="replace").strip()
        return (*_files(folder, OWN), *_files(Path(os.path.normpath(folder / shared)), SHARED))
    return (*_files(folder, OWN), *_files(folder, SHARED))


def _files(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    return (folder / name for name in names)


def inspect(git: Git, variables: Mapping[str, str]) -> Repository:
    """The state of the repository that git's folder lies in; git is at its top afterwards.

    The variables are those in which a build service may say its branch. What is wrong with the
    repository is a value.
    """
    top = discover(git.folder)
    if top is None:
        bare = all(_exists(git.folder / name) for name in BARE)
        return Repository(problems=(problems.BARE if bare else problems.NOT_A_REPOSITORY,))
    git.folder = top
    try:
        is_bare, folder, head = _state(git)
        if is_bare:
            return Repository(problems=(problems.BARE,))
        return _read(git, top, folder, head, variables)
    except (GitError, *UNEXPECTED) as error:
        return Repository(top=top, problems=(problems.explain(error, top),))


def _state(git: Git) -> tuple[bool, Path, list[str]]:
    """Whether it is bare, where git keeps it, and the id and the name of HEAD if it has any."""
    match = ANSWER.fullmatch(git.ask("rev-parse", *STATE))
    if match is None:
        raise GitError(problems.NONSENSE)
    is_bare, folder, *head = map(os.fsdecode, filter(None, match.groups()))
    return is_bare == "true", Path(folder), head


def _read(
    git: Git, top: Path, folder: Path, head: list[str], variables: Mapping[str, str]
) -> Repository:
    entries = _configuration(git)
    configuration = dict(entries)
    given = _remote(entries)
    remote = clean_remote(given)
    name = head[1] if head else os.fsdecode(git.ask("symbolic-ref", "-q", "HEAD", accept=1)).strip()
    return Repository(
        top=top,
        folder=folder,
        head=head[0] if head else "",
        branch=clean(name.removeprefix("refs/heads/"))
        if name != "HEAD"
        else branch_of_service(variables),
        user=_user(configuration),
        remote=remote,
        boundary=_boundary(folder),
        partial=any(name.endswith(".promisor") for name in configuration),
        problems=(
            *(() if head else (problems.UNBORN,)),
            *((problems.REMOTE,) if is_withheld(given, remote) else ()),
        ),
    )


def branch_of_service(variables: Mapping[str, str]) -> str:
    """The branch that a build service says it has checked out; empty when none says so."""
    if variables.get("GITHUB_REF_TYPE") == "tag" or variables.get("CI_COMMIT_TAG"):
        return ""
    values = (variables.get(name, "") for name in BRANCH_VARIABLES)
    named = (value for value in values if value and not NO_BRANCH.match(value))
    return clean(next(named, "")).removeprefix("refs/heads/")


def _configuration(git: Git) -> list[tuple[str, str]]:
    answer = git.ask("config", "-z", "--get-regexp", CONFIGURATION, accept=1)
    entries = (
        entry.partition("\n") for entry in answer.decode(errors="replace").split("\0") if entry
    )
    return [(name, value) for name, _, value in entries]


def _user(configuration: Mapping[str, str]) -> Person:
    name, email = (clean(configuration.get(f"user.{each}", "")) for each in ("name", "email"))
    return Person(shown_name(name), email)


def _remote(configuration: Iterable[tuple[str, str]]) -> str:
    """The address of origin with all its secrets.

    Of each remote the first address counts, as for git; the only remote has any name.
    """
    urls: dict[str, str] = {}
    for name, value in configuration:
        if name.startswith("remote.") and name.endswith(".url"):
            urls.setdefault(name, value)
    only = next(iter(urls.values())) if len(urls) == 1 else ""
    bases = [
        (name.removeprefix("url.").removesuffix(".insteadof"), value)
        for name, value in configuration
        if name.startswith("url.")
    ]
    return rewritten(urls.get("remote.origin.url", only).strip(), bases)


def _boundary(folder: Path) -> frozenset[bytes]:
    """The ids in git's own file of a shallow clone; none where it cannot be read."""
    home = folder
    with suppress(OSError, ValueError):  # only a linked worktree has it
        home = folder / read(folder / "commondir", SETTING).decode(errors="replace").strip()
    with suppress(OSError, ValueError):  # only a shallow clone has it
        return frozenset(read(home / "shallow", SHALLOW).split())
    return frozenset()


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - never raises
