from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import click

from mkdocs_rfc.cli.session import shown, status_named
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.editing import write_new
from mkdocs_rfc.options import Options
from mkdocs_rfc.starting import start_site
from mkdocs_rfc.template import read_templates
from mkdocs_rfc.writing import Wish, collection_folder, new_research, new_spec

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("title", required=False)
@click.option(
    "--research",
    multiple=True,
    type=FILE,
    help="A research document that the spec rests on; may be given several times.",
)
@click.option("--template", default="", help="Name of the template: rfc, adr or one of yours.")
@click.option("--author", default="", help="Who writes it; without, the user that git knows.")
@click.option("--status", default="", help="The status it starts with; without, the first one.")
@click.option("--date", type=DAY, help="The day of writing; without, today.")
@click.option("--edit", is_flag=True, help="Open the new file in $EDITOR.")
@click.pass_obj
def new(
    options: Options,
    *,
    title: str | None,
    research: tuple[Path, ...],
    template: str,
    author: str,
    status: str,
    date: dt.datetime | None,
    edit: bool,
) -> None:
    """Write a new spec and print where it is.

    It is made from the template. Without a title, on a terminal, the command asks for it.
    """
    if title is None:
        title, template, research = _ask(options, template, research)
    _check_template(options, template)
    day, time = _moment(date)
    wish = Wish(
        title=title,
        date=day,
        time=time,
        author=author,
        research=tuple(file.resolve() for file in research),
        template=template,
        status=status_named(status, options.lifecycle) if status else None,
    )
    _write(lambda: new_spec(options, wish), edit=edit)


@click.group()
def research() -> None:
    """Write research documents."""


@research.command("new")
@click.argument("topic")
@click.option("--author", default="", help="Who researched it; without, the user that git knows.")
@click.option("--date", type=DAY, help="The day of writing; without, today.")
@click.option("--edit", is_flag=True, help="Open the new file in $EDITOR.")
@click.pass_obj
def new_topic(
    options: Options, *, topic: str, author: str, date: dt.datetime | None, edit: bool
) -> None:
    """Write a new research document, its front matter filled in from git."""
    day, time = _moment(date)
    wish = Wish(title=topic, date=day, time=time, author=author)
    _write(lambda: new_research(options, wish), edit=edit)


@click.command()
@click.option("--name", default="", help="The name of the site; without, that of the folder.")
@click.option("--author", default="", help="Author of the first spec.")
@click.option("--date", type=DAY, help="Day of the first spec; without, today.")
@click.pass_obj
def init(options: Options, *, name: str, author: str, date: dt.datetime | None) -> None:
    """Make a repository a site.

    Writes a configuration, a first page, a first spec and a workflow that publishes them; what is
    there already stays as it is.
    """
    day, time = _moment(date)
    for path, text in start_site(name or options.project.name).items():
        _keep_or_write(options.project / path, text)
    folder = collection_folder(options, Kind.SPEC)
    if any(folder.rglob("*.md")):
        click.echo(f"kept   {shown(folder)}")
        return
    wish = Wish(title="Record decisions as RFCs", date=day, time=time, author=author)
    click.echo(f"wrote  {shown(new_spec(options, wish))}")


def _keep_or_write(path: Path, text: str) -> None:
    try:
        write_new(path, text)
    except FileExistsError:
        click.echo(f"kept   {shown(path)}")
    else:
        click.echo(f"wrote  {shown(path)}")


def _ask(
    options: Options, template: str, research: tuple[Path, ...]
) -> tuple[str, str, tuple[Path, ...]]:
    if not is_terminal():
        message = "Missing argument 'TITLE'."
        raise click.UsageError(message)
    title = click.prompt("Title")
    names = sorted(name for name in _template_names(options) if name)
    if not template and options.templates:
        template = click.prompt("Template", type=click.Choice(names), default=names[0])
    files = click.prompt("Research it rests on (paths, or nothing)", default="", show_default=False)
    return title, template, research or tuple(Path(file) for file in files.split())


def is_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()


def _template_names(options: Options) -> tuple[str, ...]:
    found = read_templates(dict(options.templates), options.project, default=options.template)
    return tuple(found)


def _check_template(options: Options, name: str) -> None:
    names = _template_names(options)
    if name not in names:
        known = ", ".join(sorted(each for each in names if each))
        message = f"There is no template {name!r}; there are {known}."
        raise click.ClickException(message)


def _moment(date: dt.datetime | None) -> tuple[str, str]:
    """The day, and the time with its zone where nobody gave a day."""
    if date:
        return f"{date:%Y-%m-%d}", f"{date:%Y-%m-%d}"
    now = dt.datetime.now().astimezone()
    return f"{now:%Y-%m-%d}", now.strftime("%Y-%m-%d %H:%M:%S %Z")


def _write(write: Callable[[], Path], *, edit: bool) -> None:
    try:
        path = write()
    except FileExistsError as error:
        there = shown(Path(error.filename2 or error.filename))
        message = f"{there} is there already: choose another title, or edit it."
        raise click.ClickException(message) from error
    except OSError as error:
        message = f"{error.filename}: {error.strerror}"
        raise click.ClickException(message) from error
    click.echo(shown(path))
    if edit:
        click.edit(filename=str(path))
