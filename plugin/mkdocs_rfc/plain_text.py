"""What is made of text in any writing system: names for addresses and files, its beginning."""

from __future__ import annotations

import re
from unicodedata import category, normalize

LONGEST_SLUG = 80
MOST_BYTES = 200
"""Of a slug: names of files may have 255, and a day or a number, and an ending, are in them too."""


def slug_of(text: str, otherwise: str = "untitled") -> str:
    """The words of a text as an address has them: lower case, hyphens, at most 80 letters.

    Where those are more than 200 bytes, as many letters as fit; of a text without a letter,
    `otherwise`. Of ASCII there are only letters, digits and hyphens in it, so that it is part of a
    name in a style sheet as it is. Ids of headings are made as the forge does: `markdown.anchors`.
    """
    words = normalize("NFC", text.casefold())
    fit = "".join(each if each.isalnum() or category(each)[0] == "M" else "-" for each in words)
    slug = re.sub("-+", "-", fit).strip("-")
    most = min(LONGEST_SLUG, len(slug.encode()[:MOST_BYTES].decode(errors="ignore")))
    cut = slug[: most + 1].rpartition("-")[0] if len(slug) > most else slug
    return cut or slug[:most] or otherwise


def truncate(text: str, letters: int) -> str:
    """A text, or as much of its beginning as fits into so many letters with an ellipsis behind.

    It is cut between words, and in one where a word, or a writing system, leaves no place for that.
    """
    if len(text) <= letters:
        return text
    end = text.rfind(" ", letters // 2, letters - 1)
    return text[:end].rstrip(" ,;:") + " …" if end > 0 else text[: letters - 1].rstrip() + "…"
