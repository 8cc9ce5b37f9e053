import pytest

from mkdocs_rfc.forge.repository import Forge

ID = "a" * 40
GITHUB = "https://github.com/o/r"
GITLAB = "https://gitlab.com/g/s/r"
BITBUCKET = "https://bitbucket.org/o/r"
GITEA = "https://codeberg.org/o/r"
DATA_CENTER = "https://bitbucket.example.org/projects/P/repos/r"
AT = "https://bitbucket.example.org/at/projects/~me/repos/r"
AZURE = "https://dev.azure.com/o/p/_git/r"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://github.com/o/r", GITHUB),
        ("https://github.com/o/r/", GITHUB),
        ("https://github.com/o/r.git", GITHUB),
        ("https://github.com/o/r/tree/main/docs", GITHUB),
        ("https://me:secret@github.com/o/r.git", GITHUB),
        ("https://token@github.com/o/r", GITHUB),
        ("git@github.com:o/r.git", GITHUB),
        ("github.com:o/r", GITHUB),
        ("ssh://git@github.com:22/o/r.git", GITHUB),
        ("git://github.com/o/r.git", GITHUB),
        ("ssh://git@ssh.github.com:443/o/r.git", GITHUB),
        ("https://firm.ghe.com/o/r.git", "https://firm.ghe.com/o/r"),
        ("ssh://git@altssh.gitlab.com:443/g/s/r.git", GITLAB),
        ("ssh://git@altssh.bitbucket.org:443/o/r.git", BITBUCKET),
        ("ssh://git@bitbucket.example.org:7999/P/r.git", DATA_CENTER),
        ("https://bitbucket.example.org/scm/P/r.git", DATA_CENTER),
        (f"{DATA_CENTER}/browse", DATA_CENTER),
        ("https://bitbucket.example.org/at/scm/~me/r.git", AT),
        ("  https://github.com/o/r\n", GITHUB),
        ("https://github.example.com:8443/o/r", "https://github.example.com:8443/o/r"),
        ("http://gitlab.intern/o/r", "http://gitlab.intern/o/r"),
        ("git@gitlab.com:g/s/r.git", GITLAB),
        ("https://gitlab.com/g/s/r/-/tree/main", GITLAB),
        ("https://bitbucket.org/o/r/src/main/", BITBUCKET),
        ("ssh://git@codeberg.org/o/r.git", GITEA),
        ("https://me@dev.azure.com/o/p/_git/r", AZURE),
        ("git@ssh.dev.azure.com:v3/o/p/r", AZURE),
        ("o@vs-ssh.visualstudio.com:v3/o/p/r", AZURE),
        ("https://o.visualstudio.com/p/_git/r", "https://o.visualstudio.com/p/_git/r"),
        ("https://dev.azure.com/o/my%20p/_git/r", "https://dev.azure.com/o/my%20p/_git/r"),
        ('https://github.com/o"/r><', "https://github.com/o%22/r%3E%3C"),
    ],
)
def test_the_repository_behind_a_remote(url, base):
    assert Forge.parse(url).base == base


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nothing",
        "/srv/git/r.git",
        "../r",
        "C:\\repositories\\r",
        "file:///srv/git/github/r.git",
        "https://example.org/o/r",
        "https://github.com",
        "https://github.com/o",
        "https://github.com/../r",
        "https://[github.com/o/r",
        "https://github.com:port/o/r",
        "https://git hub/o/r",
        "javascript:alert(github)",
        "https://dev.azure.com/o/p",
        "git@ssh.dev.azure.com:v3/o",
        "[git@github.com:22]:o/r.git",
        "ext::sh -c github",
    ],
)
def test_what_is_no_forge_that_we_know(url):
    assert Forge.parse(url) is None


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        ("gitlab", "https://git.example.org/a/b"),
        ("forgejo", "https://git.example.org/a/b"),
        ("gitea", "https://git.example.org/a/b"),
        ("github", "https://git.example.org/a/b"),
        ("bitbucket", "https://git.example.org/a/b"),
    ],
)
def test_a_host_that_says_nothing_needs_a_kind(kind, base):
    assert Forge.parse(base) is None
    assert Forge.parse(base, kind=kind).base == base


def test_a_kind_that_we_do_not_know():
    assert Forge.parse(GITHUB, kind="sourceforge") is None


