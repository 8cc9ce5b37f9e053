"""Sites as a browser gets them: built with this checkout, and served from a thread."""

import contextlib
import functools
import http.server
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from conftest import Project
from written import research, spec

ROOT = Path(__file__).parents[1]
CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
BUNDLE = CORPORA / "bundles" / "TheLarkInn__aipm.bundle"
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
STATUSES = ("Draft (WIP)", "In Review (RFC)", "Approved", "Implemented", "Rejected")
SUBJECTS = ("cache", "queue", "lease", "audit", "token")
MATERIAL = """\
site_name: Product
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
  features: [navigation.instant]
plugins: [search, rfc]
"""
REAL = MATERIAL + "exclude_docs: /README.md\n"
"""So that the real site, too, has the first page that we make."""
PLAIN = """\
site_name: Product
theme: {name: THEME, highlightjs: false}
plugins: [search, rfc]
"""
VARIANTS = {
    "material": MATERIAL,
    "tabs": MATERIAL.replace("navigation.instant", "navigation.tabs, navigation.sections"),
    "colour": MATERIAL.replace("default}", "default, primary: deep orange, accent: lime}"),
    "rtl": MATERIAL.replace("  font", "  direction: rtl\n  font"),
    "german": MATERIAL.replace("  font", "  language: de\n  font"),
    "mkdocs": PLAIN.replace("THEME", "mkdocs"),
    "readthedocs": PLAIN.replace("THEME", "readthedocs"),
    "stock": MATERIAL.replace(", rfc", "").replace("instant", "instant, content.code.copy")
    + "markdown_extensions: [pymdownx.highlight, pymdownx.superfences]\n",
}
"""The invented documents under other themes and settings; `stock` is the theme without us."""

READERS = (
    ("material", 1280, "light"),
    ("material", 375, "dark"),
    ("own", 1280, "dark"),
    ("aipm", 375, "light"),
)
"""Site, width and scheme of readers who do everything that there is to do."""
PLAIN_THEMES = ("mkdocs", "readthedocs")


@dataclass(frozen=True)
class ServedSite:
    """A site at an address, with the folder that is served."""

    address: str
    folder: Path

    def find(self, kind):
        """Path of the first page of a kind: a status, `superseded`, or a name of `PLACES`."""
        if kind in PLACES:
            return PLACES[kind]
        folder = "research" if kind == "research" else "specs"
        index = html.fromstring((self.folder / folder / "index.html").read_bytes())
        group = "" if kind in {"superseded", "research"} else f"[@id='rfc-is-{kind}']"
        told = "[small/a]" if kind == "superseded" else ""
        link = index.xpath(f"//table//tbody{group}//th[@scope='row']{told}/a/@href")[0]
        return f"{folder}/{link.removeprefix('./')}"


PLACES = {
    "index": "specs/",
    "research index": "research/",
    "map": "rfc/map/",
    "activity": "rfc/activity/",
    "home": "",
}
STOCK = (
    """\
# Stock

A [link](#stock) in a sentence, and [`code`](#stock) in one.

```python
key = 1  # a comment
```

```python
value = dict(one=1, text="a string that is longer than a narrow screen is wide, by far")
```

| """
    + " | ".join(["a rather wide column"] * 6)
    + """ |
|"""
    + "---|" * 6
    + """
"""
)
"""What documents hold, as the theme shows it without us."""
KINDS = ("draft", "review", "implemented", "research", *PLACES)
"""Kinds of page that every site has."""
EXTRA = {
    "material": ("approved", "superseded", "rejected"),
    "own": ("approved", "superseded", "rejected"),
    "aipm": (),
}
"""Kinds of page that only some sites have."""


BELL = """\
See `research/2026-01-02-bell.md`, and RFC 4, which was rejected.

## 3.1 Functional Goals

- [x] Ring
- [ ] Ring twice

## 5. Detailed Design

A bell is heard at 300 m (`research/2026-01-02-bell.md`).{text}

## 9. Open Questions

- [ ] How loud?
"""


def bell(status, text=""):
    """A spec with a history: what becomes of it is in `write_invented`."""
    rows = "| Measured with | A meter that the workshop had set right, and a second one |\n"
    return spec("The bell", status, rows, BELL.format(text=text), owner="Grace")


def documents():
    """Numbered specs in six statuses, with tags, owners, questions and research."""
    files = {"research/2026-01-02-unused.md": research("Unused")}
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
    files["specs/0022-bell.md"] = bell("Draft (WIP)")
    files["specs/0023-horn.md"] = spec("The horn", "Rejected — too loud by night", owner="Lin")
    files["specs/0024-flag.md"] = spec("The flag", "Deprecated", owner="Lin")
    for subject in (*SUBJECTS, "bell"):
        files[f"research/2026-01-02-{subject}.md"] = research(f"A survey of the {subject}")
    return files


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, silently, with the headers it is given."""

    def __init__(self, *args, headers=(), **kwargs):
        self.added = headers
        super().__init__(*args, **kwargs)

    def end_headers(self):
        for name, value in self.added:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    """Takes it in silence when a browser goes on before it has everything."""

    def handle_error(self, *_):
        pass


@contextlib.contextmanager
def serve(folder, *headers):
    """Serve a folder; gives the address, with a slash at its end."""
    handler = functools.partial(Handler, directory=str(folder), headers=headers)
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def write_invented(folder, config):
    """Write the invented documents with a configuration; they have no first page of their own."""
    project = Project(folder)
    project.write(documents() | {"mkdocs.yml": config}).commit("Write everything")
    for status, text, subject in (
        ("Draft (WIP)", " So it is.", "Say more"),
        ("Draft (WIP)", " So it was.", "Say it better"),
        ("In Review (RFC)", " So it was.", "Ask for comments"),
        ("In Review (RFC)", " So it will be.", "Answer a comment"),
        ("Approved", " So it will be.", "Decide"),
    ):
        project.write({"specs/0022-bell.md": bell(status, text)}).commit(subject)
    later = research("A survey of the bell", "It was 200 m.")
    project.write({"research/2026-01-02-bell.md": later}).commit("Measure again")
    project.write({"docs/index.md": None}).commit("Leave the first page to the plugin")


def write_sources(name, folder):
    """Put the sources of a site into a folder, and give the configuration file."""
    if name == "own":
        return ROOT / "mkdocs.yml"
    if name == "aipm":
        subprocess.run(["git", "clone", "--quiet", BUNDLE, folder], check=True)
        (folder / "mkdocs.yml").write_text(REAL, encoding="utf-8")
    elif name == "stock":
        files = {"mkdocs.yml": VARIANTS["stock"], "docs/index.md": STOCK}
        Project(folder).write(files)
    else:
        write_invented(folder, VARIANTS[name])
    return folder / "mkdocs.yml"


def build_site(config, folder, command="build", **settings):
    """Build a site as a command of MkDocs builds it."""
    loaded = load_config(str(config), site_dir=str(folder), **settings)
    loaded.plugins.on_startup(command=command, dirty=False)
    build(loaded)
