"""A repository with hostile texts in every place where strangers write, and sites of it."""

import json
import os
import re
import subprocess
from pathlib import Path

from lxml import etree
from payloads import PAYLOADS, RUN

from served import ROOT

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
    "alias",
    "drawing",
    "drawing file",
    "committer",
    "mail",
    "subject",
    "branch",
    "git tag",
)
MOST = 1000
"""More than there are payloads: the number of a place times this, and that of a payload, tell."""
MATHJAX = "modules/mathjax3/es5/tex-mml-chtml.js"
MATHJAX_4 = "modules/mathjax4/tex-mml-chtml.js"
THEMES = {
    "material": ("{name: material, font: false}", ["javascripts/mathjax.js", MATHJAX]),
    "mkdocs": ("{name: mkdocs, highlightjs: false}", ["javascripts/mathjax.js", MATHJAX_4]),
    "readthedocs": (
        "{name: readthedocs, highlightjs: false}",
        ["modules/katex/dist/katex.min.js", "javascripts/formulas.js"],
    ),
}
SET_UP = """window.MathJax = {
  tex: {
    inlineMath: [["\\\\(", "\\\\)"]], displayMath: [["\\\\[", "\\\\]"]],
    processEscapes: true, processEnvironments: true
  },
  options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" }
}
"""
GATHERED = 12
"""Formulas and diagrams cost their libraries: these pages have those of many payloads."""
BRANCHES = 8
"""Payloads in the name of one branch."""


def at(place, number):
    """A payload as it is put into a place, where its script says which one it is."""
    payload = PAYLOADS[number][1]
    return payload.replace(RUN, f"alert({PLACES.index(place) * MOST + number})")


def told(number):
    """Class and place of what ran."""
    if not number.isdecimal() or int(number) // MOST >= len(PLACES):
        return "unknown", number[:60]
    place, payload = divmod(int(number), MOST)
    return PAYLOADS[payload][0], PLACES[place]


def line(text):
    return " ".join(text.split("\n"))


def cell(text):
    return line(text).replace("|", "\\|")


def indented(text, by):
    return text.replace("\n", "\n" + by)


def front_matter(number, *, raw):
    """Metadata that have a payload in each value."""

    def quoted(place):
        return json.dumps(re.sub("[\x00-\x1f]", " ", at(place, number)), ensure_ascii=False)

    return [
        "---",
        f"rfc: {number + 2}",
        f"title: {quoted('title')}" if number % 2 else "about: x",
        "status: Draft" if number % 3 else f"status: {quoted('status')}",
        f"owner: {quoted('owner')}",
        f"authors: [{quoted('author')}]",
        f"tags: [{quoted('tag')}]",
        f"summary: {quoted('summary')}",
        f"research: {at('front value', number) if raw else quoted('front value')}",
        f"{quoted('front key')}: value",
        "---",
    ]


def document(number, following):
    """A spec that has a payload in every place of a text."""

    def put(place):
        return at(place, number)

    said = [
        *front_matter(number, raw=PAYLOADS[number][0] == "metadata"),
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
        f"It needs RFC {following + 2}.",
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
        "## Open Questions",
        "",
        f"- [ ] {line(put('question'))}?",
        "",
        put("block"),
        "",
    ]
    return "\n".join(said)


def formulas(numbers):
    parts = ["# Formulas", ""]
    for number in numbers:
        formula = line(at("formula", number))
        parts += [f"${formula}$ and $$x{formula.replace('$', '')}$$", ""]
    return "\n".join(parts)


def diagrams(numbers):
    parts = ["# Diagrams", ""]
    for number in numbers:
        text = line(at("diagram", number))
        parts += ["```mermaid", f'flowchart LR\nA["{text}"] --> B', "```", ""]
    return "\n".join(parts)


def template(numbers):
    """A template that asks for sections with payloads."""
    parts = ["# T", "", "| Status | Draft |", "| --- | --- |", "", "## One", ""]
    for number in numbers:
        text = at("template", number)
        parts += [f"## N{number} {line(at('template section', number))}", ""]
        parts += [text if text.startswith("```") else f"Text {line(text)}", ""]
    return "\n".join(parts)


def drawing(number):
    """A payload in a drawing, where that is one."""
    text = f'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title>{at("drawing", number)}</svg>'
    try:
        etree.fromstring(text.encode())
    except etree.XMLSyntaxError:
        return None
    return text


def name_of(text):
    """A payload as a file can be called."""
    fit = re.sub(r"[/\x00-\x1f]", "", text).encode()[:120].decode(errors="ignore")
    return fit.rstrip(". ")


def ref_of(text):
    """A payload as a part of the name of a branch or tag."""
    fit = re.sub(r"[\x00-\x20~^:?*\[\\\x7f]|@\{", "", text).strip("/.").replace("..", "")
    return "/".join(part.strip(".")[:80] for part in fit.split("/") if part.strip("."))


