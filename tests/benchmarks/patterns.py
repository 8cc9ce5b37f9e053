"""Whether any regular expression of the package takes more than linear time on any string.

`python tests/benchmarks/patterns.py [--package FOLDER] [NAME …]`

Finds all of them: those that modules hold, those written where they are used (`re.sub("…")`), and
those made while the package runs, of which `MADE` has samples. Each meets strings made from its own
pieces: what it repeats, what it begins with and what it does not end with, in the way that the code
uses it. The exponent is that of the last sizes whose time can be told from nothing. The command
fails when one is above the limit; those in `BOUNDED` are only told: something else holds their
input short. FOLDER has another version of the package, to compare with.
"""

import argparse
import ast
import importlib
import itertools
import json
import math
import pkgutil
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from re import _constants as sre
from re import _parser as parser

LIMIT = 1.2
SIZES = (500, 1_000, 2_000, 4_000, 8_000, 16_000)
FIRST = 2_000
"""Size at which all strings are tried; the slowest few are then measured at the others."""
SLOW, SLOWEST = 0.001, 6
PATIENCE = 0.8
"""CPU seconds for one string; what takes longer counts by how far it came."""
ENOUGH = 0.03
"""Seconds that need not be taken again."""
LEAST = 0.004
"""Seconds below which a time says nothing; the square of 16,000 takes fifty times as long."""
SECONDS = 900
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
COMMON = "a1A \n\t-_.:/*`|<>[]()\"'$~#@+!,;=x\\&%?{}é"
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
BOUNDED = {
    "corpus.attachments.SECRET": "names of files, which have at most 255 bytes",
    "history.problems.STORED": "what git says, of which 64 kB are read",
    "history.remotes.STATED": "an address, which is not looked at if it is longer than any",
    "history.remotes.TOKEN": "the same",
}
"""Name -> what holds its input short."""
USES = {
    "editing.status.KEY": {"match"},
    "editing.status.ROW": {"match"},
    "editing.status.PAIR": {"match"},
    "editing.status.LONE": {"match"},
    "editing.status.END": {"match"},
}
"""How patterns are used that are reached by another name than their own."""


class TooSlowError(Exception):
    """A string took longer than there is patience."""


def modules():
    package = importlib.import_module("mkdocs_rfc")
    yield package
    for found in pkgutil.walk_packages(package.__path__, "mkdocs_rfc."):
        yield importlib.import_module(found.name)


def held(value, depth=0):
    """The patterns in a value of a module."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, (tuple, list, frozenset, set)):
        for each in value:
            yield from held(each, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for each in value.values():
            yield from held(each, depth + 1)


class Collection:
    """Every pattern of the package by name, and the methods that each is used with."""

    def __init__(self):
        self.found, self.uses, self.unknown, self.names = {}, {}, [], {}
        trees = [(each, ast.parse(Path(each.__file__).read_text())) for each in modules()]
        for module, tree in trees:
            self.hold(module, tree)
        for module, tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    self.call(module, node)
        for name, pattern in made():
            self.add(name, pattern, "finditer")

    def add(self, name, pattern, method=""):
        name = self.names.setdefault((pattern.pattern, pattern.flags), name)
        self.found.setdefault(name, pattern)
        if method:
            self.uses.setdefault(name, set()).add(method)

    def hold(self, module, tree):
        """What a module has under names of its own."""
        targets = (getattr(node, "targets", [getattr(node, "target", None)]) for node in tree.body)
        own = {each.id for each in itertools.chain(*targets) if isinstance(each, ast.Name)}
        for name, value in vars(module).items():
            for place, pattern in enumerate(held(value)):
                if name in own:
                    self.add(f"{short(module)}.{name}" + (f"[{place}]" if place else ""), pattern)

    def call(self, module, node):
        """A use of `re`, or of a pattern that has a name."""
        method, value = node.func.attr, getattr(node.func.value, "id", "")
        if value == "re" and node.args and method in {"compile", *METHODS}:
            label = f"{short(module)}:{node.lineno}"
            try:
                pattern = re.compile(*inline(node, module))
            except NameError:
                self.unknown.append(label)
            else:
                self.add(label, pattern, "" if method == "compile" else method)
        elif method in METHODS:
            for pattern in held(vars(module).get(value)):
                self.add("", pattern, method)


def short(module):
    return module.__name__.removeprefix("mkdocs_rfc.")


def collect():
    """Name -> pattern and the methods it is used with, and where others are made."""
    all_of = Collection()
    any_way = {"search", "finditer", "match"}
    return {
        name: (pattern, USES.get(name) or all_of.uses.get(name) or any_way)
        for name, pattern in all_of.found.items()
    }, all_of.unknown


def inline(node, module):
    """The pattern and the flags of a call, as far as the module's own values make them."""
    method = node.func.attr
    args = [node.args[0]]
    flags = next((each.value for each in node.keywords if each.arg == "flags"), None)
    place = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "split": 3, "sub": 4}.get(
        method
    )
    if flags is None and place and len(node.args) > place and method != "split":
        flags = node.args[place]
    if flags is None and method in {"finditer", "findall"} and len(node.args) > 2:
        flags = node.args[2]
    args += [flags] if flags is not None else []
    return [eval(compile(ast.Expression(each), "", "eval"), vars(module)) for each in args]  # noqa: S307 - our own source


