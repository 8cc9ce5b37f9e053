"""Who wrote: identities as commits have them, as `.mailmap` joins them, and bots."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mkdocs_rfc.history.git import Git
from mkdocs_rfc.history.values import Contributor, Person, Revision

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""Control characters, and those that turn the direction of text around."""
CO_AUTHOR = re.compile(
    r"^[ \t]*+co-authored-by:([^<>\n]*+)<([^<>\n]*+)>", re.IGNORECASE | re.MULTILINE
)


def clean(text: str) -> str:
    """Text of strangers on one line, without characters that do not show."""
    return (text if text.isprintable() else CONTROL.sub(" ", text)).strip()


def decode(text: bytes, encoding: str) -> str:
    """Text in the encoding it says it has, else in one that reads everything."""
    try:
        return text.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return text.decode("latin-1")


def co_authors(message: str) -> tuple[Person, ...]:
    """The co-authors that a message names anywhere: squashing leaves them in the middle."""
    if "uthored-" not in message and "UTHORED-" not in message:
        return ()
    return tuple(Person(clean(name), clean(email)) for name, email in CO_AUTHOR.findall(message))


@lru_cache(maxsize=4096)
def person(text: str) -> Person:
    """An identity as commits and `.mailmap` have it: `Name <e-mail>`, either of them empty."""
    name, _, email = text.rpartition("<")
    return (
        Person(clean(name), clean(email.partition(">")[0])) if "<" in text else Person(clean(text))
    )


def map_people(git: Git, people: Iterable[Person]) -> dict[Person, Person]:
    """Each identity to the one that `.mailmap` at HEAD gives it; one process for all."""
    asked = sorted(
        {each for each in people if each.email}, key=lambda each: (each.email, each.name)
    )
    if not asked:
        return {}
    lines = (f"{each.name} <{each.email}>\n".encode(errors="replace") for each in asked)
    answers = git.ask("check-mailmap", "--stdin", given=lines).decode(errors="replace").split("\n")
    return dict(zip(asked, map(person, answers), strict=False))


def contributors(revisions: Iterable[Revision], bots: str) -> tuple[Contributor, ...]:
    """Who changed the content, by e-mail, in the order of the first time; oldest revision first."""
    counts: dict[str, int] = {}
    people: dict[str, Person] = {}
    for revision in revisions:
        authors = {each.key: each for each in (revision.commit.author, *revision.commit.co_authors)}
        for key, each in authors.items():
            counts[key] = counts.get(key, 0) + 1
            people.setdefault(key, each)
    bot = re.compile(bots, re.IGNORECASE) if bots else None
    return tuple(
        Contributor(
            each, counts[key], bool(bot and (bot.search(each.name) or bot.search(each.email)))
        )
        for key, each in people.items()
        if key
    )
