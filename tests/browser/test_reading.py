"""What is left of a page without style, without script, on paper, and under a strict policy."""

import re
from itertools import pairwise

import pytest

from listing import Listing
from served import EXTRA, KINDS, READERS, serve

PAGES = [
    (site, kind)
    for site in ("material", "own", "aipm")
    for kind in (*KINDS, *EXTRA[site])
    if (site, kind) != ("own", "home")  # is a page of its own
]
POLICY = (
    "Content-Security-Policy",
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
)
SHIFTS = """() => new Promise(done => {
  const moved = []
  new PerformanceObserver(list => moved.push(...list.getEntries().map(each => each.value)))
    .observe({ type: "layout-shift", buffered: true })
  requestIdleCallback(() => setTimeout(() => done(moved), 100))
})"""


# ---- without style and without script


def tree(visit, path, site):
    """The page as somebody hears it who has no style sheet and no script."""
    page = visit(path, site, script=False, style=False)
    return page, page.locator("article").aria_snapshot()


def places(text, parts):
    found = []
    for part in parts:
        found.append(text.index(part, found[-1] if found else 0))
    return found


@pytest.mark.parametrize("site", ["material", "own", "aipm"])
def test_a_spec_reads_as_title_status_summary_gate_text_and_what_is_about_it(visit, sites, site):
    page, text = tree(visit, sites(site).find("draft"), site)
    parts = [
        page.locator(".rfc-eyebrow .rfc-status").inner_text(),
        page.locator("h1").inner_text(),
        page.locator(".rfc-tldr").inner_text()[:30],
        page.locator(".rfc-now b").inner_text(),
        "Before it can be approved:",
        "Owner",
        page.locator(".rfc-head ~ h2").first.inner_text().rstrip("¶"),
        "About this RFC",
        "History",
    ]

    assert places(text, parts) == sorted(places(text, parts))


def test_a_dead_spec_says_what_replaced_it_before_anything_else(visit):
    _, text = tree(visit, "specs/0004-token/", "material")

    assert places(text, ["The token number 4", "Superseded by", "The bus", "One cache for all."])


@pytest.mark.parametrize("site", ["material", "own", "aipm"])
def test_research_reads_as_title_summary_users_text_and_history(visit, sites, site):
    page, text = tree(visit, sites(site).find("research"), site)
    after = page.locator("#rfc-used-by ~ *, .rfc-about ~ *").first
    assert after.count() == 1

    assert places(text, [page.locator("h1").inner_text(), "Author", "Used by", "History"])


@pytest.mark.parametrize("site", ["material", "own", "aipm"])
def test_the_index_reads_as_what_waits_then_the_statuses_then_the_list(visit, site):
    page, text = tree(visit, "specs/", site)
    first = page.locator(".rfc-table th > a").first.inner_text()

    assert places(text, ["RFCs", "Open for review", "table ", "columnheader", "rowheader", first])
    assert len(re.findall(r"- '?row ", text)) >= page.locator(".rfc-table tbody tr").count()


@pytest.mark.parametrize(("site", "kind"), PAGES)
def test_headings_of_ours_skip_no_level_and_there_is_one_title(visit, sites, site, kind):
    page = visit(sites(site).find(kind), site, script=False)
    headings = page.locator("article :is(h1, h2, h3, h4, h5, h6)")
    levels = headings.evaluate_all("all => all.map(each => +each.tagName[1])")
    ours = headings.evaluate_all("all => all.map(each => each.id.startsWith('rfc-'))")

    assert levels.count(1) == 1
    steps = zip(pairwise(levels), ours[1:], strict=True)
    assert all(after - before <= 1 for (before, after), is_ours in steps if is_ours)


# ---- on any screen


@pytest.mark.parametrize(("site", "kind"), PAGES)
def test_no_page_scrolls_sideways(visit, sites, site, kind):
    page = visit(sites(site).find(kind), site)
    for width in (1280, 768, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("site", "kind"), PAGES)
