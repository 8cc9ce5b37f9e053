import pytest

from mkdocs_rfc.front_matter import read_front_matter


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title",
        "---\n\n# A rule first\n\ntext",
        "---\n\nProse behind a rule.\n\n---\n\nMore.",
        "---\njust words\n---\n# x",
        "----\na: b\n---",
    ],
)
def test_a_leading_rule_is_no_front_matter(text):
    front = read_front_matter(text)

    assert (front.values, front.body, front.first_line, front.problem) == ({}, text, 1, "")


def test_yaml_is_read_and_the_body_keeps_its_line():
    front = read_front_matter("---\ntopic: X\ntags: [a, b]\n---\n\n# X\n")

    assert front.values == {"topic": "X", "tags": ["a", "b"]}
    assert (front.body, front.first_line, front.lines()["tags"]) == ("\n# X\n", 5, 3)


@pytest.mark.parametrize(
    ("block", "line", "values"),
    [
        ("author: @name\nstatus: Draft", 2, {"author": "@name", "status": "Draft"}),
        ("status: Draft\ntitle: A: B", 3, {"status": "Draft", "title": "A: B"}),
        ("a: x\ndate: 2022-09-39", 3, {"a": "x", "date": "2022-09-39"}),
        ("date: !`date +%F`\nstatus: Draft", 2, {"date": "!`date +%F`", "status": "Draft"}),
        ("who:\n  - @a\n  - @b", 3, {"who": ["@a", "@b"]}),
        ("status: {a | b}\nx: *y", 3, {"status": "{a | b}", "x": "*y"}),
        ("requires: [165], [721]\nb: c", 2, {"requires": "[165], [721]", "b": "c"}),
    ],
)
def test_what_yaml_refuses_is_read_line_by_line(block, line, values):
    front = read_front_matter(f"---\n{block}\n---\nText")

    assert front.problem.startswith("The front matter is not YAML: ")
    assert front.line == line
    assert front.values == values
    assert front.body == "Text"


def test_front_matter_that_is_never_closed_ends_at_the_first_heading():
    front = read_front_matter("---\ntitle: X\nstatus: Draft\n\n# Heading\n\nText\n\n---\n\nMore")

    assert front.values == {"title": "X", "status": "Draft"}
    assert front.body == "# Heading\n\nText\n\n---\n\nMore"
    assert (front.line, front.first_line) == (1, 5)
    assert "never closed" in front.problem


def test_a_longer_rule_closes_it_and_is_said():
    front = read_front_matter("---\ntitle: X\n------\n# X")

    assert (front.values, front.body, front.line) == ({"title": "X"}, "# X", 3)
    assert "closed by `------`" in front.problem


ALIASES = "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))

DIGITS = "0x" + "f" * 10_000


@pytest.mark.parametrize(
    "value",
    ["*a39", "&a [*a]", "&a {b: *a}", DIGITS, f"{{? {DIGITS} : x}}", "59:" * 3_000 + "59"],
    ids=["aliases", "itself", "its-own-value", "digits", "a-key-of-digits", "minutes"],
)
def test_what_would_be_text_without_end_is_read_line_by_line(value):
    front = read_front_matter(f"---\na0: &a0 [x, x]\n{ALIASES}\nspec: {value}\n---\nText")

    assert (front.body, front.values["spec"]) == ("Text", value)
    assert front.problem.startswith("The front matter holds more values than a person writes")


def test_a_key_has_its_line_whatever_stands_around_it():
    front = read_front_matter("---\na:b: 1\nc : 2\nd:\n  c: 3\n'e': 4\n---\n")

    assert front.values == {"a:b": 1, "c": 2, "d": {"c": 3}, "e": 4}
    assert [front.lines()[key] for key in front.values] == [2, 3, 4, 6]