PAGES = {
    GITHUB: {
        "commit": f"/commit/{ID}",
        "file": "/blob/main/specs/x.md",
        "file_at": f"/blob/{ID}/specs/x.md",
        "lines": "/blob/main/specs/x.md?plain=1#L2-L9",
        "line": "/blob/main/a.py#L2",
        "history": "/commits/main/specs/x.md",
        "blame": "/blame/main/specs/x.md",
        "compare": f"/compare/{ID}...main",
        "edit": "/edit/main/specs/x.md",
        "new_file": "/new/main?filename=specs/x.md&value=%23%20X%0A",
    },
    GITLAB: {
        "commit": f"/-/commit/{ID}",
        "file": "/-/blob/main/specs/x.md",
        "file_at": f"/-/blob/{ID}/specs/x.md",
        "lines": "/-/blob/main/specs/x.md?plain=1#L2-9",
        "line": "/-/blob/main/a.py#L2",
        "history": "/-/commits/main/specs/x.md",
        "blame": "/-/blame/main/specs/x.md",
        "compare": f"/-/compare/{ID}...main",
        "edit": "/-/edit/main/specs/x.md",
        "new_file": "/-/new/main?file_name=specs/x.md&content=%23%20X%0A",
    },
    BITBUCKET: {
        "commit": f"/commits/{ID}",
        "file": "/src/main/specs/x.md",
        "file_at": f"/src/{ID}/specs/x.md",
        "lines": "/src/main/specs/x.md#lines-2:9",
        "line": "/src/main/a.py#lines-2",
        "history": "/history-node/main/specs/x.md",
        "blame": "/annotate/main/specs/x.md",
        "compare": f"/branches/compare/main%0D{ID}",
        "edit": "/src/main/specs/x.md?mode=edit&at=main",
        "new_file": None,
    },
    DATA_CENTER: {
        "commit": f"/commits/{ID}",
        "file": "/browse/specs/x.md?at=main",
        "file_at": f"/browse/specs/x.md?at={ID}",
        "lines": "/browse/specs/x.md?at=main#2-9",
        "line": "/browse/a.py?at=main#2",
        "history": None,
        "blame": None,
        "compare": None,
        "edit": None,
        "new_file": None,
    },
    GITEA: {
        "commit": f"/commit/{ID}",
        "file": "/src/branch/main/specs/x.md",
        "file_at": f"/src/commit/{ID}/specs/x.md",
        "lines": "/src/branch/main/specs/x.md?display=source#L2-L9",
        "line": "/src/branch/main/a.py#L2",
        "history": "/commits/branch/main/specs/x.md",
        "blame": "/blame/branch/main/specs/x.md",
        "compare": f"/compare/{ID}...main",
        "edit": "/_edit/main/specs/x.md",
        "new_file": "/_new/main/specs?filename=x.md&value=%23%20X%0A",
    },
    AZURE: {
        "commit": f"/commit/{ID}",
        "file": "?path=/specs/x.md&version=GBmain",
        "file_at": f"?path=/specs/x.md&version=GC{ID}",
        "lines": "?path=/specs/x.md&version=GBmain"
        "&line=2&lineEnd=9&lineStartColumn=1&lineEndColumn=1000",
        "line": "?path=/a.py&version=GBmain&line=2&lineEnd=2&lineStartColumn=1&lineEndColumn=1000",
        "history": "?path=/specs/x.md&version=GBmain&_a=history",
        "blame": "?path=/specs/x.md&version=GBmain&_a=blame",
        "compare": f"/branchCompare?baseVersion=GC{ID}&targetVersion=GBmain&_a=files",
        "edit": None,
        "new_file": None,
    },
}


@pytest.mark.parametrize("base", PAGES)
def test_the_pages_of_each_kind(base):
    forge, path = Forge.parse(base), "specs/x.md"
    found = {
        "commit": forge.commit(ID),
        "file": forge.file(path, "main"),
        "file_at": forge.file(path, ID),
        "lines": forge.file(path, "main", (2, 9)),
        "line": forge.file("a.py", "main", (2, 2)),
        "history": forge.history(path, "main"),
        "blame": forge.blame(path, "main"),
        "compare": forge.compare(ID, "main"),
        "edit": forge.edit(path),
        "new_file": forge.new_file("specs/", "x.md", "# X\n"),
    }

    assert found == {name: page and base + page for name, page in PAGES[base].items()}


@pytest.mark.parametrize("base", PAGES)
def test_nothing_leaves_an_address_that_is_not_encoded(base):
    forge, odd = Forge.parse(base), "a b#?&%\"'<>é\n.md"
    addresses = [
        forge.file(odd, odd, (1, 2)),
        forge.history(odd, odd) or "",
        forge.commit(odd),
        forge.compare(odd, odd) or "",
        forge.new_file(odd, odd, odd) or "",
    ]

    assert not {*" \"'<>\n"} & {*"".join(addresses)} - {"'"}
    assert all(address.isascii() for address in addresses)


