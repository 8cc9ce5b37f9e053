"""A reader without a mouse: from the index through a filter to a spec, its research, and back."""

import pytest

from listing import Listing
from served import READERS

MOUSE = """() => {
  for (const type of ["mousedown", "pointerdown", "touchstart"])
    addEventListener(type, () => window.mouse = true, true)
}"""

OURS = "[class*='rfc-'], [class*='rfc-'] *"
FOCUS_IS = """([selector, href]) => {
  const node = document.activeElement
  return node.matches(selector) && (!href || node.href === href)
}"""
OUTLINED = """() => {
  const node = document.activeElement, box = node.closest("svg")?.querySelector(":focus rect")
  const { outlineStyle, outlineWidth } = getComputedStyle(node)
  if (box) return parseFloat(getComputedStyle(box).strokeWidth) >= 2.6
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1
}"""


def focus_is(page, selector, href=None):
    return page.evaluate(FOCUS_IS, [selector, href])


def tab_to(page, selector, href=None, *, most=120):
    """Press Tab until something has the focus, as somebody does who sees where it is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focus_is(page, selector, href):
            assert focus_is(page, ":focus-visible")
            return
    pytest.fail(f"{most} times Tab do not reach {selector} {href or ''}")


@pytest.mark.parametrize(("site", "width", "scheme"), READERS)
def test_the_keyboard_leads_from_the_index_to_a_spec_to_research_and_back(
    visit, site, width, scheme
):
    page = visit("specs/", site, width=width, scheme=scheme)
    index = Listing(page)
    page.evaluate(f"({MOUSE})()")
    resting = next(row for row in index.rows() if row.keys.get("research"))
    tab_to(page, "input[name=find]")
    page.keyboard.type(resting.title)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(resting.href)
    page.locator(".rfc-steps").wait_for()

    tab_to(page, ".rfc-jump")
    page.keyboard.press("Enter")
    page.wait_for_url("**#rfc-about")
    tab_to(page, ".rfc-about .rfc-list > li > a")
    evidence = page.evaluate("document.activeElement.href")
    assert "/research/" in evidence
    page.keyboard.press("Enter")
    page.wait_for_url(evidence)
    page.locator("#rfc-used-by").wait_for()

    tab_to(page, ".rfc-list > li > a", resting.href)
    page.keyboard.press("Enter")
    page.wait_for_url(resting.href)
    page.locator(".rfc-steps").wait_for()
    tab_to(page, ".rfc-eyebrow a")
    page.keyboard.press("Enter")
    Listing(page)

    assert not page.evaluate("window.mouse ?? false")


def test_tab_goes_through_the_index_in_the_order_of_the_page(visit):
    page = visit("specs/")
    Listing(page)
    reached = []
    tab_to(page, ".rfc-index a, .rfc-index button")
    for _ in range(30):
        reached.append(page.evaluate("document.activeElement.getBoundingClientRect().top"))
        page.keyboard.press("Tab")

    top = [round(each / 40) for each in reached[:12]]
    assert top == sorted(top)
    assert (
        page.locator(".rfc-index [tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    )


@pytest.mark.parametrize("path", ["specs/", "specs/0022-bell/", "rfc/map/", "research/"])
def test_whatever_has_the_focus_can_be_seen_to_have_it(visit, path):
    page = visit(path)
    bare = []
    tab_to(page, OURS)
    while focus_is(page, OURS):
        if not page.evaluate(OUTLINED):
            bare.append(page.evaluate("document.activeElement.outerHTML"))
        page.keyboard.press("Tab")

    assert bare == []
