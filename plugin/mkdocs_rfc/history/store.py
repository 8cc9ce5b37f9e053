"""What was read of a repository up to one HEAD, so that the next reading adds only what is new.

All of it is said of a commit or a text by its id, so that none of it grows old.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from sys import intern
from typing import Any

from mkdocs_rfc.history.codec import (
    CompressedLog,
    commit_of,
    decode_snapshot,
    deflate,
    encode_snapshot,
    json_line,
    lines_of,
    lines_of_rows,
    row_of,
    rows_of_lines,
)
from mkdocs_rfc.history.values import Commit, HistoryOptions, Snapshot
from mkdocs_rfc.storage import load, salt, save


@dataclass(slots=True)
class KnownHistory:
    """What is known already; a reading adds to it what it had to ask for."""

    head: bytes = b""
    """The commit up to which the tapes go; empty for none."""
    graph: CompressedLog = field(default_factory=CompressedLog)
    singles: CompressedLog = field(default_factory=CompressedLog)
    joints: CompressedLog = field(default_factory=CompressedLog)
    renames: dict[bytes, bytes] = field(default_factory=dict)
    """Question about a merge to git's answer."""
    people: str = ""
    """What made people of the names and addresses that the commits have."""
    commits: dict[bytes, Commit] = field(default_factory=dict)
    statuses: dict[bytes, str] = field(default_factory=dict)
    points: dict[bytes, Mapping[str, bool]] = field(default_factory=dict)
    """Of the texts with a status on record: those that have any."""
    prints: dict[bytes, bytes] = field(default_factory=dict)
    """Fingerprints of texts without their white space."""
    evidence: frozenset[bytes] = frozenset()
    """Texts that `lookalikes` was found from."""
    lookalikes: frozenset[tuple[bytes, bytes]] = frozenset()
    salt: bytes = field(default=b"", repr=False)
    """What marks of people are made with; not kept with them."""

    def suit(self, people: str) -> None:
        """Forget the commits where their people were made by something else."""
        if self.people != people:
            self.people = people
            self.commits.clear()

    def rewind(self) -> None:
        """Forget the order of the history; what is known of single objects stays."""
        self.head = self.graph.content = self.singles.content = self.joints.content = b""

    def stamp(self) -> tuple[object, ...]:
        """What differs as soon as the record has learnt something."""
        sizes = len(self.renames), len(self.commits), len(self.statuses), len(self.prints)
        return (self.head, self.people, self.evidence, *sizes)


@dataclass(frozen=True, slots=True)
class HistoryStore:
    """Where the record of one repository lies between two readings."""

    folder: Path | None
    """None when nothing is to be kept."""
    name: str
    key: str
    """What changes git's answers about a commit."""
    parser: str
    """What reads statuses; empty when it may be another one the next time."""

    @classmethod
    def of(cls, repository: Path, key: str, options: HistoryOptions) -> HistoryStore:
        """The place for one repository, by its folder, in the folder that the options name."""
        return cls(options.cache, digest(os.fsencode(repository)), key, options.status_parser)

    def fetch(self) -> KnownHistory:
        """The record as it was left; an empty one when there is none, or it is damaged."""
        record = KnownHistory()
        if self.folder:
            with suppress(ValueError, LookupError, TypeError, zlib.error):
                record = _decode(load(self.folder / f"record-{self.name}", self.key), self.parser)
            record.salt = salt(self.folder)
            for tape in (record.graph, record.singles, record.joints):
                tape.recording = True
        return record

    def keep(self, record: KnownHistory) -> None:
        """Leave a record for the next reading."""
        if self.folder:
            save(self.folder / f"record-{self.name}", self.key, _encode(record, self.parser))

    def answer(self, question: str) -> Snapshot | None:
        """The answer to the last question, if it was the same."""
        if self.folder and question:
            parts = load(self.folder / f"answer-{self.name}", f"{self.key} {question}")
            with suppress(ValueError, LookupError, TypeError, zlib.error):
                return decode_snapshot(lines_of(parts["snapshot"]))
        return None

    def keep_answer(self, question: str, answer: Snapshot) -> None:
        """Leave an answer for when the same is asked again."""
        if self.folder and question:
            parts = {"snapshot": deflate(encode_snapshot(answer))}
            save(self.folder / f"answer-{self.name}", f"{self.key} {question}", parts)


def digest(*parts: bytes) -> str:
    """A short name for what is too long to be one, or nobody else's business."""
    return blake2b(b" ".join(parts), digest_size=8).hexdigest()


def _encode(record: KnownHistory, parser: str) -> dict[str, bytes]:
    facts = {
        "head": record.head.decode(),
        "parser": parser,
        "people": record.people,
        "renames": _text(record.renames),
        "prints": _text(record.prints),
        "evidence": sorted(each.decode() for each in record.evidence),
        "lookalikes": [[old.decode(), new.decode()] for old, new in sorted(record.lookalikes)],
    }
    statuses = record.statuses.items() if parser else ()
    points = record.points.items() if parser else ()
    return {
        "facts": deflate([json_line(facts)]),
        "commits": deflate(lines_of_rows(map(row_of, record.commits.values()))),
        "statuses": deflate(lines_of_rows((blob.decode(), text) for blob, text in statuses)),
        "points": deflate(lines_of_rows((blob.decode(), named) for blob, named in points)),
        "graph": record.graph.content,
        "singles": record.singles.content,
        "joints": record.joints.content,
    }


def _decode(parts: Mapping[str, bytes], parser: str) -> KnownHistory:
    facts: dict[str, Any] = next(map(json.loads, lines_of(parts["facts"])), {})
    commits = map(commit_of, rows_of_lines(lines_of(parts["commits"])))
    same = bool(parser) and facts["parser"] == parser
    statuses = rows_of_lines(lines_of(parts["statuses"])) if same else ()
    points = rows_of_lines(lines_of(parts["points"])) if same else ()
    return KnownHistory(
        head=facts["head"].encode(),
        graph=CompressedLog(parts["graph"]),
        singles=CompressedLog(parts["singles"]),
        joints=CompressedLog(parts["joints"]),
        renames=_bytes(facts["renames"]),
        people=facts["people"],
        commits={each.id.encode(): each for each in commits},
        statuses={blob.encode(): intern(text) for blob, text in statuses},
        points={blob.encode(): named for blob, named in points},
        prints=_bytes(facts["prints"]),
        evidence=frozenset(each.encode() for each in facts["evidence"]),
        lookalikes=frozenset((old.encode(), new.encode()) for old, new in facts["lookalikes"]),
    )


def _text(facts: Mapping[bytes, bytes]) -> dict[str, str]:
    return {key.decode("latin-1"): value.decode("latin-1") for key, value in facts.items()}


def _bytes(facts: Mapping[str, str]) -> dict[bytes, bytes]:
    return {key.encode("latin-1"): value.encode("latin-1") for key, value in facts.items()}
