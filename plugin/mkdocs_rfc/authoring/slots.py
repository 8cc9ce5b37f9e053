"""The values that git and the author give to a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self, TypeVar
from urllib.parse import quote

from mkdocs_rfc.documents import parse_command
from mkdocs_rfc.plain_text import slug_of

T = TypeVar("T")
UNFIT = re.compile(r"[\s()<>%\"\\#?]")


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document as a new file links it; as text it is the link."""

    title: str
    path: str
    """Its address, as written in the new file."""

    def __str__(self) -> str:
        title = re.sub(r"([\\|\[\]])", r"\\\1", self.title)
        return f"[{title}]({self.path})"

    @classmethod
    def to(cls, title: str, path: str) -> Self:
        """The link to a path, in which nothing ends the address."""
        return cls(title, UNFIT.sub(lambda each: quote(each[0], safe=""), path))


@dataclass(frozen=True, slots=True)
class GitNames:
    """What a template knows as `git`."""

    branch: str = ""
    commit: str = ""
    """The whole hash."""
    remote: str = ""
    user: str = ""
    email: str = ""
    recent: tuple[str, ...] = ()
    """The latest commits, one line each."""

    @property
    def short(self) -> str:
        """The first seven digits of the hash."""
        return self.commit[:7]


NO_GIT = GitNames()


class Several(tuple[T, ...]):
    """Some values that stand together where they are shown as one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "; ".join(map(str, self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What a template may ask git and the author for; the closed table of all slots."""

    title: str = ""
    author: str = ""
    date: str = ""
    """Day of writing, ISO."""
    time: str = ""
    """Date, time and zone."""
    number: str = ""
    """As the file name writes it (`0012`); empty where documents have none."""
    research: tuple[DocumentLink, ...] = ()
    repository: str = ""
    """Name of the folder that the repository is in."""
    git: GitNames = NO_GIT

    def answer(self, command: str) -> str | None:
        """The value for the command of a slot; None for a command that is not in the table."""
        found = parse_command(command)
        if found is None:
            return None
        if found.name == "recent":
            return "\n".join(self.git.recent[: found.count])
        named = {**self._by_name(), "date": self.time if found.timed else self.date}
        return named[found.name]

    def _by_name(self) -> Mapping[str, str]:
        git = self.git
        return {
            "author": self.author,
            "email": git.email,
            "branch": git.branch,
            "short": git.short,
            "commit": git.commit,
            "remote": git.remote,
        }

    def names(self) -> Mapping[str, object]:
        """What `{{ name }}` may name in a template."""
        return {
            "title": self.title,
            "slug": slug_of(self.title),
            "number": self.number,
            "date": self.date,
            "time": self.time,
            "author": self.author,
            "research": Several(self.research),
            "git": replace(self.git, recent=Several(self.git.recent)),
            "repository": self.repository,
        }


SAMPLE = Slots(title="Title", number="1", research=(DocumentLink("Title", "path.md"),))
"""Values to try a template with."""
