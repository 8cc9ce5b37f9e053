"""Research says how much of the code that it describes has changed since it was written."""

import pytest

from conftest import MINIMAL
from mkdocs_rfc.build import build_site
from mkdocs_rfc.options import Options

FORGE = MINIMAL + "repo_url: https://github.com/a/b\n"
CODE = {f"src/{name}.py": f"{name}\n" for name in ("same", "edited", "lost", "other")}
CITED = (
    "See `src/same.py`, `src/edited.py:1`, [it](../src/lost.py), `src/edited.py` and the folder "
    "`src/`. Neither `src/never.py` nor `research/old.md` nor\n\n```\nsrc/other.py\n```\n"
)


def research(front="", body=CITED):
    return f"---\ntopic: Code\n{front}---\n# Research\n\n{body}"


@pytest.fixture
def written(project):
    """Code, then research about it, then changes of the code; gives the commit described."""

    def write(text, **config):
        project.write(CODE | {"research/old.md": "# Old\n", "mkdocs.yml": FORGE} | config)
        described = project.repository.commit("Code", date=1_767_312_000)  # 2 January
        project.write({"research/code.md": text.replace("COMMIT", described)})
        project.repository.commit("Research", date=1_767_398_400)
        project.write({"src/edited.py": "more\n", "src/lost.py": None, "src/other.py": "more\n"})
        project.repository.commit("Change", date=1_767_484_800)
        return described

    return write


def freshness(project, path="research/code.md"):
    folder = project.folder
    site = build_site(Options(project=folder, docs_dir=folder / "docs"))
    return site.corpus.freshness.get(path)


@pytest.mark.parametrize(
    "front",
    [
        "git_commit: COMMIT\n",
        "git_commit: COMMIT\ndate: 2030-01-01\n",
        "date: 2026-01-03\n",
        "git_commit: 0123456789abcdef0123456789abcdef01234567\ndate: 2026-01-03\n",
        "git_commit: unknown\ndate: 2026-01-03\n",
        "",
    ],
)
def test_files_are_compared_with_the_commit_that_the_research_describes(project, written, front):
    described = written(research(front))

    found = freshness(project)

    assert (found.total, found.changed, found.gone) == (3, ("src/edited.py",), ("src/lost.py",))
    assert found.commit == described or not front  # without a word of when, its own first commit


@pytest.mark.parametrize(
    "front",
    [
        "date: 2025-06-01\n",  # nothing was there yet
        "git_commit: 0123456789abcdef0123456789abcdef01234567\ndate: 2025-06-01\n",
    ],
)
def test_nothing_is_said_where_it_is_not_known_what_was_described(project, written, front):
    written(research(front))

    assert freshness(project) is None


def test_permalinks_to_the_repository_count_as_paths_in_code_do(project, written):
    base = "https://github.com/a/b/blob"
    body = (
        f"See [it]({base}/0123456789abcdef0123456789abcdef01234567/src/edited.py#L1-L2), "
        f"[same]({base}/main/src/same.py), `src/same.py`, [folder]({base}/main/src) and "
        "[elsewhere](https://github.com/a/other/blob/main/src/lost.py).\n"
    )
    written(research("git_commit: COMMIT\n", body))
    folder = project.folder
    url = "https://github.com/a/b"

    site = build_site(Options(project=folder, docs_dir=folder / "docs", repo_url=url))

    found = site.corpus.freshness["research/code.md"]
    assert (found.total, found.changed, found.gone) == (2, ("src/edited.py",), ())


def test_links_to_where_the_repository_was_on_a_forge_of_ones_own_count_too(project, written):
    body = "See [it](https://code.example.org/old/b/-/blob/main/src/edited.py#L1-2).\n"
    written(research("git_commit: COMMIT\n", body))
    options = Options(
        project=project.folder,
        docs_dir=project.folder / "docs",
        repo_url="https://git.example.org/a/b",
        former_urls=("https://code.example.org/old/b",),
        forge="gitlab",
    )

    found = build_site(options).corpus.freshness["research/code.md"]

    assert (found.total, found.changed) == (1, ("src/edited.py",))


@pytest.mark.parametrize(
    "path", ["../b.py", "../../outside/src/same.py", "/etc/hosts", "src/*.py", "./", "src", "."]
)
def test_what_is_no_file_of_the_repository_does_not_count(project, written, path):
    written(research("git_commit: COMMIT\n", f"See `{path}`, [it]({path}) and `src/same.py`.\n"))

    assert freshness(project).total == 1


