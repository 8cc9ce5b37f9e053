"""`{{ name }}` in templates: a closed part of Jinja2 in its sandbox, never for a document's text.

Names, their attributes, a few filters, `if` and `for` are all there is: nothing in it can fail
for one spec and not for another, call anything, or run for long.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from mkdocs_rfc.slots import SAMPLE, Slots

FILTERS = ("lower", "upper", "trim", "join", "quoted")
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
)


def check_expressions(text: str) -> Iterator[tuple[int, str]]:
    """Line and reason of everything in a template that cannot be filled in."""
    if not _has_expressions(text):
        return
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        yield error.lineno, f"The template is broken: {_said(error)}."
        return
    found = list(_refused(tree))
    yield from found
    if not found:
        try:
            fill_expressions(text, SAMPLE)
        except (TemplateError, TypeError) as error:
            yield 0, f"The template cannot be filled in: {_said(error)}."


def fill_expressions(text: str, slots: Slots) -> str:
    """Fill in a template that was checked."""
    return (
        _environment().from_string(text).render(slots.names()) if _has_expressions(text) else text
    )


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "message", None) or error).split()).rstrip(".")


def _has_expressions(text: str) -> bool:
    return "{{" in text or "{%" in text


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        autoescape=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{#-#",  # `## Title {#anchor}` is Markdown
        comment_end_string="#-#}",
    )
    filters = environment.filters | {"quoted": quoted}
    environment.filters = {name: filters[name] for name in FILTERS}
    environment.globals = {}
    environment.tests = {}
    return environment


def quoted(value: object) -> str:
    """A value in double quotes, as YAML reads it back."""
    return json.dumps(str(value), ensure_ascii=False)


def _refused(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    known = {*SAMPLE.names(), *(each.name for each in _bound(tree))}
    for node in tree.find_all(nodes.Node):
        if isinstance(node, (nodes.EvalContext, nodes.EvalContextModifier)):
            continue
        if not isinstance(node, ALLOWED):
            kind = type(node).__name__
            yield node.lineno, f"The template has a {kind}, which is not for templates."
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            allowed = ", ".join(FILTERS)
            yield node.lineno, f"The template has the filter `{node.name}`; there are {allowed}."
        elif isinstance(node, nodes.Name) and node.name not in known:
            yield node.lineno, f"The template names `{node.name}`, which is nothing it can know."
        elif isinstance(node, nodes.Getattr) and not _is_known(node):
            yield node.lineno, f"The template names `.{node.attr}`, which is nothing it can know."


def _bound(tree: nodes.Template) -> Iterator[nodes.Name]:
    """The names that a `for` gives."""
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name):
            yield loop.target


def _is_known(node: nodes.Getattr) -> bool:
    if isinstance(node.node, nodes.Name) and node.node.name == "git":
        return hasattr(SAMPLE.git, node.attr)
    return node.attr in {"title", "path"}
