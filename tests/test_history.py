"""What the revisions of a document mean; each test is a way in which others get it wrong."""

import pytest

from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions, Person
from repository import DAY, START, Repository

TEMPLATE = "# Title\n\n" + "".join(
    f"## Section {n}\n\nSay what {n} is about.\n\n" for n in range(12)
)
BOB = "Bob <bob@example.org>"


def lines(count, end="\n"):
    return "".join(f"line {number} of it{end}" for number in range(count))


def status_of(_, text):
    head, _, rest = text.decode().partition("\n")
    return head.removeprefix("status: ") if rest is not None and head.startswith("status: ") else ""


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def read(repository, *paths, **options):
    paths = paths or [
        path for path in repository.git("ls-files", "-z").split("\0") if path.endswith(".md")
    ]
    how = HistoryOptions(**options) if options else HistoryOptions()
    return read_history(repository.folder, paths, status_of=status_of, options=how)


def history(repository, path, **options):
    return read(repository, path, **options).documents[path]


def ids(document):
    return [each.commit.id for each in document.revisions]


def test_a_chain_of_renames_leads_to_the_first_name(repository):
    one = repository.write({"specs/0000-a.md": lines(60)}).commit("1")
    repository.write({"specs/0000-a.md": None, "specs/0001-a.md": lines(61)}).commit("2")
    repository.git("mv", "specs/0001-a.md", "specs/0001-c.md")
    pure = repository.commit("3")
    four = repository.write({"specs/0001-c.md": lines(62)}).commit("4")

    found = history(repository, "specs/0001-c.md")

    assert found.created.id == one
    assert found.updated.id == found.touched.id == four
    assert found.former_paths == ("specs/0001-a.md", "specs/0000-a.md")
    assert [each.mechanical for each in found.revisions if each.commit.id == pure] == [True]
    assert read(repository).renamed == dict.fromkeys(found.former_paths, "specs/0001-c.md")


def test_a_document_that_moves_in_from_another_folder_keeps_its_birth(repository):
    one = repository.write({"active/x.md": lines(20)}).commit()
    repository.git("mv", "active", "specs")
    repository.commit()

    assert history(repository, "specs/x.md").created.id == one


def test_a_document_that_was_no_markdown_before_keeps_its_birth(repository):
    one = repository.write({"notes/x.txt": lines(20)}).commit()
    repository.write({"notes/x.txt": lines(21)}).commit()
    repository.write({"notes/x.txt": None, "specs/x.md": lines(21)}).commit()

    assert history(repository, "specs/x.md").created.id == one
    assert len(history(repository, "specs/x.md").revisions) == 3


def test_a_deleted_path_with_a_new_text_is_a_new_document(repository):
    repository.write({"a.md": lines(20)}).commit()
    gone = repository.write({"a.md": None, "b.md": "b\n"}).commit()
    new = repository.write({"a.md": "something else\n"}).commit()

    assert ids(history(repository, "a.md")) == [new]
    assert read(repository, "a.md").deleted == {}
    repository.write({"a.md": None}).commit()
    assert read(repository, "b.md").deleted == {"a.md": new}
    assert gone != new


def test_a_deletion_that_was_taken_back_is_no_new_document(repository):
    one = repository.write({"a.md": lines(20), "b.md": "b\n"}).commit()
    gone = repository.write({"a.md": None}).commit()
    back = repository.write({"a.md": lines(20)}).commit()

    found = history(repository, "a.md")

    assert ids(found) == [back, gone, one]
    assert found.created.id == found.updated.id == one
    assert [each.kind for each in found.revisions] == ["added", "deleted", "added"]


def test_an_evil_merge_is_a_revision_and_a_clean_one_is_none(repository):
    repository.write({"a.md": lines(9), "b.md": lines(9)}).commit()
    repository.branch("side")
    side = repository.write({"a.md": "side\n" + lines(9)}).commit()
    repository.switch("main").write({"m": "m\n"}).commit()
    merge = repository.merge("side", files={"b.md": lines(9) + "evil\n"})

    assert history(repository, "a.md").updated.id == side
    assert history(repository, "b.md").updated.id == merge
    assert history(repository, "b.md").revisions[0].kind == "merged"


def test_a_change_that_a_merge_threw_away_does_not_count(repository):
    one = repository.write({"a.md": lines(9)}).commit()
    repository.branch("side").write({"a.md": "thrown away\n"}).commit()
    repository.switch("main").write({"m": "m\n"}).commit()
    repository.git("merge", "-q", "-s", "ours", "-m", "ours", "side")

    assert ids(history(repository, "a.md")) == [one]


