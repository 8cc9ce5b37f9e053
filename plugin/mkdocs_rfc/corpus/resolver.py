"""Where the mentions of all documents lead; found anew only where that may have changed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from mkdocs_rfc.corpus.resolution import Resolution, TargetKind, candidates, file_paths, resolve
from mkdocs_rfc.corpus.targets import Targets
from mkdocs_rfc.documents import Document, MentionForm
from mkdocs_rfc.storage import Memo

Named = tuple[tuple[str, ...], ...]
"""Of each mention that leads to no page, what it can mean."""


@dataclass(frozen=True, slots=True)
class ResolvedMentions:
    """Where the mentions of a document lead, and what that was read from."""

    resolutions: tuple[Resolution, ...]
    targets: Mapping[str, str]
    """Path -> digest of each document that is mentioned: its headings decide about anchors."""
    looked_up: Mapping[str, bool]
    """Path -> whether the working tree had it."""

    def holds(self, places: Targets) -> bool:
        """Whether all of that is as it was."""
        return all(places.exists(path) is there for path, there in self.looked_up.items()) and all(
            places.documents[path].digest == digest for path, digest in self.targets.items()
        )


class Resolver:
    """Finds where mentions lead, and keeps it from build to build."""

    def __init__(self) -> None:
        self._frames: Memo[object] = Memo()
        self._named: Memo[Named] = Memo()
        self._found: Memo[ResolvedMentions] = Memo()
        self.looked_up: Mapping[str, bool] = {}
        """Path -> whether the working tree had it, of all that pages show this of."""

    def name_files(self, documents: Iterable[Document], places: Targets) -> Mapping[str, Named]:
        """By path, what the mentions of each document that lead to no page can mean."""
        frame = self._frames.recall("pages", (places.uris, places.roots, places.hidden), object)
        return {
            each.path: self._named.recall(
                each.path, (each.digest, frame), partial(_name_files, each, places)
            )
            for each in documents
        }

    def resolve(
        self, documents: Iterable[Document], places: Targets
    ) -> Mapping[str, tuple[Resolution, ...]]:
        """By path, where each mention of a document leads, by the mention's number."""
        frame = self._frames.recall("all", places.frame, object)
        found = {each.path: self._resolve(each, places, frame) for each in documents}
        self.looked_up = {
            path: there for each in found.values() for path, there in each.looked_up.items()
        }
        return {path: each.resolutions for path, each in found.items()}

    def forget_others(self, paths: Container[str]) -> None:
        """Forget the documents that are no longer there."""
        self._named.forget_others(paths)
        self._found.forget_others(paths)

    def _resolve(self, document: Document, places: Targets, frame: object) -> ResolvedMentions:
        key = (document.digest, frame)
        found = self._found.find(document.path, key)
        if found is None or not found.holds(places):
            found = _resolve(document, places)
            self._found.keep(document.path, key, found)
        return found


def _name_files(document: Document, places: Targets) -> Named:
    return tuple(file_paths(document, places))


def _resolve(document: Document, places: Targets) -> ResolvedMentions:
    found = tuple(resolve(mention, document.path, places) for mention in document.mentions)
    pages = {each.path for each in found if each.goal is TargetKind.PAGE}
    lost = (
        mention
        for mention, each in zip(document.mentions, found, strict=True)
        if each.goal is TargetKind.NOWHERE
        and mention.path
        and mention.form in {MentionForm.LINK, MentionForm.IMAGE}
    )
    paths = {path for each in lost for path in candidates(each, document.path, places)}
    return ResolvedMentions(
        found,
        {path: places.documents[path].digest for path in pages if path in places.documents},
        {path: places.exists(path) for path in paths},
    )
