"""Everything that the mentions of a site can lead to."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from mkdocs_rfc.attachments import unserved
from mkdocs_rfc.contents import Contents
from mkdocs_rfc.documents import Document
from mkdocs_rfc.folders import Folder, path_in
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.freshness import files_described, find_bases, stated_commit
from mkdocs_rfc.history import Snapshot, find_files
from mkdocs_rfc.options import Options
from mkdocs_rfc.places import Places, find_homes
from mkdocs_rfc.references import files_named
from mkdocs_rfc.resolving import Resolving
from mkdocs_rfc.sources import Source, find_aliases, find_indexes


def find_places(
    options: Options,
    root: Path,
    contents: Mapping[Folder, Contents],
    read: Mapping[Source, Document],
    pages: Mapping[Path, str],
    history: Snapshot,
    resolving: Resolving,
    hidden: frozenset[str] = frozenset(),
) -> Places:
    """The pages of a site, and what is known of the files beside them."""
    uris = {path_in(file, root): uri for file, uri in pages.items()}
    uris |= {source.path: source.uri for source in read}
    indexes = find_indexes(read, contents)
    for folder, found in contents.items():
        uris |= {path_in(file, root): folder.uri_of(file) for file in found.assets}
        uris[path_in(folder.path, root)] = indexes[folder.kind]
    aliases = {each.path: each.target for each in find_aliases(contents, read, root)}
    uris |= {path: target.uri for path, target in aliases.items()}
    documents = {document.path: document for document in read.values()}
    known = (options.repo_url, history.remote, *options.former_urls)
    places = Places(
        documents=MappingProxyType(documents),
        uris=MappingProxyType(uris),
        aliases={path: target.path for path, target in aliases.items()},
        unserved=unserved(contents.values(), root),
        roots=tuple(dict.fromkeys(("", path_in(options.project, root).removeprefix(".")))),
        folders=tuple(path_in(folder.path, root) for folder in contents),
        hidden=hidden,
        renamed=history.renamed,
        deleted=history.deleted,
        forge=Forge.parse(options.repo_url or history.remote, kind=options.forge),
        forges={path: _forge(each, options) for path, (each, _) in history.elsewhere.items()},
        homes=find_homes(known, documents.values()),
        exists=lambda path: os.path.exists(f"{root}/{path}"),  # noqa: PTH110 - asked very often
    )
    named = [document for source, document in read.items() if not source.is_index]
    return _with_files(places, named, history, resolving)


def _forge(other: Snapshot, options: Options) -> Forge | None:
    """Where another repository is read, which may be on another forge than the site's."""
    return Forge.parse(other.remote) or Forge.parse(other.remote, kind=options.forge)


def _with_files(
    places: Places, documents: Collection[Document], history: Snapshot, resolving: Resolving
) -> Places:
    """Ask git once about all the code that documents name, each at its own commit."""
    if history.root is None or history.head is None:
        return places
    linked = documents if places.forge else ()
    commits = {each.path: _commit(each, history) for each in linked}
    dated = replace(
        places,
        commits={path: commit for path, commit in commits.items() if commit},
        bases=find_bases(documents, history),
        named=resolving.name_files(documents, places),
    )
    described = files_described(documents, dated, history.head.id)
    wanted = (*files_named(dated), *described)
    return replace(dated, files=find_files(history.root, wanted))


def _commit(document: Document, history: Snapshot) -> str:
    """The commit that a document says it was written at, else the one that last changed it."""
    if stated := stated_commit(document):
        return stated
    here = document.path not in history.elsewhere
    known = history.documents.get(document.path) if here else None
    last = (known.updated or known.touched) if known else None
    return last.id if last else (history.head.id if history.head else "")
