"""Listing, showing, suggesting, starting; the page of the command in the docs shows the rest."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main, session

SPEC = "---\nstatus: {}\nowner: {}\ntags: [{}]\n---\n\n# {}\n\n## 1. Why\n\n{}\n"


@pytest.fixture
def repository(project, monkeypatch):
    project.write(
        {
            "specs/a.md": SPEC.format("Draft", "Core", "tea", "Hot tea", "Kettle."),
            "specs/b.md": SPEC.format("Approved", "Ops", "tea, milk", "Cold tea", "Ice."),
            "specs/c.md": SPEC.format("In Review", "Ops", "sugar", "Sugar", "Sweet."),
            "research/r.md": "---\ntopic: Kettle\nspec: unwritten\n---\n# R\n\nKettle.\n",
        }
    )
    project.repository.git("config", "user.name", "Ada")
    monkeypatch.chdir(project.folder)
    return project.commit()


def run(*arguments, **how):
    return CliRunner().invoke(main, arguments, **how)


def listed(*arguments):
    return [each["path"] for each in json.loads(run("list", *arguments, "--json").stdout)]


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [
        ((), ["specs/a.md", "specs/c.md", "specs/b.md"]),
        (("--status", "approved"), ["specs/b.md"]),
        (("--status", "Draft (WIP)", "--status", "review"), ["specs/a.md", "specs/c.md"]),
        (("--owner", "ops"), ["specs/c.md", "specs/b.md"]),
        (("--tag", "TEA"), ["specs/a.md", "specs/b.md"]),
        (("tea", "--owner", "core"), ["specs/a.md"]),
        (("kettle", "hot"), ["specs/a.md"]),
        (("coffee",), []),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_list_is_narrowed_by_what_is_given(arguments, paths):
    assert listed(*arguments) == paths


@pytest.mark.usefixtures("repository")
def test_a_list_of_nothing_is_empty_and_says_so():
    result = run("list", "coffee")

    assert (result.stdout, result.stderr) == ("", "No spec is like that.\n")


def test_a_list_without_any_spec_says_how_to_begin(project, monkeypatch):
    monkeypatch.chdir(project.folder)

    assert run("list").stderr == (
        'There is no spec yet; `mkdocs-rfc new "Title"` writes the first.\n'
    )


@pytest.mark.parametrize("typed", ["specs/a.md", "./specs/a.md", "a", "Hot tea", "hot"])
@pytest.mark.usefixtures("repository")
def test_a_spec_is_found_by_what_a_person_types(typed):
    assert json.loads(run("show", typed, "--json").stdout)["path"] == "specs/a.md"


@pytest.mark.usefixtures("repository")
def test_what_can_mean_several_specs_names_them():
    result = run("show", "tea")

    assert result.exit_code == 1
    assert result.output.endswith("'tea' can mean 2 specs:\n  specs/a.md\n  specs/b.md\n")


def test_paths_are_those_of_the_folder_one_is_in(repository, monkeypatch):
    monkeypatch.chdir(repository.folder / "specs")

    assert run("status", "a.md", "review").output == "a.md: Draft → In Review\n"
    for typed in ("a.md", "../specs/a.md", str(repository.folder / "specs/a.md")):
        assert json.loads(run("show", typed, "--json").stdout)["path"] == "specs/a.md"


def test_what_a_command_prints_another_one_takes_wherever_one_is(repository, monkeypatch):
    repository.write({"research/tea.md": "# Tea\n", "specs/tea.md": "# Tea\n"}).commit()
    monkeypatch.chdir(repository.folder / "specs")
    (found,) = json.loads(run("suggest", "specs/tea.md", "--json").stdout)

    result = run("new", "Green tea", "--research", found["path"])

    assert "[Tea](../research/tea.md)" in Path(result.output.strip()).read_text("utf-8")


def test_a_title_of_several_lines_is_one_line(repository):
    for command in (("new",), ("research", "new")):
        (path,) = run(*command, "Two\nlines ", "--date", "2026-01-05").output.splitlines()

        assert path.endswith("2026-01-05-two-lines.md")
        assert "Two lines\n" in (repository.folder / path).read_text()


def test_findings_are_json_for_programs(repository):
    repository.write({"specs/a.md": "---\nstatus: Odd\n---\n# A\n"})

    result = run("check", "--json")

    (finding,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert finding["level"] == "warning"
    assert (finding["path"], finding["line"], finding["rule"]) == ("specs/a.md", 2, "status")


@pytest.mark.usefixtures("repository")
def test_suggest_leaves_out_what_is_cited_unless_asked():
    path = "research/r.md"
    found = json.loads(run("suggest", "specs/a.md", "--json").stdout)

    assert [each["path"] for each in found] == [path]
    assert found[0]["shared"] == ["kettle"]


def test_init_writes_what_is_missing_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")

    first, second = run("init", "--date", "2026-01-05"), run("init")

    assert first.output.splitlines()[0] == "kept   mkdocs.yml"
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: mine\n"
    assert {line.split()[0] for line in second.output.splitlines()} == {"kept", "add"}


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("site_name: x\n", True),
        ("plugins: [search]\n", True),
        ("plugins: {search: {}}\n", True),
        ("plugins: [search, rfc]\n", False),
        ("plugins:\n  - rfc: {naming: number}\n", False),
        ("plugins: {rfc: {}}\n", False),
        ("INHERIT: with.yml\n", False),
        ("INHERIT: without.yml\n", True),
        ("INHERIT: with.yml\nplugins: [search]\n", True),
    ],
)
def test_init_says_what_a_configuration_lacks(config, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / "with.yml").write_text("plugins: [search, rfc]\n")
    (tmp_path / "without.yml").write_text("plugins: [search]\n")

    lines = [line for line in run("init").output.splitlines() if line.startswith("add")]

    told = "add    `- rfc` to mkdocs.yml, under `plugins:`; without that key, "
    assert lines == [f"{told}`plugins: [search, rfc]`."] * said


def test_init_keeps_a_configuration_and_a_first_page_of_another_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "properdocs.yml").write_text("site_name: mine\ndocs_dir: pages\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/README.md").write_text("# Mine\n")

    result = run("init", "--date", "2026-01-05")

    assert "kept   properdocs.yml\nkept   pages/README.md\n" in result.output
    assert not (tmp_path / "mkdocs.yml").exists()
    assert not (tmp_path / "docs").exists()


def test_what_init_writes_is_a_site_without_findings(project, monkeypatch):
    monkeypatch.chdir(project.folder)
    project.repository.git("config", "user.name", "Ada")
    run("init", "--name", "A: B")
    project.repository.commit("Begin")

    site = project.build()

    assert project.warnings == []
    assert any(page.startswith("specs/2") for page in site.pages)
    assert site.dead_links() == []


def test_init_publishes_as_the_docs_say():
    here = session.__file__.rpartition("/plugin/")[0]
    shown = Path(f"{here}/docs/publishing.md").read_text(encoding="utf-8")
    init = f"{here}/plugin/mkdocs_rfc/authoring/templates/init"
    assert Path(f"{init}/pages.yml").read_text(encoding="utf-8") in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "T", "--template", "nope"), "There is no template 'nope'; there are adr, rfc."),
        (("new", "T", "--status", "nope"), "'nope' is no status of this site; it has draft,"),
        (("new",), "Missing argument 'TITLE'."),
        (("new", " "), "A title needs at least one letter."),
        (("status", "zzz", "draft"), "No spec is called 'zzz'; `mkdocs-rfc list` shows all"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_mistake_is_said_in_one_sentence(arguments, said):
    result = run(*arguments)

    assert result.exit_code != 0
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("mkdocs_rfc.cli.creating.can_ask", lambda: True)
    monkeypatch.setattr("mkdocs_rfc.cli.changing.can_ask", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_new_asks_on_a_terminal_and_offers_research(repository):
    typed = "A better kettle\nnope.md\n1 'research/no kettle.md'\n"
    repository.write({"research/no kettle.md": "# No\n"})

    result = run("new", "--date", "2026-01-05", input=typed)

    assert "  1  research/r.md  Kettle\n" in result.output
    assert "There is no file 'nope.md'." in result.output
    assert result.output.splitlines()[-1] == "specs/2026-01-05-a-better-kettle.md"
    text = (repository.folder / "specs/2026-01-05-a-better-kettle.md").read_text()
    assert "[Kettle](../research/r.md); [No](../research/no%20kettle.md)" in text


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("typed", "section"), [("\n", "## Why"), ("mine\n", "## Why"), ("adr\n", "## Decision Outcome")]
)
def test_new_asks_for_the_template_where_the_site_has_its_own(repository, typed, section):
    options = "{template: mine, templates: {mine: t.md}}"
    config = f"site_name: S\nplugins:\n  - rfc: {options}\n"
    repository.write({"mkdocs.yml": config, "t.md": "# T\n\n## Why\n"})

    run("new", "--date", "2026-01-05", input=f"Tea\n{typed}\n")

    text = (repository.folder / "specs/2026-01-05-tea.md").read_text()
    assert section in text
    assert ("template: adr" in text) is (section == "## Decision Outcome")


def test_the_name_that_research_gives_a_spec_is_a_title(repository):
    result = run("new", "Unwritten", "--date", "2026-01-05")

    assert result.output == "specs/unwritten.md\n"
    text = (repository.folder / "specs/unwritten.md").read_text()
    assert text.startswith("# Unwritten\n")
    assert "| [Kettle](../research/r.md) " in text


def test_new_says_what_is_wrong_with_the_template(repository):
    repository.write({"mkdocs.yml": "site_name: S\nplugins:\n  - rfc: {template: gone.md}\n"})

    result = run("new", "Tea", "--date", "2026-01-05")

    assert result.stdout == "specs/2026-01-05-tea.md\n"
    assert result.stderr.startswith("warning: gone.md: The template cannot be read: No such file")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("edit", "asked"), [("", True), ("more\n", False)])
def test_a_commit_is_offered_where_it_would_hold_nothing_else(repository, edit, asked):
    file = repository.folder / "specs/a.md"
    file.write_text(file.read_text() + edit)

    result = run("status", "specs/a.md", "review", input="y\n")

    assert ("Commit it?" in result.output) is asked
    assert ("committed: Set “Hot tea” to In Review" in result.output) is asked


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("site_name: [\n", "Error: mkdocs.yml:2: this is no YAML: expected the node content"),
        ("rfc: [a]", "Error: mkdocs.yml: Invalid config options for the 'rfc' plugin."),
    ],
)
def test_a_mistake_in_the_configuration_is_said_in_one_sentence(repository, config, said):
    text = f"site_name: S\nplugins:\n  - {config}\n" if config.startswith("rfc") else config
    repository.write({"mkdocs.yml": text})

    result = run("list")

    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", {"check", "init", "list", "new", "renumber", "research", "show", "status", "suggest"}),
        ("status ", {"a", "b", "c"}),
        ("status b", {"b"}),
        ("show c", {"c"}),
        ("renumber a", {"a"}),
        ("status a im", {"implemented"}),
        ("list --status r", {"rejected", "review"}),
        ("new --template ", {"adr", "rfc"}),
        ("new --t", {"--template"}),
    ],
)
@pytest.mark.usefixtures("repository")
def test_the_shell_completes(typed, offered):
    words = f"mkdocs-rfc {typed}"
    place = str(len(words.split(" ")) - 1)
    variables = {"_MKDOCS_RFC_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": place}

    result = CliRunner().invoke(main, prog_name="mkdocs-rfc", env=variables)

    assert set(result.stdout.split()) == {f"plain,{word}" for word in offered}


def test_new_opens_the_editor(repository, monkeypatch):
    opened = []
    monkeypatch.setattr(click, "edit", lambda **how: opened.append(how["filename"]))

    run("new", "Tea", "--edit", "--date", "2026-01-05")

    assert opened == [str(repository.folder / "specs/2026-01-05-tea.md")]


def test_new_starts_with_what_is_given(repository):
    run("new", "Tea", "--author", "Grace", "--status", "review", "--date", "2026-01-05")

    text = (repository.folder / "specs/2026-01-05-tea.md").read_text()
    assert "| Grace " in text
    assert "| In Review (RFC) " in text
    assert "| 2026-01-05 " in text


def test_research_is_written_with_front_matter_from_git(repository):
    result = run("research", "new", 'How "it" works: x', "--date", "2026-01-05")

    text = (repository.folder / result.output.strip()).read_text()
    assert f"git_commit: {repository.repository.git('rev-parse', 'HEAD')}\n" in text
    assert 'researcher: "Ada"\n' in text
    assert 'topic: "How \\"it\\" works: x"\n' in text
    assert '# Research: How "it" works: x\n' in text


@pytest.mark.usefixtures("repository")
def test_a_bar_is_for_terminals_only(monkeypatch):
    quiet = run("check")
    monkeypatch.setattr(session, "is_watched", lambda: True)
    shown = run("check")

    assert quiet.stderr == ""
    assert "Reading" in shown.stderr
    assert quiet.stdout == shown.stdout


def test_a_terminal_is_not_overrun():
    assert session.fit([20, 40, 5, 30], 80) == [20, 24, 5, 25]
    assert session.fit([20, 40, 30], 10) == [20, 12, 12]
    assert session.fit([20, 40], 100) == [20, 40]


def test_what_a_terminal_would_obey_is_not_printed(repository):
    repository.write({"specs/a.md": '---\ntitle: "\\e[2JTea"\nstatus: Draft\n---\n'})

    for command in (("list",), ("show", "specs/a.md"), ("check",)):
        assert "\x1b" not in run(*command).output
