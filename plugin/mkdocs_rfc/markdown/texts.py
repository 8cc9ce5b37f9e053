"""Words that nobody can have written, and putting elements in the place of words."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from lxml.html import HtmlElement


def mark_of(text: str, letter: str) -> str:
    """Return a word that the author of a text cannot have written, the same for the same text.

    To look for one that is not in the text would not do: references (`&#120;`), tags that are
    stripped and whatever else Markdown takes away can make it of other letters. Nobody can write
    the digest of a text into that text, however it is spelled.
    """
    return f"{letter}{blake2b(text.encode(), digest_size=16).hexdigest()}{letter}"


def put_into_text(
    neighbour: HtmlElement, before: str, elements: Sequence[HtmlElement], *, tail: bool
) -> None:
    """Make a text of a tree from what stands before some elements, and them with their tails.

    It is the tail of its neighbour or, without `tail`, the text that its neighbour begins with.
    To insert by number would walk past all that stands before, for each of them anew.
    """
    tails = [element.tail for element in elements]
    for element in elements:
        element.tail = None
    if tail:
        neighbour.tail = None
        last = neighbour
    else:
        neighbour.text = None
        neighbour.insert(0, elements[0])
        last = elements[0]
    for element in elements if tail else elements[1:]:
        last.addnext(element)
        last = element
    for element, text in zip(elements, tails, strict=True):
        element.tail = text
    setattr(neighbour, "tail" if tail else "text", before)
