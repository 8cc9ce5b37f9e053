"""Whatever a repository's own configuration names as a program is not run."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from mkdocs_rfc.build import build_site
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions
from mkdocs_rfc.options import Options
from repository import Repository

SETTINGS = [
    "core.fsmonitor",
    "core.sshCommand",
    "core.pager",
    "core.editor",
    "core.askPass",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "credential.helper",
    "diff.external",
    "diff.hostile.command",
    "diff.hostile.textconv",
    "filter.hostile.clean",
    "filter.hostile.smudge",
    "filter.hostile.process",
    "merge.hostile.driver",
    "gpg.program",
    "gpg.ssh.program",
    "interactive.diffFilter",
    "pager.log",
    "sequence.editor",
    "uploadpack.packObjectsHook",
]
ALIASES = ["rev-list", "diff-tree", "cat-file", "ls-tree", "check-mailmap", "config"]


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "repository")
    made.write({"a.md": "a\n" * 20, ".gitignore": "ignored.md\n"}).commit()
    made.branch("side").write({"a.md": "b\n" + "a\n" * 20}).commit()
    made.switch("main").git("mv", "a.md", "b.md")
    made.commit()
    text = "---\ndate: 2026-06-01\n---\n# One\n\nSee `src/a.py` and [it](../src/gone.py).\n"
    made.merge("side", files={"c.md": "c\n", "specs/0001-one.md": text, "research/one.md": text})
    made.branch("other").write({"specs/0001-two.md": text}).commit()
    made.switch("main").write({"src/a.py": "a\n"}).commit()
    made.write({"ignored.md": "i\n", "b.md": "modified\n"})
    return made


HOOKS = ["post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"]
VARIABLES = [
    *("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_PROXY_COMMAND"),
    *("GIT_PAGER", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "PAGER", "EDITOR", "VISUAL", "SSH_ASKPASS"),
]


@pytest.fixture
def marker(repository, tmp_path, monkeypatch):
    """A file with the names of all programs of the repository that were run, if any was."""
    ran, programs = tmp_path / "ran", tmp_path / "programs"
    programs.mkdir()

    def program(name):
        path = programs / name
        answer = "cat" if name.endswith((".clean", ".textconv")) else "exit 0"
        path.write_text(f'#!/bin/sh\necho "{name}" >> {ran}\n{answer}\n')
        path.chmod(0o755)
        return str(path)

    repository.write({".gitattributes": "*.md diff=hostile filter=hostile merge=hostile\n"})
    for name in SETTINGS:
        repository.git("config", name, program(name))
    for name in ALIASES:
        repository.git("config", f"alias.{name}", "!" + program(f"alias.{name}"))
    included = f"[core]\n\talternateRefsCommand = {program('included')}\n"
    (tmp_path / "included").write_text(f"{included}\tfsmonitor = {program('included-monitor')}\n")
    repository.git("config", "include.path", str(tmp_path / "included"))
    repository.git("config", "includeIf.gitdir:/.path", str(tmp_path / "included"))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "core.hooksPath", str(programs))
    repository.git("config", "protocol.ext.allow", "always")
    repository.git("config", "remote.origin.url", f"ext::{program('remote')}")
    repository.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    repository.git("config", "remote.origin.promisor", "true")
    for name in HOOKS:
        program(name)
    for name in VARIABLES:
        monkeypatch.setenv(name, program(name))
    return ran


def read(repository, **how):
    paths = ["b.md", "c.md", "ignored.md"]
    return read_history(repository.folder, paths, status_of=lambda *_: "x", **how)


def test_the_traps_are_set(repository, marker):
    kept = {name: os.environ[name] for name in ("PATH", "GIT_EDITOR", "GIT_PAGER")}

    def run(*arguments):
        command = ["git", *arguments]
        how = {"cwd": repository.folder, "env": kept, "input": b"", "capture_output": True}
        subprocess.run(command, check=False, **how)

    unfiltered = ("-c", "filter.hostile.process=")  # it does not speak as git expects it to
    run("add", "b.md")
    repository.write({"b.md": "once more\n"})
    run(*unfiltered, "diff", "--no-ext-diff")
    run(*unfiltered, "diff")
    run(*unfiltered, "fetch")
    run(*unfiltered, "checkout", "-q", "-b", "another")
    run(*unfiltered, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--amend")

    assert set(marker.read_text().split()) >= {
        *("included-monitor", "diff.hostile.textconv", "diff.hostile.command", "remote"),
        *("filter.hostile.process", "GIT_EDITOR", *HOOKS[:3]),
    }


def test_no_program_of_the_repository_is_run(repository, marker):
    found = read(repository)

    assert not marker.exists()
    assert [each.code for each in found.problems] == ["partial"]
    assert found.documents["b.md"].created


def test_no_program_is_run_for_objects_that_are_missing(repository, marker):
    blob = repository.git("rev-parse", "main~1:b.md")
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink(missing_ok=True)

    read(repository)

    assert not marker.exists()


def test_building_a_site_runs_no_program_either(repository, marker):
    site = build_site(Options(project=repository.folder, docs_dir=repository.folder / "docs"))

    assert not marker.exists()
    assert site.corpus.history.documents["specs/0001-one.md"].created
    assert [each.rule for each in site.findings if each.rule.startswith("number")] != []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.diffMerges", "off"),
        ("diff.renames", "copies"),
        ("diff.renames", "false"),
        ("diff.renameLimit", "1"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.orderFile", "/nowhere"),
        ("diff.ignoreSubmodules", "all"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
        ("color.ui", "always"),
        ("mailmap.file", "people"),
        ("core.attributesFile", "/nowhere"),
        ("core.pager", "false"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ],
)
def test_no_setting_changes_what_is_found(repository, name, value):
    repository.write({"people": "Somebody <ada@example.org>\n"})
    expected = read(repository)
    repository.git("config", name, value)

    assert read(repository) == expected


def test_a_branch_that_looks_like_an_option_is_none(repository):
    repository.git("update-ref", "refs/heads/--output=pwned", "HEAD")
    repository.git("symbolic-ref", "HEAD", "refs/heads/--output=pwned")

    assert read(repository).branch == "--output=pwned"
    assert not list(repository.folder.rglob("pwned"))


def descendants(pid):
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, check=True)
    parents = {}
    for line in listed.stdout.decode().splitlines():
        child, parent, state = line.split()
        if not state.startswith("Z"):
            parents.setdefault(int(parent), []).append(int(child))
    found, ahead = [], [pid]
    while ahead:
        children = parents.get(ahead.pop(), [])
        found += children
        ahead += children
    return found


@pytest.mark.skipif(not shutil.which("ps"), reason="there is no ps to list processes with")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running_when_a_build_is_stopped(repository, tmp_path, sent):
    shim, started = tmp_path / "bin" / "git", tmp_path / "started"
    shim.parent.mkdir()
    shim.write_text(
        f'#!/bin/sh\ncase "$*" in *diff-tree*) touch {started}; exec yes;; esac\n'
        f'PATH={os.environ["PATH"]} exec git "$@"\n'
    )
    shim.chmod(0o755)
    script = (
        "import signal, sys, pathlib\nfrom mkdocs_rfc.history import *\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # shells may have it ignored
        "options = HistoryOptions(cache=pathlib.Path(sys.argv[2]))\n"
        "read_history(pathlib.Path(sys.argv[1]), ['b.md'], options=options)\n"
    )
    cache = tmp_path / "cache"
    environment = os.environ | {"PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(repository.folder), str(cache)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    while not started.exists():
        time.sleep(0.01)
    children = descendants(process.pid)

    process.send_signal(sent)
    process.wait()

    assert children
    for _ in range(500):
        if not any(alive(child) for child in children):
            break
        time.sleep(0.01)
    assert not any(alive(child) for child in children)
    assert not list(repository.folder.rglob("*.lock"))
    assert not cache.exists() or not list(cache.iterdir())
    assert read(repository, options=HistoryOptions(cache=cache)) == read(repository)


def alive(pid):
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.strip().startswith(b"Z")
