"""Excluded means excluded: a site with one secret document, kept out in each way there is."""

import json
import zlib

import pytest
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rfc.cli import main
from mkdocs_rfc.storage.cache_folder import cache_of

WORDS = ("xylophone", "Quetzalcoatl", "zanzibar-plan")
"""In the text of the secret document, in its title, in the name of its file."""
HIDDEN = """---
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
OTHER = "---\ntopic: Other\nspec: public\n---\n\n# Other\n\nSee RFC 7.\n"
KINDS = {
    "a spec": "specs/zanzibar-plan.md",
    "a spec in a folder": "specs/deep/zanzibar-plan.md",
    "research": "research/zanzibar-plan.md",
    "the text of an index": "specs/README.md",
}
PLACES = {"mounted": "", "in docs_dir": "docs/"}


WAYS = {
    "exclude_docs": ("search, rfc", "exclude_docs: /{uri}"),
    "draft_docs": ("search, rfc", "draft_docs: /{uri}"),
    "exclude before": ("search, exclude: {{glob: ['{shown}']}}, rfc", ""),
    "exclude after": ("search, rfc, exclude: {{glob: ['{shown}']}}", ""),
    "file-filter before": ("search, file-filter: {{exclude_glob: ['{shown}']}}, rfc", ""),
    "file-filter after": ("search, rfc, file-filter: {{exclude_glob: ['{shown}']}}", ""),
    "our exclude": ("search, rfc: {{exclude: '/{uri}', nav: all}}", ""),
    "our include": ("search, rfc: {{include: [public.md, other.md], nav: all}}", ""),
}
"""The plugins of a site, and its other options."""


def files_of(kind, place):
    top = PLACES[place]
    return {
        f"{top}{KINDS[kind]}": HIDDEN,
        f"{top}specs/public.md": PUBLIC,
        f"{top}research/other.md": OTHER,
    }


def config(plugins, more="", theme="mkdocs"):
    return f"site_name: Site\ntheme: {{name: {theme}}}\nplugins: [{plugins}]\n{more}\n"


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
    for at in range(min(len(data), 1000)):
        try:
            found += zlib.decompressobj().decompress(data[at:])
        except zlib.error:
            continue
    return found


def traces_in(project, site):
    kept = cache_of(project.folder)
    assert any(kept.iterdir())
    return [*traces(site.folder), *traces(kept)]


@pytest.fixture(autouse=True)
def _own_plugins():
    """Plugins of their own for each test, as each process has."""
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # noqa: SLF001 (there is no other way)


@pytest.mark.parametrize("markdown", ["auto", "github"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_an_excluded_document_leaves_no_trace(way, kind, place, markdown, project):
    uri = KINDS[kind]
    shown = "specs/index.md" if (kind, place) == ("the text of an index", "mounted") else uri
    plugins, more = (each.format(uri=uri, shown=shown) for each in WAYS[way])
    plugins = plugins.replace(", rfc", f", rfc: {{markdown: {markdown}}}")
    plugins = plugins.replace("}: {", ", ")
    written = {"mkdocs.yml": config(plugins, more)}
    site = project.write(files_of(kind, place) | written).commit().build(strict=True, ended=True)

    assert project.warnings == []
    assert traces_in(project, site) == []
    assert "specs/public/" in site.pages
    assert "specs/" in site.pages
    assert site.dead_links() == []


@pytest.mark.parametrize("place", PLACES)
def test_a_document_that_is_excluded_later_is_forgotten(place, project):
    files = files_of("a spec", place)
    project.write(files | {"mkdocs.yml": config("search, rfc")}).commit().build(ended=True)
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # noqa: SLF001 (as above)
    written = config("search, rfc: {exclude: zanzibar*}")

    site = project.write({"mkdocs.yml": written}).build(out="later", ended=True)

    assert traces_in(project, site) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_draft_is_shown_and_marked_while_it_is_written(place, project):
    uri = KINDS["a spec"]
    files = files_of("a spec", place)
    written = config("search, rfc: {nav: all}", f"draft_docs: /{uri}")

    site = (
        project.write(files | {"mkdocs.yml": written})
        .commit()
        .build(command="serve", serve_url="http://127.0.0.1/")
    )

    page = site.pages["specs/zanzibar-plan/"]
    assert page.find_class("mkdocs-draft-marker")
    assert "Quetzalcoatl" in site.text("specs/")
    assert site.dead_links() == []


def test_what_is_not_in_the_navigation_is_in_the_site(project):
    files = files_of("a spec", "mounted") | {"specs/other.md": "# Milk and honey\n"}
    written = config("search, rfc: {nav: all}", "not_in_nav: zanzibar-plan.md")

    site = project.write(files | {"mkdocs.yml": written}).commit().build(strict=True)

    assert "Quetzalcoatl" in site.text("specs/")
    assert "Milk and honey" in site.pages[""].text_content()
    assert "Quetzalcoatl" not in site.pages[""].text_content()


MENTIONS = """# 7. Public

Superseded by: [that one](zanzibar-plan.md)

