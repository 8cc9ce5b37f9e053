import datetime as dt
from pathlib import Path

import pytest

from mkdocs_rfc.documents.document import Kind, Parsed, read_document
from mkdocs_rfc.documents.mentions import MentionForm
from mkdocs_rfc.documents.problems import Contradiction, ForeignEncoding, UnknownStatus
from mkdocs_rfc.documents.versions import status_in_version
from mkdocs_rfc.lifecycle.presets import RFC

TABLE = """| Document Metadata | Details |
| --- | --- |
| Author(s) | Ada Lovelace, Bob |
| Status | In Review (RFC) — PR #12 open |
| Team / Owner | Storage |
| Created / Last Updated | 2026-03-09 / 2026-04-01 |
| Research | [`research/a.md`](../research/a.md) |
"""


def read(text, path="specs/2026-03-09-cold-storage.md", kind=Kind.SPEC):
    return read_document(Path(path), path, kind, data=text.encode())


def test_the_metadata_table_is_read():
    heading = "# Cold storage — Technical Design Document / RFC"
    spec = read(f"{heading}\n\n{TABLE}\n## 1. Executive Summary\n\nShort.\n")

    assert spec.title.text == "Cold storage"
    assert (spec.status.slug, spec.status.remark) == ("review", "PR #12 open")
    assert spec.authors == ("Ada Lovelace", "Bob")
    assert spec.owner == "Storage"
    assert (spec.created, spec.updated) == (dt.date(2026, 3, 9), dt.date(2026, 4, 1))
    assert spec.summary == "Short."
    assert [row.name for row in spec.fields][-1] == "Research"
    assert [mention.role for mention in spec.mentions] == ["research"]


def test_front_matter_wins_over_the_table_and_a_contradiction_is_a_problem():
    spec = read(f"---\nstatus: Draft\n---\n# X\n\n{TABLE}")

    assert spec.status.slug == "draft"
    assert [(type(each), each.line) for each in spec.problems] == [(Contradiction, 9)]


def test_front_matter_and_table_that_agree_are_no_problem():
    assert read(f"---\nstatus: In Review\n---\n# X\n\n{TABLE}").problems == ()


def test_an_unknown_status_is_a_problem():
    (problem,) = read(TABLE.replace("In Review (RFC) — PR #12 open", "Pondered")).problems

    assert problem == UnknownStatus("specs/2026-03-09-cold-storage.md", 4, "Pondered")


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("**Approved**", "Approved"),
        ("`in_review`", "In Review"),
        ("Approved<br>since May", "Approved"),
        ("~~Draft~~ Approved", "Approved"),
        ("![Approved](https://example.org/badge.svg)", "Approved"),
        ("[![Approved](https://example.org/badge.svg)](https://example.org)", "Approved"),
        ("<b>Draft</b> — see [12](12.md)", "Draft"),
        ("✅ Approved", "Approved"),
        ("_Draft_ since May", "Draft"),
        ("Stagnant", "Stagnant"),
        ("Superseded by [4](4.md)", "Deprecated"),
    ],
)
@pytest.mark.parametrize("row", ["| Status | {} |", "| **Status:** | {} |", "Status | {}"])
def test_the_page_and_the_history_read_the_same_status(cell, label, row):
    text = f"# X\n\n| Field | Value |\n| --- | --- |\n{row.format(cell)}\n"

    assert read(text).status.label == label
    assert status_in_version(RFC)("", text.encode()) == label


@pytest.mark.parametrize(
    ("line", "label", "remark"),
    [
        ("Status: approved", "Approved", ""),
        ("status: [Draft]", "Draft", ""),
        ("status: {name: Draft}", "Draft", ""),
        ("status: superseded by [ADR-4](4.md)", "Deprecated", "superseded by ADR-4"),
        ("status: 'Draft — [12](12.md)'", "Draft", "12"),
    ],
)
def test_the_front_matter_and_the_history_read_the_same_status(line, label, remark):
    text = f"---\n{line}\n---\n\n# X\n"
    spec = read(text)

    assert (spec.status.label, spec.status.remark) == (label, remark)
    assert status_in_version(RFC)("", text.encode()) == label


