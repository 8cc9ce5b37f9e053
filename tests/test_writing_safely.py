"""A command writes the bytes that are meant, to a file of the repository, or says why not."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main
from mkdocs_rfc.editing import files as targets

TEXT = "# RFC 12: Tea{end}{end}Status: Draft{space}{end}Owner: Ada{end}{end}See [me](0012-tea.md)."
CODECS = ("utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be", "utf-32")
STATUS = ("status", "specs/0012-tea.md", "approved", "--force")
RENUMBER = ("renumber", "specs/0012-tea.md", "31")
WRITING = (
    ("new", "Sugar", "--date", "2026-01-05"),
    ("research", "new", "Sugar", "--date", "2026-01-05"),
    STATUS,
    RENUMBER,
    ("init", "--date", "2026-01-05"),
)


@pytest.fixture
def repository(project, monkeypatch):
    project.write({"specs/0012-tea.md": TEXT.format(end="\n", space="")})
    project.repository.git("config", "user.name", "Ada")
    monkeypatch.chdir(project.folder)
    return project.commit()


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*arguments):
    """What a command says that does not do its work: one sentence."""
    result = run(*arguments)
    assert result.exit_code in {1, 2}, result.output
    said = [line for line in result.output.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1, result.output
    assert "Traceback" not in result.output
    assert "None" not in result.output
    return said[0].removeprefix("Error: ")


def everything(folder):
    """The bytes of every file, and where links lead; without git's own."""
    files = (path for path in folder.rglob("*") if ".git" not in path.relative_to(folder).parts)
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in files
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("text", [TEXT.format(end="\n", space=""), "# Tee\n", "# 茶\n"])
@pytest.mark.parametrize("command", [STATUS, RENUMBER])
def test_a_text_in_another_encoding_is_refused_and_stays(repository, codec, mark, text, command):
    repository.write({"specs/0012-tea.md": (mark + text).encode(codec)})
    before = everything(repository.folder)

    assert "is not UTF-8: save it as UTF-8" in refused(*command)
    assert everything(repository.folder) == before


@pytest.mark.parametrize("byte", ["\0", "\0\0"])
@pytest.mark.parametrize("text", ["# T\n\nStatus: ~~Draft~~{}\n", "{}# T\n", "# T\n\nA{}\n"])
@pytest.mark.parametrize("command", [STATUS, RENUMBER])
def test_a_text_with_nul_is_refused(repository, byte, text, command):
    repository.write({"specs/0012-tea.md": text.format(byte)})
    before = everything(repository.folder)

    assert "without NUL characters" in refused(*command)
    assert everything(repository.folder) == before


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "  \n\n\x0c"])
@pytest.mark.parametrize("space", ["", "  "])
@pytest.mark.parametrize("odd", [b"", "é ü 茶 \U0001f375 \u2028".encode(), b"caf\xe9 \xff"])
def test_only_what_is_meant_changes(repository, end, mark, last, space, odd):
    text = mark + TEXT.format(end=end, space=space) + last.replace("\n", end) + " trailing  " + end
    data = text.encode() + odd
    other = odd + text.replace("# ", "With ").encode()
    repository.write({"specs/0012-tea.md": data, "specs/0007-milk.md": other})

    run(*STATUS)
    stated = data.replace(b"Status: Draft", b"Status: Approved")
    assert (repository.folder / "specs/0012-tea.md").read_bytes() == stated

    run(*RENUMBER)
    named = stated.replace(b"RFC 12", b"RFC 31").replace(b"0012", b"0031")
    assert (repository.folder / "specs/0031-tea.md").read_bytes() == named
    other = other.replace(b"RFC 12", b"RFC 31").replace(b"0012", b"0031")
    assert (repository.folder / "specs/0007-milk.md").read_bytes() == other


def test_mixed_line_ends_stay_mixed(repository):
    data = b"# T\r\r\n\nStatus: Draft\r\nOwner: A\rDate: 2026-01-01\n\r\nx  "
    repository.write({"specs/0012-tea.md": data})

    run(*STATUS)

    after = (repository.folder / "specs/0012-tea.md").read_bytes()
    assert after == data.replace(b"Draft", b"Approved")


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("# T\n\nStatus: Draft\n\nCafé\n", ("--remark", "später")),
        ("# T\n\nStatus: Draft (until the café opens)\n", ()),
        ("---\nstatus: Draft (until the café opens)\n---\n# T\n", ()),
        ("# Café\n", ()),
    ],
)
def test_two_encodings_are_never_mixed(repository, text, more):
    repository.write({"specs/0012-tea.md": text.encode("latin-1", "replace")})
    before = everything(repository.folder)

    assert refused(*STATUS, *more)
    assert everything(repository.folder) == before


