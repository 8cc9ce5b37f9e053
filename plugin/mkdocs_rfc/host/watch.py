"""What `mkdocs serve` has to see change, and a look at what nobody else looks at."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from os import DirEntry
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from watchdog.events import FileModifiedEvent

from mkdocs_rfc.corpus import asked_for, find_folders
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.history import discover, files_of_state
from mkdocs_rfc.options import Options

if TYPE_CHECKING:  # a build that serves nothing spares the time to load it
    from watchdog.observers.api import BaseObserver, ObservedWatch

PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds between two looks; the first is as long as MkDocs waits."""
IDLE = 20
"""A pause is so many times as long as the work of the look before it, if that is longer."""
BUILT = frozenset({"node_modules", "__pycache__", "venv"})
"""Folders full of files that are no documents; those with a dot in front are left out, too."""
Stamp = tuple[int, ...]


class Server(Protocol):
    """What is used of the server of MkDocs."""

    @property
    def observer(self) -> BaseObserver:
        """Tells of changes."""


def watched(options: Options) -> tuple[Path, ...]:
    """What is there for MkDocs to watch: exact folders and files, never a whole repository.

    Not what belongs to git: a commit changes several files, and would be heard of twice.
    """
    folders = [folder for kind in Kind for folder in find_folders(kind, options)[0]]
    mounted = [folder.path for folder in folders if folder.mounted]
    paths = [path for path in mounted if not options.project.is_relative_to(path)]
    paths += _templates(options)
    return tuple(dict.fromkeys(path for path in paths if os.path.exists(path)))  # noqa: PTH110 - never raises


def wanted(options: Options) -> tuple[Path, ...]:
    """Everything whose change shows on a page, whether it is there yet or not."""
    folders = [path for kind in Kind for path in _folders(kind, options)]
    found = [*folders, options.project / options.config_file, *_templates(options)]
    project = options.project
    found += [each / ".git" for each in (project, *project.parents)]  # one may come, or come back
    for top in sorted(set(filter(None, map(discover, (project, *folders))))):
        found += [*files_of_state(top), top / options.history.ignore_revs, top / ".gitignore"]
    return tuple(dict.fromkeys(found))


def _templates(options: Options) -> list[Path]:
    names = (options.template, *dict(options.templates).values())
    return [options.project / name for name in names if name]


def _folders(kind: Kind, options: Options) -> Iterator[Path]:
    """The folders of a collection that are given, or that would be used if they were there."""
    given, usual = asked_for(kind, options)
    for name in given or usual:
        yield (path := Path(os.path.normpath(options.project / name)))
        if not given and os.path.isdir(path):  # noqa: PTH112 - never raises
            break


class Watch(threading.Thread):
    """Asks for a rebuild when something changes that the server itself does not hear of.

    The server hears for ever of the folders that are there when it starts, unless one of them is
    gone for a moment, as in a checkout: then it never hears of that one again. So the folders
    that it has given up, and those that it was never told of, are looked at here.
    """

    def __init__(
        self,
        server: Server,
        paths: Callable[[], Iterable[Path]],
        moved: Callable[[], frozenset[str]],
    ) -> None:
        """`paths` are what has to be seen; `moved` is what has come or gone of what is linked."""
        super().__init__(name="rfc-watch", daemon=True)
        self._observer = server.observer
        self._paths = paths
        self._moved = moved
        self._has_moved: frozenset[str] = frozenset()
        self._over = threading.Event()
        self._seen = self._look()

    def run(self) -> None:
        """Look again and again, most of the time at rest, until it is stopped."""
        pause = PAUSE
        while not self._over.wait(pause):
            begun = time.thread_time()
            with suppress(OSError, ValueError):  # a look that fails is not the last one
                self.look()
            pause = min(max(PAUSE, IDLE * (time.thread_time() - begun)), LONGEST_PAUSE)

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> None:
        """Ask for a rebuild if anything is not as it was at the look before."""
        (lost, before), had_moved = self._seen, self._has_moved
        self._has_moved, self._seen = self._moved(), self._look()
        now_lost, now = self._seen
        changed = now_lost != lost or any(now[path] != before.get(path, {}) for path in now)
        if changed or not self._has_moved <= had_moved:  # else a rebuild for it is on its way
            for emitter in self._observer.emitters.copy():
                emitter.queue_event(FileModifiedEvent(emitter.watch.path))

    def _look(self) -> tuple[frozenset[str], dict[Path, dict[str, Stamp]]]:
        """What the server has given up, and what is in there and in what it was not told of."""
        emitters = self._observer.emitters.copy()
        whole = [(_whole(each.watch), each) for each in emitters if _whole(each.watch)]
        heard = [Path(path) for path, each in whole if each.should_keep_running()]
        lost = frozenset(path for path, each in whole if not each.should_keep_running())
        paths = {*self._paths(), *map(Path, lost)}
        unheard = (path for path in paths if not any(map(path.is_relative_to, heard)))
        return lost, {path: stamps_of(path) for path in unheard}


def _whole(watch: ObservedWatch) -> str:
    """The file or folder all of which is watched; of a folder without those in it, nothing."""
    if getattr(watch, "is_file", False):  # newer versions watch the folder that it is in
        return watch.resolved_path
    return str(watch.path) if watch.is_recursive else ""


def stamps_of(path: Path) -> dict[str, Stamp]:
    """By path, what tells a state of each file from another; of nothing, nothing."""
    if path.name == ".git":  # that it is there, and the same
        return {name: stamp[-1:] for name, stamp in _stamp(str(path))}
    found: dict[str, Stamp] = {}
    folders = [str(path)]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found.setdefault(str(path), ())  # an empty collection has its page, too
                for entry in filter(_counts, entries):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        found.update(_stamp(entry.path))
        except (OSError, ValueError):  # a file, or nobody may look into it, or it is gone already
            found.update(_stamp(folder))
    return found


def _counts(entry: DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.name not in BUILT


def _stamp(path: str) -> Iterator[tuple[str, Stamp]]:
    for read in (os.stat, os.lstat):  # a link that leads nowhere is something, too
        try:
            state = read(path)
        except (OSError, ValueError):
            continue
        yield path, (state.st_mtime_ns, state.st_size, state.st_mode, state.st_ino)
        return
