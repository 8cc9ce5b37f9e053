"""Statuses: their labels, order, meaning, aliases and transitions, and how a stated one is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from unicodedata import category

from mkdocs_rfc.plain_text import slug_of

TONES = ("draft", "review", "approved", "done", "past", "refused")
"""The looks a status can have: each is a colour pair and an icon of its own in the style sheet."""
SEPARATORS = " \t\u00a0-–—:;,.|/"
OPTIONAL_WORDS = re.compile(r"(?:(?<!\s)\s++)?+\((?:wip|rfc)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Status:
    """One value of a lifecycle."""

    slug: str
    label: str
    meaning: str
    tone: str
    written: str = ""
    """How the template writes it, where that is more than the label."""
    aliases: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    """Slugs of the statuses it may become."""
    final: bool = False
    """Nothing is waited for any more: the document is a record."""

    @property
    def in_work(self) -> bool:
        """The text is still being written or discussed."""
        return self.tone in {"draft", "review"}

    @property
    def is_decided(self) -> bool:
        """It was agreed upon, whatever became of it later."""
        return self.tone in {"approved", "done", "past"}

    @property
    def is_over(self) -> bool:
        """Nobody should build on it."""
        return self.tone in {"past", "refused"}


@dataclass(frozen=True, slots=True)
class StatedStatus:
    """A status as an author stated it."""

    text: str = ""
    """As written, without markup; empty when nothing was stated."""
    status: Status | None = None
    remark: str = ""
    chosen: bool = True
    """False while the cell still lists the values to choose from."""

    @property
    def slug(self) -> str:
        """The slug of the status, `unknown` for a word the lifecycle lacks, `none` for nothing."""
        if self.status:
            return self.status.slug
        return "unknown" if self.text and self.chosen else "none"

    @property
    def label(self) -> str:
        """What a badge says: the label, the author's own word, or that none was stated."""
        if self.status:
            return self.status.label
        return self.text if self.text and self.chosen else "No status"

    @property
    def meaning(self) -> str:
        """One sentence for the reader on what this status means."""
        if self.status:
            return self.status.meaning
        if not self.chosen:
            return "The author has not chosen a status yet."
        return "Not a status of this site." if self.text else "The document states no status."


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The ordered statuses of a site; the one owner of what a status is."""

    statuses: tuple[Status, ...]
    words: Mapping[str, Status] = field(init=False, repr=False, compare=False)
    """Every word that means a status, case-folded, longest first."""

    def __post_init__(self) -> None:
        words = {
            folded(word): status
            for status in self.statuses
            for word in (status.label, status.written, status.slug, *status.aliases)
            if word
        }
        ordered = dict(sorted(words.items(), key=lambda item: (-len(item[0]), item[0])))
        object.__setattr__(self, "words", MappingProxyType(ordered))

    def __getitem__(self, slug: str) -> Status:
        return next(status for status in self.statuses if status.slug == slug)

    def rank(self, stated: StatedStatus) -> int:
        """Place of a status in the order of the lifecycle; unknown and missing ones come last."""
        if stated.status in self.statuses:
            return self.statuses.index(stated.status)
        return len(self.statuses) + (0 if stated.text else 1)

    def parse(self, text: str) -> StatedStatus:
        """Read what an author wrote: a status, perhaps followed by a remark.

        A cell that still lists several statuses to choose from is not chosen. A word that is no
        status stays as written and is never turned into one; an emoji before or behind is no word.
        """
        text = " ".join(text.split())
        if self._is_choice(text):
            return StatedStatus(text, chosen=False)
        for said in dict.fromkeys((text, undecorated(text, f" {QUOTES}"))):
            words = folded(said)
            for word, status in self.words.items():
                if words.startswith(word) and not words[len(word) :][:1].isalnum():
                    return StatedStatus(text, status, self._remark(said, word, status))
        return StatedStatus(text)

    def _is_choice(self, text: str) -> bool:
        # `{proposed | accepted}` is how a template of another convention asks for a choice.
        parts = [folded(part.strip(" {}")) for part in re.split(r"[/|]", text)]
        return len(parts) > 1 and sum(part in self.words for part in parts) > 1

    @staticmethod
    def _remark(text: str, word: str, status: Status) -> str:
        rest = OPTIONAL_WORDS.sub("", text[len(word) :].lstrip(QUOTES), count=1).strip(SEPARATORS)
        rest = undecorated(rest, SEPARATORS) if any(each.isalnum() for each in rest) else ""
        if rest.startswith("(") and rest.endswith(")") and rest.count("(") == 1:
            rest = rest[1:-1].strip()
        own = {folded(each) for each in (status.label, status.written, status.slug)}
        # Behind an alias ("Superseded by 12") the author's word says more than our label does.
        return text if rest and word not in own else rest


def lifecycle_from(entries: Iterable[object]) -> Lifecycle:
    """Build a lifecycle from a site's own list of statuses.

    Each entry has a `label`; `slug`, `meaning`, `tone` (one of `TONES`), `aliases`, `next` and
    `final` are optional. Raises ValueError, in one sentence, for an entry that cannot be meant.
    """
    statuses = tuple(_status_from(entry) for entry in entries)
    if not statuses:
        message = "a lifecycle needs at least one status"
        raise ValueError(message)
    slugs = [status.slug for status in statuses]
    if len(set(slugs)) != len(slugs):
        message = f"two statuses share a slug: {', '.join(slugs)}"
        raise ValueError(message)
    for status in statuses:
        if unknown := [slug for slug in status.next if slug not in slugs]:
            message = f"status {status.slug!r} may become {unknown[0]!r}, which is not in the list"
            raise ValueError(message)
    return Lifecycle(statuses)


def _status_from(entry: object) -> Status:
    if not isinstance(entry, Mapping):
        message = f"a status is a mapping with a label, not {entry!r}"
        raise ValueError(message)  # noqa: TRY004 (of a configuration, not of a call)
    label = str(entry.get("label", "")).strip()
    if not label:
        message = f"a status needs a label: {dict(entry)}"
        raise ValueError(message)
    tone = str(entry.get("tone", "draft"))
    if tone not in TONES:
        message = f"status {label!r} has the tone {tone!r}; allowed are {', '.join(TONES)}"
        raise ValueError(message)
    return Status(
        slug=slug_of(str(entry.get("slug", label)), "status"),
        label=label,
        meaning=str(entry.get("meaning", "")),
        tone=tone,
        aliases=_words(entry.get("aliases", ())),
        next=_words(entry.get("next", ())),
        final=bool(entry.get("final", False)),
    )


def _words(value: object) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    return tuple(str(word) for word in words) if isinstance(words, Sequence) else ()


SPACES = str.maketrans("-_", "  ")
QUOTES = "\"'“”„‘’«»_"
"""What may stand around a word; an underscore where Markdown was not read."""
SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
SYMBOLS = frozenset({"So", "Sk", "Mn", "Cf"})
"""The Unicode categories of emoji and of what modifies them."""


def folded(word: str) -> str:
    """A word as it is compared: `In-Review` and `in_review` are the same."""
    return word.translate(SPACES).casefold()


def undecorated(text: str, others: str) -> str:
    """A text without the emoji, and the other characters, that it begins with."""
    code = SHORTCODE.match(text)
    text = text[code.end() :] if code else text
    kept = (
        n for n, each in enumerate(text) if each not in others and category(each) not in SYMBOLS
    )
    return text[next(kept, len(text)) :]
