"""Whatever a footnote is called, its links lead there and back, and nothing false is said."""

from urllib.parse import unquote

import pytest

LABELS = (
    *("1", "note", "Note", "1.2", "a-b", "a--2", "a_b", "-", "fn-1", "fnref-1", "1-2"),
    *("\u00e4", "\u8336", "\u05e9\u05dc", "e\u0301", "\U0001f375", "\u00df", "\u200b"),
    *("<x>", '"q"', "x'y", "a&b", "&amp;", "a/b", "a:b", "a?b=c", "a;b", "a,b", "@", "a+b", "a=b"),
    *("50%", "%41", "A%20b", "%", "%C3%A4", "%zz", "~", "~41"),
    *(
        "#h",
        "*a*",
        "**",
        "`c`",
        "$x$",
        ":smile:",
        "^",
        "!",
        "(a)",
        "{a}",
        "|",
        "http://x.example/y",
    ),
    *("__proto__", "constructor", "user-content-x", "L12", "L1-L2", "x" * 200),
)
NO_NOTES = ("a b", "a\\]b", "", " ", "a[b", "a\tb")
"""The renderer makes no notes of these, as GitHub does not."""


def text_of(*labels):
    """A note in a heading and twice in the text, for each label."""
    names = [f"[^{label}]" for label in labels]
    parts = [f"## Head{n}{name}\n\nText{name} and{name}.\n" for n, name in enumerate(names)]
    notes = [f"{name}: Note of its own.\n" for name in names]
    return "\n".join(["# Notes\n", *parts, *notes])


def fragments(article):
    """The places of its own that an article leads to."""
    links = article.xpath(".//a[starts-with(@href, '#fn')]/@href")
    return [unquote(link.removeprefix("#")) for link in links]


@pytest.mark.parametrize("label", LABELS)
def test_a_note_of_any_label_leads_there_and_back(project, label):
    project.write({"specs/a.md": text_of(label)}).commit()

    article = project.build().article("specs/a/")

    assert [line for line in project.warnings if "anchor" in line] == []
    ids = article.xpath(".//@id")
    wanted = fragments(article)
    assert len(wanted) == 6
    for name in wanted:
        assert name in ids
        assert "%" not in name  # what is encoded twice is decoded once by some
    assert len(ids) == len(set(ids))


def test_notes_of_many_labels_in_one_document_stay_apart(project):
    project.write({"specs/a.md": text_of(*LABELS[:-1])}).commit()

    article = project.build().article("specs/a/")

    assert [line for line in project.warnings if "anchor" in line] == []
    ids, wanted = article.xpath(".//@id"), fragments(article)
    assert set(wanted) <= set(ids)
    assert len(wanted) > 6 * 40


@pytest.mark.parametrize("label", NO_NOTES)
def test_what_is_no_note_says_nothing_false_of_anchors(project, label):
    project.write({"specs/a.md": text_of(label)}).commit()

    project.build()

    assert [line for line in project.warnings if "names an anchor" in line] == []


@pytest.mark.parametrize("label", ["1", "\u00e4", "<x>", "50%", "a:b", "A"])
@pytest.mark.parametrize("prefix", ["user-content-fn-", "fn-", "user-content-fnref-", "fnref-"])
def test_a_link_to_a_note_as_github_names_it_leads_there(project, label, prefix):

    project.write({"specs/a.md": f"# A\n\n[see](<#{prefix}{label}>)[^{label}]\n\n[^{label}]: N\n"})

    article = project.commit().build().article("specs/a/")

    assert [line for line in project.warnings if "anchor" in line] == []
    assert set(fragments(article)) <= set(article.xpath(".//@id"))


def test_a_note_that_is_not_there_is_still_told(project):
    project.write({"specs/a.md": "# A\n\n[see](#fn-2) text[^1]\n\n[^1]: N\n"}).commit()

    project.build()

    assert any("names an anchor" in line for line in project.warnings)
