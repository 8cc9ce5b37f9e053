import gzip
import json

import pytest
from lxml import html

from mkdocs_rfc.documents.document import Kind
from mkdocs_rfc.history.values import Problem
from mkdocs_rfc.messages.locales import messages_for
from written import Written, past, research, spec


def tree(page):
    return html.fragment_fromstring(page.html, create_parent="div")


def text(element):
    return " ".join(element.text_content().split())


def test_specs_are_grouped_by_status_in_the_order_of_the_lifecycle_newest_first():
    files = {
        "specs/old.md": spec("Old"),
        "specs/done.md": spec("Done", "Implemented"),
        "specs/new.md": spec("New"),
        "specs/odd.md": spec("Odd", "Someday"),
        "specs/mute.md": spec("Mute", ""),
    }
    histories = [past("specs/old.md", "2026-01-06"), past("specs/new.md", "2026-02-06")]
    page = tree(Written(files, histories).index())

    groups = [text(head) for head in page.find_class("rfc-group")]
    assert groups == [
        "Draft Being written. Expect changes. 2",
        "Implemented Decided and built. 1",
        "Other Not a status of this site. 1",
        "No status The document states no status. 1",
    ]
    titles = [text(th.find("a")) for th in page.xpath("//th[@scope='row']")]
    assert titles == ["New", "Old", "Done", "Odd", "Mute"]


def test_a_row_says_what_the_reader_has_to_know():
    files = {
        "specs/cache.md": spec(
            status="In Review (RFC) - PR #12",
            body="See `research/survey.md`.\n\n## Open Questions\n\n- [ ] Which key?\n",
        ),
        "research/survey.md": research(),
    }
    histories = [
        past(
            "specs/cache.md",
            "2026-01-06",
            "2026-02-01",
            transitions=[("2026-01-06", "Draft"), ("2026-02-01", "In Review")],
        )
    ]
    page = tree(Written(files, histories).index())
    row = page.xpath("//tbody/tr[not(@class)]")[0]

    assert [text(cell) for cell in row] == [
        "In Review",
        "CachePR #12 · 1 open question",
        "Storage",
        "2026-02-01",
        "2026-02-01",
        "1",
        "2/19",
    ]
    assert text(page.find_class("rfc-waiting")[0]).endswith(
        "Cache in review since 1 Feb 2026 · 1 open question · Storage"
    )


def test_what_waits_for_review_can_be_commented_on():
    address = "https://forge.example/pull/12?a=1&b=2"
    front = f"---\ndiscussions-to: {address}\n---\n"
    files = {"specs/cache.md": front + spec(status="In Review (RFC)")}
    card = tree(Written(files).index()).find_class("rfc-waiting")[0]

    assert text(card).endswith("Storage · Comment")
    assert card.xpath(".//small/a/@href") == [address]


def test_the_index_counts_sections_and_goals():
    body = "## 3.1 Functional Goals\n\n- [x] One\n- [ ] Two\n- [ ] Three\n"
    page = tree(Written({"specs/cache.md": spec(body=body)}).index())
    row = page.xpath("//tbody/tr[not(@class)]")[0]

    sections, goals = row.xpath("td[@data-col='sections' or @data-col='goals']")
    assert (text(sections), sections.get("data-n")) == ("2/19", "10")
    assert (text(goals), goals.get("data-n")) == ("1/3", "33")


FULL = ["number", "status", "title", "owner", "since", "updated", "research", "sections", "goals"]
GOALS = "See `research/x.md`.\n\n### 3.1 Goals\n\n- [ ] Faster\n"


@pytest.mark.parametrize(
    ("files", "columns"),
    [
        ({"specs/0042-cache.md": spec(body=GOALS)}, FULL),
        ({"specs/2026-01-05-cache.md": spec(body=GOALS)}, FULL[1:]),
        ({"specs/2026-01-05-cache.md": spec()}, [*FULL[1:-3], "sections"]),
        (
            {"specs/0042-cache.md": "# Cache\n\n## Why\n\nText.\n"},
            ["number", "title", "since", "updated"],
        ),
    ],
    ids=["everything", "no numbers", "no research", "no metadata"],
)
def test_a_column_is_there_where_it_says_something_of_any_document(files, columns):
    page = tree(Written(files | {"research/x.md": research()}).index())

    assert page.xpath("//thead//th/@data-col") == columns
    cells = page.xpath("//tbody/tr[not(@class)]")[0]
    assert len(cells) == len(columns)
    assert page.xpath("//tr[@class='rfc-group']/th/@colspan") == [str(len(columns))]


