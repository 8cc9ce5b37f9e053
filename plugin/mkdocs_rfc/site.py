from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.addresses import page_url
from mkdocs_rfc.corpus import Corpus, gather
from mkdocs_rfc.documents import Document, Kind, read_document
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.folders import Contents, Folder, find_folders, read_contents
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.gates import check_gates
from mkdocs_rfc.history import Snapshot, discover, find_files, read_history
from mkdocs_rfc.lifecycle import RFC, Lifecycle
from mkdocs_rfc.mentions import IDENTIFIER
from mkdocs_rfc.places import Places, find_homes
from mkdocs_rfc.references import files_named
from mkdocs_rfc.stated import status_reader
from mkdocs_rfc.template import Template, read_templates, template_findings

COMMIT = re.compile(r"[0-9a-f]{7,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything a site is made from; paths are absolute."""

    project: Path
    """The folder of the configuration file."""
    config_file: str = "mkdocs.yml"
    """What findings call the configuration file."""
    docs_dir: Path
    specs: tuple[str, ...] = ()
    research: tuple[str, ...] = ()
    template: str = ""
    """File or name of the template that specs are written from."""
    templates: tuple[tuple[str, str], ...] = ()
    """Name and file of each further template."""
    scaffold: str = "drafts"
    """Which specs the build completes: `drafts`, `all`, or none (`off`)."""
    naming: str = "date"
    """What the names of new specs start with: `date` or `number`."""
    lifecycle: Lifecycle = RFC
    markdown: str = "auto"
    identifier: str = IDENTIFIER
    """Pattern of a document's number in the text, its digits in the group `number`."""
    former_urls: tuple[str, ...] = ()
    """Addresses that the repository had on forges before."""
    name: str = ""
    language: str = "en"
    search: str = "short"
    """`all` gives the site's search every word; `short` leaves out what nobody searches for."""
    math: bool = False
    """Whether the site has a script that draws formulas."""
    repo_url: str = ""
    directory_urls: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a collection and the page that shows it."""

    file: Path
    path: str
    """Path in the repository."""
    uri: str
    folder: Folder
    is_index: bool = False


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

    def path_of(self, file: Path) -> str:
        """The path in the repository of any file."""
        return _path(file, self.root)

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
    if root := discover(options.project):
        paths.append(root / ".git" / "logs" / "HEAD")  # grows by a line with each commit
    return tuple(path for path in paths if path.exists())


def build_site(options: Options, pages: Mapping[Path, str] = MappingProxyType({})) -> Site:
    """Read the repository, join its documents and check them: the whole program, top to bottom.

    `pages` are the other pages of the site, file -> page: mentions may lead to them.
    """
    root = discover(options.project) or options.project
    folders, absent = _folders(options)
    contents = {folder: read_contents(folder, folders) for folder in folders}
    sources, clashes = _sources(contents, root, pages)
    read = {source: _read(source, options) for source in sources}
    documents = [document for source, document in read.items() if not source.is_index]
    history = _history(root, documents, options)
    places = _with_files(_places(options, root, folders, read, pages, history), documents, history)
    corpus = gather(documents, places, history, lifecycle=options.lifecycle)
    templates = read_templates(
        dict(options.templates), options.project, default=options.template
    )
    said = (*absent, *clashes, *_hidden(contents, root), *template_findings(templates), *_git(history))
    return Site(
        options=options,
        root=root,
        sources=sources,
        corpus=corpus,
        places=places,
        templates=templates,
        indexes=_indexes(sources, folders),
        introductions={s.folder.kind: document for s, document in read.items() if s.is_index},
        assets=_assets(contents),
        findings=tuple(sorted({*said, *corpus.findings, *check_gates(corpus, templates)})),
    )


def _folders(options: Options) -> tuple[tuple[Folder, ...], tuple[Finding, ...]]:
    given = {Kind.SPEC: options.specs, Kind.RESEARCH: options.research}
    found = [
        find_folders(
            kind,
            names,
            project=options.project,
            docs_dir=options.docs_dir,
            shown=options.config_file,
        )
        for kind, names in given.items()
    ]
    return tuple(f for each, _ in found for f in each), tuple(f for _, each in found for f in each)


def _sources(
    contents: Mapping[Folder, Contents], root: Path, pages: Mapping[Path, str]
) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Every document with its page; of two files that claim one page, the first has it."""
    taken = {page_url(uri): file for file, uri in pages.items()}
    sources, findings = [], []
    for source in _claims(contents, root):
        address = page_url(source.uri)
        if (other := taken.setdefault(address, source.file)) == source.file:
            sources.append(source)
        else:
            message = f"`{_path(other, root)}` has the page `{address}` already."
            findings.append(Finding(source.path, 0, "page", message, "Rename one of the two."))
    return tuple(sources), tuple(findings)


def _claims(contents: Mapping[Folder, Contents], root: Path) -> Iterator[Source]:
    indexed: set[Kind] = set()
    for folder, found in contents.items():
        if found.index and folder.kind not in indexed:
            indexed.add(folder.kind)
            # In the site, the index is always called so; in `docs_dir` MkDocs has named it.
            uri = f"{folder.uri}/index.md" if folder.mounted else folder.uri_of(found.index)
            yield Source(found.index, _path(found.index, root), uri, folder, is_index=True)
        for file in found.documents:
            yield Source(file, _path(file, root), folder.uri_of(file), folder)


def _path(file: Path, root: Path) -> str:
    return Path(os.path.relpath(file, root)).as_posix()


def _read(source: Source, options: Options) -> Document:
    return read_document(
        source.file,
        source.path,
        source.folder.kind,
        lifecycle=options.lifecycle,
        identifier=options.identifier,
    )


def _history(root: Path, documents: Iterable[Document], options: Options) -> Snapshot:
    paths = [document.path for document in documents]
    return read_history(root, paths, status_of=status_reader(options.lifecycle))


def _places(
    options: Options,
    root: Path,
    folders: Iterable[Folder],
    read: Mapping[Source, Document],
    pages: Mapping[Path, str],
    history: Snapshot,
) -> Places:
    uris = {_path(file, root): uri for file, uri in pages.items()}
    uris |= {source.path: source.uri for source in read}
    indexes = _indexes(read, folders)
    uris |= {_path(folder.path, root): indexes[folder.kind] for folder in folders}
    documents = {document.path: document for document in read.values()}
    known = (options.repo_url, history.remote, *options.former_urls)
    return Places(
        documents=MappingProxyType(documents),
        uris=MappingProxyType(uris),
        roots=tuple(dict.fromkeys(("", _path(options.project, root).removeprefix(".")))),
        folders=tuple(_path(folder.path, root) for folder in folders),
        renamed=history.renamed,
        deleted=history.deleted,
        forge=Forge.parse(options.repo_url or history.remote),
        homes=find_homes(known, documents.values()),
        exists=lambda path: (root / path).exists(),
    )


def _with_files(places: Places, documents: Iterable[Document], history: Snapshot) -> Places:
    """Ask git once about all the code that documents name, each at its own commit."""
    if not places.forge or not history.root:
        return places
    commits = {document.path: _commit(document, history) for document in documents}
    dated = replace(places, commits={path: commit for path, commit in commits.items() if commit})
    return replace(dated, files=find_files(history.root, files_named(documents, dated)))


def _commit(document: Document, history: Snapshot) -> str:
    """The commit that a document says it was written at, else the one that last changed it."""
    named = document.field("git_commit", "git commit", "git commit at authoring")
    if named and COMMIT.fullmatch(named.text.casefold()):
        return named.text.casefold()
    known = history.documents.get(document.path)
    last = (known.updated or known.touched) if known else None
    return last.id if last else (history.head.id if history.head else "")


def _indexes(sources: Iterable[Source], folders: Iterable[Folder]) -> dict[Kind, str]:
    indexes: dict[Kind, str] = {}
    for folder in folders:
        indexes.setdefault(folder.kind, f"{folder.uri}/index.md")
    return indexes | {source.folder.kind: source.uri for source in sources if source.is_index}


def _assets(contents: Mapping[Folder, Contents]) -> dict[str, Path]:
    return {
        folder.uri_of(file): file
        for folder, found in contents.items()
        if folder.mounted
        for file in found.assets
    }


def _hidden(contents: Mapping[Folder, Contents], root: Path) -> Iterator[Finding]:
    for found in contents.values():
        if found.hidden:
            names = ", ".join(f"`{_path(path, root)}`" for path in found.hidden[:3])
            more = f" and {len(found.hidden) - 3} more" if len(found.hidden) > 3 else ""
            yield Finding(
                "", 0, "hidden", f"Left out, as their names start with a dot: {names}{more}."
            )


def _git(history: Snapshot) -> Iterator[Finding]:
    for problem in history.problems:
        rule = "partial" if problem.code == "partial" else "git"
        yield Finding("", 0, rule, problem.message, problem.fix)
