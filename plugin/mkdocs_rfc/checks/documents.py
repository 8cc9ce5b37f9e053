"""The rules about one document: its text, its metadata, and how much of anything it holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches

from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.corpus import TooManyRequests, path_in
from mkdocs_rfc.documents import (
    BrokenFrontMatter,
    Contradiction,
    DeepNesting,
    ForeignEncoding,
    MetadataForm,
    UnfilledTables,
    UnknownStatus,
)
from mkdocs_rfc.findings import Level
from mkdocs_rfc.limits import MOST_ASKED, MOST_FILLED, MOST_NESTED

NEAR = 0.8
"""So alike is a status that is only misspelt."""
NAMES = {
    MetadataForm.FRONT: "front matter",
    MetadataForm.TABLE: "table",
    MetadataForm.LINES: "text",
    MetadataForm.SECTION: "text",
}


@rule("contradiction", Level.WARNING, "Front matter and table state the same status.")
def contradictions(evidence: Evidence) -> Iterator[Remark]:
    """Documents that state two statuses."""
    for each in evidence.of(Contradiction):
        first, second = NAMES[each.first], NAMES[each.second]
        message = f"The {first} says {each.first_label!r}, the {second} says {each.second_label!r}."
        fix = f"The {first} counts; make the {second} say the same, or drop one of the two."
        if first == second:
            message = f"The {first} says {each.first_label!r} and {each.second_label!r}."
            fix = "The first counts; drop one of the two."
        yield Remark(each.path, each.line, message, fix)


@rule("encoding", Level.WARNING, "A document is UTF-8, and so is its name.")
def foreign_encodings(evidence: Evidence) -> Iterator[Remark]:
    """Documents and names in other encodings."""
    for each in evidence.of(ForeignEncoding):
        yield Remark(each.path, each.line, "The file is not UTF-8.", "Save it as UTF-8.")
    for found in evidence.contents.values():
        for path in found.misnamed:
            shown = os.fsencode(path_in(path, evidence.root)).decode("utf-8", "backslashreplace")
            yield Remark(shown, 0, "The name is not UTF-8.", "Rename it.")


@rule("front-matter", Level.WARNING, "Front matter is YAML.")
def broken_front_matter(evidence: Evidence) -> Iterator[Remark]:
    """Front matter that is not read as YAML."""
    for each in evidence.of(BrokenFrontMatter):
        yield Remark(each.path, each.line, each.reason, each.fix)


@rule("limit", Level.WARNING, "A document stays within what people write.")
def limits(evidence: Evidence) -> Iterator[Remark]:
    """Documents with so much of something that not all of it is shown as written."""
    for nested in evidence.of(DeepNesting):
        message = (
            f"More than {MOST_NESTED} elements stand in one another;"
            " the text is shown without those."
        )
        fix = "Close what is open, and nest lists, quotes and HTML less deeply."
        yield Remark(nested.path, nested.line, message, fix)
    for table in evidence.of(UnfilledTables):
        message = (
            f"The rows of its tables lack more than {MOST_FILLED:,} cells; it is shown as text."
        )
        fix = "Give the rows as many cells as the head, or the head fewer."
        yield Remark(table.path, table.line, message, fix)
    for asking in evidence.of(TooManyRequests):
        message = (
            f"The front matter names {asking.count} specs that are not written yet;"
            f" only the first {MOST_ASKED} have a page."
        )
        yield Remark(asking.path, asking.line, message, "Name those that are to be written next.")


@rule("status", Level.WARNING, "A status is one of the site's lifecycle.")
def unknown_statuses(evidence: Evidence) -> Iterator[Remark]:
    """Statuses that are none of the lifecycle."""
    labels = [status.label for status in evidence.options.lifecycle.statuses]
    for each in evidence.of(UnknownStatus):
        message = f"{each.text[:60]!r} is not a status of this site."
        meant = (
            get_close_matches(each.text, labels, n=2, cutoff=NEAR) if len(each.text) < 60 else []
        )
        edit = evidence.edit(each, each.text, meant[0]) if len(meant) == 1 else None
        yield Remark(each.path, each.line, message, f"Use one of: {', '.join(labels)}.", edit)
