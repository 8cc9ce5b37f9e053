"""The lifecycles that a site can choose by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_rfc.lifecycle.statuses import Lifecycle, Status

RFC = Lifecycle(
    (
        Status(
            "draft",
            "Draft",
            "Being written. Expect changes.",
            "draft",
            "Draft (WIP)",
            ("wip", "work in progress"),
            ("review", "rejected"),
        ),
        Status(
            "review",
            "In Review",
            "Open for comments.",
            "review",
            "In Review (RFC)",
            ("review", "under review", "active review", "final comment", "proposed", "rfc"),
            ("draft", "approved", "rejected"),
        ),
        Status(
            "approved",
            "Approved",
            "Decided. Work may start.",
            "approved",
            aliases=("accepted", "adopted"),
            next=("implemented", "deprecated", "rejected"),
        ),
        Status(
            "implemented",
            "Implemented",
            "Decided and built.",
            "done",
            aliases=("done", "complete", "completed", "shipped", "released", "final"),
            next=("deprecated",),
            final=True,
        ),
        Status(
            "deprecated",
            "Deprecated",
            "Was in force. See what replaced it.",
            "past",
            aliases=("superseded", "obsolete", "retired", "replaced"),
            final=True,
        ),
        Status(
            "rejected",
            "Rejected",
            "Considered and declined. Kept as a record.",
            "refused",
            aliases=("declined", "withdrawn", "abandoned"),
            next=("draft",),
            final=True,
        ),
    )
)
ADR = Lifecycle(
    (
        Status(
            "proposed",
            "Proposed",
            "Open for comments.",
            "review",
            aliases=("draft", "in review", "review"),
            next=("accepted", "rejected"),
        ),
        Status(
            "accepted",
            "Accepted",
            "Decided and in force.",
            "done",
            aliases=("approved", "implemented"),
            next=("deprecated", "superseded"),
        ),
        Status(
            "rejected",
            "Rejected",
            "Considered and declined. Kept as a record.",
            "refused",
            aliases=("declined", "withdrawn"),
            next=("proposed",),
            final=True,
        ),
        Status(
            "deprecated",
            "Deprecated",
            "Was in force.",
            "past",
            aliases=("obsolete", "retired"),
            final=True,
        ),
        Status(
            "superseded",
            "Superseded",
            "Was in force. See what replaced it.",
            "past",
            aliases=("replaced",),
            final=True,
        ),
    )
)
PRESETS: Mapping[str, Lifecycle] = MappingProxyType({"rfc": RFC, "adr": ADR})
