"""One odd object costs no other its dates, and a git that is odd itself is a problem at worst."""

import os
import shutil
import stat

import pytest

from mkdocs_rfc.history.encodings import KNOWN, decoded, encoding_of
from mkdocs_rfc.history.objects import parse_commit
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions
from mkdocs_rfc.limits import DOCUMENT
from repository import Repository

WHO = b"A <a@example.org> 1700000000 +0000"
HEAD = b"author %s\ncommitter %s\n"


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "repository")
    made.write({"specs/a.md": "# A\n\nStatus: Draft\n", "docs/index.md": "# Home\n"}).commit()
    return made


def read(repository, **how):
    return read_history(repository.folder, ["specs/a.md", "specs/b.md"], **how)


def put(repository, head, message=b"odd\n", *, parents=(), tree=None):
    """Commit by hand, whatever git thinks of it, and go there."""
    tree = tree or repository.git("rev-parse", "HEAD^{tree}")
    named = b"".join(b"parent %s\n" % each.encode() for each in parents or [repository.head])
    raw = b"tree %s\n%s%s\n%s" % (tree.encode(), named, head, message)
    return raw_commit(repository, raw)


def raw_commit(repository, raw):
    made = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw)
    repository.git("update-ref", "HEAD", made)
    return made


ODD = {
    **{
        f"encoding-{name[:12]!r}": (HEAD % (WHO, WHO) + b"encoding " + name + b"\n", text)
        for name, text in [
            *[(b"punycode", b"zz- x"), (b"unicode_escape", b"\\ud800"), (b"utf-7", b"+2AA-")],
            *[(b"a\0b", b"x"), (b"idna", b"xn--a"), (b"raw_unicode_escape", b"\\ud800")],
            *[(b"undefined", b"x"), (b"zip", b"x"), (b"hex", b"x"), (b"rot13", b"x")],
            *[
                (b"x" * 100_000, b"x"),
                (b"\xff\xfe", b"\xff"),
                (b"../../x", b"x"),
                (b"utf-8\r", b"x"),
            ],
            *[(b"UTF-16", b"\x00\xd8"), (b"EUC-JP", b"\xff\xff"), (b"mbcs", b"x"), (b"", b"x")],
        ]
    },
    **{
        f"zone-{zone[:12]!r}": (HEAD % (when, when), b"x")
        for zone in [b"+99999999999999", b"-9999", b"+ab", b"", b"0", b"+", b"+0099", b"\0"]
        for when in [b"A <a@example.org> 1700000000 " + zone]
    },
    **{
        f"time-{time[:12]!r}": (HEAD % (when, when), b"x")
        for time in [b"-1", b"9223372036854775808", b"9" * 6_000, b"1.5", b"", b"x", b"0", b"1_0"]
        for when in [b"A <a@example.org> " + time + b" +0000"]
    },
    "no-author": (b"committer " + WHO + b"\n", b"x"),
    "no-committer": (b"author " + WHO + b"\n", b"x"),
    "other-order": (b"committer %s\nencoding utf-8\nauthor %s\n" % (WHO, WHO), b"x"),
    "twice": ((HEAD % (WHO, WHO)) * 2 + b"encoding hex\nencoding utf-7\n", b"x"),
    "signed": (
        HEAD % (WHO, WHO) + b"gpgsig -----BEGIN\n encoding hex\n author X <x> 1 +0\n -----END\n",
        b"x",
    ),
    "tag-merged": (HEAD % (WHO, WHO) + b"mergetag object 1\n type commit\n \n x\n", b"x"),
    "no-message": (HEAD % (WHO, WHO), b""),
    "carriage-returns": (HEAD % (WHO, WHO), b"\r\n\r\nx\r\rx\r\n"),
    "controls": (HEAD % (WHO, WHO), b"\x00\x07\x1b[31m\xe2\x80\xae\xef\xbf\xbf x"),
    "trailers": (HEAD % (WHO, WHO), b"x\n\nCo-authored-by: \xff\xfe <\xed\xa0\x80@x>\n"),
    "long": (
        HEAD % (b"n" * 1_000_000 + b" <" + b"m" * 1_000_000 + b"> 1 +0", WHO),
        b"x" * 1_000_000,
    ),
    "nobody": (HEAD % (b" <> 1700000000 +0000", b"<<>>> 1700000000 +0000"), b"x"),
    "bytes": (HEAD % (b"\xff\xed\xa0\x80 <\x00> 1700000000 +0000", WHO), b"\xed\xa0\x80"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_commit_costs_no_other_its_date(repository, name):
    first = repository.head
    put(repository, *ODD[name], tree=repository.git("rev-parse", "HEAD^{tree}"))
    repository.write({"specs/b.md": "# B\n"}).commit()

    found = read(repository)

    assert found.problems == ()
    assert [each.commit.id for each in found.documents["specs/a.md"].revisions] == [first]
    assert found.documents["specs/b.md"].created.id == repository.head
    assert [each.subject.encode().decode() for each in found.recent]
    assert all(len(each.author.name) < 300 and len(each.subject) < 1_100 for each in found.recent)


def test_odd_commits_are_shown_on_every_page(project):
    project.write({"specs/a.md": "# A\n\nStatus: Draft\n"}).commit()
    for number, (head, message) in enumerate(ODD.values()):
        project.write({"specs/a.md": f"# A\n\nStatus: Draft\n\n{number}\n"})
        project.repository.git("add", "--all")
        put(project.repository, head, message, tree=project.repository.git("write-tree"))

    site = project.build()

    assert "specs/a/" in site.pages
    assert not [each for each in project.warnings if "Git could" in each]


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_no_encoding_gives_text_that_cannot_be_written(name):
    texts = [
        bytes(range(256)),
        b"\\ud800",
        b"+2AA-",
        b"\x00\xd8\x00\xd8",
        b"\xed\xa0\x80",
        b"\x1b$B",
    ]

    for text in (
        *texts,
        *(bytes([a, b, c]) for a in range(0, 256, 5) for b, c in [(a, 0), (129, 48)]),
    ):
        assert decoded(text, name).encode() is not None


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *[("UTF-8", "utf_8"), ("ISO-8859-1", "latin_1"), ("ISO8859-15", "iso8859_15")],
        *[("windows-1252", "cp1252"), ("CP1251", "cp1251"), ("KOI8-R", "koi8_r")],
        *[("eucJP", "euc_jp"), ("SJIS", "shift_jis"), ("GB18030", "gb18030"), ("Big5", "big5")],
        *[("utf-8//TRANSLIT", "utf_8"), ("punycode", ""), ("utf-7", ""), ("hex", ""), ("x", "")],
    ],
)
def test_an_encoding_has_the_names_that_git_gives_it(name, known):
    assert encoding_of(name.encode()) == known


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("1700000000 +0100", "2023-11-14T23:13:20+01:00"),
        ("1700000000 -9999", "2023-11-14T22:13:20+00:00"),
        ("1700000000 +99999999999999", "2023-11-14T22:13:20+00:00"),
        ("1700000000 +ab", "2023-11-14T22:13:20+00:00"),
        ("1700000000", "2023-11-14T22:13:20+00:00"),
        ("9223372036854775808 +0000", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_a_date_counts_where_only_its_zone_is_odd(when, shown):
    raw = f"tree 0\nauthor A <a> {when}\ncommitter A <a> {when}\n\nx"

    assert parse_commit(b"0", raw.encode()).authored.isoformat() == shown


@pytest.mark.parametrize(
    ("count", "format_"), [(24, "sha1"), (66, "sha1"), (500, "sha1"), (16, "sha256")]
)
def test_a_merge_of_many_is_read(tmp_path, count, format_):
    made = Repository(tmp_path / "repository")
    shutil.rmtree(made.folder / ".git")
    made.git("init", "--quiet", "--initial-branch=main", f"--object-format={format_}")
    made.write({"specs/a.md": "# A\n\nStatus: Draft\n"}).commit()
    first, tree = made.head, made.git("rev-parse", "HEAD^{tree}")
    raw = [
        b"tree %s\nparent %s\n%s\n%d\n" % (tree.encode(), first.encode(), HEAD % (WHO, WHO), n)
        for n in range(count - 1)
    ]
    files = {f"../side{n}": text for n, text in enumerate(raw)}
    made.write(files)
    named = "\n".join(str((made.folder / each).resolve()) for each in files).encode()
    sides = made.git("hash-object", "-t", "commit", "-w", "--stdin-paths", given=named).split()
    merge = put(made, HEAD % (WHO, WHO), parents=[first, *sides])
    made.write({"specs/b.md": "# B\n"}).commit()

    found = read(made)

    assert found.problems == ()
    assert len(found.recent) == 5
    assert found.documents["specs/a.md"].created.id == first
    assert found.documents["specs/b.md"].created.id == made.head != merge


def test_a_merge_of_many_has_the_parent_that_a_text_came_from(repository):
    first = repository.head
    repository.branch("side").write({"specs/b.md": "# B\n"}).commit()
    side, tree = repository.head, repository.git("rev-parse", "HEAD^{tree}")
    repository.switch("main")
    others = []
    for number in range(40):
        others.append(put(repository, HEAD % (WHO, WHO), b"%d" % number, parents=[first]))
        repository.git("update-ref", "HEAD", first)
    put(repository, HEAD % (WHO, WHO), parents=[first, *others[:20], side, *others[20:]], tree=tree)

    found = read(repository)

    assert [each.commit.id for each in found.documents["specs/b.md"].revisions] == [side]


def test_names_that_protocols_use_are_only_names(repository):
    names = ["a\nb.md", "//", ":(top)x.md", "-x.md", '"q".md', "tab\t.md", "b\xff".encode().hex()]
    files = {f"specs/{name}/x.md" if name != "//" else "specs/y.md": "x\n" for name in names}
    files["specs/-x.md/x.md"] = "another\n"
    files["specs/" + "/".join("d" * 200 for _ in range(4)) + "/deep.md"] = "x\n"
    repository.write(files).commit()
    repository.git("mv", "specs/-x.md/x.md", "specs/:(exclude)*.md")
    repository.commit()

    found = read_history(repository.folder, [*sorted(files), "specs/:(exclude)*.md"])

    assert found.problems == ()
    moved = found.documents.pop("specs/:(exclude)*.md")
    assert [each.kind for each in moved.revisions] == ["renamed", "added"]
    assert all(each.created for path, each in found.documents.items() if "-x.md" not in path)


@pytest.mark.parametrize(
    "name", [b"x//\ny.md", b"..", b".git", b"a/b.md", b"//", b"\xff\xfe.md", b"x" * 5_000 + b".md"]
)
def test_a_tree_with_odd_names_is_read(repository, name):
    first, blob = repository.head, repository.git("hash-object", "-w", "--stdin", given=b"x\n")
    specs = repository.git("rev-parse", "HEAD:specs")
    entries = sorted(
        [(name, b"100644", blob), (name + b"2", b"100644", blob), (b"specs", b"40000", specs)]
    )
    raw = b"".join(b"%s %s\0%s" % (mode, each, bytes.fromhex(id_)) for each, mode, id_ in entries)
    tree = repository.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=raw)
    put(repository, HEAD % (WHO, WHO), tree=tree)
    put(repository, HEAD % (WHO, WHO), tree=repository.git("rev-parse", f"{first}^{{tree}}"))

    found = read(repository)

    assert found.documents["specs/a.md"].created.id == first


