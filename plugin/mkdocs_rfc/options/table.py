"""What a site may say of itself in its configuration: every option, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, NoReturn

from pathspec import GitIgnoreSpec

from mkdocs_rfc.documents import identifier_from
from mkdocs_rfc.forge import forge_from
from mkdocs_rfc.history import DEFAULTS
from mkdocs_rfc.lifecycle import PRESETS, Lifecycle, lifecycle_from


class OptionsError(Exception):
    """What a site says of itself cannot be used; the message says why, a line for each reason."""

    def __init__(self, message: str, problems: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(message)
        self.problems = problems
        """What is wrong, in one sentence, by the option that it is wrong in."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a site may say of itself, in its configuration."""

    name: str
    sentence: str
    """What it is for, as the documentation says."""
    default: str
    """What counts where nothing is said, as the documentation says; `Options` has the value."""
    read: Callable[[object], object]
    """Gives what is meant; raises ValueError, in one sentence, where nothing can be."""


def read_given(given: Mapping[str, object]) -> dict[str, Any]:
    """The fields of `Options` that a site gives; nothing behind a name is as if it was left out.

    Raises `OptionsError`, with all that is wrong.
    """
    problems = {name: _unknown(name) for name in given if name not in OPTIONS}
    values: dict[str, Any] = {}
    for name, option in OPTIONS.items():
        if (value := given.get(name)) is not None:
            try:
                values[name] = option.read(value)
            except ValueError as error:
                problems[name] = str(error)
    if problems:
        lines = (f"`{name}`: {problem}" for name, problem in problems.items())
        raise OptionsError("\n".join(lines), problems)
    history = {name: values.pop(name) for name in HISTORY if name in values}
    if "id_pattern" in values:
        values["identifier"] = values.pop("id_pattern")
    return values | {"history": replace(DEFAULTS, **history)}


def check_patterns(value: object) -> tuple[str, ...]:
    """The lines of an option that holds patterns, as text or as a list.

    Raises ValueError, with a sentence that says what is wrong.
    """
    lines = value.splitlines() if isinstance(value, str) else value
    if lines is None:
        return ()
    if not isinstance(lines, (list, tuple)) or not all(isinstance(each, str) for each in lines):
        message = f"Expected patterns, one to a line, or a list of them, got {value!r}."
        raise ValueError(message)
    try:
        GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        message = f"A pattern cannot be read: {error}."
        raise ValueError(message) from error
    return tuple(lines)


def _unknown(name: str) -> str:
    close = get_close_matches(name, OPTIONS, 1)
    return "There is no such option" + (f"; did you mean `{close[0]}`?" if close else ".")


def _refuse(expected: str, value: object) -> NoReturn:
    message = f"Expected {expected}, got {value!r}."
    raise ValueError(message)


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        word = "off" if value is False else value  # as YAML 1.1 reads `off`
        return str(word) if word in choices else _refuse(f"one of {', '.join(choices)}", value)

    return read


def _any_of(one: str, several: str) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, (list, tuple)) and all(isinstance(text, str) for text in texts):
            return tuple(texts)
        _refuse(f"{one} or a list of {several}", value)

    return read


def _text(value: object) -> str:
    return value if isinstance(value, str) else _refuse("a text", value)


def _files(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        _refuse("a file by name", value)
    return tuple((str(name), file) for name, file in value.items())


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    _refuse("a number", value)


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    _refuse("a whole number", value)


def _expression(value: object) -> str:
    try:
        return re.compile(_text(value)).pattern
    except re.error as error:
        message = f"{value!r} is no regular expression: {error}."
        raise ValueError(message) from error


def _lifecycle(value: object) -> Lifecycle:
    if isinstance(value, list):
        return lifecycle_from(value)
    if isinstance(value, str) and value in PRESETS:
        return PRESETS[value]
    _refuse(f"one of {', '.join(PRESETS)}, or a list of statuses", value)


HISTORY = ("mass_share", "mass_count", "ignore_revs", "bots")
"""The options that are about the history."""
OPTIONS = {
    option.name: option
    for option in (
        Option(
            "specs",
            "Folder or folders that hold the specs.",
            "the first that exists of `specs`, `docs/specs`, `docs/rfcs`, `rfcs`",
            _any_of("a folder", "folders"),
        ),
        Option(
            "research",
            "Folder or folders that hold the research.",
            "the first that exists of `research`, `docs/research`",
            _any_of("a folder", "folders"),
        ),
        Option(
            "exclude", "What of these folders the site does not have.", "nothing", check_patterns
        ),
        Option("include", "The only documents that the site has.", "all documents", check_patterns),
        Option("template", "What new specs are written from.", "the built-in template", _text),
        Option(
            "templates",
            "Further templates, by name.",
            "none but the built-in `rfc` and `adr`",
            _files,
        ),
        Option(
            "scaffold",
            "Which specs show what their template still asks for.",
            "`drafts`",
            _one_of("drafts", "all", "off"),
        ),
        Option(
            "naming",
            "What the file names of new specs start with.",
            "`date`",
            _one_of("date", "number"),
        ),
        Option("lifecycle", "Which statuses there are, in their order.", "`rfc`", _lifecycle),
        Option(
            "markdown", "Who renders the documents.", "`auto`", _one_of("auto", "github", "mkdocs")
        ),
        Option(
            "search",
            "What the search of the site knows of a document.",
            "`short`",
            _one_of("short", "all"),
        ),
        Option(
            "id_pattern",
            "How a number is cited.",
            "`RFC-12`, `RFC 0012`, `RFC12`",
            lambda value: identifier_from(str(value)),
        ),
        Option("forge", "Where people read the repository.", "`auto`", forge_from),
        Option(
            "former_urls",
            "Addresses that the repository had before.",
            "none",
            _any_of("an address", "addresses"),
        ),
        Option(
            "mass_share",
            "Share of the documents that a mass edit changes at least.",
            "`0.05`",
            _number,
        ),
        Option(
            "mass_count", "Number of documents that a mass edit changes at least.", "`20`", _count
        ),
        Option(
            "ignore_revs",
            "What lists further commits that change no content.",
            "`.git-blame-ignore-revs`",
            _text,
        ),
        Option(
            "bots",
            "What is in the name or address of an author who is no person.",
            "names with `[bot]`, and well-known bots",
            _expression,
        ),
        Option(
            "assets", "Which files beside documents are served.", "`safe`", _one_of("safe", "all")
        ),
        Option(
            "nav",
            "Which of our pages stand in the navigation.",
            "`index`",
            _one_of("index", "all", "none"),
        ),
    )
}
"""All that a site may say of itself in its configuration, by name."""