def test_the_same_change_on_both_sides_is_that_of_the_first_parent(repository):
    one = repository.write({"a.md": lines(9)}).commit()
    repository.branch("side").write({"a.md": lines(10)}).commit()
    main = repository.switch("main").write({"a.md": lines(10)}).commit()
    repository.merge("side")

    assert ids(history(repository, "a.md")) == [main, one]


def test_both_lines_count_where_a_merge_joined_them(repository):
    one = repository.write({"a.md": lines(30)}).commit()
    side = repository.branch("side").write({"a.md": "side\n" + lines(30)}).commit()
    main = repository.switch("main").write({"a.md": lines(30) + "main\n"}).commit()
    merge = repository.merge("side")

    assert ids(history(repository, "a.md")) == [merge, main, side, one]


def test_an_octopus_is_nobodys_revision(repository):
    repository.write({f"{n}.md": f"{n}\n" for n in range(4)}).commit()
    expected = {}
    for number in (1, 2, 3):
        repository.branch(f"b{number}", "main").write({f"{number}.md": "changed\n"})
        expected[f"{number}.md"] = repository.commit()
    repository.switch("main").write({"0.md": "changed\n"})
    expected["0.md"] = repository.commit()
    repository.merge("b1", "b2", "b3")

    found = read(repository).documents

    assert {path: each.updated.id for path, each in found.items()} == expected


def test_what_exists_only_through_a_subtree_merge_was_renamed_by_it(repository):
    one = repository.write({"x.md": lines(20)}).commit()
    repository.git("checkout", "-q", "--orphan", "other")
    repository.write({"x.md": None, "m.md": "m\n"}).commit()
    repository.git(
        "merge", "-q", "-s", "ours", "--no-commit", "--allow-unrelated-histories", "main"
    )
    merge = repository.write({"docs/x.md": lines(20)}).commit("subtree")

    found = history(repository, "docs/x.md")

    assert ids(found) == [merge, one]
    assert found.created.id == found.updated.id == one


def test_a_merge_that_gives_a_document_its_number_does_not_bear_it(repository):
    repository.write({"m.md": "m\n"}).commit()
    one = repository.branch("side").write({"specs/0000-x.md": lines(20)}).commit()
    repository.switch("main").write({"m.md": "n\n"}).commit()
    text = {"specs/0000-x.md": None, "specs/0007-x.md": lines(20) + "RFC 7\n"}
    repository.merge("side", files=text)

    assert history(repository, "specs/0007-x.md").created.id == one


def test_an_edit_under_the_old_name_is_followed_through_the_merge(repository):
    repository.write({"specs/0000-x.md": lines(40)}).commit()
    side = repository.branch("side").write({"specs/0000-x.md": "side\n" + lines(40)}).commit()
    repository.switch("main").git("mv", "specs/0000-x.md", "specs/0007-x.md")
    repository.write({"specs/0007-x.md": lines(40) + "main\n"}).commit()
    repository.merge("side")

    assert side in ids(history(repository, "specs/0007-x.md"))


def test_a_document_born_from_the_template_is_not_dated_by_it(repository):
    repository.write({"template.md": TEMPLATE}).commit()
    new = repository.write({"specs/a.md": TEMPLATE}).commit()

    assert history(repository, "specs/a.md").created.id == new


def test_two_documents_from_one_template_are_not_one_that_was_renamed(repository):
    repository.write({"template.md": TEMPLATE}).commit()
    repository.write({"specs/draft-a.md": TEMPLATE.replace("Title", "Caching of answers")}).commit()
    new = repository.write(
        {
            "specs/draft-a.md": None,
            "specs/rfc-b.md": TEMPLATE.replace("Title", "Tokens that expire"),
        }
    ).commit()

    assert ids(history(repository, "specs/rfc-b.md")) == [new]
    assert history(repository, "specs/rfc-b.md").former_paths == ()


def test_a_document_with_another_name_and_its_own_text_is_the_same(repository):
    text = TEMPLATE + "".join(f"What this one says about {n}.\n" for n in range(9))
    repository.write({"template.md": TEMPLATE}).commit()
    one = repository.write({"specs/natvis.md": text}).commit()
    repository.write({"specs/natvis.md": None, "specs/visualizer.md": text + "More.\n"}).commit()

    assert history(repository, "specs/visualizer.md").created.id == one


