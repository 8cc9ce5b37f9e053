"""What formulas may do, and what draws them: they are written by whoever writes a document."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.documents import Document
from mkdocs_rfc.findings import Level
from mkdocs_rfc.markdown import refused_formulas
from mkdocs_rfc.site import uses_own_markdown

DRAWS = re.compile(r"mathjax|katex", re.IGNORECASE)
"""What is in the address of a script that draws formulas."""
MATHJAX = re.compile(r"mathjax", re.IGNORECASE)
GUARD = "rfc/math.js"
"""Our script that has MathJax load its safe extension."""
MAY_HAVE = re.compile(rb"data-rfc-math|<pre[^>]* lang=\"math\"")
LEAST = 100_000
"""Bytes of MathJax itself; a set-up of it is shorter."""
SAFE = ("ui/safe.js", "extensions/Safe.js")
"""The safe extension of MathJax 3 and later, and of MathJax 2, beside the script."""
Script = TypeVar("Script")


def guarded(scripts: Iterable[Script]) -> list[Script | str]:
    """A site's scripts, with ours before and behind every one that may be MathJax or its set-up.

    Ours adds to a set-up that is there and does nothing to MathJax when it runs: so it is right
    in whatever order the two are loaded.
    """
    given: list[Script | str] = [*scripts]
    if not any(MATHJAX.search(str(script)) for script in given):
        return given
    found: list[Script | str] = []
    for script in given:
        found += [GUARD, script] if MATHJAX.search(str(script)) else [script]
    return [*found, GUARD]


@rule("formula", Level.WARNING, "A formula draws, and does nothing else.")
def acting_formulas(evidence: Evidence) -> Iterator[Remark]:
    """What is wrong with formulas, on a site that draws them."""
    options, read = evidence.options, evidence.read
    if options.math_scripts:
        own = {each.folder: uses_own_markdown(each.folder, options) for each in read}
        yield from _refused(each for source, each in read.items() if not own[source.folder])
        yield from check_scripts(options.math_scripts, options.docs_dir, options.config_file)


def _refused(documents: Iterable[Document]) -> Iterator[Remark]:
    """The formulas that are shown as code because they would do more than draw."""
    for document in documents:
        if MAY_HAVE.search(document.tree.data):
            for line, command in refused_formulas(document.tree.read()):
                message = f"A formula has `{command}`, which does more than draw; it is not drawn."
                fix = "Write out what it defines, or put links and styles into the text."
                yield Remark(document.path, line, message, fix)


def check_scripts(scripts: Iterable[str], docs_dir: Path, config_file: str) -> Iterator[Remark]:
    """Copies of MathJax without its safe extension, which they are not started without."""
    for script in scripts:
        file = docs_dir / script
        if not MATHJAX.search(script) or _size_of(file) < LEAST:
            continue
        if not any(_size_of(file.parent / each) for each in SAFE):
            message = f"Beside `{script}` is no `ui/safe.js`: MathJax draws nothing without it."
            yield Remark(config_file, 0, message, "Copy the whole folder of MathJax, or use KaTeX.")


def _size_of(file: Path) -> int:
    """Bytes of a regular file; 0 where there is none, or where nobody may look."""
    try:
        state = file.stat()
    except (OSError, ValueError):  # an address of the web may be no path at all
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0