def made():
    """Samples of the patterns that are made while the package runs."""
    mentions = importlib.import_module("mkdocs_rfc.documents.mentions")
    renumbering = importlib.import_module("mkdocs_rfc.editing.renumber")
    number = mentions.IDENTIFIER
    yield (
        "mentions (paths and numbers)",
        re.compile(f"(?:{mentions.BARE_PATH.pattern})|(?P<id>{number})"),
    )
    yield "mentions (numbers)", re.compile(number)
    yield "renumbering (numbers)", re.compile(rf"(?<![\w/]){number}")
    for in_folder in (False, True):
        yield (
            f"renumbering (path{', folder' if in_folder else ''})",
            renumbering._path_pattern("0001-a", in_folder=in_folder),  # noqa: SLF001 - it is what is tried
        )
    yield "formulas (placeholders)", re.compile(r"m0m(\d+)z(?:\s*m0m\1z)*")
    yield "sanitise (names)", re.compile(r"<(/?)(?=(?:int|x\-y)[\s/>])")
    yield (
        "references (section)",
        re.compile(r"(?:§|section\s+)?4\.1(?![\d])(?!\.\d)", re.IGNORECASE),
    )


# What a pattern is made of


def is_in(items, char):
    """Whether a class takes a character."""
    negated, found = False, False
    for kind, value in items:
        if kind is sre.NEGATE:
            negated = True
        elif kind is sre.LITERAL:
            found |= ord(char) == value
        elif kind is sre.RANGE:
            found |= value[0] <= ord(char) <= value[1]
        elif kind is sre.CATEGORY:
            found |= in_category(value, char)
    return found is not negated


def in_category(category, char):
    name = str(category).lower()
    tests = {
        "digit": str.isdecimal,
        "space": str.isspace,
        "word": lambda c: c.isalnum() or c == "_",
    }
    kind = next(each for each in tests if each in name)
    return tests[kind](char) is not ("not" in name)


def letters(nodes):
    """Every literal character of a pattern."""
    for kind, value in nodes:
        if kind in {sre.LITERAL, sre.NOT_LITERAL}:
            yield chr(value)
        elif kind is sre.IN:
            yield from (chr(v) for k, v in value if k is sre.LITERAL)
            yield from (chr(v[0]) for k, v in value if k is sre.RANGE)
        else:
            for each in inner(kind, value):
                yield from letters(each)


