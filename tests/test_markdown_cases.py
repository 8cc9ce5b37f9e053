from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.markdown.tree import parse, serialise

CASES = sorted((Path(__file__).parent / "rendering").glob("*/input.md"))


@pytest.mark.parametrize("source", CASES, ids=lambda source: source.parent.name)
def test_markdown_becomes_the_expected_html(source: Path) -> None:
    body = parse(source.read_bytes().decode()).read()
    present(body)
    actual = serialise(body)
    expected = source.with_name("expected.html")
    if os.environ.get("UPDATE"):
        expected.write_bytes(actual.encode())
    assert actual == expected.read_bytes().decode()
