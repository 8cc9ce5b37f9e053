from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_rfc.access import DOCUMENT, read, reason_of
from mkdocs_rfc.cli.completing import complete_spec, complete_status
from mkdocs_rfc.cli.session import can_ask, examples, pick, root_of, shown, status_named, track
from mkdocs_rfc.committing import CommitError, commit_file, is_clean
from mkdocs_rfc.documents import Document, Kind
from mkdocs_rfc.editing import EditError, change_status, replace_file
from mkdocs_rfc.folders import find_folders
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.history import read_history
from mkdocs_rfc.lifecycle import Lifecycle, Status
from mkdocs_rfc.numbering import Numbered, next_number, number_in
from mkdocs_rfc.options import Options
from mkdocs_rfc.places import find_homes
from mkdocs_rfc.renumbering import (
    RenumberError,
    Renumbering,
    apply_renumbering,
    plan_renumbering,
)
from mkdocs_rfc.sources import read_collection, read_file
from mkdocs_rfc.tracked import read_tracked
from mkdocs_rfc.writing import numbers_in

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
@click.option("--remark", help="What to write behind the status; without, the remark stays.")
@click.option("--force", is_flag=True, help="Allow a step that the lifecycle does not have.")
@click.option("--commit/--no-commit", default=None, help="Commit the file; a terminal is asked.")
@click.pass_obj
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
    if before.status == status and remark is None:
        click.echo(f"{shown(file)} is {status.label} already.")
        return
    if not force:
        _check_step(document, status, options.lifecycle)
    clean = _answered(lambda: _is_clean(file, needed=bool(commit)))
    _change(document, status, options.lifecycle, remark)
    click.echo(f"{shown(file)}: {before.label} → {status.label}")
    if commit is None and clean and can_ask():
        commit = click.confirm("Commit it?", default=False)
    if commit:
        subject = f"Set “{document.title.plain}” to {status.label}"
        _answered(lambda: commit_file(file, subject))
        click.echo(f"committed: {subject}")


def _spec(options: Options, typed: str) -> Document:
    """The spec that a person means; one that is named by its path is read alone."""
    root, file = root_of(options), Path(typed).resolve()
    if file.is_file():
        try:
            return read_file(file, Kind.SPEC, options, root)
        except OSError as error:
            message = f"{shown(file)} cannot be read: {reason_of(error)}."
            raise click.ClickException(message) from error
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


def _change(document: Document, status: Status, lifecycle: Lifecycle, remark: str | None) -> None:
    try:
        data = read(document.source, DOCUMENT)
        changed = change_status(document, data, status, lifecycle=lifecycle, remark=remark)
        replace_file(document.source, changed)
    except EditError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        message = f"{error.filename}: {error.strerror}"
        raise click.ClickException(message) from error


def _answered(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except CommitError as error:
        message = f"Nothing was committed: {error}."
        raise click.ClickException(message) from error


@click.command(
    "renumber",
    epilog=examples("mkdocs-rfc renumber specs/0012-caching.md", "mkdocs-rfc renumber caching 14"),
)
@click.argument("spec", metavar="OLD", shell_complete=complete_spec)
@click.argument("new", type=click.IntRange(1, 99999), required=False)
@click.pass_obj
def change_number(options: Options, *, spec: str, new: int | None) -> None:
    """Give a spec another number everywhere.

    OLD is the spec, by path, number or name; NEW is its number, without which it gets the next
    that is free on all branches. The file is renamed and every reference to it is rewritten.
    """
    root = root_of(options)
    specs = read_collection(Kind.SPEC, options, root, track, every=True)
    document = pick(specs, spec, root)
    new = _free(new, document, root)
    pages = {path: _text(root / path) for path in _pages(options, root)}
    others = {path: _text(root / path) for path in read_tracked(root) if path not in pages}
    try:
        plan = plan_renumbering(
            document.path,
            new,
            pages | others,
            identifier=options.identifier,
            alone=_is_alone(document, specs),
            others=others,
            homes=_homes(options, specs, root),
        )
        apply_renumbering(plan, root)
    except RenumberError as error:
        raise click.ClickException(str(error)) from error
    except FileExistsError as error:
        message = f"{shown(root / str(error))} is there already."
        raise click.ClickException(message) from error
    _tell(plan, root)


def _free(wanted: int | None, document: Document, root: Path) -> int:
    """The number that a spec gets; an error where another spec has it."""
    here = Numbered(0, document.path)
    taken = numbers_in(root / here.series, root)
    if wanted is None:
        return int(next_number(taken, here.series))
    others = (e for e in taken if e.number == wanted and e.series == here.series)
    other = next((each for each in others if each.path != document.path), None)
    if other:
        where = f" on {other.branches[0]}" if other.branches else ""
        message = f"{other.path}{where} has the number {wanted} already; without a number,"
        message += " `renumber` takes the next that is free."
        raise click.ClickException(message)
    return wanted


def _tell(plan: Renumbering, root: Path) -> None:
    click.echo(f"{shown(root / plan.old)} → {shown(root / plan.new)}")
    others = [path for path in plan.texts if not f"{path}/".startswith(f"{plan.old}/")]
    for path in others:
        click.echo(f"rewrote {shown(root / path)}")
    for place in plan.unclear:
        click.echo(f"look at {shown(root / place)}: which of the two does it mean?")


def _pages(options: Options, root: Path) -> Iterator[str]:
    """Every file of the site that may name a spec: documents, other pages, configuration."""
    found: set[Path] = {*options.project.glob("*.md"), *root.glob("*.md")}
    found.add(options.project / options.config_file)
    found.update(options.docs_dir.rglob("*.md"))
    for kind in Kind:
        for folder in find_folders(kind, options)[0]:
            found.update(folder.path.rglob("*.md"))
    paths = (Path(os.path.relpath(file, root)).as_posix() for file in found if file.is_file())
    yield from sorted(paths)


def _text(file: Path) -> str:
    try:
        return read(file, DOCUMENT).decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _is_alone(document: Document, specs: Iterable[Document]) -> bool:
    """Whether a bare number can mean no other spec."""
    was = number_in(document.path)
    return not any(each.number == was for each in specs if each.path != document.path)


def _homes(options: Options, specs: Iterable[Document], root: Path) -> tuple[str, ...]:
    """What the addresses of this repository and of its site begin with."""
    known = (options.repo_url, read_history(root, []).remote, *options.former_urls)
    forges = [f"{forge.base}/" for url in known if (forge := Forge.parse(url))]
    raw = [url.replace("://github.com/", "://raw.githubusercontent.com/") for url in forges]
    site = [f"{options.site_url.removesuffix('/')}/"] if options.site_url else []
    return (*forges, *raw, *site, *find_homes(known, specs))
