"""A path of code in a document leads to the file as it was when the document spoke of it."""

import random
import re

from conftest import MINIMAL

CONFIG = MINIMAL + "repo_url: https://github.com/a/b\n"
FORMS = (
    "`{path}`",
    "`{path}:{line}`",
    "`{path}:{line}-{last}`",
    "[it](../{path})",
    "[it](../{path}#L{line})",
    "[it]({path})",
)
INSTEAD = "Name what took its place."
LINK = re.compile(r"https://github\.com/a/b/blob/(?P<commit>\w+)/(?P<path>[^#?]+)(?P<rest>.*)")


def links(site, address):
    hrefs = site.article(address).xpath(".//a[@class='rfc-ref-code']/@href")
    return [LINK.fullmatch(href).group("commit", "path", "rest") for href in hrefs]


def test_every_path_that_was_there_is_a_permalink_and_no_other(project):
    """200 documents with 10 mentions each, written while files appear, move and vanish."""
    chance = random.Random(7)  # noqa: S311 (a repository that is the same each time)
    there, gone, expected = set(), set(), {}
    for step in range(20):
        changes = {f"src/m{step}/f{n}.py": f"{step} {n}\n" * 9 for n in range(4)}
        if step > 3:
            lost = chance.choice(sorted(there))
            changes[lost] = None
            moved = chance.choice(sorted(there - {lost}))
            changes[moved], changes[f"lib/{moved}"] = None, "moved\n"
        there = (there | changes.keys()) - {path for path, text in changes.items() if text is None}
        gone |= {path for path, text in changes.items() if text is None} - there
        future = {f"src/m{step + 9}/f{n}.py" for n in range(4)}
        for number in range(10):
            name = f"specs/s{step}-{number}.md"
            pool = sorted(there) + sorted(gone - there) + sorted(future)
            paths = [chance.choice(pool) for _ in range(10)]
            lines = (
                chance.choice(FORMS).format(path=path, line=3, last=5) + "\n" for path in paths
            )
            changes[name] = f"# S{step} {number}\n\n" + "\n".join(lines)
            expected[name] = [path for path in paths if path in there]
        commit = project.write({"mkdocs.yml": CONFIG} | changes).repository.commit(f"Step {step}")
        for number in range(10):
            expected[f"specs/s{step}-{number}.md"].insert(0, commit)

    site = project.build()

    for name, (commit, *paths) in expected.items():
        found = links(site, name.removesuffix(".md") + "/")
        assert [(each, path) for each, path, _ in found] == [(commit, path) for path in paths]
    assert sum(len(paths) - 1 for paths in expected.values()) > 900


def test_lines_are_kept(project):
    text = "# S\n\n`a/b.py:3`, `a/b.py:3-5`, [it](../a/b.py#L3-L5), `a/`, `setup.py`\n"
    files = {"mkdocs.yml": CONFIG, "a/b.py": "x\n" * 9, "setup.py": "", "specs/s.md": text}
    site = project.write(files).commit().build()

    assert [(path, rest) for _, path, rest in links(site, "specs/s/")] == [
        ("a/b.py", "#L3"),
        ("a/b.py", "#L3-L5"),
        ("a/b.py", "#L3-L5"),
        ("a", ""),
        ("setup.py", ""),
    ]


def test_a_document_that_names_its_commit_is_taken_at_its_word(project):
    first = project.write({"mkdocs.yml": CONFIG, "a/old.py": "x"}).repository.commit()
    unknown = "1234567890abcdef1234567890abcdef12345678"
    text = "---\ngit_commit: {commit}\n---\n# R\n\n`a/old.py`, `a/never.py`, `text/html`\n"
    files = {
        "a/old.py": None,
        "research/known.md": text.format(commit=first[:9]),
        "research/unknown.md": text.format(commit=unknown),
        "specs/s.md": "# S\n",
    }
    site = project.write(files).commit().build()

    assert [(c, p) for c, p, _ in links(site, "research/known/")] == [(first[:9], "a/old.py")]
    assert [(c, p) for c, p, _ in links(site, "research/unknown/")] == [
        (unknown, "a/old.py"),
        (unknown, "a/never.py"),
    ]


def test_without_a_forge_code_stays_text(project):
    site = project.write({"a/b.py": "", "specs/s.md": "# S\n\n`a/b.py` [it](../a/b.py)\n"})
    site = project.commit().build()

    assert site.article("specs/s/").xpath("//a[contains(@href, 'b.py')]") == []


def test_a_renamed_document_is_found_and_a_deleted_one_leads_to_its_last_version(project):
    body = "# Old name\n\n" + "A line of it.\n" * 20
    project.write(
        {"mkdocs.yml": CONFIG, "specs/old.md": body, "specs/dead.md": "# Dead\n"}
    ).commit()
    last = project.repository.git("rev-parse", "HEAD")
    text = "# S\n\n`specs/old.md`, `specs/dead.md`,\n[it](old.md#old-name)\n"
    changes = {"specs/old.md": None, "specs/new.md": body, "specs/dead.md": None}
    site = project.write(changes | {"specs/s.md": text}).commit().build()

    links = site.article("specs/s/").xpath(".//a[starts-with(@class, 'rfc-ref')]")
    assert [link.get("class") for link in links[:2]] == ["rfc-ref", "rfc-ref-gone"]  # no card
    assert [link.get("href") for link in links[:3]] == [
        "../new/",
        f"https://github.com/a/b/blob/{last}/specs/dead.md",
        "../new/#old-name",
    ]
    said = [text.partition(": ")[2] for text in project.warnings]
    now = "specs/new.md"
    assert said == [
        f"specs/s.md:3: `specs/dead.md` was deleted after {last[:7]}. {INSTEAD} (deleted)",
        f"specs/s.md:3: `specs/old.md` was renamed to `{now}`. Write `{now}`. (renamed)",
        "specs/s.md:4: `old.md#old-name` was renamed to `specs/new.md`. Write `new.md`. (renamed)",
    ]
