"""How quick the index of a thousand documents is, in a real browser.

Run it on an idle machine: `python tests/benchmarks/reading.py`. It prints what the budget of the
pages speaks of: sizes, the time to set the index up, and from a key or a sort to the next frame.
"""

import functools
import gzip
import http.server
import shutil
import statistics
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import sync_playwright

from conftest import Project
from written import spec

ROWS = 1000
STATUSES = ("Draft (WIP)", "In Review (RFC)", "Approved", "Implemented", "Rejected")
WORDS = ("shard", "event", "cache", "audit", "retry", "token", "queue", "index", "lease", "store")
CONFIG = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: [rfc]
"""
FRAME = """async act => {
  const begin = performance.now()
  act === "key" ? window.nextKey() : window.nextSort()
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - begin
}"""
DRIVE = """() => {
  const box = document.querySelector("input[name=find]")
  const sorts = [...document.querySelectorAll(".rfc-sort")]
  const texts = "c ca cac cach cache cach cac ca c a au aud a s st sto".split(" ").concat("")
  let at = 0, sort = 0
  window.nextKey = () => {
    box.value = texts[at++ % texts.length]
    box.dispatchEvent(new Event("input"))
  }
  window.nextSort = () => sorts[sort++ % sorts.length].click()
}"""


def build(folder):
    project = Project(folder / "project")
    files = {
        f"specs/{number:04}-x.md": spec(
            " ".join(WORDS[(number * step + step) % 10] for step in (1, 3, 7)) + f" {number}",
            STATUSES[number % 5],
            owner=f"{WORDS[number % 10]} {WORDS[number // 10 % 10]}",
        )
        for number in range(1, ROWS + 1)
    }
    project.write(files | {"mkdocs.yml": CONFIG}).commit("Write everything")
    project.build()
    return folder / "site"


def summary(name, figures):
    figures = sorted(figures)
    late = figures[int(len(figures) * 0.95)]
    print(f"{name}: median {statistics.median(figures):.0f} ms, p95 {late:.0f} ms")


def measure(site):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    handler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    flags = ["--no-sandbox", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/specs/")
        page.wait_for_selector(".rfc-index[data-on]")
        page.wait_for_timeout(1000)
        page.evaluate(DRIVE)
        for name, act, times in (("key to paint", "key", 68), ("sort to paint", "sort", 28)):
            summary(name, [page.evaluate(FRAME, act) for _ in range(times)])
        browser.close()
    server.shutdown()
    server.server_close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder))
        page = (site / "specs" / "index.html").read_bytes()
        print(f"index of {ROWS} rows: {len(page)} bytes, {len(gzip.compress(page))} gzipped")
        for file in sorted((site / "rfc").glob("rfc.*")):
            print(f"{file.name}: {len(gzip.compress(file.read_bytes()))} bytes gzipped")
        measure(site)


if __name__ == "__main__":
    main()
