from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mkdocs_rfc.documents import Kind, read_document
from mkdocs_rfc.folders import find_folders
from mkdocs_rfc.history import discover, read_history
from mkdocs_rfc.site import Options
from mkdocs_rfc.template import Slots, read_template, scaffold

LONGEST_SLUG = 80


def new_spec(
    options: Options, title: str, *, date: str, time: str, research: Sequence[Path] = ()
) -> Path:
    """Write a new spec from the template and give its path.

    `date` (ISO) and `time` are those of writing, `research` the documents that it rests on.
    Raises FileExistsError, whose filename is the path, when the file is there already.
    """
    folders, _ = find_folders(
        Kind.SPEC,
        options.specs,
        project=options.project,
        docs_dir=options.docs_dir,
        shown=options.config_file,
    )
    first = options.specs[0] if options.specs else "specs"
    folder = folders[0].path if folders else options.project / first
    path = folder / f"{date}-{slug_of(title)}.md"
    template = read_template(options.project / options.template if options.template else None)
    slots = _slots(options, title, date=date, time=time, research=_links(research, folder))
    write_new(path, scaffold(template, slots, options.lifecycle))
    return path


def slug_of(title: str) -> str:
    """The words of a title as a file name has them: lower case, hyphens, at most 80 letters."""
    slug = re.sub(r"[\W_]+", "-", title.casefold()).strip("-")
    cut = slug[: LONGEST_SLUG + 1].rpartition("-")[0] if len(slug) > LONGEST_SLUG else slug
    return cut or slug[:LONGEST_SLUG] or "untitled"


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet; it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=".md")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        os.link(name, path)  # unlike a rename, this refuses to replace a file
    finally:
        Path(name).unlink()


def _slots(
    options: Options, title: str, *, date: str, time: str, research: tuple[tuple[str, str], ...]
) -> Slots:
    git = read_history(discover(options.project) or options.project, [])
    return Slots(
        title=title,
        author=git.user.name,
        email=git.user.email,
        date=date,
        time=time,
        branch=git.branch,
        commit=git.head.id if git.head else "",
        recent=tuple(f"{commit.short} {commit.subject}" for commit in git.recent),
        remote=git.remote,
        research=research,
    )


def _links(research: Sequence[Path], folder: Path) -> tuple[tuple[str, str], ...]:
    links = []
    for file in research:
        document = read_document(file, file.name, Kind.RESEARCH)
        links.append((document.title.plain, Path(os.path.relpath(file, folder)).as_posix()))
    return tuple(links)