@pytest.mark.parametrize(
    "mailmap",
    [
        *(b"\x00\xff\xfe" * 100, b"<" * 100_000, b"A <a@x> <a@x>\n" * 1_000, b">\n<\n<>\n< >\n"),
        b"Ada Lovelace <ada2@example.org> <ada@example.org>\n\x00\n" + b"x" * 100_000,
        b"A <a@x> B <b@x>\nB <b@x> A <a@x>\n",
    ],
    ids=["binary", "brackets", "many", "empty", "right", "circle"],
)
def test_a_mailmap_of_any_kind_costs_no_date(repository, mailmap):
    repository.write({".mailmap": mailmap}).commit()

    assert read(repository).documents["specs/a.md"].created


def test_a_mailmap_that_is_no_file_is_not_used(repository):
    link = repository.git("hash-object", "-w", "--stdin", given=b"/dev/zero")
    for mode, id_ in (("120000", link), ("160000", repository.head)):
        repository.git("update-index", "--add", "--cacheinfo", f"{mode},{id_},.mailmap")
        repository.commit(add=False)

        assert read(repository).documents["specs/a.md"].created


def test_a_version_that_is_no_text_for_its_size_is_passed_over(repository):
    first = repository.head
    repository.write({"specs/a.md": b"x" * (DOCUMENT + 1)}).commit()
    repository.write({"specs/a.md": "# A\n\nStatus: Approved\n"}).commit()
    lengths = []

    def status(_, text):
        lengths.append(len(text))
        return ""

    found = read(repository, status_of=status)

    assert max(lengths) < 100
    assert found.documents["specs/a.md"].created.id == first


