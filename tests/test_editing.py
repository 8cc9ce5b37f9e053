"""Changing the status in place: one line, and whatever the author's form was."""

import os

import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.editing.files import replace_file, write_new
from mkdocs_rfc.editing.status import EditError, change_status
from mkdocs_rfc.lifecycle.presets import RFC

TABLE = "# T\n\n| Document Metadata | Details |\n| --- | --- |\n{}\n\n## A\n\n| Status | x |\n"


def changed(tmp_path, text, slug, **how):
    data = text if isinstance(text, bytes) else text.encode()
    file = tmp_path / "a.md"
    file.write_bytes(data)
    document = read_document(file, "specs/a.md", Kind.SPEC)
    return change_status(document, data, RFC[slug], lifecycle=RFC, **how).decode(
        errors="surrogateescape"
    )


@pytest.mark.parametrize(
    ("before", "slug", "after"),
    [
        ("| Status   | Draft (WIP)      |", "review", "| Status   | In Review (RFC)  |"),
        ("| Status | Draft (WIP) |", "implemented", "| Status | Implemented |"),
        ("| Status | Draft (WIP) |", "review", "| Status | In Review (RFC) |"),
        ("| Status | Draft |", "review", "| Status | In Review |"),
        ("| **Status** | **Draft** — wait |", "review", "| **Status** | **In Review** — wait |"),
        ("| status: | draft |", "review", "| status: | review |"),
        ("|Status|Draft|", "review", "|Status| In Review |"),
        (
            "| Status | Draft (WIP) — **Goal 7** `x` [y](z.md) gone |",
            "approved",
            "| Status | Approved — **Goal 7** `x` [y](z.md) gone    |",
        ),
        (
            "| Status | Draft (implemented on PR #13) |",
            "implemented",
            "| Status | Implemented — implemented on PR #13 |",
        ),
        (
            "| Status | Draft (WIP) / In Review (RFC) / Approved |",
            "draft",
            "| Status | Draft (WIP)                              |",
        ),
        (r"| Status | Draft — a \| b |", "review", r"| Status | In Review — a \| b |"),
        ("| Status | Odd |", "review", "| Status | In Review (RFC) |"),
        ("| Status | `Draft` |", "review", "| Status | `In Review` |"),
        ("| Status | ✅ Approved — soon |", "implemented", "| Status | Implemented — soon |"),
        ("| Status |             |", "approved", "| Status | Approved    |"),
        ("| Status | ~~Draft~~ Approved |", "implemented", "| Status | Implemented        |"),
    ],
)
def test_a_row_of_the_table_changes_and_nothing_else(tmp_path, before, slug, after):
    assert changed(tmp_path, TABLE.format(before), slug) == TABLE.format(after)


@pytest.mark.parametrize(
    ("before", "slug", "after"),
    [
        ("- Status: Draft", "review", "- Status: In Review"),
        ("* Status: **Draft (WIP)**", "review", "* Status: **In Review (RFC)**"),
        ("* **Status:** draft", "approved", "* **Status:** approved"),
        (
            "- **Status**: Draft — see [12](12.md)",
            "review",
            "- **Status**: In Review — see [12](12.md)",
        ),
        ("- Status:", "review", "- Status: In Review (RFC)"),
        ("Status: Draft", "review", "Status: In Review"),
        ("**Status**: Draft  ", "review", "**Status**: In Review  "),
        ("**Status:**\n**Owner:** A", "approved", "**Status:** Approved\n**Owner:** A"),
        ("**Status: Draft**", "approved", "**Status: Approved**"),
        ("*Status: Draft*", "approved", "*Status: Approved*"),
        ("- `status`: draft", "approved", "- `status`: approved"),
        ("> **Status:** Draft", "approved", "> **Status:** Approved"),
        ("Status: Draft\\\nOwner: Ada", "approved", "Status: Approved\\\nOwner: Ada"),
        ("**Status:** Draft<br>", "approved", "**Status:** Approved<br>"),
        ("- Status: Draft <!-- or so -->", "approved", "- Status: Approved <!-- or so -->"),
        (
            "**Owner**: P | **Status**: Draft | **Date**: 2026-01-05",
            "approved",
            "**Owner**: P | **Status**: Approved | **Date**: 2026-01-05",
        ),
        ("- Status: accepted", "rejected", "- Status: rejected"),
        ("__Status:__ Draft\n__Owner:__ Ada", "approved", "__Status:__ Approved\n__Owner:__ Ada"),
        (
            "Date: 2026-01-02\nStatus: Draft\nOwner: Ada",
            "approved",
            "Date: 2026-01-02\nStatus: Approved\nOwner: Ada",
        ),
    ],
)
def test_an_item_or_a_line_changes_and_nothing_else(tmp_path, before, slug, after):
    text = "# T\n\n{}\n\n## A\n\n- Status: x\n"

    assert changed(tmp_path, text.format(before), slug) == text.format(after)


