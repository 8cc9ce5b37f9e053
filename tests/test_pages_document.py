import json
import re
from dataclasses import replace

import pytest
from lxml import html

from mkdocs_rfc.history.values import Presence
from mkdocs_rfc.lifecycle.presets import ADR
from mkdocs_rfc.messages.locales import messages_for
from written import Written, past, research, spec

PATH = "specs/cache.md"


def tree(page):
    return html.fragment_fromstring(page.html, create_parent="div")


def text(element):
    return " ".join(element.text_content().split())


def one(page, name):
    return text(tree(page).find_class(name)[0])


def facts(page):
    pairs = tree(page).xpath("//div[@class='rfc-head']//dl/div")
    return {text(pair[0]): text(pair[1]) for pair in pairs}


def shown(source=None, *histories, path=PATH, **others):
    return Written({path: source or spec(), **others.pop("files", {})}, histories, **others).page(
        path
    )


def test_nothing_is_said_twice():
    page = tree(shown())

    assert [text(h1) for h1 in page.iter("h1")] == ["Cache"]
    assert "Document Metadata" not in page.text_content()


def test_the_head_comes_before_the_text_and_the_rest_after_it():
    order = [each.get("class") or each.tag for each in tree(shown())]

    assert order[:4] == ["rfc-eyebrow", "h1", "rfc-tldr", "rfc-printed"]
    assert order.index("rfc-head") < order.index("h2") < order.index("rfc-about")


def test_facts_are_those_of_the_metadata_and_of_git():
    page = shown(spec(), past(PATH, "2026-01-06", "2026-02-01"))

    assert facts(page) | {"Created": "6 Jan 2026"} == facts(page)
    assert facts(page)["Owner"] == "Storage"
    assert facts(page)["Last change"].startswith("1 Feb 2026, 2026002")


def test_a_declared_date_far_from_gits_is_said_beside_it():
    page = shown(spec(), past(PATH, "2026-03-01"))

    assert facts(page)["Created"] == "1 Mar 2026 stated as 2026-01-05"


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ([], "not known to git"),
        ([past(PATH, presence=Presence.UNTRACKED)], "not committed yet"),
        ([past(PATH, "2026-01-06", complete=False)], "unknown (shallow clone)"),
    ],
    ids=["no git", "untracked", "shallow"],
)
def test_a_date_that_git_does_not_know_is_never_made_up(history, said):
    page = shown(spec(), *history)

    assert facts(page)["Created"] == f"{said} stated as 2026-01-05"


def test_changes_that_are_not_committed_are_said():
    page = shown(spec(), past(PATH, "2026-01-06", presence=Presence.MODIFIED))

    assert facts(page)["Last change"].endswith("with changes that are not committed yet")


def test_the_way_through_the_lifecycle_has_the_days_git_saw():
    history = past(
        PATH,
        "2026-01-06",
        "2026-02-01",
        transitions=[("2026-01-06", "Draft (WIP)"), ("2026-02-01", "In Review (RFC)")],
    )
    page = tree(shown(spec(status="In Review (RFC)"), history))
    steps = page.find_class("rfc-steps")[0]

    assert [text(step) for step in steps] == [
        "Draft 6 Jan 2026",
        "In Review 1 Feb 2026",
        "Approved",
        "Implemented",
    ]
    assert [step.get("aria-current") for step in steps] == [None, "step", None, None]


def test_a_rejected_spec_has_no_way_ahead():
    page = tree(shown(spec(status="Rejected")))

    assert [text(step) for step in page.find_class("rfc-steps")[0]] == ["Rejected"]
    assert one(shown(spec(status="Rejected")), "rfc-banner").startswith("Rejected. Considered")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Deprecated. Nothing replaces it."),
        (
            {"specs/blobs.md": spec("Blobs", rows="| Supersedes | `specs/cache.md` |\n")},
            "Deprecated. Was in force. See what replaced it.",
        ),
    ],
    ids=["no successor", "one that is not decided"],
)
def test_a_spec_that_nothing_replaces_sends_nobody_to_look_for_what_does(files, said):
    assert one(shown(spec(status="Deprecated"), files=files), "rfc-banner") == said


