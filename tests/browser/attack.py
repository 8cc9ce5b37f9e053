"""Sites made of hostile texts in every place, opened, hovered and clicked in Chromium.

`python tests/browser/attack.py` builds a site for each theme, with every payload of `payloads.py`,
and prints what ran, by class and place; it ends with 1 if anything did. `--mkdocs` is whose plugin
is tried, `--every 10` takes a tenth of the payloads, `--only` some classes of them, and `--without`
leaves out names. `--modules` is the `node_modules` with what draws formulas and diagrams:

    npm install mathjax3@npm:mathjax@3 mathjax4@npm:mathjax@4 katex mermaid
"""

import argparse
import json
import mimetypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))  # `conftest` is the one of there

from payloads import CLASSES, PAYLOADS, RUN
from playwright.sync_api import Error, sync_playwright

from served import FLAGS, ROOT, serve

PLACES = (
    "front value",
    "front key",
    "title",
    "status",
    "owner",
    "author",
    "tag",
    "summary",
    "row",
    "row name",
    "line",
    "heading",
    "inline",
    "list",
    "quote",
    "cell",
    "link",
    "address",
    "link title",
    "image",
    "code",
    "language",
    "formula",
    "diagram",
    "question",
    "block",
    "template",
    "template section",
    "status of the site",
    "meaning",
    "file",
    "folder",
    "committer",
    "subject",
    "branch",
)
MOST = 1000
"""More than there are payloads: the number of a place times this, and that of a payload, tell."""
MATHJAX = "https://unpkg.com/mathjax@3/es5/tex-mml-chtml.js"
MATHJAX_4 = "https://unpkg.com/mathjax@4/tex-mml-chtml.js"
THEMES = {
    "material": ("{name: material, font: false}", ["javascripts/mathjax.js", MATHJAX]),
    "mkdocs": ("{name: mkdocs, highlightjs: false}", ["javascripts/mathjax.js", MATHJAX_4]),
    "readthedocs": ("{name: readthedocs}", ["katex/katex.min.js", "javascripts/formulas.js"]),
}
MIRRORS = (
    ("https://unpkg.com/mathjax@3/", "mathjax3/"),
    ("https://unpkg.com/mathjax@4/", "mathjax4/"),
    ("https://unpkg.com/mermaid@", "mermaid/"),
    ("https://cdn.jsdelivr.net/npm/@mathjax/", "@mathjax/"),
)
SET_UP = """window.MathJax = {
  tex: {
    inlineMath: [["\\\\(", "\\\\)"]], displayMath: [["\\\\[", "\\\\]"]],
    processEscapes: true, processEnvironments: true
  },
  options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" }
}
"""
BEFORE = """
  window.alert = window.confirm = window.prompt = said => told(String(said))
  addEventListener("click", event => {
    const link = event.composedPath().find(each => each.href !== undefined)
    if (link && /^(https?:|#|[^:]*$)/i.test(link.href.baseVal ?? link.href)) event.preventDefault()
  }, true)
  addEventListener("submit", event => event.preventDefault(), true)
"""
ACT = """async drawn => {
  await Promise.race([window.MathJax?.startup?.promise, new Promise(go => setTimeout(go, 3000))])
  for (let n = 0; drawn && n < 15 && document.querySelector("article pre.mermaid"); n++)
    await new Promise(go => setTimeout(go, 100))
  for (const each of document.querySelectorAll("details")) each.open = true
  const all = root => [...root.querySelectorAll("*")].flatMap(
    each => each.shadowRoot ? [each, ...all(each.shadowRoot)] : [each])
  const held = [], seen = all(document)
  for (const each of seen) {
    for (const { name, value } of each.attributes) {
      const address = /href$|src|srcdoc|action|data$|poster|background|ping|code|content/.test(name)
      const runs = /^((java|vb)script|data|blob|filesystem|view-source|feed):/i
      const read = value.replace(/[^\\x21-\\x7e]/g, "")
      if (/^on/.test(name) || (address && runs.test(read)) || name === "style")
        held.push(...value.matchAll(/alert\\((\\d+)\\)/g))
    }
    const json = each.textContent.includes("mkdocs_page_name") // the theme's, escaped
    if (/^(script|style|iframe|object|embed)$/i.test(each.localName) && !json)
      held.push(...each.textContent.matchAll(/alert\\((\\d+)\\)/g))
    const fixed = each.closest(".arithmatex") && getComputedStyle(each).position === "fixed"
    if (fixed && !each.closest("mjx-assistive-mml"))
      held.push(...each.closest(".arithmatex").outerHTML.matchAll(/()/g))
    if (each.closest("nav") && !held.length && !each.closest("[onclick]")) continue
    for (const kind of ["pointerover", "mouseover", "mousemove", "pointerdown", "click"])
      each.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, composed: true }))
    for (const kind of ["mouseenter", "focus", "blur", "toggle"])
      each.dispatchEvent(new Event(kind))
  }
  await new Promise(go => setTimeout(go, 150))
  return held.map(found => found[1] ?? "")
}"""


