"""The folders of the collections: which there are, and where the site shows them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from mkdocs_rfc.corpus.problems import UnusableFolder
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.options import Options
from mkdocs_rfc.storage import reason_of, refusal

SPECS = ("specs", "docs/specs", "docs/rfcs", "rfcs")
RESEARCH = ("research", "docs/research")


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder of a collection, and where the site shows it."""

    kind: Kind
    path: Path
    uri: str
    """Its place in the site's own terms: the folder's path, as in the repository."""
    mounted: bool
    """It is outside `docs_dir`, so the site has its files only from us."""

    @property
    def index_uri(self) -> str:
        """Where the site shows the index: at the folder's own address.

        The address of a project as a whole is that of its first page.
        """
        if self.uri == "." and self.mounted:
            return "specs/index.md" if self.kind is Kind.SPEC else "research/index.md"
        return str(PurePosixPath(self.uri) / "index.md")

    def uri_of(self, source: Path) -> str:
        """Where the site shows one of its files."""
        return str(PurePosixPath(self.uri) / source.relative_to(self.path).as_posix())


def find_folders(
    kind: Kind, options: Options
) -> tuple[tuple[Folder, ...], tuple[UnusableFolder, ...]]:
    """Find a collection's folders: those given, or else the first usual one that exists.

    A folder that is not there, or may not be read, is a problem.
    """
    given, usual = asked_for(kind, options)
    option = "specs" if kind is Kind.SPEC else "research"
    found, problems = [], []
    for name in given or tuple(_first(usual, options.project)):
        path = Path(os.path.normpath(options.project / name))
        if (reason := _problem(path, options.project)) is not None:
            said = UnusableFolder(options.config_file, 0, option, name, bool(given), reason)
            problems.append(said)
        else:
            found.append(_folder(kind, path, options.project, options.docs_dir))
    return tuple(found), tuple(problems)


def find_refused(kind: Kind, options: Options) -> Iterator[str]:
    """The places in `docs_dir` of a collection's folders that may not be used, as links lead there.

    MkDocs would follow those links, and publish all there is.
    """
    given, usual = asked_for(kind, options)
    for name in given or tuple(_first(usual, options.project)):
        path = Path(os.path.normpath(options.project / name))
        inside = path.is_relative_to(options.docs_dir) and "\0" not in name
        if inside and path != options.docs_dir and refusal(path, options.project):
            yield path.relative_to(options.docs_dir).as_posix()


def _first(usual: Iterable[str], project: Path) -> Iterator[str]:
    """The first of the usual folders that there is, be it one that may not be read."""
    there = (name for name in usual if os.path.isdir(project / name))  # noqa: PTH112 - never raises
    yield from islice(there, 1)


def _problem(path: Path, project: Path) -> str | None:
    """Why a folder cannot be a collection, empty where there is none; None where it can."""
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return ""
        os.listdir(path)  # noqa: PTH208 - names are enough
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name may hold a NUL
        return ""
    except OSError as error:
        return f"which cannot be read: {reason_of(error)}"
    reason = refusal(path, project)
    return f"but {reason}" if reason else None


def future_folder(kind: Kind, options: Options) -> Folder:
    """Where the first document of a collection goes, in a folder that need not be there yet."""
    given, usual = asked_for(kind, options)
    path = Path(os.path.normpath(options.project / (given or usual)[0]))
    return _folder(kind, path, options.project, options.docs_dir)


def asked_for(kind: Kind, options: Options) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folders that the configuration names for a collection, and the usual ones."""
    return (options.specs, SPECS) if kind is Kind.SPEC else (options.research, RESEARCH)


def _folder(kind: Kind, path: Path, project: Path, docs_dir: Path) -> Folder:
    if path.is_relative_to(docs_dir):
        return Folder(kind, path, path.relative_to(docs_dir).as_posix(), mounted=False)
    inside = path.is_relative_to(project)
    uri = path.relative_to(project).as_posix() if inside else path.name
    return Folder(kind, path, uri, mounted=True)


def path_in(file: Path, root: Path) -> str:
    """The path in the repository of a file."""
    return Path(os.path.relpath(file, root)).as_posix()
