"""Compare the pages we make of Markdown with what GitHub's own renderer makes of it.

    python tests/benchmarks/fidelity.py FOLDER... [--without-python-markdown]

Each folder is searched for Markdown and for tar archives of Markdown. A page is read by a parser
that shares nothing with ours, turned into the sequence of its constructs, and what the site makes
of GitHub's tree on purpose is undone by name: alerts, Mermaid, task boxes, permalinks, highlighted
code, emoji. A paragraph with a formula is compared by its place only.
"""

from __future__ import annotations

import argparse
import re
import tarfile
from collections import Counter
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import nh3
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from markdown import Markdown

from mkdocs_rfc.markdown.emoji import with_emoji
from mkdocs_rfc.markdown.highlight import Highlighter
from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.markdown.tree import parse, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_SOURCEPOS
EXTENSIONS = {
    "admonition": {},
    "attr_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.magiclink": {},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:.*?\r?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CONTAINERS = frozenset({"ul", "ol", "li", "blockquote", "table", "tr", "details", "hr"})
LEAVES = HEADINGS | {"p", "th", "td", "pre", "summary", "dt", "dd"}
INLINE = frozenset({"em", "strong", "del", "a", "code"})
# What the sanitiser leaves alone when it is only to show what a browser makes of a page.
KEPT = {
    "href",
    "src",
    "alt",
    "class",
    "lang",
    "type",
    "checked",
    "disabled",
    "data-sourcepos",
    "data-footnotes",
    "data-footnote-ref",
    "data-footnote-backref",
}
SAFE = {"http", "https", "mailto", "xmpp", "irc", "ircs"}
VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
# What of a page belongs to a family: the containers and leaves, or the inline constructs.
FAMILIES: dict[str, frozenset[str]] = {
    "headings": HEADINGS,
    "lists": frozenset({"ul", "ol"}),
    "items": frozenset({"ul", "ol", "li", "task"}),
    "tables": frozenset({"table", "tr"}),
    "cells": frozenset({"th", "td"}),
    "code": frozenset({"pre"}),
    "quotes": frozenset({"blockquote"}),
    "emphasis": frozenset({"<em", "<strong", "<del"}),
    "links": frozenset({"<a"}),
    "images": frozenset({"img"}),
}
ALERT = re.compile(r"\Atext\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?: |\Z)", re.IGNORECASE)


class Document(NamedTuple):
    """One text without its front matter, the corpus it is of, its name there."""

    corpus: str
    name: str
    text: str


class Construct(NamedTuple):
    """What opens or closes a container, or a whole leaf with its inline constructs."""

    kind: str
    inline: tuple[tuple[str, ...], ...] = ()
    formula: bool = False


class Outline(HTMLParser):
    """Reads a page into the sequence of its constructs, and the line each was written at."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.constructs: list[Construct] = []
        self.lines: list[int] = []
        self._line = 0
        self._open: list[tuple[str, str]] = []
        self._leaf: str | None = None
        self._inline: list[tuple[str, ...]] = []
        self._formula = False
        self.feed(page)
        self.close()
        self._end_leaf()

    def letters(self) -> str:
        """Return the text of the page without its white space."""
        texts = (t[1] for c in self.constructs for t in c.inline if t[0] == "text")
        return "".join("".join(texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if position := values.get("data-sourcepos"):
            self._line = int(position.partition(":")[0])
        kind = _kind(tag, values, inside_code=self._leaf == "pre")
        if tag in VOID:
            self._void(kind, values)
            return
        self._open.append((tag, kind))
        if kind in CONTAINERS:
            self._emit(Construct(kind))
        elif kind in LEAVES or kind in {"title", "formula"}:
            self._begin_leaf(kind)
        elif kind in INLINE or kind == "note":
            self._add("<" + kind, *([unquote(values.get("href", ""))] if kind == "a" else []))
        if "arithmatex" in values.get("class", ""):
            self._add("text", "")
            self._formula = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (opened for opened, _ in self._open):
            return
        while True:
            opened, kind = self._open.pop()
            if kind in CONTAINERS:
                self._emit(Construct("/" + kind))
            elif kind == self._leaf:
                self._end_leaf()
            elif (kind in INLINE or kind == "note") and self._leaf:
                self._add(">" + kind)
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        if "skip" in (kind for _, kind in self._open) or (not self._leaf and not data.strip()):
            return
        self._add("text", data)

    def _void(self, kind: str, values: dict[str, str]) -> None:
        if kind == "img":
            self._add("img", unquote(values.get("src", "")), values.get("alt", ""))
        elif kind == "br":
            self._add("text", "\n")
        elif kind == "hr" and "footnote" not in (opened for _, opened in self._open):
            self._emit(Construct("hr"))
        elif kind == "input" and "disabled" in values:
            self._insert(Construct("task", (("x" if "checked" in values else " ",),)))

    def _add(self, *token: str) -> None:
        if not self._leaf:
            self._begin_leaf("line")
        self._inline.append(token)

    def _emit(self, construct: Construct) -> None:
        self._end_leaf()
        self._insert(construct)

    def _insert(self, construct: Construct) -> None:
        self.constructs.append(construct)
        self.lines.append(self._line)

    def _begin_leaf(self, kind: str) -> None:
        self._end_leaf()
        self._leaf, self._formula = kind, False

    def _end_leaf(self) -> None:
        kind, inline = self._leaf, _join(self._inline, verbatim=self._leaf == "pre")
        self._leaf, self._inline = None, []
        if kind == "pre" and inline:  # HTML drops the line break that a block of code starts with
            inline = (("text", inline[0][1].removeprefix("\n")), *inline[1:])
        if kind == "title":
            self._insert(Construct("alert", ((inline[0][1].upper(),),)))
            return
        if kind == "p" and (marker := ALERT.match("".join(inline[0]) if inline else "")):
            self._insert(Construct("alert", ((marker[1].upper(),),)))
            inline = _join([("text", inline[0][1][marker.end() - 4 :]), *inline[1:]])
            kind = "p" if inline else None
        if kind and (inline or kind != "line"):
            self._insert(Construct(kind, inline, self._formula))


# What a class makes of an element, in GitHub's HTML and in the theme's.
KINDS = {
    ("div", "admonition"): "blockquote",
    ("p", "admonition-title"): "title",
    ("div", "footnote"): "footnote",
    ("div", "arithmatex"): "formula",
    ("a", "headerlink"): "skip",
    ("a", "footnote-ref"): "note",
    ("a", "data-footnote-ref"): "note",
    ("a", "footnote-backref"): "skip",
}


def _kind(tag: str, values: dict[str, str], *, inside_code: bool) -> str:
    classes = {*values.get("class", "").split(), *values}  # GitHub marks a note by `data-`
    if tag == "a" and "href" not in values:
        return "anchor"
    named = (kind for (name, known), kind in KINDS.items() if name == tag and known in classes)
    return "" if inside_code else next(named, tag)


def _join(
    tokens: Iterable[tuple[str, ...]], *, verbatim: bool = False
) -> tuple[tuple[str, ...], ...]:
    """Merge neighbouring texts; white space counts as one space, and not at the ends."""
    merged: list[tuple[str, ...]] = []
    for token in tokens:
        if token[0] == "text" and merged and merged[-1][0] == "text":
            merged[-1] = ("text", merged[-1][1] + token[1])
        else:
            merged.append(token)
    if not verbatim:
        merged = [_squeeze(token) for token in merged]
        merged[:1] = [(*t[:1], *(part.lstrip() for part in t[1:])) for t in merged[:1]]
        merged[-1:] = [(*t[:1], *(part.rstrip() for part in t[1:])) for t in merged[-1:]]
    return tuple(token for token in merged if token != ("text", ""))


def _squeeze(token: tuple[str, ...]) -> tuple[str, ...]:
    if token[0] != "text":
        return token
    return ("text", with_emoji(re.sub(r"[ \t\r\n]+", " ", token[1])))


def first_difference(ours: Outline, theirs: Outline) -> int | None:
    """Return where two pages begin to differ."""
    for index, (our, their) in enumerate(zip(ours.constructs, theirs.constructs, strict=False)):
        if our != their and not _is_formula_of(our, their):
            return index
    same_length = len(ours.constructs) == len(theirs.constructs)
    return None if same_length else min(len(ours.constructs), len(theirs.constructs))


def _is_formula_of(our: Construct, their: Construct) -> bool:
    if our.kind == "formula":
        return their.kind in {"p", "pre"}
    return our.formula and our.kind == their.kind and any("$" in t[-1] for t in their.inline)


def project(outline: Outline, family: str) -> list[tuple[str, ...]]:
    """Return what a page has of one family of constructs, in order."""
    names = FAMILIES[family]
    found: list[tuple[str, ...]] = []
    for kind, inline, _ in outline.constructs:
        if kind.removeprefix("/") in names:
            plain = "".join(token[1] for token in inline if token[0] == "text")
            found.append((kind, plain.strip()))
        found += [token for token in inline if token[0] in names]
    return found


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield the Markdown of a folder and of the archives in it, front matter cut off."""
    for path in sorted(folder.rglob("*")):
        if path.name.endswith((".tar.gz", ".tgz", ".tar")):
            yield from _read_archive(path)
        elif path.suffix == ".md" and path.is_file():
            yield _document(folder.name, str(path.relative_to(folder)), path.read_bytes())


def main() -> None:
    """Print the documents that are equal, and where those that are not begin to differ."""
    arguments = _arguments()
    highlighter = Highlighter()
    other = (
        None
        if arguments.only_ours
        else Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    )
    equal: Counter[tuple[str, ...]] = Counter()
    for document in (found for folder in arguments.folders for found in read_documents(folder)):
        rendered = github_flavored_markdown_to_html(document.text, OPTIONS)
        theirs = Outline(rendered)
        ours = Outline(our_page(document.text, highlighter))
        equal[document.corpus, "all"] += 1
        equal.update(_equal_parts(document, ours, theirs, "ours"))
        if first_difference(ours, theirs) is not None:
            reason = explain(rendered, ours)
            equal[document.corpus, reason] += 1
            _report(document, ours, theirs, reason)
        if other:
            page = Outline(other.reset().convert(document.text))
            equal.update(_equal_parts(document, page, theirs, "Python-Markdown"))
    _print_table(equal)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--only-ours", action="store_true", help="leave Python-Markdown out")
    return parser.parse_args()


def _read_archive(path: Path) -> Iterator[Document]:
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if member.name.endswith(".md") and (file := archive.extractfile(member)):
                yield _document(path.name.partition(".")[0], member.name, file.read())


def _document(corpus: str, name: str, content: bytes) -> Document:
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return Document(corpus, name, FRONT_MATTER.sub("", text, count=1))


def our_page(text: str, highlighter: Highlighter) -> str:
    body = parse(text).read()
    present(body, highlighter=highlighter)
    return serialise(body)


def _equal_parts(
    document: Document, page: Outline, theirs: Outline, renderer: str
) -> Iterator[tuple[str, ...]]:
    """Yield what of a page equals GitHub's: the whole of it, and each family of constructs."""
    whole = first_difference(page, theirs) is None
    families = [name for name in FAMILIES if whole or project(page, name) == project(theirs, name)]
    yield from ((renderer, family) for family in families)
    if whole or (renderer != "ours" and len(families) == len(FAMILIES)):
        yield (document.corpus, renderer)


def _report(document: Document, ours: Outline, theirs: Outline, reason: str) -> None:
    index = first_difference(ours, theirs) or 0
    line = theirs.lines[min(index, len(theirs.lines) - 1)] if theirs.lines else 0
    print(f"{document.corpus}/{document.name}: near line {line} of the body: {reason}")
    our, their = (
        next(iter(outline.constructs[index : index + 1]), Construct("the end"))
        for outline in (ours, theirs)
    )
    pairs = zip_longest(our.inline, their.inline)
    inline = next((pair for pair in pairs if our.kind == their.kind and pair[0] != pair[1]), ())
    print(f"  GitHub {their.kind} {inline[1:]!s:.200}\n  page   {our.kind} {inline[:1]!s:.200}")


def explain(rendered: str, ours: Outline) -> str:
    """Return why a page differs, where leaving out the cause makes the two equal."""
    if ours.letters() != Outline(rendered).letters():
        return "NOT EXPLAINED: the text is another"
    repaired = {
        "tags": set(re.findall(r"<([a-z][a-z0-9]*)", rendered)) - {"script", "style"},
        "attributes": {"*": KEPT},
        "link_rel": None,
    }
    schemes = set(re.findall(r"\b([a-zA-Z][a-zA-Z0-9+.-]*):", rendered))
    if (
        first_difference(ours, Outline(nh3.clean(rendered, **repaired, url_schemes=schemes)))
        is None
    ):
        return "the author's HTML, repaired as a browser repairs it"
    if first_difference(ours, Outline(nh3.clean(rendered, **repaired, url_schemes=SAFE))) is None:
        return "an address that GitHub takes out"
    return "NOT EXPLAINED"


def _print_table(equal: Counter[tuple[str, ...]]) -> None:
    corpora = [key[0] for key in equal if key[1] == "all"]
    total = sum(equal[corpus, "all"] for corpus in corpora)
    print(f"{'documents equal to GitHub':34}{'ours':>8}{'Python-Markdown':>18}{'all':>8}")
    for corpus in corpora:
        row = [equal[corpus, column] for column in ("ours", "Python-Markdown", "all")]
        print(f"{corpus:34}{row[0]:8}{row[1]:18}{row[2]:8}")
    for family in FAMILIES:
        row = [equal[renderer, family] for renderer in ("ours", "Python-Markdown")]
        print(f"{'  in ' + family:34}{row[0]:8}{row[1]:18}{total:8}")
    row = [sum(equal[corpus, name] for corpus in corpora) for name in ("ours", "Python-Markdown")]
    print(f"{'all':34}{row[0]:8}{row[1]:18}{total:8}")


if __name__ == "__main__":
    main()
