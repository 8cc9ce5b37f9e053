"""Whether a path or an address in a text means one file of this repository.

It is asked before something is written, so what could mean another file is not ours.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_letters, digits
from urllib.parse import unquote

from mkdocs_rfc.forge import SCP

WINDOW = 2000
"""So many characters before a name are looked at; no address that people write is longer."""
PIECE = re.compile(r"(?P<scheme>(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:|(?<![\w./-]))//)|[()\[\]']")
NO_ADDRESS = re.compile(r"[\s<>\"`|]")
"""What no address has in it."""
OF_PATHS = frozenset(f"{ascii_letters}{digits}_.~@:+$%/\\-")
"""What a path is written with, besides the letters of this one."""
LINKED = re.compile(r"[^\[\]]{0,300}\]\(<?(?:https?:)?//([^\s)>]*)")
"""How the text of a link to an address goes on."""
WEB = frozenset({"", "http:", "https:"})
WORDS = frozenset(
    ("-", "?path=", "blame", "blob", "branch", "browse", "commits", "edit", "heads", "raw", "refs")
) | {"src", "tree", "history", "_history", "_edit", "plain", "annotate"}
"""What the addresses of forges have between a repository and a branch."""
ASKED = re.compile(r"[\w.#%-]{0,200}[?&](?:[\w=&%-]{0,200}&)?(?:at|version|ref|h)=([\w./%-]+)")
"""The branch, where an address has it behind the path."""
PORTS = re.compile(r":(?:80|443)(?=/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """What tells one file of a repository from all others; paths are those in the repository."""

    path: str
    """The file, without `.md`, or a folder."""
    known: frozenset[str]
    """All other files and folders, written so, too."""
    namesakes: tuple[str, ...] = ()
    """Those of them that have the same name."""
    bases: tuple[str, ...] = ("",)
    """The folders from which people write paths."""
    forges: tuple[str, ...] = ()
    """The addresses of the repository, as `bare` gives them."""
    sites: tuple[str, ...] = ()
    """The same for the site."""
    branches: frozenset[str] = frozenset({"HEAD"})
    """The branches that have the file; what another branch, a tag or a commit has stays there."""

    def is_meant(self, source: str, before: str, after: str) -> bool:
        """Whether the name of the file, between two pieces of a line, means that file.

        `source` is the file that the line is in.
        """
        before = before[-WINDOW:]
        if address := address_in(before):
            scheme, _, rest = address.partition("//")
            return scheme.lower() in WEB and self._is_at(bare(rest), after)
        path = self._path_in(before).lstrip("_:").removeprefix("~~")
        prefix = unquote(path).replace("\\", "/")
        if any(bare(prefix).casefold().startswith(home) for home in (*self.forges, *self.sites)):
            return self._is_at(bare(prefix), after)
        return not set(":@$~") & set(prefix) and self._is_path(source, prefix)

    def is_elsewhere(self, before: str, after: str) -> bool:
        """Whether what stands between two pieces of a line is of an address, or names its link.

        An address of this repository is none.
        """
        if address_in(before[-WINDOW:]):
            return True
        target = LINKED.match(after[:WINDOW])
        homes = (*self.forges, *self.sites)
        return bool(target and not bare(target[1]).casefold().startswith(homes))

    def _path_in(self, before: str) -> str:
        """The path that a piece of a line ends in."""
        letters = OF_PATHS | {each for each in self.path if each.isalnum()}
        ends = (end for end in range(len(before), 0, -1) if before[end - 1] not in letters)
        return before[next(ends, 0) :]

    def _is_at(self, address: str, after: str) -> bool:
        for site in self.sites:
            if address.casefold().startswith(site):
                return self._is_end(_parts(address[len(site) :]))
        for home in self.forges:
            if address.casefold().startswith(home):
                return self._is_on_branch(_parts(address[len(home) :]), after)
        return False

    def _is_on_branch(self, parts: list[str], after: str) -> bool:
        folder = self.path.split("/")[:-1]
        head, tail = parts[: len(parts) - len(folder)], parts[len(parts) - len(folder) :]
        if tail != folder:
            return False
        while head and head[0] in WORDS:
            head.pop(0)
        asked = ASKED.match(after)
        branch = unquote(asked[1]).removeprefix("GB") if asked else "/".join(head)
        return not branch or branch.removeprefix("refs/heads/") in self.branches

    def _is_path(self, source: str, prefix: str) -> bool:
        """Whether a path leads to the file from where it stands, or from where people write it."""
        name = posixpath.basename(self.path)
        here = (posixpath.dirname(source), source.removesuffix(".md"))
        bases = self.bases if prefix.startswith("/") else (*here, *self.bases)
        for site in self.sites if prefix.startswith("/") else ():
            prefix = prefix.removeprefix(f"/{site.partition('/')[2]}")
        reached = [
            posixpath.normpath(posixpath.join(base, prefix.lstrip("/"), name)) for base in bases
        ]
        for path in reached:
            if path == self.path or path in self.known:
                return path == self.path
        if all(path.startswith("../") for path in reached):
            return False
        parts = [part for part in prefix.split("/") if part not in {"", ".", ".."}]
        end = "/".join(("", *parts, name))
        alike = any(f"/{path}".endswith(end) for path in self.namesakes)
        return not alike and self._is_end(parts)

    def _is_end(self, parts: list[str]) -> bool:
        """Whether the folder of the file ends in these."""
        folder = self.path.split("/")[:-1]
        return len(parts) <= len(folder) and parts == folder[len(folder) - len(parts) :]


def ownership_of(
    path: str,
    paths: Iterable[str],
    *,
    bases: Iterable[str] = (),
    forges: Iterable[str] = (),
    sites: Iterable[str] = (),
    branches: Iterable[str] = (),
) -> Ownership:
    """What tells the file or folder at a path from the files at the others."""
    known = {each for file in paths for each in (file.removesuffix(".md"), *folders_of(file))}
    own = path.removesuffix(".md")
    homes = list(filter(None, map(home_of, forges)))
    raw = [f"raw.githubusercontent.com/{home[11:]}" for home in homes if home[:11] == "github.com/"]
    return Ownership(
        path=own,
        known=frozenset(known - {own}),
        namesakes=tuple(sorted(each for each in known - {own} if _is_called(each, own))),
        bases=tuple(dict.fromkeys(("", *bases))),
        forges=tuple(dict.fromkeys((*homes, *raw))),
        sites=tuple(dict.fromkeys(filter(None, map(home_of, sites)))),
        branches=frozenset({"HEAD", *branches}),
    )


def home_of(url: str) -> str:
    """What the addresses below another one begin with, as `bare` gives them; empty for no address.

    A remote of git is an address on the web, too; a path on this machine is none.
    """
    scheme, slashes, rest = url.strip().partition("//")
    if not slashes:
        remote = SCP.fullmatch(url.strip())
        rest = f"{remote['host']}/{remote['path']}" if remote else ""
    elif scheme.lower() == "file:":
        rest = ""
    home = bare(rest).casefold().rstrip("/").removesuffix(".git")
    return f"{home}/" if "/" in home or (home and slashes) else ""


def bare(address: str) -> str:
    """An address without its scheme, its user, its usual port and `www.`."""
    scheme, slashes, rest = address.partition("//")
    text = rest if slashes and scheme.lower() in WEB else address
    host, slash, path = text.partition("/")
    host = host.rpartition("@")[2]
    start = "www." if host.lower().startswith("www.") else ""
    return PORTS.sub("", f"{host[len(start) :]}{slash}", count=1) + path


def address_in(before: str) -> str:
    """The address that a piece of a line ends in; empty where it ends in none."""
    angle = before.rfind("<")
    scheme = PIECE.match(before, angle + 1) if angle > before.rfind(">") else None
    if scheme and scheme["scheme"]:
        return before[angle + 1 :]
    end = max((at.end() for at in NO_ADDRESS.finditer(before)), default=0)
    token, start, quoted, depth = before[end:], -1, False, 0
    for piece in PIECE.finditer(token):
        if piece["scheme"]:
            if start < 0:
                start, depth = piece.start(), 0
                quoted = token[:start].endswith("'")
        elif start >= 0:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(piece[0], 0)
            if depth < 0 or (quoted and piece[0] == "'"):
                start = -1
    return token[start:] if start >= 0 else ""


def _is_called(path: str, other: str) -> bool:
    return posixpath.basename(path) == posixpath.basename(other)


def _parts(path: str) -> list[str]:
    return [part for part in unquote(path).split("/") if part]


def folders_of(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while path := posixpath.dirname(path):
        yield path
