from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_rfc.addresses import page_url
from mkdocs_rfc.documents import Document
from mkdocs_rfc.fingerprints import Fingerprints, fingerprint, read_fingerprints
from mkdocs_rfc.markdown.headings import TocToken
from mkdocs_rfc.memory import Memory
from mkdocs_rfc.notices import Notices, read_notices
from mkdocs_rfc.pages import PageContent, Passage
from mkdocs_rfc.rendering import (
    HOME,
    OTHERS,
    new_file_link,
    redirect,
    show_activity,
    show_document,
    show_home,
    show_index,
    show_map,
)
from mkdocs_rfc.site import Site
from mkdocs_rfc.sources import Source

Show = Callable[[str | None], PageContent]
"""Renders a page; takes the HTML of its text where the site's own Markdown made it."""


class DocumentPage(Page):
    """A page that we render: a document, or the index of a collection.

    A `Page` that a file has already is kept when the navigation is made; Material's blog does so:
    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/nav.py#L186
    """

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        *,
        text: str,
        meta: Mapping[str, object],
        show: Show,
        own_markdown: bool,
    ) -> None:
        super().__init__(None, file, config)
        # `--dirty` looks at the page's own file alone; a page of ours shows others, too.
        file.is_modified = lambda: True  # type: ignore[method-assign]
        self._text = text
        self._given = meta
        self._show = show
        self._own_markdown = own_markdown
        self.passages: Sequence[Passage] = ()
        """What the search knows of it; empty for the content as it is."""
        self.finished = ""
        """The page as the theme made it in the build before, where nothing has changed."""
        self.finished_key: tuple[object, ...] | None = None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Take the text that was read already, and metadata that no theme trips over."""
        self.markdown = self._text
        self.meta = escaped(self._given)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text, by GitHub's rules or the site's own, and set it in its page."""
        rendered = None
        if self._own_markdown:
            super().render(config, files)
            rendered = self.content
        page = self._show(rendered)
        self.content = page.html
        self.passages = page.search
        self.toc = get_toc(list(page.toc))  # type: ignore[arg-type]  # its type is not public
        self.meta.update(escaped(page.meta))
        self._title_from_render = str(escape(page.title))
        self.present_anchor_ids = (self.present_anchor_ids or set()).union(_anchors(page.toc))


def escaped(meta: Mapping[str, object]) -> dict[str, object]:
    """Metadata as themes expect it: they put titles, descriptions and tags out as they are."""
    return {key: _escaped(value) for key, value in meta.items()}


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return str(escape(value))
    return [_escaped(each) for each in value] if isinstance(value, list) else value


def _anchors(tokens: Iterable[TocToken]) -> Iterator[str]:
    for token in tokens:
        yield token["id"]
        yield from _anchors(token["children"])


def add_pages(site: Site, files: Files, config: MkDocsConfig, *, nav: str, memory: Memory) -> None:
    """Give MkDocs a page for each document and index, and the files that documents show.

    `nav` says which pages the navigation lists. A page whose file another plugin or the user
    excluded stays out.
    """
    for uri in {
        *site.attachments.refused,
        *(each.uri for each in site.attachments.aliases),
    } & files.src_uris.keys():
        files.remove(files.src_uris[uri])
    keys = read_fingerprints(site, memory.digests)
    told = _told(site, memory)
    for source in site.sources:
        file = _file(source, files, config)
        if file is None:
            continue
        document = site.document_at(source)
        show = _show(site, source, memory, keys, told.get(source.path))
        own = site.uses_own_markdown(source.folder)
        page = DocumentPage(
            file, config, text=document.body, meta=_meta(document), show=show, own_markdown=own
        )
        _set_edit_url(page, source, site, config)
        listed = nav == "all" or (nav == "index" and source.is_index)
        _list(file, listed=listed)
    for uri, made in _own_pages(site, files, memory):
        file = generated(uri, "", config)
        show = _overview(uri, made, keys, memory)
        DocumentPage(file, config, text="", meta={}, show=show, own_markdown=False)
        in_nav = uri not in OTHERS.values() and nav != "none"
        _list(file, listed=in_nav or nav == "all")
        files.append(file)
    for uri, file in _attachments(site, config):
        if files.get_file_from_path(uri) is None:  # else MkDocs has it from `docs_dir`
            files.append(file)


