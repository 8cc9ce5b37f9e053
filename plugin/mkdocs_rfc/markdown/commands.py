"""The commands of TeX that do more than draw: they link, style, name, load and define."""

from __future__ import annotations

import re

# Definitions are among them because any other can be had by another name with one. A name counts
# wherever a backslash stands before it: what TeX would make of that is not worth guessing.
_REFUSED = re.compile(
    r"""\\(?:href|url|mmlToken|style|class|cssId|data|bbox|unicode|includegraphics|verb
    |require|csname|set[oO]ptions|begingroup[A-Z][a-zA-Z]*|catcode
    |tooltip|mathtip|texttip|toggle|endtoggle|html[a-zA-Z]*
    |[gex]?def|(?:future|global)?let|global|extpfeil|definecolor
    |(?:re)?new(?!line\b)[a-zA-Z]+|New[a-zA-Z]+|Renew[a-zA-Z]+|[pP]rovide[a-zA-Z]+
    |Declare[a-zA-Z]+|mathtoolsset|usetagform
    )(?![a-zA-Z])""",
    re.VERBOSE,
)


def refused_command(formula: str) -> str:
    r"""The first command in a formula that does more than draw, with its `\`; empty for none."""
    found = _REFUSED.search(formula)
    return found[0] if found else ""
