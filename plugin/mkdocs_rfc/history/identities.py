"""Who wrote a commit, by a name that may be shown and a mark that tells people apart.

Addresses are read for both, and end here: what a commit or a document is said to be by has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from mkdocs_rfc.history.git import Git, GitError
from mkdocs_rfc.history.people import map_people
from mkdocs_rfc.history.values import NOBODY, Commit, Person

WORD = re.compile(r"[^\s<>()\[\]{}\"'`,;:|/]+")
AT = re.compile("[@\ufe6b\uff20]")


def shown_name(name: str) -> str:
    """A name with what is before the `@` in the place of each address in it."""
    return WORD.sub(lambda word: _local(word[0]), name) if AT.search(name) else name


def _local(word: str) -> str:
    bare = word.lstrip("@\ufe6b\uff20")  # `@ada` is the name of an account
    return word[: len(word) - len(bare)] + AT.split(bare, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Identities:
    """What makes people of names and addresses, in one repository at one HEAD."""

    git: Git
    mailmap: bytes
    """Id of the text of `.mailmap`; empty for none."""
    bots: str
    """Pattern, searched in name and address."""
    salt: bytes
    errors: list[GitError] = field(default_factory=list, compare=False)
    """What kept `.mailmap` from being used."""

    @property
    def key(self) -> str:
        """The same for the same people."""
        salt = blake2b(self.salt, digest_size=8).hexdigest()
        return f"{salt} {self.mailmap.decode()} {self.bots}"

    def told(self, commits: Mapping[bytes, Commit]) -> dict[bytes, Commit]:
        """The same commits, by the people that `.mailmap` says they are by, without addresses."""
        named = {
            each for commit in commits.values() for each in (commit.author, *commit.co_authors)
        }
        mapped = self._mapped(named) if self.mailmap else {}
        bot = re.compile(self.bots, re.IGNORECASE) if self.bots else None
        people = {each: self._person(mapped.get(each, each), bot) for each in named}
        return {
            name: replace(
                commit,
                author=people[commit.author],
                co_authors=tuple(people[each] for each in commit.co_authors),
            )
            for name, commit in commits.items()
        }

    def _mapped(self, people: Iterable[Person]) -> dict[Person, Person]:
        try:
            return map_people(self.git, people)
        except GitError as error:  # who wrote under which name is not worth the rest
            self.errors.append(error)
            return {}

    def _person(self, given: Person, bot: re.Pattern[str] | None) -> Person:
        if not given.key:
            return NOBODY
        key = given.key.encode(errors="surrogatepass")
        return Person(
            shown_name(given.name),
            mark=blake2b(key, key=self.salt, digest_size=8).hexdigest(),
            bot=bool(bot and (bot.search(given.name) or bot.search(given.email))),
        )
