from itertools import pairwise

import pytest
from lxml import html

from mkdocs_rfc.pages import map as graph
from written import Written, research, spec


def tree(page):
    return html.fragment_fromstring(page.html, create_parent="div")


def text(element):
    return " ".join(element.text_content().split())


def boxes(page):
    """Title and place of each box, from the top."""
    found = [
        (int(box.xpath("rect/@y")[0]), int(box.xpath("rect/@x")[0]), box.xpath("string(text)"))
        for box in page.xpath("//*[local-name()='a'][@data-id]")
    ]
    return sorted(found)


def test_the_map_draws_what_is_related_and_lists_it():
    files = {
        "specs/a.md": spec("A", body="See `research/survey.md` and `specs/b.md`."),
        "specs/b.md": spec("B", "Approved"),
        "specs/alone.md": spec("Alone"),
        "research/survey.md": research(),
    }
    page = tree(Written(files).map())

    assert sorted(page.xpath("//svg/a/text/text()")) == ["A", "B", "Survey"]
    assert [text(row) for row in page.xpath("//tbody/tr")] == ["B Approved", "A DraftSurveyB"]
    assert page.xpath("//fieldset//input/@value") == ["draft", "approved"]


def test_what_belongs_together_stands_together_the_largest_first():
    files = {
        "specs/a.md": spec("A", body="See `specs/d.md`."),
        "specs/b.md": spec("B", body="See `specs/c.md` and `specs/e.md`."),
        "specs/c.md": spec("C"),
        "specs/d.md": spec("D"),
        "specs/e.md": spec("E"),
    }
    found = boxes(tree(Written(files).map()))

    assert [title for _, _, title in found] == ["E", "C", "B", "D", "A"]
    steps = [below - above for (above, _, _), (below, _, _) in pairwise(found)]
    assert steps == [graph.ROW, graph.ROW, graph.ROW + graph.GAP, graph.ROW]


def test_specs_that_share_research_belong_together():
    files = {
        "specs/a.md": spec("A", body="See `research/survey.md`."),
        "specs/b.md": spec("B", body="See `research/survey.md`."),
        "research/survey.md": research(),
    }
    found = boxes(tree(Written(files).map()))

    assert [(x > graph.BOX, title) for _, x, title in found] == [
        (True, "B"),
        (False, "Survey"),
        (True, "A"),
    ]


@pytest.mark.parametrize(
    ("row", "kind", "label"),
    [
        ("Supersedes", "replaces", "supersedes"),
        ("Superseded by", "replaced", "is superseded by"),
        ("Depends on", "needs", "depends on"),
        ("Related", "cites", "cites"),
    ],
)
def test_a_line_says_what_the_metadata_says(row, kind, label):
    files = {"specs/a.md": spec("A", rows=f"| {row} | `specs/b.md` |\n"), "specs/b.md": spec("B")}
    page = tree(Written(files).map())

    assert page.xpath("//path/@class") == [f"rfc-{kind}"]
    assert text(page.find_class("rfc-legend")[0]) == label


def test_too_many_are_cut_to_those_with_the_most_links(monkeypatch):
    monkeypatch.setattr(graph, "MOST", 2)
    files = {
        "specs/a.md": spec("A", body="See `specs/c.md`."),
        "specs/b.md": spec("B", body="See `specs/c.md` and `specs/a.md`."),
        "specs/c.md": spec("C", body="See `specs/b.md`."),
    }
    page = tree(Written(files).map())

    assert {title for _, _, title in boxes(page)} == {"B", "C"}
    assert len(page.xpath("//table/tbody/tr")) == 3
    assert "Of 3 RFCs, the 2 with the most links" in text(page)


def test_one_status_is_no_choice():
    files = {"specs/a.md": spec("A", body="See `specs/b.md`."), "specs/b.md": spec("B")}

    assert tree(Written(files).map()).xpath("//fieldset") == []


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        ("See `research/survey.md` and `specs/b.md`.", {"Survey": 0, "A": 1, "B": 2}),
        ("See `specs/b.md`.", {"A": 0, "B": 1}),
        ("See `research/survey.md`.", {"Survey": 0, "A": 1}),
    ],
    ids=["both sides", "specs", "research"],
)
def test_the_map_of_a_spec_has_no_empty_side(body, columns):
    files = {
        "specs/a.md": spec("A", body=body),
        "specs/b.md": spec("B"),
        "research/survey.md": research(),
    }
    page = tree(Written(files).page("specs/a.md"))

    assert {title: (x - 2) // 250 for _, x, title in boxes(page)} == columns
    width = int(page.xpath("//svg[.//*[@data-id]]/@width")[0])
    assert width == 250 * max(columns.values()) + 204
