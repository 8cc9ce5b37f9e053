"""Open questions as things of their own: read from every version, and shown on the page."""

import pytest
from lxml import html

from mkdocs_rfc.documents.versions import question_name, questions_in_version
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions, Person, Point
from mkdocs_rfc.markdown.tree import render
from mkdocs_rfc.messages.locales import messages_for
from repository import Repository
from written import Written, commit, past, spec

PATH = "specs/cache.md"
TEXT = "# Cache\n\n## Open Questions\n\n{items}\n\n## After\n\n- [ ] Not a question\n"


def text_of(*items, heading="## Open Questions"):
    return TEXT.replace("## Open Questions", heading).format(items="\n".join(items))


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["- [ ] Which key?", "- [x] Whose?"], {"which key": False, "whose": True}),
        (["1. [X] **9.1 Which key?** The tenant."], {"9 1 which key": True}),
        (["* [ ] See [the `key`](x.md) and [this][ref]"], {"see the key and this": False}),
        (["- [ ] Is a &lt;b&gt; <kbd>key</kbd>", "  enough?"], {"is a b key enough": False}),
        (["- [ ] Which key?", "  - [ ] Whose?"], {"which key": False, "whose": False}),
        (["### 9.1 Settled", "- [x] Which key?"], {"which key": True}),
        (["- Which key?", "- [] Whose?", "[ ] Not"], {}),
        (
            ["- [ ] one two three four five six seven eight nine"],
            {"one two three four five six seven eight": False},
        ),
    ],
    ids=["boxes", "numbers", "links", "lines", "nested", "subsection", "no box", "long"],
)
def test_questions_are_read_without_a_tree(items, found):
    assert questions_in_version(text_of(*items).encode()) == found


@pytest.mark.parametrize(
    "heading",
    ["## 9. Unresolved Issues", "# OPEN QUESTIONS ", "### Open Questions / Unresolved Issues"],
)
def test_the_section_is_known_by_its_name(heading):
    assert (
        questions_in_version(text_of("- [ ] Which key?", heading=heading).encode())["which key"]
        is False
    )


@pytest.mark.parametrize(
    "data", [b"", b"\xff\n## Open Questions\n- [ ] \xff\n", b"# A\n\n- [ ] b\n"]
)
def test_a_text_without_questions_has_none(data):
    assert questions_in_version(data) == {}


@pytest.mark.parametrize(
    "items",
    [
        ["```", "- [ ] Not", "```", "- [ ] Which key?"],
        ["~~~~ text", "- [ ] Not", "~~~", "- [ ] Not either", "~~~~", "- [ ] Which key?"],
        ["- [ ] Which key?", "  ```", "  - [ ] Not", "  ```"],
        ["- ```", "  - [ ] Not", "  ```", "- [ ] Which key?"],
        ["- [ ] Which key?", "", "Text.", "", "    - [ ] Not"],
        ["    - [ ] Not", "", "- [ ] Which key?"],
        ["1. Both", "", "    - [ ] Which key?", "", "            - [ ] Not"],
        ["-      [ ] Not", "- [ ] Which key?"],
        ["- [ ] Which key?", "```", "- [ ] Not", "## Open Questions", "- [ ] Not"],
    ],
)
def test_code_is_no_question_in_the_history_as_on_the_page(items):
    text = text_of(*items)
    boxes = render(text).xpath(".//h2[contains(., 'Open')]/following::li[input]")
    shown = {question_name("".join(box.itertext())) for box in boxes} - {"not a question"}

    assert [*questions_in_version(text.encode())] == [*shown] == ["which key"]


def test_a_heading_in_code_begins_no_questions():
    text = f"# A\n\n```\n{text_of('- [ ] Not')}```\n\n- [ ] Nor this\n"

    assert questions_in_version(text.encode()) == {}


def test_line_ends_of_windows_make_no_difference():
    assert questions_in_version(text_of("- [ ] Which key?").replace("\n", "\r\n").encode()) == {
        "which key": False
    }


def test_an_answer_behind_the_question_does_not_change_its_name():
    assert question_name("Which key? The tenant's.") == question_name("Which key?")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def points(folder, **options):
    found = read_history(
        folder,
        [PATH],
        options=HistoryOptions(status_parser="1", **options),
        status_of=lambda *_: "Draft",
        points_of=questions_in_version,
    )
    return {
        each.name: tuple(at.subject if at else None for at in (each.raised, each.settled))
        for each in found.documents[PATH].points
    }


def write(repository, subject, *items, **how):
    repository.write({PATH: text_of(*items)}).commit(subject, **how)


def test_git_knows_who_raised_a_question_and_who_settled_it(repository):
    write(repository, "1", "- [ ] Which key?")
    write(repository, "2", "- [ ] Whose?", "- [ ] Which key?")
    write(repository, "3", "- [ ] Whose?", "- [x] Which key? The tenant.")

    assert points(repository.folder) == {"whose": ("2", None), "which key": ("1", "3")}


def test_a_question_that_was_opened_again_is_settled_by_the_last_who_did(repository):
    for subject, box in (("1", " "), ("2", "x"), ("3", " "), ("4", "x")):
        write(repository, subject, f"- [{box}] Which key?")

    assert points(repository.folder) == {"which key": ("1", "4")}


