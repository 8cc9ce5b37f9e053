from __future__ import annotations

import re

from mkdocs_rfc.pages.english import ENGLISH
from mkdocs_rfc.pages.german import GERMAN
from mkdocs_rfc.pages.words import Words

LANGUAGES = (ENGLISH, GERMAN)


def words_for(locale: str) -> Words:
    """The texts for a locale such as `de` or `de-AT`; English for a language we do not have."""
    language = re.split(r"[-_]", locale.casefold())[0]
    return next((words for words in LANGUAGES if words.language == language), ENGLISH)
