"""What a reader can do on an index, as a reader does it, on three sites.

What should be shown is worked out from the rows themselves, so that no site's content is assumed.
"""

import re

import pytest

from listing import Listing
from served import READERS

LONG = re.compile(r"[^\W\d_]{5,}")


@pytest.fixture(params=READERS, ids=lambda reader: "-".join(map(str, reader)))
def listing(request, visit):
    """Open the index of RFCs, as filtered by a query."""
    site, width, scheme = request.param

    def open_index(query=""):
        return Listing(visit(f"specs/{query}", site, width=width, scheme=scheme))

    return open_index


def rare_word(rows):
    """A word of a title that the fewest rows have."""
    words = sorted({word.lower() for row in rows for word in LONG.findall(row.title)})
    return min(words, key=lambda word: sum(row.has(word) for row in rows))


def common_word(rows):
    """A word of a title that several rows have, but not all."""
    words = sorted({word.lower() for row in rows for word in LONG.findall(row.title)})
    return max(words, key=lambda word: sum(row.has(word) for row in rows) % len(rows))


def those(rows, test):
    return [row.title for row in rows if test(row)]


def busiest(rows):
    """The owner of most documents."""
    owners = [name for row in rows for name in row.owners if name]
    return max(sorted(set(owners)), key=owners.count)


def test_typing_narrows_the_list_and_is_in_the_address(listing):
    index = listing()
    rows = index.rows()
    word = common_word(rows)
    index.box.press_sequentially(word)

    assert index.shown() == those(rows, lambda row: row.has(word)) != []
    assert index.count.inner_text() == f"{len(index.shown())} of {len(rows)} RFCs"
    index.wait_for_address(f"?find={word}")


def test_words_are_found_in_any_order_in_any_case(listing):
    index = listing()
    rows = index.rows()
    first, second = LONG.findall(
        next(row.title for row in rows if len(LONG.findall(row.title)) > 1)
    )[:2]
    index.box.fill(f"{second.upper()}  {first}")

    assert index.shown() == those(rows, lambda row: row.has(first, second)) != []


def test_words_are_found_without_their_accents(visit):
    index = Listing(visit("specs/"))
    index.box.fill("2 LÉASE")

    assert sorted(index.shown()) == ["The lease number 12", "The lease number 2"]


def test_reloading_restores_what_was_chosen(listing):
    index = listing()
    rows = index.rows()
    word, status = common_word(rows), rows[0].status
    index.box.fill(word)
    index.chip(status).click()
    before = index.shown()
    index.wait_for_address(f"?find={word}&status={status}")
    index.page.reload()
    index.wait()

    assert index.shown() == before == those(rows, lambda r: r.has(word) and r.status == status)
    assert index.box.input_value() == word
    assert index.chip(status).get_attribute("aria-pressed") == "true"


def test_a_status_that_is_pressed_is_in_the_address_and_looks_pressed(listing):
    index = listing()
    rows = index.rows()
    status = rows[-1].status
    index.chip(status).click()

    assert index.shown() == those(rows, lambda row: row.status == status)
    assert index.chip(status).get_attribute("aria-pressed") == "true"
    index.wait_for_address(f"?status={status}")
    index.chip(status).click()
    index.wait_for_address("")
    assert index.shown() == those(rows, lambda _: True)


def test_statuses_add_up(listing):
    index = listing()
    rows = index.rows()
    two = list(index.counts())[:2]
    for status in two:
        index.chip(status).click()

    assert index.shown() == those(rows, lambda row: row.status in two)
    index.wait_for_address(f"?status={','.join(two)}")


def test_the_space_bar_presses_a_status(listing):
    index = listing()
    status = next(iter(index.counts()))
    index.chip(status).press("Space")

    assert index.chip(status).get_attribute("aria-pressed") == "true"


