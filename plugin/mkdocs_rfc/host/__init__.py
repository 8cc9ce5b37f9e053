"""The only package, besides the plugin itself, that imports MkDocs."""

from __future__ import annotations

from mkdocs_rfc.host.assets import stylesheet
from mkdocs_rfc.host.config import RfcConfig
from mkdocs_rfc.host.files import SiteFiles, generated
from mkdocs_rfc.host.links import LinkExtension
from mkdocs_rfc.host.navigation import escape_titles, lift_indexes, take_out
from mkdocs_rfc.host.page import DocumentPage, join, make_pages
from mkdocs_rfc.host.reuse import KeptOutput, clear_away, keep_finished, reuse_finished
from mkdocs_rfc.host.search import Offer
from mkdocs_rfc.host.watch import Watch, wanted, watched

__all__ = [
    "DocumentPage",
    "KeptOutput",
    "LinkExtension",
    "Offer",
    "RfcConfig",
    "SiteFiles",
    "Watch",
    "clear_away",
    "escape_titles",
    "generated",
    "join",
    "keep_finished",
    "lift_indexes",
    "make_pages",
    "reuse_finished",
    "stylesheet",
    "take_out",
    "wanted",
    "watched",
]