FORMS = {
    "list": "# T\n\n* Author: [Ada](https://x.example/ada)\n* Status: {}\n* See: [12](12.md)\n",
    "loose list": "# T\n\n- **Status:** {}\n\n- **Owner**: Ada\n",
    "list above the title": "- Feature: `x`\n- Start Date: 2026-01-05\n- Status: {}\n\n# Summary\n",
    "list with a link": "# T\n\n- [The thread](https://x.example/1)\n- Status: {}\n- Bug: 4\n",
    "two lists": "# T\n\n- Author: Ada\n* Status: {}\n* Bug: 4\nand 5\n",
    "bold lines": "# T\n\n**Author**: Ada\n**Status:** {}\n",
    "bold paragraphs": "# T\n\n**Author**: Ada\n\n**Status**: {}\n\nSome words: here.\n",
    "broken lines": "# T\n\n**Author:** Ada  \n**Status:** {}  \n**Date:** 2026-01-05\n",
    "plain lines": "# T\n\nStatus: {}\nLast updated: 2026-01-05\n",
    "below a heading": "## RFC: T\n\n- Status: {}\n\n## Summary\n",
    "quotation": "# T\n\n> **Status:** {}\n> **Owner:** Ada\n",
    "parts of a line": "# T\n\n**Owner:** Ada | **Status:** {} · **Date:** 2026-01-05\n",
    "tags for breaks": "# T\n\n**Status:** {}<br>**Owner:** Ada<br/>**Date:** 2026-01-05\n",
    "emphasis on all": "# T\n\n*Status: {}*\n",
    "underlined": "# T\n\n- __Status__: {}\n",
    "value below the name": "# T\n\n- **Status**:\n  {}\n",
    "line above a list": "# T\n\n**Status:** {}\n- a: b\n",
    "HTML": "# T\n\n- <b>Status:</b> {}\n",
    "section with a comment": "# T\n\n## Status\n\n<!-- one of … -->\n\n{}\n\n## A\n",
    "underlined section": "# T\n\nStatus\n------\n\n{}\n",
    "section": "# 1. T\n\nDate: 2026-01-05\n\n## Status\n\n{}\n\n## Context\n\nNone.\n",
    "numbered section": "# T\n\nA word.\n\n## 2. Status\n\n{}\n",
}
"""How other teams write a status, without a table."""


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Draft", "Draft"),
        ("**Implemented (Swift 6.2)**", "Implemented"),
        ("Accepted on 5 May", "Approved"),
        ("`in review`", "In Review"),
        ("Superseded by [4](4.md)", "Deprecated"),
        ("Stagnant", "Stagnant"),
    ],
)
def test_the_status_is_read_in_every_convention_by_page_and_history(form, words, label):
    text = form.format(words)

    assert read(text).status.label == label
    assert status_in_version(RFC)("", text.encode()) == label


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n- A word\n- Status: Draft\n- Another\n",
        "# T\n\nStatus: Draft, and this is\na paragraph.\n",
        "# T\n\n```\nStatus: Draft\n```\n",
        "# T\n\n## A\n\n- Status: Draft\n",
        "# T\n\n# A\n\nStatus: Draft\n",
        "# T\n\n## Status\n\n- Draft\n- Approved\n",
        "# T\n\n## Status\n\nDraft is what it\nwas.\n",
        "# T\n\n## Status quo\n\nDraft\n",
        "# T\n\n- Goal: to be quick\n- Means: a cache\n",
        "# T\n\n**Note:** this is a sentence.\n",
        "# T\n\nEvery event has:\n\n- date: when it came\n- status: an integer\n",
        "# T\n\nA file begins with:\n\n```yaml\ntitle: x\nauthor: y\nstatus: draft\n```\n",
        "# T\n\nWe propose a cache.\n\nOwner: it is the one who pays.\n",
        "# T\n\n- **Status**: the state that a ticket is in, from the day on which it was made.\n",
        "# T\n\n    Status: Draft\n    Owner: Ada\n",
        "# T\n\n[Authors](x.md):\n\n- w1\n- w2\n",
        "# T\n\n**Authors:**\n\nAda\n",
        "# T\n\n- Owner::Ada\n- Date: https://x.example\n",
        "# T\n\n<ul>w1<li>Status: Draft</li>w2</ul>\n",
    ],
)
def test_what_is_no_metadata_stays_in_the_text(text):
    document = read(text)

    assert document.fields == ()
    assert document.tree.read().findall(".//table") == []
    assert status_in_version(RFC)("", text.encode()) == ""


def test_every_row_of_a_list_is_kept_with_its_line_and_its_links():
    rows = "- Author(s): Ada, [Bob](https://x.example/bob)\n- RFC PR:\n- Research:\n"
    nested = "  - `research/a.md`\n  - [b](../research/b.md)\n"
    document = read(f"---\ntags: [a]\n---\n# T\n\n{rows}{nested}\n## A\n")
    found = {field.name: (field.text, field.line) for field in document.fields}

    assert found == {
        "tags": ("a", 2),
        "Author(s)": ("Ada, Bob", 6),
        "RFC PR": ("", 7),
        "Research": ("research/a.md, b", 8),
    }
    assert document.authors == ("Ada", "Bob")
    assert [(mention.role, mention.line) for mention in document.mentions] == [("research", 8)] * 2


