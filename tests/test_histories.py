"""What a site says of the history of its documents, in one repository or in several."""

import pytest

from conftest import MINIMAL
from mkdocs_rfc.build import build_site
from mkdocs_rfc.cli.project import find_project
from mkdocs_rfc.host.watch import wanted, watched
from mkdocs_rfc.options import Options, OptionsError
from repository import Repository

SPEC = "# Tea\n\n| Document Metadata | Details |\n| --- | --- |\n| Status | {status} |\n\nText.\n"
BOB = "Bob <bob@example.org>"


@pytest.fixture
def inner(tmp_path):
    """A repository with a document and two commits, on another forge than the site."""
    made = Repository(tmp_path / "inner").write({"specs/tea.md": SPEC.format(status="Draft")})
    made.commit("one", date=1_767_312_000)  # 2 January
    made.write({"specs/tea.md": SPEC.format(status="Approved")}).commit("two", author=BOB)
    made.git("remote", "add", "origin", "https://gitlab.com/o/docs.git")
    return made


def configured(option, more=""):
    return MINIMAL.replace("[rfc]", f"[{{rfc: {{{option}}}}}]") + more


@pytest.fixture
def submodule(project, inner):
    """The site of a repository whose specs are in a submodule, and its research is not."""
    config = configured("specs: docs2/specs", "repo_url: https://github.com/a/b\n")
    project.write({"research/notes.md": "# Notes\n", "mkdocs.yml": config})
    project.commit(date=1_780_000_000)
    allow = ("-c", "protocol.file.allow=always")
    project.repository.git(*allow, "submodule", "--quiet", "add", str(inner.folder), "docs2")
    url = "https://gitlab.com/o/docs.git"
    project.repository.git("-C", "docs2", "remote", "set-url", "origin", url)
    return project.commit("Add documents", date=1_780_000_000)


def site_of(project, **options):
    folder = project.folder
    return build_site(Options(project=folder, docs_dir=folder / "docs", **options))


def test_documents_in_a_submodule_have_the_history_that_they_have_there(submodule, inner):
    found = site_of(submodule, specs=("docs2/specs",)).corpus.history

    tea, notes = found.documents["docs2/specs/tea.md"], found.documents["research/notes.md"]
    assert [each.commit.subject for each in tea.revisions] == ["two", "one"]
    assert [each.text for each in tea.transitions] == ["Draft", "Approved"]
    assert tea.path == "docs2/specs/tea.md"
    assert notes.created.subject == "Write"
    assert found.head.subject == "Add documents"
    assert found.home("docs2/specs/tea.md")[0].head.id == inner.head
    assert found.home("docs2/specs/tea.md")[1] == "specs/tea.md"
    assert found.home("research/notes.md") == (found, "research/notes.md")
    assert found.problems == ()


def test_another_convention_is_no_other_status(project):
    table, below = SPEC.format(status="Draft (WIP)"), "\n## Steep\n\nLong.\n"
    for text in (
        table,
        "# Tea\n\n- Status: Draft\n",
        "# Tea\n\n**Status**: In Review\n",
        "# Tea\n\n## Status\n\nProposed\n",
        "---\nstatus: Approved\n---\n# Tea\n",
    ):
        project.write({"specs/tea.md": text + below}).commit()

    (tea,) = site_of(project).corpus.history.documents.values()

    assert len(tea.revisions) == 5
    assert [each.text for each in tea.transitions] == ["Draft", "In Review", "Approved"]


def test_pages_of_a_submodule_lead_to_its_own_forge(submodule, inner):
    head = inner.head

    site = submodule.build()

    page = site.pages["docs2/specs/tea/"]
    links = {link for link in page.xpath("//a/@href") if "://git" in link}
    first = inner.git("rev-parse", "HEAD~1")
    assert links == {
        "https://gitlab.com/o/docs/-/edit/main/specs/tea.md",
        f"https://gitlab.com/o/docs/-/commit/{head}",
        f"https://gitlab.com/o/docs/-/commit/{first}",
        f"https://gitlab.com/o/docs/-/compare/{first}...{head}",
        "https://gitlab.com/o/docs/-/commits/main/specs/tea.md",
        "https://gitlab.com/o/docs/-/blame/main/specs/tea.md",
    }
    text = site.text("docs2/specs/tea/")
    assert "Created2 Jan 2026" in text
    assert f"Printed from specs/tea.md as of commit {head[:7]}, 3 Jan 2026." in text
    notes = site.pages["research/notes/"].xpath("//a/@href")
    assert "https://github.com/a/b/edit/main/research/notes.md" in notes
    activity = site.pages["rfc/activity/"].xpath("//a/@href")
    assert f"https://gitlab.com/o/docs/-/commit/{head}" in activity
    assert submodule.warnings == []


