"""What is known of a document from git: plain values, with no git behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

ChangeKind = Literal["added", "modified", "renamed", "merged", "deleted"]


@dataclass(frozen=True, slots=True)
class Person:
    """One identity, as `.mailmap` has it; text of strangers, to be escaped where it is shown."""

    name: str = ""
    email: str = ""
    """Only the configured user has one: those who wrote commits have a mark in its place."""
    mark: str = field(default="", compare=False, repr=False)
    """What tells people apart within one reading."""
    bot: bool = False

    @property
    def key(self) -> str:
        """What two commits of one person have in common."""
        return self.mark or (self.email or self.name).casefold()


NOBODY = Person()
UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Where neither author nor committer has a date that can be meant: what tools write for none."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, with what a page shows of it."""

    id: str
    parents: tuple[str, ...]
    author: Person
    co_authors: tuple[Person, ...]
    authored: dt.datetime
    """Aware, in the author's own offset; the committer's date where the author's is absurd, and
    `UNDATED` where both are."""
    committed: dt.datetime
    subject: str

    @property
    def dated(self) -> bool:
        """Whether it is known when it was made."""
        return self.authored != UNDATED

    @property
    def short(self) -> str:
        """The first seven digits of the id."""
        return self.id[:7]


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit as it concerns one document."""

    commit: Commit
    path: str
    """Where the document was, from this commit on."""
    mechanical: bool
    """A mass edit, a rename without edit, or white space: not a change of content."""
    kind: ChangeKind
    """`deleted` where a later one brought the same text back."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of status; the first one is the status a document was created with."""

    commit: Commit
    text: str
    """The status as it is written from this commit on; empty for none."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the present text that is open, or was."""

    name: str
    raised: Commit | None
    """The commit that first had it; None where that is not known."""
    settled: Commit | None
    """The commit that settled it for good; None while it is open, or where that is not known."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person with the number of commits that changed the content of a document."""

    person: Person
    commits: int
    bot: bool


class Presence(StrEnum):
    """How a file in the working tree stands against HEAD."""

    COMMITTED = "committed"
    MODIFIED = "modified"
    UNTRACKED = "untracked"
    """Not in HEAD; also what is only staged."""
    IGNORED = "ignored"
    UNKNOWN = "unknown"
    """There is no repository to ask."""


@dataclass(frozen=True, slots=True)
class DocumentHistory:
    """What git knows of one document; every date may be unknown, none is made up."""

    path: str
    revisions: tuple[Revision, ...] = ()
    """Newest first."""
    presence: Presence = Presence.UNKNOWN
    complete: bool = True
    """False where the history lies at or beyond a shallow boundary, or could not be read."""
    transitions: tuple[Transition, ...] = ()
    """Oldest first."""
    points: tuple[Point, ...] = ()
    """In the order of the text that is committed."""
    former_paths: tuple[str, ...] = ()
    """Newest first."""
    contributors: tuple[Contributor, ...] = ()
    """In the order of their first contribution; those of mechanical commits only do not count."""

    @property
    def created(self) -> Commit | None:
        """The first commit, through renames; None where it, or its date, is not known."""
        first = self.revisions[-1].commit if self.complete and self.revisions else None
        return first if first and first.dated else None

    @property
    def updated(self) -> Commit | None:
        """The last commit that changed the content; None where it, or its date, is not known."""
        content = (each.commit for each in self.revisions if not each.mechanical)
        last = next(content, self.created)
        return last if last and last.dated else None

    @property
    def touched(self) -> Commit | None:
        """The last commit that changed the file at all, as `git log -1 -- FILE` has it."""
        return self.revisions[0].commit if self.revisions else None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something is not known, in one sentence, and what to do about it."""

    code: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of one repository at one HEAD."""

    root: Path | None = None
    """Top of the working tree, resolved; None outside a repository."""
    branch: str = ""
    """Empty when unknown; on a detached HEAD, what the build service says."""
    head: Commit | None = None
    recent: tuple[Commit, ...] = ()
    """The last five commits, newest first."""
    user: Person = NOBODY
    """The configured user, for scaffolds."""
    remote: str = ""
    """URL of origin, without credentials."""
    mechanical: tuple[str, ...] = ()
    """Ids of the commits that counted as mass edits."""
    documents: Mapping[str, DocumentHistory] = field(default_factory=dict)
    """By the path that was asked for; each has an entry."""
    problems: tuple[Problem, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Former path of a Markdown file that is no file now to the present path."""
    deleted: Mapping[str, str] = field(default_factory=dict)
    """Path of a Markdown file that is no file now to the id of the last commit that had it."""
    last: Mapping[int, str] = field(default_factory=dict)
    """Each time that was asked for to the last commit before it, where there is one."""
    elsewhere: Mapping[str, tuple[Snapshot, str]] = field(default_factory=dict)
    """Of each document that is in another repository what is known of that, and its path there."""
    processes: int = 0
    """Number of git processes that were started."""

    def home(self, path: str) -> tuple[Snapshot, str]:
        """What is known of the repository that a document is in, and its path there."""
        return self.elsewhere.get(path, (self, path))


@dataclass(frozen=True, slots=True)
class HistoryOptions:
    """What may differ between sites."""

    mass_share: float = 0.05
    """A commit that edits this share of the documents, and `mass_count` of them, is mechanical."""
    mass_count: int = 20
    bots: str = r"\[bot\]|^(dependabot|renovate|github-actions|pre-commit-ci|greenkeeper)\b"
    """Pattern, searched in name and e-mail regardless of case."""
    ignore_revs: str = ".git-blame-ignore-revs"
    """File at the top of the working tree that lists mechanical commits; empty for none."""
    cache: Path | None = None
    """Folder for what need not be read from git twice; None for no cache."""
    status_parser: str = ""
    """Identity of what reads texts: statuses and points kept under another are not used."""
    ours: bool = True
    """Whether it is this repository of which a build service says the branch."""
    times: tuple[int, ...] = ()
    """In seconds: of each, the last commit of the branch before it is looked for."""


DEFAULTS = HistoryOptions()
