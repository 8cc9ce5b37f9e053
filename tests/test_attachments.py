"""Which files beside documents are served, and what is said of the others."""

import os
import sys

import pytest

from conftest import MINIMAL
from mkdocs_rfc.corpus.attachments import refused_name

SAFE = """
    a.png A.PNG a.JPeG a.svg a.gif a.webp a.avif a.ico a.woff2 a.ttf a.otf a.zip a.tar.gz a.tgz
    a.txt a.csv a.json a.yaml a.toml a.rst a.puml a.sql a.py a.pdf a.docx a.mp4 v1.2.png
    a.b.c.txt release-1.0.zip id.png key.png environment.txt secret-sharing.png
"""
LEFT_OUT = """
    a.html a.HTML a.htm a.xhtml a.xht a.shtml a.mhtml a.svgz a.xml a.xsl a.xslt a.js a.JS
    a.mjs a.cjs a.wasm a.swf a.php a.hta a.exe a.html.gz a.svg.gz a.js.txt a.php.jpg a.html.en
    LICENSE CNAME a. a.unknown .htaccess _headers _redirects _worker.js _routes.json id_rsa
    id_ed25519 id_rsa.txt deploy_id_rsa.txt server.pem server.key server.key.txt a.p12 a.pfx a.env
    .env prod.env.txt credentials.json secrets.yaml gha-creds-0123.json service-account.json
    a.tfstate kubeconfig a.jks a.kdbx
"""
NEVER = "id_rsa server.pem a.env credentials.json gha-creds-0123.json _headers .htaccess"


@pytest.mark.parametrize("name", SAFE.split())
def test_what_cannot_run_anything_is_served(name):
    assert not refused_name(name, "safe")


@pytest.mark.parametrize("name", LEFT_OUT.split())
def test_what_may_run_something_or_hold_a_secret_is_not(name):
    assert refused_name(name, "safe")


@pytest.mark.parametrize("name", NEVER.split())
def test_keys_and_passwords_are_never_served(name):
    assert refused_name(name, "all")


def said(project, rule):
    return [text for text in (*project.warnings, *project.infos) if f"({rule})" in text]


def served(site, *folders):
    files = (file for folder in folders for file in (site.folder / folder).rglob("*"))
    names = sorted(file.relative_to(site.folder).as_posix() for file in files if file.is_file())
    return [name for name in names if not name.endswith("index.html")]


SCRIPT = "<script>alert(1)</script>"


