"""From a tree to what a reader sees: alerts, tasks, code, permalinks."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.alerts import show_alerts
from mkdocs_rfc.markdown.footnotes import show_footnotes
from mkdocs_rfc.markdown.formulas import show_formulas
from mkdocs_rfc.markdown.headings import HEADINGS
from mkdocs_rfc.markdown.highlight import Highlighter, show_code
from mkdocs_rfc.markdown.sanitise import drop_dangers
from mkdocs_rfc.markdown.tasks import show_tasks


def present(
    root: HtmlElement, *, highlighter: Highlighter | None = None, math: bool = True
) -> None:
    """Turn GitHub's tree, in place, into what the site shows of it.

    It comes last: whatever was linked, completed or kept before, nothing that no page may hold is
    in the tree then. A `highlighter` that is kept keeps what it made. Without `math`, for a site
    that loads no script for it, formulas stay as they were written.
    """
    if math:
        show_formulas(root)
    show_alerts(root)
    show_tasks(root)
    show_footnotes(root)
    show_code(root, highlighter or Highlighter())
    show_permalinks(root)
    drop_dangers(root)


def show_permalinks(root: HtmlElement) -> None:
    """End each heading with a link to itself."""
    for heading in root.iter(*HEADINGS):
        attributes = {
            "class": "headerlink",
            "href": f"#{heading.get('id')}",
            "title": "Permanent link",
        }
        link = etree.SubElement(heading, "a", attributes)
        link.text = "¶"
