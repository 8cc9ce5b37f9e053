"""The options of the plugin as MkDocs takes them, and those of MkDocs that ours depend on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import (
    BaseConfigOption,
    Config,
    ConfigErrors,
    ConfigWarnings,
    ValidationError,
)
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rfc.checks import DRAWS
from mkdocs_rfc.options import OPTIONS, Options, OptionsError, read_given
from mkdocs_rfc.storage import cache_of, resolved


class RfcConfig(Config):
    """The options of the plugin; each may be left out."""

    _schema = tuple((name, BaseConfigOption()) for name in OPTIONS)

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Say what is wrong, as the command does."""
        try:
            read_given(self)
        except OptionsError as error:
            return [(name, ValidationError(text)) for name, text in error.problems.items()], []
        return [], []

    def to_options(self, config: MkDocsConfig) -> Options:
        """The options as the core takes them."""
        return make_options(read_given(self), config, Path(config.config_file_path))


def make_options(own: Mapping[str, Any], config: Mapping[str, Any], file: Path) -> Options:
    """The options of a site, as the core takes them: absolute paths, no MkDocs.

    `own` is what the plugin was given, `config` what MkDocs was: by MkDocs itself, or as it stands
    in the configuration file.
    """
    real = resolved(file)
    return Options(
        project=real.parent,
        config_file=real.name,
        docs_dir=_folder(file, config.get("docs_dir") or "docs"),
        site_dir=_folder(file, config.get("site_dir") or "site"),
        name=str(config.get("site_name") or ""),
        language=_language(config.get("theme")),
        math_scripts=tuple(filter(DRAWS.search, _scripts(config.get("extra_javascript")))),
        cache=cache_of(real.parent),
        repo_url=str(config.get("repo_url") or ""),
        site_url=str(config.get("site_url") or ""),
        directory_urls=config.get("use_directory_urls") is not False,
        **own,
    )


def _folder(file: Path, name: object) -> Path:
    return resolved(Path(os.path.normpath(file.parent / str(name))))


def _language(theme: object) -> str:
    """The language of Material, or of MkDocs' own themes."""
    given = theme if isinstance(theme, Mapping) else {}
    return str(given.get("language") or given.get("locale") or "en")


def _scripts(given: object) -> Iterator[str]:
    for script in given if isinstance(given, list) else ():
        yield str(script.get("path") if isinstance(script, dict) else script)