def test_the_counts_of_statuses_react_to_the_other_filters_and_not_to_themselves(listing):
    index = listing()
    rows = index.rows()
    owner, word = busiest(rows), common_word(rows)
    index.page.locator("select[name=owner]").select_option(owner)
    index.box.fill(word)
    left = [row for row in rows if owner in row.owners and row.has(word)]
    expected = {slug: sum(row.status == slug for row in left) for slug in index.counts()}
    assert index.counts() == expected

    index.chip(rows[-1].status).click()

    assert index.counts() == expected


def test_the_bar_shows_the_shares_and_filters_too(listing):
    index = listing()
    status, count = max(index.counts().items(), key=lambda pair: pair[1])
    bar = index.page.locator(f".rfc-bar rect[data-status={status}]")
    assert int(bar.get_attribute("width")) == count

    bar.click()

    assert len(index.shown()) == count
    assert index.chip(status).get_attribute("aria-pressed") == "true"


def test_an_owner_has_all_of_theirs(listing):
    index = listing()
    rows = index.rows()
    owner = busiest(rows)
    index.page.locator("select[name=owner]").select_option(owner)

    assert index.shown() == those(rows, lambda row: owner in row.owners) != []


def test_a_tag_narrows_the_list(visit):
    index = Listing(visit("specs/"))
    index.page.locator("select[name=tag]").select_option("queue")

    assert index.shown() == those(index.rows(), lambda row: "queue" in row.tags) != []
    index.wait_for_address("?tag=queue")


def test_what_waits_for_review_comes_first_until_one_filters(listing):
    index = listing()
    waiting = index.page.locator(".rfc-waiting")
    under_review = those(index.rows(), lambda row: row.status == "review")
    assert 0 < waiting.get_by_role("listitem").count() <= len(under_review)
    assert waiting.bounding_box()["y"] < index.box.bounding_box()["y"]

    index.box.fill("a")

    waiting.wait_for(state="hidden")


def test_escape_empties_the_box_and_nothing_else(listing):
    index = listing("?find=zzz&status=draft")
    index.box.press("Escape")

    index.wait_for_address("?status=draft")
    assert index.shown() == those(index.rows(), lambda row: row.status == "draft") != []


def test_down_leads_from_the_box_to_the_first_result_and_up_leads_back(listing):
    index = listing()
    index.box.press("ArrowDown")
    assert index.focused() == index.shown()[0]
    index.page.keyboard.press("ArrowDown")
    assert index.focused() == index.shown()[1]

    index.page.keyboard.press("ArrowUp")
    index.page.keyboard.press("ArrowUp")

    assert index.focused() == "find"


def test_end_and_home_lead_to_the_last_and_the_first_result(listing):
    index = listing()
    index.box.press("ArrowDown")
    index.page.keyboard.press("End")
    assert index.focused() == index.shown()[-1]

    index.page.keyboard.press("Home")

    assert index.focused() == index.shown()[0]


def test_escape_leads_from_a_result_back_to_the_box(listing):
    index = listing()
    index.box.press("ArrowDown")
    index.page.keyboard.press("Escape")

    assert index.focused() == "find"


def test_keys_belong_to_the_page_unless_the_focus_is_in_the_list(listing):
    index = listing()
    before = index.page.evaluate("document.activeElement.tagName")
    for key in ("ArrowDown", "End", "a", "1", "Escape"):
        index.page.keyboard.press(key)

    assert index.page.evaluate("document.activeElement.tagName") == before == "BODY"
    assert index.box.input_value() == ""


def test_a_screen_reader_is_told_how_many_are_left(listing):
    index = listing()
    word = rare_word(index.rows())
    index.box.fill(word)
    left = len(index.shown())

    index.page.get_by_role("status").get_by_text(
        f"{left} of {len(index.rows())} RFCs shown"
    ).wait_for()


def test_all_filters_are_cleared_at_once(listing):
    index = listing("?find=zzz&status=draft")
    index.page.get_by_role("button", name="Clear filters").click()

    index.wait_for_address("")
    assert index.shown() == those(index.rows(), lambda _: True)
    assert index.focused() == "find"