def test_a_remark_that_goes_on_on_the_next_line_is_not_half_replaced(tmp_path):
    with pytest.raises(EditError, match="edit it by hand"):
        changed(tmp_path, "- Status: Draft — waiting\n  for PR 12\n", "approved", remark="new")


def test_html_below_a_heading_states_nothing_so_front_matter_does(tmp_path):
    text = "# T\n\n## Status\n\n<p>Draft</p>\n"

    assert changed(tmp_path, text, "approved") == f"---\nstatus: Approved\n---\n\n{text}"


def test_the_line_below_a_heading_changes_and_nothing_else(tmp_path):
    text = "# 1. T\n\nDate: 2026-01-02\n\n## Status\n\n{}\n\n## Context\n\nAccepted.\n"

    assert changed(tmp_path, text.format("Proposed"), "approved") == text.format("Approved")


@pytest.mark.parametrize(
    ("before", "slug", "after"),
    [
        ("status: Draft", "review", "status: In Review"),
        ("status: draft", "review", "status: review"),
        ("status: Draft (WIP)", "review", "status: In Review (RFC)"),
        ("Status:   Draft  ", "review", "Status:   In Review  "),
        ("status: Draft # why", "review", "status: In Review # why"),
        ('status: "Draft — PR #12"', "review", 'status: "In Review — PR #12"'),
        ("status: 'Draft: it''s'", "review", "status: 'In Review — it''s'"),
        ("status: Draft — PR 12: open", "review", 'status: "In Review — PR 12: open"'),
        ("status:", "review", "status: In Review"),
    ],
)
def test_a_line_of_front_matter_changes_and_nothing_else(tmp_path, before, slug, after):
    text = "---\ntitle: x # y\n{}\ntags: [a]\n---\n\n# T\n\n| Status | x |\n"

    assert changed(tmp_path, text.format(before), slug) == text.format(after)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_byte_order_mark_and_what_is_no_utf_8_stay(tmp_path, end):
    text = "\ufeff---\nstatus: Draft\n---\n\n# T".replace("\n", end).encode() + b" \xff"

    after = changed(tmp_path, text, "review").encode(errors="surrogateescape")

    assert after == text.replace(b"status: Draft", b"status: In Review")


def test_both_are_changed_where_both_state_it(tmp_path):
    text = "---\nstatus: Draft (WIP)\n---\n" + TABLE.format("| Status | Draft (WIP) |")

    after = changed(tmp_path, text, "review")

    assert after == text.replace("Draft (WIP)", "In Review (RFC)")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("# T\n", "---\nstatus: In Review\n---\n\n# T\n"),
        ("", "---\nstatus: In Review\n---\n\n"),
        ("\ufeff# T\n", "\ufeff---\nstatus: In Review\n---\n\n# T\n"),
        ("---\r\ntitle: x\r\n---\r\n", "---\r\nstatus: In Review\r\ntitle: x\r\n---\r\n"),
    ],
)
def test_a_document_without_status_gets_one_in_its_front_matter(tmp_path, text, after):
    assert changed(tmp_path, text, "review") == after


