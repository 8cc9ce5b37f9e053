from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_rfc.messages import Words
from mkdocs_rfc.pages.progress import Meter
from mkdocs_rfc.pages.rows import Row


def read_columns(rows: Sequence[Row], words: Words, *, stated: bool) -> Mapping[str, str]:
    """The columns of the index of specs, name -> heading: those that say something of any row.

    `stated` says whether any document states a status.
    """
    wanted = {
        "number": (words.number, any(row.entry.number for row in rows)),
        "status": (words.status, stated),
        "title": (words.title, True),
        "owner": (words.owner, any(row.owner for row in rows)),
        "since": (words.since if stated else words.created, True),
        "updated": (words.updated_short, True),
        "research": (words.research, any(row.count for row in rows)),
        "sections": (words.column_sections, any(_is_lacking(row.sections) for row in rows)),
        "goals": (words.column_goals, any(row.goals for row in rows)),
    }
    return {name: heading for name, (heading, is_wanted) in wanted.items() if is_wanted}


def _is_lacking(meter: Meter | None) -> bool:
    return meter is not None and meter.done < meter.total
