"""How much of anything a document may hold: far more than people write, and no more.

What lies beyond is shown as it was written; a finding of the rule `limit` says where.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_rfc.findings import Finding

MOST_VALUES = 10_000
"""Values of a front matter; an alias counts as what it stands for."""
MOST_BITS = 4_096
"""Of a number in it."""
DEEPEST = 64
"""Collections in one another in a front matter."""
MOST_ASKED = 100
"""Specs that one research document may ask for that are not written yet."""
MOST_MENTIONS = 20_000
"""Mentions of a document that become links."""
MOST_COMPARED = 500
"""Headings among which the one is looked for that a broken link may have meant."""
MOST_PARTS = 64
"""Folders in one another in an address of a repository."""
MOST_NAMED = 8
"""Files that a finding names that all can be meant."""


def beyond(path: str, line: int, what: str, most: int, fix: str) -> Iterator[Finding]:
    """The finding about what lies beyond a limit."""
    yield Finding(path, line, "limit", f"{what}; only the first {most:,} are read.", fix)
