"""The places in a template that git or the author fills: which commands they may name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

SLOT = re.compile(r"!`(?P<command>[^`\n]+)`")
DATE = re.compile(r"date(?:\s+[\"']?\+(?P<format>[^\"']+)[\"']?)?$")
LOG = re.compile(r"git log --oneline(?: -n?\s?(?P<count>\d{1,3}))?")
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "git config user.name": "author",
        "git config user.email": "email",
        "git branch --show-current": "branch",
        "git rev-parse --abbrev-ref HEAD": "branch",
        "git rev-parse --short HEAD": "short",
        "git rev-parse HEAD": "commit",
        "git remote get-url origin": "remote",
        "git config --get remote.origin.url": "remote",
    }
)
"""Command -> the value that takes its place; `date` and `git log --oneline` besides."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the command of a slot asks for."""

    name: str
    """Name of the value: `author`, `date`, `recent` …"""
    timed: bool = False
    """Whether a date is wanted with its time."""
    count: int = 0
    """How many of the latest commits are wanted."""


def parse_command(text: str) -> Command | None:
    """What the command of a slot asks for: `git branch --show-current` for `branch`.

    None for a command that is not in the table.
    """
    words = " ".join(text.split())
    if match := DATE.match(words):
        return Command("date", timed="%H" in (match["format"] or ""))
    if log := LOG.fullmatch(words):
        return Command("recent", count=int(log["count"] or 5))
    name = COMMANDS.get(words)
    return Command(name) if name else None


def is_unfilled(text: str) -> bool:
    """Whether a text, its code marks gone, is a slot that nobody has filled in."""
    return text.startswith("!") and parse_command(text[1:]) is not None


def unknown_slots(text: str) -> Iterator[tuple[int, str]]:
    """Line and command of every slot that is not in the table."""
    for number, line in enumerate(text.split("\n"), 1):
        for slot in SLOT.finditer(line):
            if parse_command(slot["command"]) is None:
                yield number, slot["command"]
