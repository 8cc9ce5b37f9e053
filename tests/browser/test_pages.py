"""The pages of documents, the map and the activity in a browser, for every reader."""

import re
from itertools import pairwise

import pytest

SPEC, REVIEW, GONE = "specs/0005-cache/", "specs/0001-queue/", "specs/0004-token/"
RESEARCH = "research/2026-01-02-cache/"
PAGES = ("specs/", "research/", SPEC, REVIEW, GONE, RESEARCH, "rfc/map/", "rfc/activity/")
THEMES_OWN = ("[aria-label='Search']", ".md-search", ".md-copyright", ".md-source")
"""What Material does itself is not ours to answer for."""


def there(page):
    if page.title().startswith("Error response"):
        pytest.skip("the site has no such page")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_breaks_a_rule_of_accessibility(visit, axe, path, width, scheme):
    page = there(visit(path, width=width, scheme=scheme))
    page.wait_for_timeout(300)
    page.evaluate(axe)
    options = {"exclude": [[selector] for selector in THEMES_OWN]}
    result = page.evaluate("options => axe.run(options)", options)
    broken = [
        (each["id"], node["html"][:160]) for each in result["violations"] for node in each["nodes"]
    ]

    assert broken == []


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(visit, path, width):
    page = there(visit(path, width=width))

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [SPEC, REVIEW, GONE])
def test_the_head_is_small_enough_to_see_the_text(visit, path):
    page = visit(path)

    assert page.locator(".rfc-head").bounding_box()["height"] <= 280
    assert page.locator("#\\31 -executive-summary").bounding_box()["y"] < 900


def test_days_in_a_status_are_counted_by_the_reader(visit):
    page = visit(REVIEW)

    if page.locator(".rfc-days").count():
        assert re.search(r", day \d+$", page.locator(".rfc-days").inner_text())


def test_what_is_missing_leads_to_its_place(visit):
    page = visit(SPEC)
    page.locator(".rfc-gate a").first.click()

    page.locator(".rfc-question:target").wait_for()


def test_the_banner_stays_over_the_text_that_one_lands_in(visit):
    page = visit(f"{GONE}#31-functional-goals", width=375)
    page.wait_for_timeout(300)
    banner = page.locator(".rfc-banner").bounding_box()
    heading = page.locator("[id='31-functional-goals']").bounding_box()

    assert banner["y"] >= 48  # the header of the theme
    assert heading["y"] >= banner["y"] + banner["height"]


def test_a_reference_is_a_plain_link_with_a_title_without_script(visit):
    link = visit(SPEC, script=False).locator("article .rfc-ref").first

    assert link.get_attribute("title")


def test_the_keyboard_leads_from_the_index_through_a_spec_to_research_and_back(visit):
    page = visit("specs/")
    box = page.locator("input[name=find]")
    box.focus()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="The cache number 5").wait_for()
    page.locator("#rfc-research ~ .rfc-list a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="A survey of the cache").wait_for()
    page.locator(".rfc-list a", has_text="The cache number 5").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="The cache number 5").wait_for()

    assert page.url.endswith(SPEC)


def test_a_box_of_the_map_can_be_reached_and_opened_by_keyboard(visit):
    page = visit(SPEC)
    box = page.locator(".rfc-ego a").last
    box.focus()
    assert page.locator(".rfc-hot").count() >= 3

    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/(specs|research)/(?!0005)"))


def test_a_status_can_be_taken_off_the_map_without_script(visit):
    page = there(visit("rfc/map/", script=False))
    before = page.locator(".rfc-map a:visible").count()
    page.get_by_label("Draft").uncheck()

    assert page.locator(".rfc-map a:visible").count() == before - 4


@pytest.mark.parametrize("path", [SPEC, RESEARCH, "specs/"])
def test_pages_read_in_a_sensible_order(visit, path):
    headings = visit(path, script=False).get_by_role("heading").all()
    levels = [int(each.evaluate("node => node.tagName[1]")) for each in headings]
    own = levels[levels.index(1) :]

    assert own.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(own))


def test_paper_has_no_controls_and_says_where_it_is_from(visit):
    page = visit(SPEC)
    page.emulate_media(media="print")

    assert page.locator(".rfc-printed").is_visible()
    assert page.locator(".rfc-nextprev, .rfc-jump").first.is_hidden()


def test_right_to_left_mirrors_the_head(visit):
    page = visit(GONE)
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    border = page.locator(".rfc-banner").evaluate("node => getComputedStyle(node).borderRightWidth")

    assert border != "0px"


def test_a_strict_content_security_policy_breaks_nothing_of_ours(visit):
    page = visit("specs/")

    assert page.locator(".rfc-index [style], .rfc-index [onclick], .rfc-index script").count() == 0
