"""Every state that a repository can be in is a value: nothing raises, and no date is made up."""

import os
import shutil
import subprocess

import pytest

from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.repository import discover
from mkdocs_rfc.history.values import Person, Presence
from repository import Repository

SERVICES = [
    *("GITHUB_ACTIONS", "GITHUB_HEAD_REF", "GITHUB_REF_NAME", "GITLAB_CI", "CI_COMMIT_REF_NAME"),
    *("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "BITBUCKET_BRANCH", "BITBUCKET_BUILD_NUMBER"),
    *("TF_BUILD", "SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH", "CIRCLE_BRANCH"),
    *("CF_PAGES_BRANCH", "VERCEL_GIT_COMMIT_REF", "READTHEDOCS", "TRAVIS_PULL_REQUEST_BRANCH"),
    *("TRAVIS_BRANCH", "GITHUB_REF_TYPE", "CI_COMMIT_TAG", "BUILDKITE_BRANCH", "DRONE_BRANCH"),
    "APPVEYOR_REPO_BRANCH",
]


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch):
    for name in SERVICES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "repository")
    for number in range(4):
        made.write({"specs/old.md": "line\n" * 30 + f"{number}\n"}).commit(f"old {number}")
    made.write({"specs/new.md": "new\n"}).commit("new")
    made.write({"specs/new.md": "newer\n"}).commit("newer")
    return made


def read(folder, *paths, **how):
    return read_history(folder, paths or ["specs/old.md", "specs/new.md"], **how)


def clone(repository, *options, file=True):
    """A clone beside a repository; over a transport, for which depth and filters count."""
    target = repository.folder.parent / "clone"
    source = f"file://{repository.folder}" if file else str(repository.folder)
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("-c", "protocol.file.allow=always", "clone", "-q", *options, source, str(target))
    return target


def said(snapshot):
    """The only problem of a snapshot, word for word."""
    (problem,) = snapshot.problems
    return problem.code, problem.message, problem.fix


CHECKOUT = "Add `fetch-depth: 0` under `with:` of `actions/checkout`"
LACKING = "so only renames without edits are followed and"
NOWHERE = (
    "Run `git submodule update --init` for a submodule, `git worktree repair` for a worktree,"
    " or build from a fresh clone: what `.git` leads to is no repository."
)
UNSHALLOW = "Run `git fetch --unshallow` (in a GitHub workflow: `fetch-depth: 0`)."


def shallow(whose, born):
    message = f"The clone is shallow: the history of {whose} goes back beyond it, so when {born}"
    return "shallow", f"{message} created is not known.", UNSHALLOW


def subjects(document):
    return [each.commit.subject for each in document.revisions]


def is_unknown(document):
    return not any((document.created, document.updated, document.touched, document.contributors))


def test_a_folder_in_no_repository(tmp_path):
    (tmp_path / "a.md").write_text("a\n")

    found = read(tmp_path, "a.md")

    assert discover(tmp_path) is None
    assert (found.root, found.branch, found.head, found.processes) == (None, "", None, 0)
    assert said(found) == (
        "not-a-repository",
        "The documents are in no git repository, so their dates and authors are not known.",
        "Run `git init`, or build from a clone.",
    )
    assert found.documents["a.md"].presence is Presence.UNKNOWN
    assert is_unknown(found.documents["a.md"])


