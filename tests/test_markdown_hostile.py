from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_rfc.markdown.headings import nest
from mkdocs_rfc.markdown.highlight import Highlighter
from mkdocs_rfc.markdown.positions import line_of
from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.markdown.tree import parse, serialise

HOSTILE = sorted((Path(__file__).parent / "rendering").glob("hostile-*/input.md"))
# What text is made of where it goes wrong: fragments of Markdown and HTML, in any order.
FRAGMENTS = str.split(
    """< > </ /> & " ' ` ``` ~~~ * ** _ ~~ [ ] ( ) ![ ]( ]: [^1] [^1]: # ## - + 1. > | |- $ $$
    `$`
    :rocket: \\ = === --- <!-- --> <![CDATA[ ]]> <? ?> <a <a> </a> <p> </p> <b> <table> <tr> <td>
    </td> </table> <details> <summary> <svg> <math> <style> <script> </script> <img <input <int>
    <template> <select> <plaintext> <iframe src= href= onerror= onclick=alert(1) style= class=
    id= name= data-sourcepos="1:1-9:9" data-rfc-math="inline" javascript:alert(1) data:text/html,x
    &#106;avascript: http://x.y www.x.y a@b.c x.md [!NOTE] [ ] [x] mermaid math rust m0m0z x0x
    &#0; &#1; &colon; &Tab; &NewLine;"""
)
PIECES = st.one_of(
    st.sampled_from([*FRAGMENTS, "\n", "\n\n", "    ", "\t", "\r\n", "\r", " ", "> [!TIP]\n> "]),
    st.text(max_size=6),
    st.sampled_from(["\x00", "\x0b", "\x1b", "\ud800", "\ufeff", "\uffff", "\u2028", "é", "🚀"]),
)
ADDRESS = re.compile(
    r"[\s\x00-\x20]*(?:javascript|vbscript|data|file)[\s\x00-\x20]*:", re.IGNORECASE
)
FORBIDDEN = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "button",
    "textarea",
    "svg",
    "math",
    "base",
    "meta",
    "link",
    "template",
    "noscript",
    "title",
    "plaintext",
}


class Dangers(HTMLParser):
    """Collects what a page must never hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found += [tag] if tag in FORBIDDEN else []
        for name, value in attrs:
            harmful = name.startswith(("on", "data-")) or name in {
                "style",
                "srcdoc",
                "formaction",
                "ping",
            }
            if harmful or (name not in {"title", "alt"} and ADDRESS.match(value or "")):
                self.found.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


class Text(HTMLParser):
    """The text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.letters = ""
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.letters += data


def page_of(text: str) -> str:
    tree = parse(text)
    body = tree.read()
    present(body)
    nest(tree.headings)
    return serialise(body)


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: source.parent.name)
def test_nothing_that_runs_reaches_a_page(source):
    text = source.read_text("utf-8")
    tree = parse(text)
    page = page_of(text)
    assert "<script" not in page.lower()
    assert not Dangers(page).found
    for heading in tree.headings:
        assert not Dangers(heading.html).found
    for token in nest(tree.headings):
        assert "<" not in token["name"]


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_becomes_a_page_without_dangers(text):
    page = page_of(text)
    assert "<script" not in page.lower()
    assert not Dangers(page).found


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_every_element_of_any_text_has_a_line_in_it(text):
    lines = re.split(r"\r\n|\r|\n", text)
    for element in parse(text).read().iter():
        assert 1 <= line_of(element) <= len(lines)


@settings(max_examples=100, deadline=None)
@given(
    code=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")),
    language=st.sampled_from(["rust", "python", "json", "yaml", "html", "console", "diff", "js"]),
)
def test_highlighting_keeps_every_character_of_code(code, language):
    marked = Highlighter()(code + "\n", language)
    assert marked is not None
    assert Text(marked).letters == code.removeprefix("\ufeff") + "\n"


WORDS = st.text(st.sampled_from("abcxyz"), min_size=1, max_size=5)
MARKUP = st.sampled_from(["*", "**", "`b`", " ", "\n", "\n\n", "- ", "> ", "# ", "1. ", "<int>"])


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS | MARKUP, max_size=60))
def test_no_word_of_a_text_is_lost(pieces):
    page = Text(page_of("".join(pieces)))
    words = "".join(pieces).replace("<int>", "")
    assert re.sub("[^abcxyz]", "", page.letters) == re.sub("[^abcxyz]", "", words)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "word",
        "[" * 10_000 + "word" + "]" * 10_000,
        "- " * 3_000 + "word",
        "<div>\n" * 10_000 + "word",
        "<span>" * 10_000 + "word",
        "".join(f"y<b id=a{number}>\n\n" for number in range(1_000)) + "word",
        "".join("`" * length + " " for length in range(300)) + "word",
        "$" * 10_000 + "word",
        "|a" * 300 + "\n" + "|-" * 300 + "\nword",
        "x\n" * 85_000 + "word",
    ],
    ids=[
        "quotes",
        "brackets",
        "lists",
        "div",
        "span",
        "b",
        "backticks",
        "dollars",
        "table",
        "long",
    ],
)
def test_extreme_texts_keep_their_last_word(text):
    assert "word" in page_of(text)