def at(place, number, payload):
    """A payload as it is put into a place, where its script says which one it is."""
    return payload.replace(RUN, f"alert({PLACES.index(place) * MOST + number})")


def line(text):
    return " ".join(text.split("\n"))


def cell(text):
    return line(text).replace("|", "\\|")


def indented(text, by):
    return text.replace("\n", "\n" + by)


def document(number, payload, *, raw):
    """One spec that has a payload in every place of a text."""

    def put(place):
        return at(place, number, payload)

    def quoted(place):
        return json.dumps(re.sub("[\x00-\x1f]", " ", put(place)), ensure_ascii=False)

    said = [
        "---",
        f"title: {quoted('title')}" if number % 2 else "about: x",
        "status: Draft" if number % 3 else f"status: {quoted('status')}",
        f"owner: {quoted('owner')}",
        f"authors: [{quoted('author')}]",
        f"tags: [{quoted('tag')}]",
        f"summary: {quoted('summary')}",
        f"research: {put('front value') if raw else quoted('front value')}",
        f"{quoted('front key')}: value",
        "---",
        f"# {line(put('title'))}",
        "",
        "| Document Metadata | Details |",
        "| --- | --- |",
        f"| Discussion | {cell(put('row'))} |",
        f"| {cell(put('row name'))} | x |",
        "| Owner | x |",
        "| Created | 2026-01-05 |",
        "",
        f"Depends on: {line(put('line'))}",
        "",
        f"## H {line(put('heading'))}",
        "",
        f"word {line(put('inline'))} word",
        "",
        f"- {indented(put('list'), '  ')}",
        "",
        f"> {indented(put('quote'), '> ')}",
        "",
        f"| a | {cell(put('cell'))} |",
        "| --- | --- |",
        f"| {cell(put('cell'))} | b |",
        "",
        f"[{line(put('link'))}](x.md) and [x](<{line(put('address'))}>)",
        "",
        f'[x](a.md "{line(put("link title"))}") ![{line(put("image"))}](<{line(put("image"))}>)',
        "",
        f"`{line(put('code'))}` and <code>{line(put('code'))}</code>",
        "",
        f"```{line(put('language')).replace('`', '')}",
        line(put("language")),
        "```",
        "",
        f"${line(put('formula'))}$ and $$x{line(put('formula')).replace('$', '')}$$",
        "",
        "```mermaid",
        f'flowchart LR\nA["{line(put("diagram"))}"] --> B',
        "```",
        "",
        "## Open Questions",
        "",
        f"- [ ] {line(put('question'))}?",
        "",
        put("block"),
        "",
    ]
    return "\n".join(said)


def template(numbers, payloads):
    """A template that asks for sections with payloads."""
    parts = ["# T", "", "| Status | Draft |", "| --- | --- |", "", "## One", ""]
    for number in numbers:
        payload = payloads[number][1]
        parts += [f"## N{number} {line(at('template section', number, payload))}", ""]
        text = at("template", number, payload)
        parts += [text if text.startswith("```") else f"Text {line(text)}", ""]
    return "\n".join(parts)


