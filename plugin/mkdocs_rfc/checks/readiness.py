"""The template's own gates: what a spec must have done before it may call itself decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_rfc.authoring import Completeness, is_draft
from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.documents import LONGEST_SUMMARY, Document
from mkdocs_rfc.findings import Level
from mkdocs_rfc.lifecycle import Status

NAMED = 5
"""So many lines are named; the rest is counted."""


@rule("leftover", Level.WARNING, "Outside of drafts, nothing is left of the template.")
def leftovers(evidence: Evidence) -> Iterator[Remark]:
    """What the template says, in specs that are drafts no longer."""
    lifecycle = evidence.corpus.lifecycle
    for document, status, found in _specs(evidence):
        if not is_draft(document, lifecycle) and (status.is_decided or status.tone == "review"):
            yield from _leftovers(document, status, found)


@rule("open-question", Level.WARNING, "What is approved has no open questions.")
def open_questions(evidence: Evidence) -> Iterator[Remark]:
    """Questions without an answer, in specs that are decided."""
    for document, status, found in _specs(evidence):
        if status.is_decided and (questions := found.open_questions):
            lines = [question.line for question in questions]
            message = _message(lines, "question is open", "questions are open", status)
            fix = "Answer and tick them, or set the status back."
            yield Remark(document.path, lines[0], message, fix)


@rule("summary", Level.INFO, f"An executive summary has at most {LONGEST_SUMMARY} words.")
def long_summaries(evidence: Evidence) -> Iterator[Remark]:
    """Summaries that are too long, in specs on which something can still be done."""
    for document, status, found in _specs(evidence):
        if not status.final and found.summary_words > LONGEST_SUMMARY:
            message = f"The executive summary has {found.summary_words} words."
            fix = f"Keep it to {LONGEST_SUMMARY}: it is for readers with two minutes."
            yield Remark(document.path, found.summary_line, message, fix)


def _specs(evidence: Evidence) -> Iterator[tuple[Document, Status, Completeness]]:
    """Each spec with a status, and how far it is."""
    for path, found in evidence.corpus.completeness.items():
        document = evidence.corpus.documents[path]
        if status := document.status.status:
            yield document, status, found


def _leftovers(document: Document, status: Status, found: Completeness) -> Iterator[Remark]:
    for is_instruction, word in ((True, "instruction"), (False, "placeholder")):
        one, many = (f"{word} of the template is left", f"{word}s of the template are left")
        lines = [each.line for each in found.leftovers if each.is_instruction is is_instruction]
        if lines:
            message = _message(lines, one, many, status)
            yield Remark(document.path, lines[0], message, "Write the text, or delete it.")


def _message(lines: Sequence[int], one: str, many: str, status: Status) -> str:
    """How many there are, and the lines behind the first, which the finding has already."""
    more = [str(line) for line in lines[1 : NAMED + 1]]
    rest = " …" if len(lines) > NAMED + 1 else ""
    at = f" (also line{'s' * (len(lines) > 2)} {', '.join(more)}{rest})" if more else ""
    counted = f"1 {one}" if len(lines) == 1 else f"{len(lines)} {many}"
    return f"{counted} in a spec that is {status.label}{at}."
