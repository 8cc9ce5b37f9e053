from lxml import html

from written import Written, past, research, spec


def tree(page):
    return html.fragment_fromstring(page.html, create_parent="div")


def text(element):
    return " ".join(element.text_content().split())


def test_activity_lists_new_documents_and_transitions_and_counts_them():
    files = {"specs/a.md": spec("A", "Approved"), "research/survey.md": research()}
    histories = [
        past(
            "specs/a.md",
            "2026-01-06",
            "2026-03-01",
            transitions=[("2026-01-06", "Draft"), ("2026-03-01", "Approved")],
        ),
        past("research/survey.md", "2026-02-02", "2026-02-03"),
    ]
    page = tree(Written(files, histories).activity())

    assert [text(li).partition(" · ")[0] for li in page.find_class("rfc-time")[0]] == [
        "1 Mar 2026",
        "2 Feb 2026",
        "6 Jan 2026",
    ]
    assert [text(row) for row in page.xpath("//table//tr")] == [
        "2026-01Draft 1",
        "2026-02Draft 1",
        "2026-03Approved 1",
    ]


def test_what_one_commit_did_is_said_once():
    files = {f"specs/{name}.md": spec(name.title()) for name in "abcdefg"}
    files["research/x.md"] = research("X")
    histories = [
        past(path, "2026-01-06", transitions=[("2026-01-06", "Draft")] * path.startswith("specs"))
        for path in files
    ]
    page = tree(Written(files, histories).activity())

    assert [text(li).split(" · ")[1] for li in page.find_class("rfc-time")[0]] == [
        "2026001 X New research",
        "2026001 A, B, C, D, E and 2 more Created as Draft",
    ]
    assert page.find_class("rfc-axis")[0].text_content() == "2026-01: 7"


def test_a_shallow_clone_is_named_where_nothing_is_known():
    histories = [past("specs/a.md", complete=False)]
    page = tree(Written({"specs/a.md": spec("A")}, histories).activity())

    assert "the site was built from a shallow clone" in text(page.find_class("rfc-none")[0])
