"""A number changes only where a text means that very spec: what could be another's stays."""

import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main

CONFIG = """site_name: S
site_url: https://harbor.example/rfcs/
theme: {name: mkdocs}
plugins:
  - rfc: {naming: number, former_urls: [https://old.example/quay/harbor]}
"""
HASH = "0123456789abcdef0123456789abcdef01234567"
MEANT = (
    "https://github.com/harbor/harbor/blob/main/specs/0012-tea.md",
    "https://github.com/harbor/harbor/blob/HEAD/specs/0012-tea.md#why",
    "https://github.com/harbor/harbor/blob/tides/specs/0012-tea.md?plain=1",
    "https://github.com/harbor/harbor/edit/main/specs/0012-tea.md",
    "http://www.github.com/Harbor/harbor/blob/main/specs/0012-tea.md",
    "https://ada@github.com:443/harbor/harbor/blob/main/specs/0012-tea.md",
    "https://raw.githubusercontent.com/harbor/harbor/main/specs/0012-tea.md",
    "https://raw.githubusercontent.com/harbor/harbor/refs/heads/main/specs/0012-tea.md",
    "https://old.example/quay/harbor/-/blob/main/specs/0012-tea.md",
    "https://old.example/quay/harbor/src/branch/main/specs/0012-tea.md",
    "https://old.example/quay/harbor/browse/specs/0012-tea.md?at=refs/heads/main",
    "https://old.example/quay/harbor/blob/main/specs%2F0012-tea.md",
    "https://harbor.example/rfcs/specs/0012-tea/#why",
    "/rfcs/specs/0012-tea/",
    "github.com/harbor/harbor/blob/main/specs/0012-tea.md",
    "[a](https://elsewhere.example/x),[b](0012-tea.md)",
    "[a]: <0012-tea.md> 'title'",
    "[^1]:0012-tea.md",
    "[^2]: see ../specs/0012-tea.md.",
    "<!-- specs/0012-tea.md -->",
    '<a href="0012-tea.md">it</a> and <img src=a.png alt="RFC 12">',
    "<a href='https://elsewhere.example/a'>x</a> <a href='0012-tea.md'>y</a>",
    "`specs/0012-tea.md:3`, `0012-tea`",
    "**0012-tea.md**, _specs/0012-tea.md_, ~~specs/0012-tea.md~~",
    "|https://elsewhere.example/x|0012-tea.md|",
    "参照：specs/0012-tea.md",
    "…see—specs/0012-tea.md—there",
    "specs\\0012-tea.md",
    "../../specs/0012-tea/",
    "<https://github.com/harbor/harbor/blob/main/specs/0012-tea.md>",
    "RFC 12, RFC-0012, RFC12, (RFC 12).",
    "[RFC 12](https://github.com/harbor/harbor/blob/main/specs/0012-tea.md)",
    "<https://elsewhere.example/a> RFC 12",
)
LEFT = (
    "0012-tea.md.bak, 0012-tea.md.orig, 0012-tea.md~, 0012-tea.md.2.gz",
    "0012-tea.mdx, 0012-tea.markdown, 0012-tea.md-old, 0012-tea.md_old, 0012-tea.md%20x",
    "x0012-tea.md, 10012-tea.md, a.0012-tea.md, 1-0012-tea.md, %200012-tea.md, #0012-tea",
    "0012-tea-2.md, 0012-tea_2.md, 0012-tea2.md, 0012-tea.txt, 0012-tea.html, 0012-tea+x.md",
    "0012-tea two.md",
    "https://github.com/other/repo/blob/main/specs/0012-tea.md",
    "https://github.com/ada/harbor/blob/main/specs/0012-tea.md",
    "https://github.com/harbor/harbor-old/blob/main/specs/0012-tea.md",
    "https://github.com/harbor/harbor.wiki/specs/0012-tea.md",
    "https://github.com.elsewhere.example/harbor/harbor/blob/main/specs/0012-tea.md",
    "https://github.com:8443/harbor/harbor/blob/main/specs/0012-tea.md",
    "https://raw.githubusercontent.com/other/repo/main/specs/0012-tea.md",
    "https://gitlab.example/group/sub/sub/repo/-/blob/main/specs/0012-tea.md",
    "https://cdn.elsewhere.example/gh/harbor/harbor@main/specs/0012-tea.md",
    "https://elsewhere.example/?url=https://github.com/harbor/harbor/blob/main/specs/0012-tea.md",
    "https://elsewhere.example/a_(b)/specs/0012-tea.md",
    "https://elsewhere.example/o'neil/specs/0012-tea.md",
    "<https://elsewhere.example/a b/specs/0012-tea.md>",
    "//elsewhere.example/specs/0012-tea.md",
    "ssh://git@github.com/other/repo/specs/0012-tea.md",
    "git@github.com:other/repo.git//specs/0012-tea.md",
    "github.com/other/repo/blob/main/specs/0012-tea.md",
    "www.github.com/other/repo/specs/0012-tea.md",
    "other/repo/specs/0012-tea.md, other/repo@v1/specs/0012-tea.md, other/repo:specs/0012-tea.md",
    "../../../elsewhere/specs/0012-tea.md, ~/specs/0012-tea.md, $ROOT/specs/0012-tea.md",
    f"https://github.com/harbor/harbor/blob/{HASH}/specs/0012-tea.md",
    f"https://github.com/harbor/harbor/blob/{HASH[:8]}/specs/0012-tea.md",
    f"https://raw.githubusercontent.com/harbor/harbor/{HASH}/specs/0012-tea.md",
    f"https://old.example/quay/harbor/browse/specs/0012-tea.md?at={HASH}",
    "https://github.com/harbor/harbor/blob/v1.0/specs/0012-tea.md",
    "https://old.example/quay/harbor/src/tag/v1/specs/0012-tea.md",
    "https://github.com/harbor/harbor/blob/somebody/specs/0012-tea.md",
    "../archive/specs/0012-tea.md",
    "RFC 120, RFC 1, RFC 312, ADR 12, ADR-0012, XRFC 12, rfc 12, RFC 012a",
    "![](RFC-12.png), ![](RFC-12-flow.en.svg), https://elsewhere.example/?q=RFC-12",
    "[RFC 12](https://www.rfc-editor.org/info/rfc12)",
    "`RFC 12`",
    "```\nspecs/0012-tea.md RFC 12\n```",
    "    specs/0012-tea.md",
)


