"""A rebuild gives the bytes that a fresh build gives, whatever was changed in between."""

import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from lxml import html
from mkdocs.config.defaults import MkDocsConfig

from conftest import MINIMAL, Project

NAMES = ("one", "two", "three", "four")
PATHS = tuple(f"{folder}/{name}.md" for folder in ("specs", "research") for name in NAMES)
PATH = st.sampled_from(PATHS)
STATUS = st.sampled_from(["Draft (WIP)", "In Review (RFC) — soon", "Approved", "Odd"])
CONFIGS = (
    MINIMAL.replace("[rfc]", "[search, rfc]"),
    MINIMAL.replace("{name: mkdocs}", "{name: material, font: false}").replace(
        "[rfc]", "[search, tags, rfc]"
    ),
    MINIMAL.replace("[rfc]", "[{rfc: {nav: all}}]"),
    MINIMAL + "repo_url: https://github.com/a/b\n",
    MINIMAL.replace("[rfc]", "[search, awesome-nav, macros, rfc]"),
)


def document(title, status, cited, heading):
    return (
        f"# {title}\n\n| Document Metadata | Details |\n| --- | --- |\n| Author(s) | Ada |\n"
        f"| Status | {status} |\n\n## 1. {heading}\n\nSee `{cited}` and [it](../{cited}#1-why).\n"
        "\n```python\nprint(1)\n```\n"
    )


def bytes_of(folder):
    files = (f for f in Path(folder).rglob("*") if f.is_file() and f.suffix != ".gz")
    return {
        f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files
    }


def forget_plugins():
    """Make MkDocs start the next build with plugins of its own, as a new process does."""
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # noqa: SLF001 (there is no other way)


class Serving(RuleBasedStateMachine):
    """A writer at work: changes of every kind, with a rebuild after each."""

    def __init__(self):
        super().__init__()
        os.environ["SOURCE_DATE_EPOCH"] = "1767300000"  # the theme prints when it was built
        self.place = tempfile.TemporaryDirectory()
        self.project = Project(Path(self.place.name) / "project")
        first = document("One", "Draft (WIP)", "research/two.md", "Why")
        self.project.write({"specs/one.md": first, "research/two.md": "# Two\n"})
        self.project.commit()
        forget_plugins()
        self.rebuilt = {}

    def teardown(self):
        self.place.cleanup()
        del os.environ["SOURCE_DATE_EPOCH"]

    @rule(
        path=PATH,
        cited=PATH,
        status=STATUS,
        title=st.sampled_from(["T", "`U` v"]),
        why=st.booleans(),
    )
    def write(self, path, cited, status, title, why):
        self.project.write({path: document(title, status, cited, "Why" if why else "How")})

    @rule(path=PATH)
    def add_a_line(self, path):
        file = self.project.folder / path
        if file.exists():
            file.write_text(file.read_text() + "\nOne more line.\n")

    @rule(path=PATH)
    def delete(self, path):
        (self.project.folder / path).unlink(missing_ok=True)

    @rule(old=PATH, new=PATH)
    def rename(self, old, new):
        if (self.project.folder / old).exists():
            (self.project.folder / old).replace(self.project.folder / new)

    @rule()
    def commit(self):
        self.project.commit("Change")

    @rule(config=st.sampled_from(CONFIGS))
    def configure(self, config):
        self.project.write({"mkdocs.yml": config})

    @invariant()
    def a_rebuild_is_a_fresh_build(self):
        self.project.build(out="rebuilt", command="serve")
        rebuilt = bytes_of(self.project.folder.parent / "rebuilt")
        kept = dict(dict(MkDocsConfig._schema)["plugins"].plugin_cache)  # noqa: SLF001 (as above)
        forget_plugins()
        self.project.build(out="fresh", command="serve")
        forget_plugins()
        dict(MkDocsConfig._schema)["plugins"].plugin_cache.update(kept)  # noqa: SLF001 (as above)
        fresh = bytes_of(self.project.folder.parent / "fresh")
        assert {name for name in fresh if fresh[name] != rebuilt.get(name)} == set()
        assert rebuilt.keys() == fresh.keys()


TestServing = Serving.TestCase
TestServing.settings = settings(
    max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("kind", ["folder", "link", "file"])
def test_what_a_killed_build_had_set_aside_is_cleared_away(project, command, kind):
    aside, outside = project.folder.parent / "site/.rfc-before", project.folder.parent / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    aside.parent.mkdir()
    if kind == "folder":
        (aside / "specs").mkdir(parents=True)
    elif kind == "link":
        aside.symlink_to(outside)
    else:
        aside.touch()
    project.write({"specs/one.md": "# One\n"})
    forget_plugins()
    for _ in range(2):
        project.build(command=command)

    assert not os.path.lexists(aside)
    assert (outside / "kept").exists()
    forget_plugins()


@pytest.mark.parametrize("config", CONFIGS)
def test_a_dirty_build_leaves_no_page_of_ours_behind(project, config):
    first = document("One", "Draft (WIP)", "research/two.md", "Why")
    project.write({"mkdocs.yml": config, "specs/one.md": first, "research/two.md": "# Two\n"})
    project.commit().build()
    second = document("First", "Approved", "research/two.md", "How")
    project.write({"specs/one.md": second, "specs/new.md": "# New\n"})

    dirty, fresh = project.build(dirty=True), project.build(out="fresh")

    for address in ("specs/one/", "specs/new/", "specs/", "research/two/", "rfc/map/"):
        assert html.tostring(dirty.article(address)) == html.tostring(fresh.article(address))
