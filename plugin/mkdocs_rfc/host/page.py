"""The page of MkDocs that shows a document or an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_rfc.corpus import Source, page_url
from mkdocs_rfc.documents import Document
from mkdocs_rfc.host.files import SiteFiles
from mkdocs_rfc.markdown import TocToken
from mkdocs_rfc.pages import (
    AuthorHints,
    new_file_link,
    read_hints,
    redirect,
    show_activity,
    show_document,
    show_home,
    show_index,
    show_map,
)
from mkdocs_rfc.rebuild import BuildCache, Fingerprints, fingerprint, read_fingerprints
from mkdocs_rfc.site import HOME, OTHERS, PageContent, Passage, Site

LEGAL = "%/:=&?~#+!$,;@()*[]"
"""What stands in addresses as it is; nothing else does, whatever the name of a file."""
Show = Callable[[str | None], PageContent]
"""Renders a page; takes the HTML of its text where the site's own Markdown made it."""


@dataclass(frozen=True, slots=True)
class Making:
    """What one of our pages is made from, kept until MkDocs has a page for its file."""

    show: Show
    text: str = ""
    """What the site's own Markdown renders; empty where GitHub's rules do."""
    own_markdown: bool = False
    meta: Mapping[str, object] = field(default_factory=dict)
    edit_url: Callable[[str | None], str | None] = lambda url: url
    """What becomes of the address that MkDocs makes for the editor."""


class DocumentPage(Page):
    """A page that we render: a document, or the index of a collection.

    It is never made, only joined: MkDocs, or a plugin that makes the navigation, makes a page for
    the file, and gives it its title, its place, and sometimes a class of its own.
    """

    making: Making
    passages: Sequence[Passage] = ()
    """What the search knows of it; empty for the content as it is."""
    finished: str = ""
    """The page as the theme made it in the build before, where nothing has changed."""
    finished_key: tuple[object, ...] | None = None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Take the text that was read already, and metadata that no theme trips over.

        Plugins that work on the text of a page get none where it is not what will be shown.
        """
        self.markdown = self.making.text
        self.meta = escaped(self.making.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text, by GitHub's rules or the site's own, and set it in its page."""
        rendered = None
        if self.making.own_markdown:
            super().render(config, files)
            rendered = self.content
        page = self.making.show(rendered)
        self.content = page.html
        self.passages = page.search
        self.toc = get_toc(list(page.toc))  # type: ignore[arg-type]  # its type is not public
        self.meta.update(escaped(page.meta))
        self._title_from_render = escape(page.title)
        self.present_anchor_ids = (self.present_anchor_ids or set()).union(_anchors(page.toc))


def join(page: Page, making: Making) -> None:
    """Turn a page into one of ours; what it was given, and what its class does, it keeps."""
    if not isinstance(page, DocumentPage):
        page.__class__ = _joined(type(page))
    page.__dict__["making"] = making
    url = making.edit_url(page.edit_url)
    page.edit_url = quote(url, safe=LEGAL) if url else None


@cache
def _joined(kind: type[Page]) -> type[DocumentPage]:
    """A page of ours that is a page of another class as well."""
    return DocumentPage if kind is Page else type(kind.__name__, (DocumentPage, kind), {})


def escaped(meta: Mapping[str, object]) -> dict[str, object]:
    """Metadata as themes expect it: they put titles, descriptions and tags out as they are."""
    return {key: _escaped(value) for key, value in meta.items()}


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return escape(value)
    return [_escaped(each) for each in value] if isinstance(value, list) else value


def _anchors(tokens: Iterable[TocToken]) -> Iterator[str]:
    for token in tokens:
        yield token["id"]
        yield from _anchors(token["children"])


def make_pages(
    site: Site, ours: SiteFiles, config: MkDocsConfig, *, nav: str, memory: BuildCache
) -> Mapping[str, Making]:
    """Say of each document and index, by its place, what its page is made from.

    `nav` says which pages the navigation lists.
    """
    keys = read_fingerprints(site, memory.digests)
    told = _told(site, memory)
    sources = {source.uri: source for source in site.sources}
    makings = {}
    for uri, file in ours.settle(site, dict(_made(site, config))).items():
        if source := sources.get(uri):
            show = _show(site, source, memory, keys, told.get(source.path))
            makings[uri] = _making(site, source, show, config)
            listed = nav == "all" or (nav == "index" and source.is_index)
        else:
            making = _overview(uri, _own_page(site, uri, memory), keys, memory)
            makings[uri] = Making(making)
            listed = nav == "all" or (uri not in OTHERS.values() and nav != "none")
        ours.enlist(file, listed=listed)
    return makings


def _made(site: Site, config: MkDocsConfig) -> Iterator[tuple[str, str | bytes]]:
    """Drawings as they are served, and the pages that stand where documents are linked to."""
    yield from site.attachments.drawings.items()
    for alias in site.attachments.aliases:
        address = page_url(alias.uri, directory_urls=config.use_directory_urls)
        uri = f"{address}index.html" if address.endswith("/") or not address else address
        yield uri, redirect(site, alias)


def _making(site: Site, source: Source, show: Show, config: MkDocsConfig) -> Making:
    document, own = site.document_at(source), site.uses_own_markdown(source.folder)
    return Making(
        show,
        text=document.body if own else "",
        own_markdown=own,
        meta=_meta(document),
        edit_url=partial(_edit_url, source, site, config),
    )


def _told(site: Site, memory: BuildCache) -> Mapping[str, AuthorHints]:
    """What the writer is told, where there is one."""
    if not site.options.serving:
        return {}
    return read_hints(site.corpus, site.findings, memory.suggesting)


def _own_page(site: Site, uri: str, memory: BuildCache) -> Callable[[], PageContent]:
    """What shows a page that nobody wrote a file for."""
    others = {OTHERS["map"]: show_map, OTHERS["activity"]: show_activity, HOME: show_home}
    kind = next((kind for kind, index in site.indexes.items() if index == uri), None)
    if kind is not None:
        return partial(show_index, site, kind, memory.highlighter)
    return partial(others[uri], site)


def _show(
    site: Site, source: Source, memory: BuildCache, keys: Fingerprints, told: AuthorHints | None
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
    uri: str, show: Callable[[], PageContent], keys: Fingerprints, memory: BuildCache
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


def _edit_url(source: Source, site: Site, config: MkDocsConfig, url: str | None) -> str | None:
    """Point the edit link at the branch that git knows, where MkDocs only guessed one.

    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/config_options.py#L640
    """
    if source.scaffold:
        return new_file_link(site, source.path, source.scaffold) or None
    guessed = (config.edit_uri or "").startswith(("edit/master/", "src/default/"))
    home, path = site.corpus.history.home(source.path)
    forge = site.places.forges.get(source.path, site.places.forge)
    if guessed and forge and home.branch:
        return forge.edit(path, home.branch) or url
    # MkDocs knows of the site's own repository only.
    return url if home is site.corpus.history else None
