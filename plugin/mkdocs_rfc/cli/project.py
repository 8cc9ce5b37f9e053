"""The options of the repository that a command is run in, read when a command needs them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click

from mkdocs_rfc.editing import clear_away, waiting_room
from mkdocs_rfc.options import CONFIG_FILES, Options
from mkdocs_rfc.storage import cache_of, resolved

P = ParamSpec("P")
T = TypeVar("T")


def pass_options(command: Callable[Concatenate[Options, P], T]) -> Callable[P, T]:
    """Give a command the options of its repository, cleared of what a killed one left there."""

    @click.pass_context
    @wraps(command)
    def run(context: click.Context, /, *arguments: P.args, **named: P.kwargs) -> T:
        options = options_of(context)
        if room := waiting_room(options.project):
            clear_away(room)
        return command(options, *arguments, **named)

    return run


def options_of(context: click.Context) -> Options:
    """The options of the repository that a command is run in, read once; or `OptionsError`."""
    root = context.find_root()
    if root.obj is None:
        root.obj = find_project(Path.cwd(), root.params.get("config_file"))
    options: Options = root.obj
    return options


def find_project(start: Path, file: Path | None = None) -> Options:
    """The options for a folder: from a configuration file, or the nearest one upwards, or none.

    Raises `OptionsError`.
    """
    start = resolved(start)
    if file:
        return _load(start / file)
    for folder in (start, *start.parents):
        for name in CONFIG_FILES:
            if os.path.isfile(found := folder / name):  # noqa: PTH113 - never raises
                return _load(found)
        if os.path.exists(folder / ".git"):  # noqa: PTH110 - never raises
            return _defaults(folder)
    return _defaults(start)


def is_switched_on(file: Path) -> bool:
    """Whether a configuration file has the plugin, or takes it from another file."""
    named: bool = import_module("mkdocs_rfc.host").names_plugin(file)
    return named


def _load(file: Path) -> Options:
    """Load MkDocs, which takes long and which not every command needs, and read with it."""
    options: Options = import_module("mkdocs_rfc.host").load_options(file)
    return options


def _defaults(folder: Path) -> Options:
    return Options(project=folder, docs_dir=folder / "docs", cache=cache_of(folder))
