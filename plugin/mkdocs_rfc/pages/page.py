"""The templates that print views."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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
