"""Whatever stands in a template is a finding at worst, and its line is named."""

import pytest

from conftest import MINIMAL
from mkdocs_rfc.authoring.scaffolding import fill_slots, scaffold
from mkdocs_rfc.authoring.slots import Slots
from mkdocs_rfc.authoring.template import read_template
from mkdocs_rfc.checks import check_template
from mkdocs_rfc.lifecycle.presets import RFC

HOSTILE = {
    "not": "{{ " + "not " * 5_000 + "title }}",
    "brackets": "{{ " + "(" * 3_000 + "title" + ")" * 3_000 + " }}",
    "lists": "{{ " + "[" * 3_000 + "]" * 3_000 + " }}",
    "signs": "{{ " + "-" * 5_000 + "1 }}",
    "ands": "{{ " + "title and " * 5_000 + "title }}",
    "conditions": "{{ " + "title if title else " * 3_000 + "title }}",
    "attributes": "{{ title" + ".x" * 5_000 + " }}",
    "filters": "{{ title" + "|upper" * 5_000 + " }}",
    "ifs": "{% if title %}" * 200 + "x" + "{% endif %}" * 200,
    "elifs": "{% if title %}" + "{% elif title %}x" * 5_000 + "{% endif %}",
    "loops": "{% for r in research %}" * 200 + "x" + "{% endfor %}" * 200,
    "blocks": "{% filter upper %}" * 500 + "{% endfilter %}" * 500,
    "many": "{{ title }}" * 20_000,
    "product": "{{ 'a' * 10**9 }}",
    "power": "{{ 10**10**10 }}",
    "range": "{% for n in range(10**9) %}x{% endfor %}",
    "digits": "{{ " + "9" * 5_000 + " }}",
    "text": "{{ '" + "x" * 10_000 + "' }}",
    "joined": "{{ title|join('" + "x" * 10_000 + "') }}",
    "surrogate": r"{{ '\ud800' }}",
    "control": r"{{ '\x00' }}",
    "escape": r"{{ '\N{nothing}' }}",
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "include": "{% include 'x' %}",
    "extends": "{% extends 'x' %}",
    "itself": "{{ self.title() }}",
    "never-closed": "{{ " * 20_000,
    "raw": "{% raw %} x",
    "slot-in-the-way": '!`date +"{% if title %}"` {% endif %}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_expression_that_cannot_be_is_said_with_its_line(tmp_path, name):
    file = tmp_path / "t.md"
    file.write_text(f"# T\n\n## A\n\n{HOSTILE[name]}\n", encoding="utf-8")

    (finding,) = check_template(read_template(file))

    assert (finding.path, finding.line, finding.rule) == ("t.md", 5, "template")
    assert len(finding.message) < 300


def test_an_expression_in_the_front_matter_of_a_template_is_looked_at_too(tmp_path):
    file = tmp_path / "t.md"
    file.write_text("---\nstatus: Draft\nx: {{ nothing }}\n---\n\n# T\n\n## A\n", encoding="utf-8")

    (finding,) = check_template(read_template(file))

    assert (finding.line, "`nothing`" in finding.message) == (3, True)


@pytest.mark.parametrize(
    "text",
    [
        "| Status | {% if title %}Draft |\n| Other | {% endif %} |",
        "Text \x0299999999\x03 and \x021\x03 and \x02" + "9" * 5_000 + "\x03.",
        "Text \x00 \x07 \ufffe.",
    ],
)
def test_a_template_that_was_taken_can_be_filled_in(tmp_path, text):
    file = tmp_path / "t.md"
    body = f"# T\n\n| Document Metadata | D |\n| --- | --- |\n{text}\n\n## A\n"
    file.write_bytes(body.encode())

    made = scaffold(read_template(file), Slots(title="A \x020\x03 \x027\x03 \ud800"), RFC)

    assert made.encode()
    assert "## A" in made
    assert not any(each in made for each in "\x00\x02\x03\x07\ufffe")


def test_what_cannot_be_filled_in_after_all_stays_as_it_is_written():
    assert fill_slots("# {{ nothing }}", Slots()) == "# {{ nothing }}\n"


def test_no_template_stops_a_build(project):
    files = {f"t/{name}.md": f"# T\n\n## A\n\n{text}\n" for name, text in HOSTILE.items()}
    named = ", ".join(f"{name}: t/{name}.md" for name in HOSTILE)
    config = MINIMAL.replace("rfc", f"{{rfc: {{templates: {{{named}}}}}}}")
    project.write(files | {"specs/a.md": "# A\n", "mkdocs.yml": config})

    project.build()

    said = [each for each in project.warnings if "(template)" in each]
    assert len(said) == len(HOSTILE)
