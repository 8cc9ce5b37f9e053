"""The build and the command decide by the same options, and refuse the same in the same words."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from conftest import MINIMAL
from mkdocs_rfc.cli import main
from mkdocs_rfc.cli.project import find_project
from mkdocs_rfc.options import OPTIONS
from mkdocs_rfc.options.table import HISTORY

WRONG = {
    "specs": ["{a: b}", "3", "[3]"],
    "research": ["true", "[[a]]"],
    "exclude": ["3", "[3]", "'!'"],
    "include": ["{a: b}"],
    "template": ["3", "[a.md]"],
    "templates": ["[a.md]", "a.md", "{a: 3}"],
    "scaffold": ["some", "true", "[drafts]"],
    "naming": ["numbr", "false"],
    "lifecycle": ["x", "{a: b}", "[]", "[{slug: a}]", "3"],
    "markdown": ["gitlab", "{}"],
    "search": ["long", "false"],
    "id_pattern": ["'('", "RFC"],
    "forge": ["sourceforge", "{comit: x}", "false"],
    "former_urls": ["3", "{a: b}", "[3]"],
    "mass_share": ["'0.9'", "many", "true"],
    "mass_count": ["many", "0.5", "true"],
    "ignore_revs": ["3", "[a]"],
    "bots": ["'('", "3"],
    "assets": ["some", "true"],
    "nav": ["everything", "[index]"],
    "lifecyle": ["adr", ""],
    "spec": ["specs"],
    "colour": ["red"],
}
"""By option, what means nothing; the last three are no options."""
GIVEN = {
    "specs": ("[a, b]", ("a", "b")),
    "research": ("notes", ("notes",)),
    "exclude": ("[x.md]", ("x.md",)),
    "include": ("'a/\n\n      b/'", ("a/", "b/")),
    "template": ("t.md", "t.md"),
    "templates": ("{adr: d.md}", (("adr", "d.md"),)),
    "scaffold": ("off", "off"),
    "naming": ("number", "number"),
    "lifecycle": ("adr", None),
    "markdown": ("github", "github"),
    "search": ("all", "all"),
    "id_pattern": ("'SE-(\\d+)'", "SE-(?P<number>\\d+)"),
    "forge": ("gitea", "gitea"),
    "former_urls": ("https://example.org/a", ("https://example.org/a",)),
    "mass_share": ("1", 1),
    "mass_count": ("3", 3),
    "ignore_revs": ("''", ""),
    "bots": ("''", ""),
    "assets": ("all", "all"),
    "nav": ("none", "none"),
}
"""By option, what can be written, and what it means."""
SITE = """\
site_name: S
site_url: https://example.org/s/
repo_url: https://git.example.org/a/b
docs_dir: pages
site_dir: out
theme: {name: mkdocs, locale: de}
use_directory_urls: false
extra_javascript: [a.js, {path: katex.js, type: module}, mathjax.js]
plugins: [rfc: {specs: specs}]
"""
ODD = """\
INHERIT: base.yml
theme: {name: not-installed, language: fr}
hooks: [nowhere.py]
markdown_extensions:
  - not-installed: {a: !relative $config_dir, b: !!python/name:os.system , c: !of-another x}
  - !!python/object/apply:os.mkdir [ran]
"""


def configured(option, value):
    return MINIMAL.replace("[rfc]", f"\n  - rfc:\n      {option}: {value}")


def run(folder, monkeypatch, *arguments):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, arguments)


def build_options(project):
    """What the plugin makes of the configuration in a build."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    return config.plugins["rfc"].config.to_options(config)


def test_every_option_is_tried():
    assert [*WRONG][: len(OPTIONS)] == [*GIVEN] == [*OPTIONS]


