"""Templates: what is understood of them, what they are filled with, and what they cannot do."""

import pytest

from mkdocs_rfc.authoring.scaffolding import scaffold
from mkdocs_rfc.authoring.slots import DocumentLink, GitNames, Slots
from mkdocs_rfc.authoring.template import read_template, read_templates
from mkdocs_rfc.checks import check_template
from mkdocs_rfc.documents import AUTHOR_KEYS, DATE_KEYS
from mkdocs_rfc.lifecycle.presets import ADR, RFC

GIT = GitNames(
    branch="feature/tea",
    commit="0123456789abcdef0123456789abcdef01234567",
    remote="https://github.com/a/b",
    user="Ada",
    email="ada@example.org",
    recent=("0123456 One", "89abcde Two"),
)
SLOTS = Slots(
    title="Tea: hot",
    author="Ada",
    date="2026-01-05",
    time="2026-01-05 10:00:00 UTC",
    number="0012",
    research=(
        DocumentLink("Costs | all", "../research/costs.md"),
        DocumentLink("Heat", "../research/heat.md"),
    ),
    git=GIT,
)


@pytest.fixture
def template(tmp_path):
    def read(text):
        file = tmp_path / "t.md"
        file.write_bytes(text.encode())
        return read_template(file)

    return read


def filled(template, lifecycle=RFC, **how):
    return scaffold(template, SLOTS, lifecycle, **how)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("!`date`", "2026-01-05"),
        ('!`date "+%Y-%m-%d %H:%M:%S %Z"`', "2026-01-05 10:00:00 UTC"),
        ("!`git branch --show-current`", "feature/tea"),
        ("!`git rev-parse --short HEAD`", "0123456"),
        ("!`git rev-parse HEAD`", GIT.commit),
        ("!`git log --oneline -1`", "0123456 One"),
        ("!`git log --oneline -5`", "0123456 One\n89abcde Two"),
        ("!`git config user.name`", "Ada"),
        ("!`git config user.email`", "ada@example.org"),
        ("!`git remote get-url origin`", "https://github.com/a/b"),
        ("{{ title }}", "Tea: hot"),
        ("{{ slug }}", "tea-hot"),
        ("{{ number }}", "0012"),
        ("{{ date }}", "2026-01-05"),
        ("{{ author }}", "Ada"),
        ("{{ git.branch }}", "feature/tea"),
        ("{{ git.commit }}", GIT.commit),
        ("{{ git.short }}", "0123456"),
        ("{{ git.remote }}", "https://github.com/a/b"),
        ("{{ git.user }} {{ git.email }}", "Ada ada@example.org"),
        ("{{ git.recent | join(', ') }}", "0123456 One, 89abcde Two"),
        ("{{ title | upper }}", "TEA: HOT"),
        ("{{ title | quoted }}", '"Tea: hot"'),
        (
            "{{ research | join('; ') }}",
            "[Costs \\| all](../research/costs.md); [Heat](../research/heat.md)",
        ),
        (
            "{% for each in research %}\n- {{ each.title }}: {{ each.path }}\n{% endfor %}",
            "- Costs | all: ../research/costs.md\n- Heat: ../research/heat.md",
        ),
        ("{% if research %}some{% else %}none{% endif %}", "some"),
        ("{{ research }}", "[Costs \\| all](../research/costs.md); [Heat](../research/heat.md)"),
        ("{{ git.recent }}", "0123456 One; 89abcde Two"),
        ("{% raw %}{{ not ours }}{% endraw %}", "{{ not ours }}"),
    ],
)
def test_a_slot_or_name_becomes_its_value(template, slot, value):
    read = template(f"# T\n\n## 1. A\n\n{slot}\n")

    assert read.problems == ()
    assert filled(read) == f"# Tea: hot\n\n## 1. A\n\n{value}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The template has no section (`## …`)."),
        ("# Only a title\n", "The template has no section (`## …`)."),
        ("# T\n\n## A\n\n!`rm -rf /`\n", "t.md:5: The template has the slot `!`rm -rf /``"),
        ("---\na: b\n---\n# T\n\n## A\n\n{{ titel }}\n", "t.md:8: The template names `titel`"),
        ("# T\n\n## A\n\n{{ git.secret }}\n", "t.md:5: The template names `.secret`"),
        ("# T\n\n## A\n\n{{ title.__class__ }}\n", "t.md:5: The template names `.__class__`"),
        ("# T\n\n## A\n\n{{ title }\n", "t.md:5: The template is broken: "),
        ("# T\n\n## A\n\n\n{% if %}\n", "t.md:6: The template is broken: "),
        ("# T\n\n## A\n\n{{ title() }}\n", "t.md:5: The template has a Call"),
        ("# T\n\n## A\n\n{{ 'a' * 10000000000 }}\n", "t.md:5: The template has a Mul"),
        ("# T\n\n## A\n\n{{ title | length }}\n", "t.md:5: The template has the filter `length`"),
        ("# T\n\n## A\n\n{{ title[0] }}\n", "t.md:5: The template has a Getitem"),
        ("# T\n\n## A\n\n{% include 'x' %}\n", "t.md:5: The template has a Include"),
        ("# T\n\n## A\n\n{% set x = 1 %}\n", "t.md:5: The template has a Assign"),
        ("# T\n\n## A\n\n{{ range }}\n", "t.md:5: The template names `range`"),
        ("# T\n\n## A\n\n{{ title.path }}\n", "t.md:5: The template names `.path`"),
        ("# T\n\n## A\n\n{{ title.title }}\n", "t.md:5: The template names `.title`"),
        ("# T\n\n## A\n\n{{ git.__class__ }}\n", "t.md:5: The template names `.__class__`"),
        (
            "# T\n\n## A\n\n{{ title | join(title) }}\n",
            "t.md:5: The template gives the filter `join`",
        ),
        (
            "# T\n\n## A\n\n{{ date | lower('x') }}\n",
            "t.md:5: The template gives the filter `lower`",
        ),
        ("# T\n\n## A\n\n{{ title | quoted | quoted }}\n", "t.md:5: The template has the filter"),
        ("# T\n\n## A\n\n{% for a in title %}{% endfor %}\n", "t.md:5: The template has a loop"),
        (
            "# T\n\n## A\n{% for a in research %}{% for b in research %}{% endfor %}{% endfor %}\n",
            "t.md:4: The template has a loop",
        ),
        (
            "# T\n## A\n{% for a in research %}{% endfor %}{% if git.branch %}{{ a }}{% endif %}\n",
            "t.md:3: The template names `a`",
        ),
        (
            "# T\n\n## A\n\n{% for a in research %}{% else %}{{ a }}{% endfor %}\n",
            "t.md:5: The template names `a`",
        ),
    ],
)
def test_a_template_that_cannot_serve_is_one_finding_and_the_built_in_takes_its_place(
    template, text, said
):
    read = template(text)

    (finding,) = check_template(read)
    assert said in str(finding)
    assert read.text == read_template().text


