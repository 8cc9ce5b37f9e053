"""Photograph every kind of page of this repository's own site into `docs/assets/`.

`python tests/browser/screenshots.py` takes all of them, with names only those. Look at each one.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from served import FLAGS, serve

ROOT = Path(__file__).parent.parent.parent
ASSETS = ROOT / "docs" / "assets"
SPECS = {
    "draft": "specs/2026-11-23-feeds-of-transitions/",
    "approved": "specs/2026-11-25-metadata-beside-a-document/",
    "superseded": "specs/2026-11-20-copy-documents-into-docs-dir/",
}
WIDE, NARROW, PAPER = (1280, 860), (375, 760), (794, 1123)
PICTURES = [
    ("index-light", "specs/", WIDE, "light"),
    ("index-dark", "specs/", WIDE, "dark"),
    ("index-narrow", "specs/", NARROW, "light"),
    (
        "index-filtered",
        "specs/?find=document&status=approved,implemented&sort=title",
        WIDE,
        "light",
    ),
    ("index-empty", "specs/?find=kafka&status=draft", WIDE, "light"),
    ("spec-draft-light", SPECS["draft"], WIDE, "light"),
    ("spec-draft-dark", SPECS["draft"], WIDE, "dark"),
    ("spec-narrow", SPECS["draft"], NARROW, "dark"),
    ("spec-approved", SPECS["approved"], WIDE, "light"),
    ("spec-superseded", SPECS["superseded"] + "#2-context-and-motivation", WIDE, "dark"),
    ("research-light", "research/2026-11-19-git-metadata/", WIDE, "light"),
    ("research-dark", "research/2026-11-19-git-metadata/", WIDE, "dark"),
    ("research-index", "research/", WIDE, "light"),
    ("map", "rfc/map/", WIDE, "light"),
    ("activity", "rfc/activity/", WIDE, "dark"),
]
PRINTED = [("spec-printed", SPECS["approved"], PAPER, "light")]
SERVED = [
    ("writer", SPECS["draft"], WIDE, "light"),
    ("writer-narrow", SPECS["draft"], NARROW, "dark"),
]
HOME = [("home", "", WIDE, "light")]


def photograph(site, pictures, media="screen"):
    with serve(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, path, (width, height), scheme in pictures:
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            page.emulate_media(media=media)
            page.goto(base + path)
            page.wait_for_timeout(600)
            page.screenshot(path=ASSETS / f"{name}.png")
            page.close()
        browser.close()


def make(wanted, pictures, *, command="build", media="screen", **settings):
    """Build the site in a certain way and take those of its pictures that are wanted."""
    chosen = [each for each in pictures if not wanted or each[0] in wanted]
    if chosen:
        with tempfile.TemporaryDirectory() as folder:
            config = load_config(str(ROOT / "mkdocs.yml"), site_dir=folder, **settings)
            config.plugins.on_startup(command=command, dirty=False)
            build(config)
            photograph(folder, chosen, media)


def main():
    ASSETS.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    make(wanted, PICTURES)
    make(wanted, PRINTED, media="print")
    make(wanted, SERVED, command="serve")
    make(wanted, HOME, exclude_docs="/index.md\n", nav=None)


if __name__ == "__main__":
    main()