@pytest.mark.parametrize(
    ("remark", "after"),
    [
        ("PR 13", "In Review (RFC) — PR 13"),
        ("", "In Review (RFC)"),
        ("a | b", r"In Review (RFC) — a \| b"),
    ],
)
def test_a_given_remark_takes_the_place_of_the_one_before(tmp_path, remark, after):
    text = TABLE.format("| Status | Draft (WIP) — PR 12 |")

    assert after in changed(tmp_path, text, "review", remark=remark)
    assert "PR 12" not in changed(tmp_path, text, "review", remark=remark)


@pytest.mark.parametrize(
    "text",
    [
        "---\nstatus:\n  - Draft\n  - x\n---\n# T\n",
        "---\nstatus: >\n  Draft\n---\n# T\n",
        "---\n{status: Draft, title: x}\n---\n# T\n",
        '---\n"status": Draft\n---\n# T\n',
    ],
)
def test_what_cannot_be_changed_in_place_is_left_alone(tmp_path, text):
    with pytest.raises(EditError, match=r"a\.md:\d+: the status is written in a way that"):
        changed(tmp_path, text, "review")
    assert (tmp_path / "a.md").read_text() == text


def test_a_file_keeps_its_rights_and_its_link(tmp_path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)

    replace_file(link, b"new")

    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [link, real]


@pytest.mark.parametrize("write", [replace_file, lambda path, data: write_new(path, data.decode())])
def test_a_write_that_is_killed_leaves_what_was_there(tmp_path, monkeypatch, write):
    file = tmp_path / "a.md"
    if write is replace_file:
        file.write_bytes(b"old")

    def killed(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        write(file, b"new")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"] * (write is replace_file)


@pytest.fixture
def repository(project, monkeypatch):
    project.write({"specs/a.md": "---\nstatus: Draft\n---\n# Tea\n"})
    project.repository.git("config", "user.name", "Ada")
    project.repository.git("config", "user.email", "ada@example.org")
    monkeypatch.chdir(project.folder)
    return project.commit()


def run(*arguments):
    return CliRunner().invoke(main, ["status", *arguments])


@pytest.mark.usefixtures("repository")
def test_a_step_that_the_lifecycle_does_not_have_is_refused():
    refused = run("tea", "implemented")
    forced = run("tea", "implemented", "--force")

    assert refused.exit_code == 1
    assert "Draft may become In Review, Rejected, not Implemented" in refused.output
    assert forced.output == "specs/a.md: Draft → Implemented\n"


@pytest.mark.usefixtures("repository")
def test_the_same_status_changes_nothing():
    result = run("tea", "draft")

    assert (result.exit_code, result.output) == (0, "specs/a.md is Draft already.\n")


def test_a_commit_holds_the_one_file_whatever_is_staged(repository):
    repository.write({"other.md": "x"})
    repository.repository.git("add", "other.md")

    result = run("tea", "review", "--commit")

    git = repository.repository.git
    assert result.exit_code == 0, result.output
    assert git("log", "-1", "--format=%s|%an") == "Set “Tea” to In Review|Ada"
    assert git("show", "--name-only", "--format=", "HEAD") == "specs/a.md"
    assert git("status", "--porcelain") == "A  other.md"


def test_a_file_with_changes_of_its_own_is_not_committed(repository):
    file = repository.folder / "specs/a.md"
    file.write_text(file.read_text() + "more\n")

    result = run("tea", "review", "--commit")

    assert "has changes of its own" in result.output
    assert "status: Draft" in file.read_text()


def test_a_hook_that_refuses_is_quoted(repository):
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)

    result = run("tea", "review", "--commit")

    assert result.exit_code == 1
    assert "not on a Friday" in result.output
