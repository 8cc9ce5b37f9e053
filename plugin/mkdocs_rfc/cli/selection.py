"""Picking documents by what a person types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_rfc.documents import Document, name_of
from mkdocs_rfc.lifecycle import Lifecycle


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list is narrowed to; what is empty narrows nothing."""

    statuses: tuple[str, ...] = ()
    owner: str = ""
    tag: str = ""
    text: str = ""

    def lets(self, document: Document, lifecycle: Lifecycle) -> bool:
        """Whether a document is in the list."""
        slugs = {lifecycle.parse(word).slug for word in self.statuses}
        people = " ".join((document.owner, *document.authors)).casefold()
        words = f"{document.title.plain} {document.path} {document.body}".casefold()
        return (
            (not slugs or document.status.slug in slugs)
            and self.owner.casefold() in people
            and (not self.tag or self.tag.casefold() in map(str.casefold, document.tags))
            and all(word in words for word in self.text.casefold().split())
        )


def find(documents: Iterable[Document], typed: str, *, path: str = "") -> tuple[Document, ...]:
    """The documents that a path, a number, a name or a part of a name or title can mean.

    `path` is what is typed as a path in the repository.
    """
    documents = tuple(documents)
    folded = typed.casefold()
    digits = re.fullmatch(r"(?:[A-Za-z]{2,6}[- ]?)?#?0*(\d{1,5})", typed)
    number = int(digits[1]) if digits else None
    for matches in (
        lambda each: each.path in {path, typed},
        lambda each: number is not None and each.number == number,
        lambda each: folded in {name_of(each).casefold(), each.title.plain.casefold()},
        lambda each: folded in f"{name_of(each)} {each.title.plain}".casefold(),
    ):
        if found := tuple(each for each in documents if matches(each)):
            return found
    return ()
