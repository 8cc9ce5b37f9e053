"""The texts for a language; English where there are none."""

from __future__ import annotations

import re

from mkdocs_rfc.messages.catalogue import Messages
from mkdocs_rfc.messages.de import GERMAN

ENGLISH = Messages()
LANGUAGES = (ENGLISH, GERMAN)


def messages_for(locale: str) -> Messages:
    """The texts for a locale such as `de` or `de-AT`; English for a language we do not have."""
    language = re.split(r"[-_]", locale.casefold())[0]
    return next((words for words in LANGUAGES if words.language == language), ENGLISH)
