"""What is secret in the address of a remote is shown nowhere."""

import pytest
from click.testing import CliRunner

from conftest import MINIMAL
from mkdocs_rfc.cli import main
from mkdocs_rfc.forge.repository import Forge
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.remotes import clean_remote, without_addresses

PLAIN = [
    ("https://github.com/o/r.git", "https://github.com/o/r.git"),
    ("https://u:t@github.com/o/r", "https://github.com/o/r"),
    ("https://t@github.com/o/r?x=t#t", "https://github.com/o/r"),
    ("https://x-token-auth:t@bitbucket.org/o/r.git", "https://bitbucket.org/o/r.git"),
    ("https://oauth2:t@gitlab.com/g/s/r.git", "https://gitlab.com/g/s/r.git"),
    ("https://o@dev.azure.com/o/my%20p/_git/r", "https://dev.azure.com/o/my%20p/_git/r"),
    (
        "https://dev.azure.com/o/123e4567-e89b-12d3-a456-426614174000/_git/r",
        "https://dev.azure.com/o/123e4567-e89b-12d3-a456-426614174000/_git/r",
    ),
    ("git@ssh.dev.azure.com:v3/o/p/r", "git@ssh.dev.azure.com:v3/o/p/r"),
    ("o@vs-ssh.visualstudio.com:v3/o/p/r", "vs-ssh.visualstudio.com:v3/o/p/r"),
    ("git@github.com:o/r.git", "git@github.com:o/r.git"),
    ("t0ken@github.com:o/r.git", "github.com:o/r.git"),
    ("ssh://git@git.example.org:7999/P/r.git", "ssh://git.example.org:7999/P/r.git"),
    ("https://git.example.org/scm/team/kubernetes-2024.git",) * 2,
    ("https://bitbucket.example.org/scm/~me/r.git",) * 2,
    ("HTTPS://GitHub.com/o/r", "https://github.com/o/r"),
    ("https://github.com/oauth2-proxy/global-config",) * 2,
    ("https://github.com/scikit-learn/.github",) * 2,
    ("https://github.com/kubernetes-sigs/secrets-store-csi-driver",) * 2,
    ("https://github.com/Uniswap/token-lists",) * 2,
    ("https://github.com/521xueweihan/30-seconds-of-code-2024",) * 2,
    ("https://github.com/STMicroelectronics/stm32f4xx_hal_driver",) * 2,
    ("https://github.com/adafruit/Adafruit_CircuitPython_LSM6DS",) * 2,
    ("https://github.com/internationalization/i18n-l10n-a11y",) * 2,
]


@pytest.mark.parametrize(("url", "shown"), PLAIN, ids=lambda each: each)
def test_the_address_of_a_repository_is_shown_without_user_query_and_fragment(url, shown):
    assert clean_remote(url) == shown


SECRET = [
    *("https://u:t@[::1/x", "https://u:t@[::1]/x", "https://u:t@host:99999/o/r", "https://u:t@"),
    *("https://u:p/w@host/x", "https://host:x/o/r", "https://u:t@host", "https::https://u:t@h/r"),
    *("https:u:t@host/o/r", "ext::sh -c t", "file:///srv/t/r.git", "/srv/t/r.git", "../t/r"),
    *("C:\\t\\r", "C:/t/r", "\\\\host\\t", "https://github.com\\@example.org/o/r", "t", "", " "),
    *("git@host:o/r:t", "git@host:t@o/r", "https://host/TOKEN/x.git", "https://host/s3cr3tT0/x"),
    *("https://github.com/ghp_0123456789abcdefghij/x", "https://host/glpat-0123456789abcdefghij/x"),
    *("https://host/o/r;token=t", "https://host/o/t:r", "https://host/o/%40t", "https://h/o/r%3Ft"),
    *("https://host/123e4567-e89b-12d3-a456-426614174000/x", "https://github.com/o/r/t"),
    *("https://host/QWxhZGRpbjpvcGVuIHNlc2FtZQ/x", "https://host/" + "a" * 40 + "/x"),
    *("https://gitlab.com/QWxhZGRpbjpvcGVuIHNlc2FtZQ/x", "https://gitlab.com/g/AbCdEfGhIjKlMnOp"),
    *("https://host/o/\u202er", "https://host/o/r\x00", "https://ho st/o/r", "https://hö.st/o/r"),
    *("https://host/../r", "https://host/" + "a/" * 2_000, "https://" + "[" * 100, "a:" * 500),
    *("https://github.com/TOKEN-xyz/r", "https://github.com/token-0123/r", "git@github.com:PAT/r"),
    *(
        "https://github.com/XSECRETX/r",
        "https://gitlab.com/g/token_1/r",
        "https://github.com/o/PAT",
    ),
    *("https://github.com/x-ghp_0123456789abcdef/r", "https://gitlab.com/x-access-token/g/r"),
    *(
        "https://github.com/123e4567-e89b-12d3-a456-426614174000/r",
        "https://github.com/o/012345678901",
    ),
    *("https://github.com/aB3-xY9_kL2-pQ7wZ4_mN8/r", "https://github.com/JBSWY3DPEHPK3PXP/r"),
    *(
        "https://github.com/qwhzgrpbjpvcgvuihnlc2ftzqab/r",
        "https://github.com/AKIAIOSFODNN7EXAMPLE/r",
    ),
    *("https://gitlab.com/qwhzgrpbjpvcgvuihnlcftzqab/r", "https://github.com/xapp-1-A0123456789/r"),
    *("foo://host/o/r", "codecommit::eu-west-1://t@repo", "s3://key:t@bucket/x", "git@:o", "@:"),
]


