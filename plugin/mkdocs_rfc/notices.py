"""What the writer of a page is told and its readers are not: `mkdocs serve` only."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from mkdocs_rfc.authoring import is_draft
from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.relevance import Relevance, Words, read_words
from mkdocs_rfc.storage import Kept

MOST = 3
"""So many documents are suggested."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A document that the writer may want to read."""

    path: str
    title: str
    shared: tuple[str, ...]
    """Words that both have."""


@dataclass(frozen=True, slots=True)
class Notices:
    """What one page tells its writer."""

    findings: tuple[Finding, ...] = ()
    relevant: tuple[Suggested, ...] = ()
    """Research that a draft does not cite and that is about the same thing."""


def read_notices(
    corpus: Corpus, findings: Iterable[Finding], suggesting: Suggesting
) -> Mapping[str, Notices]:
    """By path, what the writer of each document is told; no entry for nothing.

    `suggesting` knows what was suggested in the build before.
    """
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.path, []).append(finding)
    relevant = suggesting.suggest(corpus)
    return {
        path: Notices(tuple(said.get(path, ())), relevant.get(path, ()))
        for path in corpus.documents
        if path in said or relevant.get(path)
    }


class Suggesting:
    """Suggests research for drafts, and keeps from build to build what it takes to do so."""

    def __init__(self) -> None:
        self._words: Kept[Words] = Kept()
        self._relevance: Kept[Relevance] = Kept()
        self._found: Kept[tuple[Suggested, ...]] = Kept()

    def suggest(self, corpus: Corpus) -> Mapping[str, tuple[Suggested, ...]]:
        """By path of a draft, what its writer may want to read."""
        research = corpus.collection(Kind.RESEARCH)
        version = tuple((each.path, each.digest) for each in research)
        opened = partial(self._open, research, version)
        found: dict[str, tuple[Suggested, ...]] = {}
        for draft in corpus.collection(Kind.SPEC):
            if is_draft(draft, corpus.lifecycle):
                cited = _cited(draft, corpus)  # which files there are decides it, too
                key, make = (draft.digest, cited, version), partial(_suggest, draft, cited, opened)
                found[draft.path] = self._found.recall(draft.path, key, make)
        return found

    def forget_others(self, paths: Container[str]) -> None:
        """Forget the documents that are no longer there."""
        self._words.forget_others(paths)
        self._found.forget_others(paths)

    def _open(self, research: Iterable[Document], version: object) -> Relevance:
        make = partial(Relevance, research, self._read)
        return self._relevance.recall("research", version, make)

    def _read(self, document: Document) -> Words:
        key = (document.digest, document.mentions)
        return self._words.recall(document.path, key, partial(read_words, document))


def _suggest(
    draft: Document, cited: tuple[str, ...], opened: Callable[[], Relevance]
) -> tuple[Suggested, ...]:
    found = opened().of(draft, without=cited)[:MOST]
    return tuple(
        Suggested(each.document.path, each.document.title.plain, each.shared) for each in found
    )


def _cited(draft: Document, corpus: Corpus) -> tuple[str, ...]:
    return tuple(reference.target.path for reference in corpus.cites[draft.path])
