from __future__ import annotations

import json
import re

import pytest
from mkdocs.structure.toc import get_toc

from mkdocs_rfc.markdown.anchors import Slugger, fragment
from mkdocs_rfc.markdown.attributes import OURS
from mkdocs_rfc.markdown.headings import nest
from mkdocs_rfc.markdown.highlight import Highlighter
from mkdocs_rfc.markdown.positions import line_of
from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.markdown.tree import parse, serialise


@pytest.mark.parametrize(
    ("headings", "ids"),
    [
        (["Hello World"], ["hello-world"]),
        (["  Spaces  around "], ["spaces--around"]),
        (["Upgrade / Downgrade Strategy"], ["upgrade--downgrade-strategy"]),
        (["A & B", "A & B", "A & B"], ["a--b", "a--b-1", "a--b-2"]),
        (["x", "x-1", "x"], ["x", "x-1", "x-2"]),
        (["x", "x", "x-1"], ["x", "x-1", "x-1-1"]),
        (["1. First: the `code()`"], ["1-first-the-code"]),
        (["snake_case — and–dash-es"], ["snake_case--anddash-es"]),
        (["ÜBER Straße 日本語 Привет"], ["über-straße-日本語-привет"]),
        (["क्षि ๑ ⅷ ① ² ½ ⓐ"], ["क्षि-๑-ⅷ----ⓐ"]),
        (["🚀 up", ":rocket: up"], ["-up", "rocket-up"]),
        (["!", "?"], ["", "-1"]),
    ],
)
def test_slugs_are_those_of_github(headings, ids):
    slugger = Slugger()
    assert [slugger(heading) for heading in headings] == ids


def test_headings_have_plain_text_html_without_links_and_lines():
    tree = parse("# A <b>&</b> [`x`](y.md)[^1] :tada:\n\ntext\n\nSetext\n---\n\n[^1]: note\n")
    first, second = tree.headings
    assert (first.level, first.text, first.id, first.line) == (1, "A & x 🎉", "a--x1-tada", 1)
    assert first.html == "A <b>&amp;</b> <code>x</code> 🎉"
    assert (second.level, second.text, second.line) == (2, "Setext", 5)


def test_a_table_of_contents_nests_and_escapes_its_names():
    tree = parse("## `<b>`\n#### Deep\n### Less\n# Top\n## Sub\n")
    tokens = nest(tree.headings)
    shape = [(t["name"], [(c["name"], c["children"]) for c in t["children"]]) for t in tokens]
    assert shape == [("&lt;b&gt;", [("Deep", []), ("Less", [])]), ("Top", [("Sub", [])])]
    assert [item.title for item in get_toc(tokens)] == ["&lt;b&gt;", "Top"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("title", "title"),
        ("Title", "title"),
        ("user-content-title", "title"),
        ("own", "user-content-own"),
        ("user-content-own", "user-content-own"),
        ("named", "user-content-named"),
        ("%C3%BC", "ü"),
        ("__config", "user-content-__config"),
        ("none", None),
        ("", None),
    ],
)
def test_an_anchor_written_on_github_leads_to_one_of_the_site(wanted, found):
    tree = parse('# Title\n## Ü\n## \\_\\_config\n<a id="own"></a><a name="named"></a>\n')
    assert fragment(tree.anchors, wanted) == found


def test_every_anchor_found_is_an_id_of_the_page():
    tree = parse('# A\n# A\n<p id="own" name="b">x</p>\n\n## <a name="in"></a>B[^1]\n\n[^1]: c\n')
    ids = {element.get("id") for element in tree.read().iter()} - {None}
    assert {fragment(tree.anchors, anchor) for anchor in tree.anchors} == ids
    assert {"a", "a-1", "own", "in", "b1", "fn:1", "fnref:1"} <= tree.anchors


