"""What is read of two real histories, where they are at hand, against git's own word."""

import datetime as dt
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from mkdocs_rfc.history.read import read_history

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"

EDITED = [
    *("diff-tree", "--stdin", "-r", "--root", "--no-renames", "--name-only", "--diff-filter=M"),
    "--diff-merges=first-parent",
]

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the real documents are not here")


def cloned(name, folder):
    bundle = CORPORA / "bundles" / f"{name}.bundle"
    subprocess.run(["git", "clone", "--quiet", bundle, folder], check=True)
    return folder


def git(root, *arguments, given=""):
    how = {"input": given.encode(), "capture_output": True}
    run = subprocess.run(["git", *arguments], cwd=root, check=True, **how)
    return run.stdout.decode().strip()


def documents(root, *folders):
    names = git(root, "ls-files", "-z", "--", *folders).split("\0")
    return [name for name in names if name.endswith(".md")]


@pytest.fixture(scope="module")
def rust(tmp_path_factory):
    root = cloned("rust-lang__rfcs", tmp_path_factory.mktemp("rust") / "r")
    return root, read_history(root, documents(root, "text"))


@pytest.fixture(scope="module")
def aipm(tmp_path_factory):
    root = cloned("TheLarkInn__aipm", tmp_path_factory.mktemp("aipm") / "r")
    return root, read_history(root, documents(root, "specs", "research"))


@pytest.mark.parametrize(("name", "count"), [("rust", 648), ("aipm", 130)])
def test_the_last_commit_of_each_document_is_that_of_git_log(name, count, request):
    root, found = request.getfixturevalue(name)

    last = {path: git(root, "log", "-1", "--format=%H", "--", path) for path in found.documents}

    assert {path: each.touched.id for path, each in found.documents.items()} == last
    assert len(last) == count


def test_documents_were_created_when_they_say_they_were_begun(rust):
    _, found = rust
    head, *rows = (CORPORA / "golden" / "rust-lang__rfcs.tsv").read_text("utf-8").splitlines()
    path, day = head.split("\t").index("path"), head.split("\t").index("created")
    stated = {row.split("\t")[path]: row.split("\t")[day] for row in rows}
    close = [
        abs(found.documents[name].created.authored.date() - dt.date.fromisoformat(day)).days <= 7
        for name, day in stated.items()
        if is_date(day)
    ]

    assert len(close) > 600
    assert sum(close) / len(close) >= 0.77


def is_date(text):
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def test_no_document_was_updated_by_a_mass_edit(rust):
    root, found = rust
    updated = sorted({each.updated.id for each in found.documents.values()})
    listed = git(root, *EDITED, "--", "text", given="\n".join(updated)).splitlines()
    edits = Counter[str]()
    for line in listed:
        if len(line) == 40:
            commit = line
        else:
            edits[commit] += 1

    assert len(edits) > 100
    assert [commit for commit, count in edits.items() if count >= 0.05 * len(found.documents)] == []
    assert len(found.mechanical) > 0
