"""Golden cases: `tests/cases/<name>/` is a small repository and what is expected of its site.

`repo/` holds the files; they are committed once, as they are. `expected.txt` holds every finding
and, for each of our pages, its title, its status and where each of its links leads. `UPDATE=1`
rewrites it. Adding a case is adding a folder.
"""

import os
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
KEPT = ("rfc-ref", "rfc-ref-code", "rfc-ref-gone", "rfc-ref-dead")


def described(project, site):
    lines = [f"{level} {text}" for level, texts in logged(project) for text in texts]
    for address in sorted(site.pages):
        article = site.article(address)
        if address.startswith(("specs/", "research/", "docs/")) or article.find_class("rfc-ref"):
            lines += ["", f"== /{address}", *page(article)]
    return "\n".join(lines).strip() + "\n"


def logged(project):
    for level, texts in (("warning", project.warnings), ("info", project.infos)):
        said = (text.removeprefix("mkdocs_rfc: ") for text in texts if "mkdocs_rfc: " in text)
        yield level, sorted(said)


def page(article):
    yield "title: " + " ".join(article.xpath("string(.//h1)").replace("¶", "").split())
    for badge in article.find_class("rfc-status")[:1]:
        yield f"status: {badge.get('data-status')}"
    for link in article.xpath(".//a"):
        if link.get("class") in KEPT:
            text = " ".join(link.text_content().split())
            yield f"{text} -> {link.get('href') or 'nowhere'} ({link.get('title')})"
    if todos := [todo.text_content() for todo in article.find_class("rfc-todo-name")]:
        yield f"not written: {', '.join(todo.split()[0] for todo in todos)}"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_case_gives_what_is_expected(case, project):
    root = case / "repo"
    files = {f.relative_to(root).as_posix(): f.read_bytes() for f in root.rglob("*") if f.is_file()}
    project.write(files).commit()

    seen = described(project, project.build())

    expected = case / "expected.txt"
    if os.environ.get("UPDATE"):
        expected.write_text(seen, encoding="utf-8")
    assert seen == expected.read_text(encoding="utf-8")
