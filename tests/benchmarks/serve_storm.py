"""Random changes of a project under `mkdocs serve`, and after each pause a look at what is served.

`python tests/benchmarks/serve_storm.py --seed 1 --seed 2 --host properdocs --theme material`

After each pause the pages are compared with those of a fresh build of the same tree, byte for byte.
Prints what differs, each traceback, and how much memory the server holds; ends with 1 if a page
was stale or the server died.
"""

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import Project
from served_live import SCRIPT
from storm import Storm, begin, differing

FRESH = """
import importlib, sys
host, out, url = sys.argv[1:]
importlib.import_module(f"{host}.__main__")  # properdocs lends its names to MkDocs there
config = importlib.import_module(f"{host}.config").load_config("mkdocs.yml", site_dir=out)
config.plugins.on_startup(command="serve", dirty=False)
config.site_url = url
importlib.import_module(f"{host}.commands.build").build(config, serve_url=url)
"""
"""Builds a site as `serve` does at its start."""
QUIET, LONGEST = 2.2, 60.0
"""Seconds without a line in the log after which a server is at rest, and most to wait for it."""


class Served:
    """A server in a process of its own."""

    def __init__(self, folder, host):
        self.folder, self.host = folder, host
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder.parent / "log"
        self.temporary = folder.parent / "tmp"
        self.temporary.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-m", host, "serve", "-a", f"127.0.0.1:{self.port}"],
            cwd=folder,
            stderr=self.log.open("wb"),
            env=os.environ | {"TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": "1"},
        )

    def rest(self):
        begun = last = time.monotonic()
        size = -1
        while time.monotonic() - last < QUIET and time.monotonic() - begun < LONGEST:
            time.sleep(0.1)
            if (now := self.log.stat().st_size) != size:
                size, last = now, time.monotonic()

    def get(self, path):
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{urllib.request.pathname2url(path)}", timeout=30
            ) as answer:
                return SCRIPT.sub(b"", answer.read())
        except (urllib.error.URLError, OSError):
            return None

    def pages(self):
        return {
            file.relative_to(site).as_posix()
            for site in self.temporary.glob("*docs_*")
            for file in site.rglob("*.html")
        }

    def memory(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024
        return 0

    def fresh(self):
        out = self.folder.parent / "fresh"
        shutil.rmtree(out, ignore_errors=True)
        url = f"http://127.0.0.1:{self.port}/"
        arguments = [sys.executable, "-c", FRESH, self.host, str(out), url]
        done = subprocess.run(arguments, cwd=self.folder, capture_output=True, check=False)
        if done.returncode:
            raise OSError(done.stderr.decode(errors="replace")[-150:])
        return out


def compare(served):
    """What differs from a fresh build, and what is there that has gone; None where it stops."""
    try:
        fresh = served.fresh()
    except OSError as error:
        print("  a fresh build stops:", repr(error))
        return None
    wrong = differing(served.get, fresh)
    there = {file.relative_to(fresh).as_posix() for file in fresh.rglob("*.html")}
    return wrong + sorted(f"{path} (gone)" for path in served.pages() - there)


def run(seed, steps, host, theme):
    """Whether everything went well."""
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    with tempfile.TemporaryDirectory() as place:
        project = Project(Path(place).resolve() / "project")
        storm = Storm(begin(project, theme), dice)
        served = Served(project.folder, host)
        served.rest()
        first, done, compared, late, stale, stopped = served.memory(), 0, 0, 0, 0, 0
        while done < steps and served.process.poll() is None:
            names = [storm.step() for _ in range(dice.randint(1, 4))]
            done += len(names)
            served.rest()
            wrong = compare(served)
            if wrong:  # a slow build says nothing for a while
                served.rest()
                wrong, late = compare(served), late + 1
            compared, stopped = compared + (wrong is not None), stopped + (wrong is None)
            if wrong:
                stale += 1
                print(f"  {done}: {', '.join(names)}: {len(wrong)} differ: {wrong[:4]}", flush=True)
        alive, last = served.process.poll() is None, served.memory() if stopped < done else 0
        tracebacks = served.log.read_text(errors="replace").count("Traceback")
        served.process.terminate()
        served.process.wait()
        print(
            f"seed {seed}: {done} changes, {compared} comparisons, {late} late,"
            f" {stale} stale, {stopped} where a fresh build stops, {tracebacks} tracebacks,"
            f" {'alive' if alive else 'DEAD'}, {first} -> {last} MB",
            flush=True,
        )
        if tracebacks:
            print(served.log.read_text(errors="replace")[-6000:])
        return alive and not stale


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, action="append")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--host", default="mkdocs")
    parser.add_argument("--theme", default="mkdocs")  # properdocs has none of that name
    given = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "1767300000"  # the theme prints when it was built
    outcomes = [
        run(seed, given.steps, given.host, given.theme) for seed in given.seed or [1]
    ]  # to their ends, each of them
    sys.exit(not all(outcomes))


if __name__ == "__main__":
    main()
