"""No text is worth more than the time that its length takes; what is cut is told.

Nothing here looks at a clock: a process has many times the CPU seconds that it needs, and ends
before what is more than linear is half through.
"""

import re
import resource
import subprocess
import sys
from pathlib import Path
from random import Random

import nh3
import pytest

from mkdocs_rfc.corpus.heading_index import HeadingIndex
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.documents.front_matter import read_front_matter
from mkdocs_rfc.documents.problems import DeepNesting, UnfilledTables
from mkdocs_rfc.editing.status import end_of_words
from mkdocs_rfc.limits import MOST_ASKED, MOST_NESTED
from mkdocs_rfc.markdown.attributes import DEEP, UNFILLED
from mkdocs_rfc.markdown.comments import find_comments, replace_comments
from mkdocs_rfc.markdown.gfm import render_gfm
from mkdocs_rfc.markdown.headings import Heading
from mkdocs_rfc.markdown.nesting import is_shallow, unnest
from mkdocs_rfc.markdown.tree import render, serialise

TESTS = Path(__file__).parent
SECONDS = 25
CONFIG = "site_name: S\ntheme: {name: mkdocs}\nplugins: [rfc]\n"

PATTERNS = """
from mkdocs_rfc.authoring import scaffolding, template
from mkdocs_rfc.corpus import requested
from mkdocs_rfc.documents import (
    fields, forms, front_matter, mentions, outline, titles, versions)
from mkdocs_rfc.editing import renumber, status
from mkdocs_rfc.history import document_history, people
from mkdocs_rfc.lifecycle import statuses
from mkdocs_rfc.markdown import formulas
from mkdocs_rfc.pages import panels, render
n = 200_000
spaces = " " * n
each = {
    forms.BETWEEN: [spaces],
    statuses.OPTIONAL_WORDS: [spaces, " (" * n],
    mentions.BARE_PATH: ["a+" * n, "+/" * n, "a." * n, "a/" * n, "a" * n],
    mentions.IN_CODE: ["a+" * n],
    document_history.FULL_ID: [b"\\n" * n, b" " * n],
    people.CO_AUTHOR: ["co-authored-by:" + spaces, "co-authored-by:" * n],
    formulas._FORMULA: ["`" * n, "$" * n, "$a " * n, "$$a" * n, "$`a" * n],
    versions.FENCED: ["\\n" + each for each in (spaces, "- " * n, "`" * n, "1" * n, "```\\n" * n)],
    versions.LINES: ["\\n" + each for each in (spaces, "\\n" * n, "- [ ] a\\n" * n, "-" + spaces)],
    versions.QUESTION_MARKUP: ["[a](b" * n, "<a" * n, "[" * n],
    renumber.LINK: ["[a](a" * n, "[" * n, "[a](" * n],
    versions.MARKUP: ["<!--" * n, "<!--a" * n, "<a" * n, "[a](b" * n],
    versions.RULE: ["\\n" + spaces, "\\n|" + spaces],
    versions.ROW: ["\\n" + spaces, "\\n|" + spaces],
    outline.BRACKETS: ["(" * n],
    panels.PATHS: ["." * n, "a" * n],
    titles.SUFFIX: [spaces, " -" * n],
}
for pattern, texts in each.items():
    for text in texts:
        for _ in pattern.finditer(text):
            pass
for pattern, texts in {
    status.ROW: [spaces, "| " * n, "|" + spaces],
    status.KEY: ["status:" + spaces + "x\\n", "status: a" + " b" * n],
    status.PAIR: [spaces, "|" + spaces, "`" * n, "- **status" + spaces],
    render.PLAIN: ["<" + "a" * n],
    scaffolding.METADATA_ROW: ["|" * n, "|" + spaces, "|a" + spaces, "| a" * n + "\\n\\nx"],
    scaffolding.KEY: ["a:" + spaces + "\\nx"],
    template.INSTRUCTION: [spaces],
}.items():
    for text in texts:
        pattern.match(text)
        pattern.fullmatch(text)
fields.split_people(spaces)
list(requested._names({"spec": "](" * n}))
print("done")
"""