@pytest.mark.parametrize("path", ["../x", "a/../../x", "a/./b", ".."])
@pytest.mark.parametrize("base", PAGES)
def test_no_path_leads_out_of_the_repository(base, path):
    forge = Forge.parse(base)

    assert forge.file(path, "main") is None
    assert forge.file("x.md", path) is None
    assert forge.file("x.md", "") is None
    assert forge.new_file(path, "x.md") is None


def test_a_new_file_that_is_too_long_for_an_address_begins_empty():
    forge = Forge.parse(GITHUB)

    assert forge.new_file("specs", "x.md", "x" * 9000) == forge.new_file("specs", "x.md")


def test_a_name_that_is_not_unicode_is_encoded_as_it_is():
    assert Forge.parse(GITHUB).file("caf\udce9.md", "main") == f"{GITHUB}/blob/main/caf%E9.md"


@pytest.mark.parametrize(
    ("base", "url", "expected"),
    [
        (GITHUB, f"{GITHUB}/blob/main/specs/a%20b.md#§4", ("main", "specs/a b.md", "§4")),
        (GITHUB, f"{GITHUB}/tree/main", ("main", "", "")),
        (GITHUB, f"{GITHUB}/tree/other/specs/", ("other", "specs", "")),
        (GITHUB, f"{GITHUB}/blob/{ID}/x.md?plain=1#L3", (ID, "x.md", "L3")),
        (GITHUB, "http://GitHub.com/O/R/blob/main/x.md", ("main", "x.md", "")),
        (GITHUB, f"{GITHUB}/raw/refs/heads/main/x.md", ("main", "x.md", "")),
        (GITHUB, "https://raw.githubusercontent.com/o/r/main/x.md", ("main", "x.md", "")),
        (GITHUB, "https://github.com/old/name/blob/main/x.md", ("main", "x.md", "")),
        (GITHUB, f"{GITHUB}/blob/feature/a/x.md", ("feature/a", "x.md", "")),
        (GITLAB, f"{GITLAB}/-/blob/main/x.md", ("main", "x.md", "")),
        (GITLAB, f"{GITLAB}/blob/main/x.md", ("main", "x.md", "")),
        (BITBUCKET, f"{BITBUCKET}/src/main/x.md", ("main", "x.md", "")),
        (GITEA, f"{GITEA}/src/branch/main/x.md", ("main", "x.md", "")),
        (GITEA, f"{GITEA}/raw/commit/{ID}/x.md", (ID, "x.md", "")),
        (AZURE, f"{AZURE}?path=/specs/x.md&version=GBmain", ("main", "specs/x.md", "")),
        (AZURE, f"{AZURE}?path=%2Fx.md&version=GC{ID}&_a=contents", (ID, "x.md", "")),
        (GITHUB, f"{GITHUB}/issues/7", None),
        (GITHUB, f"{GITHUB}/pull/7/files", None),
        (GITHUB, GITHUB, None),
        (GITHUB, f"{GITHUB}x/blob/main/x.md", None),
        (GITHUB, "https://github.com/o/other/blob/main/x.md", None),
        (GITHUB, "https://example.org/o/r/blob/main/x.md", None),
        (GITHUB, f"{GITHUB}/blob/main/../../x.md", None),
        (GITHUB, f"{GITHUB}/blob/main/%2e%2e/x.md", None),
        (GITHUB, "ftp://github.com/o/r/blob/main/x.md", None),
        (GITHUB, "https://[::1/blob/main/x.md", None),
        (GITHUB, "specs/x.md", None),
        (GITEA, f"{GITEA}/src/main/x.md", None),
        (AZURE, AZURE, None),
    ],
)
def test_what_an_address_of_the_repository_names(base, url, expected):
    branch = "feature/a" if "feature" in url else "main"
    forge = Forge.parse(base, branch=branch, aliases=("old/name",))

    assert forge.path_of(url) == expected


@pytest.mark.parametrize("base", PAGES)
@pytest.mark.parametrize("ref", ["main", ID])
@pytest.mark.parametrize("path", ["x.md", "specs/a b/日本#?&.md", "100%.md"])
def test_an_address_that_was_given_is_understood(base, ref, path):
    forge = Forge.parse(base)

    assert forge.path_of(forge.file(path, ref)) == (ref, path, "")
