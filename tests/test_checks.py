"""What rules say, word for word, where no case shows it."""

import pytest


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
