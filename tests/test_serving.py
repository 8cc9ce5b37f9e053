"""`mkdocs serve` hears of everything that shows on a page, whatever was away in between."""

import os
import random
import shutil
import subprocess
from functools import partial

import pytest

from conftest import MINIMAL
from mkdocs_rfc import plugin
from mkdocs_rfc.build import build_site
from mkdocs_rfc.host.watch import Watch, stamps_of, wanted, watched
from mkdocs_rfc.options import Options
from served_live import Live
from storm import Storm, begin, differing

SPEC = "# Tea\n\nStatus: Draft\nOwner: Ada\n"


@pytest.fixture
def serve(project, monkeypatch):
    """Serves the project, once it is written and committed; nothing runs by itself."""
    monkeypatch.setattr(Watch, "start", lambda _: None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767300000")  # the theme prints when it was built
    opened = []

    def serve(host="mkdocs"):
        opened.append(Live(project.folder, host))
        return opened[-1]

    project.write({"specs/tea.md": SPEC, ".gitignore": ".cache\n"}).commit()
    yield serve
    for live in opened:
        live.close()


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_nothing_is_built_again_where_nothing_changes(serve, host):
    live = serve(host)

    assert live.settle() == 0
    assert live.get("/specs/tea/")[0] == 200


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
@pytest.mark.parametrize("seen", [True, False], ids=["seen", "unseen"])
def test_a_folder_that_was_away_for_a_moment_is_heard_again(serve, project, host, seen):
    live = serve(host)
    specs = project.folder / "specs"
    specs.rename(project.folder / "elsewhere")
    if seen:
        assert live.settle() == 1
        assert live.get("/specs/tea/")[0] == 404
    else:
        for emitter in live.server.observer.emitters.copy():
            emitter.queue_events(0)
    (project.folder / "elsewhere").rename(specs)

    assert live.settle() == 1
    for title in (b"Milk", b"Sugar"):
        project.write({"specs/tea.md": SPEC.replace("Tea", title.decode())})
        assert live.settle() == 1
        assert title in live.get("/specs/tea/")[1]


def test_a_checkout_of_a_branch_without_the_collection_and_back_is_heard(serve, project):
    project.repository.branch("old")
    project.write({"specs/tea.md": None}).commit()
    project.repository.switch("main")
    live = serve()

    project.repository.switch("old")
    assert live.settle() == 1
    assert live.get("/specs/tea/")[0] == 404
    project.repository.switch("main")
    assert live.settle() == 1
    project.write({"specs/tea.md": SPEC.replace("Ada", "Grace")})
    assert live.settle() == 1
    assert b"Grace" in live.get("/specs/tea/")[1]


@pytest.mark.parametrize("folder", ["research", "docs/research"])
def test_a_collection_that_comes_later_is_heard(serve, project, folder):
    live = serve()

    for text in ("# Heat\n", "# Cold\n"):
        project.write({f"{folder}/heat.md": text})
        assert live.settle() == 1
        assert text.strip("# \n").encode() in live.get("/research/heat/")[1]


def test_an_empty_collection_that_comes_back_is_heard(serve, project):
    shutil.rmtree(project.folder / "specs")
    live = serve()
    (project.folder / "specs").mkdir()

    assert live.settle() == 1
    assert live.settle() == 0


def test_the_first_collection_of_all_is_heard(serve, project):
    shutil.rmtree(project.folder / "specs")
    live = serve()
    project.write({"rfcs/tea.md": SPEC})
    assert live.settle() == 1
    assert live.get("/rfcs/tea/")[0] == 200

    project.write({"specs/milk.md": SPEC})  # which is looked for before the other
    assert live.settle() == 1

    assert live.get("/rfcs/tea/")[0] == 404
    assert live.get("/specs/milk/")[0] == 200


def test_a_folder_that_the_configuration_names_later_is_heard(serve, project):
    live = serve()
    project.write({"mkdocs.yml": MINIMAL.replace("[rfc]", "[{rfc: {specs: plans}}]")})
    assert live.settle() == 1

    for name in ("one", "two"):
        project.write({f"plans/{name}.md": SPEC})
        assert live.settle() == 1
        assert live.get(f"/plans/{name}/")[0] == 200


def test_documents_that_a_page_links_to_are_heard_though_they_are_no_pages(serve, project):
    project.write({"specs/tea.md": SPEC + "\n[notes](../notes.txt)\n"})
    live = serve()
    project.write({"notes.txt": "Notes\n"})

    assert live.settle() == 1
    assert live.settle() == 0
    project.write({"notes.txt": None})
    assert live.settle() == 1


CHANGES = {
    "a template": lambda project: project.write({"t.md": "# T\n\n## Odd\n"}),
    "a list of commits": lambda project: project.write({".git-blame-ignore-revs": "0\n"}),
    "an ignore list": lambda project: project.write({".gitignore": "specs\n"}),
    "a remote": lambda project: project.repository.git("remote", "add", "a", "https://a.b/c/d"),
    "a commit": lambda project: project.repository.commit(),
    "a branch": lambda project: project.repository.branch("other"),
    "a bare commit": lambda project: project.repository.git("checkout", "-q", "--detach"),
    "packed branches": lambda project: project.repository.git("pack-refs", "--all"),
    "a boundary": lambda project: project.write({".git/shallow": f"{project.repository.head}\n"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_decides_about_the_pages_is_heard(serve, project, change):
    project.write({"mkdocs.yml": MINIMAL.replace("[rfc]", "[{rfc: {template: t.md}}]")})
    live = serve()
    change(project)

    assert live.settle() == 1


def test_a_repository_that_goes_and_comes_back_is_heard(serve, project):
    live = serve()
    project.folder.joinpath(".git").rename(project.folder / "git")
    assert live.settle() == 1
    assert b"2026" not in live.get("/specs/tea/")[1].partition(b"<footer")[0]

    project.folder.joinpath("git").rename(project.folder / ".git")

    assert live.settle() == 1
    project.write({"specs/tea.md": SPEC + "\nMore.\n"}).commit()
    assert live.settle() == 1


def test_a_head_that_was_broken_for_a_moment_is_heard(serve, project):
    live = serve()
    head = project.folder / ".git" / "HEAD"
    whole = head.read_text()
    head.write_text("ref: refs/he")
    assert live.settle() == 1
    head.write_text(whole)

    assert live.settle() == 1
    assert live.get("/specs/tea/")[1] == (live.fresh() / "specs/tea/index.html").read_bytes()


def test_the_last_commits_on_an_index_are_those_of_the_clone(serve, project):
    for title in ("# One\n", "# Two\n"):
        project.write({"docs/index.md": title}).commit()
    project.write({"specs/tea.md": None, "specs/milk.md": SPEC})  # nothing of it is in a commit
    live = serve()
    project.write({".git/shallow": f"{project.repository.head}\n"})
    live.settle()

    assert live.get("/specs/")[1] == (live.fresh() / "specs/index.html").read_bytes()


def test_a_commit_in_a_linked_working_tree_is_heard(serve, project, tmp_path):
    project.repository.git("worktree", "add", "-q", str(tmp_path / "tree"))
    project.folder = tmp_path / "tree"
    live, commit = serve(), ("commit", "-q", "--allow-empty", "-m", "x")
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *commit],
        cwd=project.folder,
        check=True,
    )

    assert live.settle() == 1


@pytest.mark.parametrize("gone", ["docs", "mkdocs.yml"])
def test_what_mkdocs_itself_would_hear_no_more_is_heard(serve, project, gone):
    live = serve()
    (project.folder / gone).rename(project.folder / "elsewhere")
    assert live.hear()  # MkDocs stops that build: there is nothing to build from
    (project.folder / "elsewhere").rename(project.folder / gone)
    assert live.settle() == 1

    project.write({"docs/index.md": "# New home\n"})

    assert live.settle() == 1
    assert b"New home" in live.get("/")[1]


def test_a_page_that_is_gone_is_gone(serve, project):
    project.write({"specs/milk.md": SPEC})
    live = serve()
    project.write({"specs/milk.md": None})

    assert live.settle() == 1
    assert live.get("/specs/milk/")[0] == 404
    assert live.get("/specs/tea/")[0] == 200


@pytest.mark.parametrize("folder", [".", ".."])
def test_a_whole_project_is_never_watched(project, folder):
    project.write({"specs/tea.md": SPEC})
    options = Options(
        project=project.folder, docs_dir=project.folder / "docs", specs=(folder,), research=("no",)
    )

    assert not {project.folder, project.folder.parent} & set(watched(options))
    assert project.folder / "no" in wanted(options)


def test_what_tools_leave_is_not_looked_at(tmp_path):
    for name in (".git", ".cache", "node_modules", "__pycache__", "kept"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text("a")

    assert [os.path.relpath(path, tmp_path) for path in stamps_of(tmp_path)] == [".", "kept/a"]


def test_links_and_folders_that_cannot_be_read_are_looked_at_without_end_or_error(tmp_path):
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert len(stamps_of(tmp_path)) == 3  # with the folder itself
    assert stamps_of(tmp_path / "missing") == {}


def test_nothing_is_watched_twice_where_the_configuration_is_run_again(serve):
    live = serve()
    config = live.config()
    for _ in range(3):
        config.plugins.on_config(config)

    assert len(config.watch) == len(set(config.watch)) > 0


def test_the_look_ends_with_the_server(project):
    project.write({"specs/tea.md": SPEC}).commit()
    live = Live(project.folder)
    assert live.plugin.watch.is_alive()
    live.close()

    live.plugin.watch.join(30)

    assert not live.plugin.watch.is_alive()


@pytest.mark.parametrize("seed", [5, 11])
def test_after_random_changes_what_is_served_is_what_a_fresh_build_has(serve, project, seed):
    storm = Storm(begin(project), random.Random(seed))  # noqa: S311 - to be repeated
    live = serve()
    for _ in range(8):
        names = [storm.step() for _ in range(4)]
        live.settle()

        fresh = live.fresh()
        wrong = differing(lambda path: live.get(f"/{path}")[1], fresh)
        assert wrong == [], names
        assert {*relative(fresh)} == {*relative(live.site)}, names


def relative(site):
    return (file.relative_to(site) for file in site.rglob("*.html"))


@pytest.mark.parametrize("gone", ["specs/milk.md", "research/heat.md", "specs"])
def test_what_vanishes_in_the_middle_of_a_build_costs_no_other_page(
    serve, project, monkeypatch, gone
):
    project.write({"specs/milk.md": SPEC, "research/heat.md": "# Heat\n"})
    live = serve()

    def vanishing(sources):
        listed = tuple(sources)
        subprocess.run(["rm", "-r", project.folder / gone], check=True)
        return listed

    with monkeypatch.context() as once:
        once.setattr(plugin, "build_site", partial(build_site, track=vanishing))
        live.build()

    assert live.get("/")[0] == 200
    assert live.get("/specs/tea/")[0] == (404 if gone == "specs" else 200)
    live.settle()
    assert {*relative(live.site)} == {*relative(live.fresh())}