def test_a_remark_of_the_status_is_kept():
    page = shown(spec(status="In Review (RFC) - PR #12 open"))

    assert one(page, "rfc-eyebrow") == "RFCs In Review PR #12 open History and links"


def test_a_remark_that_the_banner_says_is_not_said_twice():
    page = tree(shown(spec(status="Rejected - too slow")))

    assert text(page.find_class("rfc-banner")[0]) == "Rejected. too slow"
    assert page.find_class("rfc-remark") == []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["7.1 Security", "7.2 Scale", "7.3 Cost"], "write 7.1, 7.2, 7.3"),
        (["7.1 Security", "Scale", "7.3 Cost"], "write 7.1 Security, Scale, 7.3 Cost"),
        (["7.1 Security", "7.2 Scale"], "write 7.1 Security, 7.2 Scale"),
    ],
    ids=["numbers", "not all have one", "few"],
)
def test_many_sections_are_named_by_their_numbers(names, said):
    page = shown(spec(body="".join(f"### {name}\n\n" for name in names)))

    assert one(page, "rfc-gate") == f"Before it can be approved: {said}"


@pytest.mark.parametrize("status", ["", "Someday", "Draft (WIP) / In Review (RFC) / Approved"])
def test_a_status_that_is_none_is_shown_in_no_colour(status):
    page = tree(shown(spec(status=status), files={"specs/other.md": spec()}))

    assert page.find_class("rfc-status")[0].get("data-tone") == "none"
    assert page.find_class("rfc-steps") == []


def test_a_superseded_spec_names_its_successor_and_its_status():
    newer = spec("Blobs", "Approved", rows="| Supersedes | `specs/cache.md` |\n")
    page = shown(spec(status="Deprecated"), files={"specs/blobs.md": newer})

    assert one(page, "rfc-banner") == "Superseded by Blobs (Approved)."


def test_a_banner_says_since_when():
    newer = spec("Blobs", "Implemented", rows="| Supersedes | `specs/cache.md` |\n")
    taken = [("2026-01-06", "Draft"), ("2026-02-01", "Approved"), ("2026-03-01", "Implemented")]
    decided = past("specs/blobs.md", *(day for day, _ in taken), transitions=taken)
    page = shown(spec(), decided, files={"specs/blobs.md": newer})
    assert one(page, "rfc-banner") == "Superseded by Blobs (Implemented) on 1 Feb 2026."

    refused = past("specs/cache.md", "2026-01-06", transitions=[("2026-01-06", "Rejected")])
    page = shown(spec(status="Rejected - too slow"), refused)
    assert one(page, "rfc-banner") == "Rejected on 6 Jan 2026. too slow"


def test_a_successor_that_is_not_decided_is_no_banner():
    newer = spec("Blobs", rows="| Supersedes | `specs/cache.md` |\n")
    page = shown(spec(status="Approved"), files={"specs/blobs.md": newer})

    assert tree(page).find_class("rfc-banner") == []
    assert facts(page)["Will be superseded by"] == "Blobs"


def test_a_heading_above_the_metadata_and_the_metadata_are_no_text():
    page = shown("## RFC: Bell\n\n- Status: Draft\n- Owner: Ada\n\n## Tones\n\nLow.\n")

    heads = [text(each) for each in tree(page).xpath("//h1 | //h2")]
    assert heads[:2] == ["Bell", "Tones¶"]
    assert [each for each in tree(page).iter("table", "li") if "Status" in text(each)] == []
    assert facts(page)["Owner"] == "Ada"


def test_what_a_row_says_beyond_what_was_read_is_shown():
    rows = (
        "- Status: Draft\n- Owner: [Ada](https://x.example/ada)\n- Team: Bea\n"
        "- Author: Ann\n- Author: Bob\n- Date: 2026-01-05, ask Walter\n- Updated: in spring\n"
        "- See: [w1](https://x.example/1)\n- See: [w2](https://x.example/2)\n"
        "- [The thread](https://x.example/3)\n- Tags: a, b\n- Summary: In one line.\n"
    )
    page = shown(f"# Bell\n\n{rows}\n## Tones\n\nLow.\n")
    head = tree(page).find_class("rfc-head")[0]

    for words in ("Bea", "Bob", "2026-01-05, ask Walter", "in spring", "w1", "w2", "The thread"):
        assert words in text(head)
    assert text(head).count("Ada") == 2  # its link stands beside what the index is filtered by
    assert one(page, "rfc-tldr").startswith("In one line.")
    assert facts(page)["Tags"] == "a, b"