@pytest.mark.parametrize("letter", ["\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u200b", "\u2028"])
@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n| Sta{}tus | ~~Draft~~ |\n| --- | --- |\n| Owner | x |\n",
        "# T\n\n| A | B |\n| --- | --- |\n| Status | ~~Draft~~{} |\n",
        "# T\n\n{}Status: Draft\n",
        "# T\n\nStatus: ~~Draft~~{}\n",
        "# T\n\nStatus{}: Draft\n",
        "# T\n\n## Status\n\n~~Draft~~{}\n",
    ],
)
def test_a_status_that_is_not_understood_is_never_stated_a_second_time(repository, letter, text):
    repository.write({"specs/0012-tea.md": text.format(letter)})

    result = run(*STATUS)

    after = (repository.folder / "specs/0012-tea.md").read_bytes().decode()
    assert not after.startswith("---")
    if result.exit_code:
        assert "edit it by hand" in result.output
        assert after == text.format(letter)


def test_a_status_in_an_example_is_none(repository):
    text = "# T\n\n```yaml\nstatus: x\n```\n\nStatus of the art.\n\n## A\n\n| Status | x |\n"
    repository.write({"specs/0012-tea.md": text})

    run(*STATUS)

    after = (repository.folder / "specs/0012-tea.md").read_text()
    assert after == f"---\nstatus: Approved\n---\n\n{text}"


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_nothing_is_written_through_a_link_that_leads_out(repository, tmp_path, command):
    outside = tmp_path / "outside"
    for name in ("specs", "research", "docs", ".github"):
        (outside / name).mkdir(parents=True)
    (outside / "specs/0012-tea.md").write_text("# RFC 12: Tea\n\nStatus: Draft\n")
    folder = repository.folder
    (folder / "specs/0012-tea.md").unlink()
    (folder / "docs/index.md").unlink()
    for name in ("specs", "docs"):
        (folder / name).rmdir()
    for name in ("specs", "research", "docs", ".github"):
        (folder / name).symlink_to(outside / name)
    before, elsewhere = everything(folder), everything(outside)

    assert refused(*command)
    assert (everything(folder), everything(outside)) == (before, elsewhere)


@pytest.mark.parametrize("place", [".git/notes.md", "../outside.md"])
@pytest.mark.parametrize("linked", [False, True])
def test_a_file_of_gits_own_or_outside_is_refused(repository, place, linked):
    target = repository.folder / place
    target.write_text("# T\n\nStatus: Draft\n")
    if linked:
        (repository.folder / "specs/0040-alias.md").symlink_to(target.resolve())
        place = "specs/0040-alias.md"

    assert "nothing is written" in refused("status", place, "approved", "--force")
    assert target.read_text() == "# T\n\nStatus: Draft\n"


def test_a_link_within_the_repository_stays_one(repository):
    link = repository.folder / "specs/alias.md"
    link.symlink_to("0012-tea.md")

    result = run("status", "specs/alias.md", "approved", "--force")

    assert result.exit_code == 0, result.output
    assert link.is_symlink()
    assert "Status: Approved" in (repository.folder / "specs/0012-tea.md").read_text()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("command", ["status", "new", "suggest"])
def test_a_pipe_is_not_waited_for(repository, command):
    os.mkfifo(repository.folder / "specs/0040-pipe.md")
    arguments = {
        "status": ("status", "specs/0040-pipe.md", "approved"),
        "new": ("new", "Sugar", "--research", "specs/0040-pipe.md"),
        "suggest": ("suggest", "specs/0040-pipe.md"),
    }

    assert "no regular file" in refused(*arguments[command])


def test_only_markdown_gets_a_status(repository):
    before = everything(repository.folder)

    assert "no Markdown file" in refused("status", "mkdocs.yml", "approved", "--force")
    assert everything(repository.folder) == before


@pytest.mark.parametrize("command", [STATUS, RENUMBER])
def test_a_read_only_file_stays_as_it_is(repository, command):
    file = repository.folder / "specs/0012-tea.md"
    file.chmod(0o444)
    before = everything(repository.folder)

    assert "is read-only" in refused(*command)
    assert everything(repository.folder) == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


def test_one_read_only_file_keeps_all_others_from_being_renumbered(repository):
    repository.write({"docs/a.md": "[x](../specs/0012-tea.md)\n"})
    repository.write({"docs/b.md": "[x](../specs/0012-tea.md)\n"})
    (repository.folder / "docs/b.md").chmod(0o444)
    before = everything(repository.folder)

    assert "docs/b.md is read-only" in refused(*RENUMBER)
    assert everything(repository.folder) == before


def fail(number):
    def failing(*_, **__):
        raise OSError(number, os.strerror(number))

    return failing


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "link", "replace", "rename"])
@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_what_the_system_refuses_is_one_sentence(repository, monkeypatch, number, call, command):
    repository.write({"docs/a.md": "[x](../specs/0012-tea.md)\n"})
    before = everything(repository.folder)
    monkeypatch.setattr(os, call, fail(number))

    result = run(*command)

    monkeypatch.undo()
    if result.exit_code:
        assert result.output.count("Error: ") == 1
        assert result.output.splitlines()[-1].startswith("Error: ")
        assert os.strerror(number) in result.output
        assert ".tmp" not in result.output
        assert not [path for path in repository.folder.rglob("*.tmp") if path.is_file()]
        if (command[0], call) != ("renumber", "rename"):
            assert everything(repository.folder) == before
            assert not (repository.folder / "research").exists()


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("command", [*WRITING, ("list",), ("check",), ("show", "tea")])
def test_an_error_of_the_system_anywhere_is_one_sentence(monkeypatch, command):
    for name in ("cli.session", "cli.creating", "cli.changing", "cli.numbers", "cli.reading"):
        module = sys.modules[f"mkdocs_rfc.{name}"]
        for function in ("root_of", "read_site", "collection_folder"):
            if hasattr(module, function):
                monkeypatch.setattr(module, function, fail(errno.EACCES))
    monkeypatch.setattr("mkdocs_rfc.editing.create.discover", fail(errno.EACCES))

    assert refused(*command) == f"{os.strerror(errno.EACCES)}."


