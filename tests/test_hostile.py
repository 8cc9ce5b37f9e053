"""Nothing that a stranger writes becomes markup, wherever it is shown."""

import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from conftest import MINIMAL
from mkdocs_rfc.build import build_site
from mkdocs_rfc.documents.document import Kind
from mkdocs_rfc.markdown.highlight import Highlighter
from mkdocs_rfc.options import Options
from mkdocs_rfc.pages.render import show_activity, show_document, show_home, show_index, show_map

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "</title><script>alert(1)</script>",
    "{{ config }}{% include 'x' %}",
    "<!--><script>alert(1)</script>-->",
)
PLACES = ("title", "status", "remark", "author", "owner", "tag", "row", "summary", "topic")
HANDLER = re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE)


def documents(place, payload):
    quoted = payload.replace("'", "''")
    values = dict.fromkeys(PLACES, "plain") | {place: quoted}
    cell = dict.fromkeys(PLACES, "plain") | {place: payload.replace("|", "\\|")}
    status = cell["status"] if place == "status" else f"Draft — {cell['remark']}"
    front = {
        "title": values["title"],
        "status": values["status"],
        "author": values["author"],
        "summary": values["summary"],
        "odd": values["row"],
    }
    keys = "".join(f"{key}: '{value}'\n" for key, value in front.items())
    rows = {
        "Author(s)": cell["author"],
        "Status": status,
        "Team / Owner": cell["owner"],
        cell["row"]: cell["row"],
    }
    table = "".join(f"| {name} | {value} |\n" for name, value in rows.items())
    return {
        "specs/front.md": f"---\n{keys}tags: ['{values['tag']}']\n---\n\nText.\n",
        "specs/table.md": f"# {cell['title']}\n\n| Document Metadata | Details |\n| --- | --- |\n"
        f"{table}\n## 1. Executive Summary\n\n{cell['summary']} research/r.md\n",
        "research/r.md": f"---\ntopic: '{values['topic']}'\n{keys}---\n\nFor specs/table.md\n",
    }


def assert_harmless(page):
    dangers = page.xpath(
        "//script[not(@src)][contains(., 'alert')] | //@*[starts-with(name(), 'on')]"
    )
    links = [link for link in page.xpath("//@href | //@src") if "javascript:" in link.casefold()]
    assert (dangers, links) == ([], [])


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", PLACES)
def test_metadata_is_never_markup_on_any_page(project, place, payload):
    project.write(documents(place, payload) | {"mkdocs.yml": MINIMAL}).commit()

    site = project.build()

    assert len(site.pages) == 8
    for page in site.pages.values():
        assert_harmless(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_metadata_is_never_markup_in_material_either(project, payload):
    files = {}
    for place in PLACES:
        for path, text in documents(place, payload).items():
            files[path.replace(".md", f"-{place}.md")] = text
    config = MINIMAL.replace("{name: mkdocs}", "{name: material, font: false}")
    config = config.replace("[rfc]", "[search, tags, {rfc: {nav: all}}]")
    project.write(files | {"mkdocs.yml": config}).commit()

    for page in project.build().pages.values():
        assert_harmless(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_git_says_is_never_markup_on_any_page(project, payload):
    name = re.sub(r"[<>\n]", "", payload) or "x"
    project.write({"specs/s.md": "# S\n", "mkdocs.yml": MINIMAL})
    project.commit(
        payload + "\n\nCo-authored-by: " + payload + " <e@example.org>", author=f"{name} <e@x>"
    )
    branch = re.sub(r"[^\w<>()=/\"'-]", "", payload)
    project.repository.git("checkout", "--quiet", "-b", branch or "b")

    for page in project.build().pages.values():
        assert_harmless(page)


NAMES = (
    *("-rf.md", "--output=x.md", "a#b.md", "a?b.md", "a%2Fb.md", "a:b.md", "a\\b.md"),
    *("javascript:alert(1).md", "a'b.md", "{{ x }}.md", "$(id).md", ":(top)x.md", "a\nb.md"),
    *('"><img src=x onerror=alert(1)>.md', "[x](y).md", "a|b.md", "a\x01b.md"),
)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_of_files_are_never_markup_and_each_has_its_page(project):
    project.write({f"specs/{name}": "# T\n\nSee specs/a?b.md.\n" for name in NAMES}).commit()

    pages = project.build().pages

    assert len([each for each in pages if each.startswith("specs/")]) == len(NAMES) + 1
    for page in pages.values():
        assert_harmless(page)


@pytest.mark.skipif(sys.platform != "linux", reason="others have no such names")
def test_what_can_have_no_page_is_left_out(project):
    project.write({"specs/a.md": "# A\n"}).commit()
    specs = project.folder / "specs"
    (specs / "loop.md").symlink_to("loop.md")
    (specs / "nowhere.md").symlink_to("nothing.md")
    os.mkfifo(specs / "pipe.md")
    (specs / os.fsdecode(b"\xff.md")).write_text("# F\n")
    (specs / os.fsdecode(b"\xfe")).mkdir()

    site = project.build()

    assert {each for each in site.pages if each.startswith("specs/")} == {"specs/", "specs/a/"}
    assert sorted(each for each in project.warnings if "(encoding)" in each) == [
        "mkdocs_rfc: specs/\\xfe: The name is not UTF-8. Rename it. (encoding)",
        "mkdocs_rfc: specs/\\xff.md: The name is not UTF-8. Rename it. (encoding)",
    ]


LONG_DIGITS = "9" * 5_000  # Python makes no number of so many


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"RFC-(\d+)", f"RFC-{LONG_DIGITS}"),
        (r"RFC-(\w+)", "RFC-abc"),
        (r"RFC-(\d+)", f"# RFC {LONG_DIGITS}: T"),
        (r"RFC(?:-(\d+))?", "RFC-abc"),
        (r"RFC-(\d+)", f"specs/a.md:{LONG_DIGITS}"),
    ],
    ids=["digits", "letters", "title", "nothing", "lines"],
)
def test_what_is_cited_need_be_no_number(project, pattern, text):
    config = MINIMAL.replace("[rfc]", f"[{{rfc: {{id_pattern: '{pattern}'}}}}]")
    project.write({"mkdocs.yml": config, "specs/a.md": f"{text}\n\nSee {text}\n"}).commit()

    site = project.build(strict=True)

    assert text.lstrip("# ") in site.text("specs/a/")


