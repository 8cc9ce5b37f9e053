from __future__ import annotations

from dataclasses import dataclass

from mkdocs_rfc.history import Problem
from mkdocs_rfc.pages.context import Context
from mkdocs_rfc.pages.pieces import Link


@dataclass(frozen=True, slots=True)
class State:
    """The repository as the site was built from it."""

    time: str
    iso: str
    branch: str
    commit: Link | None
    recent: tuple[Link, ...]
    problems: tuple[Problem, ...]


def read_state(context: Context) -> State:
    """Tell which state of the repository the pages show: that of its last commit, not the clock."""
    snapshot, words = context.corpus.history, context.words
    head = snapshot.head
    when = head.committed if head and head.dated else None
    unknown = words.no_git if head else words.no_commits
    return State(
        time=f"{when:%Y-%m-%d %H:%M} {when:%z}" if when else unknown,
        iso=when.isoformat() if when else "",
        branch=snapshot.branch or words.detached,
        commit=context.commit(head) if head else None,
        recent=tuple(context.commit(each) for each in snapshot.recent),
        problems=snapshot.problems,
    )
