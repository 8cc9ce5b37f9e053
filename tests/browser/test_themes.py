"""The same pages under other themes and settings: plain where a theme is plain, but whole."""

import pytest
from playwright.sync_api import expect

from listing import Listing
from served import PLAIN_THEMES, VARIANTS

THEMES = [name for name in VARIANTS if name != "stock"]
EVERYWHERE = pytest.mark.parametrize("site", THEMES)
MATERIAL = pytest.mark.parametrize("site", [name for name in THEMES if name not in PLAIN_THEMES])
BELL = "specs/0022-bell/"
PAGES = ("specs/", BELL, "specs/0004-token/", "research/", "rfc/map/", "rfc/activity/", "")
OVERFLOWING = """() => {
  const allowed = ".rfc-map *, .rfc-live, .rfc-card, .rfc-table [data-col], .rfc-table [data-col] *"
  return [...document.querySelectorAll("[class^='rfc-'], [class*=' rfc-'], [class^='rfc-'] *")]
    .filter(node => !node.matches(allowed) && node.checkVisibility())
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
    .map(node => node.outerHTML.slice(0, 100))
}"""

LEFTS = "all => all.map(each => each.getBoundingClientRect().left)"


@EVERYWHERE
@pytest.mark.parametrize("width", [1280, 375])
def test_one_goes_from_the_index_to_a_spec_to_research_and_back(visit, site, width):
    index = Listing(visit("specs/", site, width=width))
    index.box.fill("bell")
    assert index.shown() == ["The bell"]
    index.wait_for_address("?find=bell")
    index.results.first.click()
    index.page.locator(".rfc-about .rfc-list > li > a").first.click()
    index.page.get_by_role("heading", level=1, name="A survey of the bell").wait_for()
    index.page.locator(".rfc-list > li > a", has_text="The bell").click()
    index.page.get_by_role("heading", level=1, name="The bell").wait_for()
    index.page.locator(".rfc-eyebrow a").first.click()

    assert len(Listing(index.page).shown()) == len(index.rows())


@EVERYWHERE
def test_back_brings_the_filtered_list_back(visit, site):
    index = Listing(visit("specs/", site))
    index.box.fill("lease")
    index.wait_for_address("?find=lease")
    before = index.shown()
    index.results.first.click()
    index.page.get_by_role("heading", level=1, name=before[0]).wait_for()
    index.page.go_back()
    index.wait()

    index.wait_for_address("?find=lease")
    assert index.shown() == before != []
    assert index.box.input_value() == "lease"


@EVERYWHERE
def test_every_column_sorts(visit, site):
    index = Listing(visit("specs/", site))
    for column in index.orders():
        descending = index.sort(column)
        keys = [row.key(column) for row in index.rows()]
        assert keys == sorted(keys, reverse=descending), column


@EVERYWHERE
@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_ours_leaves_the_screen(visit, site, path):
    page = visit(path, site)
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@EVERYWHERE
def test_without_script_every_theme_shows_the_whole_list(visit, site):
    page = visit("specs/", site, script=False)
    rows = page.locator(".rfc-table tbody tr:not(.rfc-group)")

    assert rows.count() == page.locator(".rfc-table tbody tr:not(.rfc-group):visible").count()
    assert page.locator("form.rfc-tools:visible, .rfc-index button:visible").count() == 0


@EVERYWHERE
def test_a_card_is_shown_in_every_theme(visit, site):
    page = visit(BELL, site)
    page.locator("p > .rfc-ref").first.hover()

    page.locator(".rfc-card", has_text="A survey of the bell").wait_for()


@EVERYWHERE
def test_a_banner_stays_above_the_place_one_lands_at(visit, site):
    page = visit("specs/0004-token/#31-functional-goals", site, script=False)
    banner = page.locator(".rfc-banner").bounding_box()
    heading = page.locator("[id='31-functional-goals']").bounding_box()

    assert banner["y"] >= 0
    assert heading["y"] >= banner["y"] + banner["height"]


@pytest.mark.parametrize("site", [name for name in THEMES if name != "readthedocs"])
def test_the_contents_of_the_theme_list_what_stands_at_the_end(visit, site):
    listed = visit(BELL, site, script=False).locator("a[href='#rfc-about']:not([class^=rfc-])")

    assert listed.filter(has_text="About this RFC" if site != "german" else "Über").count() > 0


@MATERIAL
def test_a_status_has_the_same_colours_whatever_the_colour_of_the_theme(visit, site):
    badge = visit(BELL, site).locator(".rfc-eyebrow .rfc-status")

    assert badge.evaluate("node => getComputedStyle(node).color") == "rgb(10, 88, 166)"


def test_links_of_ours_take_the_colour_of_the_theme(visit):
    colours = {
        visit("specs/", site).locator("th > a").first.evaluate("a => getComputedStyle(a).color")
        for site in ("material", "colour")
    }

    assert len(colours) == 2


def test_where_one_reads_from_the_right_everything_is_mirrored(visit):
    page = visit("specs/0004-token/", "rtl")
    banner = page.locator(".rfc-banner")
    steps = page.locator(".rfc-steps > li").evaluate_all(LEFTS)

    assert banner.evaluate("node => getComputedStyle(node).borderRightWidth") != "0px"
    assert banner.evaluate("node => getComputedStyle(node).borderLeftWidth") == "0px"
    assert steps == sorted(steps, reverse=True)

    index = Listing(visit("specs/", "rtl"))
    heads = index.page.locator("thead th:visible").evaluate_all(LEFTS)
    assert heads == sorted(heads, reverse=True)


def test_a_german_site_speaks_german_to_everyone(visit):
    index = Listing(visit("specs/", "german"))
    index.box.fill("bell")
    assert index.count.inner_text() == f"1 von {len(index.rows())} RFCs"
    index.box.fill("zzz")
    assert "passt nichts" in index.page.locator(".rfc-empty").inner_text()

    text = visit(BELL, "german").locator("article").inner_text()
    for english in ("About this RFC", "Referenced by", "History", "Owner", "Created"):
        assert english not in text


def test_with_tabs_the_indexes_are_in_the_head_of_the_theme(visit):
    page = visit("", "tabs")
    tabs = page.locator(".md-tabs")
    tabs.get_by_role("link", name="RFCs").click()

    Listing(page)
    expect(page.locator(".md-tabs__item--active")).to_have_text("RFCs")
