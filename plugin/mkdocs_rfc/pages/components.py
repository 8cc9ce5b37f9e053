"""The small parts that several pages share: badges, dates, links, meters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from markupsafe import Markup, escape

from mkdocs_rfc.authoring import Completeness, Task
from mkdocs_rfc.documents import Document
from mkdocs_rfc.history import Commit, DocumentHistory, Presence
from mkdocs_rfc.lifecycle import StatedStatus
from mkdocs_rfc.messages import Messages

TOLERANCE = dt.timedelta(days=7)
"""Authors write the day they began; git knows the day they committed."""


@dataclass(frozen=True, slots=True)
class DateLabel:
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


NEVER = DateLabel("")
"""Of a document that is no file yet."""


def moment(day: dt.date, words: Messages) -> DateLabel:
    """A day that is known."""
    return DateLabel(words.day(day), day.isoformat())


def moment_of(commit: Commit, words: Messages) -> DateLabel:
    """When a commit was made."""
    return moment(commit.authored.date(), words) if commit.dated else DateLabel(words.no_git)


def created(document: Document, history: DocumentHistory | None, words: Messages) -> DateLabel:
    """When a document came to be: git's word, with the document's own beside it."""
    return _known(history.created if history else None, document.created, history, words)


def updated(document: Document, history: DocumentHistory | None, words: Messages) -> DateLabel:
    """When a document last changed in what it says."""
    found = _known(history.updated if history else None, document.updated, history, words)
    if history is None or history.presence is not Presence.MODIFIED:
        return found
    return replace(found, note=words.uncommitted)


def _known(
    commit: Commit | None,
    declared: dt.date | None,
    history: DocumentHistory | None,
    words: Messages,
) -> DateLabel:
    stated = declared.isoformat() if declared else ""
    if commit is None:
        note = words.document_says.format(date=stated) if stated else ""
        return DateLabel(_reason(history, words), note=note, declared=stated)
    day = commit.authored.date()
    differs = declared is not None and abs(day - declared) > TOLERANCE
    note = words.document_says.format(date=stated) if differs else ""
    return DateLabel(words.day(day), day.isoformat(), note, stated, commit)


def _reason(history: DocumentHistory | None, words: Messages) -> str:
    if history is None or history.presence is Presence.UNKNOWN:
        return words.no_git
    if history.presence in {Presence.UNTRACKED, Presence.IGNORED}:
        return words.not_committed
    return words.shallow if is_cut(history) else words.no_git


def is_cut(history: DocumentHistory) -> bool:
    """Whether a committed document has a past that the clone does not reach."""
    there = {Presence.COMMITTED, Presence.MODIFIED}
    return not history.complete and history.presence in there


CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Badge:
    """A status as pages show it."""

    slug: str
    tone: str
    label: str
    meaning: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or plain text where there is no address."""

    text: str
    href: str = ""
    title: str = ""


def read_badge(stated: StatedStatus, words: Messages) -> Badge:
    """Show a status; a word the lifecycle lacks is shown as written, in no colour."""
    if stated.status:
        meaning = words.meanings.get(stated.status.meaning, stated.status.meaning)
        label = words.label(stated.label)
        return Badge(stated.slug, stated.status.tone, label, meaning, stated.remark)
    label = stated.label if stated.slug == "unknown" else words.no_status
    meaning = words.meanings.get(stated.meaning, stated.meaning)
    return Badge(stated.slug, "none", label, meaning)


def number_text(document: Document) -> str:
    """The number of a document as pages write it: `0042`; empty when it has none."""
    return "" if document.number is None else f"{document.number:04d}"


def title_html(text: str) -> Markup:
    """A title with its code in backticks as HTML."""
    parts = CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True)
class Meter:
    """How many of some things are done."""

    done: int
    total: int

    @classmethod
    def of_tasks(cls, tasks: Iterable[Task]) -> Self:
        """How many boxes of a check list are ticked."""
        ticked = [task.done for task in tasks]
        return cls(sum(ticked), len(ticked))

    @classmethod
    def of_sections(cls, found: Completeness) -> Self:
        """How many sections are written of those that the template expects."""
        return cls(len(found.written), found.expected)

    @property
    def percent(self) -> int:
        """How much that is; of nothing, nothing."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One section, and whether it is written."""

    text: str
    href: str
    state: str
    """`written`, `empty` or, where the build put it in, `absent`."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the text of a spec is."""

    goals: Meter
    sections: Meter
    questions: Meter
    strip: tuple[Cell, ...]
    """Every section that is there for its own text, in their order."""
    unanswered: tuple[Link, ...]

    @property
    def unwritten(self) -> tuple[Link, ...]:
        """The sections without a word of the author's."""
        return tuple(Link(each.text, each.href) for each in self.strip if each.state != "written")
