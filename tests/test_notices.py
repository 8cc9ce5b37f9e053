"""What a writer is told while serving, and what follows a change without a restart."""

import pytest

from mkdocs_rfc.host.watch import watched
from mkdocs_rfc.options import Options

CONFIG = "site_name: S\ntheme: {name: mkdocs}\nplugins:\n  - rfc: {template: t.md}\n"
TEMPLATE = "# T\n\n| Status | |\n| --- | --- |\n| Status | |\n\n## {}\n\n*Instruction: Say.*\n"


@pytest.fixture
def writing(project):
    return project.write(
        {
            "specs/draft.md": "---\nstatus: Draft\n---\n# Evict\n\nThe cache, see [x](gone.md).\n",
            "specs/done.md": "---\nstatus: Approved\n---\n# Done\n\nThe cache.\n",
            "research/cache.md": "---\ntopic: Cache <b>eviction</b>\n---\n# R\n\nThe cache.\n",
        }
    ).commit()


def told(site, address):
    asides = site.article(address).find_class("rfc-writer")
    return " ".join(" ".join(aside.text_content() for aside in asides).split())


def test_a_draft_names_what_may_be_relevant_and_what_is_wrong_with_it(writing):
    site = writing.build(command="serve")

    text = told(site, "specs/draft/")
    assert "You see this in mkdocs serve only." in text
    assert "specs/draft.md:6: `gone.md` leads to no file of this repository." in text
    assert "Cache <b>eviction</b> — shares: cache" in text
    assert site.article("specs/draft/").xpath(
        ".//aside[@class='rfc-writer']//a[@href='../../research/cache/']"
    )
    assert told(site, "specs/done/") == ""


def test_a_title_alone_is_a_draft(writing):
    writing.write({"specs/idea.md": "# Evict the cache\n", "specs/text.md": "# Cache\n\nText.\n"})

    site = writing.build(command="serve")

    assert "Writing: 0 of 19 sections" in told(site, "specs/idea/")
    assert "Cache <b>eviction</b> — shares: cache" in told(site, "specs/idea/")
    assert told(site, "specs/text/") == ""


def test_readers_of_the_published_site_are_told_nothing(writing):
    site = writing.build()

    assert told(site, "specs/draft/") == ""


def test_what_it_cites_is_not_suggested(writing):
    text = "---\nstatus: Draft\n---\n# Evict\n\nThe cache, see `research/cache.md`.\n"
    writing.write({"specs/draft.md": text})

    assert "May be relevant" not in told(writing.build(command="serve"), "specs/draft/")


def test_what_it_no_longer_cites_because_a_nearer_file_came_is_suggested(writing):
    text = "---\nstatus: Draft\n---\n# Evict\n\nThe cache, see [it](../specs/cache.md).\n"
    writing.write({"specs/draft.md": text})
    first = writing.build(command="serve")
    writing.write({"specs/cache.md": "# Nearer\n"})
    second = writing.build(command="serve")

    assert "May be relevant" not in told(first, "specs/draft/")
    assert "May be relevant" in told(second, "specs/draft/")


def test_a_change_of_anything_shows_without_a_restart(writing):
    writing.write({"mkdocs.yml": CONFIG, "t.md": TEMPLATE.format("One")})
    first = writing.build(command="serve")
    writing.write(
        {
            "t.md": TEMPLATE.format("Two"),
            "specs/new.md": "---\nstatus: Draft\n---\n# New\n",
            "research/cache.md": "# Queue\n\nWorkers drain it.\n",
        }
    )
    second = writing.build(command="serve")

    assert "One" in first.text("specs/draft/")
    assert "Two" in second.text("specs/draft/")
    assert "Two" in second.text("specs/new/")
    assert "May be relevant" in told(first, "specs/draft/")
    assert "May be relevant" not in told(second, "specs/draft/")


def test_an_uncommitted_change_is_marked(writing):
    writing.write({"specs/done.md": "---\nstatus: Approved\n---\n# Done\n\nMore.\n"})

    site = writing.build(command="serve")

    assert "with changes that are not committed yet" in site.text("specs/done/")
    assert "with changes that are not committed yet" in site.text("specs/")


def test_every_template_is_watched(writing):
    writing.write({"t.md": "# T\n\n## A\n", "u.md": "# T\n\n## A\n"})
    folder = writing.folder
    options = Options(
        project=folder, docs_dir=folder / "docs", template="t.md", templates=(("u", "u.md"),)
    )

    assert {folder / "t.md", folder / "u.md"} <= set(watched(options))
    assert folder not in watched(options)