def name_of(text):
    """A payload as a file can be called."""
    fit = re.sub(r"[/\x00-\x1f]", "", text).encode()[:120].decode(errors="ignore")
    return fit.rstrip(". ")


def branch_of(text):
    fit = re.sub(r"[\x00-\x20~^:?*\[\\\x7f]|\.\.|@\{|//", "/", text)
    return re.sub("/+", "/", fit).strip("/.")[:100]


class Attack:
    """A repository of payloads, and its sites."""

    def __init__(self, folder, payloads, without=()):
        self.folder, self.payloads, self.without = folder, payloads, without
        self.templates = {}

    def write(self):
        """Write and commit everything; each spec by an author of its own."""
        self.git("init", "--quiet", "--initial-branch=main")
        self._write("docs/index.md", "# Home\n")
        self._write("docs/javascripts/mathjax.js", SET_UP)
        formulas = ROOT / "plugin/mkdocs_rfc/templates/init/formulas.js"
        if formulas.exists():
            self._write("docs/javascripts/formulas.js", formulas.read_text("utf-8"))
        self._write("specs/0001-plain.md", "# Plain\n\nRFC 1\n")
        for start in range(0, len(self.payloads), 40):
            numbers = range(start, min(start + 40, len(self.payloads)))
            self._write(f"templates/t{start}.md", template(numbers, self.payloads))
            self.templates[f"t{start}"] = f"templates/t{start}.md"
            text = f"---\nstatus: Draft\ntemplate: t{start}\n---\n# Completed\n\n## One\n\ntext\n"
            self._write(f"specs/completed-{start}.md", text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "Begin")
        for number, (kind, payload) in enumerate(self.payloads):
            folder = self._name("folder", number, payload) if number % 4 == 0 else ""
            name = self._name("file", number, payload)
            path = Path("specs") / f"{number:03} {folder}" / f"{number:03} {name}.md"
            self._write(path, document(number, payload, raw=kind == "metadata"))
            self.git("add", "--all")
            author = at("committer", number, payload).replace("\x00", "")
            who = re.sub(r"[<>\n]", "", author) or "x"
            subject = line(at("subject", number, payload)).replace("\x00", "")
            told = {"GIT_AUTHOR_NAME": f"A {who}", "GIT_AUTHOR_EMAIL": f"{who}@x.y"}
            self.git("commit", "--quiet", "-m", f"S {subject}", **told)

    def _name(self, place, number, payload):
        return "" if place in self.without else name_of(at(place, number, payload))

    def _write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "replace"))

    def git(self, *arguments, **environment):
        fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b"}
        own = {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}
        command = ["git", "-c", "core.hooksPath=/dev/null", *arguments]
        subprocess.run(
            command, cwd=self.folder, check=True, env=os.environ | fixed | own | environment
        )

    def configure(self, theme):
        """Write the configuration of a site; gives its file."""
        name, scripts = THEMES[theme]
        chosen = list(enumerate(self.payloads))[:: max(len(self.payloads) // 30, 1)]
        statuses = [
            {
                "label": f"S{number} {line(at('status of the site', number, payload))}",
                "meaning": line(at("meaning", number, payload)),
            }
            for number, (_, payload) in chosen
        ]
        options = {
            "nav": "all",
            "templates": self.templates,
            "lifecycle": [{"label": "Draft"}, *statuses],
        }
        text = (
            f"site_name: Product\ntheme: {name}\nrepo_url: https://github.com/a/b\n"
            f"edit_uri: edit/main/docs/\nextra_javascript: {json.dumps(scripts)}\n"
            f"plugins: {json.dumps(['search', {'rfc': options}])}\n"
        )
        self._write(f"{theme}.yml", text)
        index = list(THEMES).index(theme)
        number = min(index * 7, len(self.payloads) - 1)
        branch = branch_of(at("branch", number, self.payloads[number][1]))
        self.git("checkout", "--quiet", "-B", f"b{index}/{branch}")
        return self.folder / f"{theme}.yml"


def build(mkdocs, config, site):
    """Build a site with another installation's plugin."""
    command = [mkdocs, "build", "--quiet", "-f", config, "-d", site]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-3000:])