class HostileRepository:
    """A repository that has payloads, by their numbers, in all its places."""

    def __init__(self, folder, numbers, without=()):
        self.folder, self.numbers, self.without = folder, list(numbers), without
        self.templates = {}
        self.branches = 0
        folder.mkdir(parents=True, exist_ok=True)

    def write(self):
        """Write and commit everything; each spec by an author of its own."""
        self.git("init", "--quiet", "--initial-branch=main")
        self._write("docs/index.md", "# Home\n")
        self._write("own/index.md", "# Home\n")
        formulas_js = ROOT / "plugin/mkdocs_rfc/authoring/templates/init/formulas.js"
        for docs in ("docs", "own"):
            self._write(f"{docs}/javascripts/mathjax.js", SET_UP)
            self._write(f"{docs}/javascripts/formulas.js", formulas_js.read_text("utf-8"))
        self._write("specs/0001-plain.md", "# Plain\n\nRFC 1\n")
        for start in range(0, len(self.numbers), GATHERED):
            numbers = self.numbers[start : start + GATHERED]
            self._write(f"templates/t{start}.md", template(numbers))
            self.templates[f"t{start}"] = f"templates/t{start}.md"
            text = f"---\nstatus: Draft\ntemplate: t{start}\n---\n# Completed\n\n## One\n\ntext\n"
            self._write(f"specs/completed-{start}.md", text)
            self._write(f"own/specs/completed-{start}.md", text)
            self._write(f"specs/formulas-{start}.md", formulas(numbers))
            self._write(f"specs/diagrams-{start}.md", diagrams(numbers))
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "Begin")
        following = [*self.numbers[1:], *self.numbers[:1]]
        for number, after in zip(self.numbers, following, strict=True):
            self._write_one(number, after)

    def _write_one(self, number, following):
        """What one payload is in, and its commit and tag."""
        folder = f"{number:03} {self._name('folder', number)}".rstrip(". ")
        file = f"{number:03} {self._name('file', number)}.md"
        self._write(Path("specs", folder, file), document(number, following))
        own = "\n".join([*front_matter(number, raw=False), "", "text", ""])
        self._write(Path("own/specs", folder, file), own)
        if svg := drawing(number):
            name = f"{number:03} {self._name('drawing file', number)}.svg"
            self._write(Path("specs", folder, name), svg)
        alias = self.folder / "specs" / f"{number:03} {self._name('alias', number)}.md"
        alias.symlink_to(Path(folder, file))
        self.git("add", "--all")
        author = re.sub(r"[<>\n\x00]", "", at("committer", number)) or "x"
        mail = re.sub(r"[<>\n\x00]", "", at("mail", number)) or "x"
        subject = line(at("subject", number)).replace("\x00", "")
        who = {"GIT_AUTHOR_NAME": f"A {author}", "GIT_AUTHOR_EMAIL": f"{mail}@x.y"}
        self.git("commit", "--quiet", "-m", f"S {subject}", **who)
        if number % 4 == 0:
            self._take_name_away()
        self.git("tag", f"t{number}/{ref_of(at('git tag', number))}")

    def _take_name_away(self):
        """Leave nothing but the address of the last commit's author; git does not write that."""
        commit = self.git("cat-file", "commit", "HEAD")
        nameless = re.sub(rb"(?m)^author .*(?=<)", b"author ", commit, count=1)
        made = self.git("hash-object", "-t", "commit", "-w", "--stdin", given=nameless)
        self.git("update-ref", "HEAD", made.decode().strip())

    def _name(self, place, number):
        return "" if place in self.without else name_of(at(place, number))

    def _write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "replace"))

    def git(self, *arguments, given=None, **environment):
        fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b"}
        own = {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}
        command = ["git", "-c", "core.hooksPath=/dev/null", *arguments]
        environment = os.environ | fixed | own | environment
        return subprocess.run(
            command,
            cwd=self.folder,
            check=True,
            env=environment,
            input=given,
            stdout=subprocess.PIPE,
        ).stdout

    def configure(self, theme, *, own=False):
        """Write the configuration of a site, on a branch of its own; gives its file.

        `own` is the site whose documents its own Markdown renders. Their text can do what it wants,
        so it is plain; what is not text, and what a template adds, cannot.
        """
        name, scripts = THEMES[theme]
        options = {"nav": "all", "templates": self.templates, "lifecycle": self._lifecycle()}
        if own:
            options |= {"specs": "own/specs", "markdown": "mkdocs"}
        # The branch is in the editor's address where MkDocs guessed that.
        edit = "master" if self.branches % 2 else "main"
        text = (
            f"site_name: Product\ndocs_dir: {'own' if own else 'docs'}\ntheme: {name}\n"
            f"repo_url: https://github.com/a/b\nedit_uri: edit/{edit}/docs/\n"
            f"extra_javascript: {json.dumps(scripts)}\n"
            f"plugins: {json.dumps(['search', {'rfc': options}])}\n"
        )
        config = f"{theme}{'-own' if own else ''}.yml"
        self._write(config, text)
        start = self.branches * BRANCHES % len(self.numbers)
        self.branches += 1
        parts = (ref_of(at("branch", each)) for each in self.numbers[start : start + BRANCHES])
        self.git("checkout", "--quiet", "-B", "/".join((f"b{self.branches}", *filter(None, parts))))
        return self.folder / config

    def _lifecycle(self):
        chosen = self.numbers[:: max(len(self.numbers) // 15, 1)]
        statuses = [
            {
                "label": f"S{number} {line(at('status of the site', number))}",
                "meaning": line(at("meaning", number)),
            }
            for number in chosen
        ]
        return [{"label": "Draft"}, *statuses]
