"""What the writer of a page is told and its readers are not: `mkdocs serve` only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_rfc.authoring import is_draft, is_in_work
from mkdocs_rfc.corpus import Corpus, Suggested, Suggesting
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.pages.components import Cell, Link, Progress
from mkdocs_rfc.pages.context import Context


@dataclass(frozen=True, slots=True)
class AuthorHints:
    """What one page tells its writer."""

    findings: tuple[Finding, ...] = ()
    relevant: tuple[Suggested, ...] = ()
    """Research that a draft does not cite and that is about the same thing."""


def read_hints(
    corpus: Corpus, findings: Iterable[Finding], suggesting: Suggesting
) -> Mapping[str, AuthorHints]:
    """By path, what the writer of each document is told; no entry for nothing.

    `suggesting` knows what was suggested in the build before.
    """
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.path, []).append(finding)
    specs, research = corpus.collection(Kind.SPEC), corpus.collection(Kind.RESEARCH)
    drafts = [each for each in specs if is_draft(each, corpus.lifecycle)]
    relevant = suggesting.suggest(drafts, research, corpus.cites)
    return {
        path: AuthorHints(tuple(said.get(path, ())), relevant.get(path, ()))
        for path in corpus.documents
        if path in said or relevant.get(path)
    }


@dataclass(frozen=True, slots=True)
class AuthorPanel:
    """What the writer of a page is told, and its readers are not."""

    progress: str
    """Empty where nobody is at work on the text any more."""
    strip: tuple[Cell, ...]
    next: Link | None
    """What to write, or to answer, now."""
    findings: tuple[str, ...]
    """In the words of the command line."""
    relevant: tuple[Link, ...]
    """Documents to read, with the words that they share as their titles."""


def read_writer(
    document: Document, context: Context, progress: Progress | None, notices: AuthorHints
) -> AuthorPanel | None:
    """Tell how far a text is, what is wrong with it and what to read; None for nothing to say."""
    words, lifecycle = context.words, context.corpus.lifecycle
    working = document.kind is Kind.SPEC and is_in_work(document, lifecycle)
    known = progress if working else None
    if known is None and not (notices.findings or notices.relevant):
        return None
    meter = known.sections if known else None
    documents = context.corpus.documents
    return AuthorPanel(
        words.writing.format(done=meter.done, total=meter.total) if meter and meter.total else "",
        known.strip if known else (),
        _next(known, context) if known else None,
        tuple(str(finding) for finding in notices.findings),
        tuple(
            Link(each.title, context.page(documents[each.path]), ", ".join(each.shared))
            for each in notices.relevant
        ),
    )


def _next(progress: Progress, context: Context) -> Link | None:
    """The first section without a word, then the first question without an answer."""
    if progress.unwritten:
        return progress.unwritten[0]
    if not progress.unanswered:
        return None
    question = progress.unanswered[0]
    return Link(f"{context.words.answer.of(1)} {question.text}", question.href, question.title)