def test_a_sentence_right_below_the_table_is_a_row_of_it_and_shown():
    page = shown(
        "# Bell\n\n| Status | Draft |\n| --- | --- |\n| Owner | Ada |\nIt rings at noon.\n"
    )

    assert facts(page)["See also"] == "It rings at noon."


def test_a_date_with_a_time_is_said_once():
    page = shown("---\ndate: 2026-01-05 09:30:00 PST\nstatus: Draft\n---\n# Bell\n")

    assert "Date" not in facts(page)


def test_what_a_status_supersedes_is_not_what_it_is_superseded_by():
    files = {
        "specs/old.md": "# Old\n\n* Status: superseded by [new](new.md)\n",
        "specs/new.md": "# New\n\n* Status: accepted, supersedes [old](old.md)\n",
        "specs/also.md": "# Also\n\n* Status: accepted, see [old](old.md)\n",
    }
    new, old, also = (
        shown(path=f"specs/{name}.md", files=files) for name in ("new", "old", "also")
    )

    assert facts(new)["Supersedes"] == "Old"
    assert "Superseded by" not in facts(new) | facts(also)
    assert "Superseded by New" in one(old, "rfc-banner")
    assert "Supersedes" not in facts(old) | facts(also)


@pytest.mark.parametrize("key", ["supersedes", "replaces", "obsoletes"])
def test_every_word_for_it_says_what_is_superseded(key):
    files = {"specs/0011-old.md": "# Old\n"}
    new = f"---\nstatus: Approved\n{key}: 0011-old.md\n---\n# New\n"

    assert facts(shown(new, files=files))["Supersedes"] == "0011 Old"


def test_where_it_is_discussed_is_never_folded():
    address = "https://forge.example/a-team-with-a-long-name/a-product/discussions/1234"
    page = shown(spec(rows=f"| Discussions-To | {address} |\n| Long | {'word ' * 20}|\n"))

    assert facts(page)["Discussions-To"] == address
    assert one(page, "rfc-printed").endswith(f" Discussed at {address}")
    assert one(page, "rfc-more").startswith("More: Long")


def test_what_is_missing_for_approval_is_linked():
    body = (
        "## 8.3 Test Plan\n\n- **Unit Tests:**\n\n## 9. Open Questions\n\n"
        "- [ ] Which key?\n- [x] Settled.\n- [ ] Who pays?\n"
    )
    page = shown(spec(body=body, owner=""))
    gate = tree(page).find_class("rfc-gate")[0]

    assert text(gate) == (
        "Before it can be approved: name an owner; answer questions 1, 3; write 8.3 Test Plan"
    )
    ids = set(tree(page).xpath("//@id"))
    assert {link.get("href").lstrip("#") for link in gate.iter("a")} <= ids


def test_goals_and_questions_are_measured():
    body = "## 3.1 Functional Goals\n\n- [x] One\n- [ ] Two\n\n## 3.2 Non-Goals\n\n- [ ] Three\n"

    assert facts(shown(spec(body=body)))["Goals settled"] == "1 of 2"


def test_the_head_says_how_far_a_spec_is():
    body = (
        "## 8.1 Deployment Strategy\n\n- [x] Here\n- [ ] There\n\n"
        "## 8.3 Test Plan\n\n*Instruction: Say how.*\n\n- **Unit Tests:**\n"
    )
    page = shown(spec(body=body))

    told = facts(page)
    assert told["Phases done"] == "1 of 2"
    assert told["Sections written"] == "2 of 19"
    assert told["Left of the template"] == "2 places"
    assert one(page, "rfc-tldr") == "One cache for all. 4 of at most 200 words"


@pytest.mark.parametrize(("status", "said"), [("Approved", True), ("Implemented", False)])
def test_the_length_of_the_summary_is_said_while_it_may_change(status, said):
    assert ("words" in one(shown(spec(status=status)), "rfc-tldr")) is said


