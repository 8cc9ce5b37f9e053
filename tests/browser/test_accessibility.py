"""Rules of accessibility, on every kind of page of three sites, in both schemes and widths."""

import pytest

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
LAID_OUT = ".rfc-table tr { content-visibility: visible !important }"
"""Rows off the screen have an estimated height, and axe would see them overlap."""
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
    page.evaluate(axe)
    page.add_style_tag(content=LAID_OUT)
    return page.evaluate(RUN, [RULES, sorted(THEMES_OWN)])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("site", "kind"), PAGES)
def test_no_page_breaks_a_rule_of_accessibility(visit, sites, axe, site, kind, scheme):
    page = visit(sites(site).find(kind), site, scheme=scheme)
    assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    wide = broken(page, axe)
    page.set_viewport_size({"width": 375, "height": 900})
    narrow = broken(page, axe)

    assert [each for each in wide + narrow if not each[1]] == []


def test_what_is_not_ours_the_theme_breaks_alone(visit, axe):
    found = set()
    for scheme in SCHEMES:
        page = visit("", "stock", scheme=scheme)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            found |= {(rule, place) for rule, place, *_ in broken(page, axe)}

    assert {(r, p) for r, p in found if p} == THEMES_OWN
