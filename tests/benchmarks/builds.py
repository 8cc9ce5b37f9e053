"""What a build costs, beside plain MkDocs on the same documents, in one run and in turn.

`python tests/benchmarks/builds.py --peers --generated 1000 --generated 3000 REPOSITORY …`

A REPOSITORY has `specs/` and `research/` (`REPOSITORY:text` where specs are called otherwise); it
is cloned and not changed. Prints a table for each: CPU seconds (user and system, git among them) as
medians, weights, and how much of plain MkDocs that is. With `--peers`, a site with
git-revision-date-localized and git-authors is built as well, once: it takes minutes. Below stands
what reading the history costs, from `git_work.py`.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import make

THEME = "site_name: Benchmark\ntheme: {name: material, font: false}\n"
EXTENSIONS = (
    "markdown_extensions: [admonition, attr_list, pymdownx.highlight, pymdownx.superfences,"
    " {pymdownx.tasklist: {custom_checkbox: true}}, {toc: {permalink: true}}]\n"
)
PEERS = "search, {git-revision-date-localized: {enable_creation_date: true}}, git-authors"
EDITS = 4
MOST = 3000
"""With more documents plain MkDocs is left out: its navigation, on every page, fills the disk."""
ROWS = {
    "cold": "build, nothing kept (s)",
    "warm": "build, with what was kept (s)",
    "edit": "rebuild after an edit (s)",
    "MB": "peak memory (MB)",
    "page": "median page (kB)",
    "index": "search index (MB)",
}


def variants(repository, specs, *, peers):
    """The sites to build, by name: the same documents, in the repository that they are in."""
    folders = [specs, "research"]
    docs = repository.parent / "docs"  # what else a repository has is in neither site
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n")
    wanted = "\n".join(
        ["  *", "  !/index.md", *(f"  !/{each}/\n  !/{each}/**" for each in folders)]
    )
    plain = f"{THEME}docs_dir: {repository}\nexclude_docs: |\n{wanted}\n{EXTENSIONS}"
    configs = {"plain": f"{plain}plugins: [search]\n"}
    if sum(1 for _ in repository.rglob("*.md")) > MOST:
        configs = {}
    elif peers:
        configs["peers"] = f"{plain}plugins: [{PEERS}]\n"
    configs["ours"] = f"{THEME}docs_dir: {docs}\nplugins: [search, {{rfc: {{specs: {specs}}}}}]\n"
    (repository / "index.md").write_text("# Home\n")
    files = {}
    for name, config in configs.items():
        files[name] = (
            repository / "mkdocs.yml" if name == "ours" else repository.parent / f"{name}.yml"
        )
        files[name].write_text(config)
    return files


def build(config, out):
    """Build once in a process of its own: CPU seconds and peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{config}: the build failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, usage.ru_maxrss / 1024


def weigh(out):
    """Median page in kB, and the search index in MB."""
    pages = [file.stat().st_size for file in out.rglob("*.html")]
    index = (out / "search" / "search_index.json").stat().st_size
    return statistics.median(pages) / 1e3, index / 1e6


def rebuild(config, edited):
    """CPU seconds that a rebuild takes after one edit, as `mkdocs serve` does it."""
    command = [sys.executable, __file__, "--serve", str(config), str(edited)]
    done = subprocess.run(command, check=True, capture_output=True)
    return json.loads(done.stdout.splitlines()[-1])


def serve(config, edited):
    """Build as `mkdocs serve` does, edit and build again: prints the median of the rebuilds."""
    from mkdocs.commands.build import build as make_site  # noqa: PLC0415 (only in the child)
    from mkdocs.config import load_config  # noqa: PLC0415 (only in the child)

    out, original, spent = tempfile.mkdtemp(), Path(edited).read_text("utf-8"), []
    try:
        for number in range(EDITS + 1):
            loaded = load_config(config, site_dir=out)
            if not number:
                loaded.plugins.on_startup(command="serve", dirty=False)
            begin = time.process_time()
            make_site(loaded, serve_url="http://127.0.0.1:8000/")
            spent.append(time.process_time() - begin)
            Path(edited).write_text(f"{original}\nAn edit, number {number}.\n", "utf-8")
    finally:
        Path(edited).write_text(original, "utf-8")
        shutil.rmtree(out)
    print(json.dumps(statistics.median(spent[1:])))


def measure(repository, specs, *, peers, runs):
    """The figures of each variant of a repository, by name and row."""
    files = variants(repository, specs, peers=peers)
    edited = min((repository / specs).rglob("*.md"))
    seen = {name: {row: [] for row in ROWS} for name in files}
    for number in range(runs):
        for name in files if number == 0 else files.keys() - {"peers"}:
            for row, value in run(name, files[name], repository).items():
                seen[name][row].append(value)
    for name in files.keys() - {"peers"}:
        seen[name]["edit"].append(rebuild(files[name], edited))
    return {
        name: {row: statistics.median(values) for row, values in rows.items() if values}
        for name, rows in seen.items()
    }


def run(name, config, repository):
    """Build one variant from nothing and, where it keeps something, once more."""
    out = repository.parent / "out"
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    cold, memory = build(config, out)
    warm = build(config, out)[0] if name == "ours" else cold
    page, index = weigh(out)
    shutil.rmtree(out)
    return {"cold": cold, "warm": warm, "MB": memory, "page": page, "index": index}


def report(title, seen):
    others = [name for name in seen if name != "ours"]
    heads = [*(f"{name:>8}" for name in seen), *(f"ours/{name:5}" for name in others)]
    print(f"\n{title:32}", *heads)
    for row, what in ROWS.items():
        figures = [f"{seen[name][row]:8.2f}" if row in seen[name] else " " * 8 for name in seen]
        ratios = [seen["ours"][row] / seen[name][row] for name in others if row in seen[name]]
        print(f"{what:32}", *figures, *(f"{ratio:10.3f}" for ratio in ratios))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("repositories", nargs="*")
    parser.add_argument("--generated", type=int, action="append", default=[])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(*options.serve)
        return
    seen = {}
    for source in [*options.repositories, *options.generated]:
        path, _, specs = str(source).partition(":")
        with tempfile.TemporaryDirectory() as folder:
            repository = Path(folder) / "repository"
            os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
            if isinstance(source, int):
                make(repository, source)
            else:
                subprocess.run(["git", "clone", "-q", path, repository], check=True)
            seen[source] = measure(
                repository, specs or "specs", peers=options.peers, runs=options.runs
            )
            report(Path(path).name, seen[source])
            work = [sys.executable, Path(__file__).with_name("git_work.py"), repository]
            subprocess.run([*work, "--runs", str(options.runs)], check=True)
    if {1000, 10000} <= seen.keys():
        ratio = seen[10000]["ours"]["cold"] / seen[1000]["ours"]["cold"]
        print(f"\n10,000 / 1,000 documents, cold: {ratio:.1f}")


if __name__ == "__main__":
    main()
