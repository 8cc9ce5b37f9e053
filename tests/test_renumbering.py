"""A spec gets another number: every reference follows, and nothing else does."""

import re

import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main

CONFIG = """site_name: S
site_url: https://harbor.example/
repo_url: https://github.com/harbor/harbor
theme: {name: mkdocs}
plugins:
  - rfc: {naming: number}
nav:
  - index.md
  - RFC 12: specs/0012-caching.md
"""
FRONT = """---
status: Draft
supersedes: RFC-0012
depends_on: [0012-caching.md, specs/0012-caching]
related: "[caching](0012-caching.md)"
---

# Other
"""
FOLLOW = (
    "[relative](0012-caching.md)",
    '[dotted](./0012-caching.md#52-data-model "a title")',
    "[from the root](specs/0012-caching.md)",
    "[from the very root](/specs/0012-caching.md)",
    "[without the ending](0012-caching)",
    "[in angles](<0012-caching.md>)",
    "[over two\nlines](0012-caching.md#52-data-model)",
    "[RFC 12: caching](0012-caching.md)",
    "[by reference][c] and [c]",
    "[c]: 0012-caching.md#52-data-model",
    "`specs/0012-caching.md`",
    "`specs/0012-caching.md:12-40`",
    "`specs/0012-caching.md` §5.2",
    "`0012-caching`",
    "as specs/0012-caching.md says",
    "RFC-0012, RFC 12, RFC #12, RFC-12 and **RFC 12's**",
    "\\[RFC 12\\]",
    "<https://github.com/harbor/harbor/blob/main/specs/0012-caching.md>",
    "[forge](https://github.com/Harbor/harbor/blob/main/specs/0012-caching.md#52-data-model)",
    "[raw](https://raw.githubusercontent.com/harbor/harbor/main/specs/0012-caching.md)",
    "https://harbor.example/specs/0012-caching/",
    '<a href="0012-caching.md">HTML</a>',
    "| [in a table](0012-caching.md) | RFC 12 |\n| --- | --- |",
    "[![image](x.png)](0012-caching.md)",
    "- in a list\n\n  with RFC 12",
    "> quoted: [it](0012-caching.md)",
    "<!-- RFC 12 in a comment -->",
)
STAY = (
    "![image](img/0012-caching.png)",
    '<img src="img/0012-caching.png" alt="">',
    "`RFC 12`",
    "0012-caching-notes.md, 10012-caching.md, RFC 120, RFC 7 and 12",
    "https://github.com/other/harbor/blob/main/specs/0012-caching.md",
    "```text\nspecs/0012-caching.md RFC 12 [x](0012-caching.md)\n```",
    "~~~~\n~~~\nRFC-0012\n~~~~",
    "> ```\n> RFC 12\n> ```",
    "    specs/0012-caching.md",
    "1. in a list\n\n    ```\n    specs/0012-caching.md\n    ```",
)
OWN = """---
rfc: 12
status: Draft
---

# RFC 0012: Caching

## 5.2 Data Model

See [myself](0012-caching.md#52-data-model) and [below](#52-data-model).
"""


NEW = {"0012": "0031", "12": "31"}


def renumbered(text):
    return re.sub(r"\b0012\b|(?<=RFC[ -])12\b|(?<=RFC #)12\b", lambda it: NEW[it[0]], text)


def other(change=lambda text: text):
    return "\n\n".join([change(FRONT), *map(change, FOLLOW), *STAY, ""])


@pytest.fixture
def repository(project, monkeypatch):
    project.write(
        {
            "mkdocs.yml": CONFIG,
            "README.md": "[caching](specs/0012-caching.md)\n",
            "docs/use.md": "[caching](../specs/0012-caching.md#52-data-model) and RFC 12.\r\n",
            "specs/0012-caching.md": OWN,
            "specs/0007-other.md": other(),
            "specs/x.png": "",
            "specs/img/0012-caching.png": "",
            "research/costs.md": "---\nspec: 0012-caching\n---\n# C\n\n../specs/0012-caching.md.\n",
            "src/README.md": "[caching](../specs/0012-caching.md), unlike RFC 12 of the IETF.\n",
        }
    )
    monkeypatch.chdir(project.folder)
    return project.commit()


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def text_of(project, path):
    return (project.folder / path).read_bytes().decode()


