"""What was read once is not read again, and the answer is the same with and without."""

import json
import os
import random
import threading
from dataclasses import replace
from hashlib import blake2b

import pytest

from mkdocs_rfc.history.git import Git
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions
from mkdocs_rfc.storage.parts import PURPOSE
from repository import Repository
from test_history_random import imported, make_story, status_of


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "repository")
    made.write({"a.md": "status: Draft\n" + "a\n" * 20, "b.md": "status: Draft\n"}).commit("1")
    made.branch("side").write({"b.md": "status: Review\n"}).commit("side")
    made.switch("main").write({"a.md": "status: Draft\n" + "a\n" * 30}).commit("2")
    made.merge("side")
    return made


@pytest.fixture
def options(tmp_path):
    return HistoryOptions(cache=tmp_path / "cache", status_parser="1")


def read(repository, options=None, *, paths=("a.md", "b.md"), reader=status_of):
    options = options or HistoryOptions()
    return read_history(repository.folder, paths, options=options, status_of=reader)


def same(one, other):
    return replace(one, processes=0) == replace(other, processes=0)


def kept(options):
    return sorted(options.cache.iterdir())


def never(*_):
    raise AssertionError


def test_the_same_question_starts_only_what_looks_at_the_state(repository, options):
    cold, warm = read(repository, options), read(repository, options, reader=never)

    assert same(warm, cold)
    assert same(warm, read(repository))
    assert (cold.processes, warm.processes) == (7, 3)


def test_another_state_of_the_working_tree_needs_no_history(repository, options):
    read(repository, options)
    repository.write({"a.md": "edited\n", "c.md": "new\n"})

    warm = read(repository, options, reader=never)

    assert same(warm, read(repository))
    assert warm.processes == 3


def test_a_new_commit_adds_only_its_own(repository, options):
    read(repository, options)
    repository.write({"a.md": "status: Review\n" + "a\n" * 31}).commit("3")
    texts = []

    def remember(_, text):
        texts.append(text)
        return status_of(_, text)

    warm = read(repository, options, reader=remember)

    assert same(warm, read(repository))
    assert texts == [b"status: Review\n" + b"a\n" * 31]


def test_git_is_asked_for_what_is_new_only(repository, options, monkeypatch):
    read(repository, options)
    new = repository.write({"a.md": "a\n"}).commit("3")
    asked, reading = {}, Git.reading

    def remember(git, *arguments, given=(), accept=0):
        asked[arguments[0]] = [line.decode().strip() for line in given]
        given = [f"{line}\n".encode() for line in asked[arguments[0]]]
        return reading(git, *arguments, given=given, accept=accept)

    monkeypatch.setattr(Git, "reading", remember)
    read(repository, options)

    parent, blob = repository.git("rev-parse", "HEAD~1"), repository.git("rev-parse", "HEAD:a.md")
    assert asked["rev-list"] == [new, f"^{parent}"]
    assert asked["diff-tree"] == [f"{new} {parent}"]
    assert asked["cat-file"] == [new, blob]


@pytest.mark.parametrize(
    "change",
    [
        {"mass_count": 1},
        {"bots": "Ada"},
        {"ignore_revs": "other"},
        {"status_parser": "2"},
        {"status_parser": ""},
    ],
)
def test_other_options_are_another_question(repository, options, change):
    repository.write({"other": repository.head}).commit("list")
    read(repository, options)
    changed = replace(options, **change)

    assert same(read(repository, changed), read(repository, replace(changed, cache=None)))


def test_a_list_of_commits_that_changed_is_another_question(repository, options):
    read(repository, options)
    repository.write({".git-blame-ignore-revs": repository.git("rev-parse", "main~1") + "\n"})

    warm = read(repository, options)

    assert len(warm.mechanical) == 1
    assert same(warm, read(repository))


def test_without_a_reader_of_statuses_there_are_none(repository, options):
    read(repository, options)

    warm = read(repository, options, reader=None)

    assert warm.documents["a.md"].transitions == ()
    assert same(warm, read(repository, reader=None))


def test_what_an_unknown_reader_read_is_not_kept(repository, options):
    unknown = replace(options, status_parser="")
    read(repository, unknown)

    found = read(repository, unknown, reader=lambda *_: "other")

    assert [each.text for each in found.documents["a.md"].transitions] == ["other"]


def test_history_that_was_rewritten_is_read_anew(repository, options):
    read(repository, options)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.write({"a.md": "another\n"}).commit("instead")
    repository.git("reflog", "expire", "--expire=now", "--all")
    repository.git("gc", "-q", "--prune=now")

    assert same(read(repository, options), read(repository))


def test_going_back_and_forth_between_branches(repository, options):
    for name in ("side", "main", "side", "main"):
        repository.switch(name)
        assert same(read(repository, options), read(repository))


def test_other_documents_are_another_question(repository, options):
    read(repository, options)

    assert same(read(repository, options, paths=["b.md"]), read(repository, paths=["b.md"]))
    assert same(read(repository, options), read(repository))


