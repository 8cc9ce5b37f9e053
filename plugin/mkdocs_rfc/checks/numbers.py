"""The rule about numbers that two specs have, here or on other branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_rfc.corpus import Numbered
from mkdocs_rfc.findings import Finding

DEFAULTS = frozenset({"main", "master", "trunk"})
"""Branches on which nobody gives way."""


def check_numbers(taken: Iterable[Numbered], branch: str) -> Iterator[Finding]:
    """Every number that two specs of a folder have; `branch` is that of the working tree.

    What another branch has is a warning where the working tree can give way, and only said on the
    default branch: it is the other one that has to.
    """
    groups: dict[tuple[str, int], list[Numbered]] = {}
    for each in taken:
        groups.setdefault((each.series, each.number), []).append(each)
    for (_, number), same in sorted(groups.items()):
        here = [each for each in same if not each.branches]
        first = here[0] if here else same[0]
        for other in same:
            if other is not first:
                yield _collision(number, first, other, branch)


def _collision(number: int, first: Numbered, other: Numbered, branch: str) -> Finding:
    names = f"`{first.path}`{_on(first, branch)} and `{other.path}`{_on(other, branch)}"
    if not first.branches and not other.branches:
        names = f"`{first.path}` and `{other.path}`"
    ours = not first.branches and branch not in DEFAULTS
    both_here = not first.branches and not other.branches
    rule = "number" if ours or both_here else "number-elsewhere"
    message = f"{names} both have the number {number}."
    fix = f"Give one of them the next: `mkdocs-rfc renumber {first.path}`."
    return Finding("" if first.branches else first.path, 0, rule, message, fix)


def _on(each: Numbered, branch: str) -> str:
    names = each.branches or (branch or "the working tree",)
    return f" ({', '.join(names[:3])}{' …' if len(names) > 3 else ''})"
