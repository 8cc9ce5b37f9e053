"""Nothing is read or published that the site's owner did not put into the collections."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from conftest import MINIMAL
from mkdocs_rfc.build import build_site
from mkdocs_rfc.checks.formulas import check_scripts
from mkdocs_rfc.cli import main
from mkdocs_rfc.limits import ASSET, DOCUMENT, SETTING
from mkdocs_rfc.options import Options
from mkdocs_rfc.storage import access
from mkdocs_rfc.storage.access import RefusedError, peek, read, refusal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
PRIVATE = "AUTHORIZATION: basic c2VjcmV0"


def published(site):
    """Everything that a site holds, as one text."""
    files = (file for file in sorted(site.folder.rglob("*")) if file.is_file())
    return b"".join(file.read_bytes() for file in files).decode(errors="replace")


def said(project, rule):
    return [text for text in (*project.warnings, *project.infos) if f"({rule})" in text]


def with_options(options):
    return MINIMAL.replace("[rfc]", f"[{{rfc: {{{options}}}}}]")


@pytest.fixture
def kinds(tmp_path):
    """One of each kind of thing that a name can lead to."""
    (tmp_path / "file").write_text("text")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to_pipe").symlink_to("pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("nothing")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "huge").write_bytes(b"")
    os.truncate(tmp_path / "huge", 1 << 40)
    return tmp_path


NOT_READ = ("folder", "pipe", "to_pipe", "loop", "nowhere", "zero", "huge", "missing", "file/x")


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_no_regular_file_of_some_length_is_not_read(kinds, name):
    with pytest.raises(OSError, match=r"\w"):
        read(kinds / name, SETTING)


def test_a_file_that_became_a_pipe_meanwhile_is_not_waited_for(kinds, monkeypatch):
    state = (kinds / "file").stat()
    monkeypatch.setattr(os, "stat", lambda *_, **__: state)

    with pytest.raises(RefusedError, match="no regular file"):
        read(kinds / "pipe", SETTING)


def test_a_file_that_grows_is_read_up_to_its_limit(kinds):
    assert read(kinds / "file", 4) == b"text"
    with pytest.raises(RefusedError, match="more than"):
        read(kinds / "file", 3)
    assert len(peek(kinds / "huge", 10)) == 10


def test_a_folder_that_the_configuration_names_may_be_anywhere_but_no_link_out(tmp_path):
    for path in ("site/.git", "site/specs", "site/sub/.git/modules", "other/.git", "other/specs"):
        (tmp_path / path).mkdir(parents=True)
    site, other = tmp_path / "site", tmp_path / "other"
    (site / "out").symlink_to(other)
    (site / "in").symlink_to("specs")
    (site / "git").symlink_to(".git")
    (other / "away").symlink_to("/usr")

    allowed = ["specs", "in", "../other/specs", "../other", "."]
    refused = [
        *("out", "out/specs", "git", ".git", "sub/.git", "sub/.git/modules"),
        *("../other/.git", "../other/away", "../other/away/share"),
    ]
    names = {name: refusal(Path(os.path.normpath(site / name)), site) for name in allowed + refused}

    assert [name for name, reason in names.items() if reason] == refused


def test_the_folder_that_a_git_file_names_is_gits_too(tmp_path):
    (tmp_path / "site" / "kept").mkdir(parents=True)
    (tmp_path / "site" / ".git").write_text("gitdir: kept\n")
    (tmp_path / "bare.git" / "objects").mkdir(parents=True)
    (tmp_path / "bare.git" / "refs").mkdir()
    (tmp_path / "bare.git" / "HEAD").write_text("ref: refs/heads/main\n")

    assert "git keeps" in refusal(tmp_path / "site" / "kept", tmp_path / "site")
    assert "git keeps" in refusal(tmp_path / "bare.git", tmp_path / "site")
    assert "git keeps" in refusal(tmp_path / "site" / "x" / ".GIT" / "hooks", tmp_path / "site")


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("research", ".git"),
        ("research", "../outside"),
        ("research", "/etc"),
        ("research", "docs/../../outside"),
        ("parent", "../outside"),
        ("research", "hidden/link"),
    ],
)
def test_a_collection_that_is_a_link_out_of_the_project_is_refused(project, name, target):
    outside = project.folder.parent / "outside"
    (outside / "research").mkdir(parents=True)
    (outside / "note.txt").write_text(PRIVATE)
    (outside / "research" / "note.md").write_text(PRIVATE)
    config = with_options("research: parent/research") if name == "parent" else MINIMAL
    project.write({"specs/a.md": "# A\n", "hidden/x.txt": "", "mkdocs.yml": config})
    (project.folder / "hidden" / "link").symlink_to(outside)
    (project.folder / name).symlink_to(target)
    project.commit()
    project.repository.git("config", "http.https://github.com/.extraheader", PRIVATE)

    site = project.build()

    assert PRIVATE not in published(site)
    assert not list(site.folder.glob("research/**/*"))
    assert len(said(project, "folder")) == 1
    assert "A" in site.text("specs/a/")


def test_nothing_is_written_through_a_link_out_of_the_project(project, monkeypatch):
    outside = project.folder.parent / "outside"
    outside.mkdir()
    project.write({"mkdocs.yml": MINIMAL})
    (project.folder / "specs").symlink_to(outside)
    monkeypatch.chdir(project.folder)

    for arguments in (["new", "Title"], ["init"]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1
        assert "leads out of the repository" in result.output
    assert list(outside.iterdir()) == []


def test_a_linked_working_tree_is_read_as_any_other(project):
    project.write({"specs/a.md": "# A\n", "mkdocs.yml": MINIMAL, "docs/index.md": "# Home\n"})
    project.commit().repository.git("worktree", "add", "-q", "-b", "side", "../tree")
    project.folder = project.folder.parent / "tree"
    (project.folder / "research").symlink_to("../project/.git/worktrees/tree")

    site = project.build()

    assert "Ada Lovelace" in site.text("specs/a/")
    assert len(said(project, "folder")) == 1
    assert not list(site.folder.glob("research/*"))


def test_a_folder_of_another_repository_can_be_a_collection(project):
    other = project.folder.parent / "other" / "specs"
    other.mkdir(parents=True)
    (other / "b.md").write_text("# Beta\n")
    project.write({"mkdocs.yml": with_options("specs: ../other/specs")}).commit()

    assert "Beta" in project.build().text("specs/b/")
    assert said(project, "folder") == []


def test_links_bring_nothing_in_from_elsewhere(project):
    outside = project.folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(PRIVATE)
    text = "# A\n\n[x](out.md) [y](env.txt) [z](zero.md)\n"
    project.write({"specs/a.md": text, "specs/.env": PRIVATE, "gha-creds-1.json": PRIVATE})
    for link, target in {
        "out.md": outside / "secret.md",
        "env.md": ".env",
        "env.txt": ".env",
        "creds.json": "../gha-creds-1.json",
        "zero.md": "/dev/zero",
        "self.md": "self.md",
        "environ.txt": "/proc/self/environ",
        "config.md": "../.git/config",
        "folder": outside,
    }.items():
        (project.folder / "specs" / link).symlink_to(target)
    project.commit()
    project.repository.git("config", "http.https://github.com/.extraheader", PRIVATE)

    site = project.build()

    assert PRIVATE not in published(site)
    assert {each for each in site.pages if each.startswith("specs/")} == {"specs/", "specs/a/"}
    assert sorted(file.name for file in site.folder.glob("specs/*.*")) == ["index.html"]
    assert len(said(project, "asset")) == 3


@pytest.mark.parametrize(
    "theme", ["{name: mkdocs}", "{name: material}"], ids=["mkdocs", "material"]
)
def test_a_link_to_a_document_leads_on_to_its_page(project, theme):
    files = {
        "specs/a.md": "# A <b>\n\nSee [it](old/b.md) and `specs/old/b.md`.\n",
        "specs/b.md": "# B & `<i>`\n\nOnly once.\n",
        "specs/old/c.md": "# C\n",
        "mkdocs.yml": MINIMAL.replace("{name: mkdocs}", theme).replace("[rfc]", "[search, rfc]"),
    }
    project.write(files)
    (project.folder / "specs" / "old" / "b.md").symlink_to("../b.md")
    project.commit()

    site = project.build(strict=True)

    page = (site.folder / "specs/old/b/index.html").read_text()
    assert '<link rel="canonical" href="../../b/">' in page
    assert '<meta http-equiv="refresh" content="0; url=../../b/">' in page
    assert "<title>B &amp; &lt;i&gt;</title>" in page
    assert "Only once." not in page
    links = site.article("specs/a/").find_class("rfc-ref")
    assert [link.get("href") for link in links] == ["../b/", "../b/"]
    assert len(site.article("specs/").xpath(".//a[starts-with(., 'B &')]")) == 1
    assert "specs/old/b/" not in (site.folder / "search/search_index.json").read_text()
    assert "specs/old/b/" not in (site.folder / "sitemap.xml").read_text()
    assert site.dead_links() == []


def test_a_link_inside_of_docs_dir_leads_on_as_well(project):
    project.write({"docs/specs/a.md": "# A\n"})
    (project.folder / "docs" / "specs" / "b.md").symlink_to("a.md")
    project.commit()

    site = project.build()

    assert 'http-equiv="refresh"' in (site.folder / "specs/b/index.html").read_text()
    assert "rfc-status" not in (site.folder / "specs/b/index.html").read_text()


def test_a_link_from_docs_dir_to_a_file_of_the_repository_is_mkdocs_to_show(project):
    outside = project.folder.parent / "outside.md"
    outside.write_text(PRIVATE)
    project.write({"docs/specs/a.md": "# A\n", "CHANGES.md": "# Changes\n"})
    (project.folder / "docs" / "specs" / "changes.md").symlink_to("../../CHANGES.md")
    (project.folder / "docs" / "specs" / "out.md").symlink_to(outside)
    project.commit()

    site = project.build()

    assert "Changes" in site.text("specs/changes/")
    assert PRIVATE not in published(site)


def test_documents_of_docs_dir_that_may_not_be_read_are_no_pages(project):
    project.write({"docs/specs/a.md": "# A\n"})
    specs = project.folder / "docs" / "specs"
    (specs / "zero.md").symlink_to("/dev/zero")
    os.mkfifo(specs / "pipe.md")
    (specs / "long.md").write_bytes(b"x" * (DOCUMENT + 1))

    site = project.build()

    assert {each for each in site.pages if each.startswith("specs/")} == {"specs/", "specs/a/"}


def test_a_document_that_is_too_long_is_a_finding(project):
    project.write({"specs/a.md": "# A\n\nSee [it](b.md) and specs/b.md.\n"})
    project.write({"specs/b.md": b"x" * (DOCUMENT + 1)}).commit()

    site = project.build()

    assert "specs/b/" not in site.pages
    (found,) = said(project, "unreadable")
    assert found.startswith("mkdocs_rfc: specs/b.md: It cannot be read: it has more than 8 MB.")
    assert said(project, "reference") == []


@pytest.mark.parametrize("target", ["/dev/zero", "pipe", "specs", "huge", "/etc/hostname", "loop"])
@pytest.mark.parametrize("name", [".git-blame-ignore-revs", "template.txt"])
def test_what_a_setting_leads_to_is_read_only_if_it_is_a_short_file(project, name, target):
    config = with_options("template: template.txt")
    project.write({"specs/a.md": "# A\n", "mkdocs.yml": config})
    os.mkfifo(project.folder.parent / "pipe")
    with (project.folder.parent / "huge").open("wb") as file:
        file.truncate(1 << 40)
    places = {"pipe": "../pipe", "huge": "../huge", "loop": name}
    (project.folder / name).symlink_to(places.get(target, target))
    project.commit()

    project.build()

    rule = "template" if name == "template.txt" else "git"
    assert any("cannot be read" in each or "not known" in each for each in said(project, rule))


@pytest.mark.parametrize("options", ['specs: "\\0"', 'template: "\\0"', 'specs: ""'])
def test_a_name_that_no_file_can_have_stops_nothing(project, options):
    project.write({"specs/a.md": "# A\n", "mkdocs.yml": with_options(options)}).commit()

    assert "Home" in project.build().text("")


def test_a_repository_may_hold_files_that_are_called_as_gits_are(project):
    files = {"HEAD": "x", "objects/x": "", "refs/x": "", "specs/a.md": "# A\n"}

    assert "specs/a/" in project.write(files).commit().build().pages


def test_a_file_beside_documents_is_served_up_to_a_limit(project):
    project.write({"specs/a.md": "# A\n\n[b](b.zip)\n", "specs/b.zip": ""})
    os.truncate(project.folder / "specs" / "b.zip", ASSET + 1)

    site = project.build()

    assert not (site.folder / "specs" / "b.zip").exists()
    assert len(said(project, "asset")) == 1
    assert "more than 100 MB" in said(project, "asset")[0]


def test_names_are_as_commits_have_them_where_the_mailmap_is_huge(project):
    project.write({"specs/a.md": "# A\n"})
    project.write({".mailmap": b"Eve <ada@example.org>\n" + b"#" * SETTING}).commit()

    site = project.build()

    assert "Ada Lovelace" in site.text("specs/a/")
    assert "Eve" not in site.text("specs/a/")
    assert len([each for each in said(project, "git") if ".mailmap" in each]) == 1


def test_a_mailmap_that_is_a_link_is_not_followed(project):
    project.write({"specs/a.md": "# A\n"})
    (project.folder / ".mailmap").symlink_to("/dev/zero")
    project.commit()

    assert "Ada Lovelace" in project.build().text("specs/a/")


@pytest.mark.parametrize("what", ["specs/b.md", "specs/sub", "specs/b.txt", "specs", "t.md"])
def test_what_may_not_be_read_is_a_finding(project, what, monkeypatch):
    config = with_options("template: t.md")
    files = {"specs/a.md": "# A\n", "specs/b.md": "# B\n", "specs/sub/c.md": "# C\n"}
    files |= {"specs/b.txt": "b", "t.md": "# T\n\n## X\n", "docs/index.md": "# H\n"}
    project.write(files | {"mkdocs.yml": config}).commit()
    refused = os.fspath(project.folder / what)

    def refusing(real):
        def stand_in(path, *rest, **named):
            if os.fspath(path) == refused:
                raise PermissionError(13, "Permission denied", refused)
            return real(path, *rest, **named)

        return stand_in

    for name in ("open", "scandir", "listdir"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))

    project.build()

    found = [text for text in project.warnings if "cannot be read: Permission denied" in text]
    assert len(found) == 1
    assert what in found[0]


def other_user(folder, *arguments):
    return subprocess.run(
        ["setpriv", "--reuid", "65534", "--clear-groups", sys.executable, "-m", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def unreadable(project):
    """A project that another user may look at, and a function that closes a part of it."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can become another user")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        project.write({"specs/a.md": "# A\n", "specs/b.md": "# B\n", "specs/sub/c.md": "# C\n"})
        project.write({"specs/b.txt": "b", "t.md": "# T\n\n## X\n", ".git-blame-ignore-revs": ""})
        project.write({"mkdocs.yml": with_options("template: t.md"), "research/r.md": "# R\n"})
        project.commit()
        here = Path(folder) / "project"
        shutil.copytree(project.folder, here)
        here.chmod(0o777)
        if other_user(here, "mkdocs", "--version").returncode:
            pytest.skip("another user cannot start this Python")
        yield here