def test_a_spec_without_anything_missing_is_told_so():
    page = shown("# A\n\n| Status | Draft |\n| --- | --- |\n| Owner | Ada |\n\nText.\n")

    assert one(page, "rfc-gate") == "Nothing is missing before it can be approved."


UNCHOSEN = "Draft (WIP) / In Review (RFC) / Approved"


@pytest.mark.parametrize(
    ("status", "is_draft"), [("Draft", True), (UNCHOSEN, True), ("", False), ("Someday", False)]
)
def test_what_is_a_draft_is_treated_as_one_throughout(status, is_draft):
    page = shown(spec(status=status, body="## 3.1 Functional Goals\n\n- Goal 1\n"))
    _, folded = measures(page)

    assert ("Left of the template" in folded) is is_draft
    assert bool(tree(page).find_class("rfc-gate")) is is_draft


def test_a_decided_spec_is_not_told_what_is_missing():
    body = "## 9. Open Questions\n\n- [ ] Which key?\n"

    assert tree(shown(spec(status="Approved", body=body))).find_class("rfc-gate") == []


def test_instructions_of_the_template_are_folded_away():
    body = "## 2. Context\n\n*Instruction: Why are we doing this?*\n"
    page = tree(shown(spec(body=body)))

    assert page.xpath("//aside[@class='rfc-todo']//p")[0].text_content().startswith("Instruction")


def test_a_title_from_the_front_matter_keeps_what_the_heading_adds():
    source = "---\ntitle: Cache\n---\n\n# How stale prices happen\n\nText.\n"

    assert one(shown(source), "rfc-subtitle") == "How stale prices happen"


@pytest.mark.parametrize("heading", ["Research: Survey", "Research", "Survey"])
def test_a_heading_that_adds_nothing_is_dropped(heading):
    path = "research/survey.md"
    page = shown(f"---\ntopic: Survey\n---\n\n# {heading}\n\nText.\n", path=path)

    assert tree(page).find_class("rfc-subtitle") == []


def test_further_headings_of_the_first_level_move_down_with_all_below_them():
    source = spec() + "\n# Appendix\n\n## Numbers\n"
    page = shown(source)

    assert [(h.tag, text(h).rstrip("¶")) for h in tree(page).iter("h1", "h2", "h3")][:4] == [
        ("h1", "Cache"),
        ("h3", "1. Executive Summary"),
        ("h2", "Appendix"),
        ("h3", "Numbers"),
    ]


def test_every_anchor_of_the_contents_is_on_the_page():
    page = shown(spec(body="## 2. Context\n\nText.\n"))
    stack, anchors = list(page.toc), []
    while stack:
        token = stack.pop()
        anchors.append(token["id"])
        stack += token["children"]

    assert set(anchors) <= set(tree(page).xpath("//@id"))
    assert len(anchors) == len(set(anchors))


def test_research_and_specs_know_each_other_with_section_and_sentence():
    body = "## 2. Context\n\nPrices are stale. The survey `research/survey.md` says why.\n"
    written = Written({PATH: spec(body=body), "research/survey.md": research()})

    rests_on = tree(written.page(PATH)).xpath("//*[@id='rfc-research']/following-sibling::ul[1]")[0]
    used_by = tree(written.page("research/survey.md")).find_class("rfc-list")[0]

    assert text(rests_on) == (
        "Survey 2026-01-02 · cited in 2 The survey research/survey.md says why."
    )
    assert text(used_by) == ("DraftCache cited in 2 The survey research/survey.md says why.")
    assert used_by.xpath(".//small/a/@href") == ["../../specs/cache/#2-context"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("See `research/survey.md`.", ["cited in the introduction"]),
        ("`research/survey.md`, `research/other.md`, see", ["cited in the introduction"]),
        ("- `research/survey.md`\n\nRFC by `research/survey.md` stands firm.", ["stands firm"]),
    ],
    ids=["nothing", "paths", "second"],
)
def test_a_sentence_is_one_that_says_something(body, said):
    body = f"# Cache\n\n{body}\n"
    written = Written({PATH: body, "research/survey.md": research()})
    used_by = tree(written.page("research/survey.md")).find_class("rfc-list")[0]

    assert all(part in text(used_by) for part in said)
    assert len(used_by.xpath(".//q")) == ("firm" in body)