def test_what_a_value_says_is_never_filled_in(template):
    hostile = Slots(title="{{ git.commit }} !`git rev-parse HEAD` \x02 0\x03", git=GIT)
    read = template("# T\n\n## A\n\n{{ title }}\n")

    text = scaffold(read, hostile, RFC)

    assert GIT.commit not in text


def test_a_heading_may_ask_for_the_title_itself(template):
    read = template("# {{ number }}. {{ title }}\n\n## A\n")

    assert filled(read).startswith("# 0012. Tea: hot\n")


def test_an_anchor_in_a_heading_is_no_comment(template):
    read = template("# T\n\n## A {#a}\n\n{{ date }}\n")

    assert filled(read) == "# Tea: hot\n\n## A {#a}\n\n2026-01-05\n"


def test_comments_are_instructions(template):
    read = template(
        "# T\n\n<!-- markdownlint-disable -->\n\n## A\n\n<!-- Say\n  why. -->\n\n## B\n"
    )

    (section, other) = read.parts
    assert [block.text_content().strip() for block in section.blocks] == ["Instruction: Say why."]
    assert other.line == 10
    assert read.comments == {"Say why."}


def test_front_matter_with_a_status_is_filled_in(template):
    head = "---\ntitle:\nstatus: Proposed / Accepted\ndate: !`date`\ntags: [a]\n---\n"

    text = filled(template(head + "\n# T\n\n## A\n"), ADR)

    assert text == (
        '---\ntitle: "Tea: hot"\nstatus: Proposed\ndate: 2026-01-05\ntags: [a]\n---\n\n'
        "# Tea: hot\n\n## A\n"
    )


def test_other_front_matter_is_no_part_of_a_spec(template):
    assert filled(template("---\nmodel: x\n---\n# T\n\n## A\n")) == "# Tea: hot\n\n## A\n"


def test_windows_line_ends_are_read(template):
    assert filled(template("# T\r\n\r\n## A\r\n\r\n{{ date }}\r\n")).endswith("2026-01-05\n")


@pytest.mark.parametrize("name", ["rfc", "adr"])
def test_the_built_in_templates_have_no_findings_and_leave_no_slot(name):
    read = read_templates({}, None)[name]

    text = filled(read, {"rfc": RFC, "adr": ADR}[name])

    assert read.problems == ()
    assert "!`" not in text
    assert "| Costs" not in text
    assert "[Costs \\| all](../research/costs.md); [Heat](../research/heat.md)" in text


@pytest.mark.parametrize("key", [*AUTHOR_KEYS, *DATE_KEYS])
def test_every_field_that_is_read_is_filled_in(template, key):
    value = "Ada" if key in AUTHOR_KEYS else "2026-01-05"
    row = template(f"# T\n\n| Status | |\n| --- | --- |\n| {key.title()} | |\n\n## A\n")
    front = template(f"---\nstatus:\n{key}:\n---\n# T\n\n## A\n")

    assert f"| {key.title()} | {value} |" in filled(row)
    assert f"\n{key}: {value}\n" in filled(front) or "(" in key or "/" in key


def test_templates_are_known_by_name(tmp_path):
    (tmp_path / "short.md").write_text("# T\n\n## Why\n")

    found = read_templates({"short": "short.md", "adr": "missing.md"}, tmp_path, default="short")

    assert sorted(found) == ["", "adr", "rfc", "short"]
    assert found[""] is found["short"]
    assert [part.name for part in found["short"].parts] == ["Why"]
    assert found["adr"].problems[0].path == "missing.md"
    assert found["adr"].parts[0].name == "Context and Problem Statement"


def test_a_default_may_be_a_file(tmp_path):
    (tmp_path / "t.md").write_text("# T\n\n## Why\n")

    assert read_templates({}, tmp_path, default="t.md")[""].name == "t"


@pytest.mark.parametrize(
    "written",
    [
        "\x029\x03",
        "\x020\x03",
        '{{ git.recent | join("\\x020\\x03") }}',
        "\x02" + "9" * 5000 + "\x03",
    ],
    ids=["no such value", "a value", "made", "long"],
)
def test_nothing_in_a_template_is_taken_for_a_value(template, written):
    read = template(f"# T\n\nStatus !`date` {written} end\n\n## One\n\ntext\n")
    text = filled(read)
    assert "2026-01-05" in text
    assert text.count("2026-01-05") == 1
    assert text.count("Tea: hot") == 1
    assert " end" in text or read.problems  # then the built-in one takes its place