def test_a_page_beside_documents_is_not_served_and_a_link_to_it_is_a_finding(project):
    text = "# A\n\n[x](evil.html) [y](zz/index.html) ![z](e.svg) [w](disguised.rst)\n"
    files = {"specs/a.md": text, "specs/evil.html": SCRIPT, "specs/zz/index.html": SCRIPT}
    files |= {"specs/e.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'}
    files |= {"specs/id_rsa": "PRIVATE", "specs/disguised.rst": f"\n {SCRIPT}", "specs/b.js": ""}
    project.write(files).commit()

    site = project.build()

    assert served(site, "specs") == ["specs/e.svg"]
    assert "onload" not in (site.folder / "specs/e.svg").read_text()
    assert not list((site.folder / "specs/zz").glob("*"))
    assert [each.partition(": ")[2].partition(":")[0] for each in said(project, "asset")] == [
        "specs/a.md"
    ] * 3
    (drawing,), (others,) = said(project, "drawing"), said(project, "unserved")
    assert drawing.startswith("mkdocs_rfc: specs/e.svg: It is served without `onload`. Export it")
    assert "`specs/b.js`, `specs/disguised.rst`, `specs/evil.html` and 2 more. `assets" in others


def test_all_files_but_secrets_are_served_where_the_owner_says_so(project):
    config = MINIMAL.replace("[rfc]", "[{rfc: {assets: all}}]")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    files = {"specs/a.md": "# A\n\n[x](page.html)\n", "specs/page.html": SCRIPT, "specs/b.js": ""}
    files |= {"specs/e.svg": svg, "specs/id_rsa": "PRIVATE", "mkdocs.yml": config}
    project.write(files).commit()

    site = project.build()

    assert served(site, "specs") == ["specs/b.js", "specs/e.svg", "specs/page.html"]
    assert (site.folder / "specs/e.svg").read_text() == svg
    assert said(project, "asset") == said(project, "drawing") == []


def test_a_link_in_the_text_of_an_index_is_looked_at_as_well(project):
    project.write({"specs/README.md": "# Specs\n\n[x](evil.html)\n", "specs/evil.html": SCRIPT})
    project.write({"specs/a.md": "# A\n"}).commit()

    project.build()

    assert len(said(project, "asset")) == 1


def test_a_drawing_that_is_no_drawing_is_not_served(project):
    project.write({"specs/a.md": "# A\n\n![x](b.svg)\n", "specs/b.svg": "<svg><g></svg>"}).commit()

    site = project.build()

    assert served(site, "specs") == []
    assert len(said(project, "drawing")) == len(said(project, "asset")) == 1


ROOT = {
    "mkdocs.yml": MINIMAL.replace("[rfc]", "[{rfc: {specs: ., research: research}}]"),
    ".gitignore": "secret.md\nignored.png\nvenv\n",
    "a.md": "# A\n\n![x](seen.png) [y](data/d.csv) [z](ignored.png) `src/app.py` [c](src/app.js)\n",
    "notes/b.md": "# B\n",
    "seen.png": "png",
    "unseen.png": "png",
    "data/d.csv": "1",
    "data/unseen.csv": "1",
    "src/app.py": "",
    "src/app.js": "",
    "robots.txt": "",
}
NOT_COMMITTED = {
    "secret.md": "# Secret\n",
    "new.md": "# New\n",
    "ignored.png": "x",
    "venv/pyvenv.cfg": "",
    "venv/lib/readme.md": "# Library\n",
    "node_modules/x/readme.md": "# Module\n",
    "site/old.md": "# Old\n",
    ".env": "SECRET",
}


def test_of_a_project_only_what_git_tracks_and_documents_name_is_published(project):
    project.write(ROOT).commit()
    project.write(NOT_COMMITTED)

    site = project.build()

    assert {"a/", "notes/b/"} <= set(site.pages)
    assert not {"secret/", "new/", "venv/lib/readme/", "site/old/", "docs/"} & set(site.pages)
    names = {file.name for file in site.folder.rglob("*") if file.is_file()}
    assert {"seen.png", "d.csv"} <= names
    assert not {"unseen.png", "unseen.csv", "ignored.png", "app.py", "robots.txt"} & names
    assert len(said(project, "untracked")) == 1
    assert "`new.md`, `secret.md`" in said(project, "untracked")[0]
    assert len(said(project, "asset")) == 1
    assert "ignored.png" in said(project, "asset")[0]


def test_what_is_about_to_be_committed_is_tracked(project):
    project.write(ROOT).commit()
    project.write({"new.md": "# New\n"}).repository.git("add", "new.md")

    assert "new/" in project.build().pages


def test_without_git_only_what_documents_name_is_served(project, monkeypatch):
    project.write(ROOT).commit()
    monkeypatch.setenv("PATH", "/nonexistent")

    site = project.build()

    names = {file.name for file in site.folder.rglob("*") if file.is_file()}
    assert {"seen.png", "d.csv"} <= names
    assert not {"unseen.png", "unseen.csv", "app.py"} & names


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_of_a_folder_behind_a_link_only_what_git_tracks_is_published(project):
    project.write({"content/a.md": "# A\n\n![x](b.png)\n", "content/b.png": "p"})
    (project.folder / "specs").symlink_to("content")
    project.commit()
    project.write({"content/creds.json": "SECRET", "content/new.md": "# New\n"})

    site = project.build()

    assert {each for each in site.pages if each.startswith("specs/")} == {"specs/", "specs/a/"}
    assert served(site, "specs") == ["specs/b.png"]


def test_folders_of_git_and_of_tools_inside_a_collection_are_left_out_and_named(project):
    project.write(
        {
            "specs/a.md": "# A\n",
            "specs/.hidden/b.md": "# B\n",
            "specs/env/pyvenv.cfg": "",
            "specs/env/lib/c.md": "# C\n",
            "specs/node_modules/d/d.md": "# D\n",
            "specs/bare/HEAD": "ref: refs/heads/main",
            "specs/bare/objects/x": "",
            "specs/bare/refs/x": "",
            "specs/bare/config": "SECRET",
        }
    ).commit()

    site = project.build()

    assert {each for each in site.pages if each.startswith("specs/")} == {"specs/", "specs/a/"}
    assert served(site, "specs") == []
    assert [each.partition("dot")[0].split(", ")[-1] for each in said(project, "hidden")]
    assert any("`specs/env`" in each for each in said(project, "hidden"))


def test_the_site_itself_is_never_a_part_of_a_collection(project):
    project.write({"specs/a.md": "# A\n", "specs/out/b.md": "# B\n"}).commit()

    site = project.build(out="project/specs/out")

    assert [each for each in site.pages if "b" in each.split("/")] == []


@pytest.mark.skipif(sys.platform == "win32" or os.name != "posix", reason="modes of POSIX")
def test_an_asset_of_docs_dir_is_as_mkdocs_has_it(project):
    project.write({"docs/specs/a.md": "# A\n\n[x](b.html)\n", "docs/specs/b.html": "<p>B</p>"})
    project.commit()

    site = project.build()

    assert (site.folder / "specs/b.html").read_text() == "<p>B</p>"
    assert said(project, "asset") == []