CALLS = {
    "a status": """
from pathlib import Path
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.editing.status import EditError, change_status
from mkdocs_rfc.lifecycle.presets import RFC
tails = ("<!--a-->" * 200 + "x", " " * 100_000 + "b", "<!--" * 9_000, "<br>" * 9_000, "`" * n)
for tail in tails:
    data = f"# A\\n\\nStatus: Draft {tail}\\nOwner: x\\n\\ntext\\n".encode()
    document = read_document(Path("a.md"), "specs/a.md", Kind.SPEC, data=data)
    try:
        change_status(document, data, RFC["review"], lifecycle=RFC)
    except EditError:
        pass
""",
    "a version": """
from mkdocs_rfc.lifecycle.presets import RFC
from mkdocs_rfc.documents.versions import status_in_version
for text in (" " * 8_000, "<!--" * 2_000, "<a" * 4_000, "[a](b" * 1_600):
    for number in range(400):
        row = f"| a{number} | b |\\n|-|-|\\n| Status | Draft {text} |\\n"
        status_in_version(RFC)("a.md", f"# A\\n\\n{row}".encode())
""",
    "ignored commits": """
from mkdocs_rfc.history.document_history import listed_commits
assert listed_commits(b"\\n" * n + b"a" * 40 + b" \\n" + b" \\t" * n) == {b"a" * 40}
""",
    "a message": """
from mkdocs_rfc.history.people import co_authors
assert co_authors("x\\n\\nco-authored-by:" + " " * n + "\\n") == ()
assert co_authors("co-authored-by:" + " \\t" * n + "A <a@b>")[0].name == "A"
""",
    "a number": """
from mkdocs_rfc.documents.mentions import IDENTIFIER
from mkdocs_rfc.editing.ownership import ownership_of
from mkdocs_rfc.editing.renumber import plan_renumbering
runs = "a".join("`" * length for length in range(1, 900))
paths = "0001-a.md/" * 9_000
for line in ("[a](a" * n, "[" * n, runs, "`" * n, "a" * n, "http://a/" * 9_000, paths):
    texts = {"specs/0001-a.md": "# A\\n", "specs/0001-b.md": f"# B\\n\\nspecs/0001-a.md {line}\\n"}
    path = "specs/0001-a.md"
    own = ownership_of(path, texts, bases=[""], forges=[], sites=[], branches=["main"])
    for alone in (False, True):
        plan_renumbering(path, 9, texts, identifier=IDENTIFIER, alone=alone, ownership=own)
""",
    "what stands in one another": """
from mkdocs_rfc.markdown.tree import render
n = 40_000
for text in (
    ">" * n, "> " * n, "<div>\\n" * n, "x" + "<b><i></b>" * n, "x" + "<x>" * n,
    "".join(f"<b title={number}>" for number in range(n // 40)) + "x\\n\\n" * (n // 10),
    f"x <b title='{'t' * n}'>y\\n\\n" + "x\\n\\n" * (n // 10),
    "<li><dd>\\n" * (n // 8), "x <h1></h2><div></h1>\\n" * (n // 8),
    "<p><hr><span></p>\\n" * (n // 8), "<rp><ruby><p>\\n" * (n // 8),
    "<li><ul></li>\\n" * (n // 8), "<div><p></div><q></p>\\n" * (n // 8),
    "<table><td><div></th>\\n" * (n // 8), "<div><table><td></div>\\n" * (n // 8),
    "<div><!-- " + "</div>" * n + " -->\\n" + "<div>\\n" * (n // 2),
    "<div><a b='" + "</div>" * n + "'>\\n" + "<div>\\n" * (n // 2),
    "<div><a b=c='>\\n" + "<div>\\n" * (n // 2),
):
    render(text)
""",
    "rows that lack cells": """
from mkdocs_rfc.markdown.tree import render
wide = "|" + "a|" * 2_000 + "\\n|" + "-|" * 2_000 + "\\n" + "|a|\\n" * 1_000
for text in (wide * 2, (wide + "\\n") * 40, wide.replace("\\n", "\\n> "), wide.replace("|a|", "a")):
    render(text)
""",
    "a path of a thousand folders": """
from mkdocs_rfc.corpus.targets import tails_of
assert len(list(tails_of("https://x.org/a/b/blob/" + "x/" * n))) == 64
""",
}


