"""The budget of the pages: what they weigh, and how quick the index of a thousand documents is.

Run it on an idle machine: `python tests/benchmarks/reading.py`. Every line has its limit; the
command fails when one is passed. Times are the 95th percentile, in a real browser.
"""

import gzip
import random
import shutil
import sys
import tempfile
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import sync_playwright

from conftest import Project
from served import FLAGS, STATUSES, serve
from written import spec

ROWS = 1000
CONFIG = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: [rfc]
"""
STOCK = CONFIG.replace("[rfc]", "[]")
KEYS, SORTS = 102, 56
ACT = """async act => {
  const begin = performance.now()
  act === "key" ? window.nextKey() : window.nextSort()
  const script = performance.now() - begin
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  return [script, performance.now() - begin]
}"""
DRIVE = """words => {
  const box = document.querySelector("input[name=find]")
  const sorts = [...document.querySelectorAll(".rfc-sort")]
  const texts = words.flatMap(word => [...word].map((_, at) => word.slice(0, at + 1))).concat("")
  let at = 0, sort = 0
  window.nextKey = () => {
    box.value = texts[at++ % texts.length]
    box.dispatchEvent(new Event("input"))
  }
  window.nextSort = () => sorts[sort++ % sorts.length].click()
}"""
WATCH = """
  const all = document.querySelectorAll.bind(document)
  document.querySelectorAll = selector => {
    const found = all(selector), each = found.forEach.bind(found)
    if (selector === ".rfc-index") found.forEach = start => {
      const begin = performance.now()
      each(start)
      window.setUp = performance.now() - begin
    }
    return found
  }
"""
"""Takes the time of our script when it asks for the indexes of a page."""
SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value))
    .observe({ type: "layout-shift", buffered: true })
  requestIdleCallback(() => setTimeout(() => done(sum), 500))
})"""


def vocabulary(chance, count):
    """Words that nobody has seen, so that a title compresses no better than a real one."""
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er")]
    return ["".join(chance.choices(syllables, k=chance.randint(2, 3))) for _ in range(count)]


def documents(chance, words):
    owners = [" ".join(chance.choices(words, k=2)).title() for _ in range(40)]
    return {
        f"specs/{number:04}-x.md": spec(
            " ".join(chance.choices(words, k=6)).capitalize(),
            chance.choice(STATUSES),
            body=f"See RFC {chance.randint(1, ROWS)}.\n\n## 9. Open Questions\n\n- [ ] Why?\n",
            owner=chance.choice(owners),
        )
        for number in range(1, ROWS + 1)
    }


def build(folder, files, config, name):
    project = Project(folder / name / "project")
    project.write(files | {"mkdocs.yml": config}).commit("Write everything")
    project.build()
    return folder / name / "site"


def late(figures):
    return sorted(figures)[int(len(figures) * 0.95)]


def weigh(file):
    return len(gzip.compress(file.read_bytes()))


def sizes(site, stock):
    page = Path("specs", "0001-x", "index.html")
    links = (site / page).read_text("utf-8").partition("<article")[0].count("/specs/0")
    yield "index of 1,000 rows, gzip", weigh(site / "specs" / "index.html"), 45_000, "B"
    yield "style sheet, gzip", weigh(site / "rfc" / "rfc.css"), 7_000, "B"
    yield "script, gzip", weigh(site / "rfc" / "rfc.js"), 5_000, "B"
    yield "what we add to a page, gzip", weigh(site / page) - weigh(stock / page), 6_000, "B"
    yield "specs in the navigation", links, 0, ""


def times(browser, base, words):
    setups = []
    for _ in range(10):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(WATCH)
        page.goto(f"{base}specs/")
        page.wait_for_selector(".rfc-index[data-on]")
        setups.append(page.evaluate("setUp"))
        page.close()
    yield "setting the index up", late(setups), 120, "ms"
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{base}specs/")
    page.wait_for_selector(".rfc-index[data-on]")
    page.evaluate(DRIVE, words)
    page.wait_for_timeout(1000)
    keys = [page.evaluate(ACT, "key") for _ in range(KEYS)]
    yield "script for a key", late([script for script, _ in keys]), 8, "ms"
    yield "key to paint", late([paint for _, paint in keys]), 100, "ms"
    sorts = [page.evaluate(ACT, "sort") for _ in range(SORTS)]
    yield "sort to paint", late([paint for _, paint in sorts]), 150, "ms"
    page.close()


def looks(browser, base):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    foreign = []
    page.on("request", lambda each: each.url.startswith(base) or foreign.append(each.url))
    shifts = []
    for path in ("", "specs/", "specs/0001-x/", "rfc/map/", "rfc/activity/"):
        page.goto(base + path)
        shifts.append(page.evaluate(SHIFTS))
    page.goto(f"{base}specs/0001-x/")
    yield (
        "head of a spec at 1,280 px",
        page.locator(".rfc-head").bounding_box()["height"],
        280,
        "px",
    )
    yield "layout shift", max(shifts), 0, ""
    yield "requests to another host", len(foreign), 0, ""
    page.close()


def measure(site, stock, words):
    yield from sizes(site, stock)
    with serve(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield from chain(looks(browser, base), times(browser, base, words))
        browser.close()


def main():
    chance = random.Random(1)  # noqa: S311 - the same documents each time
    words = vocabulary(chance, 600)
    files = documents(chance, words)
    one = {"docs/specs/0001-x.md": files["specs/0001-x.md"]}
    passed = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, stock = build(folder, files, CONFIG, "ours"), build(folder, one, STOCK, "stock")
        for what, figure, limit, unit in measure(site, stock, words[:16]):
            fits = figure <= limit
            passed &= fits
            print(f"{'ok  ' if fits else 'OVER'} {what:30} {figure:9,.5g} of {limit:6,} {unit}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
