"""Random histories with merges, octopuses, evil merges and renames, against git and the truth."""

import random
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest

from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions
from repository import DAY, START, Repository

WORDS = ["design", "cache", "queue", "shard", "token", "batch", "leader", "index", "budget"]
COMMITS = 90


@dataclass(frozen=True)
class Version:
    path: str
    lines: tuple[str, ...]
    status: str = "Draft"

    @property
    def text(self):
        return "\n".join([f"status: {self.status}", *self.lines, ""])


@dataclass
class Story:
    """A history as it was meant: trees of documents by number, and where each was born."""

    trees: dict[int, dict[int, Version]] = field(default_factory=dict)
    parents: dict[int, list[int]] = field(default_factory=dict)
    born: dict[int, int] = field(default_factory=dict)


def edited(version, dice):
    lines = list(version.lines)
    lines[dice.randrange(len(lines))] = " ".join(dice.choices(WORDS, k=8))
    return replace(version, lines=tuple(lines))


def changed(tree, story, mark, dice):
    """A tree after one ordinary commit."""
    tree, number = dict(tree), len(story.born) + 1  # 0 is no number of its own
    action = dice.random()
    if not tree or action < 0.2:
        lines = tuple(" ".join(dice.choices(WORDS, k=8)) + f" {number}" for _ in range(20))
        tree[number], story.born[number] = Version(f"specs/{number:03d}-a.md", lines), mark
        return tree
    number = dice.choice(sorted(tree))
    if action < 0.3:
        tree[number] = edited(replace(tree[number], path=f"specs/{number:03d}-{mark}.md"), dice)
    elif action < 0.4:
        tree[number] = replace(tree[number], path=f"specs/{number:03d}-{mark}.md")
    elif action < 0.5:
        tree[number] = replace(tree[number], status=dice.choice(["Review", "Approved", "Draft"]))
    else:
        tree[number] = edited(tree[number], dice)
    return tree


def merged(trees, dice):
    """A tree after a merge: of each document one side, a bit of both, or neither."""
    tree = {}
    for number in sorted({number for each in trees for number in each}):
        versions = [each[number] for each in trees if number in each]
        name, text = dice.choice(versions), dice.choice(versions)
        tree[number] = replace(text, path=name.path) if dice.random() < 0.3 else text
        if dice.random() < 0.05:
            tree[number] = edited(tree[number], dice)
    return tree


def make_story(dice):
    story, tips = Story(), []
    for mark in range(1, COMMITS):
        last = mark == COMMITS - 1
        count = len(tips) if last else dice.choices([1, 2, 3], [8, 3, 1])[0]
        parents = dice.sample(tips, min(count, len(tips)))
        trees = [story.trees[each] for each in parents]
        if len(parents) > 1:
            tree = merged(trees, dice)
        else:
            tree = changed(trees[0] if trees else {}, story, mark, dice)
        story.trees[mark], story.parents[mark] = tree, parents
        keep = dice.random() < 0.3 and len(tips) < 5
        tips = [each for each in tips if each not in parents or (keep and not last)] + [mark]
    return story


def imported(story, folder, dice):
    """The story as a repository, and the hash of each commit."""
    repository, stream = Repository(folder), []
    for mark, tree in story.trees.items():
        when = START + mark * DAY - dice.choice([0, 0, 0, 5 * DAY])  # some clocks are slow
        first, *others = story.parents[mark] or [None]
        stream += [f"commit refs/heads/main\nmark :{mark}"]
        stream += [f"author A{mark % 5} <a{mark % 5}@example.org> {when} +0000"]
        stream += [f"committer C <c@example.org> {when} +0000\ndata 1\nx"]
        stream += [f"from :{first}"] if first else []
        stream += [f"merge :{each}" for each in others] + ["deleteall"]
        for version in tree.values():
            data = version.text
            stream += [f"M 100644 inline {version.path}\ndata {len(data.encode())}\n{data}"]
    marks = folder / ".git" / "marks"
    script = "\n".join([*stream, ""]).encode()
    repository.git("fast-import", "--quiet", "--force", f"--export-marks={marks}", given=script)
    repository.git("reset", "--hard", "--quiet", "main")
    lines = (line.split() for line in marks.read_text().splitlines())
    return repository, {int(mark[1:]): commit for mark, commit in lines}


def status_of(_, text):
    return text.decode().partition("\n")[0].removeprefix("status: ")


@pytest.fixture(params=range(12))
def history(request, tmp_path):
    dice = random.Random(request.param)  # noqa: S311 - to be repeated, not to be secret
    story = make_story(dice)
    repository, commits = imported(story, tmp_path / "r", dice)
    documents = {version.path: n for n, version in story.trees[COMMITS - 1].items()}
    snapshot = read_history(
        repository.folder,
        sorted(documents),
        status_of=status_of,
        options=HistoryOptions(mass_count=1000),
    )
    return repository, story, commits, documents, snapshot


def test_the_revisions_under_a_name_are_those_of_git_log(history):
    repository, story, commits, documents, snapshot = history
    trees = {commits[mark]: {v.path for v in tree.values()} for mark, tree in story.trees.items()}
    for path in documents:
        listed = repository.git("log", "--format=%H", "--", path).split()
        expected = [each for each in listed if path in trees[each]]  # git also lists where it ends
        found = [each.commit.id for each in snapshot.documents[path].revisions if each.path == path]
        assert set(found) >= set(expected)
        if not snapshot.documents[path].former_paths:  # else it may come back to its name
            assert sorted(found) == sorted(expected)
        assert snapshot.documents[path].touched.id == expected[0]


def test_every_document_is_followed_to_its_birth(history):
    _, story, commits, documents, snapshot = history
    for path, number in documents.items():
        assert snapshot.documents[path].created.id == commits[story.born[number]]


def test_former_paths_are_names_that_the_document_had(history):
    _, story, _, documents, snapshot = history
    for path, number in documents.items():
        had = {tree[number].path for tree in story.trees.values() if number in tree}
        assert set(snapshot.documents[path].former_paths) <= had - {path}


def test_transitions_end_at_the_present_status_and_never_repeat(history):
    _, story, _, documents, snapshot = history
    for path, number in documents.items():
        texts = [each.text for each in snapshot.documents[path].transitions]
        assert texts[-1] == story.trees[COMMITS - 1][number].status
        assert all(one != other for one, other in pairwise(texts))


def test_revisions_never_come_before_those_they_build_on(history):
    repository, _, _, _, snapshot = history
    position = {id_: n for n, id_ in enumerate(repository.git("rev-list", "HEAD").split())}
    ancestors = {
        line.split()[0]: line.split()[1:]
        for line in repository.git("rev-list", "--parents", "HEAD").splitlines()
    }
    for document in snapshot.documents.values():
        ids = [each.commit.id for each in document.revisions]
        assert len(ids) == len(set(ids)) <= len(position)
        for newer, older in pairwise(ids):
            assert newer not in ancestors[older]
