import pytest

from mkdocs_rfc.documents.front_matter import read_front_matter


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
    assert (front.body, front.first_line, front.lines["tags"]) == ("\n# X\n", 5, 3)


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
    assert [front.lines[key] for key in front.values] == [2, 3, 4, 6]


@pytest.mark.parametrize(
    "value",
    [
        *("!!timestamp foo", "!!bool x", "!!int x", '!!int ""', "!!float x", '!!float ""'),
        *("!!binary é", "!!set [a]", "!!omap x", "!!pairs x", "!!map x", "{[a]: b}", "{<<: 1}"),
        *("!!python/object:os.system x", "0000-00-00", "2001-01-01 00:00:00 +99:99", "=", "<<"),
        *("a\u2028b", "[" * 100_000, "{a: " * 1_000 + "}" * 1_000, "1:" * 5_000 + "1"),
        *("9" * 5_000, "\t1:" * 60 + "1", "!!timestamp [a]", "*nobody", '!!timestamp ""'),
    ],
    ids=lambda value: ascii(value[:20]),
)
def test_what_no_constructor_can_make_is_kept_as_it_is_written(value):
    front = read_front_matter(f"---\na: b\nk: {value}\nz: y\n---\nText")

    assert front.problem
    assert front.fix
    assert front.line in {3, 5, 2}
    assert {**front.values, "k": ""} == {"a": "b", "k": "", "z": "y"}
    assert str(front.values["k"]).strip("[]'") in value
    assert front.body == "Text"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (r'"\x00"', "\ufffd"),
        (r'"\x07a"', "\ufffda"),
        (r'"\ufffe"', "\ufffd"),
        ("!!binary aGVsbG8=", "hello"),
        ("!!binary /w==", "\ufffd"),
        ("!!set {b, a}", ["a", "b"]),
        ("!!omap [b: 1, a: 2]", [{"b": 1}, {"a": 2}]),
        ("!!pairs [a: 1, a: 2]", [{"a": 1}, {"a": 2}]),
        (r'{null: 1, true: 2, 1.5: 3, "\x01": 4}', {"None": 1, "True": 2, "1.5": 3, "\ufffd": 4}),
    ],
)
def test_a_value_that_only_a_tag_or_an_escape_makes_becomes_plain(value, read):
    front = read_front_matter(f"---\nk: {value}\n---\n")

    assert (front.values, front.problem) == ({"k": read}, "")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_no_page_may_hold_is_replaced_and_the_rest_is_kept(character):
    front = read_front_matter(f"---\nk: a{character}b\nl:\n- {character}\n---\n")

    assert front.values == {"k": "a\ufffdb", "l": ["\ufffd"]}
    assert front.problem


@pytest.mark.parametrize(
    "line", ["a: " + "[" * 60 + "]" * 60, "a:\n  " + "- " * 60 + "x", "a: 1\n" + "? " * 60 + "x"]
)
def test_what_is_nested_deeper_than_a_person_writes_is_said(line):
    front = read_front_matter(f"---\n{line}\n---\n")

    assert "nested deeper" in front.problem
    assert front.values["a"] is not None


def test_merges_and_aliases_that_grow_are_refused_before_they_do():
    keys = ", ".join(f"k{n}: x" for n in range(9_000))
    merged = read_front_matter(f"---\na: &a {{{keys}}}\nb: {{<<: [{'*a, ' * 999}*a]}}\n---\n")
    text = read_front_matter(f"---\na: &a {'x' * 90_000}\nb: [{'*a, ' * 999}*a]\n---\n")

    assert [merged.problem[:26], text.problem[:26]] == ["The front matter holds mor"] * 2


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("'a: b': 1\nstatus: Draft", {"a: b": 2, "status": 3}),
        ("# x: 1\n\ntags:\n  - a\n'status' : Draft", {"tags": 4, "status": 6}),
        ("text: |\n  status: no\nstatus: Draft", {"text": 2, "status": 4}),
        ("{a: 1,\n b: 2}", {"a": 2, "b": 3}),
        ("? a\n: 1\n7: x\nyes: y", {"a": 2, "7": 4, "True": 5}),
        ("b: &b {c: 1}\n<<: *b\nd: 2", {"b": 2, "c": 2, "d": 4}),
        ("a: 1\na: 2", {"a": 3}),
        ("a: b: c\nstatus: Draft", {"a": 2, "status": 3}),
    ],
)
def test_each_key_has_the_line_that_yaml_says(block, lines):
    front = read_front_matter(f"---\n{block}\n---\n# A\n")

    assert front.lines == lines
    assert front.values.keys() == lines.keys()