def run(code):
    """What code prints that has a limit of CPU seconds."""
    done = subprocess.run(
        [sys.executable, "-c", f"n = 200_000\n{code}"],
        capture_output=True,
        check=False,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)),
    )
    assert done.returncode == 0, done.stderr or "the time was over"
    return done.stdout


def test_no_pattern_looks_at_the_same_letters_again_and_again():
    assert run(PATTERNS) == "done\n"


@pytest.mark.parametrize("name", CALLS)
def test_what_is_read_is_walked_through_once(name):
    run(CALLS[name])


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("formulas closed", 40_000),
        ("supersedes", 10_000),
        ("research spec", 5_000),
        ("numbers", 60_000),
        ("paths", 30_000),
        ("plus", 200_000),
        ("comments open", 200_000),
        ("comments", 200_000),
        ("links to no section", 30_000),
        ("tags unknown", 40_000),
    ],
)
def test_a_build_takes_no_more_than_a_text_is_long(name, size):
    code = f"""
import sys
sys.path.insert(0, {str(TESTS / "benchmarks")!r})
import growth
import tempfile
from pathlib import Path
with tempfile.TemporaryDirectory() as folder:
    for name, text in growth.INPUTS[{name!r}]({size}).items():
        Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
        Path(folder, name).write_text(text)
    sys.argv[1:] = [folder]
    exec(growth.CHILD)
"""
    assert run(code)


def test_research_gets_pages_for_a_hundred_specs_and_says_so(project):
    names = ", ".join(f"plan-{number:03}" for number in range(MOST_ASKED + 5))
    project.write({"mkdocs.yml": CONFIG, "research/a.md": f"---\nspec: [{names}]\n---\n# A\n"})

    site = project.build()

    said = (
        "mkdocs_rfc: research/a.md:2: The front matter names 105 specs that are not written yet;"
        " only the first 100 have a page. Name those that are to be written next. (limit)"
    )
    assert [text for text in project.warnings if "(limit)" in text] == [said]
    assert "Plan 099" in site.text("specs/plan-099/")
    assert not (site.folder / "specs" / "plan-100").exists()
    assert "plan-104" in site.text("research/a/")


@pytest.mark.parametrize(
    "deep",
    [
        "k: " + "[" * 3_000 + "]" * 3_000,
        "k: " + "{a: " * 3_000 + "}" * 3_000,
        "k:\n" + "- " * 3_000 + "a",
        "\n".join(" " * number + "k:" for number in range(300)),
        "k:\t" + "[" * 3_000 + "]" * 3_000,
    ],
)
def test_front_matter_that_is_nested_without_end_is_read_line_by_line(deep):
    front = read_front_matter(f"---\nstatus: Draft\n{deep}\n---\n# A\n")

    assert front.problem
    assert front.values["status"] == "Draft"
    assert front.body == "# A\n"


def test_front_matter_as_deep_as_people_write_it_is_yaml():
    lists = ", ".join(["[a, {b: c}]"] * 100)

    front = read_front_matter(f"---\nk: [{lists}]\n---\n# A\n")

    assert not front.problem
    assert front.values["k"] == [["a", {"b": "c"}]] * 100


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Status: Draft <!--a--><!-- b --> <br/> \\\r\n", "Status: Draft"),
        ("Status: Draft <!--a--><!--b-->x\n", "Status: Draft <!--a--><!--b-->x"),
        ("Status: Draft <!-- a <!-- b -->\n", "Status: Draft"),
        ("Status: Draft <!-- a --> b -->", "Status: Draft <!-- a --> b -->"),
        ("Status: Draft <BR />  ", "Status: Draft"),
        ("Status: Draft <b>", "Status: Draft <b>"),
        ("<!--a-->", ""),
        ("-->", "-->"),
        ("<!-->", "<!-->"),
        ("", ""),
    ],
)
def test_the_words_of_a_line_end_before_what_readers_do_not_see(line, words):
    assert line[: end_of_words(line)] == words


