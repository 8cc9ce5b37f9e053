"""New files: a spec or a research document from its template, and the first files of a site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_rfc.authoring import (
    FOLDER,
    DocumentLink,
    GitNames,
    Slots,
    fill_slots,
    in_yaml,
    read_templates,
    scaffold,
)
from mkdocs_rfc.corpus import (
    NAME,
    Numbered,
    RequestedSpec,
    find_folders,
    find_unwritten,
    future_folder,
    next_number,
    path_in,
    read_collection,
    read_taken,
)
from mkdocs_rfc.documents import Kind, read_document
from mkdocs_rfc.editing.files import check_place, printable, write_new
from mkdocs_rfc.history import discover, read_history
from mkdocs_rfc.lifecycle import Status
from mkdocs_rfc.options import Options
from mkdocs_rfc.plain_text import slug_of
from mkdocs_rfc.storage import RefusedError, refusal, resolved

NO_TEXT = re.compile("[\udc80-\udcff]")
"""How Python stands for the bytes of a name that are no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
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


def new_spec(options: Options, wish: NewDocument) -> Path:
    """Write a new spec from the template and give its path.

    One whose title is the name that research gives it is the spec that the research asks for.
    Raises FileExistsError, whose filename or filename2 is the path, when the file is there already,
    `TargetError` where it may not or cannot be written, and KeyError for a template that there is
    none of.
    """
    folder = collection_folder(options, Kind.SPEC)
    templates = read_templates(dict(options.templates), options.project, default=options.template)
    template = templates[wish.template]
    named = wish.template if template is not templates[""] else ""
    asked = _asked_for(options, wish.title, folder)
    if asked:
        research = (*wish.research, *(each.source for each in asked.research))
        wish = replace(wish, title=asked.title, research=tuple(dict.fromkeys(research)))
    slots, prefix = _slots(options, wish, folder)
    name = Path(asked.path).name if asked else f"{prefix}-{slug_of(wish.title)}.md"
    text = scaffold(template, slots, options.lifecycle, status=wish.status, named=named)
    return _written(folder / name, text, options)


def _asked_for(options: Options, name: str, folder: Path) -> RequestedSpec | None:
    """The spec that research names so and nobody has written yet."""
    if not NAME.fullmatch(name):
        return None
    root = discover(options.project) or options.project
    research = read_collection(Kind.RESEARCH, options, root)
    found = find_unwritten(research, path_in(folder, root))
    return next((e for e in found if Path(e.path).stem.casefold() == name.casefold()), None)


def new_research(options: Options, wish: NewDocument) -> Path:
    """Write a new research document, its front matter filled in from git, and give its path.

    Raises FileExistsError as `new_spec` does.
    """
    folder = collection_folder(options, Kind.RESEARCH)
    if folder.name == "research" and os.path.isdir(folder / "docs"):  # noqa: PTH112 - never raises
        folder = folder / "docs"
    slots, _ = _slots(options, wish, folder)
    text = fill_slots((FOLDER / "research.md").read_text(encoding="utf-8"), slots)
    return _written(folder / f"{wish.date}-{slug_of(wish.title)}.md", text, options)


def _written(path: Path, text: str, options: Options) -> Path:
    check_place(path, writable_folders(options))
    write_new(path, text)
    return path


def collection_folder(options: Options, kind: Kind) -> Path:
    """The folder that new documents of a kind go to; it need not be there yet.

    Raises RefusedError, an OSError, for one that a link leads out of the repository.
    """
    folders, _ = find_folders(kind, options)
    path = (folders[0] if folders else future_folder(kind, options)).path
    if reason := refusal(path, options.project):
        raise RefusedError(reason, path)
    return path


def writable_folders(options: Options) -> tuple[Path, ...]:
    """The folders that a command may write to, resolved.

    They are the repository and the collections outside of it that the configuration names; not
    those that a link leads to.
    """
    root = discover(options.project) or options.project
    folders = (each.path for kind in Kind for each in find_folders(kind, options)[0])
    return (resolved(root), *(folder for folder in folders if resolved(folder) == folder))


def taken_numbers(folder: Path, root: Path) -> tuple[Numbered, ...]:
    """The specs in and below a folder that have a number, here and on other branches."""
    files = folder.rglob("*.md")
    return read_taken(root, [path_in(file, root) for file in files], [path_in(folder, root)])


def _slots(options: Options, wish: NewDocument, folder: Path) -> tuple[Slots, str]:
    root = discover(options.project) or options.project
    git = read_history(root, [])
    head = git.head.id if git.head else ""
    number = ""
    if options.naming == "number":
        number = next_number(taken_numbers(folder, root), path_in(folder, root))
    slots = Slots(
        title=wish.title,
        author=wish.author or git.user.name,
        date=wish.date,
        time=wish.time,
        number=number,
        research=tuple(_links(wish.research, folder)),
        repository=printable(root.name),
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


def _links(research: Sequence[Path], folder: Path) -> Iterable[DocumentLink]:
    for file in research:
        document = read_document(file, file.name, Kind.RESEARCH)
        path = NO_TEXT.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", path_in(file, folder))
        yield DocumentLink.to(document.title.plain, path)


def start_site(name: str) -> tuple[str, ...]:
    """The texts of a configuration, a first page, what git leaves out, a workflow, and a script.

    The script is the set-up of formulas, for who wants any.
    """
    config, page, *others = (
        (FOLDER / "init" / file).read_text("utf-8")
        for file in ("mkdocs.yml", "index.md", "gitignore", "pages.yml", "formulas.js")
    )
    return config.replace("{name}", in_yaml(name)), page.replace("{name}", name), *others
