"""What the docs say of options, rules and statuses is what the code has."""

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_rfc.checks import RULES
from mkdocs_rfc.lifecycle.presets import PRESETS
from mkdocs_rfc.markdown.tree import parse
from mkdocs_rfc.options import OPTIONS, Options, read_given

ROOT = Path(__file__).parent.parent
DOCS = {page.name: page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md")}
CASES = "".join(case.read_text("utf-8") for case in (ROOT / "tests/cases").glob("*/expected.txt"))
ELSEWHERE = {
    "asset": "tests/test_attachments.py",
    "deleted": "tests/test_code_links.py",  # a case is one commit, and this takes two
    "drawing": "tests/test_attachments.py",
    "encoding": "tests/test_checks.py",  # no editor keeps such a file as it is
    "git": "tests/test_site.py",
    "limit": "tests/test_linear.py",  # it takes a hundred names
    "mass-edit": "tests/test_histories.py",  # it takes twenty documents
    "number-elsewhere": "tests/test_numbering.py",
    "partial": "tests/test_history_states.py",
    "renamed": "tests/test_code_links.py",
    "unreadable": "tests/test_access.py",
    "unserved": "tests/test_attachments.py",
    "untracked": "tests/test_attachments.py",
}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])
def test_every_link_outside_the_site_leads_somewhere(page):
    for link in parse((ROOT / page).read_text("utf-8")).read().xpath("//@href | //@src"):
        if "://" not in link:
            path, _, fragment = link.partition("#")
            assert (ROOT / path).exists(), link
            headings = parse((ROOT / path).read_text("utf-8")).headings if fragment else ()
            assert not fragment or fragment in {each.id for each in headings}, link


@pytest.mark.parametrize("option", OPTIONS.values(), ids=list(OPTIONS))
def test_every_option_is_documented_as_the_code_has_it(option):
    page = DOCS["configuration.md"]
    start, end = f"| [`{option.name}`](#", f" | {option.default} |"
    (row,) = (line for line in page.splitlines() if line.startswith(start))

    assert f") | {option.sentence} | " in row
    assert row.endswith(end)
    assert f"\n      {option.name}:" in page


def test_no_option_is_documented_that_there_is_not():
    rows = re.findall(r"^\| \[`(\w+)`\]\(#", DOCS["configuration.md"], re.MULTILINE)

    assert rows == list(OPTIONS)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=list(OPTIONS))
def test_a_default_that_can_be_written_is_the_default(option):
    written = re.fullmatch(r"`([^`]+)`", option.default)
    value = yaml.safe_load(written[1]) if written else None

    given, usual = (
        Options(project=ROOT, docs_dir=ROOT, **read_given({option.name: each}))
        for each in (value, None)
    )
    assert given == usual


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_is_documented_as_the_code_has_it(rule):
    row = f"| `{rule.id}` | {rule.level} | {rule.summary} |"

    assert row in DOCS["rules.md"].splitlines()


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case_that_breaks_it(rule):
    if rule in ELSEWHERE:
        text = (ROOT / ELSEWHERE[rule]).read_text("utf-8")
        assert f"({rule})" in text or f'"{rule}"' in text
    else:
        assert f"({rule})" in CASES


@pytest.mark.parametrize("preset", PRESETS)
def test_every_status_is_documented_as_the_code_has_it(preset):
    for status in PRESETS[preset].statuses:
        row = re.search(rf"^\| {status.label} +\|.*$", DOCS["configuration.md"], re.MULTILINE)
        assert row, status.label
        assert status.meaning in row[0]


PROMISES = re.findall(
    r"^\| (.+) \| `(tests/[\w/]+\.py)`: `(test_\w+)` \|$", DOCS["security.md"], re.MULTILINE
)


@pytest.mark.parametrize(("promise", "file", "test"), PROMISES)
def test_every_promise_is_held_by_a_test_that_there_is(promise, file, test):
    assert promise
    assert f"\ndef {test}(" in (ROOT / file).read_text("utf-8")


def test_no_promise_is_without_a_test():
    rows = re.findall(r"^\| .*`tests/.*$", DOCS["security.md"], re.MULTILINE)

    assert len(rows) == len(PROMISES) > 10
