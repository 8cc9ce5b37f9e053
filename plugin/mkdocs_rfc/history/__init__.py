"""What git knows of the documents, read once."""

from mkdocs_rfc.history.files import find_files
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.repository import discover, files_of_state, git_folder
from mkdocs_rfc.history.texts import PointsOf, StatusOf
from mkdocs_rfc.history.values import (
    DEFAULTS,
    Commit,
    Contributor,
    DocumentHistory,
    HistoryOptions,
    Person,
    Point,
    Presence,
    Problem,
    Revision,
    Snapshot,
    Transition,
)

__all__ = [
    "DEFAULTS",
    "Commit",
    "Contributor",
    "DocumentHistory",
    "HistoryOptions",
    "Person",
    "Point",
    "PointsOf",
    "Presence",
    "Problem",
    "Revision",
    "Snapshot",
    "StatusOf",
    "Transition",
    "discover",
    "files_of_state",
    "find_files",
    "git_folder",
    "read_history",
]
