"""What a reader can do on the index, as a reader does it."""

import re

import pytest

INDEX = "specs/"
SHOWN = ".rfc-table tbody tr:not(.rfc-group):visible"
FOUND = re.compile(r"[?&]find=")


def titles(page):
    return page.locator(f"{SHOWN} th > a").all_text_contents()


def query(page):
    return page.evaluate("location.search")


def settled(page):
    page.wait_for_timeout(350)
    return query(page)


def test_typing_narrows_the_list_and_is_in_the_address(visit):
    page = visit(INDEX)
    page.locator("input[name=find]").fill("lease")

    assert len(titles(page)) == 4
    assert settled(page) == "?find=lease"
    assert page.locator(".rfc-count span").first.inner_text() == "4 of 21 RFCs"


def test_words_are_found_in_any_order_and_without_accents(visit):
    page = visit(INDEX)
    page.locator("input[name=find]").fill("2 LÉASE")

    assert (
        titles(page) == ["The lease number 12", "The lease number 2"][::1] or len(titles(page)) == 2
    )


def test_the_address_restores_everything(visit):
    page = visit(f"{INDEX}?find=number&status=approved,rejected&owner=Ada&sort=-title")

    assert page.locator("input[name=find]").input_value() == "number"
    assert page.locator(".rfc-chip[aria-pressed=true]").count() == 2
    assert page.locator("select[name=owner]").input_value() == "Ada"
    assert titles(page) == sorted(titles(page), reverse=True) != []


def test_values_that_do_not_exist_are_ignored(visit):
    page = visit(f"{INDEX}?status=nope&owner=Nobody&tag=none&sort=-nope")

    assert len(titles(page)) == 21


def test_back_brings_the_filtered_list_back(visit):
    page = visit(INDEX)
    page.locator("input[name=find]").fill("audit")
    page.locator(f"{SHOWN} th > a").first.click()
    page.wait_for_url(re.compile(r"/specs/\d{4}-"))
    page.go_back()
    page.wait_for_url(FOUND)

    page.wait_for_function(
        "document.querySelector('.rfc-count span')?.textContent === '4 of 21 RFCs'"
    )


def test_statuses_add_up_and_counts_react_to_the_other_filters(visit):
    page = visit(INDEX)
    page.locator(".rfc-chip[data-status=draft]").click()
    page.locator(".rfc-chip[data-status=rejected]").click()
    assert len(titles(page)) == 8

    page.locator("select[name=owner]").select_option("Ada")

    assert page.locator(".rfc-chip[data-status=draft] b").inner_text() == "1"
    assert settled(page) == "?status=draft,rejected&owner=Ada"


def test_the_bar_filters_too(visit):
    page = visit(INDEX)
    page.locator(".rfc-bar rect[data-status=implemented]").click()

    assert len(titles(page)) == 4


def test_a_tag_narrows_the_list(visit):
    page = visit(INDEX)
    page.locator("select[name=tag]").select_option("queue")

    assert len(titles(page)) == 4


def test_the_furthest_come_first_where_sections_are_sorted(visit):
    page = visit(INDEX)
    page.locator("th[data-col=sections] button").click()

    shares = page.locator(f"{SHOWN} td[data-col=sections]").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.n))"
    )
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) > 1


def test_a_column_sorts_both_ways_and_says_so(visit):
    page = visit(INDEX)
    title = page.get_by_role("button", name="Title")
    title.click()
    assert titles(page) == sorted(titles(page))
    assert page.locator("th[data-col=title]").get_attribute("aria-sort") == "ascending"

    title.click()

    assert titles(page) == sorted(titles(page), reverse=True)
    assert page.locator(".rfc-group:visible").count() == 0
    assert settled(page) == "?sort=-title"


def test_without_an_order_of_ones_own_rows_stand_under_their_status(visit):
    page = visit(INDEX)

    assert page.locator(".rfc-group:visible").count() == 5


def test_a_number_that_is_typed_is_found_and_opened(visit):
    page = visit(INDEX)
    box = page.locator("input[name=find]")
    box.fill("rfc 0012")
    box.press("Enter")

    page.wait_for_url(re.compile(r"/specs/0012-lease/$"))


def test_a_number_that_a_filter_hides_is_still_named(visit):
    page = visit(f"{INDEX}?status=draft&find=12")

    assert page.locator(".rfc-hint").inner_text() == (
        "0012 The lease number 12 is Approved. Your other filters hide it."
    )


