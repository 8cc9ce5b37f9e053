"""Which renames to believe.

Git pairs what came with what went by likeness alone. Documents that were born from one template are
alike without being the same, and where thousands move at once git gives up; names decide then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from mkdocs_rfc.history.diff import PathChange

LIMIT = 1000
"""Above this number of files that came and as many that went, git looks for equal files only."""
NAME = re.compile(
    rb"(?:[a-z]+[-_ ]?(?=\d))?(?:\d{4}-\d\d-\d\d|(?P<number>\d*))[-_. ]*(?P<slug>.*)",
    re.IGNORECASE | re.DOTALL,
)
GENERIC = frozenset({b"readme", b"index", b"spec", b"proposal", b"rfc", b"design", b"template"})
"""Names that say nothing: the folder does."""


def doubtful(change: PathChange) -> bool:
    """Whether a rename changed everything in the name that tells documents apart."""
    old, new = change.source, change.path
    return bool(old) and not any(key(old) == key(new) != b"" for key in KEYS)


def settle_renames(changes: Sequence[PathChange], wanted: Container[bytes]) -> Sequence[PathChange]:
    """The changes of one commit, with wanted paths paired by name where likeness alone did it."""
    renamed = [each for each in changes if each.source and each.path in wanted]
    doubted = {each.path: each for each in renamed if doubtful(each)}
    crowded = len(changes) > 2 * LIMIT
    if not doubted and not crowded:
        return changes
    came = {each.path for each in changes if each.kind == "added" and each.path in wanted}
    came |= doubted.keys()
    went = {each.source: each for each in doubted.values()}
    if crowded:
        went |= {each.path: each for each in changes if each.kind == "deleted"}
    sources = _pair(came, went)
    taken = set(sources.values())
    for each in doubted.values():
        if each.path not in sources and each.source not in taken:
            sources[each.path] = each.source
    return list(_rewritten(changes, came, went, sources))


def _rewritten(
    changes: Iterable[PathChange],
    came: Container[bytes],
    went: Mapping[bytes, PathChange],
    sources: Mapping[bytes, bytes],
) -> Iterator[PathChange]:
    taken = set(sources.values())
    for change in changes:
        source = sources.get(change.path, b"")
        if change.path not in came or source == change.source:
            if change.kind != "deleted" or change.path not in taken:
                yield change
        else:
            yield change.moved(source, went[source]) if source else change.new()


def _pair(came: Iterable[bytes], went: Iterable[bytes]) -> dict[bytes, bytes]:
    """Each new path to the old one that alone has its name, else its number; in linear time."""
    came, went = set(came), set(went)
    pairs: dict[bytes, bytes] = {}
    for key in KEYS:
        new, old = _alone(came - pairs.keys(), key), _alone(went - set(pairs.values()), key)
        pairs |= {new[name]: old[name] for name in new.keys() & old.keys()}
    return pairs


def _alone(paths: Iterable[bytes], key: Callable[[bytes], bytes]) -> dict[bytes, bytes]:
    named: dict[bytes, list[bytes]] = defaultdict(list)
    for path in paths:
        named[key(path)].append(path)
    return {name: found[0] for name, found in named.items() if name and len(found) == 1}


def _name(path: bytes) -> bytes:
    """The file's name without its suffix; the folder's where the file's says nothing."""
    *folders, name = path.split(b"/")
    stem = name.rpartition(b".")[0] or name
    return folders[-1] if stem.lower() in GENERIC and folders else stem


def _slug(path: bytes) -> bytes:
    match = NAME.fullmatch(_name(path))
    return match["slug"].lower() if match else b""


def _number(path: bytes) -> bytes:
    match = NAME.fullmatch(_name(path))
    return (match["number"] or b"").lstrip(b"0") if match else b""


KEYS: tuple[Callable[[bytes], bytes], ...] = (_name, _slug, _number)
