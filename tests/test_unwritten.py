"""What the build shows of what is not written yet, and that it writes nothing itself."""

import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest

from mkdocs_rfc.forge.repository import Forge
from mkdocs_rfc.pages.new_file import editor_link, outline

CONFIG = "site_name: S\ntheme: {name: mkdocs}\nrepo_url: https://github.com/a/b\n"
RESEARCH = "---\ntopic: Caching\nspec: 2026-11-22-caching\n---\n\n# Research\n\nIt is slow.\n"
PAGE = "specs/2026-11-22-caching/"


def with_options(text):
    return CONFIG + f"plugins:\n  - rfc: {text}\n"


@pytest.fixture
def named(project):
    return project.write(
        {
            "mkdocs.yml": with_options("{}"),
            "research/notes.md": RESEARCH,
            "specs/2026-01-01-tea.md": "---\nstatus: Approved\n---\n# Tea\n",
        }
    ).commit()


def test_a_spec_that_research_names_has_a_page_before_it_is_written(named):
    site = named.build()

    text = site.text(PAGE)
    assert "Nobody has written this yet." in text
    assert "Executive Summary" in text
    assert site.article(PAGE).xpath("string(.//h1)").startswith("Caching")
    assert site.article(PAGE).xpath(".//a[@href='../../research/notes/']")
    assert site.article("research/notes/").xpath(f".//a[@href='../../{PAGE}']")
    assert site.dead_links() == []


def test_the_index_shows_it_as_a_draft_that_is_not_written_yet(named):
    site = named.build()

    group = site.article("specs/").xpath(".//tbody[@id='rfc-is-draft']")[0].text_content()
    assert "Caching" in group
    assert "not written yet" in group


def test_its_link_opens_the_editor_of_the_forge_with_the_template_filled_in(named):
    site = named.build()

    (link,) = site.article(PAGE).xpath(".//aside[@class='rfc-unwritten']//a/@href")
    query = parse_qs(urlsplit(link).query)
    assert link.startswith("https://github.com/a/b/new/main?")
    assert query["filename"] == ["specs/2026-11-22-caching.md"]
    (text,) = query["value"]
    assert text.startswith("# Caching\n\n| Document Metadata")
    assert "[Caching](../research/notes.md)" in text
    assert "## 9. Open Questions" in text
    assert "!`" not in text


def test_gitlab_is_given_the_name_and_the_text(named):
    named.write({"mkdocs.yml": with_options("{}").replace("github.com", "gitlab.com")})

    (link,) = named.build().article(PAGE).xpath(".//aside[@class='rfc-unwritten']//a/@href")

    query = parse_qs(urlsplit(link).query)
    assert link.startswith("https://gitlab.com/a/b/-/new/main?")
    assert query["file_name"] == ["specs/2026-11-22-caching.md"]
    assert query["content"][0].startswith("# Caching\n\n| Document Metadata")


def test_of_a_long_template_the_link_has_metadata_and_headings(named):
    head = "# T\n\n| Document | |\n| --- | --- |\n| Status | |\n\n## One\n\n"
    named.write(
        {
            "mkdocs.yml": with_options("{template: t.md}"),
            "t.md": head + "word " * 3000 + "\n\n## Two\n",
        }
    )

    site = named.build()

    for page, name in ((PAGE, "Caching"), ("specs/", "Title")):
        (link,) = site.article(page).xpath(".//a[contains(@href, '/new/')]/@href")
        (text,) = parse_qs(urlsplit(link).query)["value"]
        assert len(link) <= 8000
        assert text.startswith(f"# {name}\n\n| Document | |")
        assert text.endswith("## One\n\n## Two\n")


def test_the_page_says_how_to_write_it_on_this_machine(named):
    assert "mkdocs-rfc new 2026-11-22-caching" in named.build().text(PAGE)


def test_it_has_no_dates(named):
    row = named.build().article("specs/").xpath(".//tr[.//a[text()='Caching']]")[0]

    cells = row.xpath("td[@data-col='since' or @data-col='updated']")
    assert [cell.text_content() for cell in cells] == ["", ""]
    assert row.xpath("string(.//small)") == "not written yet"


def test_what_is_not_written_is_said_in_the_language_of_the_site(named):
    theme = "theme: {name: mkdocs, locale: de}"
    named.write({"mkdocs.yml": with_options("{}").replace("theme: {name: mkdocs}", theme)})

    text = named.build().text(PAGE)

    assert "Das hat noch niemand geschrieben." in text
    assert "1. Executive Summary noch nicht geschrieben" in text
    assert "not written" not in text


def test_the_index_offers_a_new_spec(named):
    site = named.build()

    (link,) = site.article("specs/").xpath(".//a[text()='New RFC']/@href")
    assert parse_qs(urlsplit(link).query)["filename"] == ["specs/2026-01-02-title.md"]


def test_a_new_spec_has_the_next_number_where_names_have_numbers(named):
    named.write({"mkdocs.yml": with_options("{naming: number}"), "specs/0041-tea.md": "# Tea\n"})

    site = named.build()

    (link,) = site.article("specs/").xpath(".//a[text()='New RFC']/@href")
    assert parse_qs(urlsplit(link).query)["filename"] == ["specs/0042-title.md"]


def test_research_may_come_before_there_is_any_folder_for_specs(project):
    config = with_options("{}")
    project.write({"mkdocs.yml": config, "research/notes.md": RESEARCH}).commit()

    site = project.build()

    assert "Nobody has written this yet." in site.text(PAGE)
    assert "Caching" in site.text("specs/")
    assert (project.warnings, site.dead_links()) == ([], [])