def test_a_lone_name_takes_the_list_below_it():
    document = read("# T\n\n**Authors:**\n* @ada\n* @bob\n\n## A\n\n* @eve\n")

    assert document.authors == ("@ada", "@bob")
    assert len(document.tree.read().findall("ul")) == 1


@pytest.mark.parametrize(
    ("text", "kept", "rows"),
    [
        ("**Authors:**\n\n- Ada\n- Bob\n\n**Status:** Draft\n", [], ["Authors", "Status"]),
        ("**Status:** Draft\n\n**Goals:**\n\n- w1\n", ["w1"], ["Status", "Goals"]),
        ("**Status:** Draft\n\nIn short: it is gone.\n", ["In short: it is gone."], ["Status"]),
        ("**Status:** Draft\n**Authors:**\n- Ada\n", [], ["Status", "Authors"]),
        ("- Status: Draft\n- T: x\n\n  | Owner | w2 |\n  |-|-|\n", [], ["Status", "T"]),
        ("- <p>Status: Draft</p>Owner: w\n", [], []),
        ("- Status: Draft\n\n  More of it.\n", [], ["Status"]),
    ],
)
def test_a_text_is_parted_into_rows_and_what_stays(text, kept, rows):
    document = read(f"# T\n\n{text}\n## A\n")
    words = " ".join(document.tree.read().text_content().split())

    assert [field.name for field in document.fields] == rows
    assert all(each in words for each in kept)


def test_a_block_of_code_is_read_line_by_line():
    text = "## Preamble\n\n```\nTitle: Tea\nTeam:\n  Owner: Ada\nStatus: Final\n```\n\n## A\n"
    document = read(text)

    assert document.title.text == "Tea"
    assert (document.owner, document.status.label) == ("Ada", "Implemented")
    assert [field.line for field in document.fields] == [4, 5, 6, 7]
    assert status_in_version(RFC)("", text.encode()) == "Implemented"


def test_a_name_in_the_metadata_is_the_title():
    document = read(
        "# Meta\n\n- Name: Reproducible builds\n- Start Date: 2026-01-05\n\n# Summary\n"
    )

    assert document.title.text == "Reproducible builds"
    assert document.created == dt.date(2026, 1, 5)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_was_kept_of_a_text_is_read_as_the_text_was(form):
    data = (form.format("Draft") + "\n- Owner:\n").encode()
    fresh = read_document(Path("a.md"), "specs/a.md", Kind.SPEC, data=data)
    again = read_document(
        Path("a.md"), "specs/a.md", Kind.SPEC, data=data, parsed=Parsed(fresh.tree, fresh.mentions)
    )

    assert again == fresh


def test_people_may_be_mappings_with_a_name():
    spec = read(
        "---\nauthors:\n  - name: Ada\n    email: a@x.org\n  - '@bo'\nowner: {name: Dock}\n---\n"
    )

    assert (spec.authors, spec.owner) == (("Ada", "@bo"), "Dock")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("---\ndiscussion: https://x.example/1?a=1&b=2\n---\n", "https://x.example/1?a=1&b=2"),
        ("---\ndiscussions-to:\n  - nobody\n  - https://x.example/1\n---\n", "https://x.example/1"),
        ("---\ndiscussion: javascript:alert(1)\n---\n", ""),
        ('---\ndiscussion: https://x.example/"onclick=alert(1)\n---\n', ""),
        (
            "|Status|Draft|\n|-|-|\n|Owner|A|\n|Discussion|[#1](https://x.example/1)|\n",
            "https://x.example/1",
        ),
        ("|Status|Draft|\n|-|-|\n|Owner|A|\n|Discussion|in the office|\n", ""),
        ("# A\n", ""),
    ],
)
def test_it_names_the_address_at_which_it_is_discussed(text, address):
    assert read(text).discussion == address