def program(folder, script):
    file = folder / "bin" / "git"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return f"{file.parent}{os.pathsep}{os.environ['PATH']}"


GIT = 'PATH=${PATH#*:} exec git "$@"'
KILLED = 'case " $* " in *" %s "*) %s;; esac\n' + GIT
GARBAGE = {
    "nothing": "exit 0",
    "an-empty-line": "echo",
    "lines": "yes garbage | head -c 100000; exit 0",
    "zeros": "head -c 100000 /dev/zero; exit 0",
    "an-unknown-option": "echo 'usage: git [-x]' >&2; exit 129",
    "a-signal": "kill -9 $$",
    "a-secret": "echo 'fatal: cannot reach https://u:XSECRETX@host/o/r' >&2; exit 128",
    **{
        f"{name}-{how}": KILLED % (name, script)
        for name in ["rev-parse", "config", "ls-tree", "rev-list", "diff-tree", "cat-file", "-c"]
        for how, script in [
            ("empty", "exit 0"),
            ("garbage", "echo :100644 x R; exit 0"),
            ("numbers", "echo 1 2 3 4 5 999999999; exit 0"),
            ("killed", "kill -9 $$"),
        ]
    },
}


@pytest.mark.skipif(os.name == "nt", reason="the programs are for a shell")
@pytest.mark.parametrize("name", GARBAGE)
def test_a_git_that_answers_nonsense_is_a_problem_at_worst(project, monkeypatch, tmp_path, name):
    project.write({"specs/a.md": "# A\n\nSee `x.py` of 2026-01-01.\n", "x.py": "x\n"}).commit()
    project.repository.branch("side").write({"specs/b.md": "# B\n"}).commit()
    project.repository.switch("main").write({".mailmap": "A <a@x> <b@x>\n"}).commit()
    project.repository.merge("side")
    monkeypatch.setenv("PATH", program(tmp_path, GARBAGE[name]))

    site = project.build()

    assert "specs/a/" in site.pages
    said = [each for each in project.warnings if each.endswith("(git)")]
    assert said or name.startswith(("config-", "cat-file-", "diff-tree-", "ls-tree-empty"))
    assert "XSECRETX" not in "\n".join((*project.warnings, *project.infos))


