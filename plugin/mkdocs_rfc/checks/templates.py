"""The rule about what is wrong with the templates of a site."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_rfc.authoring import (
    EmptyTemplate,
    Template,
    TemplateProblem,
    UnfitExpression,
    UnknownSlot,
    UnreadableTemplate,
)
from mkdocs_rfc.checks.rules import Evidence, Remark, rule
from mkdocs_rfc.documents import Kind
from mkdocs_rfc.findings import Finding, Level

SLOTS = "See “Slots” in the docs."


@rule("template", Level.WARNING, "A template is there, with sections, and slots from the table.")
def unfit_templates(evidence: Evidence) -> Iterator[Remark]:
    """Templates that cannot serve, and names that specs give them and that are none."""
    for template in evidence.templates.values():
        yield from map(_said, template.problems)
    known = ", ".join(sorted(filter(None, evidence.templates)))
    for document in evidence.corpus.collection(Kind.SPEC):
        named = document.front.get("template")
        # The name of an HTML file is for the theme.
        is_name = isinstance(named, str) and not named.endswith(".html")
        if is_name and named not in evidence.templates:
            line = next((each.line for each in document.fields if each.name == "template"), 0)
            message = f"{named!r} is the name of no template; the site's own takes its place."
            yield Remark(document.path, line, message, f"Use one of: {known}.")


def check_template(template: Template) -> Iterator[Finding]:
    """What is wrong with one template alone."""
    return unfit_templates.report(map(_said, template.problems))


def _said(problem: TemplateProblem) -> Remark:
    match problem:
        case UnreadableTemplate():
            message, fix = f"The template cannot be read: {problem.reason}.", ""
        case EmptyTemplate():
            message, fix = "The template has no section (`## …`).", ""
        case UnknownSlot():
            slot = f"`!`{problem.command}``"
            message = f"The template has the slot {slot}, which is not in the table of slots."
            fix = SLOTS
        case UnfitExpression():
            message, fix = problem.reason, SLOTS
    return Remark(problem.path, problem.line, message, fix)
