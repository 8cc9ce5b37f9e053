"""The command `mkdocs-rfc`; it needs no MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_rfc.cli.changing import set_status
from mkdocs_rfc.cli.creating import init, new, research
from mkdocs_rfc.cli.errors import Commands
from mkdocs_rfc.cli.numbers import change_number
from mkdocs_rfc.cli.project import ProjectError, find_project
from mkdocs_rfc.cli.reading import check, list_specs, show, suggest
from mkdocs_rfc.editing import clear_away, waiting_room


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-rfc")
@click.pass_context
def main(context: click.Context) -> None:
    """Write, find, change and check the specs of a repository.

    A spec is named by its path, its number, its file name without the ending, or any part of its
    name or title that no other spec has.
    """
    try:
        context.obj = find_project(Path.cwd())
    except ProjectError as error:
        raise click.ClickException(str(error)) from error
    if room := waiting_room(context.obj.project):
        clear_away(room)


for command in (init, new, research, list_specs, show, set_status, change_number, suggest, check):
    main.add_command(command)