def test_what_only_the_metadata_names_is_said_to_be_listed():
    rows = "| Research | `research/survey.md`, and two other fine surveys |\n"
    written = Written({PATH: spec(rows=rows), "research/survey.md": research()})
    used_by = tree(written.page("research/survey.md")).find_class("rfc-list")[0]

    assert text(used_by) == "DraftCache listed, not cited in the text"


def test_research_that_changed_after_the_approval_is_marked():
    body = "It rests on `research/survey.md`.\n"
    histories = [
        past(PATH, "2026-01-06", transitions=[("2026-01-06", "Approved")]),
        past("research/survey.md", "2026-01-02", "2026-03-01"),
    ]
    written = Written(
        {PATH: spec(status="Approved", body=body), "research/survey.md": research()}, histories
    )

    assert "changed after approval" in written.page(PATH).html
    assert "changed after approval" in written.page("research/survey.md").html


def test_edits_between_two_transitions_are_folded():
    history = past(
        PATH,
        *(f"2026-01-{day:02}" for day in range(6, 12)),
        transitions=[("2026-01-06", "Draft"), ("2026-01-10", "In Review (RFC)")],
    )
    page = tree(shown(spec(status="In Review (RFC)"), history))
    events = [text(li) for li in page.find_class("rfc-time")[0]]

    assert events[0].endswith("Edit on 2026-01-11")
    assert "Draft to In Review" in events[1]
    assert events[2].startswith("3 text edits between 7 Jan 2026 and 9 Jan 2026")
    assert "Created as Draft" in events[3]


def test_moves_among_folded_edits_are_not_counted_as_edits_of_the_text():
    history = past(PATH, "2026-01-06", "2026-01-07", "2026-01-08")
    moved = replace(history.revisions[0], kind="renamed", mechanical=True)
    page = tree(shown(spec(), replace(history, revisions=(moved, *history.revisions[1:]))))

    assert text(page.find_class("rfc-time")[0][0]).startswith("3 commits between")


@pytest.mark.parametrize(
    ("complete", "said"),
    [
        (False, "History starts here: the site was built from a shallow clone."),
        (True, "No history: nothing is committed, or the site was built without git's history."),
    ],
)
def test_a_clone_without_any_past_is_not_called_uncommitted(complete, said):
    history = past(PATH, complete=complete)
    section = tree(shown(spec(), history)).get_element_by_id("rfc-history").getparent()

    assert said in text(section)


def test_the_map_has_every_neighbour_as_a_box_and_as_a_row():
    body = "It rests on `research/survey.md` and needs `specs/bus.md`.\n"
    written = Written(
        {PATH: spec(body=body), "research/survey.md": research(), "specs/bus.md": spec("Bus")}
    )
    page = tree(written.page(PATH))
    drawn = page.xpath("//svg/a/title/text()")

    assert sorted(drawn) == ["Bus", "Cache", "Survey"]
    assert [text(row) for row in page.xpath("//table[@class='rfc-ties']//tr")] == [
        "rests onSurvey",
        "citesBus Draft",
    ]
    assert page.xpath("//svg//a[@href]") == []


def test_what_strangers_wrote_is_never_markup():
    hostile = "<script>alert(1)</script>"
    rows = f"| Discussion | {hostile} |\n"
    source = spec(f"A {hostile}", f"Draft - {hostile}", rows, owner=hostile)
    page = shown(source, past(PATH, "2026-01-06"))

    assert tree(page).xpath("//script") == []
    assert tree(page).xpath("//time/following::b[.='Lovelace']") == []


def test_titles_keep_their_code():
    page = tree(shown(spec("Why `a < b`")))

    assert (
        html.tostring(page.find("h1"), encoding="unicode")
        .strip()
        .startswith('<h1 id="why-a--b">Why <code>a &lt; b</code>')
    )


def test_metadata_for_themes_and_search():
    page = shown(spec(status="Rejected"), past(PATH, "2026-01-06"))

    assert page.meta == {
        "description": "One cache for all.",
        "update_date": "2026-01-06",
        "status": "rejected",
        "search": {"boost": 0.5},
    }


