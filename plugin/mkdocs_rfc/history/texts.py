"""What is read of the commits and texts that the walk listed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from mkdocs_rfc.history.git import Git
from mkdocs_rfc.history.objects import parse_commit, read_objects
from mkdocs_rfc.history.people import map_people
from mkdocs_rfc.history.values import Commit, Person

StatusOf = Callable[[str, bytes], str]
"""The status that a text states, given its path at the time."""
SPACE = b" \t\r\n\f\v"


@dataclass(slots=True)
class Texts:
    """What was read, by id."""

    commits: dict[bytes, Commit] = field(default_factory=dict)
    statuses: dict[bytes, str] = field(default_factory=dict)
    prints: dict[bytes, bytes] = field(default_factory=dict)
    """Fingerprints of texts without their white space."""


def read_texts(
    git: Git, commits: Iterable[bytes], blobs: Mapping[bytes, bytes], status_of: StatusOf | None
) -> Texts:
    """Commits, and texts by id with the path each had; what is not there is left out."""
    texts = Texts()
    wanted = dict.fromkeys(commits)
    for name, raw in read_objects(git, [*wanted, *(blobs if status_of else ())]):
        if name in wanted:
            texts.commits[name] = parse_commit(name, raw)
        elif status_of:
            texts.statuses[name] = status_of(os.fsdecode(blobs[name]), raw)
            texts.prints[name] = blake2b(raw.translate(None, SPACE), digest_size=8).digest()
    return texts


def with_mailmap(git: Git, commits: Mapping[bytes, Commit]) -> dict[bytes, Commit]:
    """The same commits, with people as `.mailmap` at HEAD has them."""
    named = {each for commit in commits.values() for each in (commit.author, *commit.co_authors)}
    changed = {old: new for old, new in map_people(git, named).items() if old != new}
    return {name: _mapped(commit, changed) for name, commit in commits.items()}


def _mapped(commit: Commit, people: Mapping[Person, Person]) -> Commit:
    author = people.get(commit.author, commit.author)
    others = {
        mapped.key: mapped for each in commit.co_authors if (mapped := people.get(each, each))
    }
    others.pop(author.key, None)
    if author is commit.author and (*others.values(),) == commit.co_authors:
        return commit
    return replace(commit, author=author, co_authors=tuple(others.values()))