@pytest.mark.parametrize(
    "damage",
    [
        {"HEAD": "garbage\n"},
        {"HEAD": "ref: refs/heads/\xff\n"},
        {"HEAD": ""},
        {"config": "[\n"},
        {"config": "[core]\nrepositoryformatversion = 99\n"},
        {"config": '[remote "origin"]\nurl = https://u:t@[::1/x\n'},
        {"shallow": "garbage\n"},
        {"refs/heads/main": "garbage\n"},
        {"refs/heads/main": "0" * 40 + "\n"},
        {"refs/heads/main": "a" * 40 + "\n"},
        {"packed-refs": "garbage\n"},
        {"objects/info/commit-graph": "garbage\n"},
        {"objects/info/alternates": "/dev/zero\n\xff\n"},
        {"info/grafts": "garbage\n"},
        {"index": "garbage\n"},
        {"commondir": "/nowhere\n"},
    ],
    ids=lambda each: f"{next(iter(each))}-{next(iter(each.values()))[:12]!a}",
)
def test_a_repository_that_is_damaged_is_a_problem_at_worst(project, damage):
    project.write({"specs/a.md": "# A\n"}).commit()
    for name, text in damage.items():
        file = project.folder / ".git" / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(text.encode("latin-1"))

    site = project.build()

    assert "specs/a/" in site.pages


