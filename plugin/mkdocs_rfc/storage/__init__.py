"""Values kept in a process, parts kept on disk, and files that are replaced whole."""

from __future__ import annotations

from mkdocs_rfc.storage.access import (
    BARE,
    RefusedError,
    git_folder,
    is_gits,
    peek,
    read,
    read_named,
    reason_of,
    refusal,
    resolved,
)
from mkdocs_rfc.storage.cache_folder import NOWHERE, cache_of, use
from mkdocs_rfc.storage.garbage import FirstBuild, without_collecting
from mkdocs_rfc.storage.key import salt
from mkdocs_rfc.storage.memo import Memo
from mkdocs_rfc.storage.parts import load, save

__all__ = [
    "BARE",
    "NOWHERE",
    "FirstBuild",
    "Memo",
    "RefusedError",
    "cache_of",
    "git_folder",
    "is_gits",
    "load",
    "peek",
    "read",
    "read_named",
    "reason_of",
    "refusal",
    "resolved",
    "salt",
    "save",
    "use",
    "without_collecting",
]
