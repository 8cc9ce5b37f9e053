"""Who wrote: identities as commits have them, as `.mailmap` joins them, and bots."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from mkdocs_rfc.history.encodings import clean
from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.values import Contributor, Person, Revision
from mkdocs_rfc.limits import SETTING
from mkdocs_rfc.plain_text import truncate

LINK = b"120000"
CO_AUTHOR = re.compile(
    r"^[ \t]*+co-authored-by:([^<>\n]*+)<([^<>\n]*+)>", re.IGNORECASE | re.MULTILINE
)
LONGEST_NAME, LONGEST_EMAIL, MOST_CO_AUTHORS = 200, 320, 200


def co_authors(message: str) -> tuple[Person, ...]:
    """The co-authors that a message names anywhere: squashing leaves them in the middle."""
    if "uthored-" not in message and "UTHORED-" not in message:
        return ()
    named = islice(CO_AUTHOR.finditer(message), MOST_CO_AUTHORS)
    return tuple(_identity(*each.groups()) for each in named)


def _identity(name: str, email: str) -> Person:
    return Person(truncate(clean(name), LONGEST_NAME), clean(email)[:LONGEST_EMAIL])


@lru_cache(maxsize=4096)
def person(text: str) -> Person:
    """An identity as commits and `.mailmap` have it: `Name <e-mail>`, either of them empty."""
    name, _, email = text.rpartition("<")
    return _identity(name, email.partition(">")[0]) if "<" in text else _identity(text, "")


def map_people(git: Git, people: Iterable[Person]) -> dict[Person, Person]:
    """Each identity to the one that `.mailmap` at HEAD gives it; one process for all."""
    asked = sorted(
        {each for each in people if each.email}, key=lambda each: (each.email, each.name)
    )
    if not asked:
        return {}
    lines = (f"{each.name} <{each.email}>\n".encode(errors="replace") for each in asked)
    answers = git.ask("check-mailmap", "--stdin", given=lines).decode(errors="replace").split("\n")
    if len(answers) != len(asked) + 1:
        reason = "git said of other people than it was asked"
        raise GitError(reason)
    return dict(zip(asked, map(person, answers), strict=False))


def is_mailmap(git: Git, mode: bytes, blob: bytes) -> bool:
    """Whether `.mailmap` at HEAD is one that git may read: a file, and not a huge one."""
    if mode == LINK:
        return False
    size = git.ask("cat-file", "--batch-check=%(objectsize)", given=[blob + b"\n"]).strip()
    return size.isdigit() and int(size) <= SETTING


def contributors(revisions: Iterable[Revision]) -> tuple[Contributor, ...]:
    """Who changed the content, in the order of the first time; oldest revision first."""
    counts: dict[str, int] = {}
    people: dict[str, Person] = {}
    for revision in revisions:
        authors = {each.key: each for each in (revision.commit.author, *revision.commit.co_authors)}
        for key, each in authors.items():
            counts[key] = counts.get(key, 0) + 1
            people.setdefault(key, each)
    return tuple(Contributor(each, counts[key], each.bot) for key, each in people.items() if key)
