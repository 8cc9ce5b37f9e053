"""The names that teams give to the fields of a document."""

from __future__ import annotations

NAME_KEYS = ("title", "name")
AUTHOR_KEYS = ("author(s)", "author", "authors", "researcher")
OWNER_KEYS = ("team / owner", "owner", "owners", "team")
DATE_KEYS = ("created / last updated", "created", "date", "start date", "start-date")
UPDATED_KEYS = ("last updated", "last_updated", "last-updated", "updated", "last modified")
SUMMARY_KEYS = ("summary", "description")
TAG_KEYS = ("tags",)
DISCUSSION = "discuss"
"""What is in the name of where a reader answers: `Discussion`, `discussions-to`."""
KNOWN = frozenset({"status", *AUTHOR_KEYS, *OWNER_KEYS, *DATE_KEYS, *UPDATED_KEYS})
"""A list or lines are metadata if one is called so, a table if two are."""
