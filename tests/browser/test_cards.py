"""The card of a reference: what it leads to, for the pointer and for the keyboard."""

SPEC = "specs/0005-cache/"
CARD = ".rfc-card"


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
    page.wait_for_timeout(300)
    assert card.is_visible()
    page.mouse.move(5, 5)
    card.wait_for(state="detached")


def test_the_keyboard_brings_it_and_escape_takes_it_away(visit):
    page = visit(SPEC)
    link = reference(page)
    link.focus()
    page.locator(CARD).wait_for()
    assert link.get_attribute("aria-describedby") == "rfc-card"

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

    assert page.locator(CARD).count() == 0


def test_where_the_page_cannot_be_read_the_title_remains(visit):
    page = visit(SPEC)
    page.route("**/0006-queue/", lambda route: route.abort())
    link = reference(page)
    link.hover()
    page.wait_for_timeout(500)

    assert page.locator(CARD).count() == 0
    assert link.get_attribute("title") == "In Review — The queue number 6"
