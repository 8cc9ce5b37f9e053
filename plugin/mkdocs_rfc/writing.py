from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.documents import Kind, read_document
from mkdocs_rfc.editing import write_new
from mkdocs_rfc.folders import asked_for, find_folders
from mkdocs_rfc.history import discover, read_history
from mkdocs_rfc.lifecycle import Status
from mkdocs_rfc.numbering import next_number, numbered, read_branches, width_of
from mkdocs_rfc.options import Options
from mkdocs_rfc.scaffolding import fill, scaffold
from mkdocs_rfc.slots import GitNames, Link, Slots, slug_of
from mkdocs_rfc.template import FOLDER, read_templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a new file is to be."""

    title: str
    date: str
    """Day of writing, ISO."""
    time: str
    """Date, time and zone."""
    author: str = ""
    """Without one, git's configured user."""
    research: tuple[Path, ...] = ()
    """The documents that it rests on."""
    template: str = ""
    status: Status | None = None


def new_spec(options: Options, wish: Wish) -> Path:
    """Write a new spec from the template and give its path.

    Raises FileExistsError, whose filename2 is the path, when the file is there already, and
    KeyError for a template that there is none of.
    """
    folder = collection_folder(options, Kind.SPEC)
    templates = read_templates(dict(options.templates), options.project, default=options.template)
    template = templates[wish.template]
    slots, prefix = _slots(options, wish, folder)
    text = scaffold(template, slots, options.lifecycle, status=wish.status)
    path = folder / f"{prefix}-{slug_of(wish.title)}.md"
    write_new(path, text)
    return path


def new_research(options: Options, wish: Wish) -> Path:
    """Write a new research document, its front matter filled in from git, and give its path.

    Raises FileExistsError as `new_spec` does.
    """
    folder = collection_folder(options, Kind.RESEARCH)
    if folder.name == "research" and (folder / "docs").is_dir():
        folder = folder / "docs"
    slots, _ = _slots(options, wish, folder)
    path = folder / f"{wish.date}-{slug_of(wish.title)}.md"
    write_new(path, fill((FOLDER / "research.md").read_text(encoding="utf-8"), slots))
    return path


def collection_folder(options: Options, kind: Kind) -> Path:
    """The folder that new documents of a kind go to; it need not be there yet."""
    folders, _ = find_folders(kind, options)
    given, usual = asked_for(kind, options)
    return folders[0].path if folders else options.project / (given or usual)[0]


def next_name(folder: Path, root: Path, head: str) -> str:
    """The number that a new spec's name starts with, over the working tree and every branch."""
    series = Path(os.path.relpath(folder, root)).as_posix()
    files = folder.rglob("*.md") if folder.is_dir() else ()
    here = numbered(Path(os.path.relpath(file, root)).as_posix() for file in files)
    taken = (*here, *(read_branches(root, head, [series]) if head else ()))
    return f"{next_number(taken, series):0{width_of(taken)}}"


def _slots(options: Options, wish: Wish, folder: Path) -> tuple[Slots, str]:
    root = discover(options.project) or options.project
    git = read_history(root, [])
    head = git.head.id if git.head else ""
    by_number = options.naming == "number"
    number = next_name(folder, root, head) if by_number else ""
    slots = Slots(
        title=wish.title,
        author=wish.author or git.user.name,
        date=wish.date,
        time=wish.time,
        number=number,
        research=tuple(_links(wish.research, folder)),
        repository=root.name,
        git=GitNames(
            branch=git.branch,
            commit=head,
            remote=git.remote,
            user=git.user.name,
            email=git.user.email,
            recent=tuple(f"{commit.short} {commit.subject}" for commit in git.recent),
        ),
    )
    return slots, number or wish.date


def _links(research: Sequence[Path], folder: Path) -> Iterable[Link]:
    for file in research:
        document = read_document(file, file.name, Kind.RESEARCH)
        yield Link(document.title.plain, Path(os.path.relpath(file, folder)).as_posix())