It rests on `specs/zanzibar-plan.md`, on [it](zanzibar-plan.md#a-heading),
on specs/zanzibar-plan.md, and was [once](old-name.md). See RFC 9.

![drawn](zanzibar-plan.png)
"""


@pytest.mark.parametrize("remote", ["", "repo_url: https://github.com/a/b"])
@pytest.mark.parametrize("option", ["rfc: {exclude: zanzibar*}", "rfc"])
def test_a_mention_of_an_excluded_document_stays_text(option, remote, project):
    project.write({"specs/old-name.md": HIDDEN}).commit()
    project.write({"specs/old-name.md": None, "specs/zanzibar-plan.md": HIDDEN}).commit()
    more = remote if option != "rfc" else f"{remote}\nexclude_docs: zanzibar*"
    research = "---\nspec: zanzibar-plan\n---\n\n# Other\n"
    files = {"specs/public.md": MENTIONS, "research/other.md": research}
    files |= {"specs/zanzibar-plan.png": b"png", "mkdocs.yml": config(option, more)}

    site = project.write(files).commit().build(strict=True)

    links = [each for page in site.pages.values() for each in page.xpath("//@href | //@src")]
    assert [each for each in links if "zanzibar" in each or "old-name" in each] == []
    assert "xylophone" not in site.text("specs/public/")
    assert "drawn" in site.text("specs/public/")
    assert [text for text in project.infos if "(excluded)" in text]
    assert not list(site.folder.rglob("*zanzibar*"))


def test_a_page_of_the_docs_may_name_what_is_excluded(project):
    files = files_of("a spec", "mounted") | {
        "docs/index.md": "See [it](../specs/zanzibar-plan.md).\n"
    }
    written = config("search, rfc: {exclude: zanzibar*}")

    site = project.write(files | {"mkdocs.yml": written}).commit().build(strict=True)

    assert list(traces(site.folder)) == []
    assert site.dead_links() == []
    assert project.warnings == []


def test_a_navigation_that_names_an_excluded_document_leaves_it_out(project):
    uri = KINDS["a spec"]
    listed = ("index.md", "specs/public.md", f"Hush: [Quetzal: {uri}]", "research/other.md")
    nav = "nav:\n" + "".join(f"  - {each}\n" for each in listed)
    written = config("search, rfc", f"draft_docs: /{uri}\n{nav}")

    site = project.write(files_of("a spec", "mounted") | {"mkdocs.yml": written}).commit()
    site = site.build(strict=True)

    assert list(traces(site.folder)) == []
    assert "Hush" not in site.pages[""].text_content()
    following = site.pages["specs/public/"].xpath("//a[@rel='next']/@href")
    assert following == ["../../research/other/"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("pattern", ["specs/", "/specs/**", "*public*\n*zanzibar*"])
def test_a_collection_that_is_excluded_has_no_index(pattern, place, project):
    written = config(f"search, rfc: {{exclude: {json.dumps(pattern)}}}")
    files = files_of("a spec", place) | {"mkdocs.yml": written}

    site = project.write(files).commit().build(strict=True)

    assert list(traces(site.folder)) == []
    assert not [address for address in site.pages if address.startswith("specs/")]
    assert "research/other/" in site.pages
    assert site.dead_links() == []


def test_everything_may_be_excluded(project):
    written = config("search, rfc: {exclude: '*'}")

    site = project.write(files_of("a spec", "mounted") | {"mkdocs.yml": written}).commit()
    site = site.build(strict=True)

    assert sorted(site.pages) == [""]
    assert list(traces(site.folder)) == []


def test_the_last_pattern_that_fits_counts(project):
    patterns = "*\n!public.md\n!docs/research/*"
    written = config(f"search, rfc: {{exclude: {json.dumps(patterns)}, research: docs/research}}")
    files = {
        "specs/public.md": PUBLIC,
        "specs/zanzibar-plan.md": HIDDEN,
        "docs/research/a.md": "# A\n",
    }

    site = project.write(files | {"mkdocs.yml": written}).commit().build(strict=True)

    assert {"specs/public/", "research/a/"} <= site.pages.keys()
    assert list(traces(site.folder)) == []


def test_what_stands_beside_excluded_documents_alone_goes_with_them(project):
    files = files_of("a spec in a folder", "mounted")
    files |= {f"specs/{name}": b"png" for name in ("deep/plot.png", "deep/more/plot.png")}
    files |= {"specs/one.md": "# One\n", "specs/shared.png": b"png", "specs/one-two.png": b"png"}
    files |= {"specs/two.md": "# Two\n", "specs/two/a.png": b"png", "specs/two-b.png": b"png"}
    written = config("search, rfc: {exclude: [specs/deep/*.md, two.md]}")

    site = project.write(files | {"mkdocs.yml": written}).commit().build(strict=True)

    served = {
        each.relative_to(site.folder / "specs").as_posix()
        for each in site.folder.rglob("specs/**/*.png")
    }
    assert served == {"shared.png", "one-two.png"}


def test_a_plugin_may_take_a_document_out_as_the_very_last(project):
    hook = (
        "from mkdocs.plugins import event_priority\n"
        "@event_priority(-150)\n"
        "def on_files(files, config):\n"
        "    files.remove(files.get_file_from_path('specs/zanzibar-plan.md'))\n"
    )
    files = files_of("a spec", "mounted") | {"hook.py": hook}
    files["mkdocs.yml"] = config("search, rfc", "hooks: [hook.py]")

    site = project.write(files).commit().build(strict=True)

    assert list(traces(site.folder)) == []
    assert site.dead_links() == []


def test_the_command_leaves_out_what_is_excluded(project, monkeypatch):
    files = files_of("a spec", "mounted") | {"mkdocs.yml": config("rfc: {exclude: zanzibar*}")}
    project.write(files).commit()
    monkeypatch.chdir(project.folder)

    listed = CliRunner().invoke(main, ["list", "--json"])

    assert listed.exit_code == 0
    assert "Public" in listed.output
    assert not any(word in listed.output for word in WORDS)


@pytest.mark.parametrize("value", ["{a: b}", "[1]", "3"])
def test_patterns_that_are_none_are_refused(value, project, monkeypatch):
    project.write({"mkdocs.yml": config(f"rfc: {{exclude: {value}}}")}).commit()
    monkeypatch.chdir(project.folder)

    said = CliRunner().invoke(main, ["list"])

    assert said.exit_code != 0
    assert "Expected patterns" in said.output


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", WAYS)
def test_a_link_to_an_excluded_document_leads_nowhere(way, place, project):
    uri = KINDS["a spec"]
    plugins, more = (each.format(uri=uri, shown=uri) for each in WAYS[way])
    patterns = "[public.md, other.md, alias.md, deep/alias.md, research/alias.md]"
    plugins = plugins.replace("[public.md, other.md]", patterns)
    project.write(files_of("a spec", place) | {"mkdocs.yml": config(plugins, more)})
    for link, target in {
        "specs/alias.md": "zanzibar-plan.md",
        "specs/deep/alias.md": "../alias.md",
        "research/alias.md": "../specs/zanzibar-plan.md",
        "research/README.md": "../specs/zanzibar-plan.md",
    }.items():
        at = project.folder / PLACES[place] / link
        at.parent.mkdir(parents=True, exist_ok=True)
        at.symlink_to(target)

    site = project.commit().build(ended=True)

    assert traces_in(project, site) == []
    assert not [address for address in site.pages if "alias" in address]
    assert {"specs/public/", "research/other/", "research/"} <= site.pages.keys()
    assert site.dead_links() == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", [way for way in WAYS if way != "our include"])
def test_a_link_that_is_excluded_by_its_own_name_is_no_address(way, place, project):
    uri = KINDS["a spec"]
    plugins, more = (each.format(uri=uri, shown=uri) for each in WAYS[way])
    files = files_of("a spec", place) | {"mkdocs.yml": config(plugins, more)}
    del files[PLACES[place] + uri]
    project.write(files)
    (project.folder / PLACES[place] / uri).symlink_to("public.md")

    site = project.commit().build(strict=True)

    assert list(traces(site.folder)) == []
    assert site.dead_links() == []


@pytest.mark.parametrize("option", ["exclude_docs: zanz*", "draft_docs: zanz*"])
def test_a_link_to_a_file_beside_an_excluded_document_is_not_served(option, project):
    files = files_of("a spec", "mounted") | {"specs/zanzibar-plan/a.txt": "A xylophone.\n"}
    project.write(files | {"mkdocs.yml": config("rfc", option)})
    (project.folder / "specs" / "b.txt").symlink_to("zanzibar-plan/a.txt")

    site = project.commit().build(strict=True)

    assert list(traces(site.folder)) == []


def test_a_document_takes_the_address_that_an_excluded_one_would_have_had(project):
    files = {"specs/deep/index.md": HIDDEN, "specs/deep.md": "# Deep\n", "specs/a.md": PUBLIC}
    written = config("search, rfc", "exclude_docs: specs/deep/index.md")

    site = project.write(files | {"mkdocs.yml": written}).commit().build(strict=True)

    assert "Deep" in site.text("specs/deep/")
    assert list(traces(site.folder)) == []
    assert site.dead_links() == []


@pytest.mark.parametrize("ending", ["markdown", "mkd", "mdown"])
def test_an_include_is_about_all_that_would_be_a_page(ending, project):
    written = config("search, rfc: {include: public.md, assets: all}")
    files = {"specs/public.md": PUBLIC, f"specs/zanzibar-plan.{ending}": HIDDEN}

    site = project.write(files | {"mkdocs.yml": written}).commit().build(strict=True)

    assert list(traces(site.folder)) == []


def test_the_command_goes_by_the_patterns_of_mkdocs(project, monkeypatch):
    written = config("rfc", "exclude_docs: |\n  /specs/zanz*\n  README.md")
    project.write(files_of("a spec", "mounted") | {"mkdocs.yml": written}).commit()
    monkeypatch.chdir(project.folder)

    listed = CliRunner().invoke(main, ["list", "--json"])

    assert "Public" in listed.output
    assert not any(word in listed.output for word in WORDS)
