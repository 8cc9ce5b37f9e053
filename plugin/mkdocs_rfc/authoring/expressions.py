"""`{{ name }}` in templates: a closed part of Jinja2 in its sandbox, never for a document's text.

Names, their attributes, a few filters, `if` and `for` are all there is: nothing in it can fail
for one spec and not for another, call anything, or run for long.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from mkdocs_rfc.authoring.slots import SAMPLE, GitNames, Slots
from mkdocs_rfc.markdown import readable

OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
MOST_EXPRESSIONS, MOST_TOKENS, DEEPEST = 500, 100, 10
"""Of a template, of an expression, and of what stands in each other."""
LONGEST = {"string": 200, "integer": 20, "float": 20}
REFUSALS = (
    *(ArithmeticError, AssertionError, LookupError, MemoryError, RecursionError, SyntaxError),
    *(TypeError, ValueError),
)
"""What Jinja, and Python that makes code of its code, raise for what cannot be."""
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
LINK = frozenset({"title", "path"})
LOOPED = {"research": LINK, "git.recent": frozenset[str]()}
"""What a loop goes through, with the attributes of each."""
GIT = frozenset({*(each.name for each in fields(GitNames)), "short"})
KNOWN = {name: GIT if name == "git" else frozenset[str]() for name in SAMPLE.names()}
"""Every name, with its attributes."""


def check_expressions(text: str) -> Iterator[tuple[int, str]]:
    """Line and reason of everything in a template that cannot be filled in."""
    if not is_expression(text):
        return
    try:
        if (excess := next(_excesses(text), None)) is not None:
            yield excess
            return
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        yield error.lineno, f"The template is broken: {_said(error)}."
        return
    except REFUSALS as error:
        yield 0, f"The template is broken: {_said(error)}."
        return
    found = list(_refused(tree, KNOWN))
    yield from found
    if not found:
        try:
            fill_expressions(text, SAMPLE)
        except (TemplateError, *REFUSALS) as error:
            yield 0, f"The template cannot be filled in: {_said(error)}."


def _excesses(text: str) -> Iterator[tuple[int, str]]:
    """What is more than a person writes, before it is read: reading follows how deep it goes."""
    kinds = {"variable_begin", "block_begin"}
    count, tokens, brackets, blocks, opened = 0, 0, 0, 0, ""
    for line, kind, value in _environment().lex(text):
        if kind in kinds:
            count, tokens, brackets, opened = count + 1, 0, 0, kind
        elif kind == "name" and opened == "block_begin":
            blocks += -1 if value.startswith("end") else value not in {"elif", "else"}
        if kind not in {*kinds, "whitespace"}:
            opened, tokens = "", tokens + (kind != "data")
        if kind == "operator":
            brackets += (value in OPENING) - (value in CLOSING)
        if kind in LONGEST and len(value) > LONGEST[kind]:
            named = "text in quotes" if kind == "string" else "number"
            yield line, f"The template has a {named} of {len(value)} characters."
        if tokens > MOST_TOKENS or brackets > DEEPEST:
            yield line, "The template has an expression that is longer than a person writes."
        if blocks > DEEPEST:
            yield line, f"The template has blocks that are more than {DEEPEST} deep."
        if count > MOST_EXPRESSIONS:
            yield line, f"The template has more than {MOST_EXPRESSIONS} expressions."


def fill_expressions(text: str, slots: Slots) -> str:
    """Fill in a template that was checked."""
    return _environment().from_string(text).render(slots.names()) if is_expression(text) else text


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "message", None) or error).split()).rstrip(".")


def is_expression(text: str) -> bool:
    """Whether a text, or a line of one, has anything that would be filled in."""
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


def _refused(
    node: nodes.Node, scope: Mapping[str, frozenset[str]], *, looped: bool = False
) -> Iterator[tuple[int, str]]:
    """What is not allowed in a node; `scope` has the names there are, each with its attributes."""
    if isinstance(node, (nodes.EvalContext, nodes.EvalContextModifier)):
        return
    if not isinstance(node, ALLOWED):
        yield node.lineno, f"The template has a {type(node).__name__}, which is not for templates."
    elif isinstance(node, nodes.Const) and str(node.value) != readable(str(node.value)):
        yield node.lineno, "The template has a text with a character that no page may hold."
    elif isinstance(node, nodes.Name) and node.name not in scope:
        yield node.lineno, f"The template names `{node.name}`, which is nothing it can know."
    elif isinstance(node, nodes.Getattr) and node.attr not in _attributes(node.node, scope):
        yield node.lineno, f"The template names `.{node.attr}`, which is nothing it can know."
    elif isinstance(node, nodes.Filter) and (reason := _unfit(node)):
        yield node.lineno, reason
    elif isinstance(node, nodes.For):
        yield from _refused_loop(node, scope, looped=looped)
        return
    for child in node.iter_child_nodes():
        yield from _refused(child, scope, looped=looped)


def _refused_loop(
    node: nodes.For, scope: Mapping[str, frozenset[str]], *, looped: bool
) -> Iterator[tuple[int, str]]:
    if looped or not isinstance(node.target, nodes.Name) or _place(node.iter) not in LOOPED:
        over = " or ".join(f"`{name}`" for name in LOOPED)
        yield node.lineno, f"The template has a loop; there are those over {over}, one deep."
        return
    inside = {**scope, node.target.name: LOOPED[_place(node.iter)]}
    for child in (*node.body, *([node.test] if node.test else [])):
        yield from _refused(child, inside, looped=True)
    for child in node.else_:
        yield from _refused(child, scope, looped=True)


def _attributes(node: nodes.Node, scope: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return scope.get(node.name, frozenset()) if isinstance(node, nodes.Name) else frozenset()


def _place(node: nodes.Node) -> str:
    """A name, or an attribute of one, as it is written."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _unfit(node: nodes.Filter) -> str:
    """Why a filter is refused; one of a few behind a name cannot make much of little."""
    if node.name not in FILTERS:
        return f"The template has the filter `{node.name}`; there are {', '.join(FILTERS)}."
    texts = [each for each in node.args if isinstance(each, nodes.Const)]
    most = 1 if node.name == "join" else 0
    others = node.kwargs or node.dyn_args or node.dyn_kwargs or len(texts) < len(node.args)
    if others or len(texts) > most or not all(isinstance(each.value, str) for each in texts):
        return f"The template gives the filter `{node.name}` what it does not take."
    behind, inner = [node.name], node.node
    while isinstance(inner, nodes.Filter):
        behind.append(inner.name)
        inner = inner.node
    if len(set(behind)) < len(behind) or not (inner and _place(inner)):
        return f"The template has the filter `{node.name}`; each stands once, behind a name."
    return ""
