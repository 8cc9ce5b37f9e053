from __future__ import annotations

from dataclasses import dataclass

from mkdocs_rfc.corpus import Freshness
from mkdocs_rfc.documents import Document
from mkdocs_rfc.messages import Words
from mkdocs_rfc.pages.context import Context
from mkdocs_rfc.pages.pieces import Link


@dataclass(frozen=True, slots=True)
class Described:
    """How the code that research describes has fared."""

    text: str
    files: tuple[Link, ...]
    """What is not as it was, each with what became of it as its title."""
    since: Link
    """The commit that it is compared with."""


def read_described(document: Document, context: Context) -> Described | None:
    """Tell how much of what a document describes has changed; None where that is not known."""
    found = context.corpus.freshness.get(document.path)
    if found is None:
        return None
    words, forge, head = context.words, context.address.forge, context.corpus.history.head
    became = dict.fromkeys(found.changed, words.changed) | dict.fromkeys(found.gone, words.gone)
    at = head.id if head else ""
    return Described(
        _text(found, words),
        tuple(
            Link(path, (forge.history(path, at) if forge else None) or "", became[path])
            for path in sorted(became)
        ),
        Link(found.commit[:7], (forge.compare(found.commit, at) if forge else None) or ""),
    )


def _text(found: Freshness, words: Words) -> str:
    changed = len(found.changed) + len(found.gone)
    if not changed:
        return words.count(words.described_same, found.total)
    forms = words.described_changed
    return forms[found.total > 1].format(done=changed, total=found.total)