@pytest.mark.parametrize("url", SECRET, ids=ascii)
def test_nothing_is_shown_of_what_may_be_a_secret(url):
    assert clean_remote(url) == ""


@pytest.mark.parametrize("url", [*SECRET, *(url for url, _ in PLAIN)], ids=ascii)
def test_no_address_can_stop_what_reads_it(url):
    Forge.parse(url)
    Forge.parse(url, kind="github")
    Forge.parse("https://github.com/o/r", aliases=(url,)).path_of(url)


def test_an_address_with_half_a_character_is_none():
    assert Forge.parse("https://github.com/o/\ud800") is None


@pytest.mark.parametrize(
    ("url", "config", "told"),
    [
        ("https://github.com/TOKEN-xyz/r", "", True),
        ("https://u:t@github.com/o/r/t", "", True),
        ("https://github.com/TOKEN-xyz/r", "repo_url: https://github.com/o/r\n", False),
        ("https://u:t@github.com/o/r", "", False),
        ("/srv/r.git", "", False),
        ("https://git.example.org/TOKEN/r", "", False),
    ],
)
def test_a_forge_that_nothing_links_to_is_told_where_nothing_else_names_it(
    project, url, config, told
):
    project.write({"specs/a.md": "# A\n", "mkdocs.yml": MINIMAL + config}).commit()
    project.repository.git("config", "remote.origin.url", url)

    project.build()

    assert [each for each in project.warnings if "may hold a secret" in each] == [
        each for each in project.warnings if told
    ]
    assert bool(project.warnings) == told


def test_what_a_hook_says_is_quoted_without_addresses(project, monkeypatch):
    project.write({"specs/a.md": "# A\n\nStatus: Draft\n"}).commit()
    hook = project.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no https://u:XSECRETX@github.com/o/r \033[31m >&2\nexit 1\n")
    hook.chmod(0o755)
    monkeypatch.chdir(project.folder)

    result = CliRunner().invoke(main, ["status", "specs/a.md", "Approved", "--commit", "--force"])

    assert result.exit_code == 1
    assert "no https://github.com/o/r" in result.output
    assert "XSECRETX" not in result.output
    assert "\x1b" not in result.output


def test_what_git_says_is_quoted_without_addresses():
    said = "could not read from 'https://u:t@github.com/o/r': ext::u:t@x HEAD@{1} a:/b fails"

    assert without_addresses(said) == ("could not read from 'https://github.com/o/r': … … … fails")


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ([("url.https://u:t@github.com/.insteadOf", "gh:")], "https://github.com/o/r"),
        ([("url.git@github.com:.insteadOf", "gh:"), ("remote.origin.pushurl", "t")],) * 1
        + ("git@github.com:o/r",),
        ([("remote.origin.url", "https://u:t@gitlab.com/g/r")], "gh:o/r"),
    ],
)
def test_the_first_address_of_origin_counts_as_git_is_told_to_write_it(project, settings, shown):
    project.write({"specs/a.md": "# A\n"}).commit()
    project.repository.git("remote", "add", "origin", "gh:o/r")
    for name, value in settings:
        project.repository.git("config", "--add", name, value)

    assert read_history(project.folder, []).remote == shown


@pytest.mark.parametrize("url", SECRET[:30], ids=ascii)
def test_a_token_in_a_remote_is_in_no_file_of_the_site_and_of_the_command(
    project, monkeypatch, url
):
    url = (
        url.replace("u:t@", "u:XSECRETX@").replace("TOKEN", "XSECRETX").replace("/t/", "/XSECRETX/")
    )
    project.write(
        {
            "specs/a.md": "# A\n\nSee `src/a.py`.\n",
            "src/a.py": "a\n",
            "t.md": "# T\n\n{{ git.remote }}\n\n!`git remote get-url origin`\n\n## A\n\nText\n",
            "mkdocs.yml": MINIMAL.replace("rfc", "{rfc: {template: t.md}}"),
        }
    ).commit()
    project.repository.git("config", "remote.origin.url", url.replace("\x00", ""))

    site = project.build()
    monkeypatch.chdir(project.folder)
    CliRunner().invoke(main, ["new", "Tea"], catch_exceptions=False)

    (spec,) = (project.folder / "specs").glob("*tea.md")
    files = [*site.folder.rglob("*"), spec]
    texts = [each.read_bytes() for each in files if each.is_file()]
    assert not any(b"XSECRETX" in text for text in texts)
    assert "XSECRETX" not in "\n".join((*project.warnings, *project.infos))
