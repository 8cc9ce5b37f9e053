"""What a rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mkdocs_rfc.authoring import Template
from mkdocs_rfc.corpus import Attachments, Contents, Corpus, Folder, Numbered, Source
from mkdocs_rfc.documents import Document
from mkdocs_rfc.findings import Edit, FileProblem, Finding, Level
from mkdocs_rfc.options import Options

P = TypeVar("P", bound=FileProblem)
LONGEST = 10_000
"""Letters of a line in which it is looked for what to change."""
PARTS = frozenset("_-./%#")
"""What may stand in a longer word, besides letters and digits."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read of a site, for rules to look at."""

    options: Options
    root: Path
    """What paths are relative to."""
    contents: Mapping[Folder, Contents]
    read: Mapping[Source, Document]
    corpus: Corpus
    templates: Mapping[str, Template]
    attachments: Attachments
    taken: tuple[Numbered, ...]
    """The numbers of specs, here and on other branches."""
    problems: tuple[FileProblem, ...]
    """What the stages of the build found wrong."""
    _lines: dict[str, list[str]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def of(self, kind: type[P]) -> Iterator[P]:
        """The problems of a kind."""
        return (each for each in self.problems if isinstance(each, kind))

    def edit(self, problem: FileProblem, old: str, new: str) -> Edit | None:
        """The change of a word in the line of a problem; None unless it stands there once."""
        if (document := self.corpus.documents.get(problem.path)) is None:
            return None
        if problem.path not in self._lines:
            self._lines[problem.path] = document.lines()
        lines = ["", *self._lines[problem.path][problem.line - 1 : problem.line]]
        line = lines[-1] if problem.line else ""
        if not old or len(line) > LONGEST or line.count(old) != 1:
            return None
        start = line.index(old)
        end = start + len(old)
        around = f"{line[:start][-1:]}{line[end : end + 1]}"
        is_part = any(each.isalnum() or each in PARTS for each in around)
        return None if is_part else Edit(problem.path, problem.line, start + 1, end + 1, new)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says about one place."""

    path: str
    """Path in the repository, or of the configuration file; empty for the site as a whole."""
    line: int
    """Line in the file, from 1; 0 for the file as a whole."""
    message: str
    """One sentence that says what is there."""
    fix: str = ""
    """One that says what to write instead."""
    edit: Edit | None = None


Look = Callable[[Evidence], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is asked of a site."""

    id: str
    level: Level
    summary: str
    """The rule in one sentence, as the docs publish it."""
    look: Look
    """What there is to be said about a site."""

    def report(self, remarks: Iterable[Remark]) -> Iterator[Finding]:
        """What it says, under its name."""
        return (
            Finding(each.path, each.line, self.id, each.message, each.fix, each.edit)
            for each in remarks
        )


def rule(name: str, level: Level, summary: str) -> Callable[[Look], Rule]:
    """Make a rule of the function that looks for what breaks it."""
    return lambda look: Rule(name, level, summary, look)
