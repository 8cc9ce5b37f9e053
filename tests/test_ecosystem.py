"""Other plugins: whatever their order, they find our pages, and we keep what they made of them."""

import html as entities
import re

import pytest

SPEC = """# {title}

Status: Draft

## 1. Executive Summary

{title} in one sentence.
"""
FILES = {
    "specs/tea.md": SPEC.format(title="Tea"),
    "specs/milk.md": SPEC.format(title="Milk"),
    "research/notes.md": "# Notes\n\nHot water matters.\n",
}
ORDERS = {"before": lambda one: [one, "rfc"], "after": lambda one: ["rfc", one]}


def config(*plugins, theme="mkdocs", more=""):
    listed = "".join(f"  - {each}\n" for each in ("search", *plugins))
    return (
        f"site_name: Site\nsite_url: https://example.org/\ntheme: {{name: {theme}}}\n"
        f"plugins:\n{listed}{more}"
    )


def entries(site, address):
    """What the links of a page's navigation say, by their target."""
    links = site.pages[address].xpath("//nav//a | //div[contains(@class, 'navbar')]//a")
    return {" ".join(each.text_content().split()): each.get("href") for each in links}


def ordered(order, plugin, *, more="", **how):
    return config(*ORDERS[order](plugin), more=more, **how)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_titles_that_a_nav_gives_are_shown(theme, project):
    nav = (
        "nav:\n  - Start: index.md\n  - Our decisions: specs/index.md\n"
        "  - The hot one: specs/tea.md\n  - Findings: research/notes.md\n"
    )
    site = project.write(FILES | {"mkdocs.yml": config("rfc", theme=theme, more=nav)}).commit()
    site = site.build(strict=True)

    text = " ".join(site.pages["specs/tea/"].text_content().split())
    assert project.warnings == []
    for title in ("Our decisions", "The hot one", "Findings"):
        assert title in text
    assert "Tea in one sentence" in site.text("specs/tea/")