def test_a_commit_may_be_stated_with_a_word_behind_it(project, written):
    described = written(research("git_commit: '`COMMIT` (main)'\ndate: 2025-06-01\n"))

    assert freshness(project).commit == described


def test_a_date_that_is_still_to_come_is_no_date(project, written):
    written(research("date: 2030-01-01\n"))

    assert freshness(project).commit == project.repository.git("rev-parse", "HEAD~1")


def test_research_that_is_not_committed_describes_what_is_there(project, written):
    written("# Old\n")
    project.write({"research/new.md": research("date: 2030-01-01\n")})

    found = freshness(project, "research/new.md")

    assert (found.commit, found.total) == (project.repository.head, 2)
    assert (found.changed, found.gone) == ((), ())


def test_what_was_merged_later_was_not_there_before(project):
    project.write(CODE | {"research/r.md": "# R\n"}).commit(date=1_767_312_000)  # 2 January
    project.repository.branch("side").write({"src/same.py": "side\n"}).commit(date=1_767_398_400)
    project.repository.switch("main").write({"research/code.md": research("date: 2026-01-05\n")})
    project.commit(date=1_767_484_800)  # 4 January
    before = project.repository.head
    project.repository.merge("side", date=1_767_700_000)  # 6 January

    found = freshness(project)

    assert found.commit == before
    assert found.changed == ("src/same.py",)


def cloned(project, *options):
    target = project.folder.parent / "clone"
    project.repository.git("config", "uploadpack.allowFilter", "true")
    source = f"file://{project.folder}"
    project.repository.git("clone", "-q", *options, source, str(target))
    project.folder.rename(project.folder.parent / "away")
    project.folder = target
    return project


def test_a_clone_without_old_texts_tells_the_same(project, written):
    described = written(research("git_commit: COMMIT\n"))

    found = freshness(cloned(project, "--filter=blob:none"))

    assert (found.commit, found.total) == (described, 3)
    assert (found.changed, found.gone) == (("src/edited.py",), ("src/lost.py",))


@pytest.mark.parametrize("lacking", ["--filter=tree:0", "--depth=1"])
def test_a_clone_that_lacks_the_commit_says_nothing(project, written, lacking):
    written(research("git_commit: COMMIT\ndate: 2026-01-03\n"))

    assert freshness(cloned(project, lacking)) is None


@pytest.mark.parametrize("body", ["No code.\n", "See `research/old.md` and `src/`.\n"])
def test_nothing_is_said_of_research_that_describes_no_file(project, written, body):
    written(research("git_commit: COMMIT\n", body))

    assert freshness(project) is None


def test_before_the_first_commit_nothing_is_said(project):
    project.write(CODE | {"research/code.md": research("date: 2026-01-03\n")})

    assert freshness(project) is None


def test_the_page_counts_and_lists_what_is_not_as_it_was(project, written):
    described = written(research("git_commit: COMMIT\n"))
    head = project.repository.head

    site = project.build()

    folded = site.article("research/code/").find_class("rfc-described")[0]
    assert folded.find("summary").text == "2 of 3 files it describes have changed since"
    assert [" ".join(each.text_content().split()) for each in folded.iter("li")] == [
        "src/edited.py changed",
        "src/lost.py gone",
    ]
    assert folded.xpath(".//a/@href") == [
        f"https://github.com/a/b/commits/{head}/src/edited.py",
        f"https://github.com/a/b/commits/{head}/src/lost.py",
        f"https://github.com/a/b/compare/{described}...{head}",
    ]
    assert project.warnings == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("See `src/same.py`.\n", "The file it describes is as it was"),
        ("See `src/same.py`, `docs/index.md` and `README`.\n", "The file it describes is as it"),
        ("See `src/same.py` and `mkdocs.yml`.\n", "The 2 files it describes are as they were"),
        ("See `src/lost.py`.\n", "The file it describes has changed since"),
    ],
)
def test_few_files_are_told_in_words(project, written, body, said):
    written(research("git_commit: COMMIT\n", body))

    assert said in project.build().text("research/code/")


def test_without_a_forge_the_list_has_no_links(project, written):
    written(research("git_commit: COMMIT\n"), **{"mkdocs.yml": MINIMAL})

    folded = project.build().article("research/code/").find_class("rfc-described")[0]

    assert "src/lost.py" in folded.text_content()
    assert folded.xpath(".//a") == []


def test_a_repository_with_longer_ids_is_read_too(project, written):
    git = project.repository.git
    (project.folder / ".git").rename(project.folder.parent / "away")
    git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    written(research("git_commit: COMMIT\n"))

    assert freshness(project).gone == ("src/lost.py",)
