"""What git knows of the documents, in a constant number of processes."""

from __future__ import annotations

from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.remotes import without_addresses
from mkdocs_rfc.history.repository import discover, files_of_state
from mkdocs_rfc.history.tracked import read_homes, read_ignored, read_index, read_tracked
from mkdocs_rfc.history.trees import find_files
from mkdocs_rfc.history.values import (
    DEFAULTS,
    Commit,
    DocumentHistory,
    HistoryOptions,
    Point,
    Presence,
    Problem,
    Revision,
    Snapshot,
)

__all__ = [
    "DEFAULTS",
    "Commit",
    "DocumentHistory",
    "Git",
    "GitError",
    "HistoryOptions",
    "Point",
    "Presence",
    "Problem",
    "Revision",
    "Snapshot",
    "discover",
    "files_of_state",
    "find_files",
    "read_history",
    "read_homes",
    "read_ignored",
    "read_index",
    "read_tracked",
    "without_addresses",
]