def _attachments(site: Site, config: MkDocsConfig) -> Iterator[tuple[str, File]]:
    """The files beside documents, and the pages that stand where documents are linked to."""
    for uri, path in site.attachments.assets.items():
        drawing = site.attachments.drawings.get(uri)
        yield uri, generated(uri, drawing, config) if drawing else _mounted(uri, path, config)
    for alias in site.attachments.aliases:
        address = page_url(alias.uri, directory_urls=config.use_directory_urls)
        uri = f"{address}index.html" if address.endswith("/") or not address else address
        yield uri, generated(uri, redirect(site, alias), config)


def _told(site: Site, memory: Memory) -> Mapping[str, Notices]:
    """What the writer is told, where there is one."""
    if not site.options.serving:
        return {}
    return read_notices(site.corpus, site.findings, memory.suggesting)


def _own_pages(
    site: Site, files: Files, memory: Memory
) -> Iterator[tuple[str, Callable[[], PageContent]]]:
    """The pages that nobody wrote a file for."""
    written = {source.folder.kind for source in site.sources if source.is_index}
    for kind, uri in site.indexes.items():
        if kind not in written:
            yield uri, partial(show_index, site, kind, memory.highlighter)
    if site.sources:
        yield OTHERS["map"], partial(show_map, site)
        yield OTHERS["activity"], partial(show_activity, site)
        if not any(
            page.url in {"./", ".", "", "index.html"} for page in files.documentation_pages()
        ):
            yield HOME, partial(show_home, site)


def lift_indexes(nav: Navigation, site: Site) -> None:
    """Replace each section that holds nothing but an index by that index."""
    for place, item in enumerate(nav.items):
        if isinstance(item, Section) and len(item.children) == 1:
            only = item.children[0]
            if isinstance(only, DocumentPage) and only.file.src_uri in site.indexes.values():
                only.parent = None
                nav.items[place] = only


def _show(
    site: Site, source: Source, memory: Memory, keys: Fingerprints, told: Notices | None
) -> Show:
    own = site.uses_own_markdown(source.folder)  # which may depend on anything
    if source.is_index:
        index = partial(show_index, site, source.folder.kind, memory.highlighter)
        return index if own else _overview(source.uri, index, keys, memory)
    show = partial(show_document, site, source.path, memory.highlighter, notices=told)
    if own:
        return show
    key = fingerprint(keys.documents[source.path], told)
    return lambda _: memory.page(source.path, key, show)


def _overview(
    uri: str, show: Callable[[], PageContent], keys: Fingerprints, memory: Memory
) -> Show:
    return lambda _: memory.overviews.recall(uri, keys.overview, show)


def _meta(document: Document) -> dict[str, object]:
    """What themes and other plugins may know of a document before it is rendered.

    Never the author's front matter as it is: a key such as `template` would change the theme's
    page. Documents are full of braces that are no templates: the macros plugin must not run.
    """
    meta: dict[str, object] = {"title": document.title.plain, "render_macros": False}
    if document.tags:
        meta["tags"] = list(document.tags)
    if document.summary:
        meta["description"] = document.summary
    return meta


def _file(source: Source, files: Files, config: MkDocsConfig) -> File | None:
    if source.scaffold:
        file = generated(source.uri, "", config)
        files.append(file)
        return file
    if not source.folder.mounted:
        return files.get_file_from_path(source.uri)
    file = _mounted(source.uri, source.file, config)
    file.edit_uri = Path(os.path.relpath(source.file, config.docs_dir)).as_posix()
    files.append(file)
    return file


def _mounted(uri: str, path: Path, config: MkDocsConfig) -> File:
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
    return file


def _list(file: File, *, listed: bool) -> None:
    if file.inclusion is InclusionLevel.UNDEFINED:
        file.inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV


def _set_edit_url(page: Page, source: Source, site: Site, config: MkDocsConfig) -> None:
    """Point the edit link at the branch that git knows, where MkDocs only guessed one.

    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/config_options.py#L640
    """
    if source.scaffold:
        page.edit_url = new_file_link(site, source.path, source.scaffold) or None
        return
    guessed = (config.edit_uri or "").startswith(("edit/master/", "src/default/"))
    home, path = site.corpus.history.home(source.path)
    forge = site.places.forges.get(source.path, site.places.forge)
    if guessed and forge and home.branch:
        page.edit_url = forge.edit(path, home.branch) or page.edit_url
    elif home is not site.corpus.history:
        page.edit_url = None  # MkDocs knows of the site's own repository only
