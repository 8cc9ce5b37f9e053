"""When a document's status changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_rfc.history.fold import Node


def changes_of_status(
    newest: Node, statuses: Mapping[bytes, str], ages: Mapping[bytes, int]
) -> Iterator[tuple[bytes, str]]:
    """The commits that changed a document's status and what they made it, newest first.

    Where lines of history meet, the one is followed that the status came from: what happened to it
    on a line that lost is no part of its story. Revisions of unknown status are passed over. The
    last pair is the oldest revision with its status, whether that was a change or not.
    """
    node, status = newest, statuses.get(newest.blob)
    while node.before:
        older = sorted(node.before, key=lambda each: (-ages[each.commit], each.commit))
        same = (each for each in older if statuses.get(each.blob, status) == status)
        before = next(same, older[0])
        known = statuses.get(before.blob, status)
        if status is not None and known != status:
            yield node.commit, status
        node, status = before, known
    if status is not None:
        yield node.commit, status
