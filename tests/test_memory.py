"""What is rendered is not kept by anybody who was not asked to."""

import os
from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html

from mkdocs_rfc.markdown.gfm import _OPTIONS, render_gfm

STATM = Path("/proc/self/statm")
TEXT = "# A\n\n- [ ] *one*, `two`\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n" * 400


def resident():
    """Bytes of this process that are in memory."""
    return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_the_renderer_makes_what_its_binding_makes():
    assert render_gfm(TEXT) == github_flavored_markdown_to_html(TEXT, _OPTIONS)


@pytest.mark.skipif(not STATM.exists(), reason="this system does not say so")
def test_the_renderer_leaves_nothing_in_memory():
    render_gfm(TEXT)
    before = resident()
    for _ in range(50):
        render_gfm(TEXT)

    assert resident() - before < 500 * len(TEXT)  # ten times as much with the binding alone
