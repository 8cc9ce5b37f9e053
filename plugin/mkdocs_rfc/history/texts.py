"""What is read of the commits and texts that the walk listed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.objects import parse_commit, read_objects
from mkdocs_rfc.history.people import map_people
from mkdocs_rfc.history.values import Commit

StatusOf = Callable[[str, bytes], str]
"""The status that a text states, given its path at the time."""
SPACE = b" \t\r\n\f\v"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids of what is to be read."""

    commits: frozenset[bytes]
    versions: Mapping[bytes, bytes]
    """Texts of documents, with the path that each had: their status is wanted."""
    compared: frozenset[bytes]
    """Texts of documents that may differ in white space only."""
    evidence: frozenset[bytes]
    """Texts to be kept as they are."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What was read, by id; what is not in the repository is left out."""

    commits: dict[bytes, Commit] = field(default_factory=dict)
    statuses: dict[bytes, str] = field(default_factory=dict)
    prints: dict[bytes, bytes] = field(default_factory=dict)
    """Fingerprints of texts without their white space."""
    evidence: dict[bytes, bytes] = field(default_factory=dict)


def read_texts(git: Git, wanted: Wanted, status_of: StatusOf | None) -> Texts:
    """Commits and texts, from one process; people as `.mailmap` has them from another."""
    texts = Texts()
    versions = wanted.versions if status_of else {}
    asked = dict.fromkeys([*sorted(wanted.commits), *versions, *sorted(wanted.evidence)])
    for name, raw in read_objects(git, asked):
        if name in wanted.commits:
            texts.commits[name] = parse_commit(name, raw)
        if name in wanted.evidence:
            texts.evidence[name] = raw
        if status_of and name in versions:
            texts.statuses[name] = status_of(os.fsdecode(versions[name]), raw)
        if status_of and name in wanted.compared:
            texts.prints[name] = blake2b(raw.translate(None, SPACE), digest_size=8).digest()
    if missing := wanted.commits - texts.commits.keys():
        reason = f"{len(missing)} commits are missing"
        raise GitError(reason)
    return texts


def apply_mailmap(git: Git, commits: dict[bytes, Commit]) -> None:
    """Give commits the people that `.mailmap` at HEAD says they are by."""
    named = {each for commit in commits.values() for each in (commit.author, *commit.co_authors)}
    changed = {old: new for old, new in map_people(git, named).items() if old != new}
    for name, commit in commits.items():
        author = changed.get(commit.author, commit.author)
        others = tuple(changed.get(each, each) for each in commit.co_authors)
        if (author, others) != (commit.author, commit.co_authors):
            commits[name] = replace(commit, author=author, co_authors=others)
