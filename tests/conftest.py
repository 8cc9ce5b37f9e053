import logging

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from built_site import BuiltSite
from repository import Repository

MINIMAL = "site_name: Site\ntheme: {name: mkdocs}\nplugins: [rfc]\n"


class Project:
    """A repository with a site, built in this process as MkDocs builds it."""

    def __init__(self, folder):
        self.folder = folder
        self.repository = Repository(folder)
        self.warnings = []
        self.infos = []

    def write(self, files):
        defaults = {"docs/index.md": "# Home\n", "mkdocs.yml": MINIMAL}
        missing = {k: v for k, v in defaults.items() if not (self.folder / k).exists()}
        self.repository.write(missing | files)
        return self

    def commit(self, subject="Write", **how):
        self.repository.commit(subject, **how)
        return self

    def build(
        self,
        file="mkdocs.yml",
        out="site",
        *,
        command="build",
        dirty=False,
        serve_url=None,
        ended=False,
        **config,
    ):
        """Build the site; what was logged at `warnings` and `infos` is of this build.

        `ended` says that the process ends: what it keeps for the next one is written.
        """
        records = []
        handler = logging.Handler()
        handler.emit = records.append
        log = logging.getLogger("mkdocs")
        log.addHandler(handler)
        level = log.level
        log.setLevel(logging.INFO)
        try:
            loaded = load_config(
                str(self.folder / file), site_dir=str(self.folder.parent / out), **config
            )
            loaded.plugins.on_startup(command=command, dirty=dirty)
            build(loaded, dirty=dirty, serve_url=serve_url)
            if ended:
                loaded.plugins.on_shutdown()
        finally:
            log.removeHandler(handler)
            log.setLevel(level)
        texts = [(record.levelno, record.getMessage()) for record in records]
        self.warnings = [text for number, text in texts if number >= logging.WARNING]
        self.infos = [text for number, text in texts if number == logging.INFO]
        return BuiltSite(self.folder.parent / out)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    """Keep what builds leave for each other away from whoever runs the tests."""
    root = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root))
        yield root


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "project")
