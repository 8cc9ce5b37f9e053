from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from mkdocs_rfc.documents import Document
from mkdocs_rfc.history import Commit, DocumentHistory, Presence
from mkdocs_rfc.messages import Words

TOLERANCE = dt.timedelta(days=7)
"""Authors write the day they began; git knows the day they committed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as pages show it, or why there is none."""

    text: str
    """The day in words, or the reason why git knows of none."""
    iso: str = ""
    note: str = ""
    """What the document itself says, where that differs."""
    declared: str = ""
    """The day that the document itself states, in ISO form."""
    commit: Commit | None = None

    @property
    def key(self) -> str:
        """What an index sorts by and shows: git's day, else the document's."""
        return self.iso or self.declared


NEVER = Moment("")
"""Of a document that is no file yet."""


def moment(day: dt.date, words: Words) -> Moment:
    """A day that is known."""
    return Moment(words.day(day), day.isoformat())


def moment_of(commit: Commit, words: Words) -> Moment:
    """When a commit was made."""
    return moment(commit.authored.date(), words) if commit.dated else Moment(words.no_git)


def created(document: Document, history: DocumentHistory | None, words: Words) -> Moment:
    """When a document came to be: git's word, with the document's own beside it."""
    return _known(history.created if history else None, document.created, history, words)


def updated(document: Document, history: DocumentHistory | None, words: Words) -> Moment:
    """When a document last changed in what it says."""
    found = _known(history.updated if history else None, document.updated, history, words)
    if history is None or history.presence is not Presence.MODIFIED:
        return found
    return replace(found, note=words.uncommitted)


def _known(
    commit: Commit | None, declared: dt.date | None, history: DocumentHistory | None, words: Words
) -> Moment:
    stated = declared.isoformat() if declared else ""
    if commit is None:
        note = words.document_says.format(date=stated) if stated else ""
        return Moment(_reason(history, words), note=note, declared=stated)
    day = commit.authored.date()
    differs = declared is not None and abs(day - declared) > TOLERANCE
    note = words.document_says.format(date=stated) if differs else ""
    return Moment(words.day(day), day.isoformat(), note, stated, commit)


def _reason(history: DocumentHistory | None, words: Words) -> str:
    if history is None or history.presence is Presence.UNKNOWN:
        return words.no_git
    if history.presence in {Presence.UNTRACKED, Presence.IGNORED}:
        return words.not_committed
    return words.shallow if is_cut(history) else words.no_git


def is_cut(history: DocumentHistory) -> bool:
    """Whether a committed document has a past that the clone does not reach."""
    there = {Presence.COMMITTED, Presence.MODIFIED}
    return not history.complete and history.presence in there
