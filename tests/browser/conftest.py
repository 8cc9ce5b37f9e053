"""Sites in a real browser: each built once, served from a thread, looked at with Chromium."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from served import BUNDLE, FLAGS, PLAIN_THEMES, ServedSite, build_site, serve, write_sources

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
BEFORE = """
  try { localStorage.clear() } catch {}  // the theme keeps a scheme
  window.blocked = []
  addEventListener("securitypolicyviolation", event => blocked.push(event.blockedURI))
  window.mermaid = { initialize() {}, render: async () => ({ svg: "<svg></svg>" }) }
"""
"""What each page begins with; the theme would fetch mermaid from another host."""
NO_SEARCH = "window.Worker = class extends EventTarget { postMessage() {} }"
"""The theme reads its whole index anew on each page, which costs more than all the rest of it."""
KEPT = ("Cache-Control", "max-age=3600")
"""A site is built once, so nothing is asked for twice, unless a route forbids to keep anything."""

STARTED = """() => {
  const theme = document.getElementById("__config")?.textContent ?? ""
  const loaded = performance.getEntriesByType("resource")
  if (!theme.includes('"navigation.instant"') || location.hash) return true
  if (!loaded.some(each => each.name.endsWith(".xml"))) return false
  if (!window.drawnFirst) {
    window.drawnFirst = document.querySelector("article")
    dispatchEvent(new PopStateEvent("popstate"))
  }
  return !drawnFirst.isConnected
}"""
"""Whether instant navigation has begun, and has drawn the page anew.

It does so at the first click in a page that was loaded, whatever the click is on, and takes the
place of the link, the focus and what was typed away with the old page. It goes back on a click that
came before its list of pages. So it gets its first click from here, before anyone does anything.
https://github.com/squidfunk/mkdocs-material/blob/master/src/templates/assets/javascripts/integrations/instant/index.ts
"""

expect.set_options(timeout=10_000)  # the machine may have much else to do


def missing(what):
    """Skip where a tool is not installed; on the machine that decides, its absence is a failure."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """Give a site by its name; it is built when it is first asked for."""
    pytest.importorskip("material", reason="the theme Material is not installed")
    known = {}
    with contextlib.ExitStack() as servers:

        def give(name):
            if name == "aipm" and not BUNDLE.exists():
                pytest.skip("the real documents are not here")
            if name not in known:
                folder = tmp_path_factory.mktemp(name)
                (folder / "site").mkdir()
                address = servers.enter_context(serve(folder / "site", KEPT))
                config = write_sources(name, folder / "project")
                build_site(config, folder / "site", site_url=address)
                known[name] = ServedSite(address, folder / "site")
            return known[name]

        yield give


@pytest.fixture(scope="session")
def chromium():
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    if not binary:
        missing("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tabs(chromium):
    """A tab with scripts, one that searches, too, and one without, by whether it does these.

    They are for all tests: a new one for each would take a second.
    """
    known = {}
    for script, search in ((True, False), (True, True), (False, False)):
        context = chromium.new_context(java_script_enabled=script)
        context.set_default_timeout(10_000)
        context.add_init_script(BEFORE if search else BEFORE + NO_SEARCH)
        known[script, search] = context.new_page()
    return known


@pytest.fixture
def visit(tabs, sites):
    """Open a page of a site; what went wrong on it, or left the host, fails the test."""
    troubles, listeners = [], []

    def listen(page, event, listener):
        page.on(event, listener)
        listeners.append((page, event, listener))

    def stop():
        while listeners:
            page, event, listener = listeners.pop()
            page.remove_listener(event, listener)

    def open_page(
        path="",
        site="material",
        *,
        width=1280,
        scheme="light",
        script=True,
        style=True,
        search=False,
    ):
        """`site` is a name or an address; a plain theme may fail where we do not."""
        address = site if site.startswith("http") else sites(site).address
        stop()
        page = clean(tabs[script, search], width, scheme)
        if not style:
            page.route("**/*.css", lambda route: route.abort())
        theirs = address == site or site in PLAIN_THEMES
        listen(page, "pageerror", lambda error: troubles.extend(failures(error, theirs=theirs)))
        listen(page, "request", lambda request: troubles.extend(foreign(request.url)))
        page.goto(address + path)
        if script and address != site:  # a policy of the site may forbid to wait so
            page.wait_for_function(STARTED)
        return page

    yield open_page
    stop()
    assert troubles == []


def failures(error, *, theirs):
    return [] if theirs and "rfc.js" not in error.stack else [error.stack]


def clean(page, width, scheme):
    """Leave nothing in a tab of what a test before has done there."""
    page.goto("about:blank")
    page.unroute_all()
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        media="screen", color_scheme=scheme, reduced_motion="reduce", forced_colors="none"
    )
    return page


def foreign(url):
    """All sites are served here; a worker of the page before may still ask for something."""
    here = ("http://127.0.0.1:", "data:", "blob:")
    return [] if url.startswith(here) else [url]


@pytest.fixture(scope="session")
def axe():
    if not AXE.is_file():
        missing("axe-core is not installed: npm install in tests/browser")
    return AXE.read_text(encoding="utf-8")