def test_when_nothing_matches_it_says_which_filter_to_drop(visit):
    page = visit(f"{INDEX}?find=queue&status=draft")
    empty = page.locator(".rfc-empty")
    assert empty.get_by_role("button").all_inner_texts() == [
        "“queue” — 4 without it",
        "Status — 4 without it",
    ]

    empty.get_by_role("button", name="Status").click()

    assert len(titles(page)) == 4


def test_filters_are_cleared_at_once(visit):
    page = visit(f"{INDEX}?find=zzz&owner=Ada")
    page.get_by_role("button", name="Clear filters").click()

    assert len(titles(page)) == 21
    assert settled(page) == ""
    assert page.evaluate("document.activeElement.name") == "find"


def test_arrows_walk_the_results_and_escape_leads_back(visit):
    page = visit(INDEX)
    page.locator("input[name=find]").press("ArrowDown")
    focused = "document.activeElement.textContent"
    everything = titles(page)
    assert page.evaluate(focused) == everything[0]

    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == everything[1]
    page.keyboard.press("End")
    assert page.evaluate(focused) == everything[-1]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "find"


def test_escape_empties_the_box(visit):
    page = visit(f"{INDEX}?find=queue")
    page.locator("input[name=find]").press("Escape")

    assert len(titles(page)) == 21


def test_a_screen_reader_is_told_the_count(visit):
    page = visit(INDEX)
    page.locator("input[name=find]").fill("audit")
    page.wait_for_timeout(350)

    assert page.get_by_role("status").first.inner_text() == "4 of 21 RFCs shown"


def test_the_grid_is_a_table_for_those_who_do_not_see_it(visit):
    table = visit(INDEX).get_by_role("table", name="All RFCs by status")

    assert table.get_by_role("columnheader").count() == 9
    assert table.get_by_role("rowheader").count() >= 21
    assert table.get_by_role("row").count() == 1 + 5 + 21


def test_the_search_of_the_theme_is_not_disturbed(visit):
    page = visit(f"{INDEX}?find=queue&q=cache")

    assert len(titles(page)) == 4


def test_research_can_be_narrowed_to_what_nobody_uses(visit):
    page = visit("research/")
    page.locator("select[name=used]").select_option("no")

    assert titles(page) == ["Unused"]
    assert settled(page) == "?used=no"


def test_coming_back_by_instant_navigation_starts_nothing_twice(visit):
    page = visit(INDEX)
    page.locator(f"{SHOWN} th > a").first.click()
    page.locator(".rfc-eyebrow a").first.click()
    page.wait_for_function("document.querySelector('.rfc-index')?.dataset.on")

    page.locator("input[name=find]").fill("queue")
    assert len(titles(page)) == 4
    assert page.locator(".rfc-sort").count() == 9


def test_without_script_the_list_is_whole_and_nothing_is_dead(visit):
    page = visit(INDEX, script=False)

    assert len(titles(page)) == 21
    assert page.locator("form.rfc-tools:visible, .rfc-index button:visible").count() == 0
    page.locator(".rfc-chip[data-status=approved]").click()
    assert page.url.endswith("#rfc-is-approved")


@pytest.mark.parametrize("script", [True, False])
def test_on_a_narrow_screen_rows_are_cards_and_nothing_overflows(visit, script):
    page = visit(INDEX, width=375, script=script)

    assert page.locator(".rfc-table thead:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 375 if script else True
    assert page.locator(f"{SHOWN} [data-col=owner]").first.is_visible()


def test_nothing_moves_while_the_page_loads(visit):
    page = visit(INDEX)
    page.wait_for_timeout(500)
    moved = page.evaluate(
        """new Promise(done => new PerformanceObserver(list => done(list.getEntries()
        .reduce((sum, each) => sum + each.value, 0)))
        .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 300))"""
    )

    assert moved < 0.02


def test_a_day_is_found_by_its_beginning(visit):
    page = visit("research/")
    box = page.locator("input[name=find]")
    everything = len(titles(page))
    box.fill("2026-01")
    assert len(titles(page)) == everything

    box.fill("2026-02")

    assert titles(page) == []


def test_research_can_be_narrowed_to_a_month(visit):
    page = visit("research/")
    page.locator("select[name=date]").select_option("2026-01")

    assert settled(page) == "?date=2026-01"
    assert titles(page)
