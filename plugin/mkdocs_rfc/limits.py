"""How much of anything a document may hold: far more than people write, and no more.

What lies beyond a limit is shown as it was written, and a finding says so. Everything else costs a
build no more than its length: `tests/benchmarks/growth.py` and `patterns.py` measure that.
"""

from __future__ import annotations

MOST_VALUES = 10_000
"""Values of a front matter, an alias counting as what it stands for; else it is read by lines."""
MOST_BITS = 4_096
"""Of a number in it."""
DEEPEST = 50
"""Lists and mappings in one another in it."""
MOST_NESTED = 200
"""Elements in one another, as a parser of HTML counts them; tags beyond that are dropped."""
MOST_ATTRIBUTES = 100
"""Of one tag."""
MOST_FILLED = 10_000
"""Cells that a document may leave to the renderer to fill; tables beyond that stay text."""
MOST_ASKED = 100
"""Specs that are not written yet for which one research document gets pages."""
MOST_COMPARED = 500
"""Headings among which that is looked for which a broken link may have meant."""
MOST_PARTS = 64
"""Parts of the path in an address on a forge, from its end, that can name a document."""
MOST_NAMED = 8
"""Files that the finding about an ambiguous number names."""
DOCUMENT = 8 << 20
"""Bytes of a document, and of a drawing."""
ASSET = 100 << 20
"""Bytes of a file beside documents; forges take no more either."""
SETTING = 1 << 20
"""Bytes of a template, a list of commits, a configuration, a `.mailmap`."""