def test_where_no_document_states_a_status_they_stand_under_their_years():
    files = {f"specs/000{number}-x.md": f"# X {number}\n" for number in (1, 2, 3)}
    histories = [
        past("specs/0001-x.md", "2025-03-01"),
        past("specs/0002-x.md", "2026-01-06"),
    ]
    page = tree(Written(files, histories).index())

    groups = [text(head) for head in page.find_class("rfc-group")]
    assert groups == ["2026 1", "2025 1", "Without a date 1"]
    assert not page.find_class("rfc-chip")
    assert not page.find_class("rfc-bar")
    words = json.loads(page.find_class("rfc-index")[0].get("data-words"))
    assert "{status}" not in words["hidden"]


@pytest.mark.parametrize(
    ("texts", "choices"),
    [
        ([spec("A"), spec("B")], []),
        ([spec("A"), spec("B", owner="Search")], [" Status", "owner Owner"]),
        ([spec("A"), spec("B").replace("2026-01-05", "2025-01-05")], [" Status", "year Year"]),
        (["# A\n", "# B\n"], []),
        (["# A\n", "---\nowner: Ada\n---\n# B\n"], [" Year", "owner Owner"]),
    ],
    ids=["alike", "owners", "years", "bare", "bare-owners"],
)
def test_rows_can_stand_by_what_tells_them_apart(texts, choices):
    files = {f"specs/{number}-x.md": text for number, text in enumerate(texts)}
    page = tree(Written(files).index())

    options = page.xpath("//select[@name='group']/option")
    assert [f"{each.get('value')} {each.text}" for each in options] == choices
    assert not tree(Written(files).index(Kind.RESEARCH)).xpath("//select[@name='group']")


def test_since_is_the_day_of_the_present_status_and_never_another():
    taken = [("2026-01-06", "Draft"), ("2026-02-01", "Approved"), ("2026-02-03", "In Review")]
    files = {
        "specs/a.md": spec("A", "In Review (RFC)"),
        "specs/b.md": spec("B", "Approved"),
        "specs/c.md": spec("C", "Approved"),
    }
    histories = [
        past("specs/a.md", *(day for day, _ in taken), transitions=taken),
        past("specs/b.md", "2026-01-07", transitions=[("2026-01-07", "Draft")]),
    ]
    page = tree(Written(files, histories).index())

    found = {
        text(row.find("th/a")): text(row.xpath("td[@data-col='since']")[0])
        for row in page.xpath("//tbody/tr[not(@class)]")
    }
    assert found == {"A": "2026-02-03", "B": "not committed yet", "C": "2026-01-05"}


@pytest.mark.parametrize(
    ("months", "choices"),
    [
        (["2026-03", "2026-01"], ["2026-03 Mar 2026", "2026-01 Jan 2026"]),
        (
            [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 8)],
            ["2026 2026", "2025 2025"],
        ),
    ],
    ids=["months", "years"],
)
def test_research_is_narrowed_to_a_month_or_where_there_are_many_a_year(months, choices):
    files = {f"research/{month}-x.md": research(f"X {month}") for month in months}
    histories = [past(path, f"{month}-05") for path, month in zip(files, months, strict=True)]
    page = tree(Written(files, histories).index(Kind.RESEARCH))

    options = page.xpath("//select[@name='date']/option[@value!='']")
    assert [f"{each.get('value')} {each.text}" for each in options] == choices


