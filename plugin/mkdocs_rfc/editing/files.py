"""Where a command may write, and how a file is written: whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from mkdocs_rfc.history import discover
from mkdocs_rfc.limits import DOCUMENT
from mkdocs_rfc.storage import git_folder, is_gits, read, reason_of, resolved

BEGINNING, END = ".new-", ".tmp"
"""What the names of files begin and end with that are on their way."""
STALE = 3600
"""Seconds after which a file on its way is nobody's any more."""
OTHER_ENCODINGS = (BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)
WRITABLE = 0o222


class TargetError(Exception):
    """A file may not, or cannot, be written; the message says why, in one sentence."""


def check_place(path: Path, allowed: Iterable[Path]) -> None:
    """Refuse a file to be written, there or not, that is none of the repository's.

    `allowed` are the folders in which it may lie once every link is followed, each resolved.
    Raises `TargetError`.
    """
    real = resolved(path)
    home = next((folder for folder in allowed if real.is_relative_to(folder)), None)
    if home is None:
        message = f"{shown(path)} lies outside of the repository, at {real}: nothing is written."
        raise TargetError(message)
    if is_gits(real, home):
        message = f"{shown(path)} lies in a folder of git's own: nothing is written."
        raise TargetError(message)
    if os.path.lexists(real) and not os.path.isfile(real):  # noqa: PTH113 - never raises
        message = f"{shown(path)} is no regular file: nothing is written."
        raise TargetError(message)


def read_target(path: Path) -> bytes:
    """The bytes of a text that is about to be changed.

    Raises `TargetError` for what is no text in UTF-8 or another encoding that goes on from ASCII,
    and where it cannot be read.
    """
    try:
        data = read(path, DOCUMENT)
    except OSError as error:
        message = f"{shown(path)} cannot be read: {reason_of(error)}."
        raise TargetError(message) from error
    if data.startswith(OTHER_ENCODINGS) or b"\0" in data:
        message = f"{shown(path)} is not UTF-8: save it as UTF-8, without NUL characters."
        raise TargetError(message)
    return data


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet; it appears whole or not at all.

    Raises FileExistsError, whose filename or filename2 is the path, and `TargetError`.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(path))

    def put(written: Path) -> None:
        written.chmod(0o644)
        os.link(written, path)  # unlike a rename, this refuses to replace a file

    with _told(path), _folders(path.parent):
        data = text.encode()
        with _on_its_way(data, _room(path.parent)) as written:
            _moved(written, put, path.parent, data)


@contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """A folder with those above it; the new ones go away again where nothing comes into them."""
    new = [each for each in (folder, *folder.parents) if not os.path.exists(each)]  # noqa: PTH110 - never raises
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in new:
            with suppress(OSError):
                each.rmdir()
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Write a file that is there; at any moment it holds either the old bytes or the new ones.

    Raises `TargetError`.
    """
    replace_files({path: data})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write files that are there; none is changed before there is room for all of them.

    Raises `TargetError`.
    """
    with ExitStack() as stack:
        ready = {resolved(path): data for path, data in files.items()}
        waiting = {}
        for path, data in ready.items():
            with _told(path):
                check_rights(path)
                waiting[path] = stack.enter_context(_on_its_way(data, _room(path.parent)))
        for path, written in waiting.items():
            with _told(path):
                _moved(written, partial(_replace, path=path), path.parent, ready[path])


def _replace(written: Path, *, path: Path) -> None:
    shutil.copymode(path, written)
    written.replace(path)


def _moved(written: Path, put: Callable[[Path], None], folder: Path, data: bytes) -> None:
    """Put a file in its place; one that cannot come from where it was written, from beside it."""
    try:
        put(written)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with _on_its_way(data, folder) as near:
            put(near)


def check_rights(path: Path) -> None:
    """Refuse a file that is there and may not be changed; a rename would not ask.

    Raises `TargetError`.
    """
    if not path.stat().st_mode & WRITABLE or not os.access(path, os.W_OK):
        message = f"{shown(path)} is read-only: nothing is written."
        raise TargetError(message)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        message = f"{shown(path.parent)} is a read-only folder: nothing is written."
        raise TargetError(message)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say of which file it is that something cannot be done."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        message = f"{shown(path)} cannot be written: {error.strerror or error}."
        raise TargetError(message) from error
    except UnicodeError as error:
        message = f"{shown(path)} cannot be written: what it would say is not UTF-8."
        raise TargetError(message) from error


@contextmanager
def _on_its_way(data: bytes, folder: Path) -> Iterator[Path]:
    """A file that holds the data and is gone afterwards; so is what was left there before."""
    clear_away(folder)
    beginning = f"{BEGINNING}{os.getpid()}-"
    handle, name = tempfile.mkstemp(dir=folder, prefix=beginning, suffix=END)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _room(folder: Path) -> Path:
    """Where a file for a folder is written: where nobody sees it, if it can be moved from there."""
    room = waiting_room(folder)
    if room is None:
        return folder
    try:
        room.mkdir(exist_ok=True)
        is_near = room.stat().st_dev == folder.stat().st_dev and os.access(room, os.W_OK | os.X_OK)
    except OSError:
        return folder
    return room if is_near else folder


def waiting_room(folder: Path) -> Path | None:
    """Where the files of a repository are on their way, in git's own folder; None outside of one.

    A command that is killed leaves nothing there that git shows, and the next one clears it away.
    """
    top = discover(folder)
    return git_folder(top) / "mkdocs-rfc" if top else None


def clear_away(folder: Path) -> None:
    """Delete what commands left in a folder that were killed; nothing where that cannot be."""
    with suppress(OSError):
        for file in folder.glob(f"{BEGINNING}*{END}"):
            with suppress(OSError):
                if not file.is_symlink() and file.is_file() and _is_left(file):
                    file.unlink()


def _is_left(file: Path) -> bool:
    """Whether nobody writes a file any more: the process in its name has ended, or it is old."""
    if file.stat().st_mtime < time.time() - STALE:
        return True
    process = file.name.removeprefix(BEGINNING).partition("-")[0]
    if sys.platform == "win32" or not process.isdecimal():  # there, asking would end the process
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:  # it runs, for somebody else
        return False
    return False


def shown(path: Path) -> str:
    """A path as a person who is in this folder writes it; bytes that are no text are marked."""
    return printable(Path(os.path.relpath(path)).as_posix())


def printable(text: str) -> str:
    """A text from the system that can be printed and written, whatever bytes it was made of."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
