"""Where builds leave something for each other: a folder of this user for each checkout.

It lies where no repository can put a file, whatever is committed to it.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_cache_dir

NAME = re.compile(r"[0-9a-f]{32}")
UNUSED = 90 * 86_400
"""Seconds after which a checkout is taken to be gone."""
MOST = 64
"""Checkouts that something is kept for."""
NOWHERE = "the user's cache folder is not known, or lies in the repository"


def cache_of(project: Path) -> Path | None:
    """The folder for what is kept of a project, which need not be there yet.

    None where the cache of the user is unknown, or where a repository could put files into it.
    """
    try:
        root, home = Path(user_cache_dir("mkdocs-rfc", appauthor=False)), Path("~").expanduser()
        if not root.is_absolute() or (root.is_relative_to(home) and not home.is_dir()):
            return None
        checkout = _checkout(project.resolve())
        if any(each.resolve().is_relative_to(checkout) for each in (root, *root.parents)):
            return None
    except (OSError, RuntimeError, ValueError):  # no home, links in a circle, a NUL
        return None
    name = blake2b(os.fsencode(project.resolve()), digest_size=16).hexdigest()
    return root.parent.resolve() / root.name / name


def _checkout(project: Path) -> Path:
    """The folder of everything that came with a project: also what it is a submodule of."""
    for folder in (project, *project.parents):
        if (folder / ".git").is_dir():
            return folder
    tops = (each for each in (project, *project.parents) if (each / ".git").exists())
    return next(tops, project)


def use(folder: Path) -> None:
    """Note that a checkout is still there, and delete what was kept for those that are gone."""
    with suppress(OSError):
        os.utime(folder, follow_symlinks=False)
    with suppress(OSError):
        for number, (used, name) in enumerate(_folders(folder.parent)):
            if name != folder.name and (number >= MOST or used < time.time() - UNUSED):
                _delete(folder.parent / name)


def _folders(root: Path) -> list[tuple[float, str]]:
    """The folders of all checkouts with the time of their last use, the newest first."""
    found = []
    with os.scandir(root) as entries:
        for entry in entries:
            facts = entry.stat(follow_symlinks=False)
            if NAME.fullmatch(entry.name) and stat.S_ISDIR(facts.st_mode):
                found.append((facts.st_mtime, entry.name))
    return sorted(found, reverse=True)


def _delete(folder: Path) -> None:
    """Delete a folder with its files, and nothing where there is more in it."""
    with suppress(OSError):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
