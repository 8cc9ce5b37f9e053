from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from mkdocs_rfc.findings import Level
from mkdocs_rfc.project import ProjectError, find_project
from mkdocs_rfc.rules import RULES
from mkdocs_rfc.site import Options, build_site
from mkdocs_rfc.writing import new_spec


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-rfc")
@click.pass_context
def main(context: click.Context) -> None:
    """Write and check the specs of a repository."""
    try:
        context.obj = find_project(Path.cwd())
    except ProjectError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("title")
@click.option(
    "--research",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A research document that the spec rests on; may be given several times.",
)
@click.pass_obj
def new(options: Options, title: str, research: tuple[Path, ...]) -> None:
    """Write a new spec from the template and print where it is."""
    now = dt.datetime.now().astimezone()
    time = now.strftime("%Y-%m-%d %H:%M:%S %Z")
    files = [file.resolve() for file in research]
    try:
        path = new_spec(options, title, date=f"{now:%Y-%m-%d}", time=time, research=files)
    except FileExistsError as error:
        there = _shown(Path(error.filename2 or error.filename))
        message = f"{there} is there already: choose another title, or edit it."
        raise click.ClickException(message) from error
    click.echo(_shown(path))


@main.command()
@click.pass_obj
def check(options: Options) -> None:
    """Print what is wrong in the documents, one finding a line; exit 1 on a warning."""
    site = build_site(options)
    for finding in site.findings:
        click.echo(f"{RULES[finding.rule].level}: {finding}")
    if any(RULES[finding.rule].level is Level.WARNING for finding in site.findings):
        sys.exit(1)


def _shown(path: Path) -> str:
    return os.path.relpath(path)