class Reader:
    """Chromium, on a site, with all that ran and all that stood ready to."""

    def __init__(self, browser, address, modules=None):
        self.address, self.modules = address, modules
        self.ran, self.held = Counter(), Counter()
        self.context = browser.new_context()
        self.context.expose_binding("told", lambda _, said: self.ran.update([said]))
        self.context.add_init_script(BEFORE)
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def _answer(self, route):
        url = route.request.url
        if url.startswith((self.address, "data:", "blob:")):
            return route.continue_()
        for start, folder in MIRRORS if self.modules else ():
            if url.startswith(start):
                rest = url.removeprefix(start)
                rest = rest.partition("/")[2] if start.endswith("@") else rest
                rest = re.sub(r"@[\d.]+", "", rest).partition("?")[0]
                file = self.modules / folder / rest
                if file.is_file():
                    kind = mimetypes.guess_type(file.name)[0]
                    return route.fulfill(body=file.read_bytes(), content_type=kind)
        return route.abort()

    def visit(self, path):
        """Open a page; hover and click everything on it."""
        try:
            self.page.goto(self.address + path, wait_until="load")
            found = self.page.evaluate(ACT, self.modules is not None)
        except Error as error:
            print("  could not read", path, str(error).split("\n")[0], flush=True)
            self.held.update([f"left {path}"])
            return
        self.held.update(found)


def pages_of(site):
    """The pages of a site, as addresses."""
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix().removesuffix("index.html")


def crawl(browser, site, modules=None):
    """What ran on the pages of a site, and what stood ready to run, by number."""
    with serve(site) as address:
        reader = Reader(browser, address, modules)
        for path in pages_of(site):
            reader.visit(quote(path))
        reader.context.close()
    return reader.ran, reader.held


def told(number, payloads):
    """Class and place of what ran."""
    if not number.isdecimal() or int(number) // MOST >= len(PLACES):
        return "unknown", number[:40]
    place, payload = divmod(int(number), MOST)
    return payloads[payload][0], PLACES[place]


def table(theme, ran, held, payloads):
    """What happened, as lines."""
    counted = Counter()
    for what, found in (("ran", ran), ("stood ready", held)):
        for number in found:
            counted[(*told(number, payloads), what)] += 1
    yield f"{theme}: {len(ran)} ran, {len(held)} stood ready, of {len(payloads)} payloads"
    for (kind, place, what), count in sorted(counted.items()):
        yield f"  {kind:12} {place:20} {what:12} {count}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--mkdocs", default=str(Path(sys.executable).parent / "mkdocs"))
    parser.add_argument("--themes", nargs="*", default=list(THEMES))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(CLASSES), choices=list(CLASSES))
    parser.add_argument("--modules", type=Path)
    parser.add_argument("--without", nargs="*", default=(), choices=("file", "folder"))
    arguments = parser.parse_args()
    payloads = [each for each in PAYLOADS if each[0] in arguments.only][:: arguments.every]
    failed = False
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        attack = Attack(Path(folder) / "repository", payloads, arguments.without)
        attack.folder.mkdir()
        attack.write()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chrome"), args=FLAGS
        )
        for theme in arguments.themes:
            site = Path(folder) / theme
            build(arguments.mkdocs, attack.configure(theme), site)
            if arguments.modules and theme == "readthedocs":
                shutil.copytree(arguments.modules / "katex/dist", site / "katex")
            ran, held = crawl(browser, site, arguments.modules)
            print("\n".join(table(theme, ran, held, payloads)), flush=True)
            failed |= bool(ran or held)
        browser.close()
    return int(failed or Path(tempfile.gettempdir(), "rfc-payload").exists())


if __name__ == "__main__":
    sys.exit(main())
