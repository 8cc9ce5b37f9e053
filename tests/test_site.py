"""The whole program, as MkDocs runs it."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import MINIMAL
from mkdocs_rfc.build import build_site
from mkdocs_rfc.options import Options

SPEC = """# {title}

| Document Metadata | Details |
| ----------------- | ------- |
| Author(s)         | Ada     |
| Status            | {status} |

## 1. Executive Summary

{title} in one sentence. See `research/notes.md`.
"""
SITE = {
    "specs/2026-01-02-tea.md": SPEC.format(title="Tea", status="Approved"),
    "specs/2026-01-03-milk.md": SPEC.format(title="Milk", status="In Review (RFC) — round 2"),
    "research/notes.md": "---\ntopic: Notes on tea\ntags: [tea]\n---\n\n# Research\n\nHot.\n",
}


def themed(theme):
    return MINIMAL.replace("{name: mkdocs}", theme)


@pytest.mark.parametrize("theme", ["{name: mkdocs}", "{name: readthedocs}", "{name: material}"])
def test_a_site_builds_without_a_warning_in_every_theme(project, theme):
    site = project.write(SITE | {"mkdocs.yml": themed(theme)}).commit().build(strict=True)

    assert project.warnings == []
    assert "Tea" in site.text("specs/")
    assert "Notes on tea" in site.text("specs/2026-01-02-tea/")
    assert "Milk" in site.text("research/notes/")
    assert site.dead_links() == []


def test_the_same_site_builds_under_properdocs(project):
    properdocs = Path(sys.executable).with_name("properdocs")
    if not properdocs.exists():
        pytest.skip("ProperDocs is not installed")
    project.write(SITE | {"mkdocs.yml": themed("{name: material}")}).commit()

    run = subprocess.run(
        [properdocs, "build", "--strict", "--site-dir", project.folder.parent / "out"],
        cwd=project.folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert "Milk" in (project.folder.parent / "out/research/notes/index.html").read_text("utf-8")


def test_addresses_without_directories_work_as_well(project):
    site = project.write(SITE).commit().build(use_directory_urls=False)

    assert "Notes on tea" in site.text("specs/2026-01-02-tea.html")
    assert site.dead_links() == []


def test_the_navigation_lists_the_indexes_alone_unless_told_otherwise(project):
    project.write(SITE | {"mkdocs.yml": themed("{name: material}")}).commit()

    def listed():
        site = project.build()
        links = site.pages[""].xpath("//nav[contains(@class, 'md-nav--primary')]//a/@href")
        return {link for link in links if link.startswith(("specs", "research"))}

    assert listed() == {"specs/", "research/"}
    project.write(SITE | {"mkdocs.yml": MINIMAL.replace("[rfc]", "[{rfc: {nav: none}}]")})
    assert "specs/2026-01-02-tea/" not in project.build().pages[""].xpath("//a/@href")


def test_the_edit_link_points_at_the_real_file_on_the_branch_that_is_checked_out(project):
    config = MINIMAL + "repo_url: https://github.com/a/b\n"
    site = project.write(SITE | {"mkdocs.yml": config}).commit().build()

    links = site.pages["specs/2026-01-02-tea/"].xpath("//a/@href")
    assert "https://github.com/a/b/edit/main/specs/2026-01-02-tea.md" in links


def test_a_commit_between_two_builds_in_one_process_shows(project):
    project.write(SITE).commit(date=1_767_300_000)  # 2026-01-01
    before = project.build().text("specs/2026-01-02-tea/")
    tea = {"specs/2026-01-02-tea.md": SITE["specs/2026-01-02-tea.md"] + "\nMore.\n"}
    project.write(tea).commit(date=1_772_000_000)  # 2026-02-25

    after = project.build().text("specs/2026-01-02-tea/")

    assert "2026-02-25" not in before
    assert "25 Feb 2026" not in before
    assert "25 Feb 2026" in after or "2026-02-25" in after


def test_the_same_commit_gives_the_same_bytes_whatever_the_hash_seed(project):
    project.write(SITE | {"mkdocs.yml": themed("{name: material}")}).commit()

    def built(seed):
        out = project.folder.parent / f"out{seed}"
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", out],
            cwd=project.folder,
            env=os.environ | {"PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": "1767300000"},
            capture_output=True,
            check=True,
        )
        return {
            f.relative_to(out).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
            for f in out.rglob("*")
            if f.is_file() and f.suffix != ".gz"
        }

    assert built(1) == built(4242)


def test_a_build_writes_nothing_into_the_repository(project):
    project.write(SITE).commit()

    def files():
        found = (f for f in project.folder.rglob("*") if f.is_file())
        return {f: (f.stat().st_mtime_ns, f.read_bytes()) for f in found}

    before = files()
    project.build()

    assert files() == before
    assert project.repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize("count", [10, 1000])
def test_the_number_of_git_processes_does_not_grow_with_the_documents(project, count):
    config = MINIMAL + "repo_url: https://github.com/a/b\n"
    text = "---\ndate: 2026-01-01\n---\n# A document\n\nSee `src/a.py`.\n"
    specs = {f"{kind}/d{n}.md": text for n in range(count // 2) for kind in ("specs", "research")}
    project.write(specs | {"mkdocs.yml": config, "src/a.py": "x"}).commit()
    started = project.folder.parent / "started"
    shim = project.folder.parent / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\necho "$@" >> {started}\nexec {shutil.which("git")} "$@"\n')
    shim.chmod(0o755)
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", path)
        site = build_site(
            Options(
                project=project.folder,
                docs_dir=project.folder / "docs",
                repo_url="https://github.com/a/b",
            )
        )

    assert len(site.sources) == count
    assert len(started.read_text().splitlines()) == 7


def test_outside_a_repository_no_date_is_shown_and_it_is_said(project):
    project.write(SITE)
    shutil.rmtree(project.folder / ".git")

    site = project.build()

    assert len([text for text in project.warnings if "(git)" in text]) == 1
    assert not site.article("specs/2026-01-02-tea/").xpath(".//time")


def test_a_file_that_is_not_committed_says_so(project):
    project.write(SITE).commit()
    project.write({"specs/2026-01-04-new.md": SPEC.format(title="New", status="Draft")})

    text = project.build().text("specs/2026-01-04-new/")

    assert "not committed" in text.casefold()


def test_in_a_shallow_clone_dates_beyond_its_edge_are_unknown_and_the_fix_is_said(project):
    project.write(SITE).commit(date=1_767_300_000)
    project.write({"other.txt": "x"}).commit(date=1_772_000_000)
    project.repository.git(
        "clone", "--quiet", "--depth=1", f"file://{project.folder}", "../shallow"
    )
    project.folder = project.folder.parent / "shallow"

    site = project.build()

    assert any("fetch-depth: 0" in text for text in project.warnings)
    rows = site.article("specs/").xpath("string(.//table)")
    assert "Tea" in rows
    assert "2026-02-25" not in rows
    dates = site.article("specs/2026-01-02-tea/").xpath(".//*[@class='rfc-facts']//time")
    assert dates == []


def test_documents_keep_their_text_out_of_templates(project):
    hostile = "# T\n\n{{ config }} {% raw %}\n"
    config = MINIMAL.replace("[rfc]", "[rfc]") + "extra: {secret: 42}\n"
    site = project.write({"specs/t.md": hostile, "mkdocs.yml": config}).commit().build()

    assert "{{ config }} {% raw %}" in site.text("specs/t/")


def test_front_matter_never_reaches_the_theme_as_it_is(project):
    text = '---\ntemplate: nothing.html\nhide: 3\ntags: {a: b}\nstatus: x" onload="y\n---\n# T\n'
    site = (
        project.write({"specs/t.md": text, "mkdocs.yml": themed("{name: material}")})
        .commit()
        .build()
    )

    assert site.pages["specs/t/"].xpath("//@onload") == []


@pytest.mark.parametrize(
    "option", ["specs: 3", "lifecycle: nope", "markdown: x", "id_pattern: '('"]
)
def test_an_option_that_cannot_be_meant_is_refused_in_one_sentence(project, option):
    project.write({"mkdocs.yml": MINIMAL.replace("[rfc]", f"[{{rfc: {{{option}}}}}]")})

    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert f"option '{option.partition(':')[0]}'" in run.stderr


def test_files_beside_documents_are_served_and_nothing_else(project):
    text = "# One\n\n![a](img/a.svg) [b](img/b.csv) ![c](../secret/c.svg)\n"
    files = {"specs/x/one.md": text, "specs/x/img/a.svg": "<svg/>", "specs/x/img/b.csv": "1"}
    site = project.write(files | {"secret/c.svg": "<svg/>"}).commit().build()

    assert site.dead_links() == [("specs/x/one/", "../secret/c.svg")]
    assert not list(site.folder.rglob("c.svg"))


def test_a_reference_to_what_is_no_longer_in_force_is_marked_wherever_it_stands(project):
    project.write(
        {
            "docs/guide.md": "# Guide\n\n[x](../specs/gone.md) and `specs/here.md`\n",
            "specs/gone.md": "---\nstatus: Rejected\n---\n# Gone\n",
            "specs/here.md": "---\nstatus: Approved\n---\n# Here\n\n`specs/gone.md`\n",
        }
    ).commit()
    site = project.build()

    tones = {
        (address, link.get("title"), link.get("data-tone"))
        for address in ("guide/", "specs/here/")
        for link in site.article(address).xpath(".//a[@class='rfc-ref']")
    }
    assert tones == {
        ("guide/", "Rejected — Gone", "refused"),
        ("guide/", "Approved — Here", "approved"),
        ("specs/here/", "Rejected — Gone", "refused"),
    }
