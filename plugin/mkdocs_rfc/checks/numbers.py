"""The rules about numbers that two specs have, here or on other branches."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.corpus import Numbered
from mkdocs_rfc.findings import Level

DEFAULTS = frozenset({"main", "master", "trunk"})
"""Branches on which nobody gives way."""


@rule("number", Level.WARNING, "No two specs have the same number.")
def shared_numbers(evidence: Evidence) -> Iterator[Remark]:
    """Numbers that two specs have, where the working tree can give way."""
    branch = evidence.corpus.history.branch
    for first, other in _collisions(evidence.taken):
        if _is_ours(first, other, branch):
            yield _said(first, other, branch)


@rule("number-elsewhere", Level.INFO, "No branch uses a number of the default one.")
def numbers_elsewhere(evidence: Evidence) -> Iterator[Remark]:
    """Numbers that two specs have, where it is another branch that has to give way."""
    branch = evidence.corpus.history.branch
    for first, other in _collisions(evidence.taken):
        if not _is_ours(first, other, branch):
            yield _said(first, other, branch)


NUMBERS = frozenset({shared_numbers.id, numbers_elsewhere.id})
"""The rules about numbers, by name."""


def _collisions(taken: tuple[Numbered, ...]) -> Iterator[tuple[Numbered, Numbered]]:
    """Each two specs of a folder with the same number, those of the working tree first."""
    groups: dict[tuple[str, int], list[Numbered]] = {}
    for each in taken:
        groups.setdefault((each.series, each.number), []).append(each)
    for _, same in sorted(groups.items()):
        here = [each for each in same if not each.branches]
        first = here[0] if here else same[0]
        yield from ((first, other) for other in same if other is not first)


def _is_ours(first: Numbered, other: Numbered, branch: str) -> bool:
    """Whether the working tree can give way; on the default branch, it is the other that has to."""
    return not first.branches and (branch not in DEFAULTS or not other.branches)


def _said(first: Numbered, other: Numbered, branch: str) -> Remark:
    names = f"`{first.path}`{_on(first, branch)} and `{other.path}`{_on(other, branch)}"
    if not first.branches and not other.branches:
        names = f"`{first.path}` and `{other.path}`"
    message = f"{names} both have the number {first.number}."
    fix = f"Give one of them the next: `mkdocs-rfc renumber {first.path}`."
    return Remark("" if first.branches else first.path, 0, message, fix)


def _on(each: Numbered, branch: str) -> str:
    names = each.branches or (branch or "the working tree",)
    return f" ({', '.join(names[:3])}{' …' if len(names) > 3 else ''})"
