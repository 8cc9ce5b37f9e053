"""The shape of the code is a promise: who may import what, and no import hidden in a function."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugin" / "mkdocs_rfc"
RIM = {"config", "document_page", "finished_page", "navigation", "plugin", "site_files"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(file):
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


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


MAP = re.compile(r"^ {4}(\w[\w, >-]*?)(?: {2,}.*)?$", re.MULTILINE)
TREES = {name_of(file): ast.parse(file.read_text(encoding="utf-8")) for file in MODULES}


@pytest.mark.parametrize("name", [name for name in TREES if name not in RIM])
def test_only_the_rim_knows_mkdocs(name):
    hosts = {module.split(".")[0] for module, _ in imports_of(TREES[name])}

    assert not hosts & {"mkdocs", "material", "properdocs"}


@pytest.mark.parametrize("name", TREES)
def test_no_import_hides_in_a_function(name):
    functions = [n for n in ast.walk(TREES[name]) if isinstance(n, (ast.FunctionDef, ast.Lambda))]

    assert [n.lineno for f in functions for _, n in imports_of(f)] == []


def test_no_module_imports_itself_through_others():
    graph = {}
    for name, tree in TREES.items():
        wanted = {module.removeprefix("mkdocs_rfc.") for module, _ in imports_of(tree)}
        graph[name] = {module for module in wanted if module in TREES and module != name}

    for start, imported in graph.items():
        seen, stack = set(), list(imported)
        while stack:
            here = stack.pop()
            assert here != start, f"{start} is in a cycle"
            if here not in seen:
                seen.add(here)
                stack += graph[here]


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


def test_the_map_names_every_module_once():
    mapped = re.findall(r"\w+", " ".join(MAP.findall(ast.get_docstring(TREES["__init__"]))))

    assert sorted(mapped) == sorted({name.split(".")[0] for name in TREES} - {"__init__"})
