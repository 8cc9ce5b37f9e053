"""The template's own gates: what a spec must have done before it may call itself decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_rfc.authoring import Completeness, is_draft
from mkdocs_rfc.corpus import Corpus
from mkdocs_rfc.documents import LONGEST_SUMMARY, Document
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.lifecycle import Lifecycle, Status

NAMED = 5
"""So many lines are named; the rest is counted."""


def check_gates(corpus: Corpus) -> Iterator[Finding]:
    """What each spec should have settled before it took its status."""
    for path, found in corpus.completeness.items():
        document = corpus.documents[path]
        if status := document.status.status:
            yield from _check(document, status, found, corpus.lifecycle)


def _check(
    document: Document, status: Status, found: Completeness, lifecycle: Lifecycle
) -> Iterator[Finding]:
    if status.is_decided:
        yield from _open_questions(document, status, found)
    if not is_draft(document, lifecycle) and (status.is_decided or status.tone == "review"):
        yield from _leftovers(document, status, found)
    if not status.final:
        yield from _summary(document, found)


def _open_questions(document: Document, status: Status, found: Completeness) -> Iterator[Finding]:
    if questions := found.open_questions:
        lines = [question.line for question in questions]
        message = _message(lines, "question is open", "questions are open", status)
        fix = "Answer and tick them, or set the status back."
        yield Finding(document.path, questions[0].line, "open-question", message, fix)


def _leftovers(document: Document, status: Status, found: Completeness) -> Iterator[Finding]:
    for is_instruction, word in ((True, "instruction"), (False, "placeholder")):
        one, many = (f"{word} of the template is left", f"{word}s of the template are left")
        lines = [each.line for each in found.leftovers if each.is_instruction is is_instruction]
        if lines:
            message = _message(lines, one, many, status)
            fix = "Write the text, or delete it."
            yield Finding(document.path, lines[0], "leftover", message, fix)


def _summary(document: Document, found: Completeness) -> Iterator[Finding]:
    if found.summary_words > LONGEST_SUMMARY:
        message = f"The executive summary has {found.summary_words} words."
        fix = f"Keep it to {LONGEST_SUMMARY}: it is for readers with two minutes."
        yield Finding(document.path, found.summary_line, "summary", message, fix)


def _message(lines: Sequence[int], one: str, many: str, status: Status) -> str:
    """How many there are, and the lines behind the first, which the finding has already."""
    more = [str(line) for line in lines[1 : NAMED + 1]]
    rest = " …" if len(lines) > NAMED + 1 else ""
    at = f" (also line{'s' * (len(lines) > 2)} {', '.join(more)}{rest})" if more else ""
    counted = f"1 {one}" if len(lines) == 1 else f"{len(lines)} {many}"
    return f"{counted} in a spec that is {status.label}{at}."
