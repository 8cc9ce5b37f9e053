"""How a reader chooses what the rows of an index stand together by."""

import re

import pytest
from playwright.sync_api import expect

from listing import Listing

READ = """() => [...document.querySelectorAll(".rfc-table tbody")]
  .filter(body => body.querySelector(".rfc-group")?.checkVisibility())
  .map(body => ({
    name: body.querySelector(".rfc-group b").textContent,
    count: +body.querySelector(".rfc-n").textContent,
    titles: [...body.querySelectorAll("tr:not(.rfc-group)")]
      .filter(row => row.checkVisibility()).map(row => row.querySelector("th > a").textContent),
  }))"""
NOBODY = "nobody yet"
YEAR = '<option value="year">Year</option></select>'


@pytest.fixture(
    params=[("material", 1280), ("material", 375), ("aipm", 1280), ("aipm", 375)],
    ids=lambda reader: "-".join(map(str, reader)),
)
def listing(request, visit):
    """Open the index of RFCs, as asked for by a query."""
    site, width = request.param

    def open_index(query=""):
        return Listing(visit(f"specs/{query}", site, width=width))

    return open_index


def groups(index):
    return index.page.evaluate(READ)


def choice(index):
    return index.page.locator("select[name=group]")


def by_owner(index):
    """The titles of each owner, as the rows have them."""
    found = {}
    for row in index.rows():
        found.setdefault(row.cells["owner"] or NOBODY, set()).add(row.title)
    return found


def test_rows_stand_under_their_owners_who_are_in_the_address(listing):
    index = listing()
    wanted = by_owner(index)
    choice(index).select_option("owner")
    found = groups(index)

    assert {each["name"]: set(each["titles"]) for each in found} == wanted
    assert all(each["count"] == len(each["titles"]) for each in found)
    names = [each["name"].casefold() for each in found if each["name"] != NOBODY]
    assert len(names) > 1
    assert found[-1]["name"] == NOBODY or NOBODY not in wanted
    index.wait_for_address("?group=owner")


def test_back_and_reload_keep_the_groups(listing):
    index = listing("?group=owner")
    found = groups(index)
    assert choice(index).input_value() == "owner"

    index.results.first.click()
    index.page.locator(".rfc-steps, .rfc-facts").first.wait_for()
    index.page.go_back()
    index.wait()

    assert groups(index) == found
    choice(index).select_option("")
    expect(index.page.locator(".rfc-group:visible .rfc-status").first).to_be_visible()
    assert {name for each in groups(index) for name in each["titles"]} == set(index.shown())


def test_an_order_holds_within_each_group(listing):
    index = listing("?group=owner&sort=title")
    rows = {row.title: row for row in index.rows()}

    for each in groups(index):
        titles = each["titles"]
        assert titles == sorted(titles, key=lambda title: rows[title].key("title"))


def test_a_group_without_a_result_is_not_shown_and_others_say_how_many(listing):
    index = listing("?group=owner")
    before = groups(index)
    word = before[0]["titles"][0]
    index.box.fill(word)
    index.page.wait_for_function("history.length && location.search.includes('find=')")
    found = groups(index)

    assert len(found) < len(before)
    assert all(each["count"] == len(each["titles"]) > 0 for each in found)
    assert word in [title for each in found for title in each["titles"]]


def test_the_arrow_keys_go_the_way_the_eye_goes(listing):
    index = listing("?group=owner")
    seen = [title for each in groups(index) for title in each["titles"]]
    index.box.focus()
    reached = []
    for _ in seen[:4]:
        index.page.keyboard.press("ArrowDown")
        reached.append(index.focused())

    assert reached == seen[:4]


def test_a_group_that_does_not_exist_is_ignored(listing):
    index = listing("?group=moon")

    assert choice(index).input_value() == ""
    assert groups(index)[0]["name"] != NOBODY


def test_statuses_are_named_where_rows_do_not_stand_under_them(visit):
    index = Listing(visit("specs/?group=owner", width=1280))
    status = index.page.locator("td[data-col=status]").first

    assert status.bounding_box()["width"] > 60
    choice(index).select_option("")
    assert status.bounding_box()["width"] < 40


def test_an_owner_is_named_once_where_rows_stand_under_their_owners(visit):
    index = Listing(visit("specs/?group=owner&sort=owner"))
    heads = index.page.locator("[data-col=owner]:visible")
    assert heads.count() == 0

    choice(index).select_option("")

    assert heads.count() == 1 + len(index.rows())


def test_years_begin_with_the_last_one_and_end_with_none(visit):
    page = visit("")

    def with_years(route):
        """Give the documents of the site, which were all made in one year, three of them."""
        text = route.fetch().text()
        for year in ("2024", "", "2025"):
            text = re.sub(r'data-year="2026"', f'data-year="{year}"', text, count=2)
        route.fulfill(body=text.replace("</select>", YEAR, 3), content_type="text/html")

    page.route("**/specs/?group=year", with_years)
    page.goto(f"{page.url}specs/?group=year")
    names = [each["name"] for each in groups(Listing(page))]

    assert names == ["2026", "2025", "2024", "Without a date"]
