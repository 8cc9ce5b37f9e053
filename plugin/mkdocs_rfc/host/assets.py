"""The style sheet that depends on a site's lifecycle."""

from __future__ import annotations

from mkdocs_rfc.lifecycle import Lifecycle


def stylesheet(lifecycle: Lifecycle) -> str:
    """Write the rules that depend on a site's own lifecycle: the icons in Material's navigation."""
    return "".join(
        f".md-status--{status.slug}::after{{"
        f"background-color:var(--rfc-{status.tone});"
        f"-webkit-mask-image:var(--rfc-i-{status.tone});mask-image:var(--rfc-i-{status.tone})}}\n"
        for status in lifecycle.statuses
    )
