"""How a page of the site writes the addresses of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath
from urllib.parse import quote

from mkdocs_rfc.forge import Forge


@lru_cache(maxsize=1 << 15)  # every page writes the addresses of many others
def page_url(uri: str, *, directory_urls: bool = True) -> str:
    """The address of a page or file from the site's root, unquoted: `specs/x.md` -> `specs/x/`.

    The same rule as MkDocs' `File.url`: `index.md` and `README.md` are their folder's page, and
    what is no Markdown keeps its name.
    """
    if not uri.endswith(".md"):
        return uri
    path = PurePosixPath(uri)
    is_index = path.stem in {"index", "README"}
    if not directory_urls:
        return str(path.with_name("index.html") if is_index else path.with_suffix(".html"))
    folder = path.parent if is_index else path.with_suffix("")
    return "" if str(folder) == "." else f"{folder}/"


def relative_url(target: str, start: str, fragment: str = "") -> str:
    """The address of one page as written on another, quoted.

    `research/y/` as written on `specs/x/` is `../../research/y/`.
    """
    anchor = f"#{quote(fragment)}" if fragment else ""
    if target == start and fragment:
        return anchor
    *folders, _ = start.split("/")
    *into, name = target.split("/")
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folders, into, strict=False))
    )
    path = "../" * (len(folders) - same) + "/".join((*into[same:], name))
    return quote(path or "./") + anchor


@dataclass(frozen=True, slots=True)
class Address:
    """How one page of the site writes the addresses of the others."""

    uri: str
    """The page that writes, in the site's own terms (`specs/x.md`)."""
    directory_urls: bool = True
    uris: Mapping[str, str] = field(default_factory=dict)
    """Path in the repository -> page or file of the site."""
    forge: Forge | None = None
    branch: str = ""
    forges: Mapping[str, Forge | None] = field(default_factory=dict)
    """Of the documents that are in other repositories: the forges of those."""

    def of(self, uri: str, fragment: str = "") -> str:
        """Address of a page or file of the site, relative to this page."""
        target, start = (
            page_url(each, directory_urls=self.directory_urls) for each in (uri, self.uri)
        )
        return relative_url(target, start, fragment)

    def page(self, path: str, fragment: str = "") -> str:
        """Address of the page that shows a file of the repository."""
        return self.of(self.uris[path], fragment)
