"""What is read of the commits and texts that the walk listed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from mkdocs_rfc.history.git import GitError
from mkdocs_rfc.history.identities import Identities
from mkdocs_rfc.history.objects import parse_commit, read_objects
from mkdocs_rfc.history.record import Record
from mkdocs_rfc.history.values import Commit

StatusOf = Callable[[str, bytes], str]
"""The status that a text states, given its path at the time."""


PointsOf = Callable[[bytes], Mapping[str, bool]]
"""The points of a text by name, and whether each is settled."""


SPACE = b" \t\r\n\f\v"


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads the versions of documents."""

    status: StatusOf
    points: PointsOf | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids of what is to be known."""

    commits: frozenset[bytes]
    versions: Mapping[bytes, bytes]
    """Texts of documents, with the path that each had: their status and points are wanted."""
    compared: frozenset[bytes]
    """Texts of documents that may differ in white space only."""
    evidence: frozenset[bytes]
    """Texts wanted as they are."""


def read_texts(
    identities: Identities, wanted: Wanted, readers: Readers | None, record: Record
) -> dict[bytes, bytes]:
    """Read into the record what is not there yet, from one process; give the evidence.

    A text that is not in the repository is left out; without a commit there is no going on.
    """
    commits = wanted.commits - record.commits.keys()
    stated = wanted.versions.keys() - record.statuses.keys() if readers else frozenset()
    printed = wanted.compared - record.prints.keys() if readers else frozenset()
    versions = [each for each in wanted.versions if each in stated or each in printed]
    evidence: dict[bytes, bytes] = {}
    parsed: dict[bytes, Commit] = {}
    asked = dict.fromkeys([*sorted(commits), *versions, *sorted(wanted.evidence)])
    for name, raw in read_objects(identities.git, asked):
        if name in commits:
            parsed[name] = parse_commit(name, raw)
        if readers and name in stated:
            record.statuses[name] = readers.status(os.fsdecode(wanted.versions[name]), raw)
            if readers.points and (points := readers.points(raw)):
                record.points[name] = points
        if name in printed:
            record.prints[name] = blake2b(raw.translate(None, SPACE), digest_size=8).digest()
        if name in wanted.evidence:
            evidence[name] = raw
    record.commits |= identities.told(parsed)
    if not commits <= record.commits.keys():
        reason = "commits are missing"
        raise GitError(reason)
    return evidence
