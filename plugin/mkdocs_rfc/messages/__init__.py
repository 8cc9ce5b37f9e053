"""Every text that a reader sees, by language."""

from __future__ import annotations

from mkdocs_rfc.messages.catalogue import Words
from mkdocs_rfc.messages.en import ENGLISH
from mkdocs_rfc.messages.locales import words_for

__all__ = [
    "ENGLISH",
    "Words",
    "words_for",
]
