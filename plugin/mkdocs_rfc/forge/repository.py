"""Addresses of commits and files on the forge where people read the repository."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, unquote, unquote_to_bytes, urlsplit

from mkdocs_rfc.forge.kinds import HOSTS, KINDS, SSH_HOSTS, ForgePages

HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")
SCP = re.compile(r"(?:[^@/\[]+@)?(?P<host>[^/:@]+):(?!/)(?P<path>.+)", re.DOTALL)
SURROGATE = re.compile("[\ud800-\udfff]")
"""What no address can hold, not even encoded."""
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
LONGEST = 8000
"""Length from which on servers refuse an address."""


@dataclass(frozen=True, slots=True)
class Forge:
    """One repository on one forge; every address it gives is http(s) and encoded.

    A page that the forge does not have, or a name that cannot be in an address, gives None.
    """

    base: str
    """Address of the repository."""
    pages: ForgePages
    branch: str = "main"
    """Where new files go, and how the reference in an address ends that names this branch."""
    aliases: tuple[str, ...] = ()
    """Former `owner/name`s under which the repository is still linked."""

    @classmethod
    def parse(
        cls,
        url: str,
        *,
        kind: str | ForgePages = "auto",
        branch: str = "main",
        aliases: tuple[str, ...] = (),
    ) -> Forge | None:
        """The forge behind a `repo_url` or a remote; None where there is none that we know.

        `kind` says which one it is where the name of the host does not, or which pages it has.
        """
        place = _place(url.strip())
        if place is None:
            return None
        scheme, host, path = place
        name, pages = ("", kind) if isinstance(kind, ForgePages) else _known(kind, host)
        names = _repository(name, path)
        if pages is None or not names or any(SURROGATE.search(name) for name in names):
            return None
        host = SSH_HOSTS.get(host.lower(), host)
        base = "/".join((f"{scheme}://{host}", *(quote(name, safe="") for name in names)))
        return cls(base, pages, branch or "main", aliases)

    def commit(self, id_: str) -> str | None:
        """The page of a commit."""
        return self._fill(self.pages.commit, id=quote(id_, safe=""))

    def file(self, path: str, ref: str, lines: tuple[int, int] | None = None) -> str | None:
        """A file at a branch or commit; with lines, its source."""
        pages = self.pages
        address = self._at(pages.file, path, ref)
        if not address or not lines:
            return address
        first, last = lines
        marker = (pages.line if first == last else pages.lines).format(first=first, last=last)
        return address + (pages.source if path.lower().endswith(".md") else "") + marker

    def history(self, path: str, ref: str) -> str | None:
        """The commits of a file."""
        return self._at(self.pages.history, path, ref)

    def blame(self, path: str, ref: str) -> str | None:
        """Who wrote each line of a file."""
        return self._at(self.pages.blame, path, ref)

    def compare(self, old: str, new: str) -> str | None:
        """What changed from one commit or branch to another."""
        if not all(ref and _plain(ref) for ref in (old, new)):
            return None
        refs = {"old": _quoted(old), "new": _quoted(new)}
        return self._fill(
            self.pages.compare, **refs, old_at=self._version(old), new_at=self._version(new)
        )

    def edit(self, path: str, branch: str = "") -> str | None:
        """The editor of a file on a branch."""
        return self._at(self.pages.edit, path, branch or self.branch)

    def new_file(self, folder: str, name: str, content: str = "") -> str | None:
        """The editor for a new file; empty where the forge cannot fill it with that much."""
        path = f"{folder.strip('/')}/{name}".lstrip("/")
        address = self._at(self.pages.new, path, self.branch)
        filled = self.pages.content.format(content=quote(content, safe="")) if content else ""
        if not address:
            return None
        return address + filled if len(address) + len(filled) <= LONGEST else address

    def path_of(self, url: str) -> tuple[str, str, str] | None:
        """Reference, path and fragment that an address of this repository names, decoded.

        None for another repository, and for a page of this one that is no file or folder.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        rest = self._behind(parts)
        if rest is None:
            return None
        ref, path = self._named(rest, parts.query)
        return (ref, path, parts.fragment) if ref and _plain(ref) and _plain(path) else None

    def _named(self, rest: str, query: str) -> tuple[str, str]:
        """Reference and path behind the repository's own address; empty for another page."""
        if not self.pages.files:
            return _asked(query)
        named = re.match(self.pages.files, rest)
        if not named:
            return "", ""
        if "?at={ref}" not in self.pages.file:
            return self._split(rest[named.end() :])
        at = parse_qs(query).get("at", [self.branch])[0]
        return at.removeprefix("refs/heads/"), _decoded(rest[named.end() :]).rstrip("/")

    def _behind(self, parts: SplitResult) -> str | None:
        """What an address has behind the repository's own, under any of its names."""
        base = urlsplit(self.base)
        names = (base.path, *(f"/{alias.strip('/')}" for alias in self.aliases))
        host = parts.netloc.rpartition("@")[2].lower()
        raw = host == "raw.githubusercontent.com" and base.netloc.lower() == "github.com"
        if parts.scheme not in {"http", "https"} or not (raw or host == base.netloc.lower()):
            return None
        for name in names:
            if parts.path.lower().startswith(f"{name}/".lower()):
                return ("/raw" if raw else "") + parts.path[len(name) :]
            if parts.path.lower() == name.lower():
                return ""
        return None

    def _split(self, rest: str) -> tuple[str, str]:
        """Reference and path; our own branch may have a slash, others are taken not to."""
        text = _decoded(rest).removeprefix("refs/heads/").removeprefix("refs/tags/").rstrip("/")
        if f"{text}/".startswith(f"{self.branch}/"):
            return self.branch, text[len(self.branch) + 1 :]
        ref, _, path = text.partition("/")
        return ref, path

    def _at(self, page: str, path: str, ref: str) -> str | None:
        path = path.strip("/")
        if not _plain(path) or not ref or not _plain(ref):
            return None
        folder, _, name = path.rpartition("/")
        return self._fill(
            page,
            ref=_quoted(ref),
            at=self._version(ref),
            path=_quoted(path),
            folder=_quoted(folder),
            name=_quoted(name),
        )

    def _version(self, ref: str) -> str:
        """A reference with its kind before it, where the forge asks for that."""
        at = self.pages.revision if COMMIT.fullmatch(ref) else self.pages.branch
        return at.format(ref=_quoted(ref))

    def _fill(self, page: str, **fields: str) -> str | None:
        address = page.format(base=self.base, **fields) if page else ""
        return address if address.startswith(("https://", "http://")) else None