def test_empty_files_are_never_renames_of_each_other(repository):
    repository.write({"specs/a.md": ""}).commit()
    new = repository.write({"specs/a.md": None, "specs/b.md": ""}).commit()

    assert ids(history(repository, "specs/b.md")) == [new]


def test_a_swap_of_two_documents_is_seen(repository):
    text = {name: f"{name}\n" * 40 for name in "ab"}
    repository.write({"specs/1-a.md": text["a"], "specs/2-b.md": text["b"]}).commit()
    repository.write({"specs/1-a.md": None, "specs/2-b.md": None})
    repository.write({"specs/2-a.md": text["a"], "specs/1-b.md": text["b"]}).commit()

    assert history(repository, "specs/2-a.md").former_paths == ("specs/1-a.md",)
    assert history(repository, "specs/1-b.md").former_paths == ("specs/2-b.md",)


def test_a_mass_move_keeps_every_birth(repository):
    count = 1200
    old = {f"old/{n:04d}-{n % 7}.md": f"{n}\n" * 9 for n in range(count)}
    one = repository.write(old).commit()
    new = {f"new/{n:04d}-{n % 5}.md": f"{n}\n" * 9 + "moved\n" for n in range(count)}
    repository.write(dict.fromkeys(old)).write(new).commit()

    found = read(repository).documents

    assert {each.created.id for each in found.values()} == {one}
    assert found["new/0012-2.md"].former_paths == ("old/0012-5.md",)


def test_a_name_that_changes_its_case_is_the_same_document(repository):
    one = repository.write({"specs/Readme.md": lines(9)}).commit()
    repository.git("mv", "specs/Readme.md", "specs/README.md")
    repository.commit()

    assert history(repository, "specs/README.md").created.id == one


@pytest.mark.parametrize(
    "name",
    [
        "a b.md",
        " leading.md",
        "-rf.md",
        'quote".md',
        "tab\there.md",
        "new\nline.md",
        ":(glob)x.md",
        "a*.md",
        ":100644 100644 0 0 M.md",
        "日本.md",
        "caf\udce9.md",  # Latin-1 on disk
        "e" * 40 + ".md",
    ],
)
def test_no_name_is_too_odd(repository, name):
    one = repository.write({name: "1\n", "plain.md": "1\n"}).commit()
    two = repository.write({name: "2\n"}).commit()

    assert ids(history(repository, name)) == [two, one]
    assert ids(history(repository, "plain.md")) == [one]


def test_days_are_those_of_the_author_where_the_author_was(repository):
    when = {"GIT_COMMITTER_DATE": f"{START} +0000", "GIT_AUTHOR_DATE": "1577950200 -0800"}
    repository.write({"a.md": "a\n"}).git("add", "--all")
    repository.git("commit", "-q", "-m", "a", **when)

    created = history(repository, "a.md").created

    assert created.authored.isoformat() == "2020-01-01T23:30:00-08:00"
    assert created.committed.isoformat() == "2026-01-01T00:00:00+00:00"


def test_a_clock_that_was_wrong_does_not_change_the_order(repository):
    commits = [
        repository.write({"a.md": f"{number}\n"}).commit(date=date)
        for number, date in enumerate([START, START + 1000 * DAY, START - DAY, START + DAY])
    ]

    found = history(repository, "a.md")

    assert ids(found) == commits[::-1]
    assert found.updated.id == commits[-1]


@pytest.mark.parametrize(
    ("seconds", "zone", "expected"),
    [
        (-86400, "+0000", "1969-12-31T00:00:00+00:00"),
        (99999999999, "+0000", "2026-01-01T00:00:00+00:00"),  # nobody meant the year 5138
        (4_102_444_801, "+0000", "2026-01-01T00:00:00+00:00"),  # nor 2100
        (0, "+0000", "2026-01-01T00:00:00+00:00"),  # what tools write for none
        (86400, "+9900", "1970-01-02T00:00:00+00:00"),  # there is no such zone
        (86400, "-0330", "1970-01-01T20:30:00-03:30"),
    ],
)
def test_absurd_dates_are_not_shown(repository, seconds, zone, expected):
    repository.write({"a.md": "a\n"}).git("add", "--all")
    head = f"tree {repository.git('write-tree')}\nauthor A <a@example.org> {seconds} {zone}\n"
    raw = f"{head}committer A <a@example.org> {START} +0000\n\nx\n".encode()
    commit = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw
    )
    repository.git("update-ref", "HEAD", commit)

    assert history(repository, "a.md").created.authored.isoformat() == expected


