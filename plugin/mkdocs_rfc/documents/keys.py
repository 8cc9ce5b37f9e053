"""The names that teams give to the fields of a document, and the words in them that relate two."""

from __future__ import annotations

import re

TITLE_KEYS = ("title", "topic")
"""Of front matter; in a text, these are words like others."""
NAME_KEYS = ("title", "name")
AUTHOR_KEYS = ("author(s)", "author", "authors", "researcher")
OWNER_KEYS = ("team / owner", "owner", "owners", "team")
DATE_KEYS = ("created / last updated", "created", "date", "start date", "start-date")
UPDATED_KEYS = ("last updated", "last_updated", "last-updated", "updated", "last modified")
SUMMARY_KEYS = ("summary", "description")
TAG_KEYS = ("tags",)
NUMBER_KEYS = ("rfc", "number", "id", "eip", "simd")
COMMIT_KEYS = ("git_commit", "git commit", "git commit at authoring")
"""At which commit a document was written."""
SPEC_KEYS = ("spec", "specs")
"""What a research document was written for."""
DISCUSSION = "discuss"
"""What is in the name of where a reader answers: `Discussion`, `discussions-to`."""
KNOWN = frozenset({"status", *AUTHOR_KEYS, *OWNER_KEYS, *DATE_KEYS, *UPDATED_KEYS})
"""A list or lines are metadata if one is called so, a table if two are."""

_ACTIVE = "supersedes|replaces|obsoletes"
_PASSIVE = "(?:superseded|replaced|obsoleted)"
_NEEDS = "depends|requires|prerequisite"
SUPERSEDED_BY = re.compile(rf"{_PASSIVE}[ _-]?by")
SUPERSEDES = re.compile(rf"{_ACTIVE}|supersede")
"""Of what `SUPERSEDED_BY` does not match."""
DEPENDS_ON = re.compile(_NEEDS)
RELATION = re.compile(rf"\b{_PASSIVE}\s+by\b|\b(?:{_ACTIVE})\b", re.IGNORECASE)
"""In a status: `Superseded by 12`."""
NAMES_DOCUMENTS = re.compile(
    rf"research|spec|supersede|replace|obsolete|{_NEEDS}|related|prior|parent"
)
"""In the name of a field whose value names documents, as paths or names."""
