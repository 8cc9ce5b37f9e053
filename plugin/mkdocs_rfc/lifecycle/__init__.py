"""What a status is, and the lifecycles that a site can choose by name."""

from __future__ import annotations

from mkdocs_rfc.lifecycle.presets import PRESETS, RFC
from mkdocs_rfc.lifecycle.statuses import Lifecycle, StatedStatus, Status, lifecycle_from

__all__ = [
    "PRESETS",
    "RFC",
    "Lifecycle",
    "StatedStatus",
    "Status",
    "lifecycle_from",
]
