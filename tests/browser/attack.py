"""Sites made of hostile texts in every place, opened, hovered and clicked in Chromium.

`python tests/browser/attack.py` builds sites for each theme, with every payload of `payloads.py`,
and prints what ran, by class and place; it ends with 1 if anything did. `--mkdocs` is whose plugin
is tried, `--every 10` takes a tenth of the payloads, `--only` some classes of them, and `--without`
leaves out names. `--modules` is the `node_modules` with what draws formulas and diagrams:

    npm install mathjax3@npm:mathjax@3 mathjax4@npm:mathjax@4 katex@0.16 mermaid@11
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # `conftest` is the one of there

from crawl import crawl, pages_of
from hostile import MATHJAX_4, THEMES, HostileRepository, told
from payloads import CLASSES, PAYLOADS
from playwright.sync_api import sync_playwright

from served import FLAGS

AT_ONCE = 60
"""Payloads of one site: a navigation of all of them would make each page slow."""
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
command, config, site = sys.argv[1:]
loaded = load_config(config, site_dir=site)
loaded.plugins.on_startup(command=command, dirty=False)
build(loaded)
"""
FONTS = "https://cdn.jsdelivr.net/npm/@mathjax"
MERMAID = "https://unpkg.com/mermaid@11/dist/"


@dataclass(frozen=True)
class Trial:
    """How sites are made and read."""

    mkdocs: str
    modules: Path | None
    themes: tuple[str, ...]
    without: tuple[str, ...]


def build(mkdocs, config, site, command="build"):
    """Build a site with another installation's plugin, as a command of MkDocs does it."""
    python = Path(mkdocs).parent / "python"
    done = subprocess.run(
        [python, "-c", BUILD, command, config, site], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])


def add_modules(site, modules):
    """Let a site find on its own host what it would fetch from another one."""
    (site / "modules/mathjax4").mkdir(parents=True)
    for name in ("mathjax3", "@mathjax", "katex", "mermaid"):
        (site / "modules" / name).symlink_to(modules / name)
    for each in (modules / "mathjax4").iterdir():
        (site / "modules/mathjax4" / each.name).symlink_to(each)
    for file in (*site.glob("assets/javascripts/bundle.*.js"), site / MATHJAX_4):
        text = file.read_text("utf-8")
        file.unlink()  # a link, perhaps
        text = text.replace(MERMAID, "/modules/mermaid/dist/")
        file.write_text(text.replace(FONTS, "/modules/@mathjax"), "utf-8")


def try_payloads(trial, start, numbers):
    """What happens on all sites of some payloads: (theme, what ran, what stood ready, pages)."""
    outcomes = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        repository = HostileRepository(Path(folder, "repository"), numbers, trial.without)
        repository.write()
        binary = shutil.which("chromium") or shutil.which("chrome")
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        for place, theme in enumerate(trial.themes):
            # Of every payload, one theme shows what a writer sees, and one a site's own Markdown.
            turn = (place + start) % 3
            sites = [("word", repository.configure(theme), "serve" if turn == 0 else "build")]
            if turn == 1:
                sites.append(("text", repository.configure(theme, own=True), "build"))
            for word, config, command in sites:
                site = Path(folder, config.stem)
                build(trial.mkdocs, config, site, command)
                if trial.modules:
                    add_modules(site, trial.modules)
                ran, held = crawl(browser, site, trial.modules, theme=theme, word=word)
                outcomes.append((theme, ran, held, len(list(pages_of(site)))))
        browser.close()
    return outcomes


def table(theme, ran, held, pages):
    """What happened, as lines."""
    counted = Counter()
    for what, found in (("ran", ran), ("stood ready", held)):
        for number in found:
            counted[(*told(number), what)] += 1
    yield f"{theme}: {len(ran)} ran, {len(held)} stood ready, on {pages} pages"
    for (kind, place, what), count in sorted(counted.items()):
        yield f"  {kind:12} {place:20} {what:12} {count}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--mkdocs", default=str(Path(sys.executable).parent / "mkdocs"))
    parser.add_argument("--themes", nargs="*", default=list(THEMES), choices=list(THEMES))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(CLASSES), choices=list(CLASSES))
    parser.add_argument("--modules", type=Path)
    parser.add_argument("--without", nargs="*", default=(), choices=("file", "folder"))
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    numbers = [n for n, (kind, _) in enumerate(PAYLOADS) if kind in arguments.only]
    numbers = numbers[:: arguments.every]
    several = -(-len(numbers) // AT_ONCE)
    modules = arguments.modules and arguments.modules.resolve()
    trial = Trial(arguments.mkdocs, modules, tuple(arguments.themes), tuple(arguments.without))
    counts = {theme: (Counter(), Counter(), Counter()) for theme in trial.themes}
    begun = time.monotonic()
    parts = [numbers[start::several] for start in range(several)]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        trials = [pool.submit(try_payloads, trial, *each) for each in enumerate(parts)]
        for each in as_completed(trials):
            for theme, ran, held, pages in each.result():
                for count, found in zip(counts[theme], (ran, held, {"pages": pages}), strict=True):
                    count.update(found)
                print("\n".join(table(theme, ran, held, pages)), flush=True)
    print("\nAltogether")
    for theme, (ran, held, pages) in counts.items():
        print("\n".join(table(theme, ran, held, pages["pages"])))
    minutes = (time.monotonic() - begun) / 60
    classes = {PAYLOADS[number][0] for number in numbers}
    print(f"{len(numbers)} payloads in {len(classes)} classes, {minutes:.1f} minutes")
    left = Path(tempfile.gettempdir(), "rfc-payload").exists()
    return int(left or any(ran or held for ran, held, _ in counts.values()))


if __name__ == "__main__":
    sys.exit(main())
