"""The rules about what documents mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.corpus import (
    AmbiguousNumber,
    DeletedTarget,
    ExcludedTarget,
    MissingTarget,
    OutsideImage,
    RenamedTarget,
    UnknownAnchor,
    UnservedTarget,
)
from mkdocs_rfc.findings import Edit, Level

PLAIN = re.compile(r"[\w./-]+")
"""A path that is written the same everywhere."""


@rule("ambiguous", Level.WARNING, "A number names one document.")
def ambiguous_numbers(evidence: Evidence) -> Iterator[Remark]:
    """Numbers by which several documents can be meant."""
    for each in evidence.of(AmbiguousNumber):
        names = " or ".join(f"`{path}`" for path in each.paths)
        more = f" or {each.more} more" if each.more else ""
        message = f"`{each.raw}` can mean {names}{more}."
        yield Remark(each.path, each.line, message, "Link to the file.")


@rule("anchor", Level.WARNING, "A link to a section names one that is there.")
def unknown_anchors(evidence: Evidence) -> Iterator[Remark]:
    """Links to sections that are not there."""
    for each in evidence.of(UnknownAnchor):
        where = "this document" if each.target == each.path else f"`{each.target}`"
        message = f"`{each.raw}` names an anchor that {where} does not have."
        nearest = f"Did you mean `#{each.nearest}`?" if each.nearest else ""
        yield Remark(each.path, each.line, message, nearest or "Link to one of its headings.")


@rule("asset", Level.WARNING, "A file that a document names is one that is served.")
def unserved_files(evidence: Evidence) -> Iterator[Remark]:
    """Files that documents name and that the site does not serve."""
    for each in evidence.of(UnservedTarget):
        message = f"`{each.raw}` is not on the site: {each.reason}."
        fix = "Link to its address on the forge, or see `assets` in the docs."
        yield Remark(each.path, each.line, message, fix)


@rule("deleted", Level.WARNING, "A mentioned document has not been deleted.")
def deleted_documents(evidence: Evidence) -> Iterator[Remark]:
    """Mentions of what was deleted."""
    for each in evidence.of(DeletedTarget):
        message = f"`{each.raw}` was deleted after {each.commit[:7]}."
        yield Remark(each.path, each.line, message, "Name what took its place.")


@rule("excluded", Level.INFO, "A mentioned document is in the site.")
def excluded_documents(evidence: Evidence) -> Iterator[Remark]:
    """Mentions of what the site leaves out."""
    for each in evidence.of(ExcludedTarget):
        message = f"`{each.raw}` leads to what this site leaves out."
        fix = "It stays text; readers of the site see what is written, and nothing more."
        yield Remark(each.path, each.line, message, fix)


@rule("image", Level.WARNING, "An image stands in a folder that the site shows.")
def outside_images(evidence: Evidence) -> Iterator[Remark]:
    """Images that are outside of what the site shows."""
    for each in evidence.of(OutsideImage):
        message = f"The image `{each.raw}` is outside of the folders that the site shows."
        yield Remark(each.path, each.line, message, "Move it beside the document.")


@rule("reference", Level.WARNING, "A mentioned document is there.")
def missing_documents(evidence: Evidence) -> Iterator[Remark]:
    """Mentions of what is not there."""
    for each in evidence.of(MissingTarget):
        message = f"`{each.raw}` leads to no file of this repository."
        alike = next((f"Did you mean `{path}`?" for path in each.alike), "")
        yield Remark(each.path, each.line, message, alike or "Mend the path, or write the file.")


@rule("renamed", Level.WARNING, "A document is mentioned by its present name.")
def renamed_documents(evidence: Evidence) -> Iterator[Remark]:
    """Mentions of documents by names that they had once."""
    for each in evidence.of(RenamedTarget):
        message = f"`{each.raw}` was renamed to `{each.now}`."
        yield Remark(
            each.path, each.line, message, f"Write `{each.written}`.", _moved(each, evidence)
        )


def _moved(problem: RenamedTarget, evidence: Evidence) -> Edit | None:
    """The change of an address that is nothing but a path, perhaps with an anchor."""
    path, mark, anchor = problem.raw.partition("#")
    if not (PLAIN.fullmatch(path) and PLAIN.fullmatch(problem.written)):
        return None
    return evidence.edit(problem, problem.raw, f"{problem.written}{mark}{anchor}")
