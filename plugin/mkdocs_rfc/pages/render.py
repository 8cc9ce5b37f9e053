"""From a site to the content of each of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

from lxml import html

from mkdocs_rfc.authoring import Slots, is_to_complete, scaffold, template_of
from mkdocs_rfc.corpus import Address, Alias, page_url, resolve
from mkdocs_rfc.documents import (
    Document,
    Field,
    Kind,
    MentionForm,
    MetadataForm,
    mark_mentions,
    mark_metadata,
    name_of,
)
from mkdocs_rfc.markdown import (
    HEADINGS,
    PART,
    Heading,
    Highlighter,
    drop_dangers,
    name_tasks,
    present,
    read_headings,
    read_xml,
    serialise,
)
from mkdocs_rfc.messages import Messages, messages_for
from mkdocs_rfc.pages.activity import render_activity
from mkdocs_rfc.pages.author_hints import AuthorHints
from mkdocs_rfc.pages.document import render_document
from mkdocs_rfc.pages.home import render_home
from mkdocs_rfc.pages.index import render_index
from mkdocs_rfc.pages.links import link_mentions
from mkdocs_rfc.pages.map import render_map
from mkdocs_rfc.pages.missing import complete, unwritten_aside
from mkdocs_rfc.pages.new_file import editor_link, next_path
from mkdocs_rfc.pages.search import read_passages
from mkdocs_rfc.site import HOME, OTHERS, PageContent, Site

MAY_MENTION = re.compile(r"\.md\b|RFC[- ]?#?\d")
PLAIN = re.compile(r"<\w++[^<>]*+>[^<>&]*+</\w++>|<span><span>[^<>&]*</span></span>")
"""A metadata value without a mention or other markup, as most are."""
IN_TEXT = frozenset({MentionForm.CODE, MentionForm.BARE, MentionForm.ID})


def show_document(
    site: Site,
    path: str,
    highlighter: Highlighter,
    rendered: str | None = None,
    *,
    notices: AuthorHints | None = None,
) -> PageContent:
    """Render the page of a document: its header, its text, and what it rests on.

    `rendered` is the HTML of the text where the site's own Markdown made it; without, the text is
    rendered as GitHub does. `notices` are for its writer.
    """
    document, words = site.corpus.documents[path], _words(site)
    address = address_on(site, site.places.uris[path])
    body = _body(site, document, address, rendered)
    text = body if rendered is None else document.tree.read()
    passages = read_passages(document, text, whole=site.options.search == "all")
    found = site.corpus.completeness.get(path)
    if found and is_to_complete(
        document, found, site.options.lifecycle, scaffold=site.options.scaffold
    ):
        template = template_of(document, site.templates)
        complete(body, document.title.heading, template, words.unwritten)
    if rendered is None:
        present(body, words.markup, highlighter=highlighter, math=bool(site.options.math_scripts))
    else:
        name_tasks(body, words.markup)
    if scaffold := site.scaffolds.get(path):
        body.insert(0, _unwritten(site, document, scaffold))
    page = render_document(
        document,
        site.corpus,
        address=address,
        body=body,
        headings=_headings(document, body, rendered),
        cells=_cells(site, document, address),
        notices=(notices or AuthorHints()) if site.options.serving else None,
        **_setting(site),
    )
    return replace(page, search=passages)


def show_index(
    site: Site, kind: Kind, highlighter: Highlighter, rendered: str | None = None
) -> PageContent:
    """Render the index of a collection, below the text that the user may have written for it."""
    address = address_on(site, site.indexes[kind])
    introduction = site.introductions.get(kind)
    body = None
    if introduction:
        body = _body(site, introduction, address, rendered)
        if rendered is None:
            math, texts = bool(site.options.math_scripts), _words(site).markup
            present(body, texts, highlighter=highlighter, math=math)
    new = new_spec_link(site) if kind is Kind.SPEC else ""
    return render_index(kind, site.corpus, address=address, text=body, new=new, **_setting(site))


def _unwritten(site: Site, document: Document, text: str) -> html.HtmlElement:
    link = new_file_link(site, document.path, text)
    return unwritten_aside(link, name_of(document), _words(site))


def new_spec_link(site: Site) -> str:
    """Where the forge opens its editor for the next spec; empty where that is not wanted."""
    specs = [each for each in site.sources if each.folder.kind is Kind.SPEC]
    if not specs or site.options.scaffold == "off":
        return ""
    head = site.corpus.history.head
    dated = head and head.dated and site.options.naming == "date"
    day = f"{head.committed:%Y-%m-%d}" if head and dated else ""
    path = next_path(site.path_of(specs[0].folder.path), [each.path for each in specs], day)
    text = scaffold(site.templates[""], Slots(title=_words(site).title), site.options.lifecycle)
    return new_file_link(site, path, text)


def new_file_link(site: Site, path: str, text: str) -> str:
    """Where the forge opens its editor for a new file with this text; empty without a forge."""
    return editor_link(site.places.forge, site.corpus.history.branch, path, text)


def show_map(site: Site, _: str | None = None) -> PageContent:
    """Render the page that shows how all documents relate."""
    return render_map(site.corpus, address=address_on(site, OTHERS["map"]), **_setting(site))


def show_activity(site: Site, _: str | None = None) -> PageContent:
    """Render the page of recent changes."""
    address = address_on(site, OTHERS["activity"])
    return render_activity(site.corpus, address=address, **_setting(site))


def show_home(site: Site, _: str | None = None) -> PageContent:
    """Render the first page of a site that has none of its own."""
    address = address_on(site, HOME)
    return render_home(site.options.name, site.corpus, address=address, **_setting(site))


def redirect(site: Site, alias: Alias) -> str:
    """The page at the address of a link to a document: it leads on to the document's own."""
    address = address_on(site, alias.uri).of(alias.target.uri)
    title = escape(site.document_at(alias.target).title.plain)
    own = page_url(alias.target.uri, directory_urls=site.options.directory_urls)
    home = site.options.site_url
    canonical = f"{home.removesuffix('/')}/{quote(own)}" if home else address
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(address)}">\n'
        f'<a href="{escape(address)}">{title}</a>\n'
    )