@pytest.mark.parametrize(
    "date", [f"{5_000_000_000} +0000", f"{99_999_999_999} +0000", "0 +0000", ""]
)
def test_without_any_date_that_can_be_meant_there_is_none(repository, date):
    repository.write({"a.md": "a\n"}).git("add", "--all")
    head = f"tree {repository.git('write-tree')}\n"
    raw = f"{head}author A <a@example.org> {date}\ncommitter A <a@example.org> {date}\n\nx\n"
    commit = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw.encode()
    )
    repository.git("update-ref", "HEAD", commit)

    found = history(repository, "a.md")

    assert (found.created, found.updated, found.touched.id) == (None, None, commit)
    assert not found.touched.dated


@pytest.mark.parametrize(
    ("raw", "name", "subject"),
    [
        (b"author broken\ncommitter C <c@example.org> 1 +0000\n\nx\n", "broken", "x"),
        (b"committer C <c@example.org> 1 +0000\n\nx\n", "", "x"),
        (b"author J\xfcrgen <j@example.org> 1 +0000\n\nf\xfcr\n", "Jürgen", "für"),
        (
            b"author J\xe9 <j@example.org> 1 +0000\nencoding ISO-8859-2\n\n\xb1\n",
            "Jé",
            "ą",
        ),
        (b"author A\x1b[31m\x07 <a@example.org> 1 +0000\n\n\n", "A [31m", ""),
        (b"author A <a@example.org> 1 +0000\nencoding nonsense\n\nx\n", "A", "x"),
    ],
)
def test_malformed_commits_are_read_as_far_as_they_go(repository, raw, name, subject):
    repository.write({"a.md": "a\n"}).git("add", "--all")
    head = f"tree {repository.git('write-tree')}\n".encode()
    commit = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=head + raw
    )
    repository.git("update-ref", "HEAD", commit)

    created = history(repository, "a.md").created

    assert (created.author.name, created.subject) == (name, subject)


def test_people_are_those_of_the_mailmap_and_co_authors_count(repository):
    mailmap = "Ann Lee <ann@example.org> <OLD@example.org>\nBob B. <bob@example.org>\n"
    repository.write({".mailmap": mailmap, "a.md": "1\n"}).commit(author="ann <old@example.org>")
    message = "2\n\nCo-authored-by: Nobody\nco-authored-by: X <bob@example.org>\n\nmore text"
    repository.write({"a.md": "2\n"}).commit(message, author="Ann <ann@example.org>")
    repository.write({"a.md": "3\n"}).commit(author="dependabot[bot] <bot@example.org>")

    found = history(repository, "a.md").contributors

    assert [(each.person, each.commits, each.bot) for each in found] == [
        (Person("Ann Lee"), 2, False),
        (Person("Bob B."), 1, False),
        (Person("dependabot[bot]", bot=True), 1, True),
    ]


def test_the_mailmap_of_the_working_tree_is_not_read(repository):
    repository.write({"a.md": "1\n", ".mailmap": "# empty\n"}).commit()
    repository.write({".mailmap": "Somebody Else <ada@example.org>\n"})

    assert history(repository, "a.md").created.author.name == "Ada Lovelace"


def test_hostile_people_are_cleaned_of_what_does_not_show(repository):
    message = (
        "x\u202e\n\nCo-authored-by: <svg onload=alert(1)> <e@x>\nCo-authored-by: {{ x }} <f@x>"
    )
    repository.write({"a.md": "1\n"}).commit(message)

    created = history(repository, "a.md").created

    assert created.subject == "x"
    assert created.co_authors[-1] == Person("{{ x }}")


def test_commits_that_touch_most_documents_are_mechanical(repository):
    paths = [f"specs/{number}.md" for number in range(40)]
    one = repository.write({path: f"{path}\n" for path in paths}).commit()
    repository.write({paths[0]: "an edit\n"}).commit(author=BOB)
    mass = repository.write({path: f"{path}\n\nmass\n" for path in paths}).commit()

    snapshot = read(repository)
    first, other = snapshot.documents[paths[0]], snapshot.documents[paths[1]]

    assert snapshot.mechanical == (mass,)
    assert other.created.id == other.updated.id == one
    assert other.touched.id == mass
    assert [each.person.name for each in first.contributors] == ["Ada Lovelace", "Bob"]