def _place(url: str) -> tuple[str, str, str] | None:
    """Scheme, host and path of a remote, without credentials."""
    if "://" not in url:
        match = SCP.fullmatch(url)
        place = ("https", match["host"], match["path"]) if match else None
    else:
        try:
            parts = urlsplit(url)
            host = parts.netloc.rpartition("@")[2]
        except ValueError:
            return None
        web = parts.scheme in {"http", "https"}
        place = (
            (parts.scheme, host, parts.path)
            if web
            else ("https", host.partition(":")[0], parts.path)
        )
    return place if place and HOST.fullmatch(place[1]) else None


def _known(kind: str, host: str) -> tuple[str, ForgePages | None]:
    """The name and the pages of a kind of forge, that of the host for `auto`."""
    guessed = (kind for word, kind in HOSTS.items() if word in host.lower())
    name = next(guessed, "") if kind == "auto" else kind if kind in KINDS else HOSTS.get(kind, "")
    return name, KINDS.get(name)


def _repository(kind: str, path: str) -> list[str]:
    """The parts of a path that name the repository, however deep the address went."""
    names = [unquote(each) for each in path.split("/") if each]
    if kind == "gitlab" and "-" in names:
        names = names[: names.index("-")]
    elif kind in {"github", "bitbucket"}:
        names = names[:2]
    elif kind == "bitbucket-server":
        names = _data_center(names)
    elif kind == "azure":
        names = _azure(names)
    if len(names) < (2 if kind else 1) or any(each in {".", ".."} for each in names):
        return []
    return [*names[:-1], names[-1].removesuffix(".git")]


def _data_center(names: list[str]) -> list[str]:
    """`…/projects/P/repos/r`, as people read it, of `…/scm/P/r`, as git does."""
    if "repos" in names:
        return names[: names.index("repos") + 2]
    place = names.index("scm") if "scm" in names else len(names) - 2
    project = names[place:][-2:]
    return [*names[:place], "projects", project[0], "repos", project[1]] if len(names) > 1 else []


def _azure(names: list[str]) -> list[str]:
    if names[:1] == ["v3"]:  # over ssh
        return [*names[1:3], "_git", *names[3:4]] if len(names) > 3 else []
    return names[: names.index("_git") + 2] if "_git" in names else []


def _asked(query: str) -> tuple[str, str]:
    """Reference and path where both are asked for as `?path=/…&version=GB…`."""
    fields = parse_qs(query)
    version, path = fields.get("version", [""])[0], fields.get("path", [""])[0]
    return version[2:], path.strip("/")


def _plain(path: str) -> bool:
    """Not a path that a browser would resolve to another one."""
    return not any(each in {".", ".."} for each in path.split("/"))


def _quoted(text: str) -> str:
    return quote(os.fsencode(text), safe="/")


def _decoded(text: str) -> str:
    return os.fsdecode(unquote_to_bytes(text))