def test_a_comment_is_one_that_has_its_lines_for_itself():
    text = "<!-- a\n b -->\n\n<!-- c --> x\n\n   <!-- d -->  \nx <!-- e -->\n<!-- f"

    found = list(find_comments(text))

    assert [(each.text, each.line) for each in found] == [(" a\n b ", 0), (" d ", 5)]
    assert replace_comments(text, lambda each: f"[{each.line}]") == (
        "[0]\n\n<!-- c --> x\n\n[5]\nx <!-- e -->\n<!-- f"
    )


def test_a_section_is_found_by_its_line_its_number_or_words_that_it_has():
    rows = [(1, "T", "t", 1), (2, "4.1 Data", "41-data", 5), (2, "§ 4 Old store", "4-old-store", 9)]
    posts = HeadingIndex([Heading(level, text, text, key, line) for level, text, key, line in rows])

    assert [posts.above(line) for line in (1, 5, 8, 9, 99)] == [
        "",
        "41-data",
        "41-data",
        "4-old-store",
        "4-old-store",
    ]
    assert [posts.numbered(number) for number in ("4.1", "4", "5")] == ["41-data", "", ""]
    assert [posts.nearest(wanted) for wanted in ("the-Store", "none")] == ["4-old-store", ""]


def test_tags_that_nobody_knows_lose_their_name_and_no_text():
    tags = "".join(f"<x{number}>y" for number in range(300))

    assert serialise(render(f"a {tags}</b>")) == f"<p>a {'y' * 300}</p>\n"


def test_an_unknown_number_and_a_known_one_stand_where_they_stood(tmp_path):
    text = "# A\n\na RFC 1 b RFC 2 *c* RFC 3 d `x.md` e $a$ f $$b$$ g\n"

    document = read_document(tmp_path / "a.md", "specs/a.md", Kind.SPEC, data=text.encode())

    words = document.tree.read().text_content().split()
    assert " ".join(words) == "A a RFC 1 b RFC 2 c RFC 3 d x.md e $a$ f $$b$$ g"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (f"{'>' * 900} word\n\nafter\n", "blockquote"),
        ("<div>\n" * 900 + "word\n" + "</div>\n" * 900 + "\nafter\n", "div"),
        ("<b>" * 900 + "word" + "</b>" * 900 + "\n\nafter\n", "b"),
        ("x <x>" * 900 + "word\n\nafter\n", "x"),
    ],
)
def test_what_stands_too_deep_loses_its_place_and_no_word(tmp_path, text, tag):
    document = read_document(tmp_path / "a.md", "specs/a.md", Kind.SPEC, data=text.encode())

    root = document.tree.read()
    depths = [len(list(each.iterancestors())) for each in root.iter()]
    assert root.text_content().replace("x", "").split() == ["word", "after"]
    assert root[-1].tag == "p"
    assert root[-1].text == "after"
    assert max(depths) <= 202
    assert len(root.findall(f".//{tag}")) <= 200
    assert document.problems == (DeepNesting(document.path, 1),)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 150 + " word",
        "<div>" * 150 + "word" + "</div>" * 150,
        "<p>x <span>y\n\n" * 600,
        "Vec<T> and Option<u>\n\n" * 600,
        "<ul>\n" + "<li>x\n" * 600 + "</ul>",
        "<table>\n" + "<tr><td><b>x<td><span>y\n" * 600 + "</table>",
        "<ruby>x<rt>y</ruby>\n\n" * 600,
        '<a name="x">\n\ny\n\n' * 600,
        "<h1>x<h2>y\n" * 600,
        "<dl>\n" + "<dt>x<dd>y\n" * 600 + "</dl>",
    ],
)
def test_tags_that_nobody_closes_are_not_deep(text):
    root = render(text)

    tags = re.findall(r"(?<!Vec)<([a-z][0-9a-z]*)", text)
    assert root.get(DEEP) is None
    for tag in set(tags) - {"a", "u"}:
        assert len(root.findall(f".//{tag}")) >= tags.count(tag), tag


