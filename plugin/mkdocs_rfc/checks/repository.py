"""The rules about what git does not know, or is not asked about."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.findings import Level

NAMED = 3
"""So many commits are named where there may be hundreds."""
PARTIAL = "partial"
"""Code of the problem that a build chose to have, by a clone without old texts."""


@rule("git", Level.WARNING, "Git's history is whole and readable.")
def lost_history(evidence: Evidence) -> Iterator[Remark]:
    """What is not known as git could not tell."""
    for problem in evidence.corpus.history.problems:
        if problem.code != PARTIAL:
            yield Remark("", 0, problem.message, problem.fix)


@rule(PARTIAL, Level.INFO, "Git has the text of every version.")
def partial_clones(evidence: Evidence) -> Iterator[Remark]:
    """What is not known as the clone has been told to leave it out."""
    for problem in evidence.corpus.history.problems:
        if problem.code == PARTIAL:
            yield Remark("", 0, problem.message, problem.fix)


@rule("mass-edit", Level.INFO, "A commit is about few documents.")
def mass_edits(evidence: Evidence) -> Iterator[Remark]:
    """Commits that are no change of content."""
    commits = evidence.corpus.history.mechanical
    if count := len(commits):
        named = ", ".join(f"`{id_[:7]}`" for id_ in commits[:NAMED])
        more = f" and {count - NAMED} more" if count > NAMED else ""
        subject = "One commit is" if count == 1 else f"{count} commits are"
        message = f"{subject} no change of content: {named}{more}."
        fix = "`mass_share`, `mass_count` and `ignore_revs` say which commits are none."
        yield Remark("", 0, message, fix)
