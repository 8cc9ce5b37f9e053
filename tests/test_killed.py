"""A command that is killed loses nothing: at every step of writing, and started again it is done.

The steps are the calls by which a folder or a file comes to be, is filled, renamed or deleted.
"""

import errno
import os
import signal
from itertools import count
from pathlib import Path

import pytest

from mkdocs_rfc.cli import main
from mkdocs_rfc.editing import files as targets

STEPS = ("mkdir", "fsync", "link", "rename", "replace", "unlink")
FILES = {
    "mkdocs.yml": "site_name: S\nplugins:\n  - rfc: {naming: number}\n",
    "specs/0012-tea.md": "---\nstatus: Draft\n---\n\n# RFC 12: Tea\n\n[Me](0012-tea.md).\n",
    "specs/0007-milk.md": "# Milk\n\nWith RFC 12.\n",
    "research/heat.md": "---\nspec: 0012-tea\n---\n# Heat\n",
    "README.md": "[tea](specs/0012-tea.md)\n",
}
COMMANDS = (
    ("new", "Sugar", "--date", "2026-01-05"),
    ("research", "new", "Sugar", "--date", "2026-01-05"),
    ("status", "specs/0012-tea.md", "review"),
    ("renumber", "specs/0012-tea.md", "31"),
    ("init", "--date", "2026-01-05"),
)


def run(folder, arguments, killed_at=0):
    """Run a command in a process of its own, which may be killed before a step; give its end."""
    child = os.fork()
    if child == 0:
        try:
            os.chdir(folder)
            steps = count(1)
            for name in STEPS:
                setattr(os, name, stopping(getattr(os, name), steps, killed_at))
            main(arguments, standalone_mode=False)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def stopping(call, steps, killed_at):
    def step(*arguments, **how):
        if next(steps) == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **how)

    return step


def contents(folder):
    """Every file of the working tree."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def left(folder):
    """The files that are still on their way, in git's own folder or in the working tree."""
    return [path for path in folder.rglob("*.tmp") if path.is_file()]


@pytest.fixture
def begin(project):
    def begin(files):
        for path in contents(project.folder):
            (project.folder / path).unlink()
        project.repository.write(files)
        return project.folder

    project.repository.git("config", "user.name", "Ada")
    project.repository.write(FILES).commit()
    return begin


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_killed_at_any_step_nothing_is_lost_and_a_second_run_ends_it(begin, command):
    before = {} if command[0] == "init" else FILES
    run(folder := begin(before), command)
    after = contents(folder)

    kills = 0
    while run(begin(before), command, killed_at=kills + 1) == signal.SIGKILL:
        kills += 1
        halfway = contents(folder)
        assert len(halfway) >= len(before)
        assert {*halfway.values()} <= {*before.values(), *after.values()}, kills
        if halfway != after:
            run(folder, command)
        else:
            run(folder, ("list",))
        assert contents(folder) == after, kills
        assert left(folder) == [], kills

    assert after != before
    assert kills > 2


def test_where_no_file_can_wait_in_gits_folder_it_waits_beside_its_place(begin, monkeypatch):
    monkeypatch.setattr(targets, "waiting_room", lambda _: None)
    folder, command = begin(FILES), COMMANDS[2]

    assert run(folder, command, killed_at=2) == signal.SIGKILL
    (half,) = left(folder)
    assert half.parent == folder / "specs"
    run(folder, command)
    assert left(folder) == []


def test_a_file_that_cannot_be_moved_from_there_is_written_beside_its_place(begin, monkeypatch):
    folder, replace = begin(FILES), os.replace

    def apart(old, new):
        if ".git" in Path(old).parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(old, new)

    monkeypatch.setattr(os, "replace", apart)
    run(folder, COMMANDS[2])

    assert "In Review" in (folder / "specs/0012-tea.md").read_text()
    assert left(folder) == []


@pytest.mark.parametrize("name", [".new-x.tmp", f".new-{os.getpid()}-x.tmp", "new-1-x.tmp"])
def test_what_somebody_still_writes_or_is_not_ours_stays(begin, name):
    room = begin(FILES) / ".git/mkdocs-rfc"
    room.mkdir()
    (room / name).write_text("x")
    (room / f".new-{2**30}-x.tmp").symlink_to(room / name)

    targets.clear_away(room)

    assert len(list(room.iterdir())) == 2


def test_what_is_old_is_nobodys(begin):
    room = begin(FILES) / ".git/mkdocs-rfc"
    room.mkdir()
    (room / ".new-x.tmp").write_text("x")
    os.utime(room / ".new-x.tmp", (0, 0))

    targets.clear_away(room)

    assert list(room.iterdir()) == []