def test_a_table_whose_rows_lack_too_many_cells_stays_text(tmp_path):
    head = "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n"
    text = f"# T\n\n{head}|x|\n\nbetween\n\n{head}" + "|z|\n" * 60

    document = read_document(tmp_path / "a.md", "specs/a.md", Kind.SPEC, data=text.encode())

    root = document.tree.read()
    (table,) = root.iter("table")
    assert len(table.findall(".//td")) == 200
    assert root[-1].tag == "p"
    assert (root[-1].text or "").endswith(f"{'-|' * 200}\n" + "|z|\n" * 59 + "|z|")
    assert document.problems == (UnfilledTables(document.path, 10),)


def test_a_table_as_people_write_it_may_lack_cells():
    root = render("|a|b|c|d|\n|-|-|-|-|\n" + "|x|\n" * 600)

    assert root.get(UNFILLED) is None
    assert len(root.findall(".//td")) == 2_400


@pytest.mark.parametrize("count", [10, 29, 35, 60, 120, 250])
@pytest.mark.parametrize(
    "piece",
    [
        "- ",
        "> ",
        ">",
        "1. ",
        "*",
        "**",
        "~~",
        "[",
        "<div>",
        "<x>",
        "<b>\n\n",
        "- > ",
        "<q><i>",
        "_a ",
    ],
)
def test_what_is_taken_for_plain_has_nothing_that_stands_deep(piece, count):
    text = f"{piece * count}a{'*' * 40} {'_b' * 20}\n\n> - *c*"
    html = render_gfm(text)

    assert not is_shallow(text) or unnest(html) == (html, 0)


NAMES = ["a", "b", "i", "u", "p", "li", "td", "ruby", "div"]
SOUP = [f"<{end}{name}>" for end in ("", "", "/") for name in NAMES]
SOUP += ["<table>", "</table>", "<h1>", "</h2>", "<code>x", "</ul>", "<details>", "x"]


def deepest(html):
    """How deep elements stand in one another in HTML that is well formed."""
    depth = most = 0
    for closing in re.findall(r"<(/?)[a-z]", html):
        depth += -1 if closing else 1
        most = max(most, depth)
    return most


@pytest.mark.parametrize(
    "unit",
    [
        "<b><i></b>",
        "<b><p><i></b>x</p>",
        "<a><b></a>",
        "<a>x<code>",
        "<ul><li><b></ul>x",
        "<i>x<details><b></i></details>",
        "</table><table>x<table><ruby>x<table></table></table><ruby>x",
        *("".join(Random(seed).choices(SOUP, k=2 + seed % 9)) for seed in range(200)),  # noqa: S311
    ],
)
def test_no_soup_of_tags_gets_deep(unit):
    kept, _ = unnest(unit * 1_000)

    assert deepest(nh3.clean(kept)) <= 2 * MOST_NESTED


@pytest.mark.parametrize("opening", ["<b", "> <b", "- x\n\n  <b\n  "])
def test_of_a_tag_with_more_attributes_than_anybody_writes_some_are_left_out(opening):
    attributes = " ".join(f"a{number}='>'" for number in range(4_000))

    root = render(f'{opening} id="y" {attributes} title="late">word</b> <i title="x">z</i>')

    (bold,) = root.iter("b")
    assert (bold.text, bold.get("id"), bold.get("title")) == ("word", "user-content-y", None)
    assert root.find(".//i").get("title") == "x"
