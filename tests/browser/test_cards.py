"""The card of a reference: what it leads to, for the pointer and for the keyboard."""

from playwright.sync_api import expect

SPEC = "specs/0005-cache/"
CARD = ".rfc-card"
LATER = "() => new Promise(done => setTimeout(done, 300))"
"""By the clock of the page: what it has put off for less than that has happened then."""


def reference(page):
    return page.locator("article .rfc-ref[href*='0006']").first


def test_the_pointer_brings_a_card_with_title_status_and_summary(visit):
    page = visit(SPEC)
    reference(page).hover()
    card = page.locator(CARD)
    card.wait_for()

    assert " ".join(card.inner_text().split()) == (
        "RFC 0006 In Review The queue number 6 One cache for all."
    )
    card.hover()
    page.evaluate(LATER)
    assert card.is_visible()
    page.mouse.move(5, 5)
    card.wait_for(state="detached")


def test_the_keyboard_brings_it_and_escape_takes_it_away(visit):
    page = visit(SPEC)
    link = reference(page)
    link.focus()
    expect(link).to_have_attribute("aria-describedby", "rfc-card")

    page.keyboard.press("Escape")

    assert page.locator(CARD).count() == 0
    assert link.get_attribute("aria-describedby") is None


def test_it_does_not_follow_the_reader_to_the_next_page(visit):
    page = visit(SPEC)
    link = reference(page)
    link.hover()
    page.locator(CARD).wait_for()
    link.click()
    page.wait_for_url("**/0006-queue/")

    expect(page.locator(CARD)).to_have_count(0)


def test_where_the_page_cannot_be_read_the_title_remains(visit):
    page = visit(SPEC)
    page.route("**/0006-queue/", lambda route: route.abort())
    link = reference(page)
    with page.expect_event("requestfailed", lambda request: "/0006-queue/" in request.url):
        link.hover()
    page.evaluate(LATER)

    assert page.locator(CARD).count() == 0
    assert link.get_attribute("title") == "In Review — The queue number 6"