@pytest.mark.parametrize(
    ("option", "value"), [(name, each) for name, values in WRONG.items() for each in values]
)
def test_what_means_nothing_is_refused_in_the_same_words(
    option, value, project, monkeypatch, caplog
):
    project.write({"mkdocs.yml": configured(option, value)})

    with pytest.raises(SystemExit) as stopped:
        project.build()
    result = run(project.folder, monkeypatch, "list")

    (said,) = re.findall(rf"Plugin 'rfc' option '{option}': (.*)", caplog.text)
    assert stopped.value.code == result.exit_code == 1
    assert result.output == f"Error: mkdocs.yml: `{option}`: {said}\n"


def test_all_that_is_wrong_is_said_at_once(project, monkeypatch):
    project.write({"mkdocs.yml": MINIMAL.replace("rfc", "rfc: {nav: x, specs: 3, lifecyle: y}")})

    lines = run(project.folder, monkeypatch, "list").output.splitlines()

    assert lines == [
        "Error: mkdocs.yml: `lifecyle`: There is no such option; did you mean `lifecycle`?",
        "mkdocs.yml: `specs`: Expected a folder or a list of folders, got 3.",
        "mkdocs.yml: `nav`: Expected one of index, all, none, got 'x'.",
    ]


def test_no_name_of_an_option_is_obeyed_by_a_terminal(project, monkeypatch):
    project.write({"mkdocs.yml": configured('"\\e[2J"', "x")})

    assert "\x1b" not in run(project.folder, monkeypatch, "list").output


@pytest.mark.parametrize("option", GIVEN)
def test_what_is_given_is_what_both_take(option, project):
    value, meant = GIVEN[option]
    project.write({"mkdocs.yml": configured(option, value)})

    options = find_project(project.folder)

    holder = options.history if option in HISTORY else options
    taken = getattr(holder, "identifier" if option == "id_pattern" else option)
    assert taken == meant or (option, taken.statuses[0].slug) == ("lifecycle", "proposed")
    assert build_options(project) == options


@pytest.mark.parametrize("option", OPTIONS)
def test_nothing_behind_a_name_is_as_if_it_was_left_out(option, project):
    project.write({"mkdocs.yml": configured(option, "")})

    options = find_project(project.folder)

    project.write({"mkdocs.yml": MINIMAL})
    assert options == find_project(project.folder)


def test_what_mkdocs_is_told_is_what_both_take(project):
    project.write({"mkdocs.yml": SITE, "pages/index.md": "# Home\n"})

    options = find_project(project.folder)

    assert (options.docs_dir, options.site_dir) == (
        project.folder / "pages",
        project.folder / "out",
    )
    assert (options.language, options.directory_urls) == ("de", False)
    assert options.math_scripts == ("katex.js", "mathjax.js")
    assert options.cache is not None
    assert build_options(project) == options


def test_nothing_that_a_configuration_names_is_needed_or_run(project, monkeypatch):
    base = "plugins: [not-installed, rfc: {specs: !ENV [NOWHERE, decisions]}]\n"
    project.write({"mkdocs.yml": ODD, "base.yml": base, "decisions/a.md": "# Tea\n"}).commit()

    result = run(project.folder, monkeypatch, "list")

    assert "Tea" in result.output
    assert not (project.folder / "ran").exists()


def test_the_environment_counts_as_in_a_build(project, monkeypatch):
    value = "!ENV [ADR_FOLDER, RFC_FOLDER, specs]"
    project.write({"mkdocs.yml": configured("specs", value)})

    usual = find_project(project.folder).specs
    monkeypatch.setenv("RFC_FOLDER", "decisions")

    assert (usual, find_project(project.folder).specs) == (("specs",), ("decisions",))
    assert build_options(project).specs == ("decisions",)


