from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.completeness import measure
from mkdocs_rfc.corpus import Corpus, gather
from mkdocs_rfc.documents import Document, Kind, digest_of, read_document
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.folders import NOTHING, Contents, Folder, find_folders, future_folder, read_contents
from mkdocs_rfc.gates import check_gates
from mkdocs_rfc.histories import history_findings, read_histories
from mkdocs_rfc.history import Snapshot, discover, log_of_head
from mkdocs_rfc.memory import Memory
from mkdocs_rfc.numbering import check_numbers, read_taken
from mkdocs_rfc.options import Options
from mkdocs_rfc.places import Places
from mkdocs_rfc.placing import find_places
from mkdocs_rfc.sources import Source, find_indexes, find_sources, path_in
from mkdocs_rfc.template import Template, read_templates, template_findings
from mkdocs_rfc.unwritten import check_asked, read_unwritten

Track = Callable[[Iterable[Source]], Iterable[Source]]


@dataclass(frozen=True, slots=True)
class Site:
    """A site read and joined, ready to be shown page by page."""

    options: Options
    root: Path
    """What paths are relative to: the repository, or the project where there is none."""
    sources: tuple[Source, ...]
    corpus: Corpus
    places: Places
    templates: Mapping[str, Template]
    """By name; the one that specs are written from is called "", too."""
    indexes: Mapping[Kind, str]
    """The index page of each collection."""
    introductions: Mapping[Kind, Document]
    """The text that the user wrote for an index."""
    assets: Mapping[str, Path]
    """Place in the site -> file, for what stands beside mounted documents."""
    findings: tuple[Finding, ...]

    @property
    def scaffolds(self) -> Mapping[str, str]:
        """Of each spec that is not written yet, the text that its file would have, by path."""
        return {source.path: source.scaffold for source in self.sources if source.scaffold}

    def path_of(self, file: Path) -> str:
        """The path in the repository of any file."""
        return path_in(file, self.root)

    def document_at(self, source: Source) -> Document:
        """The document, or the introduction of an index, that a file was read into."""
        return self.places.documents[source.path]

    def uses_own_markdown(self, folder: Folder) -> bool:
        """Whether the site's own Markdown renders a folder's documents, not GitHub's rules."""
        flavour = self.options.markdown
        return flavour == "mkdocs" or (flavour == "auto" and not folder.mounted)


def watched(options: Options) -> tuple[Path, ...]:
    """What a writer's changes show up in: exact folders and files, never a whole repository."""
    folders, _ = _folders(options)
    paths = [folder.path for folder in folders if folder.mounted]
    files = (options.template, *dict(options.templates).values())
    paths += [options.project / name for name in files if name]
    places = (options.project, *(folder.path for folder in folders))
    paths += [log_of_head(root) for root in sorted(filter(None, map(discover, places)))]
    return tuple(dict.fromkeys(path for path in paths if path.exists()))


def build_site(
    options: Options,
    pages: Mapping[Path, str] = MappingProxyType({}),
    *,
    memory: Memory | None = None,
    track: Track = iter,
) -> Site:
    """Read the repository, join its documents and check them: the whole program, top to bottom.

    `pages` are the other pages of the site, file -> page: mentions may lead to them. What is
    as it was in the build that `memory` is of is not done again. `track` is given what is about to
    be read, and gives it back one by one.
    """
    memory = memory or Memory()
    root = discover(options.project) or options.project
    folders, absent = _folders(options)
    contents = {folder: read_contents(folder, folders, options) for folder in folders}
    sources, clashes = find_sources(contents, root, pages)
    read = {source: _read(source, options, memory) for source in track(sources)}
    documents = [document for source, document in read.items() if not source.is_index]
    history = read_histories(root, documents, options)
    templates = read_templates(dict(options.templates), options.project, default=options.template)
    unwritten = _unwritten(documents, folders, root, options, templates[""])
    read, documents = read | unwritten, [*documents, *unwritten.values()]
    contents = {source.folder: NOTHING for source in unwritten} | contents
    places = find_places(options, root, contents, read, pages, history, memory)
    corpus = _corpus(read, places, history, templates, options, memory)
    said = (*absent, *clashes, *_unread(contents, root), *_numbers(sources, root, history, options))
    return Site(
        options=options,
        root=root,
        sources=tuple(read),
        corpus=corpus,
        places=places,
        templates=templates,
        indexes=find_indexes(sources, contents),
        introductions={s.folder.kind: document for s, document in read.items() if s.is_index},
        assets=_assets(contents),
        findings=tuple(sorted({*said, *_found(corpus, templates, options)})),
    )