def test_the_branch_that_a_service_names_is_not_that_of_a_submodule(submodule, monkeypatch):
    submodule.repository.git("-C", "docs2", "checkout", "-q", "--detach")
    monkeypatch.setenv("GITHUB_REF_NAME", "elsewhere")

    page = submodule.build().pages["docs2/specs/tea/"]

    assert [link for link in page.xpath("//a/@href") if "/edit/" in link] == []


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.usefixtures("inner")
def test_documents_in_a_repository_beside_that_of_the_site(project, committed):
    project.write({"mkdocs.yml": configured("specs: ../inner/specs")})
    if committed:
        project.commit(date=1_780_000_000)
    else:
        (project.folder / ".git").rename(project.folder.parent / "away")

    site = project.build()

    assert "Created2 Jan 2026" in site.text("specs/tea/")
    assert "Text by Ada Lovelace (1), Bob (1)." in site.text("specs/tea/")
    assert project.warnings == []


def test_what_is_wrong_with_another_repository_is_said_of_that_one(project, inner):
    inner.git("clone", "-q", "--depth=1", f"file://{inner.folder}", "../shallow")
    project.write({"mkdocs.yml": configured("specs: ../shallow/specs")}).commit()

    site = project.build()

    said = (
        "mkdocs_rfc: In `../shallow`: The clone is shallow: the history of one document goes back"
        " beyond it, so when it was created is not known. Run `git fetch --unshallow` (in a GitHub"
        " workflow: `fetch-depth: 0`). (git)"
    )
    assert project.warnings == [said]
    assert "Createdunknown (shallow clone)" in site.text("specs/tea/")


def test_a_document_that_moved_in_another_repository_is_found(submodule):
    there = Repository.__new__(Repository)
    there.folder, there.clock = submodule.folder / "docs2", 1_770_000_000
    there.git("mv", "specs/tea.md", "specs/green-tea.md")
    there.commit("three")
    submodule.write({"research/notes.md": "# Notes\n\nSee `docs2/specs/tea.md`.\n"}).commit()

    links = submodule.build().article("research/notes/").xpath(".//a[@class='rfc-ref']/@href")

    assert links == ["../../docs2/specs/green-tea/"]


def test_commits_show_while_serving_wherever_documents_are(submodule, inner):
    tree = submodule.folder.parent / "tree"
    submodule.repository.git("worktree", "add", "-q", str(tree))
    folder = submodule.folder
    options = Options(project=folder, docs_dir=folder / "docs", specs=("docs2/specs",))
    linked = Options(project=tree, docs_dir=tree / "docs", specs=(str(inner.folder / "specs"),))

    assert set(watched(options)) == {folder / "docs2/specs", folder / "research"}
    assert set(watched(linked)) == {inner.folder / "specs", tree / "research"}
    logs = (".git/logs/HEAD", ".git/modules/docs2/logs/HEAD")
    assert {folder / log for log in logs} <= set(wanted(options))
    assert {inner.folder / logs[0], folder / ".git/worktrees/tree/logs/HEAD"} <= set(wanted(linked))


def many(count, text):
    return {f"specs/{number}.md": f"# {number}\n\n{text}\n" for number in range(count)}


@pytest.mark.parametrize(
    ("option", "said"),
    [("", True), ("mass_count: 30", False), ("mass_share: 1.1", False), ("mass_share: 1", True)],
)
def test_mass_edits_are_said_and_can_be_configured(project, option, said):
    project.write(many(24, "One.") | {"mkdocs.yml": configured(option)})
    project.commit(date=1_767_312_000)
    project.write(many(24, "Two.")).commit(date=1_770_000_000)
    commit = project.repository.head

    site = project.build()

    line = (
        f"mkdocs_rfc: One commit is no change of content: `{commit[:7]}`. `mass_share`,"
        " `mass_count` and `ignore_revs` say which commits are none. (mass-edit)"
    )
    assert [text for text in project.infos if "(mass-edit)" in text] == [line] * said
    assert ("Last change2 Feb 2026" in site.text("specs/3/")) is not said
    assert project.warnings == []


