"""Excluded means excluded: a site with one secret document, kept out in each way there is."""

import os
import zlib

import pytest

from mkdocs_rfc.cli import main
from mkdocs_rfc.project import find_project
from mkdocs_rfc.site import build_site

WORDS = ("xylophone", "Quetzalcoatl", "zanzibar-plan")
"""In the text of the secret document, in its title, in the name of its file."""
SECRET = """---
status: Approved
owner: xylophone
tags: [xylophone-tag]
---

# Quetzalcoatl

## 1. Executive Summary

The xylophone rests on `public.md` and on [it](public.md), as RFC 7 says.

- [ ] Who pays for the xylophone?

```python
xylophone = 1
```
"""
PUBLIC = "# 7. Public\n\nStatus: Draft\n\n## 1. Executive Summary\n\nOpen to all.\n"
KINDS = {
    "a spec": "specs/zanzibar-plan.md",
    "a spec in a folder": "specs/deep/zanzibar-plan.md",
    "research": "research/zanzibar-plan.md",
    "the text of an index": "specs/README.md",
}
PLACES = {"mounted": ("", ""), "in docs_dir": ("docs/", "")}


def plugins_of(*entries):
    return "plugins:\n" + "".join(f"  - {entry}\n" for entry in entries)


def file_filter(name):
    return f"file-filter: {{exclude_glob: ['{name}']}}"


WAYS = {
    "exclude_docs": lambda uri, own: (plugins_of("search", "rfc"), f"exclude_docs: /{uri}\n"),
    "draft_docs": lambda uri, own: (plugins_of("search", "rfc"), f"draft_docs: /{uri}\n"),
    "exclude before": lambda uri, own: (plugins_of("search", glob(own), "rfc"), ""),
    "exclude after": lambda uri, own: (plugins_of("search", "rfc", glob(own)), ""),
    "file-filter before": lambda uri, own: (plugins_of("search", file_filter(own), "rfc"), ""),
    "file-filter after": lambda uri, own: (plugins_of("search", "rfc", file_filter(own)), ""),
    "our exclude": lambda uri, own: (
        plugins_of("search", f"rfc: {{exclude: ['/{uri}'], nav: all}}"),
        "",
    ),
    "our include": lambda uri, own: (
        plugins_of("search", "rfc: {include: ['public.md', 'other.md'], nav: all}"),
        "",
    ),
}


def glob(uri):
    return f"exclude: {{glob: ['{uri}']}}"


def files_of(kind, place):
    path = f"{PLACES[place][0]}{KINDS[kind]}"
    top = PLACES[place][0]
    return path, {
        path: SECRET,
        f"{top}specs/public.md": PUBLIC,
        f"{top}research/other.md": "---\ntopic: Other\nspec: public\n---\n\n# Other\n\nSee RFC 7.\n",
    }


def traces(*folders):
    """Every file with one of the words in its bytes, unpacked where it is packed, or its name."""
    for folder in folders:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            data = file.read_bytes() + str(file.relative_to(folder)).encode() + unpacked(file)
            for word in WORDS:
                if word.casefold().encode() in data.lower():
                    yield file.relative_to(folder).as_posix(), word


def unpacked(file):
    data = file.read_bytes()
    found = b""
    for at in range(min(len(data), 400)):
        try:
            found += zlib.decompressobj().decompress(data[at:])
        except zlib.error:
            continue
    return found


@pytest.mark.parametrize("markdown", ["auto", "github"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_an_excluded_document_leaves_no_trace(way, kind, place, markdown, project):
    path, files = files_of(kind, place)
    uri = KINDS[kind]
    shown = "specs/index.md" if (kind, place) == ("the text of an index", "mounted") else uri
    plugins, option = WAYS[way](uri, shown)
    plugins = plugins.replace("- rfc\n", f"- rfc: {{markdown: {markdown}}}\n")
    config = f"site_name: Site\ntheme: {{name: mkdocs}}\n{plugins}{option}"
    site = project.write(files | {"mkdocs.yml": config}).commit().build(strict=True)

    assert project.warnings == []
    assert [each for each in traces(site.folder) if "search/lunr" not in each[0]] == []
    assert "specs/public/" in site.pages
    assert "specs/" in site.pages
    assert site.dead_links() == []
