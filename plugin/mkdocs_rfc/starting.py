"""The files that make a repository a site."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_rfc.scaffolding import in_yaml
from mkdocs_rfc.template import FOLDER

FILES: Mapping[str, str] = {
    "mkdocs.yml": "mkdocs.yml",
    "docs/index.md": "index.md",
    ".github/workflows/pages.yml": "pages.yml",
}
"""Place in the project -> file that it is made from."""


def start_site(name: str) -> Mapping[str, str]:
    """The text of each file, by its place in the project; nothing is written."""
    found = {place: (FOLDER / "init" / file).read_text("utf-8") for place, file in FILES.items()}
    return {
        place: text.replace("{name}", in_yaml(name) if place.endswith(".yml") else name)
        for place, text in found.items()
    }
