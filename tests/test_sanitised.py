"""What no page may hold: words kept for the program, and addresses that run something."""

import random
import re
from html import unescape

import pytest
from lxml import html

from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.markdown.sanitise import disarm, drop_dangers, is_harmless
from mkdocs_rfc.markdown.texts import mark_of
from mkdocs_rfc.markdown.tree import parse, serialise
from mkdocs_rfc.markdown.wellformed import read_xml

MARKS = (
    "x0x",
    "x1x",
    "x2x",
    "m0m0z",
    "m1m0z",
    "m0m9z",
    "data-sourcepos",
    "<input",
    "data-rfc-math",
)


def page_of(text):
    body = parse(text).read()
    present(body)
    return serialise(body)


def spellings(word):
    """Ways of writing a word that Markdown and a browser read as the word."""
    yield word
    yield "".join(f"&#{ord(each)};" for each in word)
    yield "".join(f"&#x{ord(each):x};" for each in word)
    yield "".join(f"&#{ord(each):07};" for each in word)
    yield f"&#{ord(word[0])};{word[1:]}"
    yield f"{word[0]}<zz></zz>{word[1:]}"
    yield f"{word[0]}<!-- -->{word[1:]}"
    yield f"{word[0]}</zz>{word[1:]}"


@pytest.mark.parametrize("word", MARKS)
def test_no_spelling_of_a_word_is_taken_for_one_of_ours(word):
    for spelled in spellings(word):
        text = f"begin {spelled} end, `{word}`, <input x and $x {word}$ data-sourcepos"
        shown = html.fromstring(page_of(text)).text_content()

        assert word.replace("<input", "") in shown.split("end")[0] or "<input" in spelled
        assert " end" in shown
        assert f"x {word}" in shown
        assert re.search("[0-9a-f]{32}", shown) is None


def test_a_formula_placeholder_that_an_author_writes_is_text():
    for written in ("&#109;0m9z", "m0m9z", "&#109;0m" + "9" * 5000 + "z", "m<zz>0m0z"):
        page = html.fromstring(f"<div>{page_of(f'{written} and $x$')}</div>")

        assert "".join(unescape(written).split("<zz>")) in page.text_content()
        assert [each.text for each in page.find_class("arithmatex")] == [r"\(x\)"]


def test_the_same_text_has_the_same_mark_and_another_text_another():
    assert disarm("data-sourcepos") == disarm("data-sourcepos")
    assert mark_of("a", "x") != mark_of("b", "x")


HARMFUL = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\r\nscript:alert(1)",
    "javascript\n:alert(1)",
    "\xa0javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "java\xadscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "blob:x",
    "filesystem:x",
    "file:///etc/passwd",
    "view-source:javascript:x",
    "x0x:alert(1)",
]
HARMLESS = [
    "",
    "#a:b",
    "x.md",
    "./javascript:x",
    "../a:b/",
    "?javascript:x",
    "/a:b",
    "//host/a:b",
    "https://host:8080/",
    "HTTP://host/",
    "mailto:a@b.c",
    "xmpp:a@b.c",
    "irc://host",
    "a%3Ab",
    "1:2",
    "ä:b",
]


@pytest.mark.parametrize("address", HARMFUL)
def test_an_address_that_runs_something_leaves_the_page(address):
    assert not is_harmless(address)
    tree = read_xml("<div><a><b>text</b></a><img/><source/></div>")
    for element, name in ((tree[0], "href"), (tree[1], "src"), (tree[2], "srcset")):
        element.set(name, address.replace("\x01", ""))
    drop_dangers(tree)
    assert tree.xpath("//@href | //@src | //@srcset") == []
    assert tree.text_content() == "text"


@pytest.mark.parametrize("address", HARMLESS)
def test_any_other_address_stays(address):
    assert is_harmless(address)


def test_what_no_page_may_hold_goes_and_its_text_stays():
    tree = read_xml(
        '<div><p onclick="x" style="x" class="a" data-rfc-math="inline">a</p><script>b</script>'
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="javascript:x">c</a></svg>'
        '<form action="x"><button formaction="x">d</button></form><span srcdoc="x">e</span></div>'
    )
    drop_dangers(tree)

    assert tree.text_content() == "abcde"
    assert {each.tag for each in tree.iter()} == {"div", "p", "a", "span"}
    assert sorted(tree.xpath("//@*")) == ["a", "inline"]


def test_a_random_mixture_of_marks_and_addresses_leaves_nothing_that_runs():
    chance = random.Random(1)  # noqa: S311 - no secret
    pieces = [each for word in (*MARKS, "javascript:") for each in spellings(word)]
    for _ in range(300):
        inside = "".join(chance.choices(pieces, k=3)).replace("<", "").replace('"', "")
        text = f'<a href="{inside}">a</a> [b](<{inside.replace(">", "")}>) $x$ {inside}'
        page = html.fromstring(f"<div>{page_of(text)}</div>")

        assert all(is_harmless(address) for address in page.xpath(".//@href | .//@src"))


def test_sections_completed_from_a_template_are_sanitised_as_documents_are(project):
    template = (
        "# T\n\n| Status | Draft |\n| --- | --- |\n\n## One\n\n## Two\n\n"
        '<a href="&#120;0x javascript:alert(1)">guide</a> &#120;0x\n\n<svg onload=alert(1)>\n\n'
        "## Three\n\n<a href='java&Tab;script:alert(1)'>x</a> `<b onclick=x>` $x$ and [y](z.md)\n"
    )
    for markdown in ("github", "mkdocs"):
        project.write(
            {
                "mkdocs.yml": "site_name: S\ntheme: {name: mkdocs}\n"
                f"plugins: [{{rfc: {{template: t.md, markdown: {markdown}}}}}]\n",
                "t.md": template,
                "specs/b.md": "---\nstatus: Draft\n---\n# B\n\n## One\n\ntext, &#120;0x is here\n",
            }
        ).commit()

        page = project.build().article("specs/b/")

        assert "text, x0x is here" in page.text_content()
        assert len(page.find_class("rfc-todo")) == 2
        assert "guide x0x" in page.text_content()
        assert "<b onclick=x>" in page.text_content()
        assert all(is_harmless(address) for address in page.xpath(".//@href"))
        assert page.xpath(".//aside//@onload | .//aside//@onclick | .//aside//svg[@*]") == []


def test_the_sites_own_markdown_keeps_what_its_author_wrote(project):
    project.write(
        {
            "mkdocs.yml": "site_name: S\ntheme: {name: mkdocs}\n"
            "plugins: [{rfc: {markdown: mkdocs}}]\n",
            "specs/b.md": '# B\n\n<p style="color: red" onclick="x()">text</p>\n',
        }
    ).commit()

    page = project.build().article("specs/b/")

    assert page.xpath(".//p[text()='text']/@style") == ["color: red"]
