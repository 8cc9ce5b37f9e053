"""Links that open the forge's editor for a file that is not there yet."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from mkdocs_rfc.corpus import next_number, numbered
from mkdocs_rfc.forge import Forge


def next_path(folder: str, paths: Iterable[str], day: str) -> str:
    """Where a new spec goes: its name starts with the day or, without one, with a number."""
    prefix = day or next_number(numbered(paths), folder)
    return posixpath.join(folder, f"{prefix}-title.md")


def editor_link(forge: Forge | None, branch: str, path: str, text: str) -> str:
    """Where the forge opens its editor for a new file; empty where there is no forge.

    The text is filled in, or its metadata and headings where the address would be too long.
    """
    if forge is None:
        return ""
    at = Forge(forge.base, forge.pages, branch or forge.branch, forge.aliases)
    folder, name = posixpath.split(path)
    bare = at.new_file(folder, name)
    filled = (at.new_file(folder, name, content) for content in (text, outline(text)))
    return next((link for link in filled if link and link != bare), bare) or ""


def outline(text: str) -> str:
    """Of a new file, the front matter, the metadata table and the headings."""
    kept: list[str] = []
    in_head, fenced = text.startswith("---\n"), False
    for number, line in enumerate(text.split("\n")):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        heading = line.startswith("#") and not fenced
        if in_head or heading or (line.startswith("|") and not any("## " in k for k in kept)):
            kept += ["", line, ""] if heading else [line]
        in_head = in_head and (number == 0 or line != "---")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip() + "\n"