def test_git_is_not_installed(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")

    found = read(repository.folder)

    assert found.root == repository.folder
    assert said(found) == (
        "no-git",
        "Git could not be started, so dates and authors are not known.",
        "Install git where the site is built.",
    )
    assert {each.presence for each in found.documents.values()} == {Presence.UNKNOWN}
    assert all(is_unknown(each) and not each.complete for each in found.documents.values())


def test_nothing_was_committed_yet(tmp_path):
    made = Repository(tmp_path / "r").write({"a.md": "a\n"})
    made.git("config", "user.name", "Ann")

    found = read(made.folder, "a.md")

    assert (found.branch, found.user, found.head) == ("main", Person("Ann", found.user.email), None)
    assert said(found) == (
        "unborn",
        "Nothing has been committed yet, so no document has a date.",
        "Commit the documents.",
    )
    assert found.documents["a.md"].presence is Presence.UNTRACKED
    assert is_unknown(found.documents["a.md"])


def test_a_shallow_clone_knows_no_date_at_its_end(repository):
    found = read(clone(repository, "--depth=1"))

    assert said(found) == shallow("2 documents", "they were")
    assert all(is_unknown(each) and not each.complete for each in found.documents.values())


def test_a_shallow_clone_knows_what_is_newer(repository):
    found = read(clone(repository, "--depth=2"))
    old, new = found.documents.values()

    assert said(found) == shallow("2 documents", "they were")
    assert is_unknown(old)
    assert new.created is None
    assert new.updated.subject == new.touched.subject == "newer"
    assert [each.commits for each in new.contributors] == [1]


def test_a_shallow_clone_that_is_deep_enough_for_a_document_says_nothing_of_it(repository):
    found = read(clone(repository, "--depth=3"))
    old, new = found.documents.values()

    assert said(found) == shallow("one document", "it was")
    assert new.complete
    assert new.created.subject == "new"
    assert not old.complete


def test_a_shallow_clone_has_no_first_status(repository):
    found = read(clone(repository, "--depth=2"), status_of=lambda _, text: text.decode())

    assert [each.transitions for each in found.documents.values()] == [(), ()]


@pytest.mark.parametrize(
    ("service", "fix"),
    [
        ("", UNSHALLOW),
        (
            "GITHUB_ACTIONS",
            f"{CHECKOUT}; `filter: blob:none` makes it faster, but leaves out changes of status.",
        ),
        ("BITBUCKET_BUILD_NUMBER", "Set `clone: depth: full` in `bitbucket-pipelines.yml`."),
        ("TF_BUILD", "Set `fetchDepth: 0` at the `checkout` step."),
        ("GITLAB_CI", "Set the variable `GIT_DEPTH: 0` in `.gitlab-ci.yml`."),
        ("READTHEDOCS", "Add `git fetch --unshallow` under `build.jobs.post_checkout`."),
    ],
)
def test_the_fix_for_a_shallow_clone_is_that_of_the_service(repository, monkeypatch, service, fix):
    if service:
        monkeypatch.setenv(service, "true")

    assert read(clone(repository, "--depth=1")).problems[0].fix == fix


def test_a_clone_without_texts_follows_pure_renames_and_fetches_nothing(repository):
    repository.git("mv", "specs/old.md", "specs/0001.md")
    repository.commit("pure")
    repository.git("mv", "specs/new.md", "specs/0002.md")
    repository.write({"specs/0002.md": "quite another text, and longer than the one before\n"})
    repository.commit("edited")
    target = clone(repository, "--filter=blob:none")
    shutil.move(repository.folder, repository.folder.parent / "away")

    found = read(target, "specs/0001.md", "specs/0002.md", status_of=lambda *_: "x")

    assert said(found) == (
        "partial",
        f"The clone lacks file contents, {LACKING} changes of status are not known.",
        "Clone without `--filter` (in a GitHub workflow: without `filter: blob:none`).",
    )
    pure, edited = found.documents.values()
    assert pure.created.subject == "old 0"
    assert subjects(edited) == ["edited"]
    assert pure.transitions == ()
    assert found.processes <= 10


def test_missing_texts_cost_no_more_than_renames_and_status(repository):
    repository.git("mv", "specs/old.md", "specs/0001.md")
    repository.write({"specs/0001.md": "line\n" * 31})
    repository.commit("edited")
    blob = repository.git("rev-parse", "HEAD~1:specs/old.md")
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    found = read(repository.folder, "specs/0001.md", "specs/new.md", status_of=lambda *_: "x")

    assert said(found) == (
        "missing",
        f"The repository lacks file contents, {LACKING} not all changes of status are known.",
        "Run `git fsck`, or build from a fresh clone.",
    )
    assert subjects(found.documents["specs/new.md"]) == ["newer", "new"]
    assert subjects(found.documents["specs/0001.md"]) == ["edited"]
    assert [each.text for each in found.documents["specs/new.md"].transitions] == ["x"]


def test_a_clone_without_the_names_of_old_files_knows_nothing(repository):
    target = clone(repository, "--filter=tree:0")
    shutil.move(repository.folder, repository.folder.parent / "away")

    found = read(target)

    assert said(found) == (
        "treeless",
        "The clone lacks the file names of old commits, so dates and authors are not known.",
        "Clone with `--filter=blob:none` instead of `--filter=tree:0`, or without a filter.",
    )
    assert (found.root, found.branch) == (target, "main")
    assert all(is_unknown(each) and not each.complete for each in found.documents.values())
    assert {each.presence for each in found.documents.values()} == {Presence.UNKNOWN}


def test_a_repository_that_lost_a_commit_is_a_problem(repository):
    commit = repository.git("rev-parse", "HEAD~2")
    (repository.folder / ".git" / "objects" / commit[:2] / commit[2:]).unlink()

    found = read(repository.folder)

    code, message, fix = said(found)
    assert (code, fix) == ("unreadable", "Run `git fsck`, or build from a fresh clone.")
    assert message.startswith("Git could not read the repository: ")  # git says it each time anew
    assert all(is_unknown(each) and not each.complete for each in found.documents.values())


def test_a_git_file_that_leads_nowhere_is_a_problem(tmp_path):
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")

    found = read(tmp_path, "a.md")

    assert said(found) == (
        "unreadable",
        "Git could not read the repository: not a git repository: /nowhere/at/all",
        NOWHERE,
    )
    assert is_unknown(found.documents["a.md"])


@pytest.mark.parametrize(
    ("variables", "branch"),
    [
        ({}, ""),
        ({"GITHUB_REF_NAME": "7/merge"}, ""),
        ({"GITHUB_REF_NAME": "main"}, "main"),
        ({"GITHUB_HEAD_REF": "feature", "GITHUB_REF_NAME": "7/merge"}, "feature"),
        ({"CI_COMMIT_REF_NAME": "feature/x"}, "feature/x"),
        ({"BUILD_SOURCEBRANCH": "refs/heads/feature"}, "feature"),
        ({"BUILD_SOURCEBRANCH": "refs/pull/7/merge"}, ""),
        ({"BUILD_SOURCEBRANCH": "refs/tags/v1"}, ""),
        ({"GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1"}, ""),
        ({"CI_COMMIT_TAG": "v1", "CI_COMMIT_REF_NAME": "v1"}, ""),
        ({"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "x", "CI_COMMIT_REF_NAME": "y"}, "x"),
        ({"SYSTEM_PULLREQUEST_SOURCEBRANCH": "refs/heads/feature"}, "feature"),
        ({"BITBUCKET_BRANCH": "feature"}, "feature"),
        ({"TRAVIS_PULL_REQUEST_BRANCH": "feature", "TRAVIS_BRANCH": "main"}, "feature"),
        ({"CIRCLE_BRANCH": "a\nb"}, "a b"),
    ],
)
def test_a_detached_head_is_on_the_branch_that_the_service_says(
    repository, monkeypatch, variables, branch
):
    repository.git("checkout", "-q", "--detach")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert read(repository.folder).branch == branch


def test_on_a_branch_the_service_is_not_asked(repository, monkeypatch):
    monkeypatch.setenv("GITHUB_REF_NAME", "other")

    assert read(repository.folder).branch == "main"


def test_a_linked_worktree(repository):
    tree = repository.folder.parent / "tree"
    repository.git("worktree", "add", "-q", "-b", "side", str(tree), "HEAD~1")

    found = read(tree)

    assert (found.root, found.branch, found.problems) == (tree, "side", ())
    assert subjects(found.documents["specs/new.md"]) == ["new"]


def test_a_linked_worktree_of_a_shallow_clone(repository):
    target, tree = clone(repository, "--depth=1"), repository.folder.parent / "tree"
    subprocess.run(["git", "worktree", "add", "-q", str(tree)], cwd=target, check=True)

    assert said(read(tree)) == shallow("2 documents", "they were")


def test_a_submodule_that_holds_the_documents(repository, tmp_path):
    outer = Repository(tmp_path / "outer")
    allow = ("-c", "protocol.file.allow=always")
    outer.git(*allow, "submodule", "--quiet", "add", str(repository.folder), "docs")
    outer.commit("outer")

    found = read(outer.folder / "docs")

    assert discover(outer.folder / "docs" / "specs") == outer.folder / "docs"
    assert (found.root, found.problems) == (outer.folder / "docs", ())
    assert subjects(found.documents["specs/new.md"]) == ["newer", "new"]


def test_any_folder_of_the_working_tree_will_do(repository):
    assert read(repository.folder / "specs") == read(repository.folder)


def test_a_sparse_checkout(repository):
    repository.write({"other/x.md": "x\n"}).commit("x")
    repository.git("sparse-checkout", "set", "other")

    found = read(repository.folder, "specs/old.md", "other/x.md")

    assert not (repository.folder / "specs").exists()
    assert found.documents["specs/old.md"].created.subject == "old 0"
    assert found.documents["other/x.md"].presence is Presence.COMMITTED


def test_a_bare_repository_has_no_documents(repository):
    found = read(clone(repository, "--bare"))

    assert said(found) == (
        "bare",
        "The repository is bare: it has no working tree to read documents from.",
        "Build from a clone or from `git worktree add`.",
    )
    assert {each.presence for each in found.documents.values()} == {Presence.UNKNOWN}
    assert (found.root, found.head) == (None, None)


def test_documents_behind_links_are_those_that_the_links_lead_to(repository):
    repository.write({"docs/index.md": "i\n"})
    (repository.folder / "docs" / "specs").symlink_to("../specs", target_is_directory=True)
    (repository.folder / "docs" / "one.md").symlink_to("../specs/new.md")
    (repository.folder / "docs" / "out.md").symlink_to("/etc/hostname")
    repository.commit("links")

    names = ["docs/specs/old.md", "docs/one.md", "docs/out.md"]
    found = read(repository.folder, *names)

    assert found.documents["docs/specs/old.md"].created.subject == "old 0"
    assert subjects(found.documents["docs/one.md"]) == ["newer", "new"]
    assert subjects(found.documents["docs/out.md"]) == ["links"]
    assert {each.presence for each in found.documents.values()} == {Presence.COMMITTED}


def test_a_repository_of_somebody_else(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    found = read(repository.folder)

    assert said(found) == (
        "dubious-ownership",
        "Git refuses to read the repository: it belongs to another user.",
        f"Run `git config --global --add safe.directory {repository.folder}`.",
    )
    assert all(is_unknown(each) for each in found.documents.values())


def test_a_repository_of_somebody_else_that_was_allowed(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for number, setting in enumerate([("safe.directory", str(repository.folder))]):
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", setting[0])
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", setting[1])

    assert read(repository.folder).problems == ()


def test_how_files_stand_against_head(repository):
    repository.write({".gitignore": "out.md\n", "specs/crlf.md": "a\nb\n"}).commit()
    repository.write({"specs/old.md": "edited\n", "specs/crlf.md": "a\r\nb\r\n"})
    repository.write({"staged.md": "s\n", "specs/new.md": "staged\n", "out.md": "o\n"})
    repository.git("add", "staged.md", "specs/new.md")
    repository.write({":(glob)x.md": "x\n"})

    expected = {
        "specs/old.md": Presence.MODIFIED,
        "specs/new.md": Presence.MODIFIED,
        "specs/crlf.md": Presence.COMMITTED,
        "staged.md": Presence.UNTRACKED,
        ":(glob)x.md": Presence.UNTRACKED,
        "out.md": Presence.IGNORED,
        ".gitignore": Presence.COMMITTED,
    }
    found = read(repository.folder, *expected)

    assert {path: each.presence for path, each in found.documents.items()} == expected
    assert is_unknown(found.documents["staged.md"])
    assert found.documents["specs/old.md"].created.subject == "old 0"
    assert found.problems == ()


def test_a_document_that_lies_outside_is_not_committed(repository, tmp_path):
    (tmp_path / "outside.md").write_text("o\n")
    (repository.folder / "far").symlink_to(tmp_path, target_is_directory=True)

    found = read(repository.folder, "../outside.md", "far/outside.md", "specs/new.md")

    assert [each.presence for each in found.documents.values()] == [
        *(Presence.UNTRACKED, Presence.UNTRACKED, Presence.COMMITTED)
    ]


def test_a_disk_that_does_not_tell_cases_apart(repository):
    one, other = repository.folder / "specs" / "new.md", repository.folder / "specs" / "NEW.md"
    other.hardlink_to(one)  # two names of one file, as such a disk has them

    found = read(repository.folder, "specs/NEW.md").documents["specs/NEW.md"]

    assert (found.created.subject, found.presence) == ("new", Presence.COMMITTED)


def test_names_that_differ_in_case_only_are_two_documents(repository):
    repository.write({"specs/NEW.md": "NEW\n"})

    found = read(repository.folder, "specs/NEW.md").documents["specs/NEW.md"]

    assert (found.created, found.presence) == (None, Presence.UNTRACKED)


def test_replaced_and_grafted_commits_are_not_believed(repository):
    head = repository.head
    other = repository.git("commit-tree", "HEAD^{tree}", "-m", "not so")
    repository.git("replace", head, other)
    (repository.folder / ".git" / "info" / "grafts").write_text(f"{head}\n")

    found = read(repository.folder)

    assert found.head.subject == "newer"
    assert subjects(found.documents["specs/new.md"]) == ["newer", "new"]


def test_a_repository_with_longer_ids(tmp_path):
    folder = tmp_path / "r"
    subprocess.run(["git", "init", "-q", "--object-format=sha256", str(folder)], check=True)
    made = Repository(folder).write({"a.md": "a\n"})
    one = made.commit("one")
    two = made.write({"a.md": "b\n"}).commit("two")

    found = read(folder, "a.md", status_of=lambda _, text: text.decode())

    assert len(one) == 64
    assert [each.commit.id for each in found.documents["a.md"].revisions] == [two, one]
    assert [each.text for each in found.documents["a.md"].transitions] == ["a\n", "b\n"]
    assert found.documents["a.md"].presence is Presence.COMMITTED


def test_what_a_hook_leaves_in_the_environment_leads_nowhere_else(
    repository, tmp_path, monkeypatch
):
    other = Repository(tmp_path / "other").write({"specs/old.md": "x\n"})
    other.commit("other")
    expected = read(repository.folder)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, os.fspath(other.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare=true'")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    monkeypatch.setenv("GIT_TRACE", "1")

    assert read(repository.folder) == expected


def test_nobody_asked_for_any_document(repository):
    found = read_history(repository.folder, [])

    assert found.documents == {}
    assert found.head.subject == "newer"
    assert [each.subject for each in found.recent] == ["newer", "new", "old 3", "old 2", "old 1"]


def test_the_remote_has_no_password(repository):
    repository.git("remote", "add", "origin", "https://me:secret@example.org/a/b.git")

    assert read(repository.folder).remote == "https://example.org/a/b.git"


def test_reading_leaves_no_trace(repository):
    def files():
        return {
            path: path.stat().st_mtime_ns for path in repository.folder.rglob("*") if path.is_file()
        }

    before = files()
    read(repository.folder)

    assert files() == before