def test_nothing_moves_while_a_page_loads(visit, sites, site, kind):
    for width in (1280, 375):
        assert visit(sites(site).find(kind), site, width=width).evaluate(SHIFTS) == []


@pytest.mark.parametrize(
    ("site", "kind"), [(site, kind) for site, kind in PAGES if kind not in {"index", "map"}]
)
def test_the_head_leaves_room_for_the_text(visit, sites, site, kind):
    page = visit(sites(site).find(kind), site)
    for head in page.locator(".rfc-head").all():
        assert head.bounding_box()["height"] <= 280
        assert page.locator(".rfc-head ~ :is(h2, p)").first.bounding_box()["y"] < 900


def test_where_colours_are_the_systems_a_status_is_told_by_its_shape(visit):
    page = visit("specs/0022-bell/")
    page.emulate_media(forced_colors="active")
    badge = page.locator(".rfc-eyebrow .rfc-status")
    shape = badge.evaluate("node => getComputedStyle(node, '::before').forcedColorAdjust")

    assert shape == "none"
    assert badge.evaluate("node => getComputedStyle(node).borderTopWidth") == "1px"


# ---- on paper


@pytest.mark.parametrize(("site", "width", "scheme"), READERS)
@pytest.mark.parametrize("kind", ["index", "draft", "research"])
def test_paper_has_no_controls(visit, sites, site, width, scheme, kind):
    page = visit(sites(site).find(kind), site, width=width, scheme=scheme)
    page.emulate_media(media="print")
    controls = ".rfc-tools, .rfc-count, .rfc-nextprev, .rfc-jump, .rfc-index input"

    assert page.locator(controls).filter(visible=True).count() == 0
    assert page.locator("h1").is_visible()


def test_paper_says_where_it_is_from_and_keeps_nothing_folded(visit):
    page = visit("specs/0022-bell/")
    assert page.locator(".rfc-printed").is_hidden()
    page.emulate_media(media="print")

    assert re.fullmatch(
        r"Printed from specs/0022-bell\.md as of commit [0-9a-f]{7}, \d+ Jan 2026\.",
        page.locator(".rfc-printed").inner_text(),
    )
    assert page.get_by_text("Say it better").is_visible()
    assert page.locator(".rfc-ties").bounding_box()["height"] > 20


def test_paper_has_every_row_of_the_index(visit):
    page = visit("specs/")
    page.emulate_media(media="print")
    rows = page.locator(".rfc-table tbody tr")

    assert rows.filter(visible=True).count() == rows.count() > 0
    assert page.locator("thead").evaluate("node => getComputedStyle(node).display") != "block"
    arrow = "node => getComputedStyle(node, '::after').display"
    assert page.locator(".rfc-sort").first.evaluate(arrow) == "none"


# ---- under a strict policy


@pytest.mark.parametrize("path", ["specs/", "specs/0022-bell/", "rfc/map/", "rfc/activity/", ""])
def test_a_strict_policy_blocks_nothing_of_ours(visit, sites, path):
    """The scripts that a theme writes into the page are blocked, and those are all there are."""
    with serve(sites("mkdocs").folder, POLICY) as address:
        page = visit(path, address)
        inline = page.locator("script:not([src])").count()

        assert page.evaluate("blocked") == ["inline"] * inline
        assert (
            page.locator("article script, [role=main] script, [class*=rfc-][onclick]").count() == 0
        )


def test_under_a_strict_policy_the_index_filters_and_a_card_is_shown(visit, sites):
    with serve(sites("mkdocs").folder, POLICY) as address:
        index = Listing(visit("specs/", address))
        before = len(index.page.evaluate("blocked"))
        index.box.fill("bell")
        assert index.shown() == ["The bell"]
        index.results.first.click()
        index.page.wait_for_url("**/0022-bell/")  # and for its scripts: they see who points later
        index.page.locator(".rfc-ref").first.hover()
        index.page.locator(".rfc-card").wait_for()

        assert len(index.page.evaluate("blocked")) == before
