from __future__ import annotations

from collections.abc import Iterable

from mkdocs_rfc.kept import Kept

SEARCH = "material.plugins.search.plugin"

Entry = dict[str, object]


def entries_of(plugins: Iterable[object]) -> list[Entry]:
    """The list in which Material's search collects what it reads; a new one without that search.

    To read all pages again is what takes longest in a rebuild after the theme's templates.
    """
    search = next((each for each in plugins if type(each).__module__ == SEARCH), None)
    entries = getattr(getattr(search, "search_index", None), "entries", None)
    return entries if isinstance(entries, list) else []


class Offer:
    """What the search makes of one page: taken over from the build before, or seen being made."""

    def __init__(self, entries: list[Entry], known: Kept[tuple[Entry, ...]]) -> None:
        self._entries = entries
        self._known = known
        self._start = 0

    def repeat(self, name: str, key: object) -> bool:
        """Add what was made from the same key; says whether there was anything."""
        made = self._known.find(name, key)
        self._entries.extend(made or ())
        self._start = len(self._entries)
        return bool(made)

    def keep(self, name: str, key: object) -> None:
        """Keep what was added since."""
        made = tuple(self._entries[self._start :])
        if made:
            self._known.keep(name, key, made)
