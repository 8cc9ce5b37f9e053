"""Builds sites of hostile inputs until the time is over, or until something is raised.

    PYTHONPATH=tests python tests/fuzz/run.py [KIND …] [--seed N] [--seconds N] [--go-on]

Kinds are `front`, `commits`, `templates`, `remotes`, `mailmap`, `modules`; each batch is one build
of MkDocs in this process, from one seed, which is printed where something is raised, or where a
token of a remote is found in the site, in the log or in what `mkdocs-rfc new` writes.
"""

import argparse
import hashlib
import os
import resource
import sys
import tempfile
import time
import traceback
import zlib
from pathlib import Path

from click.testing import CliRunner

from conftest import MINIMAL, Project
from fuzz import inputs
from mkdocs_rfc.cli import main as command

MEMORY = 2 << 30
SPEC = "# A\n\nStatus: Draft\n\nSee `src/a.py`.\n"


def front(project, chance):
    files = {
        f"specs/{n}.md": inputs.front_matter(chance).encode("utf-8", "replace") for n in range(30)
    }
    project.write(files).commit()
    project.build()
    return len(files)


def commits(project, chance, count=40):
    project.write({"specs/a.md": SPEC}).commit()
    folder, made, head = project.folder / ".git", [], project.repository.head
    for number in range(count):
        text = put(folder, "blob", f"{SPEC}\n{number}\n".encode())
        specs = put(folder, "tree", b"100644 a.md\0" + bytes.fromhex(text))
        tree = put(folder, "tree", b"40000 specs\0" + bytes.fromhex(specs))
        others = chance.sample(made, min(len(made), chance.choice([0, 0, 0, 1, 3, 30])))
        head = put(folder, "commit", inputs.commit(chance, tree, [head, *others]))
        made.append(head)
    (folder / "refs" / "heads" / "main").write_text(f"{head}\n")
    project.build()
    return count


def put(folder, kind, raw):
    """Write an object that git would not, and give its id."""
    content = f"{kind} {len(raw)}\0".encode() + raw
    id_ = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    file = folder / "objects" / id_[:2] / id_[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zlib.compress(content))
    return id_


def templates(project, chance):
    texts = {f"t/t{n}.md": inputs.template(chance).encode("utf-8", "replace") for n in range(15)}
    named = ", ".join(f"{Path(each).stem}: {each}" for each in texts)
    project.write(texts | {"specs/a.md": SPEC, "research/r.md": "---\nspec: b\n---\n# R\n"})
    project.write({"mkdocs.yml": MINIMAL.replace("rfc", f"{{rfc: {{templates: {{{named}}}}}}}")})
    project.build()
    for each in chance.sample(sorted(texts), 2):
        run(project, "new", f"Of {Path(each).stem}", "--template", Path(each).stem)
    return len(texts)


def remotes(project, chance):
    url = inputs.remote(chance)
    template = "# T\n\n## A\n\n{{ git.remote }} !`git remote get-url origin`\n"
    config = MINIMAL.replace("rfc", "{rfc: {template: t.md}}")
    project.write({"specs/a.md": SPEC, "t.md": template, "mkdocs.yml": config, "src/a.py": "a\n"})
    project.commit().repository.git("config", "remote.origin.url", url)
    site = project.build()
    run(project, "new", "Tea")
    files = [*site.folder.rglob("*"), *(project.folder / "specs").rglob("*")]
    check_secret(project, files, url)
    return 1


def mailmap(project, chance):
    """Build with lists of people and of commits that are files, links, folders, or not at hand."""
    people, commits, git = ".mailmap", ".git-blame-ignore-revs", project.repository.git
    shape = chance.choice(["file", "file", "file", "folder", "link", "module", "missing"])
    named = f"{people}/x" if shape == "folder" else people
    project.write({"specs/a.md": SPEC, named: inputs.mailmap(chance)})
    for place in [people] * (shape == "link") + [commits] * (chance.random() < 0.2):
        (project.folder / place).unlink(missing_ok=True)
        (project.folder / place).symlink_to(chance.choice(["/dev/zero", "..", "mkdocs.yml", "."]))
    if shape == "module":
        project.write({people: None}).commit()
        git("update-index", "--add", "--cacheinfo", f"160000,{project.repository.head},{people}")
        project.commit(add=False)
    else:
        project.commit()
    if shape == "missing":
        name = git("rev-parse", f"HEAD:{people}")
        (project.folder / ".git/objects" / name[:2] / name[2:]).unlink()
    if chance.random() < 0.5:
        add_odd(project, chance)
    check_dates(project, project.build())
    return 1


