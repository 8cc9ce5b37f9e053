"""What git knows of the documents of a site, whichever repositories they are in."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs_rfc.corpus.freshness import find_times
from mkdocs_rfc.documents import Document, questions_in_version, status_in_version
from mkdocs_rfc.history import Problem, Snapshot, discover, read_history
from mkdocs_rfc.options import Options
from mkdocs_rfc.storage import resolved


def read_histories(root: Path, documents: Collection[Document], options: Options) -> Snapshot:
    """The snapshot of the site's repository, with the documents of all repositories in it.

    A document in a submodule, or in a repository beside the site's, has the history that it has
    there; `elsewhere` says where that is.
    """
    homes = _homes(root, documents)
    own = [document.path for document in documents if document.path not in homes]
    found = _read(root, own, documents, options) if own or discover(root) else Snapshot()
    if homes and not own:
        found = replace(found, problems=())  # nobody asked for what it does not know
    if options.repo_url:  # which says where the forge is
        found = replace(
            found, problems=tuple(each for each in found.problems if each.code != "remote")
        )
    tops = sorted({top for top, _ in homes.values()})
    inside = {top: [path for each, path in homes.values() if each == top] for top in tops}
    apart = replace(options, history=replace(options.history, ours=False))
    others = {top: _read(top, paths, (), apart) for top, paths in inside.items()}
    return _joined(root, found, others, homes) if others else found


def _read(
    root: Path, paths: Collection[str], documents: Iterable[Document], options: Options
) -> Snapshot:
    known = replace(
        options.history,
        cache=options.cache,
        status_parser=repr(list(options.lifecycle.words)),  # kept statuses were read by these
        times=find_times(documents),
    )
    return read_history(
        root,
        list(paths),
        options=known,
        status_of=status_in_version(options.lifecycle),
        points_of=questions_in_version,
    )


def _homes(root: Path, documents: Iterable[Document]) -> dict[str, tuple[Path, str]]:
    """Of each document that is in another repository its top, and the path that it has there."""
    own = discover(root)
    folders: dict[Path, tuple[Path, Path | None]] = {}
    homes: dict[str, tuple[Path, str]] = {}
    for document in documents:
        file = Path(os.path.normpath(root / document.path))
        folder = file.parent
        if folder not in folders:
            folders[folder] = resolved(folder), discover(folder)
        real, top = folders[folder]
        if top and top != own:
            homes[document.path] = top, (real / file.name).relative_to(top).as_posix()
    return homes


def _joined(
    root: Path,
    found: Snapshot,
    others: Mapping[Path, Snapshot],
    homes: Mapping[str, tuple[Path, str]],
) -> Snapshot:
    names = {top: Path(os.path.relpath(top, root)).as_posix() for top in others}
    documents, renamed, said = dict(found.documents), dict(found.renamed), list(found.problems)
    for path, (top, there) in homes.items():
        documents[path] = replace(others[top].documents[there], path=path)
    for top, each in others.items():
        renamed |= {
            f"{names[top]}/{old}": f"{names[top]}/{new}" for old, new in each.renamed.items()
        }
        said += [_placed(problem, names[top]) for problem in each.problems]
    mechanical = [id_ for each in (found, *others.values()) for id_ in each.mechanical]
    return replace(
        found,
        documents=documents,
        renamed=renamed,
        problems=tuple(said),
        mechanical=tuple(sorted(mechanical)),
        elsewhere={path: (others[top], there) for path, (top, there) in homes.items()},
        processes=found.processes + sum(each.processes for each in others.values()),
    )


def _placed(problem: Problem, name: str) -> Problem:
    return replace(problem, message=f"In `{name}`: {problem.message}")
