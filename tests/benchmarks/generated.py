"""A repository of specs and research made from a seed, with a history: the same on every machine.

`python tests/benchmarks/generated.py FOLDER 1000` makes one with a thousand documents.
"""

import random
import subprocess
import sys
from pathlib import Path

TEXT = """
cache queue lease audit token shard event retry index store replica quorum leader clock
branch merge commit release metric alert budget policy author review decision option trade
risk failure latency storage client server request response schema migration rollout
"""
WORDS = tuple(TEXT.split())
STATUSES = ("Draft (WIP)", "In Review (RFC)", "Approved", "Implemented", "Rejected")
SECTIONS = (
    "1. Executive Summary",
    "2. Context and Motivation",
    "2.1 Current State",
    "2.2 The Problem",
    "3.1 Functional Goals",
    "4. Proposed Solution (High-Level Design)",
    "5.1 API Interfaces",
    "5.2 Data Model / Schema",
    "6. Alternatives Considered",
    "7.1 Security and Privacy",
    "8.3 Test Plan",
    "9. Open Questions / Unresolved Issues",
)
START = 1_600_000_000
HOUR = 3600


class Writer:
    """Writes documents that name each other, as authors do: in links, in code and in prose."""

    def __init__(self, count, seed):
        self.random = random.Random(seed)  # noqa: S311 (the same on every machine)
        self.specs = [self._name("specs", number) for number in range(count // 3)]
        self.research = [self._name("research", number) for number in range(count - count // 3)]

    def _name(self, folder, number):
        day = f"20{20 + number % 6}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        return f"{folder}/{day}-{'-'.join(self.random.sample(WORDS, 3))}-{number}.md"

    def sentence(self, length=14):
        return " ".join(self.random.choices(WORDS, k=length)).capitalize() + "."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.random.randint(2, 6)))

    def mention(self):
        path = self.random.choice(self.research)
        return self.random.choice((f"`{path}`", f"[this](../{path})", path))

    def block(self):
        kind = self.random.randrange(6)
        if kind == 0:
            lines = "\n".join(f"    {self.random.choice(WORDS)} = {n}" for n in range(8))
            return f"```python\ndef {self.random.choice(WORDS)}():\n{lines}\n```"
        if kind == 1:
            rows = "\n".join(f"| {' | '.join(self.random.sample(WORDS, 3))} |" for _ in range(5))
            return f"| A | B | C |\n| - | - | - |\n{rows}"
        if kind == 2:
            return "\n".join(f"- {self.sentence(8)}" for _ in range(4))
        return f"{self.paragraph()} See {self.mention()}." if kind == 3 else self.paragraph()

    def body(self, headings):
        parts = []
        for heading in headings:
            level = "###" if "." in heading.split()[0][:-1] else "##"
            parts += [
                f"{level} {heading}",
                *(self.block() for _ in range(self.random.randint(2, 5))),
            ]
        return "\n\n".join(parts)

    def spec(self, title):
        status, author = self.random.choice(STATUSES), self.random.choice(WORDS).capitalize()
        table = (
            "| Document Metadata | Details |\n| --- | --- |\n"
            f"| Author(s) | {author} |\n| Status | {status} |\n| Team / Owner | {author} |\n"
        )
        questions = f"\n\n- [ ] {self.sentence(6)}\n- [x] {self.sentence(6)}"
        return f"# {title}\n\n{table}\n{self.body(SECTIONS)}{questions}\n"

    def study(self, title):
        head = f"---\ntopic: {title}\ndate: 2025-01-05\ntags: [{self.random.choice(WORDS)}]\n---\n"
        return f"{head}\n# Research\n\n{self.body(['Summary', 'Findings', 'Details', 'Sources'])}\n"

    def document(self, path):
        title = " ".join(Path(path).stem.split("-")[3:]).capitalize()
        return self.spec(title) if path.startswith("specs/") else self.study(title)


def make(folder, count, seed=1):
    """Make a repository with so many documents and twice as many commits."""
    writer = Writer(count, seed)
    folder.mkdir(parents=True)
    command = ["git", "-C", str(folder)]
    subprocess.run([*command, "init", "--quiet", "--initial-branch=main"], check=True)
    paths = [*writer.specs, *writer.research]
    steps = [*paths, *writer.random.choices(paths, k=count)]
    texts = {}
    with subprocess.Popen([*command, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importing:
        for number, path in enumerate(steps):
            known = texts.get(path)
            text = f"{known}\n{writer.paragraph()}\n" if known else writer.document(path)
            texts[path] = text
            importing.stdin.write(commit(number, path, text.encode()))
    subprocess.run([*command, "reset", "--quiet", "--hard"], check=True)


def commit(number, path, data):
    who = f"Author {number % 17} <a{number % 17}@example.org> {START + number * HOUR} +0000"
    message = f"Write {Path(path).name}".encode()
    return (
        b"commit refs/heads/main\ncommitter %b\ndata %d\n%b\nM 100644 inline %b\ndata %d\n%b\n"
        % (
            who.encode(),
            len(message),
            message,
            path.encode(),
            len(data),
            data,
        )
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
