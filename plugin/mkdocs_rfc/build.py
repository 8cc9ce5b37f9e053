"""From options to a site: the whole program, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.authoring import Template, measure, read_templates
from mkdocs_rfc.checks import Evidence, check_all
from mkdocs_rfc.corpus import (
    NOTHING,
    Attachments,
    Contents,
    Corpus,
    Denies,
    Folder,
    Numbered,
    Resolution,
    Source,
    Survey,
    TargetKind,
    Targets,
    UnservedTarget,
    check_asked,
    denier,
    find_attachments,
    find_indexes,
    find_sources,
    find_targets,
    future_folder,
    gather,
    hidden_paths,
    judge_attachments,
    narrow,
    path_in,
    read_histories,
    read_taken,
    read_unwritten,
    resolve,
    survey,
)
from mkdocs_rfc.documents import Document, Kind, digest_of, read_document
from mkdocs_rfc.findings import FileProblem
from mkdocs_rfc.history import Snapshot
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.options import Options
from mkdocs_rfc.rebuild import BuildCache
from mkdocs_rfc.site import Site
from mkdocs_rfc.storage import read, reason_of

Track = Callable[[Iterable[Source]], Iterable[Source]]


def build_site(
    options: Options,
    pages: Mapping[Path, str] = MappingProxyType({}),
    *,
    found: Survey | None = None,
    memory: BuildCache | None = None,
    track: Track = iter,
) -> Site:
    """Read the repository, join its documents and check them: the whole program, top to bottom.

    `pages` are the site's other pages, file -> page. `found` is what there is to be read, if known.
    What is as it was in the build that `memory` is of is not done again. `track` is given what is
    to be read, and gives it back one by one.
    """
    memory, found = memory or BuildCache(), found or survey(options)
    root, (listed, contents) = found.root, narrow(found)
    contents = judge_attachments(contents, options.assets, memory.drawings)
    sources, clashes = find_sources(contents, root, pages)
    read, contents = _read_all(track(sources), contents, options, memory)
    documents = [document for source, document in read.items() if not source.is_index]
    history = read_histories(root, documents, options)
    templates = read_templates(dict(options.templates), options.project, default=options.template)
    denies = denier(found, options)
    hidden = hidden_paths(found, listed, (*history.renamed, *history.deleted), denies)
    unwritten = _unwritten(documents, listed, root, options, templates[""], hidden)
    read, contents = read | unwritten, {each.folder: NOTHING for each in unwritten} | contents
    places = find_targets(options, root, contents, read, pages, history, memory.resolving, hidden)
    corpus = _corpus(read, places, history, templates, options, memory)
    introduced = _introduced(read, places)
    attachments = _attachments(contents, root, corpus, read, introduced)
    taken = tuple(_taken(sources, root, options, denies))
    problems = (*found.problems, *clashes, *_problems(corpus, introduced, options))
    evidence = Evidence(
        options, root, contents, read, corpus, templates, attachments, taken, problems
    )
    return Site(
        options=options,
        root=root,
        sources=tuple(read),
        corpus=corpus,
        places=places,
        templates=templates,
        indexes=find_indexes(read, contents),
        introductions={s.folder.kind: document for s, document in read.items() if s.is_index},
        attachments=attachments,
        findings=check_all(evidence),
    )


def _read_all(
    sources: Iterable[Source],
    contents: Mapping[Folder, Contents],
    options: Options,
    memory: BuildCache,
) -> tuple[dict[Source, Document], dict[Folder, Contents]]:
    """The documents that can be read, and the contents with those that cannot among the others."""
    documents, found = {}, dict(contents)
    for source in sources:
        try:
            documents[source] = _read(source, options, memory)
        except OSError as error:
            each = found[source.folder]
            unreadable = {**each.unreadable, source.file: reason_of(error)}
            found[source.folder] = replace(each, unreadable=unreadable)
    return documents, found


def _read(source: Source, options: Options, memory: BuildCache) -> Document:
    data = read(source.file, DOCUMENT)
    make = partial(
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
    return memory.document(source.path, key, lambda parsed: make(parsed=parsed))


def _unwritten(
    documents: Iterable[Document],
    folders: Iterable[Folder],
    root: Path,
    options: Options,
    template: Template,
    hidden: Iterable[str],
) -> dict[Source, Document]:
    """A page for each spec that research names and nobody has written yet."""
    if options.scaffold == "off":
        return {}
    there = next((each for each in folders if each.kind is Kind.SPEC), None)
    folder = there or future_folder(Kind.SPEC, options)
    found = {}
    at = path_in(folder.path, root)
    for text, document in read_unwritten(documents, at, options, template, hidden):
        uri = folder.uri_of(folder.path / document.source.name)
        found[Source(document.source, document.path, uri, folder, scaffold=text)] = document
    return found


def _taken(
    sources: Iterable[Source], root: Path, options: Options, denies: Denies
) -> Iterator[Numbered]:
    """The numbers that specs have, here or on other branches."""
    specs = [each for each in sources if each.folder.kind is Kind.SPEC and not each.is_index]
    folders = {path_in(each.folder.path, root) for each in specs}
    by_number = options.naming == "number"
    taken = read_taken(root, [each.path for each in specs], folders, always=by_number)
    return (each for each in taken if not denies(each.path))


def _corpus(
    read: Mapping[Source, Document],
    places: Targets,
    history: Snapshot,
    templates: Mapping[str, Template],
    options: Options,
    memory: BuildCache,
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


def _introduced(read: Mapping[Source, Document], places: Targets) -> tuple[Resolution, ...]:
    """Where the mentions of the indexes lead."""
    texts = [document for source, document in read.items() if source.is_index]
    return tuple(resolve(each, text.path, places) for text in texts for each in text.mentions)


def _attachments(
    contents: Mapping[Folder, Contents],
    root: Path,
    corpus: Corpus,
    read: Mapping[Source, Document],
    introduced: Iterable[Resolution],
) -> Attachments:
    resolutions = chain(introduced, *corpus.resolutions.values())
    referred = frozenset(each.path for each in resolutions if each.goal is TargetKind.PAGE)
    return find_attachments(contents, read, root, referred)


def _problems(
    corpus: Corpus, introduced: Iterable[Resolution], options: Options
) -> Iterator[FileProblem]:
    """What is wrong with the documents, and which files texts of indexes name in vain."""
    yield from corpus.problems
    if options.scaffold != "off":
        written = (each for path, each in corpus.documents.items() if path not in corpus.unwritten)
        yield from check_asked(written)
    yield from (each.problem for each in introduced if isinstance(each.problem, UnservedTarget))
