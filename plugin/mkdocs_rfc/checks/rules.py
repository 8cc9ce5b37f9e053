"""What a rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mkdocs_rfc.authoring import Template
from mkdocs_rfc.corpus import Attachments, Contents, Corpus, Folder, Numbered, Source
from mkdocs_rfc.documents import Document
from mkdocs_rfc.findings import FileProblem, Finding, Level
from mkdocs_rfc.options import Options

P = TypeVar("P", bound=FileProblem)


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

    def of(self, kind: type[P]) -> Iterator[P]:
        """The problems of a kind."""
        return (each for each in self.problems if isinstance(each, kind))


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
        return (Finding(e.path, e.line, self.id, e.message, e.fix) for e in remarks)


def rule(name: str, level: Level, summary: str) -> Callable[[Look], Rule]:
    """Make a rule of the function that looks for what breaks it."""
    return lambda look: Rule(name, level, summary, look)