@pytest.fixture(scope="module")
def folder():
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)
SNIPPET = st.sampled_from(
    [
        *PAYLOADS,
        "| a | b |\n| - | - |\n",
        "`specs/a.md:3`",
        "- [ ] Goal 1\n",
        "```mermaid\n",
        "RFC 3",
        "§2",
        "## 1. Executive Summary\n",
        "---\n",
        "[^1]",
        "> [!NOTE]\n",
        "$x$",
        "| Status | Draft |\n",
        "\u202e",
    ]
)
BODY = st.lists(st.one_of(TEXT, SNIPPET), max_size=8).map("".join)
FRONT = st.one_of(st.just(""), BODY.map(lambda text: f"---\n{text}\n---\n"))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(front=FRONT, body=BODY)
def test_any_text_and_any_front_matter_make_pages_without_dangers(folder, front, body):
    for name in ("specs/a.md", "research/b.md"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((front + body).encode("utf-8", "surrogatepass"))

    site = build_site(Options(project=folder, docs_dir=folder / "docs"))
    pages = [show_document(site, path, Highlighter()) for path in site.corpus.documents]
    pages += [show_index(site, kind, Highlighter()) for kind in Kind]
    pages += [show_map(site), show_activity(site), show_home(site)]

    for page in pages:
        assert "<script" not in page.html.casefold()
        assert not HANDLER.search(re.sub(r"\"[^\"]*\"", '""', page.html))
        addresses = html.fromstring(f"<div>{page.html}</div>").xpath("//@href | //@src")
        assert not [each for each in addresses if each.strip().casefold().startswith("javascript:")]


SIGNS = 'R&D: A < B & "C"'


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_signs_of_a_title_are_escaped_once_wherever_a_theme_shows_it(project, theme):
    if theme == "material":
        pytest.importorskip("material", reason="the theme Material is not installed")
    features = ", features: [navigation.footer, navigation.path, navigation.tabs]"
    config = MINIMAL.replace("mkdocs}", theme + (features if theme == "material" else "") + "}")
    config = config.replace("[rfc]", "[search, rfc: {nav: all}]")
    text = f"---\ntitle: '{SIGNS}'\nsummary: '{SIGNS}'\n---\n\n## {SIGNS}\n\ntext\n"
    project.write({"mkdocs.yml": config, "specs/A & B/a.md": text, "specs/A & B/b.md": text})

    site = project.commit().build()

    pages = [page.read_text("utf-8") for page in site.folder.rglob("*.html")]
    assert sum("R&amp;D" in page for page in pages) >= 3
    assert all("&amp;amp;" not in page and "&amp;lt;" not in page for page in pages)
    index = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    titles = {each["title"] for each in index["docs"] if "D: A" in each["title"]}
    assert titles == {
        SIGNS.replace("&", "&amp;").replace("<", "&lt;") if theme == "material" else SIGNS
    }
