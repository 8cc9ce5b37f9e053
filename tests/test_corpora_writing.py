"""Writing with real documents, where they are at hand: they are private and stand beside us."""

import importlib.util
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rfc.build import build_site
from mkdocs_rfc.cli import main
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.options import Options

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
BENCHMARK = Path(__file__).parent / "benchmarks" / "relevance.py"

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the real documents are not here")


@pytest.fixture(scope="module")
def aipm(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora") / "aipm"
    bundle = CORPORA / "bundles" / "TheLarkInn__aipm.bundle"
    subprocess.run(["git", "clone", "--quiet", bundle, folder], check=True)
    return folder


def changed_lines(folder):
    """Path -> number of lines that differ from HEAD, when as many came as went."""
    command = ["git", "diff", "--numstat"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    rows = (line.split("\t") for line in run.stdout.splitlines())
    return {path: int(came) for came, went, path in rows if came == went}


def test_status_changes_one_line_and_keeps_the_remark(aipm, monkeypatch):
    monkeypatch.chdir(aipm)
    both, remarks = [], 0
    for file in sorted((aipm / "specs").glob("*.md")):
        path = file.relative_to(aipm).as_posix()
        before = read_document(file, path, Kind.SPEC)
        new = "In Review" if before.status.slug != "review" else "Approved"

        run = CliRunner().invoke(main, ["status", path, new, "--force"])

        after = read_document(file, path, Kind.SPEC)
        assert run.exit_code == 0, run.output
        assert after.status.label == new
        assert after.status.remark == before.status.remark
        assert after.problems == before.problems
        remarks += bool(before.status.remark)
        stated = [field for field in before.fields if field.name.casefold() == "status"]
        if len(stated) > 1:
            both.append(path)
        assert changed_lines(aipm)[path] == len(stated)
    assert (len(changed_lines(aipm)), remarks, len(both)) == (48, 1, 2)


def test_a_given_remark_takes_the_place_of_the_one_there_is(aipm, monkeypatch):
    monkeypatch.chdir(aipm)
    for file in sorted((aipm / "specs").glob("*.md")):
        path = file.relative_to(aipm).as_posix()
        before = read_document(file, path, Kind.SPEC)

        run = CliRunner().invoke(main, ["status", path, before.status.slug, "--remark", "PR #1"])

        after = read_document(file, path, Kind.SPEC)
        assert run.exit_code == 0, run.output
        assert (after.status.slug, after.status.remark) == (before.status.slug, "PR #1")


def test_research_that_is_cited_is_suggested(aipm):
    spec = importlib.util.spec_from_file_location("relevance_benchmark", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    corpus = build_site(Options(project=aipm, docs_dir=aipm / "docs")).corpus

    count, first_three, first_ten = benchmark.measure(corpus, benchmark.by_words(corpus))
    _, by_date, _ = benchmark.measure(corpus, benchmark.by_date(corpus))

    assert count == 47
    assert first_three >= 0.95 > by_date
    assert first_ten > 0.8
