"""The options of a site for the command, from its configuration file as MkDocs itself reads it.

Nothing that the file names is loaded: no theme, no plugin, no extension and no object of Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from mkdocs_rfc.documents import REFUSALS, SlowLoader
from mkdocs_rfc.host.config import make_options
from mkdocs_rfc.limits import SETTING
from mkdocs_rfc.options import Options, OptionsError, check_patterns, read_given
from mkdocs_rfc.storage import read, reason_of


class ConfigLoader(SlowLoader):
    """Reads a configuration file as data; a tag, as `!relative` or `!!python/name`, is nothing."""


ConfigLoader.add_multi_constructor("", lambda *_: None)


class Named(BytesIO):
    """The content of a file, with the name by which MkDocs finds what it inherits from."""

    def __init__(self, file: Path) -> None:
        super().__init__(read(file, SETTING))
        self.name = str(file)


def load_options(file: Path) -> Options:
    """The options of a site; raises `OptionsError`, in one sentence for each reason."""
    config = _load(file)
    try:
        own = read_given(_given(config.get("plugins")))
    except OptionsError as error:
        lines = str(error).splitlines()
        raise OptionsError("\n".join(f"{file.name}: {line}" for line in lines)) from error
    try:
        excluded = check_patterns(config.get("exclude_docs"))
        return replace(make_options(own, config, file), exclude_docs=excluded)
    except ValueError as error:
        message = f"{file.name}: {error}"
        raise OptionsError(message) from error


def names_plugin(file: Path) -> bool:
    """Whether a configuration file has the plugin, or takes it from another file."""
    return any(_is_ours(name) for name, _ in _entries(_load(file).get("plugins")))


def _load(file: Path) -> Mapping[str, Any]:
    try:
        loaded: object = yaml_load(Named(file), get_yaml_loader(ConfigLoader))
    except OSError as error:
        message = f"{file.name} cannot be read: {reason_of(error)}."
        raise OptionsError(message) from error
    except ConfigurationError as error:
        raise OptionsError(_reason(error, file)) from error
    except REFUSALS as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        message = f"{file.name} cannot be read: {reason}"
        raise OptionsError(message) from error
    if not isinstance(loaded, dict):
        message = f"{file.name}: Expected options by name, got {loaded!r:.40}."
        raise OptionsError(message)
    return loaded


def _reason(error: ConfigurationError, file: Path) -> str:
    """What MkDocs says, with the file and the line where it is YAML that is wrong."""
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError):
        mark = cause.problem_mark
        place = f"{Path(mark.name).name}:{mark.line + 1}" if mark else file.name
        return f"{place}: this is no YAML: {cause.problem}."
    return f"{file.name} cannot be read: {' '.join(str(cause or error).split())}"


def _given(plugins: object) -> Mapping[str, object]:
    """The options of the plugin, without the one that MkDocs has for every plugin."""
    given = next((each for name, each in _entries(plugins) if _is_ours(name)), None) or {}
    if not isinstance(given, dict):
        message = "Invalid config options for the 'rfc' plugin."
        raise OptionsError(message)
    return {str(name): value for name, value in given.items() if name != "enabled"}


def _is_ours(name: object) -> bool:
    return name in {"rfc", "/rfc"}  # the second is how to say that it is not the theme's


def _entries(plugins: object) -> Iterator[tuple[object, object]]:
    """Each plugin that is named, with its options, in whichever of MkDocs' two forms."""
    if not isinstance(plugins, (dict, list, type(None))):
        message = "Invalid Plugins configuration. Expected a list or dict."
        raise OptionsError(message)
    for entry in [plugins] if isinstance(plugins, dict) else plugins or []:
        yield from entry.items() if isinstance(entry, dict) else [(entry, None)]
