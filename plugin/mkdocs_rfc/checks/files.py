"""The rules about folders and files: which are read, and which are served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.corpus import UNTRACKED, TakenPage, UnusableFolder, path_in, refused_kinds
from mkdocs_rfc.findings import Level

NAMED = 3
"""So many files are named where there may be hundreds."""


@rule("drawing", Level.WARNING, "An SVG is XML, and nothing in it acts.")
def odd_drawings(evidence: Evidence) -> Iterator[Remark]:
    """Drawings that are not served, or not as they are."""
    served = frozenset(evidence.attachments.assets.values())
    for found in evidence.contents.values():
        for file, drawing in found.drawings.items():
            path = path_in(file, evidence.root)
            if drawing.broken:
                message = f"The drawing is not served: {drawing.broken}."
                yield Remark(path, 0, message, "Export it anew.")
            elif drawing.removed and file in served:
                message = f"It is served without {', '.join(drawing.removed)}."
                fix = "Export it without, or set `assets: all` if you trust every file."
                yield Remark(path, 0, message, fix)


@rule("folder", Level.WARNING, "A collection's folder is there, and in the repository.")
def unusable_folders(evidence: Evidence) -> Iterator[Remark]:
    """Folders of collections that are not there, or may not be read."""
    for each in evidence.of(UnusableFolder):
        reason = each.reason or "which is not there"
        message = f"The folder `{each.name}` is left out: {reason}."
        if each.given:
            message = f"`{each.option}` names the folder `{each.name}`, {reason}."
        fix = "Make it, or name another; paths start at the folder of this file."
        if each.reason:
            fix = "Put the documents themselves there, or name their folder."
        yield Remark(each.path, each.line, message, fix)


@rule("hidden", Level.INFO, "Folders of tools, and those with a dot, are left out.")
def hidden_folders(evidence: Evidence) -> Iterator[Remark]:
    """Folders that are left out for what they are."""
    for found in evidence.contents.values():
        for paths, message in (
            (found.hidden, "Left out, as their names start with a dot"),
            (found.foreign, "Left out, as they hold what some tool has put there"),
        ):
            if paths:
                yield Remark("", 0, f"{message}: {_paths(paths, evidence.root)}.")


@rule("page", Level.WARNING, "No two files claim the same page.")
def taken_pages(evidence: Evidence) -> Iterator[Remark]:
    """Files whose page another one has."""
    for each in evidence.of(TakenPage):
        message = f"`{each.other}` has the page `{each.address}` already."
        yield Remark(each.path, each.line, message, "Rename one of the two.")


@rule("unreadable", Level.WARNING, "A file or folder can be read.")
def unreadable_files(evidence: Evidence) -> Iterator[Remark]:
    """Files and folders that cannot be read."""
    for found in evidence.contents.values():
        for path, reason in found.unreadable.items():
            fix = "Mend its permissions, or make it shorter."
            yield Remark(path_in(path, evidence.root), 0, f"It cannot be read: {reason}.", fix)


@rule("unserved", Level.INFO, "Files beside documents are of a kind that is served.")
def unserved_kinds(evidence: Evidence) -> Iterator[Remark]:
    """Files beside documents that are not served for what they are."""
    if paths := refused_kinds(evidence.contents, evidence.root):
        message = f"Not served, as not of a kind that is: {_named(paths)}."
        yield Remark("", 0, message, "`assets: all` serves all but keys and passwords.")


@rule("untracked", Level.INFO, "In the root of a project, git tracks a document.")
def untracked_documents(evidence: Evidence) -> Iterator[Remark]:
    """Documents that are left out as git does not track them."""
    for found in evidence.contents.values():
        untracked = (path for path, why in found.left_out.items() if why is UNTRACKED)
        if documents := [path for path in untracked if path.suffix == ".md"]:
            names = _paths(documents, evidence.root)
            message = f"Left out, as git does not track them: {names}."
            yield Remark("", 0, message, "`git add` them.")


def _paths(files: Sequence[Path], root: Path) -> str:
    return _named([path_in(file, root) for file in files])


def _named(paths: Sequence[str]) -> str:
    """The first of some paths, and how many more there are."""
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return ", ".join(f"`{path}`" for path in paths[:NAMED]) + more
