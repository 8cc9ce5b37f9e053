"""Synthetic repositories and the truth about them, by a generator that stands beside ours."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_rfc.documents.versions import status_in_version
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.lifecycle.presets import RFC

GENERATOR = Path(__file__).parents[2] / "shared" / "tools" / "synth_repo.py"
SIZE = {"docs": 120, "commits": 900, "authors": 12, "per-dir": 40, "reformats": 2}
MERGES = {"merges": 0.9, "octopus": 0.4, "evil": 0.3}
EVENTS = {"renames": 0.08, "deletes": 0.02, "recreate": 0.5, "coauthors": 0.1, "aliases": 0.3}
ODDITIES = {"odd-names": 0.2, "skew": 0.1, "rebased": 0.1}

pytestmark = pytest.mark.skipif(not GENERATOR.exists(), reason="the generator is not here")


@pytest.fixture(params=range(1, 7))
def made(request, tmp_path):
    truth = tmp_path / "truth.json"
    options = SIZE | MERGES | EVENTS | ODDITIES | {"seed": request.param, "truth": truth}
    arguments = (str(each) for name, value in options.items() for each in (f"--{name}", value))
    command = [sys.executable, GENERATOR, tmp_path / "r", *arguments]
    subprocess.run(command, check=True, capture_output=True)
    documents = json.loads(truth.read_text("utf-8"))["docs"]
    for each in documents.values():  # names are told, addresses are not
        each["authors"] = [author.rpartition(" <")[0] for author in each["authors"]]
    return tmp_path / "r", documents


def told(document):
    return {
        "created_commit": document.created.id,
        "created_at": int(document.created.authored.timestamp()),
        "updated_commit": document.updated.id,
        "updated_at": int(document.updated.authored.timestamp()),
        "touched_commit": document.touched.id,
        "n_commits": len(document.revisions),
        "authors": [each.person.name for each in document.contributors],
        "previous_paths": list(document.former_paths),
        "status": document.transitions[-1].text,
        "status_history": [
            [each.text, each.commit.id, int(each.commit.authored.timestamp())]
            for each in document.transitions
        ],
    }


def test_everything_that_is_told_of_a_document_is_true(made):
    folder, truth = made

    found = read_history(folder, sorted(truth), status_of=status_in_version(RFC))

    assert {path: told(found.documents[path]) for path in sorted(truth)} == dict(
        sorted(truth.items())
    )
    assert len(truth) > 90
    assert found.processes <= 10