def inner(kind, value):
    """The patterns inside a node."""
    if kind is sre.BRANCH:
        return list(value[1])
    if kind is sre.GROUPREF_EXISTS:
        return [each for each in value[1:] if each]
    place = {sre.SUBPATTERN: 3, sre.ASSERT: 1, sre.ASSERT_NOT: 1} | dict.fromkeys(REPEATS, 2)
    if kind is sre.ATOMIC_GROUP:
        return [value]
    return [value[place[kind]]] if kind in place else []


class Maker:
    """Makes strings from the pieces of one pattern."""

    def __init__(self, pattern):
        text = pattern.pattern
        is_bytes = isinstance(text, bytes)
        flags = pattern.flags & ~re.UNICODE if is_bytes else pattern.flags
        self.tree = parser.parse(text.decode("latin-1") if is_bytes else text, flags)
        own = "".join(dict.fromkeys(letters(self.tree)))
        self.alphabet = "".join(dict.fromkeys(own + COMMON))

    def of_class(self, items, most=5):
        return [c for c in self.alphabet if is_in(items, c)][:most]

    def sample(self, nodes, choice=0):
        """A string that some nodes take; `choice` varies which."""
        parts = []
        for kind, value in nodes:
            if kind is sre.LITERAL:
                parts.append(chr(value))
            elif kind is sre.NOT_LITERAL:
                parts.append(next(c for c in COMMON if ord(c) != value))
            elif kind is sre.ANY:
                parts.append("a")
            elif kind is sre.IN:
                chars = self.of_class(value) or ["a"]
                parts.append(chars[choice % len(chars)])
            elif kind in REPEATS:
                times = value[0] or (choice < 3)
                parts.append(self.sample(value[2], choice) * min(times, 70))
            elif kind is sre.BRANCH:
                parts.append(self.sample(value[1][choice % len(value[1])], choice))
            elif kind in {sre.SUBPATTERN, sre.ATOMIC_GROUP}:
                parts.append(self.sample(inner(kind, value)[0], choice))
        return "".join(parts)

    def pumps(self, nodes, before=""):
        """What can be repeated and what stands before it, for every piece at any depth."""
        done = before
        for node in nodes:
            kind, value = node
            if kind in REPEATS and value[1] > 1:
                for choice in range(4):
                    yield done, self.sample(value[2], choice)
                item = value[2]
                if len(item) == 1 and item[0][0] is sre.IN:
                    for char in self.of_class(item[0][1]):
                        yield done, char
            for each in inner(kind, value):
                yield from self.pumps(each, done)
            done += self.sample([node])
            if done:
                yield "", done
                yield before, done

    def strings(self):
        """Triples of prefix, pump and suffix, each once."""
        failing = ["", "\n", "!", "x", "\nx", " ", "\x00"]
        found = list(dict.fromkeys(self.pumps(self.tree)))
        found += [("", self.sample(self.tree, choice)) for choice in range(5)]
        singles = list(self.alphabet[:60])
        prefixes = list(dict.fromkeys(before for before, _ in found if before))[:6]
        heads = [pump for _, pump in found[:14]]
        product = itertools.product
        every = itertools.chain(
            ((p, pump, end) for before, pump in found for p in ("", before) for end in failing),
            product(("", "a"), singles, failing),
            product(prefixes, singles[:30], ("", "\nx")),
            (("", one + two, "") for one, two in product(singles[:18], repeat=2)),
            (("", one + two, "\n") for one, two in product(heads, repeat=2)),
        )
        return [triple for triple in dict.fromkeys(every) if triple[1]]


# How long it takes


def run(pattern, method, text):
    """Use a pattern as the code does."""
    if method in {"search", "match", "fullmatch"}:
        getattr(pattern, method)(text)
    else:
        for _ in pattern.finditer(text):
            pass


