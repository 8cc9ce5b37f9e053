"""The options of a repository, for the command: read from its configuration file without MkDocs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from mkdocs_rfc.corpus import check_patterns
from mkdocs_rfc.documents import IDENTIFIER, REFUSALS, SlowLoader, identifier_from
from mkdocs_rfc.forge import ForgePages, forge_from
from mkdocs_rfc.history import DEFAULTS, HistoryOptions
from mkdocs_rfc.lifecycle import PRESETS, Lifecycle, lifecycle_from
from mkdocs_rfc.limits import SETTING
from mkdocs_rfc.options import ASSETS, CONFIG_FILES, NAMINGS, SCAFFOLDS, Options
from mkdocs_rfc.storage import cache_of, read, reason_of, resolved


class ConfigLoader(SlowLoader):
    """Reads a configuration file as data; a tag (`!ENV`, `!!python/name:…`) is nothing to it."""


ConfigLoader.add_multi_constructor("", lambda *_: None)


class ProjectError(Exception):
    """The configuration file cannot be used; the message says why, in one sentence."""


def find_project(start: Path) -> Options:
    """Read the options for a folder: from the nearest configuration file upwards, or DEFAULTS.

    Knows no MkDocs, so that the command works where none is installed. Raises `ProjectError`.
    """
    start = resolved(start)
    for folder in (start, *start.parents):
        for name in CONFIG_FILES:
            if os.path.isfile(file := folder / name):  # noqa: PTH113 - never raises
                return _options(file)
        if os.path.exists(folder / ".git"):  # noqa: PTH110 - never raises
            return _defaults(folder)
    return _defaults(start)


def _defaults(folder: Path) -> Options:
    return Options(project=folder, docs_dir=folder / "docs", cache=cache_of(folder))


def _load(file: Path) -> Mapping[str, object]:
    try:
        loaded = yaml.load(read(file, SETTING).decode(), Loader=ConfigLoader)  # noqa: S506 (a safe loader)
    except OSError as error:
        message = f"{file.name} cannot be read: {reason_of(error)}."
        raise ProjectError(message) from error
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        message = f"{file.name}{line}: this is no YAML: {error.problem}."
        raise ProjectError(message) from error
    except (yaml.YAMLError, *REFUSALS) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        message = f"{file.name} cannot be read: {reason}"
        raise ProjectError(message) from error
    return loaded if isinstance(loaded, dict) else {}


def _options(file: Path) -> Options:
    config = _load(file)
    given = _plugin_options(config.get("plugins"))
    return Options(
        project=file.parent,
        config_file=file.name,
        docs_dir=file.parent / str(config.get("docs_dir") or "docs"),
        specs=_folders(given.get("specs")),
        research=_folders(given.get("research")),
        exclude=_patterns(given.get("exclude"), "exclude", file.name),
        include=_patterns(given.get("include"), "include", file.name),
        exclude_docs=_patterns(config.get("exclude_docs"), "exclude_docs", file.name),
        template=str(given.get("template") or ""),
        templates=_pairs(given.get("templates")),
        scaffold=_choice(given, "scaffold", SCAFFOLDS, file.name),
        naming=_choice(given, "naming", NAMINGS, file.name),
        lifecycle=_lifecycle(given.get("lifecycle"), file.name),
        identifier=_identifier(given.get("id_pattern"), file.name),
        forge=_forge(given.get("forge"), file.name),
        former_urls=_folders(given.get("former_urls")),
        history=_history(given, file.name),
        cache=cache_of(file.parent),
        site_dir=file.parent / str(config.get("site_dir") or "site"),
        assets=_choice(given, "assets", ASSETS, file.name),
        repo_url=str(config.get("repo_url") or ""),
        site_url=str(config.get("site_url") or ""),
    )


def is_switched_on(file: Path) -> bool:
    """Whether a configuration file names the plugin, or takes its plugins from another file."""
    config = _load(file)
    plugins = config.get("plugins")
    named = any(name == "rfc" for name, _ in _entries(plugins))
    return named or ("INHERIT" in config and plugins is None)


def _plugin_options(plugins: object) -> Mapping[str, object]:
    given = (each for name, each in _entries(plugins) if name == "rfc" and isinstance(each, dict))
    return {str(name): value for name, value in next(given, {}).items()}


def _entries(plugins: object) -> Iterator[tuple[object, object]]:
    """Each plugin that is named, with its options, in whichever of MkDocs' two forms."""
    if isinstance(plugins, dict):
        yield from plugins.items()
    for entry in plugins if isinstance(plugins, list) else []:
        yield from entry.items() if isinstance(entry, dict) else [(entry, None)]


def _folders(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    return tuple(str(name) for name in names) if isinstance(names, list) else ()


def _patterns(value: object, option: str, name: str) -> tuple[str, ...]:
    try:
        return check_patterns(value)
    except ValueError as error:
        message = f"{name}: `{option}`: {error}"
        raise ProjectError(message) from error


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    entries = value.items() if isinstance(value, dict) else ()
    return tuple((str(name), str(file)) for name, file in entries)


def _choice(given: Mapping[str, object], name: str, choices: tuple[str, ...], file: str) -> str:
    # YAML 1.1 reads `off` as a truth value.
    value = "off" if given.get(name) is False else given.get(name)
    if value is None:
        return choices[0]
    if value not in choices:
        message = f"{file}: `{name}` is {value!r}; it may be {', '.join(choices)}."
        raise ProjectError(message)
    return str(value)


def _identifier(value: object, name: str) -> str:
    try:
        return identifier_from(str(value)) if value else IDENTIFIER
    except ValueError as error:
        message = f"{name}: {error}"
        raise ProjectError(message) from error


def _forge(value: object, name: str) -> str | ForgePages:
    try:
        return forge_from(value or "auto")
    except ValueError as error:
        message = f"{name}: {error}"
        raise ProjectError(message) from error


def _history(given: Mapping[str, object], name: str) -> HistoryOptions:
    share, count = given.get("mass_share"), given.get("mass_count")
    bots = str(given.get("bots", DEFAULTS.bots) or "")
    try:
        re.compile(bots)
    except re.error as error:
        message = f"{name}: {bots!r} is no regular expression: {error}."
        raise ProjectError(message) from error
    return HistoryOptions(
        mass_share=share if isinstance(share, (int, float)) else DEFAULTS.mass_share,
        mass_count=count if isinstance(count, int) else DEFAULTS.mass_count,
        ignore_revs=str(given.get("ignore_revs", DEFAULTS.ignore_revs) or ""),
        bots=bots,
    )


def _lifecycle(value: object, name: str) -> Lifecycle:
    if isinstance(value, list):
        try:
            return lifecycle_from(value)
        except ValueError as error:
            message = f"{name}: {error}"
            raise ProjectError(message) from error
    if value is not None and (not isinstance(value, str) or value not in PRESETS):
        message = f"{name}: `lifecycle` is {value!r}; it may be {', '.join(PRESETS)}, or a list."
        raise ProjectError(message)
    return PRESETS[str(value or "rfc")]
