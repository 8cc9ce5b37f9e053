"""What reading a history costs, against the least that git needs to list it.

    python tests/benchmarks/git_work.py REPOSITORY [--under FOLDER] [--runs N] [--check]

Reads the history of every Markdown file (below a folder), in a process of its own each time, and
prints CPU seconds, those of git among them, and their ratio to the floor: `rev-list` and one
`diff-tree` over all commits, with the output thrown away. The first reading has no transitions and
no cache, the others have both. Each row is the cheapest of N runs, which take turns, so that a busy
moment of the machine meets all of them. The repository is left as it is: a clone gets the commits.
With `--check`, the last commit of each file is compared with that of `git log -1`.
"""

import argparse
import os
import resource
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from mkdocs_rfc.documents.versions import status_in_version
from mkdocs_rfc.history.read import read_history
from mkdocs_rfc.history.values import HistoryOptions
from mkdocs_rfc.lifecycle.presets import RFC

NEW = 20


@dataclass(frozen=True)
class Cost:
    own: float = 0.0
    git: float = 0.0
    megabytes: float = 0.0
    processes: int = 2

    @property
    def cpu(self):
        return self.own + self.git


def git(root, *arguments, **how):
    run = subprocess.run(["git", *arguments], cwd=root, stdout=subprocess.PIPE, check=True, **how)
    return run.stdout


def documents(root, under):
    names = git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", under).split(b"\0")
    return [os.fsdecode(name) for name in names if name.endswith(b".md")]


def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def floor(root):
    before = spent(resource.RUSAGE_CHILDREN)
    listed = git(root, "rev-list", "--topo-order", "--parents", "HEAD")
    commits = b"".join(line.partition(b" ")[0] + b"\n" for line in listed.splitlines())
    diff = ["git", "diff-tree", "--stdin", "-r", "--raw", "--no-renames"]
    subprocess.run(diff, cwd=root, input=commits, stdout=subprocess.DEVNULL, check=True)
    return Cost(git=spent(resource.RUSAGE_CHILDREN) - before)


def read(root, paths, cache):
    """With transitions and a cache, or neither."""
    options = HistoryOptions(cache=cache, status_parser="benchmark")
    reader = status_in_version(RFC) if cache else None
    return read_history(root, paths, options=options, status_of=reader)


def measure(root, paths, cache):
    found = read(root, paths, cache)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(idle(), spent(resource.RUSAGE_CHILDREN), most, found.processes)


def idle():
    """What this process itself has spent, be it only on its start."""
    return spent(resource.RUSAGE_SELF)


def apart(call, *arguments):
    """Run in a new process, so that neither memory nor time of others counts."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call, *arguments).result()


def cloned(root, folder):
    git(folder, "clone", "--quiet", "--shared", str(root), "clone")
    return folder / "clone"


def commit_edits(root, paths):
    """Commit an edit of one document after the other, beside what is checked out."""
    stream = []
    for number in range(NEW):
        path = paths[number * 37 % len(paths)]
        text = git(root, "cat-file", "blob", f"HEAD:{path}") + b"\nAnother line.\n"
        stream += [b"commit refs/heads/later", b"committer A <a@x.org> 4000000000 +0000", b"data 0"]
        stream += [] if number else [b"from HEAD^0"]
        stream += [b"M 100644 inline " + quoted(path), b"data %d\n" % len(text) + text]
    git(root, "fast-import", "--quiet", input=b"\n".join([*stream, b""]))


def quoted(path):
    special = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n"}
    return f'"{path.translate(special)}"'.encode(errors="surrogateescape")


def run(root, paths, head):
    """Each way of reading once: name -> cost."""
    git(root, "update-ref", "--no-deref", "HEAD", head)
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        costs = {
            "floor": floor(root),
            "history": apart(measure, root, paths, None),
            "with transitions": apart(measure, root, paths, cache),
            "the same HEAD again": apart(measure, root, paths, cache),
        }
        git(root, "update-ref", "--no-deref", "HEAD", "refs/heads/later")
        costs[f"{NEW} commits later"] = apart(measure, root, paths, cache)
    return costs


def cheapest(runs):
    start = min(apart(idle) for _ in runs)
    for name in runs[0]:
        cost = min((each[name] for each in runs), key=lambda each: each.cpu)
        own = max(cost.own - start, 0) if name != "floor" else 0
        yield name, Cost(own, cost.git, cost.megabytes, cost.processes)


def show(rows):
    rows = dict(rows)
    least, cold = rows["floor"].cpu, rows["with transitions"].cpu
    print(f"{'':20} {'CPU s':>7} {'git s':>7} {'x floor':>8} {'x cold':>7} {'git':>4} {'MB':>5}")
    for name, cost in rows.items():
        ratios = f"{cost.cpu / least:8.2f} {cost.cpu / cold:7.3f}"
        numbers = f"{cost.processes:4} {cost.megabytes:5.0f}"
        print(f"{name:20} {cost.cpu:7.3f} {cost.git:7.3f} {ratios} {numbers}")


def check(root, paths):
    """Compare the last commit of each file with git's own word."""
    found = read(root, paths, None).documents
    wrong = [path for path in paths if found[path].touched.id != last_commit(root, path)]
    print(f"last commit as `git log -1` has it: {len(paths) - len(wrong)} of {len(paths)}", *wrong)


def last_commit(root, path):
    return git(root, "--literal-pathspecs", "log", "-1", "--format=%H", "--", path).decode().strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("repository", type=Path)
    parser.add_argument("--under", default=".")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    root = given.repository.resolve()
    paths, commits = documents(root, given.under), git(root, "rev-list", "--count", "HEAD")
    print(f"{len(paths)} documents, {int(commits)} commits")
    with tempfile.TemporaryDirectory() as folder:
        clone = cloned(root, Path(folder))
        head = git(clone, "rev-parse", "HEAD").decode().strip()
        commit_edits(clone, paths)
        show(cheapest([run(clone, paths, head) for _ in range(given.runs)]))
    if given.check:
        check(root, paths)


if __name__ == "__main__":
    main()
