"""The shape of the code is a promise: who may import what, and where a thing is decided."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from mkdocs_rfc.checks import RULES

PACKAGE = Path(__file__).parent.parent / "plugin" / "mkdocs_rfc"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = (
    {"plugin", "cli"},
    {"host"},
    {"build"},
    {"rebuild"},
    {"pages"},
    {"site", "checks", "editing"},
    {"corpus"},
    {"options", "authoring"},
    {"documents", "history"},
    {"markdown", "messages", "lifecycle", "forge", "storage", "findings"},
    {"limits", "plain_text"},
)
"""A package may import from the lines below its own, and from its neighbours in it."""
OWNERS = {
    "click": {"cli"},
    "cmarkgfm": {"markdown"},
    "git": {"editing"},
    "jinja2": {"authoring", "pages", "plugin", "rebuild"},
    "lxml": {"authoring", "corpus", "documents", "editing", "host", "markdown", "pages"},
    "mkdocs": {"host", "plugin"},
    "nh3": {"markdown"},
    "pathspec": {"corpus", "options"},
    "platformdirs": {"storage"},
    "pygments": {"markdown"},
    "sqlite3": {"corpus"},
    "subprocess": {"history"},
    "watchdog": {"host"},
    "yaml": {"documents", "host"},
}
"""Who may import what is not ours."""


def name_of(file):
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def room_of(name):
    return name.split(".")[0]


def is_module(dotted):
    path = PACKAGE.parent / dotted.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if is_module(whole) else node.module or "", node
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield node.args[0].value, node


MAP = re.compile(r"^ {4}(\w+) {2,}\S", re.MULTILINE)
TREES = {name_of(file): ast.parse(file.read_text(encoding="utf-8")) for file in MODULES}
PACKAGES = {name_of(file) for file in MODULES if file.name == "__init__.py"}
DOORS = {
    f"{name}.{each.value}"
    for name in PACKAGES
    for node in TREES[name].body
    if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    for each in node.value.elts
}
"""What packages export, by its whole name."""
OURS = {
    name: {m.removeprefix("mkdocs_rfc.") for m, _ in imports_of(tree) if m.startswith("mkdocs_rfc")}
    for name, tree in TREES.items()
}


def complexity(function):
    """How many ways lead through a function, as linters count them, without those inside it."""
    forks = (ast.If, ast.For, ast.While, ast.IfExp, ast.comprehension, ast.ExceptHandler)
    inner = [n for n in ast.walk(function) if isinstance(n, ast.FunctionDef) and n is not function]
    left_out = {id(node) for each in inner for node in ast.walk(each)}
    nodes = [node for node in ast.walk(function) if id(node) not in left_out]
    operators = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    return 1 + operators + sum(isinstance(node, forks) for node in nodes)


def test_no_package_imports_from_above_itself():
    floor = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
    up = [
        (name, other)
        for name, imported in OURS.items()
        for other in imported
        if name != "__init__" and floor[room_of(name)] > floor[room_of(other)]
    ]

    assert up == []


def test_every_package_has_its_layer():
    assert {room_of(name) for name in TREES} - {"__init__"} == set().union(*LAYERS)


@pytest.mark.parametrize("name", TREES)
def test_what_is_not_ours_is_imported_by_its_owners(name):
    strangers = {module.split(".")[0] for module, _ in imports_of(TREES[name])}

    assert {s for s in strangers if room_of(name) not in OWNERS.get(s, {room_of(name)})} == set()
    assert not strangers & {"material", "properdocs"}


@pytest.mark.parametrize("name", TREES)
def test_packages_are_entered_by_their_doors(name):
    others = {m for m in OURS[name] if room_of(m) != room_of(name) and m not in PACKAGES}

    assert {m for m in others if "." in m} - DOORS == set()


@pytest.mark.parametrize("name", TREES)
def test_no_import_hides_in_a_function(name):
    functions = [n for n in ast.walk(TREES[name]) if isinstance(n, (ast.FunctionDef, ast.Lambda))]

    found = [n for f in functions for _, n in imports_of(f)]
    late = [n.args[0].value for n in found if isinstance(n, ast.Call)]  # by name, to be seen here

    assert [n.lineno for n in found if not isinstance(n, ast.Call)] == []
    assert set(late) <= ({"mkdocs_rfc.host"} if room_of(name) == "cli" else set())


def test_no_module_imports_itself_through_others():
    graph = {name: {m for m in imported if m in TREES} for name, imported in OURS.items()}
    graph = {name: imported - {name} for name, imported in graph.items()}

    for start, imported in graph.items():
        seen, stack = set(), list(imported - PACKAGES)
        while stack:
            here = stack.pop()
            assert here != start, f"{start} is in a cycle"
            if here not in seen:
                seen.add(here)
                stack += graph[here] - (PACKAGES if room_of(here) == room_of(start) else set())


def test_a_public_name_means_one_thing():
    names = Counter(
        node.name
        for tree in TREES.values()
        for node in tree.body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_")
    )

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_read(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", TREES)
def test_a_function_is_short_enough_to_read(name):
    functions = [n for n in ast.walk(TREES[name]) if isinstance(n, ast.FunctionDef)]

    assert [f.name for f in functions if f.end_lineno - f.lineno + 1 > 50] == []


@pytest.mark.parametrize("name", TREES)
def test_a_module_has_a_name_that_says_something(name):
    assert name.rpartition(".")[2] not in {"utils", "helpers", "common", "core", "base", "manager"}


def test_the_map_names_every_room_once():
    mapped = MAP.findall(ast.get_docstring(TREES["__init__"], clean=False))

    assert sorted(mapped) == sorted({room_of(name) for name in TREES} - {"__init__"})


WORDS = re.compile(r"[A-Z][a-z]{2,}[.:]?|[^\W\d_][\w'’-]*[.,:;!?]?(?: [^\W\d_][\w'’-]*[.,:;!?]?)+")
"""One word with a capital letter, or several words and nothing else."""
NAMES = re.compile(r"<[^>]*>|(?:mkdocs-)?\brfc[- ][\w-]+")
"""What is no text in whatever holds some: tags, our classes, our command."""
JINJA = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
SHOWN = re.compile(r'\s(?:alt|aria-label|placeholder|title)="([^"]*)"')
QUOTED = re.compile(r'"[^"]*"')


def is_text(written):
    return bool(WORDS.fullmatch(" ".join(NAMES.sub(" ", written).split())))


def is_unseen(node):
    """Whether nothing in it can be on a page: a docstring, names for others, types, tags."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"cast", "word_set"}