LINES = """\
---
status: Draft
---
# Title

one [a](1.md) and
two [b](2.md)
three ![c](3.png) **[d](4.md)**

- item [e](5.md)
  continued [f](6.md)

  - nested

    [g](7.md)
- [ ] task [h](8.md)

> quote
> [i](9.md)

| x | y |
|---|---|
| 1 | [j](10.md) |

<div>

[k](11.md)

</div>
```
code
```
[m](12.md)
"""


def test_each_link_knows_its_line_of_the_file():
    body = LINES.split("---\n", 2)[2]
    tree = parse(body, first_line=4)
    lines = LINES.splitlines()
    for link in tree.read().iter("a", "img"):
        assert f"({link.get('href') or link.get('src')})" in lines[line_of(link) - 1]
    assert tree.headings[0].line == 4


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline):
    tree = parse(newline.join(["\ufeff# a", "", "text", "[x](y)", "", "## b"]))
    assert [heading.line for heading in tree.headings] == [1, 6]
    assert [line_of(link) for link in tree.read().iter("a")] == [4]


def test_a_line_is_known_for_what_has_no_position_of_its_own():
    tree = parse(
        "# a\n\n<div>\n\nb\n\n</div>\n<table><tr><td>\n<a href='x'>x</a></td></tr></table>"
    )
    assert 7 <= line_of(next(tree.read().iter("a"))) <= 9


def test_a_copy_leaves_the_tree_as_it_is():
    tree = parse("# a\n\n```rust\nx\n```\n\n> [!NOTE]\n> b\n\n- [ ] c\n\nd[^1] $x$\n\n[^1]: e\n")
    before = serialise(tree.read())
    body = tree.read()
    present(body)
    assert serialise(tree.read()) == before
    assert serialise(body) != before
    assert tree.read()[0].get("data-sourcepos") == "1:1-1:3"


def test_working_attributes_are_not_written():
    root = parse('`data-sourcepos="1:1-1:2"` $x$\n').read()
    for name in OURS:
        root[0].set(name, "x")
    assert serialise(root) == '<p><code>data-sourcepos="1:1-1:2"</code> <span>$x$</span></p>\n'


def test_formulas_stay_as_written_on_a_site_without_math():
    body = parse("$a_b c_d$\n\n```math\nx\n```\n").read()
    present(body, math=False)
    page = serialise(body)
    assert "<span>$a_b c_d$</span>" in page
    assert "<code>x\n</code>" in page


def test_highlighted_code_is_kept_and_can_be_stored():
    highlighter = Highlighter()
    marked = highlighter("fn main() {}\n", "rust")
    stored = json.loads(json.dumps(highlighter.made))
    digest = next(iter(stored))
    later = Highlighter({digest: "from the store"})
    assert later("fn main() {}\n", "rust") == "from the store"
    assert marked is not None
    assert '<span class="k">fn</span>' in marked
    assert later("fn other() {}\n", "rust") != "from the store"
    assert set(later.made) > {digest}


def test_code_in_no_known_language_is_not_highlighted():
    highlighter = Highlighter()
    assert highlighter("x\n", "no-such-language") is None
    assert highlighter("x\n" * 100_000, "rust") is None
    assert highlighter("x" * 3_000, "hcl") is None
    assert highlighter("x" + " \n" * 600 + "x", "java") is None
    assert not highlighter.made


def test_a_long_file_keeps_all_its_headings():
    text = "".join(
        f"## Section {n}\n\n- a\n  - b\n\n```rust\nfn f{n}() {{}}\n```\n\n" for n in range(3_500)
    )
    assert len(text) > 170_000
    tree = parse(text)
    assert len(tree.headings) == 3_500
    assert tree.headings[-1].line == text.count("\n") - 9 + 1
    body = tree.read()
    present(body, highlighter=Highlighter())
    assert len(re.findall('class="language-rust highlight"', serialise(body))) == 3_500


def test_the_same_text_gives_the_same_bytes():
    text = "# a\n\n<p id=x title=y align=center>z</p>\n\n```python\nx\n```\n\n$x$ :tada:\n"
    pages = set()
    for _ in range(3):
        body = parse(text).read()
        present(body)
        pages.add(serialise(body))
    assert len(pages) == 1
