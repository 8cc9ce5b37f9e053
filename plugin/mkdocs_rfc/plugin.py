from __future__ import annotations

import gc
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_rfc.config import RfcConfig
from mkdocs_rfc.document_page import DocumentPage, add_pages, generated, lift_indexes
from mkdocs_rfc.finished_page import keep_finished, reuse_finished
from mkdocs_rfc.kept_output import KeptOutput
from mkdocs_rfc.link_extension import LinkExtension
from mkdocs_rfc.maths import guarded
from mkdocs_rfc.memory import Memory
from mkdocs_rfc.pages import stylesheet, words_for
from mkdocs_rfc.rendering import link_page
from mkdocs_rfc.rules import RULES
from mkdocs_rfc.search_entries import Offer
from mkdocs_rfc.site import Site, build_site, watched

ASSETS = Path(__file__).parent / "assets"
STYLES = "rfc/rfc.css"
STATUSES = "rfc/statuses.css"
"""What depends on the site's lifecycle, made by the build."""
SCRIPT = "rfc/rfc.js"

Context = MutableMapping[str, object]

log = get_plugin_logger(__name__)


class RfcPlugin(BasePlugin[RfcConfig]):
    """Turns the specs and research of a repository into pages of the site."""

    site: Site

    def __init__(self) -> None:
        super().__init__()
        self.memory = Memory()
        self.written = KeptOutput()
        self.serving = False

    def on_startup(self, *, command: str, **_: object) -> None:
        """Be there, so that MkDocs keeps this object, and with it the memory, between builds.

        https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/config_options.py#L1120
        """
        self.serving = command == "serve"

    def on_shutdown(self) -> None:
        """Leave what the next `mkdocs build` or `mkdocs serve` can take over."""
        self.memory.save()

    def on_config(self, config: MkDocsConfig) -> None:
        """Add the styles, the words for Material's badges, and what `mkdocs serve` watches."""
        self.options = replace(self.config.to_options(config), serving=self.serving)
        if str(ASSETS) not in config.theme.dirs:  # some plugins run this event again
            config.theme.dirs.append(str(ASSETS))
            config.extra_css[:0] = [STYLES, STATUSES]
            config.extra_javascript[:] = [*guarded(config.extra_javascript), SCRIPT]
            config.markdown_extensions.append(LinkExtension(lambda: self.site))  # type: ignore[arg-type]  # an instance is fine
        keep_out_of_git(self.options.cache)
        self.memory.open(self.options.cache)
        words = words_for(self.options.language)
        labels = {each.slug: words.label(each.label) for each in self.options.lifecycle.statuses}
        config.extra["status"] = labels | config.extra.get("status", {})
        config.watch.extend(str(path) for path in watched(self.options))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what the build before wrote from being cleared."""
        if self.serving:
            self.written.set_aside(Path(config.site_dir))

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Build the site, say what was found, and give MkDocs its pages."""
        others = {
            Path(f.abs_src_path): f.src_uri for f in files.documentation_pages() if f.abs_src_path
        }
        self.site = build_site(self.options, others, memory=self.memory)
        self.memory.forget_others({source.path for source in self.site.sources})
        for finding in self.site.findings:
            getattr(log, RULES[finding.rule].level)("%s", finding)
        files.append(generated(STATUSES, stylesheet(self.options.lifecycle), config))
        add_pages(self.site, files, config, nav=self.config.nav, memory=self.memory)
        gc.freeze()  # all of it stays to the end of the build: to look for cycles in it takes 5 %

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Show an index as a page of its own, not as the only page of a section."""
        if config.nav is None:
            lift_indexes(nav, self.site)
        self.nav = nav

    @event_priority(-100)  # after everybody who changes pages
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Take over the pages that nothing has changed on since the build before."""
        self.offer = Offer(config.plugins.values())
        env.bytecode_cache = self.memory.templates
        if self.serving:  # another build follows
            pages = [f.page for f in files if isinstance(f.page, DocumentPage)]
            for page in reuse_finished(pages, self.memory.outputs, self.nav, config):
                self.written.spare(page)

    @event_priority(100)  # before anybody who changes output
    def on_post_page(self, output: str, /, *, page: Page, **_: object) -> None:
        """Keep what the theme made of a page."""
        if isinstance(page, DocumentPage) and not page.finished:
            keep_finished(page, output, self.memory.outputs)

    @event_priority(100)  # before anybody who looks at the whole site
    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Put what has not changed where it was."""
        self.written.put_back()
        gc.unfreeze()

    def on_build_error(self, **_: object) -> None:
        """Take nothing over from a build that did not come to its end."""
        gc.unfreeze()
        self.written.forget()
        self.memory.outputs.forget_others(())

    @event_priority(1)
    def _offer_to_search(self, context: Context, /, *, page: Page, **_: object) -> Context:
        """Let the search, which reads the content of a page, read what is meant for it."""
        if isinstance(page, DocumentPage) and page.passages:
            self.shown, page.content = page.content, self.offer.content(page)
        return context

    @event_priority(-1)
    def _take_back(self, context: Context, /, *, page: Page, **_: object) -> Context:
        if isinstance(page, DocumentPage) and page.passages:
            page.content = self.shown
        return context

    on_page_context = CombinedEvent(_offer_to_search, _take_back)

    def on_page_content(self, html: str, /, *, page: Page, **_: object) -> str | None:
        """Link the documents that any other page of the site mentions."""
        file = page.file
        if isinstance(page, DocumentPage) or not file.abs_src_path:
            return None
        return link_page(self.site, Path(file.abs_src_path), file.src_uri, html)


def keep_out_of_git(folder: Path | None) -> None:
    """Make the folder for what is kept between builds one that git does not see."""
    if folder and not (folder / ".gitignore").exists():
        with suppress(OSError):  # a checkout that cannot be written to is built all the same
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
