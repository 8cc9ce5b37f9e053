"""The commands that write new files: `new`, `research new` and `init`."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from unicodedata import category

import click

from mkdocs_rfc.authoring import read_templates
from mkdocs_rfc.checks import RULES, check_template
from mkdocs_rfc.cli.completion import complete_status, complete_template
from mkdocs_rfc.cli.project import is_switched_on, pass_options
from mkdocs_rfc.cli.prompts import ask_research, ask_template, ask_title
from mkdocs_rfc.cli.session import DocumentFile, Words, can_ask, examples, harmless, status_named
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.editing import (
    NewDocument,
    check_place,
    collection_folder,
    new_research,
    new_spec,
    shown,
    start_site,
    writable_folders,
    write_new,
)
from mkdocs_rfc.options import Options
from mkdocs_rfc.storage import resolved

PLUGINS = "under `plugins:`; without that key, `plugins: [search, rfc]`."
DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    epilog=examples(
        'mkdocs-rfc new "Cache invalidation" --research research/2026-01-05-caching.md',
        'mkdocs-rfc new "Use one queue" --template adr --edit',
    )
)
@click.argument("title", type=Words(), required=False)
@click.option(
    "--research",
    multiple=True,
    type=DocumentFile(),
    help="A research document that the spec rests on; may be given several times.",
)
@click.option(
    "--template",
    default="",
    shell_complete=complete_template,
    help="Name of the template: rfc, adr or one of yours.",
)
@click.option(
    "--author", type=Words(), default="", help="Who writes it; without, the user that git knows."
)
@click.option(
    "--status",
    default="",
    shell_complete=complete_status,
    help="The status it starts with; without, the first one.",
)
@click.option("--date", type=DAY, help="The day of writing; without, today.")
@click.option("--edit", is_flag=True, help="Open the new file in $EDITOR.")
@pass_options
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

    It is made from the template. Without a TITLE, on a terminal, the command asks for it, and for
    the research. The name that a research document gives a spec (`spec: 2026-01-05-caching`) is a
    title, too: what is written is that spec.
    """
    if title is None:
        if not can_ask():
            message = "Missing argument 'TITLE'."
            raise click.UsageError(message)
        title = ask_title()
        template = template or ask_template(options)
        research = research or ask_research(options, title)
    _check_title(title)
    _check_template(options, template)
    day, time = _moment(date)
    wish = NewDocument(
        title=title,
        date=day,
        time=time,
        author=author,
        research=tuple(resolved(file) for file in research),
        template=template,
        status=status_named(status, options.lifecycle) if status else None,
    )
    _write(lambda: new_spec(options, wish), edit=edit)


@click.group()
def research() -> None:
    """Write research documents."""


@research.command("new", epilog=examples('mkdocs-rfc research new "How the cache loses entries"'))
@click.argument("topic", type=Words())
@click.option(
    "--author",
    type=Words(),
    default="",
    help="Who researched it; without, the user that git knows.",
)
@click.option("--date", type=DAY, help="The day of writing; without, today.")
@click.option("--edit", is_flag=True, help="Open the new file in $EDITOR.")
@pass_options
def new_topic(
    options: Options, *, topic: str, author: str, date: dt.datetime | None, edit: bool
) -> None:
    """Write a new research document, its front matter filled in from git."""
    _check_title(topic)
    day, time = _moment(date)
    wish = NewDocument(title=topic, date=day, time=time, author=author)
    _write(lambda: new_research(options, wish), edit=edit)


@click.command()
@click.option(
    "--name", type=Words(), default="", help="The name of the site; without, that of the folder."
)
@click.option("--author", type=Words(), default="", help="Author of the first spec.")
@click.option("--date", type=DAY, help="Day of the first spec; without, today.")
@pass_options
def init(options: Options, *, name: str, author: str, date: dt.datetime | None) -> None:
    """Make a repository a site.

    Writes a configuration, a first page, a first spec, a workflow that publishes them, what git
    leaves out and a set-up of formulas; what is there already stays as it is.
    """
    day, time = _moment(date)
    allowed, places = writable_folders(options), _places(options)
    folder = collection_folder(options, Kind.SPEC)
    for place in (*places, folder / "first.md"):
        if not os.path.lexists(place):
            check_place(place, allowed)
    texts = start_site(name or harmless(options.project.name))
    for path, text in zip(places, texts, strict=True):
        _keep_or_write(path, text)
    if not is_switched_on(config := options.project / options.config_file):
        click.echo(f"add    `- rfc` to {shown(config)}, {PLUGINS}")
    if any(folder.rglob("*.md")):
        click.echo(f"kept   {shown(folder)}")
        return
    wish = NewDocument(title="Record decisions as RFCs", date=day, time=time, author=author)
    click.echo(f"wrote  {shown(new_spec(options, wish))}")


def _places(options: Options) -> tuple[Path, ...]:
    """Where the files of a site are, whatever they are called here."""
    readme = options.docs_dir / "README.md"
    page = readme if os.path.isfile(readme) else options.docs_dir / "index.md"  # noqa: PTH113 - never raises
    return (
        options.project / options.config_file,
        page,
        options.project / ".gitignore",
        options.project / ".github" / "workflows" / "pages.yml",
        options.docs_dir / "javascripts" / "formulas.js",
    )


def _keep_or_write(path: Path, text: str) -> None:
    try:
        write_new(path, text)
    except FileExistsError:
        click.echo(f"kept   {shown(path)}")
    else:
        click.echo(f"wrote  {shown(path)}")


def _check_title(title: str) -> None:
    """Stop where nobody would see the title, as with spaces of no width."""
    if all(category(each)[0] in "CMZ" for each in title):
        message = "A title needs at least one letter."
        raise click.ClickException(message)


def _check_template(options: Options, name: str) -> None:
    """Stop where there is no template of that name; say what is wrong with the one there is."""
    found = read_templates(dict(options.templates), options.project, default=options.template)
    if name not in found:
        known = ", ".join(sorted(each for each in found if each))
        message = f"There is no template {name!r}; there are {known}."
        raise click.ClickException(message)
    for finding in check_template(found[name]):
        click.echo(f"{RULES[finding.rule].level}: {finding}", err=True)
        click.echo("The built-in template takes its place.", err=True)


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
    click.echo(shown(path))
    if edit:
        click.edit(filename=str(path))
