from __future__ import annotations

from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html

from benchmarks.fidelity import (
    OPTIONS,
    Outline,
    explain,
    first_difference,
    our_page,
    read_documents,
)
from mkdocs_rfc.markdown.highlight import Highlighter

CASES = Path(__file__).parent / "rendering"
CORPORA = Path(__file__).parents[2] / "shared" / "corpora" / "archives"
# Each shows on purpose, in a way the benchmark does not undo, something else than the renderer.
SANITISED = ("hostile-", "classes", "reserved-words", "entities", "control-characters")


def difference(text: str) -> str:
    rendered = github_flavored_markdown_to_html(text, OPTIONS)
    ours = Outline(our_page(text, Highlighter()))
    same = first_difference(ours, Outline(rendered)) is None
    return "" if same else explain(rendered, ours)


@pytest.mark.parametrize(
    "case",
    [case for case in sorted(CASES.iterdir()) if not case.name.startswith((".", *SANITISED))],
    ids=lambda case: case.name,
)
def test_a_page_has_the_constructs_that_github_makes(case: Path) -> None:
    text = (case / "input.md").read_bytes().decode().removeprefix("\ufeff")
    assert "NOT EXPLAINED" not in difference(text)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of real documents are not here")
def test_pages_of_real_documents_have_the_constructs_that_github_makes() -> None:
    documents = [document for _, document in zip(range(300), read_documents(CORPORA), strict=False)]
    differing = {document.name: difference(document.text) for document in documents}
    assert {name: reason for name, reason in differing.items() if reason} == {}
