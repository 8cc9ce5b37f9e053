"""The command `mkdocs-rfc`; it loads MkDocs only to read a configuration file."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_rfc.cli.changing import set_status
from mkdocs_rfc.cli.creating import init, new, research
from mkdocs_rfc.cli.errors import Commands
from mkdocs_rfc.cli.numbers import change_number
from mkdocs_rfc.cli.reading import check, list_specs, show, suggest


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration file; without, the nearest mkdocs.yml or properdocs.yml upwards.",
)
@click.version_option(package_name="mkdocs-rfc")
def main(**_: object) -> None:
    """Write, find, change and check the specs of a repository.

    A spec is named by its path, its number, its file name without the ending, or any part of its
    name or title that no other spec has.
    """


for command in (init, new, research, list_specs, show, set_status, change_number, suggest, check):
    main.add_command(command)