@pytest.fixture
def repository(project, monkeypatch):
    project.write(
        {
            "mkdocs.yml": CONFIG,
            "specs/0012-tea.md": "# RFC 12: Tea\n",
            "docs/0012-tea two.md": "# Two\n",
            "archive/specs/0012-tea.md": "# Another\n",
        }
    )
    project.repository.git("remote", "add", "origin", "git@github.com:harbor/harbor.git")
    monkeypatch.chdir(project.folder)
    project.commit().repository.branch("tides")
    return project


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def rewritten(repository, text, path="specs/0007-other.md"):
    file = repository.write({path: text}).folder / path
    result = run("renumber", "specs/0012-tea.md", "31")
    assert result.exit_code == 0, result.output
    return file.read_bytes().decode()


@pytest.mark.parametrize("text", MEANT)
def test_what_means_the_spec_is_rewritten(repository, text):
    after = text.replace("0012-tea", "0031-tea").replace("RFC 12", "RFC 31")
    after = after.replace("RFC-0012", "RFC-0031").replace("RFC12", "RFC31")

    assert rewritten(repository, f"# O\n\n{text}\n") == f"# O\n\n{after}\n"


@pytest.mark.parametrize("text", LEFT)
def test_what_means_anything_else_is_left(repository, text):
    assert rewritten(repository, f"# O\n\n{text}\n") == f"# O\n\n{text}\n"


def test_no_address_is_ours_where_nobody_said_so(repository):
    repository.repository.git("remote", "remove", "origin")
    text = "https://github.com/other/repo/blob/main/specs/0012-tea.md\n" * 3

    assert rewritten(repository, text) == text


