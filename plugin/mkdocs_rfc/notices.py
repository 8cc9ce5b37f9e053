"""What the writer of a page is told and its readers are not: `mkdocs serve` only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_rfc.corpus import Corpus, Suggested, Suggesting
from mkdocs_rfc.findings import Finding


@dataclass(frozen=True, slots=True)
class Notices:
    """What one page tells its writer."""

    findings: tuple[Finding, ...] = ()
    relevant: tuple[Suggested, ...] = ()
    """Research that a draft does not cite and that is about the same thing."""


def read_notices(
    corpus: Corpus, findings: Iterable[Finding], suggesting: Suggesting
) -> Mapping[str, Notices]:
    """By path, what the writer of each document is told; no entry for nothing.

    `suggesting` knows what was suggested in the build before.
    """
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.path, []).append(finding)
    relevant = suggesting.suggest(corpus)
    return {
        path: Notices(tuple(said.get(path, ())), relevant.get(path, ()))
        for path in corpus.documents
        if path in said or relevant.get(path)
    }
