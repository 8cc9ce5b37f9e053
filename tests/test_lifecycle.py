import pytest

from mkdocs_rfc.lifecycle.presets import ADR, PRESETS, RFC
from mkdocs_rfc.lifecycle.statuses import TONES, lifecycle_from

CELL = "Draft (WIP) / In Review (RFC) / Approved / Implemented / Deprecated / Rejected"


@pytest.mark.parametrize(
    ("text", "slug", "remark"),
    [
        ("Draft (WIP)", "draft", ""),
        ("draft", "draft", ""),
        ("  In   Review (RFC) ", "review", ""),
        ("In Review (RFC) — PR #12 open", "review", "PR #12 open"),
        ("Draft (implemented on PR #1326)", "draft", "implemented on PR #1326"),
        ("Draft (WIP) — Goal 7 (of 9) withdrawn", "draft", "Goal 7 (of 9) withdrawn"),
        ("Approved for implementation", "approved", "for implementation"),
        ("Accepted", "approved", ""),
        ("Superseded by §11", "deprecated", "Superseded by §11"),
        ("Implemented, in v2", "implemented", "in v2"),
        ("WIP", "draft", ""),
        ("✅ Approved", "approved", ""),
        ("Approved ✅", "approved", ""),
        ("Approved ⚠️ — PR #12", "approved", "PR #12"),
        (":construction: Draft (WIP)", "draft", ""),
        ('"In Review", says "Ada"', "review", 'says "Ada"'),
        ("_Draft_ since May", "draft", "since May"),
        ("in_review", "review", ""),
        ("Work-in-progress", "draft", ""),
        ("Approved §11", "approved", "§11"),
        ("Approved #12", "approved", "#12"),
    ],
)
def test_a_status_is_read_with_its_remark(text, slug, remark):
    stated = RFC.parse(text)

    assert (stated.slug, stated.remark) == (slug, remark)


@pytest.mark.parametrize("text", [CELL, "{proposed | rejected | accepted}", "Draft / Approved"])
def test_a_cell_that_lists_statuses_is_not_chosen_yet(text):
    stated = RFC.parse(text)

    assert (stated.chosen, stated.status, stated.label) == (False, None, "No status")


@pytest.mark.parametrize("text", ["Stagnant", "Drafty", "Reviewed", "Implementable", "✅"])
def test_an_unknown_word_stays_as_written_and_becomes_no_other_status(text):
    stated = RFC.parse(text)

    assert (stated.status, stated.slug, stated.label) == (None, "unknown", text)


def test_nothing_stated_is_none_and_comes_last():
    order = sorted([RFC.parse(""), RFC.parse("Odd"), RFC.parse("Rejected")], key=RFC.rank)

    assert [stated.slug for stated in order] == ["rejected", "unknown", "none"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_whole(name):
    statuses = PRESETS[name].statuses

    assert {status.tone for status in statuses} <= set(TONES)
    assert {slug for status in statuses for slug in status.next} <= {s.slug for s in statuses}
    assert all(status.meaning for status in statuses)


def test_the_presets_differ_where_the_conventions_do():
    assert RFC.parse("Superseded by 4").slug == "deprecated"
    assert ADR.parse("Superseded by 4").slug == "superseded"


def test_a_site_may_bring_its_own_statuses():
    own = lifecycle_from(
        [{"label": "Idea"}, {"label": "Taken Up", "tone": "done", "aliases": ["go", "🚀"]}]
    )

    assert own.parse("Go — next week").slug == "taken-up"
    assert own.parse("🚀 since May").slug == "taken-up"
    assert own.parse("Draft").status is None


@pytest.mark.parametrize("labels", [("Черновик", "Принято"), ("草稿", "已批准"), ("Élan", "Lan")])
def test_its_statuses_may_be_in_any_writing_system(labels):
    own = lifecycle_from([{"label": label} for label in labels])

    assert [own.parse(label).label for label in labels] == [*labels]
    assert [status.slug for status in own.statuses] == [label.casefold() for label in labels]


def test_a_status_without_a_letter_has_a_slug_all_the_same():
    assert lifecycle_from([{"label": "🚀"}]).statuses[0].slug == "status"


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([{"slug": "x"}], "needs a label"),
        (["Idea"], "a mapping with a label, not 'Idea'"),
        ([], "at least one status"),
        ([{"label": "A", "tone": "pink"}], "tone 'pink'; allowed are"),
        ([{"label": "A"}, {"label": "a"}], "share a slug"),
        ([{"label": "A", "next": ["b"]}], "may become 'b'"),
    ],
)
def test_a_lifecycle_that_cannot_be_meant_says_why(entries, says):
    with pytest.raises(ValueError, match=says):
        lifecycle_from(entries)
