"""What `new` asks a person at a terminal."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from mkdocs_rfc.authoring import read_templates
from mkdocs_rfc.cli.session import Words, harmless, root_of, track
from mkdocs_rfc.corpus import Relevance, read_collection
from mkdocs_rfc.documents import Document, Kind, read_document
from mkdocs_rfc.editing import shown
from mkdocs_rfc.options import Options

MOST = 5
"""So many research documents are offered."""


def ask_title() -> str:
    """Ask what the spec is called."""
    return str(click.prompt("Title", type=Words()))


def ask_template(options: Options) -> str:
    """Ask for the template where the site has several of its own; empty for the site's."""
    if not options.templates:
        return ""
    found = read_templates(dict(options.templates), options.project, default=options.template)
    usual = found[""].name
    names = sorted({usual, *(name for name in found if name)})
    chosen = str(click.prompt("Template", type=click.Choice(names), default=usual))
    return "" if chosen == usual else chosen


def ask_research(options: Options, title: str) -> tuple[Path, ...]:
    """Offer the research that is about the same thing, by number; any other path will do, too."""
    research = read_collection(Kind.RESEARCH, options, root_of(options), track)
    if not research:
        return ()
    offered = _about(title, research)
    for number, each in enumerate(offered, 1):
        click.echo(f"  {number}  {shown(each.source)}  {harmless(each.title.plain)}")
    hint = "numbers or paths" if offered else "paths"

    def read(typed: str) -> tuple[Path, ...]:
        return tuple(_file(word, offered) for word in shlex.split(typed))

    question = f"Research it rests on ({hint}, or nothing)"
    found: tuple[Path, ...] = click.prompt(
        question, default="", show_default=False, value_proc=read
    )
    return found


def _about(title: str, research: tuple[Document, ...]) -> tuple[Document, ...]:
    idea = read_document(Path(), "", Kind.SPEC, data=f"# {title}\n".encode())
    return tuple(each.document for each in Relevance(research).of(idea)[:MOST])


def _file(word: str, offered: tuple[Document, ...]) -> Path:
    if word.isdecimal() and 0 < int(word) <= len(offered):
        return offered[int(word) - 1].source
    if not os.path.isfile(word):  # noqa: PTH113 - never raises
        message = f"There is no file {word!r}."
        raise click.BadParameter(message)
    return Path(word)