def test_many_commits_are_counted_and_a_few_named(project):
    project.write(many(2, "0")).commit()
    commits = []
    for number in range(1, 6):
        project.write(many(2, number)).commit()
        commits.append(project.repository.head)
    listed = "".join(f"{commit}\n" for commit in commits)
    project.write({"reformats": listed, "mkdocs.yml": configured("ignore_revs: reformats")})
    project.commit().build()

    said = [text for text in project.infos if "(mass-edit)" in text]
    named = ", ".join(f"`{commit[:7]}`" for commit in sorted(commits)[:3])
    assert len(said) == 1
    assert f"5 commits are no change of content: {named} and 2 more." in said[0]


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("", "Text by Ada Lovelace (2), Bob (1). Bots: renovate[bot] (1)."),
        ("bots: bob", "Text by Ada Lovelace (2), renovate[bot] (1). Bots: Bob (1)."),
        ("bots: ''", "Text by Ada Lovelace (2), renovate[bot] (1), Bob (1)."),
    ],
)
def test_who_wrote_a_document_stands_beside_who_it_says_it_is_by(project, option, text):
    written = SPEC.format(status="Draft").replace("| Status", "| Author(s) | Grace |\n| Status")
    people = ["Ada Lovelace <ada@example.org>", "renovate[bot] <r@example.org>", BOB]
    for number, author in enumerate([*people, people[0]]):
        project.write({"specs/tea.md": f"{written}{number}\n", "mkdocs.yml": configured(option)})
        project.commit(author=author)

    page = project.build().article("specs/tea/")

    assert page.find_class("rfc-people")[0].text == text
    assert "AuthorsGrace" in page.text_content().replace("\n", "")


def test_the_command_reads_the_same_options(tmp_path):
    options = "mass_share: 0.5, mass_count: 3, ignore_revs: '', bots: x, forge: gitea"
    (tmp_path / "mkdocs.yml").write_text(configured(options))

    found = find_project(tmp_path)

    history = found.history
    assert (history.mass_share, history.mass_count) == (0.5, 3)
    assert (history.ignore_revs, history.bots, found.forge) == ("", "x", "gitea")


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("bots: '('", "is no regular expression"),
        ("forge: sourceforge", "Expected one of auto, github,"),
        ("forge: {comit: x}", "A forge has no page 'comit'"),
        ("forge: {commit: '{ref}'}", "{ref} means nothing in 'commit' of a forge"),
        ("forge: {commit: '{id.x}'}", "{id.x} means nothing in 'commit' of a forge"),
        ("forge: {commit: '{'}", "'{' cannot be the 'commit' of a forge"),
        ("forge: {files: '('}", "'(' cannot be the 'files' of a forge"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(project, option, reason):
    project.write({"mkdocs.yml": configured(option)}).commit()

    with pytest.raises(OptionsError, match=r"mkdocs\.yml: ") as error:
        find_project(project.folder)
    with pytest.raises(SystemExit) as stopped:
        project.build()

    assert reason in str(error.value)
    assert stopped.value.code == 1


def test_a_forge_that_is_described_is_linked(project):
    pages = (
        "{commit: '{base}/+/{id}', compare: '{base}/+/{old}..{new}', file: '{base}/+/{ref}/{path}'}"
    )
    url = "repo_url: https://review.example.org/harbor\n"
    project.write({"mkdocs.yml": configured(f"forge: {pages}", url)})
    project.write({"specs/tea.md": SPEC.format(status="Draft")}).commit()
    project.write({"specs/tea.md": SPEC.format(status="Approved") + "\nMore.\n"}).commit()
    first, last = project.repository.git("rev-parse", "HEAD~1", "HEAD").split()

    links = project.build().article("specs/tea/").xpath(".//a/@href")

    base = "https://review.example.org/harbor/+"
    assert {link for link in links if link.startswith(base)} == {
        *(f"{base}/{first}", f"{base}/{last}", f"{base}/{first}..{last}")
    }


def test_a_date_that_cannot_be_meant_is_on_no_page(project):
    project.write({"specs/tea.md": SPEC.format(status="Draft")}).commit(date="@5000000000")
    project.write({"specs/tea.md": SPEC.format(status="Approved")}).commit(date="@9000000000")

    site = project.build()

    text = site.text("specs/tea/")
    assert "Creatednot known to git" in text
    assert "Draft to Approved" in text
    assert all("1970" not in site.text(page) for page in site.pages)
    assert not site.article("specs/tea/").xpath(".//time")


def test_the_history_tells_how_long_a_document_had_each_status(project):
    days = {"Draft": 2, "In Review (RFC)": 3, "Approved": 14, "Implemented": 14}
    for status, day in days.items():
        project.write({"specs/tea.md": SPEC.format(status=status)})
        project.commit(date=1_767_225_600 + (day - 1) * 86_400)

    events = project.build().article("specs/tea/").find_class("rfc-step")

    assert [" ".join(each.find("b").text.split()) for each in events] == [
        "Approved to Implemented",
        "In Review to Approved, after 11 days",
        "Draft to In Review, after 1 day",
        "Created as Draft",
    ]