def test_enter_opens_the_only_result(listing):
    index = listing()
    rows = index.rows()
    target = min(rows, key=lambda row: sum(other.has(row.title) for other in rows))
    index.box.fill(target.title)
    assert len(index.shown()) == 1
    index.box.press("Enter")

    index.page.wait_for_url(target.href)


def test_enter_among_several_results_leads_to_the_first(listing):
    index = listing()
    index.box.fill(common_word(index.rows()))
    index.box.press("Enter")

    assert index.focused() == index.shown()[0]


@pytest.mark.parametrize("typed", ["12", "0012", "#12", "rfc 0012", "RFC-12"])
def test_enter_opens_the_number_that_is_typed(visit, typed):
    index = Listing(visit("specs/"))
    index.box.fill(typed)
    index.box.press("Enter")

    index.page.wait_for_url(re.compile(r"/specs/0012-lease/$"))


def test_digits_find_the_numbers_that_begin_so(visit):
    index = Listing(visit("specs/"))
    index.box.fill("1")

    numbers = [row.cells["number"] for row in index.rows() if row.shown]
    assert {"0001", "0010", "0019"} <= set(numbers)
    assert "0002" not in numbers


def test_a_number_that_a_filter_hides_is_still_named(visit):
    index = Listing(visit("specs/?status=draft&find=12"))

    assert index.page.locator(".rfc-hint").inner_text() == (
        "0012 The lease number 12 is Approved. Your other filters hide it."
    )


def test_back_brings_the_filtered_list_back(listing):
    index = listing()
    word = common_word(index.rows())
    index.box.fill(word)
    before = index.shown()
    index.results.first.click()
    index.page.locator(".rfc-eyebrow").wait_for()
    index.page.go_back()
    index.wait()

    index.wait_for_address(f"?find={word}")
    assert index.shown() == before
    assert index.box.input_value() == word


def test_back_from_a_number_brings_it_back_into_the_box(visit):
    index = Listing(visit("specs/"))
    index.box.fill("#0012")
    index.box.press("Enter")
    index.page.wait_for_url("**/0012-lease/")
    index.page.locator(".rfc-steps").wait_for()
    index.page.go_back()
    index.wait()

    index.wait_for_address("?find=%230012")
    assert index.box.input_value() == "#0012"
    assert index.shown() == ["The lease number 12"]


def test_every_column_sorts_both_ways_and_says_so(listing):
    index = listing()
    by_status = index.shown()
    for column in index.orders():
        for _ in range(2):
            descending = index.sort(column)
            rows = [row for row in index.rows() if row.shown]
            keys = [row.key(column) for row in rows]
            assert keys == sorted(keys, reverse=descending), column
            assert sorted(row.title for row in rows) == sorted(by_status)
    index.wait_for_address(f"?sort={'-' * descending}{column}")


def test_an_order_in_the_address_is_kept_and_has_no_groups(listing):
    index = listing("?sort=title")
    titles = index.shown()

    assert index.page.locator("th[data-col=title]").get_attribute("aria-sort") == "ascending"
    assert [row.key("title") for row in index.rows()] == sorted(
        row.key("title") for row in index.rows()
    )
    assert len(titles) == len(index.rows())
    assert index.page.locator(".rfc-group:visible").count() == 0


def test_without_an_order_of_ones_own_rows_stand_under_their_status(listing):
    index = listing()
    groups = index.page.locator(".rfc-group:visible")
    counted = [int(each) for each in groups.locator(".rfc-n").all_text_contents()]

    assert counted == [number for number in index.counts().values() if number]
    statuses = [row.status for row in index.rows()]
    assert statuses == sorted(statuses, key=list(index.counts()).index)


def test_values_that_do_not_exist_are_ignored(listing):
    index = listing("?status=nope,constructor&owner=Nobody%20at%20all&tag=none&sort=-nope")

    assert all(row.shown for row in index.rows())
    assert index.count.inner_text() == f"{len(index.rows())} RFCs"