TITLES = (
    ("\U00020000" * 100, None),
    ("é" * 300, None),
    ("word " * 200, None),
    ("!!! ??? ...", "untitled"),
    ("\U0001f375\U0001f375", "untitled"),
    ("שלום עולם", "שלום-עולם"),
    ("\u202eevil\u202c title", "evil-title"),
    ("a\nb\r\nc\td", "a-b-c-d"),
    ("a\x1b[31mb\x07", "a-31mb"),
    ("../../etc/passwd", "etc-passwd"),
    ("a/b\\c:d", "a-b-c-d"),
    ("CON", "con"),
    ("aux.txt", "aux-txt"),
    (".hidden", "hidden"),
    ("..", "untitled"),
    ("--force", "force"),
    ("-", "untitled"),
    ("e\u0301te\u0301", "été"),
)


@pytest.mark.parametrize(("title", "slug"), TITLES)
@pytest.mark.parametrize("command", [("new",), ("research", "new")])
def test_an_odd_title_makes_a_good_file_name(repository, title, slug, command):
    result = run(*command, "--date", "2026-01-05", "--", title)

    assert result.exit_code == 0, result.output
    path = Path(result.output.removesuffix("\n"))
    assert path.parent.as_posix() in {"specs", "research"}
    assert len(os.fsencode(path.name)) <= 255
    assert slug is None or path.name == f"2026-01-05-{slug}.md"
    assert "\x1b" not in (repository.folder / path).read_text()
    assert "\u202e" not in (repository.folder / path).read_text()


@pytest.mark.parametrize("title", ["", " ", "\n\t", "\x01\x02", "\u200b\u200d", "\u0301", "\xa0"])
@pytest.mark.parametrize("command", [("new",), ("research", "new")])
def test_a_title_that_nobody_would_see_is_refused(repository, title, command):
    before = everything(repository.folder)

    assert refused(*command, "--", title) == "A title needs at least one letter."
    assert everything(repository.folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        (b"new", b"caf\xe9"),
        (b"research", b"new", b"caf\xe9"),
        (b"new", b"Sugar", b"--author", b"caf\xe9"),
        (b"init", b"--name", b"caf\xe9"),
        (b"status", b"specs/0012-tea.md", b"review", b"--remark", b"caf\xe9"),
        (b"status", b"specs/0012-tea.md", b"caf\xe9"),
        (b"status", b"caf\xe9", b"review"),
        (b"renumber", b"caf\xe9"),
        (b"show", b"caf\xe9"),
        (b"list", b"--status", b"caf\xe9"),
        (b"new", b"Sugar", b"--template", b"caf\xe9"),
        (b"suggest", b"caf\xe9.md"),
        (b"new", b"x" * 300, b"--research", b"x" * 300),
        (b"status", b"x" * 300, b"review"),
    ],
)
@pytest.mark.parametrize("language", ["C", "C.UTF-8"])
def test_words_that_are_no_text_are_refused_in_one_sentence(repository, arguments, language):
    before = everything(repository.folder)
    program = "from mkdocs_rfc.cli import main; main()"
    variables = {
        **os.environ,
        "LC_ALL": language,
        "PYTHONPATH": str(Path(targets.__file__).parents[2]),
    }

    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, check=False, env=variables
    )

    said = [line for line in ended.stderr.split(b"\n") if line.startswith(b"Error: ")]
    assert (len(said), ended.stdout) == (1, b""), ended.stderr
    assert ended.returncode in {1, 2}
    assert b"Traceback" not in ended.stderr
    assert everything(repository.folder) == before


def test_a_name_that_is_a_pattern_to_git_commits_no_other_file(repository):
    repository.write({"specs/[ab].md": "# P\n\nStatus: Draft\n", "specs/a.md": "# A\n"}).commit()
    repository.write({"specs/a.md": "# A, changed\n"})

    result = run("status", "specs/[ab].md", "review", "--commit")

    assert result.exit_code == 0, result.output
    git = repository.repository.git
    assert git("show", "--name-only", "--format=", "HEAD") == "specs/[ab].md"


def test_a_folder_whose_name_is_no_text_can_be_begun(tmp_path, monkeypatch):
    folder = tmp_path / os.fsdecode(b"caf\xe9\x1b")
    folder.mkdir()
    monkeypatch.chdir(folder)

    result = run("init", "--date", "2026-01-05")

    assert result.exit_code == 0, result.output
    assert (folder / "docs/index.md").read_text().startswith("# caf\ufffd")
