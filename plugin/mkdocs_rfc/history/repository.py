"""Finding a repository, and what state it is in before any history is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from mkdocs_rfc.access import BARE, SETTING, read
from mkdocs_rfc.history import problems
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.identities import shown_name
from mkdocs_rfc.history.people import clean
from mkdocs_rfc.history.values import NOBODY, Person, Problem

STATE = (
    *("--is-bare-repository", "--absolute-git-dir"),
    *("--revs-only", "HEAD", "--symbolic-full-name", "HEAD"),  # no lines for HEAD when it is unborn
)
CONFIGURATION = r"^(user\.(name|email)|remote\..*\.(url|promisor))$"
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
    here = path.resolve()
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


def git_folder(top: Path) -> Path:
    """Where git keeps what belongs to a working tree."""
    folder = top / ".git"
    with suppress(OSError):  # it is a folder, or nobody may read it
        named = read(folder, SETTING).decode(errors="replace").removeprefix("gitdir:").strip()
        folder = Path(os.path.normpath(top / named.replace("\0", "")))
    return folder


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
        is_bare, folder, *head = os.fsdecode(git.ask("rev-parse", *STATE)).splitlines()
        if is_bare == "true":
            return Repository(problems=(problems.BARE,))
        return _read(git, top, Path(folder), head, variables)
    except GitError as error:
        return Repository(top=top, problems=(problems.explain(error, top),))


def _read(
    git: Git, top: Path, folder: Path, head: list[str], variables: Mapping[str, str]
) -> Repository:
    configuration = _configuration(git)
    name = head[1] if head else os.fsdecode(git.ask("symbolic-ref", "-q", "HEAD", accept=1)).strip()
    return Repository(
        top=top,
        folder=folder,
        head=head[0] if head else "",
        branch=clean(name.removeprefix("refs/heads/"))
        if name != "HEAD"
        else branch_of_service(variables),
        user=_user(configuration),
        remote=_remote(configuration),
        boundary=_boundary(folder),
        partial=any(name.endswith(".promisor") for name in configuration),
        problems=() if head else (problems.UNBORN,),
    )


def branch_of_service(variables: Mapping[str, str]) -> str:
    """The branch that a build service says it has checked out; empty when none says so."""
    if variables.get("GITHUB_REF_TYPE") == "tag" or variables.get("CI_COMMIT_TAG"):
        return ""
    values = (variables.get(name, "") for name in BRANCH_VARIABLES)
    named = (value for value in values if value and not NO_BRANCH.match(value))
    return clean(next(named, "")).removeprefix("refs/heads/")


def without_credentials(url: str) -> str:
    """A remote's URL without user and password; what is no URL (`git@host:path`) as it is."""
    if "://" not in url:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _configuration(git: Git) -> dict[str, str]:
    answer = git.ask("config", "-z", "--get-regexp", CONFIGURATION, accept=1)
    entries = (
        entry.partition("\n") for entry in answer.decode(errors="replace").split("\0") if entry
    )
    return {name: value for name, _, value in entries}


def _user(configuration: Mapping[str, str]) -> Person:
    name, email = (clean(configuration.get(f"user.{each}", "")) for each in ("name", "email"))
    return Person(shown_name(name), email)


def _remote(configuration: Mapping[str, str]) -> str:
    urls = [value for name, value in configuration.items() if name.endswith(".url")]
    only = urls[0] if len(urls) == 1 else ""
    return without_credentials(clean(configuration.get("remote.origin.url", only)))


def _boundary(folder: Path) -> frozenset[bytes]:
    home = folder
    with suppress(OSError):  # only a linked worktree has it
        home = folder / read(folder / "commondir", SETTING).decode(errors="replace").strip()
    with suppress(OSError):  # only a shallow clone has it
        return frozenset(read(home / "shallow", SHALLOW).split())
    return frozenset()


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - never raises
