"""YAML that strangers wrote, as plain values, whatever its tags, aliases and characters ask for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from mkdocs_rfc.limits import DEEPEST, MOST_BITS, MOST_VALUES
from mkdocs_rfc.markdown import readable

MOST_DIGITS = 1_300
"""Letters of a number, whose value grows faster than it does with some of its forms."""
SPARE = 100_000
"""Letters that aliases may add to a text."""
LONG = "The front matter holds more values than a person writes, or a number that is longer."
DEEP = "The front matter is nested deeper than a person writes."
REFUSALS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError),
    *(RecursionError, TypeError, ValueError),
)
"""What the constructors of PyYAML raise for a value that its tag does not allow."""
INDENT = re.compile(r"^[ \t?:-]{20}", re.MULTILINE)
"""What a block must begin a line with to be nested deep; each letter opens two at most."""
NUMBERS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})


class ExcessError(yaml.constructor.ConstructorError):
    """More than a person writes; the problem is a sentence."""


class Told(yaml.constructor.SafeConstructor):
    """Makes values so that whatever is wrong with one is said with its line."""

    merged = 0

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002 (as it is called)
        """The value of a node; only YAMLError, or RecursionError, is raised."""
        if isinstance(node, yaml.ScalarNode) and node.tag in NUMBERS:
            self._check_number(node)
        try:
            value: object = super().construct_object(node, deep)
        except RecursionError:
            raise
        except REFUSALS as error:
            reason = str(error) or "a value that its tag does not allow"
            if isinstance(error, (AttributeError, LookupError)):
                reason = f"{str(node.value)[:40]!r} is not what {node.tag!r} says"
            raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark) from error
        return value

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Put in what `<<` names, which doubles with each line that names the one before twice."""
        super().flatten_mapping(node)
        self.merged += len(node.value)
        if self.merged > 2 * MOST_VALUES:
            raise ExcessError(None, None, LONG, node.start_mark)

    def _check_number(self, node: yaml.ScalarNode) -> None:
        if len(node.value) > MOST_DIGITS:
            raise ExcessError(None, None, LONG, node.start_mark)


class SlowLoader(Told, yaml.SafeLoader):
    """Reads in Python, where a tab between words is refused."""


class FastLoader(Told, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # one of two
    """Reads in C where that is there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a text of YAML says, or why it says nothing."""

    value: object = None
    problem: str = ""
    """One sentence, or the reason in a few words; empty where the text was read."""
    line: int = 0
    """Line of the text at which the problem is, from 0."""
    excess: bool = False
    """Whether it is YAML, but more of it than a person writes."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of the text, from 0, at which each key of a mapping stands that has the value."""


def load_yaml(text: str) -> Loaded:
    """The value of one document, of strings, numbers, dates, lists and dictionaries only.

    Characters that no page may hold are replaced. Nothing is raised.
    """
    # Of the two loaders, only the one in C takes tabs between words; most readers of YAML do not.
    loader = SlowLoader if "\t" in text else FastLoader
    try:
        if (line := _too_deep(text, loader)) is not None:
            return Loaded(problem=DEEP, line=line, excess=True)
        value, lines = _read(loader(text))  # type: ignore[call-arg] # of a base
    except (yaml.YAMLError, *REFUSALS) as error:
        return _refused(error)
    if _is_long(value, len(text) + SPARE):
        return Loaded(problem=LONG, excess=True)
    return Loaded(_plain(value), lines=lines)


def _read(loader: yaml.SafeLoader) -> tuple[object, dict[str, int]]:
    """The value of a text, and the lines of its keys; what was merged stands where it was from."""
    try:
        if (node := loader.get_single_node()) is None:
            return None, {}
        value = loader.construct_document(node)
        lines = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            lines[readable(str(loader.construct_object(key, deep=True)))] = key.start_mark.line
        return value, lines
    finally:
        loader.dispose()


def _refused(error: Exception) -> Loaded:
    problem = getattr(error, "problem", None) or getattr(error, "context", None)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else 0
    if isinstance(error, ExcessError):
        return Loaded(problem=LONG, line=line, excess=True)
    reason = readable(" ".join(str(problem or error).split())).rstrip(".") or type(error).__name__
    if "maximum nesting" in reason:  # the limit of the reader in C
        return Loaded(problem=DEEP, line=line, excess=True)
    return Loaded(problem=reason, line=line)


def _too_deep(text: str, loader: type[yaml.SafeLoader]) -> int | None:
    """The line that is nested too deep: what makes values of it would need as deep a stack."""
    if text.count("[") + text.count("{") < 10 and not INDENT.search(text):  # as nearly always
        return None
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return event.start_mark.line if event.start_mark else 0
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _is_long(loaded: object, letters: int) -> bool:
    """Whether to make text of the values would take for ever; an alias is what it stands for."""
    waiting, seen = [(loaded, 0)], 0
    while waiting and seen <= MOST_VALUES:
        (value, depth), seen = waiting.pop(), seen + 1
        if isinstance(value, int) and value.bit_length() > MOST_BITS:
            return True
        if isinstance(value, (str, bytes)):
            letters -= len(value)
        if letters < 0 or depth > DEEPEST:
            return True
        if isinstance(value, dict):
            waiting += [(each, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, (list, tuple, set)):
            waiting += [(each, depth + 1) for each in value]
    return seen > MOST_VALUES


def _plain(value: object) -> object:
    """A value without what only tags make: bytes, sets, pairs, keys that are no text."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {readable(str(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, set):  # has no order of its own
        return [_plain(each) for each in sorted(value, key=str)]
    if isinstance(value, tuple):
        return {readable(str(key)): _plain(each) for key, each in [value]}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    known = value is None or isinstance(value, (int, float, dt.date))
    return value if known else readable(str(value))
