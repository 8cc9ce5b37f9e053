from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs_rfc.documents import Kind
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.options import Options

SPECS = ("specs", "docs/specs", "docs/rfcs", "rfcs")
RESEARCH = ("research", "docs/research")
TEMPLATE = re.compile(
    r"((rfc|adr|spec)[-_ ])?([0nx]+[-_ ])?((rfc|adr|spec)[-_ ])?template", re.IGNORECASE
)
"""What repositories call the file that new specs are copied from."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder of a collection, and where the site shows it."""

    kind: Kind
    path: Path
    uri: str
    """Its place in the site's own terms: the folder's path, as in the repository."""
    mounted: bool
    """It is outside `docs_dir`, so the site has its files only from us."""

    def uri_of(self, source: Path) -> str:
        """Where the site shows one of its files."""
        return str(PurePosixPath(self.uri) / source.relative_to(self.path).as_posix())


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of one folder, sorted."""

    index: Path | None
    """The folder's own `index.md` or `README.md`."""
    documents: tuple[Path, ...]
    assets: tuple[Path, ...]
    """Everything else, which documents may show or link to."""
    hidden: tuple[Path, ...]
    """Folders whose name starts with a dot, left out with all they hold."""
    misnamed: tuple[Path, ...] = ()
    """Files and folders whose name is not UTF-8, left out as no address can be made of it."""
    excluded: tuple[Path, ...] = ()
    """What the site's owner keeps out of it: never read."""

    @property
    def is_emptied(self) -> bool:
        """Whether there were documents, all of which are kept out: then there is no index, too."""
        return bool(self.excluded) and not self.documents and self.index is None


NOTHING = Contents(None, (), (), ())
"""Of a folder that is not there yet."""


def find_folders(kind: Kind, options: Options) -> tuple[tuple[Folder, ...], tuple[Finding, ...]]:
    """Find a collection's folders: those given, or else the first usual one that exists.

    A given folder that is not there is a finding.
    """
    given, usual = asked_for(kind, options)
    project, docs_dir, shown = options.project, options.docs_dir, options.config_file
    found, findings = [], []
    for name in given:
        path = Path(os.path.normpath(project / name))
        if path.is_dir():
            found.append(_folder(kind, path, project, docs_dir))
        else:
            option = "specs" if kind is Kind.SPEC else "research"
            message = f"`{option}` names the folder `{name}`, which is not there."
            fix = "Make it, or name another; paths start at the folder of this file."
            findings.append(Finding(shown, 0, "folder", message, fix))
    if not found and not findings:
        there = (project / name for name in usual if (project / name).is_dir())
        found = [_folder(kind, path, project, docs_dir) for path in [next(there, None)] if path]
    return tuple(found), tuple(findings)


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


def read_contents(folder: Folder, others: Iterable[Folder], options: Options) -> Contents:
    """List what a folder holds, without other collections' folders and the templates inside it."""
    apart = {other.path for other in others if other.path != folder.path}
    left_out: list[Path] = []
    files = list(_files(folder.path, folder.path.resolve(), apart, left_out))
    heads = [folder.path / "index.md", folder.path / "README.md"]
    index = next((head for head in heads if head in files), None)
    named = (options.template, *dict(options.templates).values())
    no_documents = {*heads, *(Path(os.path.normpath(options.project / name)) for name in named)}
    if folder.kind is Kind.SPEC:
        no_documents.update(path for path in files if TEMPLATE.fullmatch(path.stem))
    documents = tuple(path for path in files if path.suffix == ".md" and path not in no_documents)
    assets = tuple(path for path in files if path.suffix != ".md")
    hidden = tuple(path for path in left_out if path.name.startswith("."))
    misnamed = tuple(path for path in left_out if not path.name.startswith("."))
    return Contents(index, documents, assets, hidden, misnamed)


def _files(at: Path, top: Path, apart: set[Path], left_out: list[Path]) -> Iterator[Path]:
    for entry in sorted(at.iterdir()):
        if entry.name.startswith("."):
            if entry.is_dir():
                left_out.append(entry)
        elif not _is_text(entry.name):
            left_out.append(entry)
        elif entry.is_symlink() and not Path(os.path.realpath(entry)).is_relative_to(top):
            continue  # what a link brings in from elsewhere was never asked to be published
        elif entry.is_dir():
            if entry not in apart and not entry.is_symlink():
                yield from _files(entry, top, apart, left_out)
        elif entry.is_file():
            yield entry


def _is_text(name: str) -> bool:
    """Whether the bytes of a name are UTF-8; Python stands surrogates for those that are not."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def path_in(file: Path, root: Path) -> str:
    """The path in the repository of a file."""
    return Path(os.path.relpath(file, root)).as_posix()
