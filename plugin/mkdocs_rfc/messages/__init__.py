"""Every text that a reader sees, by language."""

from __future__ import annotations

from mkdocs_rfc.messages.catalogue import Messages
from mkdocs_rfc.messages.en import ENGLISH
from mkdocs_rfc.messages.locales import messages_for

__all__ = [
    "ENGLISH",
    "Messages",
    "messages_for",
]