def test_a_table_in_a_section_is_no_metadata():
    spec = read("# X\n\n## 1. Data\n\n" + TABLE)

    assert spec.fields == ()


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("---\ntitle: T\ntopic: U\n---\n# H", "specs/x.md", "T"),
        ("---\ntopic: The `init` path\n---\n# Research", "research/x.md", "The `init` path"),
        ("# Summary\n\n# Real name", "specs/x.md", "Real name"),
        ("# `aipm init` — Technical Design Document", "specs/x.md", "`aipm init`"),
        ("# RFC-0135: Name", "specs/x.md", "Name"),
        ("# 0014. Use CRDTs", "adr/0014-crdts.md", "Use CRDTs"),
        ("# *Fast* [lists](x.md)", "specs/x.md", "Fast lists"),
        ("no heading", "specs/2026-03-09-cold_storage-tier.md", "Cold storage tier"),
        ("", "text/0042-cold-storage.md", "Cold storage"),
        ("", "features/0042-cold/README.md", "Cold"),
        ("# RFC", "specs/dark-mode.md", "Dark mode"),
        ("", "specs/2026-01-05-fog-horn/spec.md", "Fog horn"),
        ("", "specs/spec.md", "Spec"),
        ("# ADR-0007: Use CRDTs", "adr/crdts.md", "Use CRDTs"),
        ("# Feature Specification: Bell", "specs/012-bell/spec.md", "Bell"),
        ("## RFC: Bell\n\n- Start Date: 2026-01-05\n\n## Tones", "text/0012-b.md", "Bell"),
        ("## Summary\n\n- Start Date: 2026-01-05\n\n## Tones", "text/0012-b.md", "B"),
        ("## Bell\n\nIt rings.\n\n## Tones", "text/0012-b.md", "B"),
    ],
)
def test_the_title_is_what_a_careful_reader_would_say(text, path, title):
    kind = Kind.RESEARCH if path.startswith("research") else Kind.SPEC

    assert read(text, path, kind).title.text == title


@pytest.mark.parametrize(
    ("text", "path", "number"),
    [
        ("", "text/0042-x.md", 42),
        ("# RFC 7: X", "specs/x.md", 7),
        ("# ADR-0007: X", "adr/x.md", 7),
        ("---\nrfc: 12\n---\n", "specs/x.md", 12),
        ("", "specs/2026-03-09-x.md", None),
        ("# Feature Specification: X", "specs/012-x/spec.md", 12),
        ("", "specs/012-x/plan.md", None),
        ("# 3. X", "specs/x.md", 3),
    ],
)
def test_the_number_is_found_where_the_convention_has_it(text, path, number):
    assert read(text, path).number == number


def test_every_form_of_mention_is_found_with_its_line_and_heading():
    spec = read(
        "# X\n\n## Why\n\nSee [it](../research/a.md#b), `research/b.md:12-40` and\n"
        "research/c.md as well as `d.md` §4.\nRFC-0012 decided, and [own](#why).\n\n"
        "```\nresearch/fenced.md\n```\n"
    )

    assert sorted(
        (m.line, m.form, m.path, m.fragment, m.lines, m.section) for m in spec.mentions
    ) == [
        (5, MentionForm.CODE, "research/b.md", "", (12, 40), ""),
        (5, MentionForm.LINK, "../research/a.md", "b", None, ""),
        (6, MentionForm.BARE, "research/c.md", "", None, ""),
        (6, MentionForm.CODE, "d.md", "", None, "4"),
        (7, MentionForm.ID, "12", "", None, ""),
        (7, MentionForm.LINK, "", "why", None, ""),
    ]
    assert {m.heading for m in spec.mentions} == {"Why"}


def test_each_of_many_mentions_in_a_paragraph_has_its_own_line_and_sentence():
    text = "\n".join(f"The {number}th is *again* in `research/a.md`. So" for number in range(2000))
    mentions = read(f"# T\n\n{text}\n").mentions

    assert [each.line for each in mentions] == list(range(3, 2003))
    assert [each.sentence for each in mentions[1:]] == [
        f"So The {number}th is again in research/a.md." for number in range(1, 2000)
    ]


def test_the_sentence_of_a_mention_is_kept():
    spec = read("# X\n\nFirst thing. We measured it in `research/a.md`, twice. Last thing.\n")

    assert spec.mentions[0].sentence == "We measured it in research/a.md, twice."


def test_a_file_that_is_not_utf8_is_read_all_the_same():
    document = read_document(Path("x.md"), "x.md", Kind.SPEC, data=b"# Caf\xe9\n\n\xff")

    assert document.title.text == "Caf\ufffd"
    assert document.problems == (ForeignEncoding("x.md", 1),)


def test_carriage_returns_and_a_byte_order_mark_change_nothing():
    text = f"\ufeff---\r\nstatus: In Review\r\n---\r\n# X\r\n\r\n{TABLE}".replace("\n", "\r\n")

    assert read(text).title.text == "X"
    assert read(text).status.slug == "review"
