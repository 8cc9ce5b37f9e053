"""Numbers that two branches give to two specs."""

from conftest import MINIMAL

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
