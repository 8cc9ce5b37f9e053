"""Every text that a reader sees, by language."""

from __future__ import annotations

from mkdocs_rfc.messages.catalogue import Messages
from mkdocs_rfc.messages.locales import ENGLISH, messages_for
from mkdocs_rfc.messages.markup import MarkupTexts
from mkdocs_rfc.messages.plurals import Counted

__all__ = [
    "ENGLISH",
    "Counted",
    "MarkupTexts",
    "Messages",
    "messages_for",
]
