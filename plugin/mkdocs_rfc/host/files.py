"""The files that a site has from us: shown to other plugins first, read when they are done."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Link
from mkdocs.structure.pages import Page

from mkdocs_rfc.corpus import (
    Attachments,
    Contents,
    Folder,
    Source,
    Survey,
    find_indexes,
    find_sources,
)
from mkdocs_rfc.site import HOME, OTHERS, Site


class SiteFiles:
    """Our part of the files of one build.

    Until other plugins have said which files they take out, nothing is known of a file but its
    name; what they left is what the site is made from.
    """

    def __init__(self, found: Survey, files: Files, config: MkDocsConfig, *, serving: bool) -> None:
        self.found = found
        self._files = files
        self._config = config
        self._serving = serving
        self._added: dict[str, File] = {}
        self._uris: dict[Path, str] = {}
        """Of each file that was there for other plugins, its place."""
        self._uris_of_all = {
            folder.uri_of(file)
            for folder, each in found.contents.items()
            for file in (*each.documents, *each.excluded, *each.links)
        }

    def announce(self) -> None:
        """Add what there can be, so that plugins find it whatever their order."""
        contents = dict(self.found.contents)
        self._refuse()
        for folder, each in contents.items():
            self._keep_out(folder, each)
        sources, _ = find_sources(contents, self.found.root, self.pages(self._files))
        sources = tuple(source for source in sources if self._is_listed(source))
        for source in sources:
            self._announce(source)
        there = {folder: each for folder, each in contents.items() if not each.is_emptied}
        for uri in find_indexes(sources, there).values():
            self._generate(uri)
        if any(not source.is_index for source in sources):
            for uri in OTHERS.values():
                self._generate(uri)
        for folder, each in there.items():
            for file in each.assets if folder.mounted and not each.referred_only else ():
                self._uris[file] = folder.uri_of(file)
                self._add(mounted(folder.uri_of(file), file, self._config))
            for link in each.links:  # so that a plugin that takes such a name out is heeded
                if link.suffix == ".md" and link not in self._uris:
                    self._announce_link(link, folder)
        set_exclusions(self._added.values(), self._config)

    def _refuse(self) -> None:
        """Take out what MkDocs found by following a link that we do not follow."""
        self._remove(frozenset(self.found.refused))

    def pages(self, files: Files) -> dict[Path, str]:
        """File -> place of all pages of the site that are not ours, as mentions may name them."""
        self._files = files
        pages = files.documentation_pages(inclusion=self._shown)
        set_exclusions(pages, self._config)
        return {
            self._path_of(file): file.src_uri
            for file in pages
            if self._shown(file.inclusion) and self._added.get(file.src_uri) is not file
        }

    def shows(self, folder: Folder, file: Path) -> bool:
        """Whether the site has a file: neither an option of MkDocs nor a plugin took it out."""
        uri = self._uris.get(file)
        known = self._files.get_file_from_path(uri or folder.uri_of(file))
        if known is None:
            return uri is None and self._shown(self._level(folder.uri_of(file)))
        return self._shown(known.inclusion)

    def lost(self, site: Site) -> bool:
        """Whether a document was taken out after it was read."""
        return any(
            self._files.get_file_from_path(source.uri) is None
            for source in site.sources
            if not source.scaffold
        )

    def settle(self, site: Site, made: Mapping[str, str | bytes]) -> Mapping[str, File]:
        """Leave exactly the files of the site; gives that of each page, with what nobody wrote.

        `made` are contents by place, of files that are not anybody's.
        """
        pages = {source.uri: source for source in site.sources}
        own = tuple(own_pages(site, self._files))
        served = {uri: path for uri, path in site.attachments.assets.items() if uri not in pages}
        self._take_out({*pages, *own, *served} - made.keys(), site.attachments)
        for source in site.sources:  # what had its address may have been taken out
            known = source.scaffold or self._files.get_file_from_path(source.uri)
            if source.folder.mounted and not known:
                self._announce(source)
        for uri in (*(uri for uri, source in pages.items() if source.scaffold), *own):
            self._generate(uri)
        for uri, path in served.items():
            if uri not in made:
                self._add(mounted(uri, path, self._config))
        for uri, content in made.items():  # where MkDocs has a file from `docs_dir`, that stays
            self._add(generated(uri, content, self._config))
        found = ((uri, self._files.get_file_from_path(uri)) for uri in (*pages, *own))
        return {uri: file for uri, file in found if file}

    def _take_out(self, wanted: Container[str], attachments: Attachments) -> None:
        """Take out what was announced and is not wanted, and what MkDocs has and may not read."""
        for uri, file in self._added.items():
            there = self._files.get_file_from_path(uri) is file
            if there and uri not in wanted and self._shown(file.inclusion):
                self._files.remove(file)
        self._remove(attachments.refused.union(each.uri for each in attachments.aliases))

    def _remove(self, refused: frozenset[str]) -> None:
        """Take out the files at these places, and all below those that are folders."""
        for file in list(self._files) if refused else ():
            places = (file.src_uri, *map(str, PurePosixPath(file.src_uri).parents))
            if not refused.isdisjoint(places):
                self._files.remove(file)

    def is_out(self, item: StructureItem) -> bool:
        """Whether an item of the navigation leads to one of our documents that is left out."""
        if isinstance(item, Page):
            ours = item.file.src_uri in self._uris_of_all
            return ours and not self._shown(item.file.inclusion)
        return isinstance(item, Link) and item.url in self._uris_of_all

    def _shown(self, level: InclusionLevel) -> bool:
        least = InclusionLevel.DRAFT if self._serving else InclusionLevel.NOT_IN_NAV
        return int(level.value) >= int(least.value)

    def enlist(self, file: File, *, listed: bool) -> None:
        """Say whether the navigation lists a page; what `not_in_nav` keeps out of it stays out."""
        if file.inclusion.is_included():
            listed = listed and self._level(file.src_uri) is not InclusionLevel.NOT_IN_NAV
            file.inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV

    def _keep_out(self, folder: Folder, contents: Contents) -> None:
        """Tell MkDocs of what our own patterns keep out, so that it says so of links and `nav`."""
        for path in contents.excluded:
            uri = folder.uri_of(path)
            heads = (folder.path / "index.md", folder.path / "README.md")
            if folder.mounted and path.suffix == ".md" and path not in heads:
                self._add(mounted(uri, path, self._config))
            if file := self._files.get_file_from_path(uri):
                file.inclusion = InclusionLevel.EXCLUDED

    def _is_listed(self, source: Source) -> bool:
        """Whether MkDocs' own options leave a file in; the index has a written name as well."""
        self._uris[source.file] = source.uri
        if not source.folder.mounted:
            file = self._files.get_file_from_path(source.uri)
            return file is not None and self._shown(file.inclusion)
        written = source.folder.uri_of(source.file)
        if source.is_index and not all(map(self._shown, map(self._level, (written, source.uri)))):
            self._uris[source.file] = written
            return False
        return True

    def _announce(self, source: Source) -> None:
        if source.folder.mounted:
            self._add(mounted(source.uri, source.file, self._config))
        if file := self._files.get_file_from_path(source.uri):
            file.edit_uri = self._edit_uri(source.file)
            # `--dirty` looks at the page's own file alone; a page of ours shows others, too.
            file.is_modified = lambda: True  # type: ignore[method-assign]

    def _announce_link(self, link: Path, folder: Folder) -> None:
        uri = folder.uri_of(link)
        if folder.mounted and self._shown(self._level(uri)):
            self._add(mounted(uri, link, self._config))
        if self._files.get_file_from_path(uri):
            self._uris[link] = uri

    def _edit_uri(self, file: Path) -> str:
        """The path of a file from `docs_dir`, as it stands in an address.

        A template that quotes paths itself, by `{path!q}`, is given them as they are:
        https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/config_options.py#L632
        """
        path = Path(os.path.relpath(file, self._config.docs_dir)).as_posix()
        return path if "!q}" in str(self._config.edit_uri_template or "") else quote(path)

    def _generate(self, uri: str) -> None:
        known = self._files.get_file_from_path(uri)
        if known and not self._shown(known.inclusion):  # what was written there is kept out
            self._files.remove(known)
        self._add(generated(uri, "", self._config))

    def _add(self, file: File) -> None:
        """Add a file where there is none."""
        if self._files.get_file_from_path(file.src_uri) is None:
            self._files.append(file)
            self._added[file.src_uri] = file

    def _level(self, uri: str) -> InclusionLevel:
        """What MkDocs' own options say of a file that is not among the files."""
        file = File(uri, None, self._config.site_dir, self._config.use_directory_urls)
        set_exclusions([file], self._config)
        return file.inclusion

    def _path_of(self, file: File) -> Path:
        """Where a page's file is, or would be if no plugin had made it."""
        if file.generated_by is None and file.abs_src_path:
            return Path(file.abs_src_path)
        return Path(self._config.docs_dir, file.src_uri)


def own_pages(site: Site, files: Files) -> Iterator[str]:
    """The places of the pages that nobody wrote a file for."""
    written = {source.folder.kind for source in site.sources if source.is_index}
    yield from (uri for kind, uri in site.indexes.items() if kind not in written)
    if site.sources:
        yield from OTHERS.values()
        pages = files.documentation_pages()
        if not any(page.url in {"./", ".", "", "index.html"} for page in pages):
            yield HOME


def mounted(uri: str, path: Path, config: MkDocsConfig) -> File:
    """A real file outside `docs_dir` at its place in the site; nothing is copied."""
    file = File(uri, str(path.parent), config.site_dir, config.use_directory_urls)
    file.abs_src_path = str(path)
    return file


def generated(uri: str, content: str | bytes, config: MkDocsConfig) -> File:
    """A page or file of the site that is no file of anybody's.

    Plugins that open the source of every page find the configuration file, which is there and
    committed; with no path at all, several of them crash.
    """
    file = File.generated(config, uri, content=content)
    file.abs_src_path = config.config_file_path
    file.is_modified = lambda: True  # type: ignore[method-assign]  # it shows other files
    file.inclusion = InclusionLevel.NOT_IN_NAV
    return file