@pytest.mark.parametrize(
    "what",
    [
        *("specs/b.md", "specs/sub", "specs/b.txt", "specs", "research", "t.md"),
        *(".git", ".git/HEAD", ".git/config", ".git-blame-ignore-revs"),
    ],
)
def test_another_user_gets_a_site_and_findings(unreadable, what):
    for path in (unreadable / what).rglob("*"):
        path.chmod(0)
    (unreadable / what).chmod(0)

    run = other_user(unreadable, "mkdocs", "build", "--site-dir", str(unreadable.parent / "out"))

    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    assert "WARNING" in run.stderr
    assert (unreadable.parent / "out" / "index.html").exists()


def test_another_user_gets_a_site_without_what_mkdocs_could_not_copy(unreadable):
    config = with_options("specs: docs/specs") + "extra_javascript: [js/mathjax/tex.js]\n"
    (unreadable / "mkdocs.yml").write_text(config)
    for name in ("specs/a.md", "specs/b.txt", "specs/sub/c.txt", "js/mathjax/tex.js"):
        at = unreadable / "docs" / name
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text("x")
    (unreadable / "docs/specs/b.txt").chmod(0)
    (unreadable / "docs/specs/sub").chmod(0o744)  # its names may be read, and nothing else
    (unreadable / "docs/js/mathjax").chmod(0)

    run = other_user(unreadable, "mkdocs", "build", "--site-dir", str(unreadable.parent / "out"))

    assert run.returncode == 0, run.stderr
    assert "docs/specs/b.txt: It cannot be read: Permission denied" in run.stderr
    assert "docs/specs/sub/c.txt: It cannot be read" in run.stderr
    assert (unreadable.parent / "out" / "specs" / "a" / "index.html").exists()


