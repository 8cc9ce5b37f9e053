"""The content of a page, and the template that prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_rfc.markdown import TocToken

Passage = tuple[str, str, str]
"""The anchor, the heading and the words of a section, as HTML; no anchor for the whole page."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page, ready for a theme."""

    title: str
    """Plain text."""
    html: str
    toc: Sequence[TocToken]
    meta: Mapping[str, object]
    """What themes and other plugins read: `status`, `description`, `update_date`, `search`."""
    search: Sequence[Passage] = ()
    """What the search of the site knows of the page; empty for the page as it is."""


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_template(template: str, **values: object) -> Markup:
    """Fill one of our templates with a view."""
    return Markup(TEMPLATES.get_template(f"{template}.html.jinja").render(values))  # noqa: S704 - autoescaped
