"""How far a spec is: what counts as written, as a goal, as a question and as a phase."""

from pathlib import Path

import pytest

from mkdocs_rfc.authoring.completeness import is_draft, is_in_work, read_completeness
from mkdocs_rfc.authoring.scaffolding import scaffold
from mkdocs_rfc.authoring.slots import Slots
from mkdocs_rfc.authoring.template import read_template
from mkdocs_rfc.checks import RULES
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.documents.sections import LONGEST_SUMMARY
from mkdocs_rfc.lifecycle.presets import RFC

GOALS = """## 3. Goals and Non-Goals

### 3.1 Functional Goals

- [x] Fast
- [ ] Small

### 3.2 Non-Goals (Out of Scope)

- [ ] Pretty
"""
ROLLOUT = """## 8. Migration, Rollout, and Testing

### 8.1 Deployment Strategy

- [x] Phase 1: here
- [ ] Phase 2: there

### 8.3 Test Plan

- [ ] It starts
"""
QUESTIONS = """## 9. Open Questions / Unresolved Issues

- [ ] Question 1
- [ ] Whose clock?

### 9.1 Settled

- [x] Which key?

### 9.2 Follow-up work

- [ ] A second store
"""


def read(text):
    document = read_document(Path("a.md"), "specs/a.md", Kind.SPEC, data=text.encode())
    return read_completeness(document, read_template())


def texts(tasks):
    return [(task.text, task.done) for task in tasks]


def test_what_is_no_goal_is_not_counted_as_one():
    assert texts(read(GOALS).goals) == [("Fast", True), ("Small", False)]


@pytest.mark.parametrize(
    "heading", ["## Goals", "## 3. Goals", "### Technical goals", "## Goals and Non-Goals"]
)
def test_goals_are_found_by_the_name_of_their_section(heading):
    assert texts(read(f"{heading}\n\n- [ ] Fast\n").goals) == [("Fast", False)]


def test_phases_are_those_of_the_rollout_not_the_tests_beside_them():
    assert texts(read(ROLLOUT).phases) == [("Phase 1: here", True), ("Phase 2: there", False)]


@pytest.mark.parametrize("name", ["Rollout", "8.1 Implementation Phases", "Deployment order"])
def test_phases_are_found_by_the_name_of_their_section(name):
    assert texts(read(f"## {name}\n\n- [ ] Here\n").phases) == [("Here", False)]


def test_questions_are_counted_with_their_parts_but_without_what_comes_later():
    found = read(QUESTIONS)

    assert texts(found.questions) == [("Whose clock?", False), ("Which key?", True)]
    assert [question.text for question in found.open_questions] == ["Whose clock?"]


def test_words_of_the_summary_leave_out_instructions_tables_and_code():
    text = (
        "*Instruction: Be short.*\n\nOne two.\n\n| a | b |\n| - | - |\n| c | d |\n\n```\nx\n```\n"
    )

    assert read(f"## 1. Executive Summary\n\n{text}\n## 2. B\n\nThree\n").summary_words == 2


def test_the_rule_and_the_template_say_how_long_a_summary_may_be():
    limit = f"at most {LONGEST_SUMMARY} words"

    assert limit in RULES["summary"].summary
    assert limit in read_template().text.casefold()


def test_a_file_with_a_title_is_asked_for_as_many_sections_as_a_scaffolded_one():
    scaffolded = read(scaffold(read_template(), Slots(title="Tea"), RFC))
    bare = read("# Tea\n")

    assert (len(scaffolded.written), len(bare.written)) == (0, 0)
    assert bare.expected == scaffolded.expected == 19
    assert bare.missing == scaffolded.empty


def test_leftovers_are_what_the_template_says():
    found = read("## A\n\n*Instruction: Say why.*\n\n- [ ] Goal 1\n- **Backfill:**\n- Mine\n")

    assert [(each.text, each.is_instruction) for each in found.leftovers] == [
        ("Instruction: Say why.", True),
        ("Goal 1", False),
        ("Backfill:", False),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "9. Open Questions / Unresolved Issues",
        "Open questions",
        "Unresolved issues",
        "9. What we do not know",
    ],
)
def test_a_section_answers_to_the_template_by_number_or_by_any_of_its_names(heading):
    found = read(f"## 1. Executive Summary\n\nText.\n\n## {heading}\n\nText.\n")

    assert "9. Open Questions / Unresolved Issues" not in found.missing
    assert found.expected == 19


def test_a_slot_that_was_copied_with_the_template_is_left_and_is_no_author():
    text = (
        "| Metadata | |\n| --- | --- |\n| Author | !`git config user.name` |\n| Status | Draft |\n"
    )
    document = read_document(Path("a.md"), "specs/a.md", Kind.SPEC, data=text.encode())

    (left,) = read_completeness(document, read_template()).leftovers
    assert document.authors == ()
    assert (left.line, left.is_instruction) == (3, False)


@pytest.mark.parametrize(
    ("text", "draft", "in_work"),
    [
        ("# A\n\n", True, True),
        ("# A\n\nText.\n", False, False),
        ("# A\n\nStatus: Draft\n\nText.\n", True, True),
        ("# A\n\nStatus: Draft / In Review / Approved\n\nText.\n", True, True),
        ("# A\n\nStatus: In Review\n\nText.\n", False, True),
        ("# A\n\nStatus: Someday\n\nText.\n", False, False),
        ("# A\n\nStatus: Approved\n\nText.\n", False, False),
    ],
)
def test_a_draft_is_a_spec_with_the_first_status_or_none_to_choose(text, draft, in_work):
    document = read_document(Path("a.md"), "specs/a.md", Kind.SPEC, data=text.encode())

    assert (is_draft(document, RFC), is_in_work(document, RFC)) == (draft, in_work)
