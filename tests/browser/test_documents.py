"""What a reader can do on the page of a spec or of a research document."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from served import READERS

SPEC, REVIEW, GONE = "specs/0005-cache/", "specs/0001-queue/", "specs/0004-token/"
BELL = "specs/0022-bell/"
EVERY_DATE = re.compile(r"\d{1,2} \w{3} \d{4}")
VISIBLE = """id => {
  const top = document.getElementById(id)?.getBoundingClientRect().top
  return top >= 48 && top < innerHeight
}"""
"""Whether a place is on the screen, and not under the header of the theme; not on another page."""
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
WIDTHS = pytest.mark.parametrize("width", [1280, 375])


@pytest.fixture(params=READERS, ids=lambda reader: "-".join(map(str, reader)))
def read(request, visit, sites):
    """Open the first page of a kind, as one of the readers."""
    site, width, scheme = request.param

    def open_page(kind, **how):
        return visit(sites(site).find(kind), site, width=width, scheme=scheme, **how)

    return open_page


def follow(link):
    """Click a link to a place on another page, when the theme has kept the place of this one.

    It does so 100 ms after the page has moved, and would take it for the place to go to.
    """
    link.scroll_into_view_if_needed()
    link.page.wait_for_function("history.state?.y === scrollY")
    link.click()


def fragment(link):
    return link.get_attribute("href").partition("#")[2]


# ---- the head


@pytest.mark.parametrize("kind", ["draft", "implemented"])
def test_the_first_screen_says_status_title_and_what_it_is_about(read, kind):
    page = read(kind)
    badge = page.locator(".rfc-eyebrow .rfc-status")

    assert badge.get_attribute("data-status") == kind
    assert badge.get_attribute("title")
    for part in (badge, page.locator("h1"), page.locator(".rfc-tldr"), page.locator(".rfc-steps")):
        assert part.bounding_box()["y"] < 900


@SCRIPTS
def test_the_breadcrumb_leads_to_the_index_and_the_jump_to_the_end(read, script):
    page = read("review", script=script)
    page.locator(".rfc-jump").click()
    page.wait_for_url("**#rfc-about")
    page.wait_for_function(VISIBLE, arg="rfc-about")

    page.locator(".rfc-eyebrow a").first.click()

    page.locator(".rfc-index").wait_for()


@SCRIPTS
def test_each_thing_that_is_missing_leads_to_its_place(read, script):
    page = read("draft", script=script)
    links = page.locator(".rfc-gate a[href*='#']")
    assert links.count() > 0

    for link in links.all():
        link.click()
        page.wait_for_function(VISIBLE, arg=fragment(link))


def test_the_lifecycle_has_one_present_step_and_a_day_for_each_that_is_past(visit):
    steps = visit(BELL).locator(".rfc-steps > li")

    assert steps.locator("b").all_inner_texts() == ["Draft", "In Review", "Approved", "Implemented"]
    assert [bool(EVERY_DATE.search(text)) for text in steps.all_inner_texts()] == [1, 1, 1, 0]
    assert steps.nth(2).get_attribute("aria-current") == "step"
    assert steps.locator("[aria-current]").count() == 0


def test_on_a_narrow_screen_the_lifecycle_ends_with_the_present(visit):
    steps = visit(BELL, width=375).locator(".rfc-steps > li:visible b")

    assert steps.all_inner_texts() == ["Draft", "In Review", "Approved"]


def test_days_in_a_status_are_counted_by_the_readers_clock(chromium, sites):
    page = chromium.new_page()
    page.clock.set_fixed_time(dt.datetime(2026, 1, 11, 12, tzinfo=dt.UTC))
    page.goto(sites("material").address + REVIEW)

    assert page.locator(".rfc-now").inner_text().split("\n")[-1] == "2 Jan 2026, day 10"
    page.close()


def test_days_in_a_status_are_not_guessed_without_a_script(visit):
    assert visit(REVIEW, script=False).locator(".rfc-now span").first.inner_text() == "2 Jan 2026"


@SCRIPTS
@WIDTHS
def test_a_banner_names_the_successor_with_its_status_and_leads_there(visit, width, script):
    page = visit(GONE, width=width, script=script)
    banner = page.locator(".rfc-banner")
    assert banner.inner_text() == "Superseded by 0021 The bus (Approved) on 2 Jan 2026."
    assert banner.bounding_box()["height"] < 50

    banner.get_by_role("link").click()

    page.get_by_role("heading", level=1, name="The bus").wait_for()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("specs/0023-horn/", "Rejected on 2 Jan 2026. too loud by night"),
        ("specs/0024-flag/", "Deprecated on 2 Jan 2026. Nothing replaces it."),
    ],
)
def test_a_dead_spec_without_a_successor_says_that_it_is_dead_and_why_if_the_author_did(
    visit, path, said
):
    assert visit(path).locator(".rfc-banner").inner_text() == said


def test_the_banner_stays_over_the_text_that_one_lands_in(visit):
    for width in (1280, 375):
        page = visit(f"{GONE}#31-functional-goals", width=width, script=False)
        banner = page.locator(".rfc-banner").bounding_box()
        heading = page.locator("[id='31-functional-goals']").bounding_box()

        assert banner["y"] >= 48  # the header of the theme
        assert heading["y"] >= banner["y"] + banner["height"]


def test_meters_are_as_long_as_what_they_count(visit):
    for fact in visit(BELL).locator(".rfc-facts > div:has(.rfc-meter)").all():
        done, total = re.findall(r"\d+", fact.locator("dd").inner_text())
        meter = fact.locator(".rfc-meter")

        assert meter.get_attribute("viewBox").split()[2] == total
        assert meter.locator("rect").get_attribute("width") == done


def test_an_owner_leads_to_what_is_theirs(visit):
    page = visit(BELL)
    page.locator(".rfc-facts").get_by_role("link", name="Grace").click()
    page.locator(".rfc-index[data-on]").wait_for()

    assert page.locator("select[name=owner]").input_value() == "Grace"


@SCRIPTS
def test_further_fields_unfold_by_keyboard(visit, script):
    page = visit(BELL, script=script)
    more = page.locator(".rfc-head .rfc-more")
    more.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(more.locator("dl")).to_be_visible()


# ---- the text


@SCRIPTS
def test_what_is_not_written_yet_says_so_and_unfolds_what_the_template_asks(visit, script):
    page = visit(SPEC, script=script)
    missing = page.locator(".rfc-todo").first
    assert "not written" in missing.inner_text().lower()

    missing.locator("summary").first.focus()
    page.keyboard.press("Enter")

    expect(missing.locator("details").first).to_have_attribute("open", "")


def test_open_and_settled_questions_are_told_apart_by_more_than_colour(visit):
    page = visit(SPEC)
    opened, settled = page.locator(".rfc-open"), page.locator(".rfc-settled")

    assert (opened.count(), settled.count()) == (1, 1)
    assert opened.get_by_role("checkbox", name="Open").count() == 1
    assert settled.get_by_role("checkbox", name="Done").count() == 1


def test_a_question_has_an_address_of_its_own(visit):
    page = visit(f"{SPEC}#rfc-q-which-key")

    assert "Which key?" in page.locator(".rfc-question:target").inner_text()


@SCRIPTS
def test_references_are_plain_links_with_a_title(visit, script):
    page = visit(BELL, script=script)
    reference = page.locator("article p > .rfc-ref").last
    assert reference.get_attribute("title") == "A survey of the bell"

    reference.click()

    page.get_by_role("heading", level=1, name="A survey of the bell").wait_for()


def test_a_reference_to_a_dead_spec_is_marked_and_others_are_not(visit):
    page = visit(BELL)
    mark = "node => getComputedStyle(node, '::after').content"

    assert page.locator(".rfc-ref[data-tone=refused]").first.evaluate(mark) == '""'
    assert page.locator(".rfc-ref:not([data-tone])").first.evaluate(mark) == "none"


def test_a_heading_gives_its_address_to_pointer_and_keyboard(visit):
    page = visit(SPEC)
    heading = page.locator("article h2").first
    link = heading.locator(".headerlink")
    heading.hover()
    link.click()
    page.wait_for_url(f"**#{heading.get_attribute('id')}")

    link.focus()

    expect(link).not_to_have_css("opacity", "0")


# ---- the end


def test_research_says_where_it_is_cited_and_that_it_changed(visit):
    page = visit(BELL)
    item = page.locator("#rfc-research ~ .rfc-list > li").first
    assert "changed after approval" in item.inner_text()

    follow(item.get_by_role("link", name="5", exact=True))

    page.wait_for_function(VISIBLE, arg="5-detailed-design")


def test_who_refers_to_a_spec_is_quoted(visit):
    page = visit(GONE)
    backlink = page.locator("#rfc-referenced-by + .rfc-list > li", has_text="The bell")

    assert "RFC 4, which was rejected." in backlink.locator("q").inner_text()
    follow(backlink.get_by_role("link", name="1", exact=True))
    page.wait_for_url("**/0022-bell/#1-executive-summary")


@SCRIPTS
def test_history_has_the_transitions_and_folds_the_edits_between_them(visit, script):
    page = visit(BELL, script=script)
    events = page.locator(".rfc-time > li")
    assert events.locator("> b").all_inner_texts() == [
        "In Review to Approved, after 2 days",
        "Draft to In Review, after 3 days",
        "Created as Draft",
    ]
    folded = events.locator("details")
    assert not page.get_by_text("Say it better").is_visible()

    folded.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Say it better")).to_be_visible()
    assert folded.locator("li code").count() == 2


def test_the_drawing_of_links_marks_the_neighbours_of_what_one_points_at(visit):
    page = visit(BELL)
    box = page.locator(".rfc-ego a[data-id='0-0']")
    box.hover()

    expect(page.locator(".rfc-ego a.rfc-hot")).to_have_count(2)
    expect(page.locator(".rfc-ego path.rfc-hot")).to_have_count(1)
    expect(page.locator(".rfc-ego a:not(.rfc-hot)")).to_have_css("opacity", "0.15")


def test_a_box_of_the_drawing_is_reached_and_opened_by_keyboard(visit):
    page = visit(BELL)
    page.locator(".rfc-ego").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(".rfc-ego .rfc-hot").count() >= 2

    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="A survey of the bell").wait_for()


@pytest.mark.parametrize("kind", ["draft", "review", "implemented"])
def test_the_table_holds_every_link_of_the_drawing(read, kind):
    page = read(kind)
    drawn = page.locator(".rfc-ego a:not([data-id=self]) title").all_text_contents()
    page.locator("#rfc-map ~ .rfc-more summary").click()
    table = page.locator("#rfc-map ~ .rfc-more a")

    assert 0 < len(drawn) <= table.count()
    expect(table.first).to_be_visible()


@SCRIPTS
@WIDTHS
def test_the_next_and_the_previous_spec_are_one_step_away(visit, width, script):
    page = visit(SPEC, width=width, script=script)
    page.get_by_role("link", name="0006 The queue number 6 →").click()
    page.get_by_role("heading", level=1, name="The queue number 6").wait_for()
    page.get_by_role("link", name="← 0005 The cache number 5").click()

    page.get_by_role("heading", level=1, name="The cache number 5").wait_for()


# ---- research


def test_research_says_first_who_uses_it_and_with_which_sentence(read):
    page = read("research")
    text = page.locator("article").inner_text()
    used = page.locator("#rfc-used-by")

    assert text.index("Used by") < len(text) / 2 or len(text) < 2000
    assert used.bounding_box()["y"] < 900
    assert page.locator("#rfc-used-by + .rfc-list li, #rfc-used-by + .rfc-none").count() > 0


def test_the_place_where_research_is_cited_is_one_step_away(visit):
    page = visit("research/2026-01-02-bell/")
    follow(page.locator("#rfc-used-by + .rfc-list").get_by_role("link", name="5", exact=True))
    page.get_by_role("heading", level=1, name="The bell").wait_for()

    page.wait_for_function(VISIBLE, arg="5-detailed-design")
