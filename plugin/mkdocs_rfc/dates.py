from __future__ import annotations

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})-(?P<name>[A-Za-z]{3,9})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})"
    ),
    re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)


ZONE = re.compile(r"\b(?:[ap]m|[AP]M)\b|\b[A-Z]{2,5}\s*$")


def read_date(value: object) -> dt.date | None:
    """Read the day from what authors write as a date; None when there is no such day.

    Knows YAML dates and times, ISO 8601 with anything behind it (a time, a zone, a remark), and
    days with the month as a name. A form in which day and month could be swapped is not guessed.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value)
    matches = (form.search(text) for form in FORMS)
    return next((day for match in matches if match and (day := _day(match.groupdict()))), None)


def is_date(value: str) -> bool:
    """Whether a text is a date, or two with a slash between, and nothing more than their time."""
    rest = value
    for form in FORMS:
        rest = form.sub("", rest)
    return rest != value and not re.search(r"[^\W\d]{2}", ZONE.sub("", rest))


def _day(parts: dict[str, str]) -> dt.date | None:
    name = parts.get("name")
    try:
        month = MONTHS.index(name[:3].casefold()) + 1 if name else int(parts["month"])
        return dt.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