NAVS = {
    "awesome-nav": (
        "docs/.nav.yml",
        "nav:\n  - index.md\n  - Our decisions: specs/index.md\n  - Hot: specs/tea.md\n",
    ),
    "literate-nav": (
        "docs/SUMMARY.md",
        "* [Start](index.md)\n* [Our decisions](specs/index.md)\n* [Hot](specs/tea.md)\n",
    ),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("plugin", NAVS)
def test_titles_that_a_plugin_for_the_navigation_gives_are_shown(plugin, order, project):
    name, nav = NAVS[plugin]
    files = FILES | {name: nav, "mkdocs.yml": ordered(order, plugin)}
    site = project.write(files).commit().build()

    assert "Our decisions" in entries(site, "")
    assert "Hot" in entries(site, "")
    assert "Tea in one sentence" in site.text("specs/tea/")


@pytest.mark.filterwarnings("ignore:The plugin")  # it does not like anybody's `on_nav`
@pytest.mark.parametrize("order", ORDERS)
def test_a_section_that_awesome_pages_gave_a_title_keeps_it(order, project):
    files = {"docs/.pages": "nav:\n  - index.md\n  - Decisions: specs\n"}
    written = ordered(order, "awesome-pages")
    site = project.write(FILES | files | {"mkdocs.yml": written}).commit().build()

    assert "Decisions" in " ".join(site.pages[""].text_content().split())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("theme", ["material", "readthedocs"])
@pytest.mark.parametrize(
    "nav", ["", "nav:\n  - index.md\n  - Decided:\n    - specs/index.md\n    - specs/tea.md\n"]
)
def test_an_index_may_be_the_page_of_its_section(nav, theme, order, project):
    written = ordered(order, "section-index", theme=theme, more=nav)
    site = project.write(FILES | {"mkdocs.yml": written}).commit().build(strict=True)

    assert "Milk" in site.text("specs/")
    assert site.dead_links() == []
    if nav:
        assert "Decided" in " ".join(site.pages[""].text_content().split())


@pytest.mark.parametrize("order", ORDERS)
def test_a_redirect_may_lead_to_a_document(order, project):
    written = ordered(order, "redirects: {redirect_maps: {old.md: specs/tea.md}}")
    site = project.write(FILES | {"mkdocs.yml": written}).commit().build(strict=True)

    assert "specs/tea/" in (site.folder / "old/index.html").read_text("utf-8")


@pytest.mark.parametrize("order", ORDERS)
def test_a_list_for_language_models_has_the_documents(order, project):
    written = ordered(order, "llmstxt: {sections: {RFCs: [specs/*.md]}}")
    site = project.write(FILES | {"mkdocs.yml": written}).commit().build(strict=True)

    said = (site.folder / "llms.txt").read_text("utf-8")
    assert "specs/tea/" in said
    assert "specs/milk/" in said


QUOTED = "# Quotes\n\nStatus: Draft\n\n`{% include 'x.md' %}`\n\n```\n{% include 'y.md' %}\n```\n"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("plugin", ["include-markdown", "macros"])
def test_a_plugin_that_works_on_markdown_never_sees_what_is_not_shown(plugin, order, project):
    files = FILES | {"specs/quotes.md": QUOTED, "mkdocs.yml": ordered(order, plugin)}
    site = project.write(files).commit().build(strict=True)

    assert "{% include 'x.md' %}" in site.text("specs/quotes/")
    assert "{% include 'y.md' %}" in site.text("specs/quotes/")


@pytest.mark.parametrize("order", ORDERS)
def test_a_page_that_a_plugin_makes_can_be_mentioned(order, project):
    script = (
        "import mkdocs_gen_files\n"
        "with mkdocs_gen_files.open('made.md', 'w') as file:\n    file.write('# Made\\n')\n"
    )
    linking = SPEC.format(title="Tea") + "\nSee [what was made](../docs/made.md).\n"
    files = {"make.py": script, "specs/tea.md": linking}
    written = ordered(order, "gen-files: {scripts: [make.py]}")
    site = project.write(FILES | files | {"mkdocs.yml": written}).commit().build(strict=True)

    assert project.warnings == []
    assert site.article("specs/tea/").xpath("//a[text()='what was made']/@href") == ["../../made/"]


def test_every_page_of_ours_has_a_description_for_feeds(project):
    site = project.write(FILES | {"mkdocs.yml": config("rfc", theme="material")}).commit().build()

    for address in ("specs/", "research/", "rfc/map/", "rfc/activity/"):
        assert site.pages[address].xpath("//meta[@name='description']/@content")[0]
    said = site.pages["research/notes/"].xpath("//meta[@name='description']/@content")
    assert said == ["Hot water matters."]


def file_of(site, address):
    file = site.folder / address
    return file / "index.html" if file.is_dir() else file


HOSTILE = "Zz<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("top", ["", "docs/"])
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("name", [HOSTILE, 'q"onload="alert(2)', "R&D", "a<b"])
def test_the_name_of_a_folder_is_text_in_the_navigation(name, theme, top, project):
    features = "theme: {name: material, features: [navigation.path, navigation.tabs]}"
    written = config("rfc: {nav: all}", theme=theme).replace("theme: {name: material}", features)
    files = {
        f"{top}specs/{name}/b.md": SPEC.format(title="Bee"),
        f"{top}specs/{name}/c.md": SPEC.format(title="Cee"),
        f"{top}specs/a.md": SPEC.format(title="A"),
    }
    site = project.write({"mkdocs.yml": written} | files).commit().build()

    for address, page in site.pages.items():
        assert page.xpath("//*[@onerror or @onload or @src='x']") == [], address
        raw = file_of(site, address).read_text("utf-8")
        assert not re.search(r"&amp;(amp|lt|gt|#34|quot);", raw), address
    shown = name[:1].upper() + name[1:] if name == name.lower() else name
    assert shown in entities.unescape(" ".join(site.pages[""].text_content().split()))


EDITING = {
    "edit_uri": "repo_url: https://github.com/a/b\nedit_uri: edit/main/docs/\n",
    "edit_uri with a query": "repo_url: https://example.org/a\nedit_uri: '?path=docs/'\n",
    "template": "repo_url: https://github.com/a/b\nedit_uri_template: 'edit/main/docs/{path}'\n",
    "template without ending": (
        "repo_url: https://github.com/a/b\nedit_uri_template: 'edit/main/docs/{path_noext}'\n"
    ),
    "template that quotes": "repo_url: https://example.org/a\nedit_uri_template: '?p={path!q}'\n",
    "guessed": "repo_url: https://github.com/a/b\n",
}


@pytest.mark.parametrize("top", ["", "docs/"])
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("how", EDITING)
def test_the_name_of_a_file_is_an_address_in_its_edit_link(how, theme, top, project):
    name = "x\"><img src=x onerror=alert(1)>' #1 50%"
    more = EDITING[how]
    written = config("rfc", theme=theme, more=more).replace(
        "{name: material}", "{name: material, features: [content.action.edit, content.action.view]}"
    )
    files = {f"{top}specs/{name}.md": SPEC.format(title="X"), "mkdocs.yml": written}
    site = project.write(files).commit().build()

    for address, page in site.pages.items():
        assert page.xpath("//*[@onerror]") == [], address
    raw = next(file for file in site.folder.rglob("index.html") if "img" in str(file))
    links = re.findall(r'"(https://[^"]*img[^"]*)"', raw.read_text("utf-8"))
    edits = [link for link in links if "/edit/" in link or "?p" in link]
    assert theme == "mkdocs" or edits
    assert all("%23" in link and "%2550" not in link and "50%25" in link for link in edits)
