"""The only package, besides the plugin itself, that imports MkDocs."""

from __future__ import annotations

from mkdocs_rfc.host.assets import stylesheet
from mkdocs_rfc.host.config import RfcConfig
from mkdocs_rfc.host.files import SiteFiles, generated
from mkdocs_rfc.host.links import LinkExtension
from mkdocs_rfc.host.loading import load_options, names_plugin
from mkdocs_rfc.host.navigation import escape_titles, lift_indexes, take_out
from mkdocs_rfc.host.page import DocumentPage, join, make_pages
from mkdocs_rfc.host.reuse import OutputReuse, clear_set_aside, remember_output, reuse_finished
from mkdocs_rfc.host.search import SearchAdapter
from mkdocs_rfc.host.watch import Watch, wanted, watched

__all__ = [
    "DocumentPage",
    "LinkExtension",
    "OutputReuse",
    "RfcConfig",
    "SearchAdapter",
    "SiteFiles",
    "Watch",
    "clear_set_aside",
    "escape_titles",
    "generated",
    "join",
    "lift_indexes",
    "load_options",
    "make_pages",
    "names_plugin",
    "remember_output",
    "reuse_finished",
    "stylesheet",
    "take_out",
    "wanted",
    "watched",
]
