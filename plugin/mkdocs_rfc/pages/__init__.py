"""What each page shows: the corpus in, HTML out; knows nothing of the program that hosts it."""

from __future__ import annotations

from mkdocs_rfc.addresses import Address
from mkdocs_rfc.pages.content import PageContent
from mkdocs_rfc.pages.document import render_document
from mkdocs_rfc.pages.index import render_index
from mkdocs_rfc.pages.styles import stylesheet

__all__ = ["Address", "PageContent", "render_document", "render_index", "stylesheet"]