def test_a_question_is_followed_through_renames_and_merges(repository):
    repository.write({"old.md": text_of("- [ ] Which key?") + "line\n" * 40}).commit("1")
    repository.branch("side").write({"other.md": "other\n"}).commit("aside")
    repository.switch("main").write(
        {"old.md": None, PATH: text_of("- [ ] Which key?") + "line\n" * 41}
    ).commit("2")
    repository.branch("answer")
    repository.write({PATH: text_of("- [x] Which key?") + "line\n" * 41}).commit("3")
    repository.switch("main").merge("side", "answer")

    assert points(repository.folder) == {"which key": ("1", "3")}


def test_where_the_history_is_cut_off_nobody_raised_what_was_there(repository, tmp_path):
    for subject, box in (("0", " "), ("1", " "), ("2", " "), ("3", "x")):
        write(repository, subject, f"- [{box}] Which key?", f"- [x] Old? {subject}")
    write(repository, "4", "- [x] Which key?", "- [x] Old?", "- [ ] New?")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=4", f"file://{repository.folder}", str(clone))

    assert points(clone) == {"which key": (None, "3"), "old": (None, None), "new": ("4", None)}


def test_what_is_kept_says_the_same(repository, tmp_path):
    write(repository, "1", "- [ ] Which key?")
    write(repository, "2", "- [x] Which key?")
    cold, warm = (points(repository.folder, cache=tmp_path / "cache") for _ in range(2))
    write(repository, "3", "- [x] Which key?", "- [ ] Whose?")

    assert cold == warm == {"which key": ("1", "2")}
    assert points(repository.folder, cache=tmp_path / "cache") == {
        "which key": ("1", "2"),
        "whose": ("3", None),
    }


def shown(*items, points=(), words=None, **how):
    history = past(PATH, "2026-01-06", points=tuple(points))
    body = "## 9. Open Questions\n\n" + "\n".join(items)
    written = Written({PATH: spec(body=body)}, [history], **how)
    page = written.page(PATH, words=messages_for(words or "en"))
    return html.fragment_fromstring(page.html, create_parent="div")


def lines(page):
    return [" ".join(each.text_content().split()) for each in page.find_class("rfc-asked")]


def test_a_question_says_since_when_it_is_open_or_who_settled_it():
    li = Person("Li <i>Wei</i>", "li@example.org")
    found = shown(
        "- [ ] Which key?",
        "- [x] Whose?",
        "- [x] Where?",
        points=(
            Point("which key", commit("2026-01-05"), None),
            Point("whose", commit("2026-01-06"), commit("2026-02-01", author=li)),
            Point("where", commit("2026-01-07"), None),
        ),
    )

    assert lines(found) == [
        "Question 1 · open since 5 Jan 2026",
        "Question 2 · settled 1 Feb 2026 by Li <i>Wei</i> in 2026002",
        "Question 3 · settled",
    ]
    assert found.find_class("rfc-settled")[0].xpath(".//a[contains(@href, '/commit/')]/code")


def test_a_question_keeps_its_number_and_its_anchor_when_another_stands_above_it():
    known = Point("which key", commit("2026-01-05"), None)
    before = shown("- [ ] Which key?", points=[known])
    new = Point("whose", commit("2026-02-01"), None)
    after = shown("- [ ] Whose?", "- [ ] Which key?", points=[new, known])

    assert [each.get("id") for each in before.find_class("rfc-question")] == ["rfc-q-which-key"]
    assert [each.get("id") for each in after.find_class("rfc-question")] == [
        "rfc-q-whose",
        "rfc-q-which-key",
    ]
    assert [line.split(" ·")[0] for line in lines(after)] == ["Question 2", "Question 1"]


def test_what_is_not_committed_yet_comes_last():
    known = Point("which key", commit("2026-01-05"), None)

    assert lines(shown("- [ ] Whose?", "- [ ] Which key?", points=[known])) == [
        "Question 2",
        "Question 1 · open since 5 Jan 2026",
    ]


def test_the_same_question_twice_has_two_anchors():
    found = shown("- [ ] Which key?", "- [ ] Which key?", "- [ ] …")

    anchors = [each.get("id") for each in found.find_class("rfc-question")]
    assert anchors == ["rfc-q-which-key", "rfc-q-which-key-2", "rfc-q-3"]


def test_what_hangs_below_a_question_is_no_part_of_its_name():
    known = Point("which key", commit("2026-01-05"), None)
    found = shown("- [ ] Which key", "  - one", "  - two", points=[known])

    assert lines(found) == ["Question 1 · open since 5 Jan 2026"]


def test_the_tree_and_the_text_give_a_question_the_same_name():
    item = "- [ ] **9.2 The `old_key`** of [a *tenant*](t.md) &amp; <b>more</b>,\n  for all?"
    root = render(text_of(item))
    element = root.xpath(".//li")[0]

    assert question_name("".join(element.itertext())) in questions_in_version(
        text_of(item).encode()
    )


def test_questions_speak_the_language_of_the_site():
    known = Point("which key", commit("2026-01-05"), None)

    assert lines(shown("- [ ] Which key?", points=[known], words="de")) == [
        "Frage 1 · offen seit 5. Jan. 2026"
    ]
