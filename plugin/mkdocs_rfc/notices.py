"""What the writer of a page is told and its readers are not: `mkdocs serve` only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.kept import Kept
from mkdocs_rfc.relevance import Relevance, Words, read_words

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
    corpus: Corpus,
    findings: Iterable[Finding],
    known: Kept[tuple[Suggested, ...]],
    words: Kept[Words],
) -> Mapping[str, Notices]:
    """By path, what the writer of each document is told; no entry for nothing.

    `known` are the suggestions of the build before, `words` those of the documents in it.
    """
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.path, []).append(finding)
    relevant = _relevant(corpus, known, words)
    return {
        path: Notices(tuple(said.get(path, ())), relevant.get(path, ()))
        for path in corpus.documents
        if path in said or relevant.get(path)
    }


def _relevant(
    corpus: Corpus, known: Kept[tuple[Suggested, ...]], words: Kept[Words]
) -> dict[str, tuple[Suggested, ...]]:
    research = corpus.collection(Kind.RESEARCH)
    version = tuple(each.digest for each in research)

    def read(document: Document) -> Words:
        return words.recall(
            document.path, (document.digest, document.mentions), partial(read_words, document)
        )

    with ExitStack() as stack:
        opened: list[Relevance] = []

        def suggest(draft: Document) -> tuple[Suggested, ...]:
            if not opened:  # only where something is new
                opened.append(stack.enter_context(Relevance(research, read)))
            found = opened[0].of(draft, without=_cited(draft, corpus))[:MOST]
            return tuple(
                Suggested(each.document.path, each.document.title.plain, each.shared)
                for each in found
            )

        return {
            draft.path: known.recall(draft.path, (draft.digest, version), partial(suggest, draft))
            for draft in corpus.collection(Kind.SPEC)
            if _is_draft(draft, corpus)
        }


def _is_draft(document: Document, corpus: Corpus) -> bool:
    stated = document.status
    return stated.status is corpus.lifecycle.statuses[0] or not stated.chosen


def _cited(draft: Document, corpus: Corpus) -> tuple[str, ...]:
    return tuple(reference.target.path for reference in corpus.cites[draft.path])
