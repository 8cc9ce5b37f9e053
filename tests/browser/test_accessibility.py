"""Rules of accessibility, on every kind of page of three sites, in both schemes and widths."""

import pytest
from playwright.sync_api import expect

from served import EXTRA, KINDS

PAGES = [(site, kind) for site in ("material", "own", "aipm") for kind in (*KINDS, *EXTRA[site])]
SCHEMES = {"light": "default", "dark": "slate"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES_OWN = {
    ("aria-dialog-name", ".md-search"),
    ("color-contrast", ".md-copyright"),
    ("color-contrast", "pre code span"),  # colours of code
    ("color-contrast", "article :not(pre) > code"),  # in a link, dark
    ("link-in-text-block", "article a"),  # no underline
    ("landmark-unique", ".md-code__nav"),  # beside each block of code
    ("scrollable-region-focusable", ".md-typeset__scrollwrap"),  # around a wide table
}
"""Rules that the theme breaks without us, each with the place: the stock theme proves it."""
KNOWN = [RULES, sorted(THEMES_OWN)]
LAID_OUT = """
  .rfc-table tr { content-visibility: visible !important }
  *, ::before, ::after { transition: none !important }
"""
"""Rows off the screen have an estimated height, and axe would see them overlap; and a colour that
is on its way to another would be seen as it never stays."""
SWITCH = """scheme => {
  const choice = document.querySelector(`[name=__palette][data-md-color-scheme=${scheme}]`)
  choice.checked = true
  choice.dispatchEvent(new Event("change"))
}"""
SETTLE = """async () => {
  const codes = [...document.querySelectorAll("pre > code")]
  const late = code => code.scrollWidth > code.clientWidth && !code.hasAttribute("tabindex")
  for (let frame = 0; frame < 120 && codes.some(late); frame++)
    await new Promise(requestAnimationFrame)
}"""
"""The theme makes code that scrolls focusable a moment after the width has changed."""
RUN = """async ([rules, known]) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, any }) => {
    const place = document.querySelector(target[0])
    const ours = place.closest("[class*='rfc-']")
    const theirs = known.find(([rule, selector]) => rule === id && place.matches(selector))
    return [id, theirs && !ours ? theirs[1] : "", target[0], html.slice(0, 200), any[0]?.message]
  }))
}"""


def broken(page, axe):
    """What is broken on a page, which is loaded once, in both schemes and widths."""
    page.evaluate(axe)
    page.add_style_tag(content=LAID_OUT)
    found = []
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SWITCH, name)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(SETTLE)
            found += [[*each, scheme, width] for each in page.evaluate(RUN, KNOWN)]
    return found


@pytest.mark.parametrize(("site", "kind"), PAGES)
def test_no_page_breaks_a_rule_of_accessibility(visit, sites, axe, site, kind):
    found = broken(visit(sites(site).find(kind), site), axe)

    assert [each for each in found if not each[1]] == []


def test_what_is_not_ours_the_theme_breaks_alone(visit, axe):
    found = broken(visit("", "stock"), axe)

    assert {(rule, place) for rule, place, *_ in found if place} == THEMES_OWN


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_has_the_scheme_that_the_system_asks_for(visit, scheme):
    body = visit("specs/", scheme=scheme).locator("body")

    expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