def test_another_lifecycle_has_its_own_way():
    page = tree(shown(spec(status="Accepted"), lifecycle=ADR))

    assert [text(step) for step in page.find_class("rfc-steps")[0]] == ["Proposed", "Accepted"]


def test_pages_speak_the_language_of_the_site():
    page = Written({PATH: spec()}, [past(PATH, "2026-01-06")]).page(
        PATH, words=messages_for("de-AT")
    )

    assert facts(page)["Angelegt"] == "6. Jan. 2026"


def test_the_same_corpus_gives_the_same_page():
    def render():
        return Written(
            {PATH: spec(body="See `research/survey.md`."), "research/survey.md": research()}
        )

    assert render().page(PATH) == render().page(PATH)


def test_a_body_that_the_sites_own_markdown_made_works_too():
    written = Written({PATH: spec()})
    body = written.corpus.documents[PATH].tree.read()

    assert not re.search(r"Document Metadata", written.page(PATH, body).html)


def test_neighbours_are_by_name():
    written = Written({f"specs/{name}.md": spec(name.title()) for name in "abc"})
    page = tree(written.page("specs/b.md"))

    assert [text(link) for link in page.find_class("rfc-nextprev")[0]] == ["← A", "C →"]
    assert json.dumps(page.find_class("rfc-nextprev")[0].xpath("a/@href")) == '["../a/", "../c/"]'


def measures(page):
    """What the head says outright, and what it folds away."""
    lists = tree(page).xpath("//div[@class='rfc-head']/dl | //div[@class='rfc-head']/details/dl")
    said, folded = {}, {}
    for each in lists:
        kept = folded if each.getparent().tag == "details" else said
        kept.update((text(pair[0]), text(pair[1])) for pair in each)
    return said, folded


PHASES = "## 8.1 Deployment Strategy\n\n- [x] One flag\n- [ ] Everywhere\n"


@pytest.mark.parametrize(
    ("status", "body", "fact", "outright"),
    [
        ("Draft", PHASES, ("Phases done", "1 of 2"), False),
        ("Approved", PHASES, ("Phases done", "1 of 2"), True),
        ("Approved", PHASES.replace("[ ]", "[x]"), ("Phases done", "2 of 2"), False),
        (
            "Draft",
            "## 3.1 Functional Goals\n\n- Goal 1\n",
            ("Left of the template", "1 place"),
            False,
        ),
        (
            "Approved",
            "## 3.1 Functional Goals\n\n- Goal 1\n",
            ("Left of the template", "1 place"),
            True,
        ),
    ],
    ids=["draft", "decided", "done", "left in a draft", "left"],
)
def test_the_head_says_what_a_reader_has_to_know_and_folds_the_rest(status, body, fact, outright):
    said, folded = measures(shown(spec(status=status, body=body)))

    assert fact in (said if outright else folded).items()
    assert fact[0] not in (folded if outright else said)


def test_a_long_value_takes_two_cells_and_as_many_rows_are_shown_as_fit():
    rows = "".join(f"| Row {number} | {'long value ' * 3} |\n" for number in range(1, 5))
    page = tree(shown(spec(rows=rows)))
    wide = page.xpath("//div[@class='rfc-head']/dl[1]/div[@class='rfc-wide']")
    assert [text(each[0]) for each in wide] == ["Row 1", "Row 2"]
    assert "Row 3, Row 4" in text(page.find_class("rfc-more")[0])


def test_where_no_document_states_a_status_none_is_missed():
    files = {"specs/other.md": "# Other\n\nText.\n"}
    page = tree(shown("# Cache\n\nSee `specs/other.md` for all.\n", files=files))

    assert page.find_class("rfc-status") == []
    assert "nobody yet" not in text(page)
    assert page.xpath("//svg//*[@class='rfc-flag']") != []


def test_where_another_document_states_one_it_is_missed():
    page = tree(shown("# Cache\n\nText.\n", files={"specs/other.md": spec()}))

    assert text(page.find_class("rfc-eyebrow")[0]) == "RFCs No status History and links"
    assert "nobody yet" in text(page)