def test_what_counts_as_mass_can_be_set(repository):
    paths = [f"specs/{number}.md" for number in range(4)]
    repository.write({path: f"{path}\n" for path in paths}).commit()
    mass = repository.write({path: f"{path}\n\nmass\n" for path in paths[:2]}).commit()

    assert read(repository).mechanical == ()
    assert read(repository, mass_count=2, mass_share=0.5).mechanical == (mass,)
    assert read(repository, mass_count=2, mass_share=0.8).mechanical == ()


def test_the_first_commit_of_many_documents_is_not_mechanical(repository):
    one = repository.write({f"specs/{number}.md": f"{number}\n" for number in range(40)}).commit()

    assert {each.updated.id for each in read(repository).documents.values()} == {one}
    assert read(repository).mechanical == ()


def test_listed_commits_are_mechanical(repository):
    one = repository.write({"a.md": lines(9)}).commit()
    two = repository.write({"a.md": lines(10)}).commit()
    repository.write({".git-blame-ignore-revs": f"# why\n{two}  # reformat\n{two[:9]}\n"}).commit()

    assert history(repository, "a.md").updated.id == one
    assert history(repository, "a.md", ignore_revs="").updated.id == two


def test_white_space_is_no_content(repository):
    one = repository.write({"a.md": lines(9)}).commit()
    two = repository.write({"a.md": lines(9, " \n")}).commit()

    found = history(repository, "a.md")

    assert (found.updated.id, found.touched.id) == (one, two)


def test_transitions_are_the_changes_of_status(repository):
    repository.write({"0000-a.md": "status: Draft\n" + lines(9)}).commit("1", author=BOB)
    repository.write({"0000-a.md": "status: Draft\n" + lines(10)}).commit("2")
    repository.git("mv", "0000-a.md", "0001-a.md")
    repository.write({"0001-a.md": "status: Review\n" + lines(10)}).commit("3", author=BOB)
    repository.write({"0001-a.md": lines(10)}).commit("4")

    found = history(repository, "0001-a.md").transitions

    assert [(each.commit.subject, each.text) for each in found] == [
        ("1", "Draft"),
        ("3", "Review"),
        ("4", ""),
    ]


def test_what_happened_on_a_line_that_lost_is_no_transition(repository):
    repository.write({"a.md": "status: Draft\n" + lines(30)}).commit("1")
    repository.branch("side").write({"a.md": "status: Rejected\n" + lines(30)}).commit("side")
    repository.switch("main").write({"a.md": "status: Review\n" + lines(30)}).commit("main")
    repository.merge("side", files={"a.md": "status: Review\n" + lines(31)})

    found = history(repository, "a.md").transitions

    assert [(each.commit.subject, each.text) for each in found] == [
        ("1", "Draft"),
        ("main", "Review"),
    ]


def test_each_text_is_read_once(repository):
    texts = []
    for number in (1, 2, 1):
        repository.write({"a.md": f"{number}\n", "b.md": "1\n"}).commit()

    read_history(
        repository.folder, ["a.md", "b.md"], status_of=lambda *each: texts.append(each) or ""
    )

    assert sorted(text for _, text in texts) == [b"1\n", b"2\n"]


def test_a_path_that_was_renamed_and_then_deleted_leads_to_its_last_version(repository):
    repository.write({"0000-a.md": lines(9), "b.md": "b\n"}).commit()
    repository.git("mv", "0000-a.md", "0001-a.md")
    repository.commit()
    first = repository.git("rev-parse", "HEAD~1")
    second = repository.head
    repository.write({"0001-a.md": None}).commit()

    assert read(repository).deleted == {"0000-a.md": first, "0001-a.md": second}


@pytest.mark.parametrize("count", [10, 1000])
def test_the_number_of_processes_does_not_grow(repository, count):
    documents = {f"{number}.md": f"{number}\n" for number in range(count)}
    repository.write(documents | {".mailmap": "A <a@b>\n"}).commit()
    repository.branch("side").write({"0000-x.md": lines(9)}).commit()
    repository.switch("main").write({"0.md": "changed\n"}).commit()
    repository.merge("side", files={"0000-x.md": None, "0001-x.md": lines(9)})
    repository.write({"new.md": "new\n"})

    assert read(repository, *documents, "0001-x.md", "new.md").processes == 11