def test_the_remote_of_one_person_is_not_the_repository(repository):
    repository.repository.git("remote", "add", "bob", "https://github.com/bob/harbor")
    repository.repository.git("remote", "add", "upstream", "https://github.com/pier/harbor")
    text = "https://github.com/{}/harbor/blob/main/specs/0012-tea.md\n"

    assert rewritten(repository, text.format("bob")) == text.format("bob")


def test_the_upstream_of_a_fork_is_the_repository(repository):
    repository.repository.git("remote", "add", "upstream", "https://github.com/pier/harbor")
    text = "https://github.com/pier/harbor/blob/main/specs/{}-tea.md\n"

    assert rewritten(repository, text.format("0012")) == text.format("0031")


@pytest.mark.parametrize(
    ("path", "name", "number"),
    [
        ("archive/specs/0001-a.md", "0012-tea.md", "0012"),
        ("archive/specs/0001-a.md", "../../specs/0012-tea.md", "0031"),
        ("archive/README.md", "specs/0012-tea.md", "0012"),
        ("README.md", "specs/0012-tea.md", "0031"),
        ("README.md", "archive/specs/0012-tea.md", "0012"),
        ("specs/0001-a.md", "0012-tea.md", "0031"),
        ("specs/0001-a.md", "/archive/specs/0012-tea.md", "0012"),
    ],
)
def test_of_two_files_of_one_name_the_one_that_a_path_leads_to_is_meant(
    repository, path, name, number
):
    repository.write({path: ""}).commit()

    after = rewritten(repository, f"[x]({name})\n", path)

    assert after == f"[x]({name.replace('0012', number)})\n"


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("0012-my tea.md", "0012-my%20tea.md"),
        ("0012-thé.md", "0012-th%C3%A9.md"),
        ("0012-thé.md", "0012-th%c3%a9.md"),
    ],
)
def test_an_encoded_name_is_the_same_name(repository, name, encoded):
    file = "specs/0007-other.md"
    text = f"# O\n\n[a]({encoded}#x) [b](<{name}>)\n"
    repository.write({f"specs/{name}": "# N\n", file: text}).commit()

    result = run("renumber", f"specs/{name}", "31")

    assert result.exit_code == 0, result.output
    assert (repository.folder / file).read_text() == text.replace("0012", "0031")


def test_what_git_ignores_is_nobodys_business(repository):
    text = "[x](../../specs/0012-tea.md)\n"
    files = {".gitignore": "made/\n*.tmp.md\n", "docs/made/a.md": text, "docs/b.tmp.md": text}
    repository.write({**files, "docs/c.md": text.replace("../../", "../")})

    assert rewritten(repository, text, "docs/made/a.md") == text
    assert (repository.folder / "docs/b.tmp.md").read_text() == text
    assert (repository.folder / "docs/c.md").read_text() == "[x](../specs/0031-tea.md)\n"


def test_a_file_that_a_link_leads_to_out_of_the_repository_is_left(repository, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("[x](specs/0012-tea.md)\n")
    (repository.folder / "docs/link.md").symlink_to(outside)
    repository.write({}).commit()

    run("renumber", "specs/0012-tea.md", "31")

    assert outside.read_text() == "[x](specs/0012-tea.md)\n"


def test_a_spec_that_is_a_link_is_not_renumbered(repository):
    (repository.folder / "specs/0040-alias.md").symlink_to("0012-tea.md")

    result = run("renumber", "specs/0040-alias.md", "41")

    assert result.exit_code == 1
    assert result.output == "Error: specs/0040-alias.md is a link: renumber the file it leads to.\n"


def test_two_specs_of_one_number_keep_the_rest_of_the_line_to_themselves(repository):
    repository.write({"specs/0012-milk.md": "# Milk\n"}).commit()
    text = (
        "[RFC 12](0012-tea.md), [RFC 12](0012-milk.md), [RFC 12](https://x.example/0012-tea.md)\n"
    )

    after = rewritten(repository, text)

    assert after == text.replace("[RFC 12](0012-tea.md)", "[RFC 31](0031-tea.md)")
