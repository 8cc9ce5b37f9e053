"""From options to a site: the whole program, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.authoring import Template, measure, read_templates
from mkdocs_rfc.checks import (
    check_formulas,
    check_gates,
    check_numbers,
    check_scripts,
    history_findings,
    template_findings,
    unread_findings,
)
from mkdocs_rfc.corpus import (
    NOTHING,
    Attachments,
    Contents,
    Corpus,
    Denies,
    Folder,
    Source,
    Survey,
    TargetKind,
    Targets,
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
from mkdocs_rfc.findings import Finding, sort_findings
from mkdocs_rfc.history import Snapshot
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.options import Options
from mkdocs_rfc.rebuild import BuildCache
from mkdocs_rfc.site import Site, uses_own_markdown
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
    attachments = _attachments(contents, root, corpus, read, places)
    said = (
        *clashes,
        *unread_findings(contents, root),
        *_numbers(sources, root, history, options, denies),
    )
    said = (*found.findings, *said, *attachments.findings, *_found(corpus, templates, options))
    said = (*said, *_formulas(read, options))
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
        findings=sort_findings(said),
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


def _numbers(
    sources: Iterable[Source], root: Path, history: Snapshot, options: Options, denies: Denies
) -> Iterator[Finding]:
    """The numbers that two specs have, here or on other branches."""
    specs = [each for each in sources if each.folder.kind is Kind.SPEC and not each.is_index]
    folders = {path_in(each.folder.path, root) for each in specs}
    by_number = options.naming == "number"
    taken = read_taken(root, [each.path for each in specs], folders, always=by_number)
    yield from check_numbers([each for each in taken if not denies(each.path)], history.branch)


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


def _attachments(
    contents: Mapping[Folder, Contents],
    root: Path,
    corpus: Corpus,
    read: Mapping[Source, Document],
    places: Targets,
) -> Attachments:
    texts = [document for source, document in read.items() if source.is_index]
    introduced = [resolve(each, text.path, places) for text in texts for each in text.mentions]
    resolutions = chain(introduced, *corpus.resolutions.values())
    referred = frozenset(each.path for each in resolutions if each.goal is TargetKind.PAGE)
    found = find_attachments(contents, read, root, referred)
    missed = (each.finding for each in introduced if each.finding and each.finding.rule == "asset")
    return replace(found, findings=(*found.findings, *missed))


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


def _formulas(read: Mapping[Source, Document], options: Options) -> Iterator[Finding]:
    """What is wrong with formulas, on a site that draws them."""
    if options.math_scripts:
        own = {each.folder: uses_own_markdown(each.folder, options) for each in read}
        yield from check_formulas(each for source, each in read.items() if not own[source.folder])
        yield from check_scripts(options.math_scripts, options.docs_dir, options.config_file)
