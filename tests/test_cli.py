import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main
from mkdocs_rfc.cli.project import find_project
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.documents.outline import read_outline
from mkdocs_rfc.options import OptionsError

SEED = Path(__file__).parents[2] / "shared" / "seed" / "create-spec.md"
PROMPT = """---
description: A prompt with a template in it.
---

# Write a spec

You are asked to write a spec.

## Current Repository State

- Now: !`date "+%Y-%m-%d %H:%M:%S %Z"`
- Branch: !`git branch --show-current`
- Commits: !`git log --oneline -5`

# Our Template

| Document Metadata | Details |
| ----------------- | ------- |
| Author(s)         | !`git config user.name` |
| Status            | Draft (WIP) / In Review (RFC) / Approved |

## 1. Why

*Instruction: Say why.*

## 2. How

At !`git rev-parse --short HEAD`.
"""


def run(project, monkeypatch, *arguments):
    monkeypatch.chdir(project.folder)
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def repository(project):
    project.write({"research/costs.md": "---\ntopic: Costs | all [of] them\n---\n"})
    project.repository.git("config", "user.name", "Grace")
    return project.commit()


def test_new_writes_a_spec_from_the_template_and_says_where(repository, monkeypatch):
    result = run(repository, monkeypatch, "new", "Cold storage: a tier!")

    path = Path(result.output.strip())
    assert result.exit_code == 0
    assert re.fullmatch(r"specs/\d{4}-\d\d-\d\d-cold-storage-a-tier\.md", path.as_posix())
    spec = read_document(repository.folder / path, path.as_posix(), Kind.SPEC)
    assert spec.title.text == "Cold storage: a tier!"
    assert (spec.status.slug, spec.authors, str(spec.created)) == (
        "draft",
        ("Grace",),
        path.name[:10],
    )
    assert "!`" not in spec.body
    assert [part.number for part in read_outline(spec.tree.read()) if part.level == 2] == [
        *"123456789"
    ]


def test_new_links_the_research(repository, monkeypatch):
    result = run(repository, monkeypatch, "new", "Tea", "--research", "research/costs.md")

    spec = read_document(repository.folder / result.output.strip(), "specs/tea.md", Kind.SPEC)
    (mention,) = [mention for mention in spec.mentions if mention.role == "research"]
    assert mention.path == "../research/costs.md"
    assert spec.field("research").text == "Costs | all [of] them"


def test_new_never_overwrites(repository, monkeypatch):
    first = run(repository, monkeypatch, "new", "Tea")
    written = repository.folder / first.output.strip()
    written.write_text("mine")

    second = run(repository, monkeypatch, "new", "Tea")

    assert second.exit_code == 1
    assert "is there already" in second.output
    assert written.read_text() == "mine"
    assert [f.name for f in written.parent.iterdir()] == [written.name]


def test_new_takes_a_prompt_with_a_template_in_it(repository, monkeypatch):
    config = "site_name: S\nplugins:\n  - rfc: {template: prompt.md}\nx: !ENV [A]\n"
    repository.write({"mkdocs.yml": config, "prompt.md": PROMPT})

    result = run(repository, monkeypatch, "new", "Tea")

    text = (repository.folder / result.output.strip()).read_text()
    assert text.startswith("# Tea\n\n| Document Metadata")
    assert "You are asked" not in text
    assert "!`" not in text
    assert re.search(r"At [0-9a-f]{7}\.", text)


def test_the_seed_works_as_a_template_as_it_is(repository, monkeypatch):
    if not SEED.exists():
        pytest.skip("the seed document is not here")
    config = "site_name: S\nplugins:\n  - rfc: {template: seed.md}\n"
    repository.write({"mkdocs.yml": config, "seed.md": SEED.read_bytes()})

    result = run(repository, monkeypatch, "new", "Tea")

    text = (repository.folder / result.output.strip()).read_text()
    headings = [line for line in text.splitlines() if line.startswith("#")]
    wanted = [line for line in SEED.read_text().splitlines() if re.match(r"#+ \d", line)]
    assert headings == ["# Tea", *wanted]
    assert len([line for line in wanted if line.startswith("## ")]) == 9
    assert "!`" not in text


def test_a_title_alone_shows_every_section_of_the_seed(repository):
    if not SEED.exists():
        pytest.skip("the seed document is not here")
    config = "site_name: S\ntheme: {name: mkdocs}\nplugins:\n  - rfc: {template: seed.md}\n"
    repository.write({"mkdocs.yml": config, "seed.md": SEED.read_bytes(), "specs/a.md": "# A\n"})

    article = repository.build().article("specs/a/")

    wanted = [
        line.lstrip("# ") for line in SEED.read_text().splitlines() if re.match(r"#+ \d", line)
    ]
    names = [" ".join(each.text_content().split()) for each in article.find_class("rfc-todo-name")]
    assert names == wanted


def test_a_template_with_an_unknown_slot_is_not_used(repository, monkeypatch):
    config = "site_name: S\nplugins:\n  - rfc: {template: t.md}\n"
    repository.write({"mkdocs.yml": config, "t.md": "# T\n\n## 1. A\n\n!`rm -rf /`\n"})

    result = run(repository, monkeypatch, "check")

    assert result.exit_code == 1
    assert "t.md:5: The template has the slot `!`rm -rf /``" in result.output


def test_check_prints_every_finding_and_fails_on_a_warning(repository, monkeypatch):
    repository.write({"specs/a.md": "---\nstatus: Odd\n---\n# A\n"}).commit()

    result = run(repository, monkeypatch, "check")

    assert result.exit_code == 1
    assert result.output.startswith("warning: specs/a.md:2: 'Odd' is not a status of this site.")


def test_check_is_quiet_where_nothing_is_wrong(repository, monkeypatch):
    result = run(repository, monkeypatch, "check")

    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        *("a: !!timestamp x", "a: !!bool x", "a: !!int x", "a: 0000-00-00", "[a]: b", "a: \x07"),
        *("a: " + "[" * 5_000, "a: " + "9" * 5_000, "plugins: [{rfc: {lifecycle: {a: b}}}]"),
    ],
    ids=lambda line: ascii(line[:20]),
)
def test_a_configuration_file_that_cannot_be_used_is_said_in_one_sentence(tmp_path, line):
    (tmp_path / "mkdocs.yml").write_text(f"site_name: S\n{line}\n", encoding="utf-8")

    with pytest.raises(OptionsError, match=r"mkdocs\.yml"):
        find_project(tmp_path)
