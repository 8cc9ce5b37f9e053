"""A process that builds again and again, as `mkdocs serve` does, holds no more than at first."""

import gc
from collections import Counter

import pytest
from lxml.html import HtmlElement
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from conftest import MINIMAL
from mkdocs_rfc.corpus.resolution import Resolution
from mkdocs_rfc.documents.document import Document
from mkdocs_rfc.host.page import DocumentPage
from mkdocs_rfc.plugin import RfcPlugin
from mkdocs_rfc.site import PageContent, Site
from mkdocs_rfc.storage.garbage import FirstBuild
from mkdocs_rfc.storage.memo import Memo
from test_rebuild import forget_plugins

KINDS = (
    *(Document, DocumentPage, File, Files, HtmlElement, Memo, Navigation, Page, PageContent),
    *(Resolution, Site),
)
DOCUMENTS = 12


@pytest.fixture
def serving(project, monkeypatch):
    """A project that is built as by `mkdocs serve`, and a first build of a process."""
    monkeypatch.setattr(RfcPlugin, "first", FirstBuild())
    forget_plugins()
    for number in range(DOCUMENTS):
        project.write({f"specs/{number:04}-a.md": text(number, 0)})
    project.write({"mkdocs.yml": MINIMAL, "research/r.md": "# R\n\nSee `specs/0001-a.md`.\n"})
    yield project.commit()
    forget_plugins()


def text(number, turn):
    return (
        f"# Spec {number} {turn}\n\nStatus: Draft\n\nSee [it](0001-a.md) and `research/r.md`.\n\n"
        f"## 1. Why {turn}\n\n```python\nturn = {turn}\n```\n"
    )


def turn_over(project, turn):
    """Edit one document, write one and take another away, each time under another name."""
    files = {"specs/0001-a.md": text(1, turn), f"specs/{turn}-new.md": text(turn, turn)}
    project.write(files | {f"research/{turn}.md": "# R\n\nSee `specs/0001-a.md`.\n"})
    for path in (f"specs/{turn - 1}-new.md", f"research/{turn - 1}.md"):
        (project.folder / path).unlink(missing_ok=True)


def held():
    """How many objects of each kind there are, garbage that Python will yet find not among them."""
    gc.collect()
    counts = Counter(map(type, gc.get_objects()))
    return Counter({kind.__name__: counts[kind] for kind in KINDS})


def entries(value, seen):
    """How many entries all mappings and sets hold that can be reached from a value of ours."""
    if id(value) in seen:
        return 0
    seen.add(id(value))
    if isinstance(value, dict):
        return len(value) + sum(entries(each, seen) for each in value.values())
    if isinstance(value, (set, frozenset)):
        return len(value)
    if isinstance(value, tuple | list):
        return sum(entries(each, seen) for each in value)
    if not type(value).__module__.startswith("mkdocs_rfc."):
        return 0
    names = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
    inner = [getattr(value, name, None) for name in names] + [getattr(value, "__dict__", None)]
    return sum(entries(each, seen) for each in inner)


def test_thirty_rebuilds_hold_what_the_first_ones_held(serving):
    counts, kept = [], []
    for turn in range(1, 37):
        turn_over(serving, turn)
        serving.build(command="serve")
        counts.append(held())
        plugin = load_config(str(serving.folder / "mkdocs.yml")).plugins["rfc"]
        kept.append(entries(plugin.memory, set()))

    assert counts[-1] - counts[5] == Counter()
    assert kept[-1] == kept[5]


def test_only_the_first_build_of_a_process_is_spared_the_search_for_garbage(serving, monkeypatch):
    spared = []
    monkeypatch.setattr(gc, "freeze", lambda: spared.append(True))  # each sets back Python's count

    for turn in range(1, 5):
        turn_over(serving, turn)
        serving.build(command="serve")

    assert spared == [True]


def test_nothing_is_kept_from_the_search_for_garbage_after_a_build(serving):
    serving.build()

    assert gc.get_freeze_count() == 0
    assert gc.isenabled()


def test_nothing_is_kept_from_the_search_for_garbage_after_a_build_that_failed(serving):
    hook = "def on_env(env, config, files):\n    raise ValueError('no')\n"
    serving.write({"hook.py": hook, "mkdocs.yml": MINIMAL + "hooks: [hook.py]\n"})

    with pytest.raises(ValueError, match="no"):
        serving.build()

    assert gc.get_freeze_count() == 0
    assert gc.isenabled()


def test_what_others_keep_from_the_search_for_garbage_stays_so(serving):
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        serving.build()

        assert 0 < gc.get_freeze_count() <= before
    finally:
        gc.unfreeze()