def test_a_mailmap_that_changed_counts(repository, options):
    read(repository, options)
    repository.write({".mailmap": "Somebody <ada@example.org>\n"}).commit("map")

    warm = read(repository, options)

    assert warm.documents["a.md"].created.author.name == "Somebody"
    assert same(warm, read(repository))


def test_a_clone_that_was_deepened_is_read_anew(repository, options, tmp_path):
    target = tmp_path / "clone"
    repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(target))
    clone = Repository(target)
    assert read(clone, options).documents["a.md"].created is None
    clone.git("fetch", "-q", "--unshallow")

    assert same(read(clone, options), read(clone))
    assert read(clone, options).documents["a.md"].created


def test_two_repositories_have_two_places(repository, options, tmp_path):
    other = Repository(tmp_path / "other").write({"a.md": "other\n", "b.md": "b\n"})
    other.commit()

    for _ in range(2):
        assert same(read(repository, options), read(repository))
        assert same(read(other, options), read(other))


def truncate(data):
    return data[: len(data) // 2]


def flip(data):
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def changed_in_the_first_line(data):
    signature, _, rest = data.partition(b" ")
    head, _, body = rest.partition(b"\n")
    return signature + b" " + json.dumps(json.loads(head) | {"parts": []}).encode() + b"\n" + body


def without_a_signature(data):
    return data.partition(b" ")[2]


def signed_with_another_key(data):
    head, _, body = data.partition(b" ")[2].partition(b"\n")
    signature = blake2b(head, key=b"0" * 32, digest_size=32, person=PURPOSE).hexdigest().encode()
    return signature + b" " + head + b"\n" + body


def nested(_):
    return b"[" * 100_000


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        flip,
        changed_in_the_first_line,
        without_a_signature,
        signed_with_another_key,
        nested,
        lambda _: b"",
        lambda _: b"\xff\n{}\n",
        lambda _: b"\0" * 5000,
    ],
)
def test_a_damaged_cache_is_made_anew_and_nobody_hears_of_it(repository, options, damage):
    cold = read(repository, options)
    good = {file: file.read_bytes() for file in kept(options)}
    for file, data in good.items():
        file.write_bytes(damage(data))

    found = read(repository, options)

    assert same(found, cold)
    assert {file: file.read_bytes() for file in kept(options)} == good


def test_what_another_version_left_is_made_anew(repository, options, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("mkdocs_rfc.storage.parts.FORMAT", 0)
        cold = read(repository, options)
    old = [file.read_bytes() for file in kept(options)]

    assert same(read(repository, options), cold)
    assert all(file.read_bytes() not in old for file in kept(options))


def test_a_cache_can_be_deleted_in_part(repository, options):
    cold = read(repository, options)
    for number in range(2):
        kept(options)[number].unlink()
        assert same(read(repository, options), cold)


def test_a_place_that_cannot_be_written_to_is_no_matter(repository, tmp_path):
    (tmp_path / "file").write_text("")

    found = read(repository, HistoryOptions(cache=tmp_path / "file" / "cache", status_parser="1"))

    assert same(found, read(repository))


def test_a_cache_that_is_too_large_is_not_kept(repository, options, monkeypatch):
    monkeypatch.setattr("mkdocs_rfc.storage.parts.LIMIT", 10)

    read(repository, options)

    assert same(read(repository, options), read(repository))
    assert not options.cache.exists() or kept(options) == []


def test_a_write_that_is_interrupted_leaves_what_was_there(repository, options, monkeypatch):
    read(repository, options)
    good = {file: file.read_bytes() for file in kept(options)}
    repository.write({"a.md": "more\n"}).commit()

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            read(repository, options)

    assert {file: file.read_bytes() for file in kept(options)} == good
    assert same(read(repository, options), read(repository))


def test_what_a_writer_left_who_was_killed_is_cleared_away(repository, options):
    read(repository, options)
    files = kept(options)
    halves = [file.with_name(f"{file.name}.half") for file in files]
    written = [file.with_name(f"{file.name}.now") for file in files]
    for half in (*halves, *written):
        half.write_bytes(b"half")
    for half in halves:
        os.utime(half, (0, 0))
    repository.write({"a.md": "more\n"}).commit()

    read(repository, options)

    assert kept(options) == sorted([*files, *written])


def test_several_builds_at_once_do_not_disturb_each_other(repository, options):
    expected, found = read(repository), []

    def build():
        found.extend(read(repository, options) for _ in range(4))

    threads = [threading.Thread(target=build) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(found) == 16
    assert all(same(each, expected) for each in found)
    assert len(kept(options)) == 2


@pytest.mark.parametrize("seed", range(6))
def test_along_a_random_history_the_answer_is_that_of_a_first_reading(tmp_path, options, seed):
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    story = make_story(dice)
    made, commits = imported(story, tmp_path / "r", dice)
    for mark in (*sorted(dice.sample(sorted(commits), 8)), max(commits)):
        made.git("reset", "-q", "--hard", commits[mark])
        paths = sorted(version.path for version in story.trees[mark].values())
        for _ in range(2):
            found = read(made, options, paths=paths)
            assert same(found, read(made, paths=paths))