def test_every_reference_follows_whatever_its_form(repository):
    result = run("renumber", "12", "31")

    assert result.exit_code == 0, result.output
    assert text_of(repository, "specs/0007-other.md") == other(renumbered)
    own = renumbered(OWN).replace("rfc: 12", "rfc: 31")
    assert text_of(repository, "specs/0031-caching.md") == own
    for path, text in {
        "README.md": "[caching](specs/0031-caching.md)\n",
        "docs/use.md": "[caching](../specs/0031-caching.md#52-data-model) and RFC 31.\r\n",
        "research/costs.md": "---\nspec: 0031-caching\n---\n# C\n\n../specs/0031-caching.md.\n",
        "src/README.md": "[caching](../specs/0031-caching.md), unlike RFC 12 of the IETF.\n",
    }.items():
        assert text_of(repository, path) == text
    assert text_of(repository, "mkdocs.yml") == renumbered(CONFIG)


def links_in(article):
    """The addresses to which the text of a page leads."""
    links = article.xpath(".//h1/following::a[following::section[@class='rfc-about']]/@href")
    return [link for link in links if "-caching/" in link]


def test_no_link_is_dead_afterwards(repository):
    before = repository.build()
    run("renumber", "12", "31")
    repository.commit()

    after = repository.build()

    assert (repository.warnings, after.dead_links()) == ([], [])
    old, new = (links_in(site.article("specs/0007-other/")) for site in (before, after))
    assert len(new) >= 20
    assert new == [link.replace("0012", "0031") for link in old]


def test_a_folder_beside_a_spec_keeps_its_name(repository):
    repository.write(
        {
            "specs/0012-caching/a.png": "",
            "specs/0007-other.md": "# O\n\n![a](0012-caching/a.png) [b](0012-caching.md)\n",
        }
    ).commit()

    run("renumber", "12", "31")

    assert text_of(repository, "specs/0007-other.md") == (
        "# O\n\n![a](0012-caching/a.png) [b](0031-caching.md)\n"
    )


def test_the_folder_of_a_readme_is_renamed_with_all_it_holds(repository):
    repository.write(
        {
            "specs/0040-lease/README.md": "# Lease\n\n![a](a.png)\n",
            "specs/0040-lease/a.png": "",
            "specs/0007-other.md": "# O\n\n![a](0040-lease/a.png) [b](0040-lease/README.md)\n",
        }
    ).commit()

    run("renumber", "40", "41")

    assert text_of(repository, "specs/0041-lease/README.md") == "# Lease\n\n![a](a.png)\n"
    assert text_of(repository, "specs/0007-other.md") == (
        "# O\n\n![a](0041-lease/a.png) [b](0041-lease/README.md)\n"
    )


def test_where_two_have_the_number_a_bare_one_is_named_and_left(repository):
    text = "# O\n\n[RFC 12](0012-caching.md) and RFC 12.\n\n```\nRFC 12\n```\n"
    repository.write({"specs/0012-leases.md": "# Leases\n", "specs/0007-other.md": text}).commit()

    result = run("renumber", "caching", "31")

    assert "look at specs/0007-other.md:3: which of the two does it mean?" in result.output
    assert "specs/0007-other.md:6" not in result.output
    assert text_of(repository, "specs/0007-other.md") == (
        "# O\n\n[RFC 31](0031-caching.md) and RFC 12.\n\n```\nRFC 12\n```\n"
    )


def test_a_spec_without_a_number_in_its_name_is_refused(repository):
    repository.write({"specs/leases.md": "# Leases\n"})

    result = run("renumber", "leases", "40")

    assert result.exit_code == 1
    assert "specs/leases.md has no number in its name" in result.output