def link_page(site: Site, file: Path, uri: str, rendered: str) -> str | None:
    """Make the mentions in the text of any other page links; None when there are none."""
    if not MAY_MENTION.search(rendered):
        return None
    body = _tree(rendered)
    _link_text(site, site.path_of(file), body, address_on(site, uri))
    return serialise(body)


class Setting(TypedDict):
    """What every page is told about the site as a whole."""

    indexes: Mapping[Kind, str]
    others: Mapping[str, str]
    words: Messages


def _setting(site: Site) -> Setting:
    return {"indexes": site.indexes, "others": OTHERS, "words": _words(site)}


def _words(site: Site) -> Messages:
    return messages_for(site.options.language)


def address_on(site: Site, uri: str) -> Address:
    """How a page of the site writes the addresses of the others."""
    places = site.places
    branch = site.corpus.history.branch
    directories = site.options.directory_urls
    return Address(uri, directories, places.uris, places.forge, branch, places.forges)


def _body(
    site: Site, document: Document, address: Address, rendered: str | None
) -> html.HtmlElement:
    if rendered is not None:
        body = _tree(rendered)
        _link_text(site, document.path, body, address)
        _mark_table(body, document)
        _add_anchors(body, document.tree.headings)
        return body
    body = document.tree.read()
    resolutions = site.corpus.resolutions.get(document.path) or [
        resolve(mention, document.path, site.places) for mention in document.mentions
    ]
    link_mentions(body, resolutions, site.corpus, address, _words(site))
    return body


def _tree(rendered: str) -> html.HtmlElement:
    return html.fragment_fromstring(rendered, create_parent="div")


def _link_text(site: Site, path: str, body: html.HtmlElement, address: Address) -> None:
    """Link what is written in the text; the site's own Markdown has seen to the links."""
    mentions = mark_mentions([body], forms=IN_TEXT)
    resolutions = [resolve(mention, path, site.places) for mention in mentions]
    link_mentions(body, resolutions, site.corpus, address, _words(site))


def _mark_table(body: html.HtmlElement, document: Document) -> None:
    """Mark the metadata in a body that was not made from the document's own tree."""
    found = {field.convention for field in document.fields}
    if MetadataForm.TABLE in found and (table := body.find(".//table")) is not None:
        table.set(PART, MetadataForm.TABLE)
    elif MetadataForm.LINES in found:
        mark_metadata(body)


def _add_anchors(body: html.HtmlElement, headings: Iterable[Heading]) -> None:
    """Give headings the anchors that they have on GitHub, where the site's Markdown has others."""
    wanted: dict[str, list[str]] = {}
    for heading in headings:
        wanted.setdefault(heading.text, []).append(heading.id)
    present = {element.get("id") for element in body.iter()}
    elements = list(body.iter(*HEADINGS))
    for element, heading in zip(elements, read_headings(body), strict=True):
        names = wanted.get(heading.text.removesuffix("¶").strip())
        name = names.pop(0) if names else ""
        if name and name not in present:
            anchor = html.Element("a", {"id": name})
            anchor.tail, element.text = element.text, None
            element.insert(0, anchor)


def _headings(
    document: Document, body: html.HtmlElement, rendered: str | None
) -> tuple[Heading, ...]:
    return document.tree.headings if rendered is None else read_headings(body)


def _cells(site: Site, document: Document, address: Address) -> dict[Field, str]:
    """The HTML of each metadata value, with its links."""
    cells: dict[Field, str] = {}
    resolutions, words = site.corpus.resolutions[document.path], _words(site)
    for field in document.fields:
        if PLAIN.fullmatch(field.value):
            cells[field] = escape(field.text, quote=False)
            continue
        holder = html.Element("div")
        holder.append(read_xml(field.value))
        link_mentions(holder, resolutions, site.corpus, address, words)
        drop_dangers(holder)
        cells[field] = serialise(holder[0])
    return cells
