"""What `mkdocs serve` does, step by step and in one thread: nothing depends on time."""

import importlib
import re
import shutil
from wsgiref.util import setup_testing_defaults

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from test_rebuild import forget_plugins

SCRIPT = re.compile(rb"<script>\s*var livereload.*?</script>", re.DOTALL)


class Live:
    """MkDocs' own server for a project, of which nothing runs unless it is asked to."""

    def __init__(self, folder, host="mkdocs"):
        forget_plugins()
        self.folder = folder
        self.site = folder.parent / "live"
        config = self.config()
        config.plugins.on_startup(command="serve", dirty=False)
        made = importlib.import_module(f"{host}.livereload").LiveReloadServer
        self.server = made(self.build, "127.0.0.1", 0, str(self.site))
        build(config)
        self.server.watch(config.docs_dir)
        self.server.watch(config.config_file_path)
        config.plugins.on_serve(self.server, config=config, builder=self.build)
        for path in config.watch:
            self.server.watch(path)
        self.plugin = config.plugins["rfc"]
        for emitter in self.server.observer.emitters:
            emitter.on_thread_start()

    def config(self, site=None):
        return load_config(str(self.folder / "mkdocs.yml"), site_dir=str(site or self.site))

    def build(self):
        build(self.config())

    def hear(self):
        """Let everybody look once; whether a rebuild is asked for."""
        observer = self.server.observer
        for emitter in observer.emitters.copy():
            if emitter.should_keep_running():
                emitter.queue_events(0)
        self.plugin.watch.look()
        while not observer.event_queue.empty():
            observer.dispatch_events(observer.event_queue)
        asked, self.server._want_rebuild = self.server._want_rebuild, False  # noqa: SLF001 (as its loop does)
        return asked

    def settle(self):
        """Rebuild as often as it is asked for; how often that was."""
        for count in range(9):
            if not self.hear():
                return count
            self.build()
        message = "It rebuilds for ever."
        raise AssertionError(message)

    def get(self, address):
        """What a browser gets: the status, and the page without what reloads it."""
        environ, said = {"PATH_INFO": address.encode().decode("latin-1")}, []  # as WSGI has it
        setup_testing_defaults(environ)
        parts = self.server.serve_request(environ, lambda status, _: said.append(status))
        page = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return int(said[0].split()[0]), SCRIPT.sub(b"", page)

    def fresh(self, name="fresh"):
        """The folder of a site that is built from what is there now, by new plugins."""
        plugins = dict(MkDocsConfig._schema)["plugins"]  # noqa: SLF001 (there is no other way)
        kept = dict(plugins.plugin_cache)
        forget_plugins()
        out = self.folder.parent / name
        shutil.rmtree(out, ignore_errors=True)
        config = self.config(out)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        forget_plugins()
        plugins.plugin_cache.update(kept)
        return out

    def close(self):
        self.plugin.on_shutdown()
        self.server.server_close()
        forget_plugins()