@pytest.mark.parametrize("target", ["../.git", "../..", "../../outside"])
def test_mkdocs_does_not_follow_a_collection_that_is_a_link_out_of_docs_dir(project, target):
    outside = project.folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(PRIVATE)
    (outside / "secret.txt").write_text(PRIVATE)
    project.write({}).commit()
    project.repository.git("config", "http.https://github.com/.extraheader", PRIVATE)
    (project.folder / "docs" / "rfcs").symlink_to(target)

    site = project.build()

    assert PRIVATE not in published(site)
    assert len(said(project, "folder")) == 1
    assert not list(site.folder.glob("rfcs/*"))


@pytest.mark.parametrize("target", ["/dev/zero", "../../../outside.txt", "pipe"])
def test_nothing_beside_documents_of_docs_dir_is_copied_without_end(project, target):
    (project.folder.parent / "outside.txt").write_text(PRIVATE)
    project.write({"docs/specs/a.md": "# A\n", "docs/specs/fine.png": "png"})
    specs = project.folder / "docs" / "specs"
    os.mkfifo(specs / "pipe")
    (specs / "b.png").symlink_to(target)
    (specs / "deep").symlink_to("../../..")
    (specs / "near").symlink_to("../pictures")
    project.write({"docs/pictures/near.png": "png"})

    site = project.build()

    assert (site.folder / "specs" / "near" / "near.png").exists()
    assert not (site.folder / "specs" / "deep").exists()
    assert sorted(file.name for file in site.folder.glob("specs/*.*")) == ["fine.png", "index.html"]
    assert PRIVATE not in published(site)


