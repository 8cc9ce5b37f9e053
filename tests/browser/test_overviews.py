"""What a reader can do on the index of research, the map, the activity and the first page."""

import pytest
from playwright.sync_api import expect

from listing import Listing
from served import READERS

SITES = pytest.mark.parametrize(("site", "width", "scheme"), READERS)
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


# ---- research


@SITES
def test_research_is_narrowed_to_what_is_used_and_what_is_not(visit, site, width, scheme):
    index = Listing(visit("research/", site, width=width, scheme=scheme))
    rows = index.rows()
    choice = index.page.locator("select[name=used]")
    for value, used in (("yes", True), ("no", False)):
        choice.select_option(value)
        expected = [row.title for row in rows if bool(row.keys["users"]) is used]
        assert index.shown() == expected
    index.wait_for_address("?used=no")


@SITES
def test_research_is_found_by_topic_tag_and_researcher(visit, site, width, scheme):
    index = Listing(visit("research/", site, width=width, scheme=scheme))
    rows = index.rows()
    index.box.fill(rows[-1].title.upper())
    assert rows[-1].title in index.shown()
    index.box.fill("")

    for name, has in (("owner", lambda row: row.owners), ("tag", lambda row: row.tags)):
        choice = index.page.locator(f"select[name={name}]")
        for value in choice.locator("option").all_inner_texts()[1:3]:
            choice.select_option(value)
            assert index.shown() == [row.title for row in rows if value in has(row)] != []
        if choice.count():
            choice.select_option("")


@SITES
def test_research_is_listed_newest_first_and_sorts_by_use(visit, site, width, scheme):
    index = Listing(visit("research/", site, width=width, scheme=scheme))
    days = [row.key("created") for row in index.rows()]
    assert days == sorted(days, reverse=True)

    descending = index.sort("users")

    uses = [row.key("users") for row in index.rows() if row.shown]
    assert uses == sorted(uses, reverse=descending)


@SITES
def test_without_script_research_is_whole(visit, site, width, scheme):
    page = visit("research/", site, width=width, scheme=scheme, script=False)
    rows = page.locator(".rfc-table tbody tr")

    assert page.locator(".rfc-table tbody tr:visible").count() == rows.count() > 0
    assert page.locator("form.rfc-tools:visible, .rfc-index button:visible").count() == 0


def test_research_is_found_by_the_beginning_of_its_day_and_by_its_month(visit):
    index = Listing(visit("research/"))
    index.box.fill("2026-01")
    assert len(index.shown()) == len(index.rows())
    index.box.fill("2026-02")
    assert index.shown() == []
    index.box.fill("")

    index.page.locator("select[name=date]").select_option("2026-01")

    index.wait_for_address("?date=2026-01")
    assert len(index.shown()) == len(index.rows())


# ---- the map


@SITES
@SCRIPTS
def test_a_status_is_taken_off_the_map_and_off_the_table(visit, site, width, scheme, script):
    page = visit("rfc/map/", site, width=width, scheme=scheme, script=script)
    switch = page.locator(".rfc-switches label").first
    tone = switch.get_attribute("data-tone")
    drawn = page.locator(f".rfc-map a[data-tone={tone}]")
    listed = page.locator(f".rfc-ties tr[data-tone={tone}]")
    assert drawn.count() > 0
    others = page.locator(".rfc-map a:visible").count() - drawn.count()

    switch.locator("input").uncheck()

    expect(page.locator(".rfc-map a:visible")).to_have_count(others)
    expect(listed.filter(visible=True)).to_have_count(0)
    switch.locator("input").check()
    expect(drawn.first).to_be_visible()


def test_the_map_marks_the_neighbours_of_what_has_the_focus(visit):
    page = visit("rfc/map/")
    box = page.locator(".rfc-map a").first
    box.focus()
    node = box.get_attribute("data-id")
    edges = page.locator(f".rfc-map path:is([data-from='{node}'], [data-to='{node}'])")

    assert page.locator(".rfc-map path.rfc-hot").count() == edges.count() > 0
    expect(box).to_have_css("opacity", "1")


def test_a_box_of_the_map_opens_by_keyboard(visit):
    page = visit("rfc/map/")
    box = page.locator(".rfc-map a[data-tone]").first
    title = box.locator("title").text_content()
    box.focus()
    page.keyboard.press("Enter")
    page.locator(".rfc-steps").wait_for()

    assert page.locator("article h1").inner_text() in title


@SITES
def test_the_map_scrolls_in_itself_and_by_keyboard(visit, site, width, scheme):
    page = visit("rfc/map/", site, width=width, scheme=scheme)
    region = page.locator(".rfc-map")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert region.get_attribute("tabindex") == "0"
    assert region.get_attribute("aria-label")


@SITES
def test_the_table_beside_the_map_holds_every_spec_that_is_drawn(visit, site, width, scheme):
    page = visit("rfc/map/", site, width=width, scheme=scheme, script=False)
    drawn = page.locator(".rfc-map a[data-tone]")

    assert page.locator(".rfc-ties tbody tr").count() == drawn.count() > 0


# ---- the activity


@SITES
def test_the_activity_is_told_newest_first_with_commit_and_link(visit, site, width, scheme):
    page = visit("rfc/activity/", site, width=width, scheme=scheme, script=False)
    items = page.locator(".rfc-time > li")
    days = items.locator("time").evaluate_all("all => all.map(time => time.dateTime)")

    assert days == sorted(days, reverse=True) != []
    assert items.filter(has=page.locator("a")).count() == items.count()
    assert items.filter(has=page.locator("small code")).count() == items.count()
    assert items.locator("small code").count() == items.count()


@SCRIPTS
def test_the_chart_is_a_table_too(visit, script):
    page = visit("rfc/activity/", script=script)
    chart = page.get_by_role("img", name="RFCs by status, month by month")
    assert chart.is_visible()
    page.get_by_text("The same as a table").click()
    rows = page.locator(".rfc-ties tr").all_inner_texts()

    for title in chart.locator("title").all_text_contents():
        month, _, what = title.partition(": ")
        assert any(row.startswith(month) and what in row for row in rows)


# ---- the first page


@pytest.mark.parametrize("width", [1280, 375])
def test_the_first_page_leads_to_a_status(visit, width):
    page = visit("", width=width)
    chip = page.locator(".rfc-chip").first
    count = int(chip.locator("b").inner_text())
    chip.click()

    assert len(Listing(page).shown()) == count


@pytest.mark.parametrize("site", ["material", "aipm"])
@SCRIPTS
def test_the_first_page_leads_to_everything(visit, site, script):
    page = visit("", site, script=script)
    for path in ("specs/", "research/", "rfc/map/", "rfc/activity/"):
        assert page.locator(f".rfc-lede a[href$='{path}']").is_visible()
    assert page.locator(".rfc-waiting a").first.is_visible()
    recent = page.locator("#rfc-recent + .rfc-list time")
    days = recent.evaluate_all("all => all.map(time => time.dateTime)")
    assert days == sorted(days, reverse=True) != []

    page.locator("#rfc-recent + .rfc-list > li > a").first.click()

    page.locator(".rfc-eyebrow").wait_for()
