"""Where files went that a document may still mention."""

from __future__ import annotations

import os
from collections.abc import Container

from mkdocs_rfc.history.fold import Past
from mkdocs_rfc.history.presence import MARKDOWN


def renamed_paths(past: Past, present: Container[bytes]) -> dict[str, str]:
    """Each former path of a Markdown file that is no file now to where the file is now."""
    found: dict[bytes, tuple[int, bytes]] = {}
    for head, story in past.stories.items():
        for node in story:
            if node.path not in present and node.path.endswith(MARKDOWN):
                latest = found.get(node.path, (0, b""))
                found[node.path] = max(latest, (past.graph.ages[node.commit], head.path))
    return {os.fsdecode(path): os.fsdecode(now) for path, (_, now) in sorted(found.items())}


def deleted_paths(past: Past, present: Container[bytes], renamed: Container[str]) -> dict[str, str]:
    """Each path of a Markdown file that is gone, not renamed, to the last commit that had it."""
    return {
        os.fsdecode(path): commit.decode()
        for path, (_, commit) in sorted(past.lost.items())
        if path not in present and path.endswith(MARKDOWN) and os.fsdecode(path) not in renamed
    }
