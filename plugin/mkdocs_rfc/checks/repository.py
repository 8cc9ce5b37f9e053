"""The rules about what git and the file system keep from being read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs_rfc.corpus import UNTRACKED, Contents, Folder, path_in
from mkdocs_rfc.findings import Finding
from mkdocs_rfc.history import Snapshot

NAMED = 3
"""So many commits are named where there may be hundreds."""


def history_findings(history: Snapshot) -> Iterator[Finding]:
    """What is not known, and what was left out as no change of content."""
    for problem in history.problems:
        rule = "partial" if problem.code == "partial" else "git"
        yield Finding("", 0, rule, problem.message, problem.fix)
    if count := len(history.mechanical):
        named = ", ".join(f"`{id_[:7]}`" for id_ in history.mechanical[:NAMED])
        more = f" and {count - NAMED} more" if count > NAMED else ""
        commits = "One commit is" if count == 1 else f"{count} commits are"
        message = f"{commits} no change of content: {named}{more}."
        fix = "`mass_share`, `mass_count` and `ignore_revs` say which commits are none."
        yield Finding("", 0, "mass-edit", message, fix)


def unread_findings(contents: Mapping[Folder, Contents], root: Path) -> Iterator[Finding]:
    """What of the folders of the collections could not be read, or was left out."""
    for found in contents.values():
        for path in found.misnamed:
            shown = os.fsencode(path_in(path, root)).decode("utf-8", "backslashreplace")
            yield Finding(shown, 0, "encoding", "The name is not UTF-8.", "Rename it.")
        for path, reason in found.unreadable.items():
            fix = "Mend its permissions, or make it shorter."
            message = f"It cannot be read: {reason}."
            yield Finding(path_in(path, root), 0, "unreadable", message, fix)
        untracked = [path for path, why in found.left_out.items() if why is UNTRACKED]
        documents = [path for path in untracked if path.suffix == ".md"]
        for rule, paths, message in (
            ("hidden", found.hidden, "Left out, as their names start with a dot"),
            ("hidden", found.foreign, "Left out, as they hold what some tool has put there"),
            ("untracked", documents, "Left out, as git does not track them"),
        ):
            if paths:
                names = ", ".join(f"`{path_in(path, root)}`" for path in paths[:3])
                more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
                fix = "`git add` them." if rule == "untracked" else ""
                yield Finding("", 0, rule, f"{message}: {names}{more}.", fix)
