"""Which renames to believe.

Git pairs what came with what went by likeness alone. Documents that were born from one template are
alike without being the same, and where thousands move at once git gives up; names decide then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from mkdocs_rfc.history.changes import Change

LIMIT = 1000
"""Above this number of files that came and as many that went, git looks for equal files only."""
SURE = 90
"""From this likeness in percent on, a document that got another name is the same one."""
EMPTY = frozenset(
    {
        b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        b"473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
"""Ids of the empty file: any two of them are alike."""
NAME = re.compile(
    rb"(?:[a-z]+[-_ ]?(?=\d))?(?:\d{4}-\d\d-\d\d|(?P<number>\d*))[-_. ]*(?P<slug>.*)",
    re.IGNORECASE | re.DOTALL,
)
GENERIC = frozenset({b"readme", b"index", b"spec", b"proposal", b"rfc", b"design", b"template"})
"""Names that say nothing: the folder does."""


def settle(changes: Sequence[Change], wanted: Container[bytes]) -> Sequence[Change]:
    """The changes of one commit, with the renames of wanted paths as they are to be believed."""
    doubtful = {
        each.path: each
        for each in changes
        if each.source and each.path in wanted and not _believable(each)
    }
    crowded = len(changes) > 2 * LIMIT
    if not doubtful and not crowded:
        return changes
    came = {each.path for each in changes if each.kind == "added" and each.path in wanted}
    went = {each.source: each for each in doubtful.values()}
    if crowded:
        went |= {each.path: each for each in changes if each.kind == "deleted"}
    sources = _pair(came | doubtful.keys(), went)
    taken = set(sources.values())
    sources |= {
        each.path: each.source
        for each in doubtful.values()
        if each.path not in sources and each.score >= SURE and each.source not in taken
    }
    return list(_rewritten(changes, came | doubtful.keys(), went, sources))


def _rewritten(
    changes: Iterable[Change],
    came: Container[bytes],
    went: Mapping[bytes, Change],
    sources: Mapping[bytes, bytes],
) -> Iterator[Change]:
    taken = set(sources.values())
    for change in changes:
        if change.path in came:
            source = sources.get(change.path)
            yield change.moved(source, went[source]) if source else change.new()
        elif change.kind != "deleted" or change.path not in taken:
            yield change


def _believable(change: Change) -> bool:
    if change.score == 100 and change.blob not in EMPTY:
        return True
    return any(key(change.path) == key(change.source) != b"" for key in KEYS)


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
