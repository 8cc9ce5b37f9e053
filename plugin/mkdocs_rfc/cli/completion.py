"""What the shell is offered for an argument; where nothing can be read, nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from mkdocs_rfc.authoring import read_templates
from mkdocs_rfc.cli.project import options_of
from mkdocs_rfc.corpus import path_in, survey
from mkdocs_rfc.documents import Kind, name_in
from mkdocs_rfc.options import Options, OptionsError


def complete_spec(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of the files of all specs; files, as soon as a path is typed."""
    if "/" in incomplete:
        return [CompletionItem(incomplete, type="file")]
    options = _options(context)
    if options is None:
        return []
    found = survey(options, [Kind.SPEC]).contents.values()
    files = (file for each in found for file in each.documents)
    return _items((name_in(path_in(file, Path.cwd())) for file in files), incomplete)


def complete_status(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The statuses of the site."""
    options = _options(context)
    return _items((each.slug for each in options.lifecycle.statuses) if options else (), incomplete)


def complete_template(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of the templates."""
    options = _options(context)
    found = read_templates(dict(options.templates), options.project) if options else ()
    return _items((name for name in found if name), incomplete)


def _options(context: click.Context) -> Options | None:
    try:
        return options_of(context)
    except OptionsError:
        return None


def _items(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in sorted(set(words)) if word.startswith(incomplete)]
