"""What a build takes over from the one before it."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from mkdocs_rfc.authoring import Completeness
from mkdocs_rfc.corpus import Drawing, Resolver, Suggesting
from mkdocs_rfc.documents import Document, Parsed
from mkdocs_rfc.markdown import Highlighter
from mkdocs_rfc.rebuild.store import DiskCache
from mkdocs_rfc.site import PageContent
from mkdocs_rfc.storage import Memo, use


class BytecodeMemo(BytecodeCache):
    """The templates of a theme, compiled: MkDocs makes a new environment for each build.

    One whose source has changed is compiled again.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was compiled from the same source."""
        checksum, code = self._known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = (bucket.checksum, bucket.code)


@dataclass(slots=True)
class BuildCache:
    """What a build takes over from the one before it: all in the same process, some on disk."""

    documents: Memo[Document] = field(default_factory=Memo)
    pages: Memo[PageContent] = field(default_factory=Memo)
    outputs: Memo[str] = field(default_factory=Memo)
    """The finished HTML of pages, as the theme made it."""
    templates: BytecodeMemo = field(default_factory=BytecodeMemo)
    suggesting: Suggesting = field(default_factory=Suggesting)
    overviews: Memo[PageContent] = field(default_factory=Memo)
    """The pages that show what many documents have in common."""
    digests: Memo[str] = field(default_factory=Memo)
    completeness: Memo[Completeness] = field(default_factory=Memo)
    drawings: Memo[Drawing] = field(default_factory=Memo)
    resolving: Resolver = field(default_factory=Resolver)
    highlighter: Highlighter = field(default_factory=Highlighter)
    _code: dict[str, frozenset[str]] = field(default_factory=dict)
    """By path, the code that was highlighted for a page."""
    _store: DiskCache | None = None

    def open(self, folder: Path | None) -> None:
        """Take up what builds in other processes left in a folder, once."""
        if self._store is None:
            if folder:
                use(folder)
            self._store = DiskCache(folder)
            self.highlighter = Highlighter(self._store.code)

    def page(self, path: str, key: str, make: Callable[[], PageContent]) -> PageContent:
        """The page of a document that was made from this key, or one that is made now."""
        return self.pages.recall(
            path, key, lambda: self._stored(path, key) or self._made(path, make)
        )

    def _made(self, path: str, make: Callable[[], PageContent]) -> PageContent:
        self.highlighter.asked.clear()
        page = make()
        self._code[path] = frozenset(self.highlighter.asked)
        return page

    def _stored(self, path: str, key: str) -> PageContent | None:
        return self._store.page(path, key) if self._store else None

    def document(self, path: str, key: str, read: Callable[[Parsed | None], Document]) -> Document:
        """A document that was read by the same key, or one that is read now."""
        return self.documents.recall(path, key, lambda: read(self._parsed(path, key)))

    def _parsed(self, path: str, key: str) -> Parsed | None:
        return self._store.parsed(path, key) if self._store else None

    def save(self) -> tuple[str, ...]:
        """Leave what was made for builds in other processes; why not all of it, if so."""
        if self._store:
            texts = (
                (path, str(key), Parsed(each.tree, each.mentions))
                for path, key, each in self.documents.all()
            )
            pages = ((path, str(key), page) for path, key, page in self.pages.all())
            return self._store.save(texts, pages, self.highlighter.made)
        return ()

    def forget_others(self, paths: Container[str]) -> None:
        """Forget the documents that are no longer there, and what was only in older versions."""
        gone = any(path not in paths for path, _, _ in self.documents.all())
        if self._store and (gone or self._store.has_others(paths)):
            self._store.forget()
            self.highlighter = Highlighter()
        for kept in (self.documents, self.pages, self.completeness):
            kept.forget_others(paths)
        self.suggesting.forget_others(paths)
        self.resolving.forget_others(paths)
        self._code = {path: code for path, code in self._code.items() if path in paths}
        self.highlighter.forget_others(frozenset().union(*self._code.values()))
