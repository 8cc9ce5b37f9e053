"""The rule about what is wrong with the templates of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mkdocs_rfc.authoring import Template
from mkdocs_rfc.documents import Document
from mkdocs_rfc.findings import Finding


def template_findings(
    templates: Mapping[str, Template], documents: Iterable[Document]
) -> Iterator[Finding]:
    """What is wrong with the templates of a site, and with the names that its specs give them."""
    for template in templates.values():
        yield from template.findings
    known = ", ".join(sorted(filter(None, templates)))
    for document in documents:
        named = document.front.get("template")
        # The name of an HTML file is for the theme.
        if isinstance(named, str) and named not in templates and not named.endswith(".html"):
            line = next((each.line for each in document.fields if each.name == "template"), 0)
            message = f"{named!r} is the name of no template; the site's own takes its place."
            yield Finding(document.path, line, "template", message, f"Use one of: {known}.")
