"""The command that gives a spec another number: `renumber`."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import click

from mkdocs_rfc.checks import DEFAULTS
from mkdocs_rfc.cli.completion import complete_spec
from mkdocs_rfc.cli.project import pass_options
from mkdocs_rfc.cli.session import examples, pick, root_of, track
from mkdocs_rfc.corpus import (
    Numbered,
    find_folders,
    next_number,
    number_in,
    path_in,
    read_collection,
)
from mkdocs_rfc.documents import Document, Kind, is_of_folder
from mkdocs_rfc.editing import (
    Ownership,
    RenumberError,
    Renumbering,
    TargetError,
    apply_renumbering,
    check_place,
    folders_of,
    ownership_of,
    plan_renumbering,
    read_target,
    shown,
    taken_numbers,
    writable_folders,
)
from mkdocs_rfc.forge import Forge
from mkdocs_rfc.history import read_homes, read_ignored, read_tracked
from mkdocs_rfc.options import Options
from mkdocs_rfc.storage import resolved


@click.command(
    "renumber",
    epilog=examples("mkdocs-rfc renumber specs/0012-caching.md", "mkdocs-rfc renumber caching 14"),
)
@click.argument("spec", metavar="OLD", shell_complete=complete_spec)
@click.argument("new", type=click.IntRange(1, 99999), required=False)
@pass_options
def change_number(options: Options, *, spec: str, new: int | None) -> None:
    """Give a spec another number everywhere.

    OLD is the spec, by path, number or name; NEW is its number, without which it gets the next
    that is free on all branches. The file is renamed and every reference to it is rewritten.
    """
    root = resolved(root_of(options))
    specs = read_collection(Kind.SPEC, options, root, track, every=True)
    _check_link(Path(spec))
    document = pick(specs, spec, root)
    path = _own_path(document, options, root)
    new = _free(new, path, root)
    pages = {path, *_pages(options, root)}
    texts = _texts(sorted(pages.union(read_tracked(root))), path, options, root)
    try:
        plan = plan_renumbering(
            path,
            new,
            texts,
            identifier=options.identifier,
            alone=_is_alone(document, specs),
            others=frozenset(texts) - pages,
            ownership=_ownership(path, texts, options, root),
        )
        apply_renumbering(plan, root)
    except RenumberError as error:
        raise click.ClickException(str(error)) from error
    except FileExistsError as error:
        message = f"{shown(root / str(error))} is there already."
        raise click.ClickException(message) from error
    _tell(plan, root)


def _own_path(document: Document, options: Options, root: Path) -> str:
    """Where a spec really is; an error where its name is a link, or leads out of the repository."""
    _check_link(document.source)
    check_place(document.source, writable_folders(options))
    return path_in(resolved(document.source), root)


def _check_link(file: Path) -> None:
    if os.path.islink(file):  # noqa: PTH114 - never raises
        message = f"{shown(file)} is a link: renumber the file it leads to."
        raise click.ClickException(message)


def _texts(paths: Iterable[str], own: str, options: Options, root: Path) -> dict[str, str]:
    """The files that may name a spec, as far as they may be written; others are named and left.

    What a link leads to is read under its own name.
    """
    allowed, texts = writable_folders(options), dict[str, str]()
    for path in paths:
        file = root / path
        if not os.path.isfile(file) or path_in(resolved(file), root) != path:  # noqa: PTH113 - never raises
            continue
        try:
            check_place(file, allowed)
            data = read_target(file)
        except TargetError as error:
            if path == own:
                raise
            click.echo(f"left   {error}", err=True)
            continue
        texts[path] = data.decode("utf-8", "surrogateescape")
    return texts


def _free(wanted: int | None, path: str, root: Path) -> int:
    """The number that a spec gets; an error where another spec has it."""
    here = Numbered(0, path)
    taken = taken_numbers(root / here.series, root)
    if wanted is None:
        return int(next_number(taken, here.series))
    others = (e for e in taken if e.number == wanted and e.series == here.series)
    other = next((each for each in others if each.path != path), None)
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
    """Every file of the site that may name a spec: documents, other pages, configuration.

    What git ignores was made by a program, or is nobody's business.
    """
    found: set[Path] = {*options.project.glob("*.md"), *root.glob("*.md")}
    found.add(options.project / options.config_file)
    found.update(options.docs_dir.rglob("*.md"))
    for kind in Kind:
        for folder in find_folders(kind, options)[0]:
            found.update(folder.path.rglob("*.md"))
    ignored = read_ignored(root)
    for file in found:
        path = path_in(resolved(file), root)
        if not any(f"{each}/" in ignored or each in ignored for each in (path, *folders_of(path))):
            yield path


def _is_alone(document: Document, specs: Iterable[Document]) -> bool:
    """Whether a bare number can mean no other spec."""
    was = number_in(document.path)
    return not any(each.number == was for each in specs if each.path != document.path)


def _ownership(path: str, texts: Iterable[str], options: Options, root: Path) -> Ownership:
    """What tells the spec from others; no address is ours that nobody said is."""
    remotes, branches = read_homes(root)
    known = (options.repo_url, *remotes, *options.former_urls)
    forges = [forge.base for url in known if (forge := Forge.parse(url, kind=options.forge))]
    in_folder = is_of_folder(PurePosixPath(path))
    places = (options.project, options.docs_dir)
    return ownership_of(
        posixpath.dirname(path) if in_folder else path,
        texts,
        bases=[path_in(each, root).removeprefix(".") for each in places],
        forges=(*known, *forges),
        sites=[options.site_url],
        branches=(*DEFAULTS, *branches),
    )
