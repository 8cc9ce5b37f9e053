"""When the points of a document were raised, and when each was settled."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from mkdocs_rfc.history.fold import Node
from mkdocs_rfc.history.transitions import changes_of_status

Points = Mapping[bytes, Mapping[str, bool]]
"""Of texts, by id: the names of their points, and whether each is settled."""


Traced = tuple[str, bytes | None, bytes | None]
"""A name, the commit that raised it and the one that settled it, each where it is known."""


OPEN, SETTLED = "open", "settled"


def trace(
    newest: Node,
    known: Container[bytes],
    points: Points,
    ages: Mapping[bytes, int],
    *,
    complete: bool,
) -> Iterator[Traced]:
    """Follow each point of a document's newest text, as its status is followed.

    `known` are the texts that were read. Where the history is not complete, what its oldest commit
    has may be older than that.
    """
    named = points.get(newest.blob, {})
    texts = {node.blob for node in newest.story() if node.blob in known} if named else set()
    for name in named:
        states = {text: _state(points.get(text, {}).get(name)) for text in texts}
        changes = list(changes_of_status(newest, states, ages))
        commits = [commit if complete else None for commit, state in changes[-1:] if state]
        commits += [commit for commit, state in reversed(changes[:-1]) if state]
        yield name, commits[0], commits[-1] if changes[0][1] == SETTLED else None


def _state(settled: bool | None) -> str:  # noqa: FBT001 - what the mapping holds
    return "" if settled is None else SETTLED if settled else OPEN
