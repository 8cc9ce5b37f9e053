"""A site in a real browser: built once, served from a thread, looked at with Chromium."""

import functools
import http.server
import os
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from conftest import Project
from written import research, spec

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
CONFIG = """\
site_name: Product
site_url: http://127.0.0.1:{port}/
theme:
  name: material
  font: false
  palette:
    - {{media: "(prefers-color-scheme: light)", scheme: default}}
    - {{media: "(prefers-color-scheme: dark)", scheme: slate}}
  features: [navigation.instant]
extra_javascript: [rfc/rfc.js]
plugins: [search, rfc]
"""
STATUSES = ("Draft (WIP)", "In Review (RFC)", "Approved", "Implemented", "Rejected")
SUBJECTS = ("cache", "queue", "lease", "audit", "token")


def missing(what):
    """Skip where a tool is not installed; on the machine that decides, its absence is a failure."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def documents():
    """Twenty numbered specs in five statuses, with tags, owners, questions and research."""
    files = {"docs/index.md": "# Product\n", "research/2026-01-02-unused.md": research("Unused")}
    for number in range(1, 21):
        subject, status = SUBJECTS[number % 5], STATUSES[number % 5]
        body = (
            f"See `research/2026-01-02-{subject}.md` and RFC {number % 20 + 1}.\n\n"
            "## 3.1 Functional Goals\n\n- [x] One\n- [ ] Two\n\n"
            "## 9. Open Questions\n\n- [ ] Which key?\n- [x] Whose?\n"
        )
        owner = ("Ada", "Grace", "Lin")[number % 3]
        text = spec(f"The {subject} number {number}", status, body=body, owner=owner)
        files[f"specs/{number:04}-{subject}.md"] = f"---\ntags: [{subject}, core]\n---\n{text}"
    files["specs/0021-bus.md"] = spec(
        "The bus", "Approved", rows="| Supersedes | [RFC 4](0004-token.md) |\n", owner="Ada"
    )
    for subject in SUBJECTS:
        files[f"research/2026-01-02-{subject}.md"] = research(f"A survey of the {subject}")
    return files


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Address of the site, with a slash at its end."""
    pytest.importorskip("material", reason="the theme Material is not installed")
    root = tmp_path_factory.mktemp("browser")
    (root / "site").mkdir()
    server = serve(root / "site")
    project = Project(root / "project")
    config = CONFIG.format(port=server.server_port)
    project.write(documents() | {"mkdocs.yml": config}).commit("Write everything")
    project.build()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    if not binary:
        missing("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Open a page of the site; what went wrong on it, or left the host, fails the test."""
    contexts, troubles = [], []

    def open_page(path, *, width=1280, scheme="light", script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((site, "data:", "blob:"))
                else troubles.append(request.url)
            ),
        )
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def axe():
    if not AXE.is_file():
        missing("axe-core is not installed: npm install in tests/browser")
    return AXE.read_text(encoding="utf-8")