def test_without_such_research_there_is_no_index_of_nothing(project):
    project.write({"research/notes.md": "# Notes\n"}).commit()

    assert "specs/" not in project.build().pages


def test_once_written_it_is_the_file_that_is_shown(named):
    named.write({"specs/2026-11-22-caching.md": "---\nstatus: In Review\n---\n# Mine\n\nText.\n"})

    site = named.build()

    assert "Nobody has written" not in site.text(PAGE)
    assert site.article("research/notes/").xpath(f".//a[@href='../../{PAGE}']")
    assert site.article(PAGE).xpath(".//a[@href='../../research/notes/']")


@pytest.mark.parametrize(
    "value", ["TBD", "''", "[]", "12", "https://example.org/x", "../../..", "1"]
)
def test_what_is_no_name_gets_no_page(project, value):
    research = f"---\nspec: {value}\n---\n# Research\n"
    project.write({"research/notes.md": research, "specs/tea.md": "# Tea\n"}).commit()

    site = project.build()

    assert {page for page in site.pages if page.startswith("specs/")} == {"specs/", "specs/tea/"}


def test_a_name_never_leads_out_of_the_folder(project):
    research = "---\nspecs: [../../etc/passwd, 'x/../<b>y']\n---\n# Research\n"
    project.write({"research/notes.md": research, "specs/tea.md": "# Tea\n"}).commit()

    site = project.build()

    pages = {page for page in site.pages if page.startswith("specs/")}
    assert pages == {"specs/", "specs/tea/", "specs/passwd/"}


@pytest.mark.parametrize(
    ("scaffold", "draft", "approved", "unwritten"),
    [("drafts", True, False, True), ("all", True, True, True), ("off", False, False, False)],
)
def test_scaffold_says_what_is_completed(project, scaffold, draft, approved, unwritten):
    project.write(
        {
            "mkdocs.yml": with_options(f"{{scaffold: {scaffold}}}"),
            "research/notes.md": RESEARCH,
            "specs/a.md": "---\nstatus: Draft\n---\n## 1. Executive Summary\n\nText.\n",
            "specs/b.md": "---\nstatus: Approved\n---\n## 1. Executive Summary\n\nText.\n",
        }
    ).commit()

    site = project.build()

    assert bool(site.article("specs/a/").find_class("rfc-todo")) is draft
    assert bool(site.article("specs/b/").find_class("rfc-todo")) is approved
    assert (PAGE in site.pages) is unwritten
    assert bool(site.article("specs/").xpath(".//a[text()='New RFC']")) is unwritten


def test_a_template_among_the_specs_is_none_of_them(project):
    config = with_options("{template: specs/0000-template.md}")
    template = "# T\n\n| Status | |\n| --- | --- |\n| Status | |\n\n## Why\n"
    files = {"specs/0000-template.md": template, "specs/0001-a.md": "# A\n"}
    project.write({"mkdocs.yml": config, **files}).commit()

    site = project.build()

    assert {page for page in site.pages if page.startswith("specs/")} == {"specs/", "specs/0001-a/"}
    assert "Why" in site.text("specs/0001-a/")


def test_a_document_names_its_template(project):
    project.write({"specs/a.md": "---\nstatus: Draft\ntemplate: adr\n---\n# A\n"}).commit()

    text = project.build().text("specs/a/")

    assert "Decision Outcome" in text
    assert "Executive Summary" not in text


def test_a_template_that_is_none_is_reported_and_the_usual_one_used(project):
    text = "---\nstatus: Draft\ntemplate: {}\n---\n# A\n"
    names = {"a": "adrs", "b": "page.html", "c": "rfc"}
    project.write({f"specs/{file}.md": text.format(name) for file, name in names.items()}).commit()

    site = project.build()

    (said,) = project.warnings
    assert "specs/a.md:3: 'adrs' is the name of no template" in said
    assert "Use one of: adr, rfc. (template)" in said
    assert "Executive Summary" in site.text("specs/a/")


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("scaffold", ["drafts", "all"])
def test_a_build_leaves_every_file_as_it_was(named, command, scaffold):
    named.write(
        {
            "mkdocs.yml": with_options(f"{{scaffold: {scaffold}}}"),
            "specs/title.md": "# Only a title\n",
            "specs/front.md": "---\nstatus: Draft\n---\n",
            "specs/empty.md": "",
        }
    ).commit()
    before = state(named.folder)

    site = named.build(command=command)

    assert "Executive Summary" in site.text("specs/title/")
    assert "Executive Summary" in site.text("specs/front/")
    assert state(named.folder) == before


def state(folder):
    """Content and time of every file of a repository, git's own among them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f: (hashlib.sha256(f.read_bytes()).hexdigest(), f.stat().st_mtime_ns) for f in files}


def test_an_editor_is_given_less_where_the_address_would_be_too_long():
    text = "# Title\n\n| Status | Draft |\n| --- | --- |\n\n## One\n\n" + "word " * 3000

    link = editor_link(Forge.parse("https://github.com/a/b"), "main", "specs/x.md", text)

    assert len(link) <= 8000
    shortened = "# Title\n\n| Status | Draft |\n| --- | --- |\n\n## One\n"
    assert parse_qs(urlsplit(link).query)["value"] == [shortened]


def test_an_outline_keeps_front_matter_and_headings_and_no_code():
    text = "---\nstatus: Draft\n---\n\n# T\n\nText.\n\n```\n# no heading\n```\n\n## S\n\n| a |\n"

    assert outline(text) == "---\nstatus: Draft\n---\n\n# T\n\n## S\n"


def test_without_a_forge_there_is_no_link():
    assert editor_link(None, "main", "specs/x.md", "text") == ""
