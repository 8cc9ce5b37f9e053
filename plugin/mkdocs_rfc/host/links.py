"""Links in pages that the site's own Markdown renders."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_rfc.corpus import TargetKind, resolve
from mkdocs_rfc.documents import MentionForm, read_address
from mkdocs_rfc.messages import messages_for
from mkdocs_rfc.pages import annotate_link
from mkdocs_rfc.site import Site


class LinkExtension(Extension):
    """Resolves the links of pages that the site's own Markdown renders as authors meant them."""

    def __init__(self, site: Callable[[], Site]) -> None:
        super().__init__()
        self._site = site

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Run before MkDocs turns the paths of sources into addresses of pages (priority 0)."""
        md.treeprocessors.register(LinkTreeprocessor(md, self._site), "rfc_links", 1)


class LinkTreeprocessor(Treeprocessor):
    """Gives each link the path that MkDocs knows its target by."""

    def __init__(self, md: Markdown, site: Callable[[], Site]) -> None:
        super().__init__(md)
        self._site = site

    def run(self, root: Element) -> None:
        """Rewrite the links and images of one page, in place."""
        # MkDocs registers its own processor for each page, and that one knows the page:
        # https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/pages.py#L475
        relative = next((each for each in self.md.treeprocessors if hasattr(each, "file")), None)
        if relative is None:
            return
        uri, site = relative.file.src_uri, self._site()
        path = site.path_of(Path(relative.file.abs_src_path or uri))
        for element in root.iter():
            if element.tag == "a":
                self._rewrite(element, "href", path, uri, site)
            elif element.tag == "img":
                self._rewrite(element, "src", path, uri, site)

    @staticmethod
    def _rewrite(element: Element, key: str, path: str, uri: str, site: Site) -> None:
        form = MentionForm.LINK if key == "href" else MentionForm.IMAGE
        mention = read_address(form, element.get(key))
        if mention is None or not mention.path:
            return
        found = resolve(mention, path, site.places)
        if found.goal is TargetKind.PAGE:
            page = posixpath.relpath(found.uri, posixpath.dirname(uri) or ".")
            element.set(key, f"{page}#{found.fragment}" if found.fragment else page)
            if target := site.corpus.documents.get(found.path):
                annotate_link(element, target, messages_for(site.options.language))
        elif found.href:
            element.set(key, found.href)
        elif form is MentionForm.LINK and (path in site.corpus.documents or found.hidden):
            # A finding says so already, with its line; MkDocs would say it again without.
            element.tag = "span"
            del element.attrib[key]
