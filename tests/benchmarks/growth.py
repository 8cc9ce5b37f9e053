"""How the time of a build grows with one kind of text: no kind may be worth more than its length.

`python tests/benchmarks/growth.py [--package FOLDER] [--sizes 5000,10000,20000,40000] [NAME …]`

For each kind of input it reads and shows a small site in a process of its own, without a theme,
and takes CPU seconds (those of git among them). Prints a table of exponents, from the largest
sizes whose time can be told from the start's; the command fails when one is above the limit.
FOLDER has another version of the package, to compare with.
"""

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 1.2
SECONDS = 40
"""CPU seconds that one size may take; what takes longer has no exponent but `never`."""
LEAST = 0.15
"""Seconds below which a time says nothing."""
LINES, WIDE = "\n", " "


def spec(text, head="", name="a"):
    return {f"specs/{name}.md": f"---\nstatus: Draft\n{head}---\n# T\n\n{text}\n"}


def bare(word, between="", before="# T\n\n"):
    return lambda n: {"specs/a.md": before + between.join(word for _ in range(n)) + "\n"}


def listed(key, word, folder="specs"):
    def files(n):
        words = ", ".join(word.format(i) for i in range(n))
        return {f"{folder}/a.md": f"---\n{key}: [{words}]\n---\n# T\n\nText.\n"}

    return files


def repeated(word, between="", head="", end=""):
    return lambda n: spec(between.join(word for _ in range(n)) + end, head)


def numbered(line, between=LINES):
    return lambda n: spec(between.join(line.format(i) for i in range(n)))


