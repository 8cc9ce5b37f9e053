"""What the next build may take over from this one."""

from __future__ import annotations

from mkdocs_rfc.rebuild.fingerprints import Fingerprints, fingerprint, read_fingerprints
from mkdocs_rfc.rebuild.memory import BuildCache

__all__ = [
    "BuildCache",
    "Fingerprints",
    "fingerprint",
    "read_fingerprints",
]