def strings_of(tree):
    """The strings of a module that can be on a page."""
    unseen = {each for node in ast.walk(tree) if is_unseen(node) for each in ast.walk(node)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and n not in unseen)
    return [node.value for node in strings if isinstance(node.value, str)]


def letters_of(template):
    """The words that a template says itself: in text, in attributes, and in its expressions."""
    bare = JINJA.sub(" ", template)
    shown = [*SHOWN.findall(bare), NAMES.sub(" ", bare)]
    quoted = [
        q for code in JINJA.findall(template) for q in QUOTED.findall(code) if is_text(q[1:-1])
    ]
    return [*re.findall(r"[^\W\d_]{2,}", " ".join(shown)), *quoted]


@pytest.mark.parametrize("name", [n for n in TREES if room_of(n) in {"markdown", "pages"}])
def test_a_text_for_readers_stands_in_messages(name):
    assert [text for text in strings_of(TREES[name]) if is_text(text)] == []


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("pages/**/*.jinja")), ids=lambda f: f.name)
def test_a_template_says_nothing_of_its_own(file):
    assert letters_of(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        'link.set("title", f"Jump back to {n} in the text")',
        'name = "Done"',
        'x = "<b>Not yet.</b>"',
        'title("no such file")',
    ],
)
def test_a_text_for_readers_is_recognised(code):
    assert any(map(is_text, strings_of(ast.parse(code))))


@pytest.mark.parametrize(
    "template", ["<p>All {{ n }}</p>", '<a title="Go{{ n }}">', '{{ p.heading("All of it") }}']
)
def test_a_text_in_a_template_is_recognised(template):
    assert letters_of(template)


def calls(name, called):
    """How often a module calls something by a name."""
    nodes = [n for n in ast.walk(TREES[name]) if isinstance(n, ast.Call)]
    return sum(isinstance(n.func, ast.Name) and n.func.id == called for n in nodes)


def test_findings_are_made_in_one_place():
    assert [name for name in TREES if calls(name, "Finding")] == ["checks.rules"]


def test_a_rule_is_one_function_of_the_checks():
    made = [name for name in TREES for _ in range(calls(name, "rule") + calls(name, "Rule"))]
    decorators = [
        decorator
        for name in set(made)
        for node in TREES[name].body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
    ]

    assert {room_of(name) for name in made} == {"checks"}
    assert len(decorators) == len(RULES) == len(made) - 1  # and where a rule is made of it


@pytest.mark.parametrize("name", TREES)
def test_nothing_is_decided_by_the_name_of_a_rule(name):
    compared = [n for n in ast.walk(TREES[name]) if isinstance(n, ast.Compare)]
    named = [n.lineno for n in compared if ".rule " in ast.unparse(n) and "'" in ast.unparse(n)]

    assert named == []
