from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from mkdocs_rfc.documents import Document
from mkdocs_rfc.lifecycle import StatedStatus
from mkdocs_rfc.messages import Words

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


def read_badge(stated: StatedStatus, words: Words) -> Badge:
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
