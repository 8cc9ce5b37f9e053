"""What happened to a document, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mkdocs_rfc.documents import Document
from mkdocs_rfc.history import Commit, DocumentHistory, Revision
from mkdocs_rfc.messages import Messages
from mkdocs_rfc.pages.components import Badge, DateLabel, Link, is_cut, moment_of, read_badge
from mkdocs_rfc.pages.context import Context


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a document."""

    when: DateLabel
    text: str
    who: str
    commit: Link
    badge: Badge | None = None
    """The status that it took, for a transition."""
    since: Link | None = None
    """What changed after it."""
    edits: tuple[Event, ...] = ()
    """For several edits folded into one line."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The history of a document, newest first."""

    events: tuple[Event, ...]
    note: str
    people: str = ""
    """Who wrote the text, as git knows them; what a document says of its authors stands above."""
    links: tuple[Link, ...] = ()
    """All commits, and who wrote which line, on the forge."""


def read_timeline(document: Document, context: Context) -> Timeline:
    """Tell what git knows of a document: transitions one by one, edits between them folded."""
    context = context.at_home(document)
    words, history = context.words, context.corpus.history_of(document)
    if history is None or not history.revisions:
        cut = history is not None and is_cut(history)
        return Timeline((), words.cut_history if cut else words.no_history)
    steps = transitions(document, history, context)
    events: list[Event] = []
    for is_step, group in groupby(history.revisions, key=lambda each: each.commit.id in steps):
        revisions = tuple(group)
        if is_step:
            events += [_step(each, steps[each.commit.id], history, context) for each in revisions]
        else:
            events.append(_fold(revisions, context))
    note = "" if history.complete else words.cut_history
    people = ". ".join(_people(history, words))
    return Timeline(tuple(events), note, people, tuple(_links(document, context)))


def _links(document: Document, context: Context) -> Iterator[Link]:
    snapshot, path = context.corpus.history.home(document.path)
    ref = snapshot.branch or (snapshot.head.id if snapshot.head else "")
    if forge := context.address.forge:
        pages = (context.words.commits, forge.history), (context.words.blame, forge.blame)
        yield from (Link(text, href) for text, page in pages if (href := page(path, ref)))


def _people(history: DocumentHistory, words: Messages) -> Iterator[str]:
    """People, then bots, each in the order of their first contribution with the number of them."""
    for bots, text in ((False, words.people), (True, words.bots)):
        named = [
            f"{each.person.name or words.unnamed} ({each.commits})"
            for each in history.contributors
            if each.bot is bots
        ]
        if named:
            yield text.format(names=", ".join(named))


def transitions(
    document: Document, history: DocumentHistory, context: Context
) -> dict[str, tuple[Badge, str]]:
    """Commit -> the status that the document took by it, and what that is called."""
    words, found = context.words, dict[str, tuple[Badge, str]]()
    born = history.revisions[-1].commit.id if history.complete and history.revisions else ""
    before: tuple[Badge, Commit] | None = None
    for each in context.corpus.changes_of(document.path):
        badge = read_badge(each.status, words)
        if before is None and each.commit.id == born:
            found[each.commit.id] = badge, _birth(badge, words)
        elif before is not None and badge.label != before[0].label:
            text = words.became.format(before=before[0].label, after=badge.label)
            found[each.commit.id] = badge, text + _lasted(before[1], each.commit, words)
        if before is None or badge.label != before[0].label:
            before = badge, each.commit
    return found


def _lasted(first: Commit, last: Commit, words: Messages) -> str:
    """How long a document had a status, where that is known and more than a day."""
    days = (last.authored.date() - first.authored.date()).days
    known = first.dated and last.dated and days > 0
    return f", {words.lasted.of(days)}" if known else ""


def _birth(badge: Badge, words: Messages) -> str:
    known = badge.slug not in {"none", "unknown"}
    return words.created_as.format(status=badge.label) if known else words.created


def _step(
    revision: Revision, step: tuple[Badge, str], history: DocumentHistory, context: Context
) -> Event:
    badge, text = step
    forge, newest = context.address.forge, history.revisions[0].commit
    href = (
        forge.compare(revision.commit.id, newest.id)
        if forge and newest is not revision.commit
        else None
    )
    since = Link(context.words.compare, href) if href else None
    return _event(revision, text, context, badge, since)


def _event(
    revision: Revision,
    text: str,
    context: Context,
    badge: Badge | None = None,
    since: Link | None = None,
) -> Event:
    commit = revision.commit
    when = moment_of(commit, context.words)
    return Event(when, text, commit.author.name, context.commit(commit), badge, since)


def _fold(revisions: Sequence[Revision], context: Context) -> Event:
    words = context.words
    edits = tuple(_event(each, each.commit.subject, context) for each in revisions)
    if len(edits) == 1:
        return edits[0]
    moved = any(each.mechanical for each in revisions)
    counted = (words.any_commits if moved else words.text_edits).of(len(edits))
    first, last = edits[-1].when, edits[0].when
    same = first.iso == last.iso
    span = (
        words.on_day.format(date=last.text)
        if same
        else words.between.format(first=first.text, last=last.text)
    )
    return Event(last, f"{counted} {span}", "", edits[0].commit, edits=edits)