def test_without_script_every_row_is_there_and_nothing_pretends_to_work():
    page = tree(Written({"specs/a.md": spec("A"), "specs/b.md": spec("B", "Approved")}).index())

    assert page.xpath("//form/@hidden") == [""]
    assert page.xpath("//button[not(@hidden)]") == []
    targets = {chip.get("href").lstrip("#") for chip in page.find_class("rfc-chip")}
    assert targets <= set(page.xpath("//tbody/@id"))


def test_the_state_of_the_repository_is_that_of_its_last_commit():
    state = tree(Written({"specs/a.md": spec()}).index()).find_class("rfc-state")[0]

    assert text(state).startswith("Current repository state: main, 2026006, 2026-06-01 12:00")
    assert "Newest <i>commit</i>" in text(state)


def test_a_problem_of_git_is_said():
    problem = Problem("shallow", "The history is cut off.", "Fetch all of it.")
    page = tree(Written({"specs/a.md": spec()}, head=None, problems=(problem,)).index())

    assert text(page.find_class("rfc-problem")[0]) == "The history is cut off. Fetch all of it."


def test_no_spec_yet_says_how_to_write_one():
    page = tree(Written({}).index())

    assert "mkdocs-rfc new" in text(page.find_class("rfc-empty")[0])


def test_the_users_own_text_comes_first_and_gives_the_title():
    own = html.fragment_fromstring("<div><h1 id='x'>Our RFCs</h1><p>Hello.</p></div>")
    page = Written({"specs/a.md": spec()}).index(text=own)

    assert page.title == "Our RFCs"
    assert [each.get("class") or each.tag for each in tree(page)] == ["h1", "rfc-own", "rfc-index"]


def test_the_research_index_names_the_specs_that_use_a_document():
    files = {
        f"specs/{name}.md": spec(name.title(), body="See `research/survey.md`.") for name in "abcde"
    }
    files |= {"research/survey.md": research(), "research/unused.md": research("Unused", "Text.")}
    page = tree(Written(files).index(Kind.RESEARCH))

    users = page.xpath("//td[@data-col='users']")
    assert [text(each) for each in users] == ["", "ABCand 2 more"]
    assert text(page.find_class("rfc-lede")[0]) == "2 documents, 1 of them used by an RFC."


def test_the_texts_for_the_script_are_in_the_language_of_the_site():
    page = tree(Written({"specs/a.md": spec()}).index(words=messages_for("de")))

    assert (
        json.loads(page.find_class("rfc-index")[0].get("data-words"))["drop"]
        == "Einen davon weglassen:"
    )


def test_what_strangers_wrote_is_never_markup():
    hostile = "<script>alert(1)</script>\"'"
    head = f"status: '{hostile[:-1]}'\nowner: {hostile!r}\ntags: [{hostile!r}]\n"
    written = Written({"specs/a.md": f"---\n{head}---\n# T {hostile}\n"}, branch=hostile)

    assert tree(written.index()).xpath("//script") == []
    assert tree(written.home()).xpath("//script") == []


def test_a_thousand_rows_weigh_no_more_than_45_kilobytes():
    words = [
        "shard",
        "event",
        "cache",
        "audit",
        "retry",
        "token",
        "queue",
        "index",
        "lease",
        "store",
    ]
    files = {
        f"specs/{number:04}-x.md": spec(
            " ".join(words[(number * step + step) % 10] for step in (1, 3, 7))
            + f" {number * 7919 % 997}",
            ["Draft (WIP)", "In Review (RFC)", "Approved", "Implemented", "Rejected"][number % 5],
            owner=f"{words[number % 10]} {words[number // 10 % 10]}",
        )
        for number in range(1, 1001)
    }
    histories = [
        past(path, f"2026-0{1 + place % 5}-{10 + place % 19}", f"2026-05-{10 + place % 20}")
        for place, path in enumerate(files)
    ]

    size = len(gzip.compress(Written(files, histories).index().html.encode()))

    assert size <= 45_000


def test_home_leads_to_everything():
    page = tree(Written({"specs/a.md": spec("A")}).home())

    hrefs = page.xpath("//p[@class='rfc-lede']/a/@href")
    assert hrefs == ["specs/", "research/", "specs/map/", "specs/activity/"]
