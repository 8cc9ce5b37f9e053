"""What rules say, word for word, where no case shows it."""

import pytest

from mkdocs_rfc.build import build_site
from mkdocs_rfc.options import Options


def said(project, rule):
    found = [text for text in project.warnings + project.infos if f"({rule})" in text]
    return [text.removeprefix("mkdocs_rfc: ") for text in found]


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("encoding", b"# T\n\n\xff\n", "specs/a.md:3: The file is not UTF-8. Save it as UTF-8."),
        (
            "status",
            b"---\nstatus: Pondered\n---\n# T\n",
            (
                "specs/a.md:2: 'Pondered' is not a status of this site. Use one of: Draft,"
                " In Review, Approved, Implemented, Deprecated, Rejected."
            ),
        ),
        (
            "limit",
            b"# T\n\n" + b">" * 900 + b" word\n",
            (
                "specs/a.md:3: More than 200 elements stand in one another; the text is shown"
                " without those. Close what is open, and nest lists, quotes and HTML less deeply."
            ),
        ),
        (
            "limit",
            b"# T\n\n" + b"|a" * 200 + b"|\n" + b"|-" * 200 + b"|\n" + b"|x|\n" * 60,
            (
                "specs/a.md:4: The rows of its tables lack more than 10,000 cells; it is shown as"
                " text. Give the rows as many cells as the head, or the head fewer."
            ),
        ),
    ],
    ids=["encoding", "status", "nested", "cells"],
)
def test_a_document_with_a_problem_has_a_finding_in_words(project, rule, text, words):
    project.write({"specs/a.md": text})

    project.build()

    assert said(project, rule) == [f"{words} ({rule})"]


def site_of(project):
    return build_site(Options(project=project.folder, docs_dir=project.folder / "docs"))


def applied(text, edit):
    """A text with one line changed as an edit says."""
    lines = text.split("\n")
    line = lines[edit.line - 1]
    lines[edit.line - 1] = line[: edit.start - 1] + edit.text + line[edit.end - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "---\ntitle: A\nstatus: Aproved\n---\n# A\n",
            "---\ntitle: A\nstatus: Approved\n---\n# A\n",
        ),
        (
            "# A\n\n| Field | Value |\n| - | - |\n| Status | Aproved |\n",
            "# A\n\n| Field | Value |\n| - | - |\n| Status | Approved |\n",
        ),
        ("\n# A\n\nStatus: Implementd\n", "\n# A\n\nStatus: Implemented\n"),
        ("# A\n\n- **Status:** In Reviev\n", "# A\n\n- **Status:** In Review\n"),
    ],
)
def test_a_status_that_is_misspelt_can_be_changed(project, text, mended):
    project.write({"specs/a.md": text})

    (edit,) = [each.edit for each in site_of(project).findings if each.rule == "status"]

    assert edit is not None
    assert applied(text, edit) == mended


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nStatus: Pondered\n",
        f"# A\n\nStatus: Aproved{' ' * 20_000}\n",
    ],
)
def test_what_is_not_certain_is_no_edit(project, text):
    project.write({"specs/a.md": text})

    assert [each.edit for each in site_of(project).findings if each.rule == "status"] == [None]


@pytest.mark.parametrize(
    ("link", "mended"),
    [
        ("[b](0001-b.md)", "[b](0001-c.md)"),
        ("[b](0001-b.md#why)", "[b](0001-c.md#why)"),
        ("[b](0001-b.md) and [b](x-0001-b.md)", None),
        ("[b](0001-b.md), [b](0001-b.md)", None),
    ],
)
def test_a_link_to_a_document_that_was_renamed_can_be_changed(project, link, mended):
    text = f"# A\n\n{link}\n"
    project.write({"specs/a.md": text, "specs/0001-b.md": "# B\n\n## Why\n\nLong text.\n"}).commit()
    (project.folder / "specs" / "0001-b.md").rename(project.folder / "specs" / "0001-c.md")
    project.commit()

    edits = {each.edit for each in site_of(project).findings if each.rule == "renamed"}

    assert len(edits) == 1
    edit = edits.pop()
    assert (applied(text, edit) if edit else None) == (mended and f"# A\n\n{mended}\n")
