"""The commands that change what is there: `status` and `renumber`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_rfc.cli.completion import complete_spec, complete_status
from mkdocs_rfc.cli.project import pass_options
from mkdocs_rfc.cli.session import (
    Words,
    can_ask,
    examples,
    harmless,
    pick,
    root_of,
    status_named,
    track,
)
from mkdocs_rfc.corpus import read_collection, read_file
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.editing import (
    CommitError,
    EditError,
    change_status,
    check_place,
    check_rights,
    commit_file,
    is_clean,
    read_target,
    replace_file,
    shown,
    writable_folders,
)
from mkdocs_rfc.lifecycle import Lifecycle, Status
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.options import Options
from mkdocs_rfc.storage import read, resolved

T = TypeVar("T")


@click.command(
    "status",
    epilog=examples(
        'mkdocs-rfc status caching review --remark "PR #12 open"',
        'mkdocs-rfc status 12 approved --remark "" --commit',
    ),
)
@click.argument("spec", metavar="ID", shell_complete=complete_spec)
@click.argument("new", shell_complete=complete_status)
@click.option(
    "--remark", type=Words(), help="What to write behind the status; without, the remark stays."
)
@click.option("--force", is_flag=True, help="Allow a step that the lifecycle does not have.")
@click.option("--commit/--no-commit", default=None, help="Commit the file; a terminal is asked.")
@pass_options
def set_status(
    options: Options, *, spec: str, new: str, remark: str | None, force: bool, commit: bool | None
) -> None:
    """Change the status of a spec in place.

    ID is a path, a number, the name of a file, or a part of name or title that no other spec has.
    NEW is a status of the site, such as review; any other word is answered with all of them. It is
    written where the spec states one, in the front matter, the text or both; no other byte of the
    file changes, and the remark stays.
    """
    document, status = _spec(options, spec), status_named(new, options.lifecycle)
    file, before = document.source, document.status
    check_place(file, writable_folders(options))
    data = read_target(file)
    if before.status == status and remark is None:
        click.echo(f"{shown(file)} is {status.label} already.")
        return
    if not force:
        _check_step(document, status, options.lifecycle)
    clean = _answered(lambda: _is_clean(resolved(file), needed=bool(commit)))
    _change(document, data, status, options.lifecycle, remark)
    click.echo(f"{shown(file)}: {before.label} → {status.label}")
    if commit is None and clean and can_ask():
        commit = click.confirm("Commit it?", default=False)
    if commit:
        subject = f"Set “{harmless(document.title.plain)}” to {status.label}"
        _answered(lambda: commit_file(resolved(file), subject))
        click.echo(f"committed: {subject}")


def _spec(options: Options, typed: str) -> Document:
    """The spec that a person means; one that is named by its path is read alone."""
    root, file = root_of(options), resolved(Path(typed))
    if os.path.isfile(file):  # noqa: PTH113 - never raises
        if file.suffix != ".md":
            message = f"{shown(file)} is no Markdown file: it should end in `.md`."
            raise click.ClickException(message)
        check_place(file, writable_folders(options))
        read_target(file)
        return read_file(file, Kind.SPEC, options, root)
    if os.path.exists(file) and not os.path.isdir(file):  # noqa: PTH110, PTH112 - never raise
        check_place(file, writable_folders(options))
    return pick(read_collection(Kind.SPEC, options, root, track), typed, root)


def _check_step(document: Document, status: Status, lifecycle: Lifecycle) -> None:
    now = document.status.status
    if now is None or now == status or status.slug in now.next:
        return
    if not any(each.next for each in lifecycle.statuses):  # a lifecycle that says nothing of steps
        return
    steps = ", ".join(lifecycle[slug].label for slug in now.next) or "nothing else"
    message = f"{now.label} may become {steps}, not {status.label}; --force does it all the same."
    raise click.ClickException(message)


def _is_clean(file: Path, *, needed: bool) -> bool:
    """Whether a commit of the file would hold nothing but the new status; an error if it must."""
    if not needed and not can_ask():
        return False
    try:
        clean = is_clean(file)
    except CommitError:
        if needed:
            raise
        return False
    if needed and not clean:
        message = f"{shown(file)} has changes of its own: commit those first."
        raise click.ClickException(message)
    return clean


def _change(
    document: Document, data: bytes, status: Status, lifecycle: Lifecycle, remark: str | None
) -> None:
    check_rights(document.source)
    try:
        data = read(document.source, DOCUMENT)
        changed = change_status(document, data, status, lifecycle=lifecycle, remark=remark)
    except EditError as error:
        raise click.ClickException(str(error)) from error
    replace_file(document.source, changed)


def _answered(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except CommitError as error:
        message = f"Nothing was committed: {error}."
        raise click.ClickException(message) from error