def test_when_nothing_matches_it_says_which_filter_to_drop_and_what_is_left_then(listing):
    index = listing()
    rows = index.rows()
    word = rare_word(rows)
    other = next(
        slug for slug in index.counts() if not any(r.has(word) and r.status == slug for r in rows)
    )
    index.box.fill(word)
    index.chip(other).click()
    advice = index.page.locator(".rfc-empty").get_by_role("button").all_inner_texts()
    by_word = len(those(rows, lambda row: row.has(word)))
    by_status = len(those(rows, lambda row: row.status == other))
    assert advice == [f"“{word}” — {by_status} without it", f"Status — {by_word} without it"]

    index.page.get_by_role("button", name="Status").click()

    assert len(index.shown()) == by_word
    assert index.focused() == "find"


def test_when_no_single_filter_is_to_blame_it_says_to_clear_them(listing):
    index = listing("?find=zzz")
    index.page.locator("select[name=owner]").select_option(index=1)
    index.box.fill("zzzz")

    said = index.page.locator(".rfc-empty").inner_text()
    assert "Nothing matches these filters." in said


def test_the_search_of_the_theme_keeps_its_own_letter(listing):
    index = listing("?q=cache")

    assert all(row.shown for row in index.rows())
    assert index.page.locator(".md-search__input").input_value() == "cache"


def test_instant_navigation_starts_the_list_and_nothing_twice(listing):
    index = listing()
    index.page.evaluate("window.stays = true")
    index.results.first.click()
    index.page.locator(".rfc-eyebrow a").first.click()
    index.wait()

    assert index.page.evaluate("window.stays")
    word = common_word(index.rows())
    index.box.fill(word)
    assert index.shown() == those(index.rows(), lambda row: row.has(word))
    heads = index.page.locator(".rfc-table thead th")
    assert heads.locator(".rfc-sort").count() == heads.count()


def test_the_list_is_a_table_for_those_who_do_not_see_it(visit):
    index = Listing(visit("specs/"))
    table = index.page.get_by_role("table", name="All RFCs by status")
    groups = index.page.locator(".rfc-group").count()

    assert table.get_by_role("columnheader").count() == len(index.rows()[0].cells)
    assert table.get_by_role("row").count() == 1 + groups + len(index.rows())
    assert table.get_by_role("rowheader").count() == groups + len(index.rows())


@pytest.mark.parametrize(("site", "width", "scheme"), READERS)
def test_without_script_the_list_is_whole_and_nothing_on_it_is_dead(visit, site, width, scheme):
    page = visit("specs/", site, width=width, scheme=scheme, script=False)
    rows = page.locator(".rfc-table tbody tr:not(.rfc-group)")

    assert rows.count() == page.locator(".rfc-table tbody tr:not(.rfc-group):visible").count() > 0
    assert page.locator("form.rfc-tools:visible, .rfc-index button:visible").count() == 0
    chip = page.locator(".rfc-chip").last
    chip.click()
    group = page.locator("tbody:target .rfc-group")
    assert group.locator(".rfc-n").text_content() == chip.locator("b").inner_text()
    assert group.bounding_box()["y"] >= 48  # below the header of the theme


@pytest.mark.parametrize(("site", "width", "scheme"), READERS)
def test_every_row_says_status_title_owner_and_last_change(visit, site, width, scheme):
    page = visit("specs/", site, width=width, scheme=scheme)
    row = page.locator(".rfc-table tbody tr:not(.rfc-group)").first

    assert row.locator("th > a").is_visible()
    for column in ("status", "owner", "updated"):
        assert row.locator(f"[data-col={column}]").is_visible()


@pytest.mark.parametrize("site", ["material", "own", "aipm"])
def test_on_a_narrow_screen_rows_are_cards(visit, site):
    page = visit("specs/", site, width=375)
    title, status = (
        page.locator(f".rfc-table tbody tr:not(.rfc-group) {part}").first.bounding_box()
        for part in ("th > a", "[data-col=status]")
    )

    assert page.locator(".rfc-table thead:visible").count() == 0
    assert title["y"] + title["height"] <= status["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