def documents(n):
    """Specs that mention the ten behind them by their number."""
    count = max(n // 50, 2)
    return {
        f"specs/{i:04}-x{i}.md": f"# X {i}\n\nStatus: Draft\n\n"
        + " ".join(f"See RFC {(i + k) % count}, " for k in range(1, 11))
        for i in range(count)
    }


def findings(n):
    """Specs each with links to files that are not there."""
    count = max(n // 50, 2)
    return {
        f"specs/{i:04}-x{i}.md": f"# X {i}\n\nStatus: Dunno\n\n"
        + " ".join(f"[a](gone{k}.md)" for k in range(10))
        for i in range(count)
    }


INPUTS = {
    "formulas": repeated("$a $b", WIDE),
    "formulas closed": repeated("$a$", WIDE),
    "formulas open": repeated("$a ", ""),
    "formula backticks": lambda n: spec("$a$ " + "`" * n + " $b$"),
    "formula code": repeated("$`a", WIDE),
    "formula codes": repeated("$a$ `b", WIDE),
    "formula in cells": lambda n: spec("|a|b|\n|-|-|\n" + "|$a$|$b|\n" * n),
    "dollars": lambda n: spec("$" * n),
    "dollar pairs": repeated("$$a", WIDE),
    "supersedes": listed("supersedes", "specs/x{}.md"),
    "supersedes numbers": listed("supersedes", "RFC {}"),
    "tags": listed("tags", "t{}"),
    "tags alike": listed("tags", "t"),
    "authors": listed("authors", "A{} B"),
    "related": listed("related", "research/x{}.md"),
    "depends": listed("depends", "https://x.org/{}"),
    "research spec": listed("spec", "name-{}", "research"),
    "research status": listed("status", "name-{}", "research"),
    "keys": lambda n: {
        "specs/a.md": "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n# T\n"
    },
    "keys of no YAML": lambda n: {
        "specs/a.md": "---\na: b: c\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n# T\n"
    },
    "YAML nested flow": lambda n: spec("x", f"k: {'[' * n}{']' * n}\n"),
    "YAML nested blocks": lambda n: spec("x", "".join(" " * i + "k:\n" for i in range(n // 40))),
    "YAML nested items": lambda n: spec("x", "k:\n" + "- " * n + "a\n"),
    "front matter spaces": lambda n: spec("x", "k" + " " * n + "x\n"),
    "front matter open": lambda n: {"specs/a.md": "---\n" + "status: Draft\n" * n + "# T\n"},
    "comments open": bare("<!-- a", LINES),
    "comments": bare("<!-- a --> x", LINES),
    "comments alone": bare("<!-- a -->", LINES),
    "comments with a status": repeated("<!-- a --> x", LINES),
    "comments in line": repeated("<!-- a -->", WIDE),
    "comments open in line": repeated("<!-- a", WIDE),
    "numbers": repeated("RFC 12,", WIDE),
    "numbers lines": repeated("RFC 12,", "\n\n"),
    "plus": lambda n: spec("a+" * n + " x.md"),
    "plus numbers": lambda n: spec("a+" * n + " x.md RFC 1"),
    "dots": lambda n: spec("a." * n + " x.md"),
    "slashes": lambda n: spec("a/" * n + " x.md"),
    "at": lambda n: spec("a@" * n + " x.md"),
    "dashes": lambda n: spec("a-" * n + " x.md"),
    "letters": lambda n: spec("a" * n + " x.md"),
    "paths": numbered("specs/x{}.md", WIDE),
    "paths alike": repeated("specs/x.md", WIDE),
    "code paths": numbered("`src/a{}.py:1`", WIDE),
    "code paths alike": repeated("`src/a.py:1`", WIDE),
    "code with paths": numbered("`see x{}.md and`", WIDE),
    "code long path": lambda n: spec("`" + "a/" * n + "x.md`"),
    "code brackets": lambda n: spec("`" + "a[" * n + "x.md`"),
    "links": numbered("[a](x{}.md)", WIDE),
    "links to sections": lambda n: spec(
        "".join(f"## s{i}\n\n[a](#s{i})\n\n" for i in range(n // 4))
    ),
    "links to no section": lambda n: spec(
        "".join(f"## s{i}\n\n[a](#x-{i})\n\n" for i in range(n // 4))
    ),
    "links to lines": lambda n: spec(
        "".join(f"## s{i}\n\n[a](a.md#L{i + 1})\n\n" for i in range(n // 4))
    ),
    "links to numbers": lambda n: spec(
        "".join(f"## {i} s\n\n`specs/a.md` §{i}\n\n" for i in range(n // 4))
    ),
    "images": numbered("![a](x{}.png)", WIDE),
    "quotes": lambda n: spec(">" * n + " a"),
    "quotes spaced": lambda n: spec("> " * n + " a"),
    "quotes grow": lambda n: spec("".join(">" * i + " a\n" for i in range(int(math.sqrt(n))))),
    "items nested": lambda n: spec("- " * n + "a"),
    "numbers nested": lambda n: spec("1. " * n + "a"),
    "lists deep": lambda n: spec("".join("  " * i + "- a\n" for i in range(int(math.sqrt(n))))),
    "lists long": repeated("- a", LINES),
    "lists quoted": lambda n: spec("> - " * n + "a"),
    "questions": lambda n: spec("## Open Questions\n\n" + "- [ ] Why?\n" * n),
    "questions numbered": lambda n: spec(
        "## Open Questions\n\n" + "".join(f"- [ ] Why {i}?\n" for i in range(n))
    ),
    "goals": lambda n: spec("## Goals\n\n" + "- [x] Why\n" * n),
    "tasks with paths": lambda n: spec("## Goals\n\n" + "- [ ] see x.md\n" * n),
    "table cells": lambda n: spec("|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "a|" * n),
    "table rows": lambda n: spec("|a|b|\n|-|-|\n" + "|a|b|\n" * n),
    "table short rows": lambda n: spec(
        "|" + "a|" * (n // 10) + "\n|" + "-|" * (n // 10) + "\n" + "|a|\n" * (n // 100)
    ),
    "table metadata": lambda n: {
        "specs/a.md": "# T\n\n| Document Metadata | Details |\n|-|-|\n| Status | Draft |\n"
        + "| Owner | x |\n" * n
    },
    "list metadata": lambda n: {"specs/a.md": "# T\n\n- Status: Draft\n" + "- Owner: x\n" * n},
    "lines metadata": lambda n: {"specs/a.md": "# T\n\nStatus: Draft\n" + "Owner: x\n" * n},
    "broken lines metadata": lambda n: {
        "specs/a.md": "# T\n\nStatus: Draft  \n" + "Owner: x  \n" * n
    },
    "line metadata": lambda n: {"specs/a.md": "# T\n\nStatus: Draft" + " | Owner: x" * n},
    "bold metadata": lambda n: {"specs/a.md": "# T\n\n" + "**Owner:** x\n" * n},
    "code metadata": lambda n: {
        "specs/a.md": "# T\n\n```\nStatus: Draft\n" + "Owner: x\n" * n + "```"
    },
    "paragraphs metadata": lambda n: {"specs/a.md": "# T\n\n" + "Owner: x\n\n" * n},
    "quote metadata": lambda n: {"specs/a.md": "# T\n\n" + "> Owner: x\n" * n},
    "spaces in status": lambda n: {"specs/a.md": "# A\n\nStatus: Draft" + " " * n + "b\nOwner: x"},
    "headings": numbered("## h{}"),
    "headings alike": repeated("## h", LINES),
    "headings with dashes": lambda n: spec("".join(f"## h-{i}\n## h\n" for i in range(n // 2))),
    "headings top": repeated("# h", LINES),
    "headings deep": lambda n: spec("".join(f"{'#' * (i % 6 + 1)} h\n" for i in range(n))),
    "headings marked": repeated("## *h* `x`", LINES),
    "heading long": lambda n: spec("## " + "a " * n),
    "headings of the template": repeated("## Overview", LINES),
    "sentences": repeated("One. Two! ", ""),
    "sentences open": repeated("one two", WIDE),
    "footnotes": lambda n: spec("".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n // 2))),
    "footnotes in line": lambda n: spec("a[^1] " * n + "\n\n[^1]: b"),
    "footnotes unused": numbered("[^{}]: b", "\n\n"),
    "definitions": lambda n: spec("".join(f"[a{i}]: x{i}.md\n" for i in range(n))),
    "definitions used": lambda n: spec(
        "".join(f"[a{i}] " for i in range(n)) + "\n\n" + "".join(f"[a{i}]: b\n" for i in range(n))
    ),
    "emphasis": repeated("*a **a", WIDE),
    "emphasis closed": repeated("*a* **b**", WIDE),
    "emphasis nested": lambda n: spec("*" * n + "a" + "*" * n),
    "emphasis mixed": repeated("*a_ ", ""),
    "underscores": repeated("_a __a", WIDE),
    "strikes": repeated("~~a", WIDE),
    "brackets": lambda n: spec("[" * n),
    "brackets closed": lambda n: spec("[" * n + "]" * n),
    "brackets links": repeated("[a](", ""),
    "brackets images": repeated("![a", ""),
    "brackets angle": repeated("[a](<b", ""),
    "backticks": lambda n: spec("`" * n),
    "backticks grow": lambda n: spec("".join("a" + "`" * i for i in range(int(math.sqrt(n * 2))))),
    "backticks paired": repeated("`a`` ", ""),
    "autolinks": repeated("https://x.org/a", WIDE),
    "autolinks open": lambda n: spec("http://" * n),
    "autolinks www": repeated("www.x", WIDE),
    "autolinks parens": lambda n: spec("https://x.org/" + ")" * n),
    "autolinks entities": lambda n: spec("https://x.org/" + "&amp;" * n),
    "mails": lambda n: spec("a@" * n + "b.org"),
    "mails dotted": lambda n: spec("a." * n + "@"),
    "angle": lambda n: spec("<" * n),
    "angle tags": repeated("<a ", ""),
    "angle quotes": repeated("<a b='", ""),
    "tags soup": repeated("<b><i></b>", ""),
    "tags open": repeated("<b>", ""),
    "tags blocks": repeated("<div>", "\n"),
    "tags unknown": lambda n: spec("".join(f"<x{i}>" for i in range(n))),
    "tags processing": repeated("<?a", WIDE),
    "tags CDATA": repeated("<![CDATA[a", WIDE),
    "tags declaration": repeated("<!A", WIDE),
    "attributes": lambda n: spec("<a " + " ".join(f"a{i}=b" for i in range(n)) + ">x</a>"),
    "ids": lambda n: spec("".join(f'<a id="a{i}">x</a> ' for i in range(n))),
    "entities": repeated("&amp;", ""),
    "emoji": repeated(":rocket:", ""),
    "colons": lambda n: spec(":" * n),
    "colons words": lambda n: spec("a:" * n),
    "escapes": repeated("\\*", ""),
    "backslashes": lambda n: spec("\\" * n),
    "spaces": lambda n: spec("a" + " " * n + "b x.md RFC 1"),
    "tabs": lambda n: spec("a" + "\t" * n + "b x.md RFC 1"),
    "line breaks": lambda n: spec("a\n\n" + "\n" * n + "b"),
    "spaced lines": lambda n: spec("a\n" + "  \n" * n + "b"),
    "hard breaks": repeated("a  ", LINES),
    "rules": repeated("---", "\n\n"),
    "fences": repeated("```py\na\n```", LINES),
    "fence long": lambda n: spec("```py\n" + "a = 1\n" * n + "```"),
    "alerts": repeated("> [!NOTE]\n> a\n", LINES),
    "paragraphs": repeated("a", "\n\n"),
    "instructions": repeated("> **Instruction:** a", "\n\n"),
    "details": repeated("<details>\n\na\n\n</details>", "\n\n"),
    "documents": documents,
    "findings": findings,
    "addresses": numbered("https://github.com/a/b/blob/main/specs/x{}.md", WIDE),
    "address long": lambda n: spec("[a](https://github.com/a/b/blob/main/" + "x/" * n + "a.md)"),
    "link long": lambda n: spec("[a](" + "x/" * n + "a.md)"),
    "link up": lambda n: spec("[a](" + "../" * n + "a.md)"),
}

CHILD = """
import json, os, sys, time
from pathlib import Path
from mkdocs_rfc.documents.document import Kind
from mkdocs_rfc.markdown.highlight import Highlighter
from mkdocs_rfc.options import Options
from mkdocs_rfc.pages.render import show_document, show_index, show_map
from mkdocs_rfc.build import build_site
folder = Path(sys.argv[1])
begin = sum(os.times()[:4])
site = build_site(Options(project=folder, docs_dir=folder / "docs"))
highlighter = Highlighter()
for path in site.corpus.documents:
    show_document(site, path, highlighter)
for kind in Kind:
    if kind in site.indexes:
        show_index(site, kind, highlighter)
show_map(site)
print(json.dumps([sum(os.times()[:4]) - begin, len(site.findings), len(site.corpus.documents)]))
"""


def measure(files, package):
    """CPU seconds of reading and showing some files; None where they take too long."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        environment = os.environ | {"PYTHONPATH": str(package), "GIT_CEILING_DIRECTORIES": "/"}
        done = subprocess.run(
            [sys.executable, "-c", CHILD, folder],
            capture_output=True,
            check=False,
            text=True,
            env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1)),
        )
    if done.returncode < 0:
        return None
    if done.returncode:
        message = done.stderr.strip().splitlines()[-1]
        raise RuntimeError(message)
    return float(done.stdout.partition(",")[0].strip("[ "))


def grow(files, sizes, package, start):
    """The times of some sizes, and the exponent; infinite where one never ends."""
    times = {}
    for size in sizes:
        taken = measure(files(size), package)
        times[size] = None if taken is None else max(taken - start, 1e-3)
        if taken is None:
            return times, math.inf
    last, before = sizes[-1], sizes[-2]
    if times[last] < LEAST:
        return times, 0.0
    base = max(times[before], LEAST / 4)
    return times, math.log(times[last] / base) / math.log(last / before)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--package", default=Path(__file__).parents[2] / "plugin")
    parser.add_argument("--sizes", default="5000,10000,20000,40000")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    start = min(measure(spec("x"), given.package) for _ in range(3))
    failed = []
    for name in given.names or INPUTS:
        try:
            times, exponent = grow(INPUTS[name], sizes, given.package, start)
        except RuntimeError as error:
            times, exponent = {}, math.inf
            print(f"{name}: {error}")
        shown = " ".join("never" if each is None else f"{each:.2f}" for each in times.values())
        print(f"{name:28} {exponent:5.2f}   {shown}", flush=True)
        failed += [name] * (exponent > LIMIT)
    print(f"{len(failed)} above {LIMIT}: {', '.join(failed)}" if failed else "All linear.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
