"""What a process holds that builds again and again, as `mkdocs serve` does.

`python tests/benchmarks/rebuilds.py --documents 60 --documents 600 --rebuilds 300`

Each rebuild follows an edit; every tenth a document comes under a new name, and the one before it
goes. Prints memory, objects and what Python collected, and at last what a full collection finds.
"""

import argparse
import gc
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import Project

STATM = Path("/proc/self/statm")


def text(number, turn):
    return (
        f"# Spec {number} {turn}\n\nStatus: Draft\n\nSee [it](1.md) and RFC {number}.\n\n"
        f"## 1. Why {turn}\n\n```python\nturn = {turn}\n```\n\n" + "Words and words.\n" * 40
    )


def resident():
    """Megabytes of this process that are in memory."""
    return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def run(documents, rebuilds):
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as place:
        project = Project(Path(place) / "project")
        project.write({f"specs/{number}.md": text(number, 0) for number in range(documents)})
        project.commit()
        for turn in range(1, rebuilds + 1):
            project.write({"specs/1.md": text(1, turn)})
            if turn % 10 == 0:
                (project.folder / f"specs/new-{turn - 10}.md").unlink(missing_ok=True)
                project.write({f"specs/new-{turn}.md": text(turn, turn)})
            project.build(command="serve")
            if turn % max(rebuilds // 6, 1) == 0:
                full = gc.get_stats()[2]["collections"]
                print(
                    f"{documents} documents, {turn:4} rebuilds: {resident()} MB,"
                    f" {len(gc.get_objects()):,} objects, {full} full collections",
                    flush=True,
                )
        print(f"a full collection finds {gc.collect():,} objects of garbage")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, action="append")
    parser.add_argument("--rebuilds", type=int, default=300)
    given = parser.parse_args()
    for documents in given.documents or [60, 600]:
        part = [sys.executable, __file__, "--documents", str(documents)]
        if given.documents and len(given.documents) == 1:
            run(documents, given.rebuilds)
        else:  # each in a process of its own
            subprocess.run([*part, "--rebuilds", str(given.rebuilds)], check=True)


if __name__ == "__main__":
    main()
