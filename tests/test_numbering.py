"""Numbers that two branches give to two specs."""

import subprocess

import pytest
from click.testing import CliRunner

from conftest import MINIMAL
from mkdocs_rfc.cli import main
from mkdocs_rfc.corpus.numbering import read_branches

NUMBERED = MINIMAL.replace("[rfc]", "[{rfc: {naming: number}}]")


def collide(project):
    project.write({"mkdocs.yml": NUMBERED, "specs/0001-first.md": "# First\n"}).commit()
    project.repository.git("checkout", "--quiet", "-b", "tea")
    project.write({"specs/0002-tea.md": "# Tea\n"}).commit()
    project.repository.git("checkout", "--quiet", "-b", "milk", "main")
    project.write({"specs/0002-milk.md": "# Milk\n"}).commit()


def test_a_build_names_the_other_branch(project):
    collide(project)

    project.build()

    (said,) = [text for text in project.warnings + project.infos if "(number" in text]
    assert "specs/0002-milk.md" in said
    assert "specs/0002-tea.md" in said
    assert "(milk)" in said
    assert "(tea)" in said


def test_on_the_default_branch_it_is_information(project):
    collide(project)
    project.repository.git("checkout", "--quiet", "main")
    project.repository.git("merge", "--quiet", "--ff-only", "milk")

    project.build()

    assert [text for text in project.warnings if "(number" in text] == []
    assert any("(number-elsewhere)" in text for text in project.infos)


def test_without_a_collision_nothing_is_said(project):
    project.write({"mkdocs.yml": NUMBERED, "specs/0001-first.md": "# First\n"}).commit()
    project.repository.git("checkout", "--quiet", "-b", "tea")
    project.write({"specs/0002-tea.md": "# Tea\n"}).commit()

    project.build()

    assert [text for text in project.warnings + project.infos if "(number" in text] == []


@pytest.fixture
def branches(project):
    """On `milk`, beside a branch `tea` that has the number 2."""
    collide(project)
    return project


def others(project):
    return [
        (each.number, each.path, each.branches) for each in read_branches(project.folder, ["specs"])
    ]


def test_list_names_both_branches(branches, monkeypatch):
    monkeypatch.chdir(branches.folder)

    said = CliRunner().invoke(main, ["list"]).stderr

    assert (
        "`specs/0002-milk.md` (milk) and `specs/0002-tea.md` (tea) both have the number 2" in said
    )


def test_a_branch_that_is_only_on_a_remote_counts(branches):
    git = branches.repository.git
    git("update-ref", "refs/remotes/origin/tea", "tea")
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/tea")
    git("branch", "--quiet", "-D", "tea")

    assert others(branches) == [(2, "specs/0002-tea.md", ("origin/tea",))]


def test_a_number_counts_where_the_branch_ends(branches):
    branches.repository.switch("tea")
    branches.repository.git("mv", "specs/0002-tea.md", "specs/0005-tea.md")
    branches.repository.git("mv", "specs/0001-first.md", "specs/0001-the-first.md")
    branches.write({"specs/0006-gone.md": "# Gone\n"}).commit()
    branches.write({"specs/0006-gone.md": None}).commit()
    branches.repository.switch("milk")

    assert others(branches) == [(5, "specs/0005-tea.md", ("tea",))]


def test_what_was_merged_in_another_commit_is_no_collision(branches):
    branches.repository.git("checkout", "--quiet", "tea", "--", "specs/0002-tea.md")
    branches.write({"specs/0002-milk.md": None}).commit("Squash tea")

    branches.build()

    assert [text for text in branches.warnings + branches.infos if "(number" in text] == []


def test_branches_are_asked_by_one_process(branches, monkeypatch):
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(
        subprocess,
        "Popen",
        lambda *command, **how: started.append(command) or start(*command, **how),
    )

    read_branches(branches.folder, ["specs"])

    assert len(started) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1", "specs/0001-first.md has the number 1 already; without a number, `renumber` takes"),
        ("2", ""),
        ("3", "specs/0003-tea.md on tea has the number 3 already"),
        ("4", "specs/0002-milk.md → specs/0004-milk.md"),
    ],
)
def test_renumber_takes_no_number_that_another_has(project, monkeypatch, number, said):
    collide(project)
    project.repository.switch("tea")
    project.repository.git("mv", "specs/0002-tea.md", "specs/0003-tea.md")
    project.commit().repository.switch("milk")
    monkeypatch.chdir(project.folder)

    assert said in CliRunner().invoke(main, ["renumber", "milk", number]).output