def _folders(options: Options) -> tuple[tuple[Folder, ...], tuple[Finding, ...]]:
    found = [find_folders(kind, options) for kind in Kind]
    return tuple(f for each, _ in found for f in each), tuple(f for _, each in found for f in each)


def _read(source: Source, options: Options, memory: Memory) -> Document:
    data = source.file.read_bytes()
    read = partial(
        read_document,
        source.file,
        source.path,
        source.folder.kind,
        lifecycle=options.lifecycle,
        identifier=options.identifier,
        data=data,
    )
    how = repr((source.folder.kind, options.lifecycle, options.identifier))
    key = f"{digest_of(data)} {digest_of(how.encode())}"
    return memory.document(source.path, key, lambda parsed: read(parsed=parsed))


def _unwritten(
    documents: Iterable[Document],
    folders: Iterable[Folder],
    root: Path,
    options: Options,
    template: Template,
) -> dict[Source, Document]:
    """A page for each spec that research names and nobody has written yet."""
    if options.scaffold == "off":
        return {}
    there = next((each for each in folders if each.kind is Kind.SPEC), None)
    folder = there or future_folder(Kind.SPEC, options)
    found = {}
    for text, document in read_unwritten(documents, path_in(folder.path, root), options, template):
        uri = folder.uri_of(folder.path / document.source.name)
        found[Source(document.source, document.path, uri, folder, scaffold=text)] = document
    return found


def _numbers(
    sources: Iterable[Source], root: Path, history: Snapshot, options: Options
) -> Iterator[Finding]:
    """The numbers that two specs have, here or on other branches."""
    specs = [each for each in sources if each.folder.kind is Kind.SPEC and not each.is_index]
    folders = {path_in(each.folder.path, root) for each in specs}
    by_number = options.naming == "number"
    taken = read_taken(root, [each.path for each in specs], folders, always=by_number)
    yield from check_numbers(taken, history.branch)


def _corpus(
    read: Mapping[Source, Document],
    places: Places,
    history: Snapshot,
    templates: Mapping[str, Template],
    options: Options,
    memory: Memory,
) -> Corpus:
    documents = [document for source, document in read.items() if not source.is_index]
    return gather(
        documents,
        places,
        history,
        lifecycle=options.lifecycle,
        completeness=measure(documents, templates, memory.completeness),
        unwritten=(source.path for source in read if source.scaffold),
        resolving=memory.resolving,
    )


def _assets(contents: Mapping[Folder, Contents]) -> dict[str, Path]:
    return {
        folder.uri_of(file): file
        for folder, found in contents.items()
        if folder.mounted
        for file in found.assets
    }


def _found(
    corpus: Corpus, templates: Mapping[str, Template], options: Options
) -> Iterator[Finding]:
    """What is wrong with the documents, with what they are written from, and with the history."""
    yield from corpus.findings
    if options.scaffold != "off":
        written = (each for path, each in corpus.documents.items() if path not in corpus.unwritten)
        yield from check_asked(written)
    yield from template_findings(templates, corpus.collection(Kind.SPEC))
    yield from check_gates(corpus)
    yield from history_findings(corpus.history)


def _unread(contents: Mapping[Folder, Contents], root: Path) -> Iterator[Finding]:
    for found in contents.values():
        for path in found.misnamed:
            shown = os.fsencode(path_in(path, root)).decode("utf-8", "backslashreplace")
            yield Finding(shown, 0, "encoding", "The name is not UTF-8.", "Rename it.")
        if found.hidden:
            names = ", ".join(f"`{path_in(path, root)}`" for path in found.hidden[:3])
            more = f" and {len(found.hidden) - 3} more" if len(found.hidden) > 3 else ""
            yield Finding(
                "", 0, "hidden", f"Left out, as their names start with a dot: {names}{more}."
            )