@pytest.mark.parametrize("script", ["mathjax/loop.js", "mathjax/" + "a" * 300, "mathjax/a\0.js"])
def test_a_script_that_cannot_be_looked_at_stops_nothing(project, script):
    (project.folder / "docs" / "mathjax").mkdir(parents=True)
    (project.folder / "docs" / "mathjax" / "loop.js").symlink_to("loop.js")

    remarks = [*check_scripts([script], project.folder / "docs", "mkdocs.yml")]

    assert remarks == []


@pytest.mark.parametrize(
    "command", [("list",), ("status", "specs/a.md", "Approved"), ("renumber", "specs/a.md")]
)
def test_links_in_a_circle_are_nothing_that_a_command_trips_over(project, command, monkeypatch):
    project.write({"mkdocs.yml": MINIMAL})
    (project.folder / "specs").symlink_to("specs")
    (project.folder / "site").symlink_to("site")
    monkeypatch.chdir(project.folder)

    run = CliRunner().invoke(main, command)

    assert run.exception is None or isinstance(run.exception, SystemExit)


def test_a_site_folder_that_is_a_link_in_a_circle_does_not_stop_the_options(project):
    project.write({"mkdocs.yml": MINIMAL})
    (project.folder / "site").symlink_to("site")
    config = load_config(str(project.folder / "mkdocs.yml"))

    assert config.plugins["rfc"].config.to_options(config).site_dir.name == "site"


def test_folders_that_lie_very_deep_are_a_finding(tmp_path):
    at = tmp_path / "specs"
    at.mkdir()
    (at / "a.md").write_text("# A\n")
    for _ in range(100):
        at = at / "d"
        at.mkdir()
    (at / "b.md").write_text("# B\n")

    site = build_site(Options(project=tmp_path, docs_dir=tmp_path / "docs"))

    assert [source.path for source in site.sources] == ["specs/a.md"]
    assert [each.message for each in site.findings if each.rule == "unreadable"] == [
        "It cannot be read: it lies too deep."
    ]


def test_the_flags_let_nobody_keep_us_waiting():
    assert access.FLAGS & os.O_NONBLOCK