@pytest.mark.parametrize("start", ["", "specs/deep"])
def test_the_file_that_is_named_is_read(start, project, monkeypatch):
    project.write(
        {
            "mkdocs.yml": configured("specs", "specs"),
            "site/other.yml": configured("specs", "../decisions"),
            "specs/deep/a.md": "# Tea\n",
            "decisions/b.md": "# Milk\n",
        }
    ).commit()
    file = os.path.relpath(project.folder / "site/other.yml", project.folder / start)

    for name in ("-f", "--config-file"):
        result = run(project.folder / start, monkeypatch, name, file, "list")
        assert "Milk" in result.output
        assert "Tea" not in result.output


@pytest.mark.parametrize("file", ["nowhere.yml", "specs"])
def test_a_file_that_is_not_there_is_a_mistake_of_usage(file, project, monkeypatch):
    project.write({"specs/a.md": "# Tea\n"})

    result = run(project.folder, monkeypatch, "-f", file, "list")

    assert result.exit_code == 2
    assert f"Invalid value for '-f' / '--config-file': File '{file}'" in result.output


def test_the_shell_completes_by_the_file_that_is_named(project, monkeypatch):
    project.write({"other.yml": configured("specs", "decisions"), "decisions/b.md": "# Milk\n"})
    monkeypatch.chdir(project.folder)
    words = "mkdocs-rfc -f other.yml show "
    typed = {"_MKDOCS_RFC_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "4"}

    result = CliRunner().invoke(main, prog_name="mkdocs-rfc", env=typed)

    assert result.stdout == "plain,b\n"


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_the_nearest_file_is_found_whatever_it_is_called(name, tmp_path):
    (tmp_path / name).write_text(configured("specs", "decisions"))
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)

    options = find_project(below)

    assert (options.specs, options.project) == (("decisions",), tmp_path)
    assert options.config_file == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INHERIT: nowhere.yml", "mkdocs.yml cannot be read: Inherited config file 'nowhere.yml'"),
        ("INHERIT: mkdocs.yml", "mkdocs.yml cannot be read: "),
        ("INHERIT: broken.yml", "broken.yml:3: this is no YAML: "),
        ("x: !ENV {a: b}", "mkdocs.yml:1: this is no YAML: expected a scalar or sequence node"),
        ("- a", "mkdocs.yml: Expected options by name, got ['a']."),
        ("plugins: rfc", "mkdocs.yml: Invalid Plugins configuration. Expected a list or dict."),
        ("plugins: [rfc: a]", "mkdocs.yml: Invalid config options for the 'rfc' plugin."),
        ('docs_dir: "a\\0"', "mkdocs.yml: embedded null byte"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_in_one_line(text, said, tmp_path, monkeypatch):
    (tmp_path / "mkdocs.yml").write_text(text + "\n")
    (tmp_path / "broken.yml").write_text("a: b\nc: [\n")

    result = run(tmp_path, monkeypatch, "list")

    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {said}")
    assert result.output.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "loads"),
    [(["--version"], False), (["--help"], False), (["new", "--help"], False), (["list"], True)],
)
def test_mkdocs_is_loaded_only_to_read_a_configuration(arguments, loads, project):
    project.write({"specs/a.md": "# Tea\n"})
    code = "from mkdocs_rfc.cli import main; main(prog_name='mkdocs-rfc')"

    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code, *arguments],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent / "plugin")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ("| mkdocs\n" in re.sub(" +", " ", done.stderr)) is loads


def test_the_command_reads_no_history_that_a_build_has_read(project, monkeypatch):
    project.write({f"specs/{n}.md": f"# Tea {n}\n" for n in range(3)}).commit()
    started = project.folder.parent / "started"
    shim = project.folder.parent / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\necho "$@" >> {started}\nexec {shutil.which("git")} "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")

    def processes():
        started.write_text("")
        assert run(project.folder, monkeypatch, "list").exit_code == 0
        return len(started.read_text().splitlines())

    cold = processes()
    shutil.rmtree(find_project(project.folder).cache)
    project.build(ended=True)
    warm = processes()

    assert (cold, warm) == (6, 3)
    assert " log " not in started.read_text()
