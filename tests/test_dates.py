import datetime as dt

import pytest

from mkdocs_rfc.documents.fields import read_date

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-09",
        "2026-03-09 10:04:50 PDT",
        "2026-03-09 10:04:50PDT",
        "2026-03-09T10:04:50-07:00",
        "2026-03-09 (later revised)",
        "2026-3-9",
        "2026/03/09",
        "2026-Mar-09",
        "9 March 2026",
        "9th Mar 2026",
        "March 9, 2026",
        "09.03.2026",
        DAY,
        dt.datetime(2026, 3, 9, 23, 59, tzinfo=dt.UTC),
    ],
)
def test_a_day_is_read_in_every_shape_it_is_written_in(written):
    assert read_date(written) == DAY


@pytest.mark.parametrize(
    "written", ["", "TBD", "2022-09-39", "2018-13", "02-22-2022", "99.99.2020", None, 20260309]
)
def test_what_names_no_day_is_no_date(written):
    assert read_date(written) is None
