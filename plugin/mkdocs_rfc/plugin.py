"""The events of MkDocs, a few lines each."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_rfc.build import build_site
from mkdocs_rfc.checks import RULES, guarded
from mkdocs_rfc.corpus import survey
from mkdocs_rfc.host import (
    DocumentPage,
    LinkExtension,
    OutputReuse,
    RfcConfig,
    SearchAdapter,
    SiteFiles,
    Watch,
    clear_set_aside,
    escape_titles,
    generated,
    join,
    lift_indexes,
    make_pages,
    remember_output,
    reuse_finished,
    stylesheet,
    take_out,
    wanted,
    watched,
)
from mkdocs_rfc.messages import messages_for
from mkdocs_rfc.pages import link_page
from mkdocs_rfc.rebuild import BuildCache
from mkdocs_rfc.site import Site
from mkdocs_rfc.storage import FirstBuild

if TYPE_CHECKING:  # a build that serves nothing spares the time to load it
    from mkdocs.livereload import LiveReloadServer

ASSETS = Path(__file__).parent / "host" / "assets"
STYLES = "rfc/rfc.css"
STATUSES = "rfc/statuses.css"
"""What depends on the site's lifecycle, made by the build."""
SCRIPT = "rfc/rfc.js"
ThemeContext = MutableMapping[str, object]
log = get_plugin_logger(__name__)


class RfcPlugin(BasePlugin[RfcConfig]):
    """Turns the specs and research of a repository into pages of the site."""

    site: Site
    first = FirstBuild()
    """Of the process, whatever the number of plugins in it."""

    def __init__(self) -> None:
        super().__init__()
        self.memory = BuildCache()
        self.written = OutputReuse()
        self.serving = False
        self.watch: Watch | None = None

    def on_startup(self, *, command: str, **_: object) -> None:
        """Be there, so that MkDocs keeps this object, and with it the memory, between builds.

        https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/config_options.py#L1120
        """
        self.serving = command == "serve"

    def on_shutdown(self) -> None:
        """Leave what the next `mkdocs build` or `mkdocs serve` can take over."""
        if self.watch:
            self.watch.stop()
        for reason in self.memory.save():
            log.info("The next build starts with less than it could: %s.", reason)

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> None:
        """Look at what the server would not hear of."""
        self.watch = Watch(server, lambda: wanted(self.options), self._moved)
        self.watch.start()

    def _moved(self) -> frozenset[str]:
        exists, known = self.site.places.exists, self.memory.resolving.looked_up
        return frozenset(path for path, there in known.items() if exists(path) is not there)

    def on_config(self, config: MkDocsConfig) -> None:
        """Add the styles, the words for Material's badges, and what `mkdocs serve` watches."""
        self.options = replace(self.config.to_options(config), serving=self.serving)
        if str(ASSETS) not in config.theme.dirs:  # some plugins run this event again
            config.theme.dirs.append(str(ASSETS))
            config.extra_css[:0] = [STYLES, STATUSES]
            config.extra_javascript[:] = [*guarded(config.extra_javascript), SCRIPT]
            config.markdown_extensions.append(LinkExtension(lambda: self.site))  # type: ignore[arg-type]  # an instance is fine
        self.memory.open(self.options.cache)
        words = messages_for(self.options.language)
        labels = {each.slug: words.label(each.label) for each in self.options.lifecycle.statuses}
        config.extra["status"] = labels | config.extra.get("status", {})
        paths = map(str, watched(self.options))
        config.watch.extend(path for path in paths if path not in config.watch)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what the build before wrote from being cleared."""
        clear_set_aside(Path(config.site_dir))
        if self.serving:
            self.written.set_aside(Path(config.site_dir))

    @event_priority(50)
    def _announce(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Give MkDocs the files that there can be, before anybody looks for them."""
        found = survey(self.options)
        self.files = SiteFiles(found, files, config, serving=self.serving)
        self.files.announce()
        files.append(generated(STATUSES, stylesheet(self.options.lifecycle), config))

    @event_priority(-90)
    def _read(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Build the site from what the plugins that add and take out files have left."""
        others = self.files.pages(files)
        left = replace(self.files.found, shows=self.files.shows)
        self.site = build_site(self.options, others, found=left, memory=self.memory)
        self.memory.forget_others({source.path for source in self.site.sources})
        self.makings = make_pages(
            self.site, self.files, config, nav=self.options.nav, memory=self.memory
        )

    @event_priority(-200)
    def _read_again(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Build it anew where a plugin took a document out very late; say what was found."""
        self.files.pages(files)
        # That one drops what is outside of its languages' folders, and excludes nothing by it.
        if "i18n" not in config.plugins and self.files.lost(self.site):
            self._read(files, config=config)
        for finding in self.site.findings:
            getattr(log, RULES[finding.rule].level)("%s", finding)
        self.first.spare()

    on_files = CombinedEvent(_announce, _read, _read_again)

    @event_priority(-90)  # after everybody who makes the navigation
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Mend what a navigation shows of ours."""
        take_out(nav, self.files.is_out)
        if config.nav is None:
            lift_indexes(nav, self.site.indexes.values())
        escape_titles(nav, self.makings.keys())
        self.nav = nav

    @event_priority(100)  # before anybody who asks a page for what it is
    def on_pre_page(self, page: Page, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Make a page of ours one that we render, whoever made it."""
        if making := self.makings.get(page.file.src_uri):
            join(page, making)

    @event_priority(-100)  # after everybody who changes pages
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Take over the pages that nothing has changed on since the build before."""
        self.offer = SearchAdapter(config.plugins.values())
        self.urls = {file.url for file in files if isinstance(file.page, DocumentPage)}
        env.bytecode_cache = self.memory.templates
        if self.serving:  # another build follows
            pages = [f.page for f in files if isinstance(f.page, DocumentPage)]
            self.memory.overviews.forget_others({page.file.src_uri for page in pages})
            for page in reuse_finished(pages, self.memory.outputs, self.nav, config):
                self.written.spare(page)

    @event_priority(100)  # before anybody who changes output
    def on_post_page(self, output: str, /, *, page: Page, **_: object) -> None:
        """Keep what the theme made of a page."""
        if isinstance(page, DocumentPage) and not page.finished:
            remember_output(page, output, self.memory.outputs)

    @event_priority(100)  # before anybody who looks at the whole site
    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Put what has not changed where it was."""
        self.offer.settle(self.urls)
        self.written.put_back()
        self.first.end()

    def on_build_error(self, **_: object) -> None:
        """Take nothing over from a build that did not come to its end."""
        self.first.end()
        self.written.forget()
        self.memory.outputs.forget_others(())

    @event_priority(1)
    def _offer_to_search(
        self, context: ThemeContext, /, *, page: Page, **_: object
    ) -> ThemeContext:
        """Let the search, which reads the content of a page, read what is meant for it."""
        if isinstance(page, DocumentPage) and page.passages:
            self.shown, page.content = page.content, self.offer.content(page)
        return context

    @event_priority(-1)
    def _take_back(self, context: ThemeContext, /, *, page: Page, **_: object) -> ThemeContext:
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