def seconds(pattern, method, triple, size):
    """CPU seconds for a string of about so many characters; infinite beyond patience."""
    prefix, pump, suffix = triple
    text = prefix + pump * max(size // len(pump), 1) + suffix
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    best = math.inf
    for _ in range(3):
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        begin = time.process_time()
        try:
            run(pattern, method, text)
        except TooSlowError:
            return math.inf
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        best = min(best, time.process_time() - begin)
        if best < SLOW or best > ENOUGH:
            break
    return best


def growth(pattern, method, triple):
    """The exponent of a string, with the sizes that it was measured at."""
    times = []
    for size in SIZES:
        taken = seconds(pattern, method, triple, size)
        if taken is math.inf:
            break
        times.append((size, taken))
    told = [(size, taken) for size, taken in times if taken >= LEAST]
    if len(times) < len(SIZES):  # it came to no end
        if len(told) < 2:
            return 9.0, times
    elif len(told) < 2:
        return 0.0, times
    (a, s), (b, t) = told[-2:]
    return math.log(t / s) / math.log(b / a), times


def sweep(pattern, methods):
    """The worst exponent of a pattern, and the string that has it."""
    worst = (0.0, None, "", [])
    try:
        strings = Maker(pattern).strings()
    except Exception as error:  # noqa: BLE001
        return (9.0, ("", f"not parsed: {error}", ""), "", [])
    kinds = {
        "search" if each == "search" else each if each in {"match", "fullmatch"} else "finditer"
        for each in methods
    }
    for method in sorted(kinds):
        slow = []
        for triple in strings:
            short = seconds(pattern, method, triple, 60)
            taken = short if short > 0.05 else seconds(pattern, method, triple, FIRST)
            if taken >= SLOW:
                slow.append((taken, triple))
            if sum(each > ENOUGH for each, _ in slow) > SLOWEST:
                break
        slow.sort(key=lambda pair: (-pair[0], pair[1]))
        for _, triple in slow[:SLOWEST]:
            exponent, times = growth(pattern, method, triple)
            if LIMIT < exponent < 1.7:  # it may be the machine
                exponent, times = min((exponent, times), growth(pattern, method, triple))
            if exponent > worst[0]:
                worst = (exponent, triple, method, times)
    return worst


def child(names):
    signal.signal(signal.SIGVTALRM, lambda *_: (_ for _ in ()).throw(TooSlowError))
    found, _ = collect()
    for name in names or found:
        pattern, methods = found[name]
        print(json.dumps([name, *sweep(pattern, methods)]), flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*")
    options.add_argument("--package", default=str(Path(__file__).parents[2] / "plugin"))
    options.add_argument("--child", action="store_true")
    given = options.parse_args()
    sys.path.insert(0, given.package)
    if given.child:
        child(given.names)
        return 0
    found, unknown = collect()
    names = [each for each in found if not given.names or each in given.names]
    begin = time.perf_counter()
    halves = [names[0::2], names[1::2]]
    running = [
        subprocess.Popen(
            [sys.executable, __file__, "--child", "--package", given.package, *half],
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)),  # noqa: PLW1509 - no threads here
        )
        for half in halves
        if half
    ]
    lines = [line for each in running for line in each.communicate()[0].splitlines()]
    rows = sorted((json.loads(line) for line in lines), key=lambda row: -row[1])
    missing = set(names) - {row[0] for row in rows}
    above = [row for row in rows if row[1] > LIMIT]
    for name, exponent, triple, method, times in above:
        shown = ", ".join(f"{size}: {taken:.3f}" for size, taken in times[-3:])
        why = BOUNDED.get(name, "")
        print(f"{exponent:5.2f} {name} {method} {[p[:60] for p in triple]} {shown} {why}")
    print(f"{len(names)} expressions, {time.perf_counter() - begin:.0f} s.", end=" ")
    print(f"{len(above)} above {LIMIT}, {sum(row[0] in BOUNDED for row in above)} of them bounded.")
    print("Made while running (samples were tried):", ", ".join(unknown))
    if missing:
        print("Not finished:", ", ".join(sorted(missing)))
    return any(row[0] not in BOUNDED for row in above) or bool(missing)


if __name__ == "__main__":
    sys.exit(main())