@pytest.mark.parametrize(
    "text", ["gitdir: .git\n", "gitdir: /nowhere\n", "", "\x00" * 100, "gitdir: \xff\n"]
)
def test_a_git_file_of_any_kind_is_a_problem(tmp_path, text):
    (tmp_path / ".git").write_bytes(text.encode("latin-1"))

    (problem,) = read_history(tmp_path, ["a.md"]).problems

    assert problem.code == "unreadable"
    assert "git fsck" not in problem.fix


def test_modules_of_strangers_are_read_as_nothing(project):
    modules = '[submodule "../../x"]\n\tpath = specs\n\turl = ext::sh -c touch% ran\n[submodule\n'
    project.write({"specs/a.md": "# A\n", ".gitmodules": modules + "\x00\xff" * 100}).commit()

    site = project.build()

    assert "specs/a/" in site.pages
    assert not (project.folder / "ran").exists()


def object_file(repository, id_):
    return repository.folder / ".git" / "objects" / id_[:2] / id_[2:]


@pytest.mark.parametrize("damage", [None, b"", b"x" * 20])
def test_an_object_that_cannot_be_read_is_told_without_a_path_of_the_machine(repository, damage):
    for number in range(3):
        repository.write({"specs/b.md": f"# B\n\n{number}\n"}).commit()
    name = damaged(repository, "HEAD~1", damage)

    (problem,) = read(repository).problems

    assert name in problem.message
    assert str(repository.folder) not in problem.message
    assert "git fsck" in problem.fix


def damaged(repository, what, damage):
    name = repository.git("rev-parse", what)
    object_file(repository, name).unlink()
    if damage is not None:
        object_file(repository, name).write_bytes(damage)
    return name


@pytest.mark.parametrize("what", ["HEAD~4^{tree}", "HEAD~4:specs"])
@pytest.mark.parametrize("damage", [None, b"", b"x" * 20])
def test_a_tree_that_cannot_be_read_costs_only_the_dates_before_it(repository, what, damage):
    for number in range(5):
        repository.write({"specs/a.md": f"# A\n\n{number}\n"}).commit()
    first = repository.write({"specs/b.md": "# B\n\nText\n"}).commit()
    last = repository.write({"specs/b.md": "# B\n\nOther\n"}).commit()
    name = damaged(repository, what, damage)

    found = read(repository)

    assert found.documents["specs/b.md"].created.id == first
    assert found.documents["specs/b.md"].updated.id == last
    assert found.documents["specs/a.md"].created is None
    assert [each.code for each in found.problems] == ["missing", "cut"]
    assert name in found.problems[-1].message
    assert str(repository.folder) not in found.problems[-1].message


def test_no_more_git_is_started_for_many_trees_that_cannot_be_read(repository):
    for number in range(9):
        repository.branch(f"b{number}", "main").write(
            {f"specs/{number}.md": f"{number}\n"}
        ).commit()
        repository.write({f"specs/{number}.md": f"{number} more\n"}).commit()
    repository.switch("main")
    for number in range(9):
        repository.merge(f"b{number}")
    for number in range(9):
        damaged(repository, f"b{number}~1:specs", None)

    found = read(repository)

    assert found.processes < 25
    assert found.problems


def test_texts_that_come_back_are_seen(repository, tmp_path):
    repository.write({"specs/b.md": "# B\n\n" + "text\n" * 50}).commit()
    repository.write({"specs/b.md": None, "specs/c.md": "# B\n\n" + "text\n" * 49}).commit()
    file = object_file(repository, repository.git("rev-parse", "HEAD~1:specs/b.md"))
    kept = HistoryOptions(cache=tmp_path / "cache", status_parser="1")
    raw = file.read_bytes()
    file.unlink()
    assert [each.code for each in read(repository, options=kept).problems] == ["missing"]

    file.write_bytes(raw)

    assert read(repository, options=kept).problems == ()