def add_odd(project, chance):
    """Commit once more, as no git would."""
    tree, folder = project.repository.git("rev-parse", "HEAD^{tree}"), project.folder / ".git"
    head = put(folder, "commit", inputs.commit(chance, tree, [project.repository.head]))
    (folder / "refs" / "heads" / "main").write_text(f"{head}\n")


def check_dates(project, site):
    """Raise where the only document has lost its day, and nothing says why."""
    page = (site.folder / "specs/a/index.html").read_text("utf-8", "replace")
    told = any("Git could not read the repository" in each for each in project.warnings)
    if "2026-01-0" not in page and not told:
        message = "a date is lost"
        raise AssertionError(message)


def modules(project, chance):
    """Build with a submodule that holds documents, an odd commit and an odd address."""
    text, url = inputs.modules(chance)
    inner = Project(project.folder / "specs" / "inner")
    inner.repository.write({"b.md": SPEC, "src/a.py": "a\n"}).commit("Write")
    add_odd(inner, chance)
    inner.repository.git("config", "remote.origin.url", url.replace("\0", ""))
    if chance.random() < 0.3:
        (inner.folder / ".git").rename(inner.folder / "git")
        (inner.folder / ".git").write_bytes(chance.choice(inputs.LINKS).encode("latin-1"))
    project.write({"specs/a.md": SPEC, ".gitmodules": text})
    project.repository.git("add", "specs/a.md", ".gitmodules", "docs", "mkdocs.yml")
    project.commit(add=False)
    site = project.build()
    check_dates(project, site)
    check_secret(project, [*site.folder.rglob("*")], url)
    if (project.folder / "ran").exists():
        message = "a program was run"
        raise AssertionError(message)
    return 1


def check_secret(project, files, url):
    """Raise where the token of an address is in a file, or in what was said."""
    texts = [each.read_bytes() for each in files if each.is_file()]
    said = "\n".join((*project.warnings, *project.infos)).encode("utf-8", "replace")
    if any(inputs.SECRET.encode() in text for text in (*texts, said)):
        message = f"a token is shown of {url!r}"
        raise AssertionError(message)


KINDS = {each.__name__: each for each in (front, commits, templates, remotes, mailmap, modules)}


def run(project, *arguments):
    """Run the command in a project; what it raises is raised."""
    here = Path.cwd()
    os.chdir(project.folder)
    try:
        CliRunner().invoke(command, arguments, catch_exceptions=False)
    finally:
        os.chdir(here)


def try_seed(kind, seed):
    """Build one batch; how many inputs it had."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return KINDS[kind](Project(Path(folder) / "project"), inputs.seeded(f"{kind} {seed}"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--go-on", action="store_true", help="do not stop at what is raised")
    asked = parser.parse_args()
    kinds = asked.kinds or list(KINDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))  # what is read for ever is raised
    end, seed, failed = time.monotonic() + asked.seconds, asked.seed, 0
    counts = dict.fromkeys(kinds, (0, 0))
    while time.monotonic() < end and (asked.go_on or not failed):
        for kind in kinds:
            try:
                number = try_seed(kind, seed)
            except (Exception, SystemExit):  # noqa: BLE001 (whatever it is, it is what is looked for)
                failed += 1
                print(f"{kind}, seed {seed}:\n{traceback.format_exc(limit=-2)}", flush=True)
                number = 0
            counts[kind] = counts[kind][0] + 1, counts[kind][1] + number
        seed += 1
    for kind, (builds, number) in counts.items():
        print(f"{kind}: {builds} builds of {number} inputs")
    print(f"seeds {asked.seed} to {seed - 1}: {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
