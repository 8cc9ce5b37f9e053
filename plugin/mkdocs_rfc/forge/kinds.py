"""The addresses of each kind of forge; a forge that is not here is a row to add."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Formatter


@dataclass(frozen=True, slots=True)
class ForgePages:
    """Addresses of one kind of forge, to be filled in; empty for a page that it does not have.

    `{base}` is the repository, `{ref}` a branch or a commit, `{at}` the same with its kind before
    it where the forge asks for that, `{path}` a file. All are encoded already.
    """

    commit: str = ""
    file: str = ""
    line: str = ""
    lines: str = ""
    source: str = ""
    """What shows the source of a Markdown file, which has lines, in place of the rendered page."""
    history: str = ""
    blame: str = ""
    compare: str = ""
    edit: str = ""
    new: str = ""
    content: str = ""
    """What fills the editor for a new file."""
    branch: str = "{ref}"
    """`{at}` of a branch."""
    revision: str = "{ref}"
    """`{at}` of a commit."""
    files: str = ""
    """Pattern of the part of an address behind the repository that leads to a file or folder."""


KINDS: Mapping[str, ForgePages] = {
    "github": ForgePages(
        commit="{base}/commit/{id}",
        file="{base}/blob/{ref}/{path}",
        line="#L{first}",
        lines="#L{first}-L{last}",
        source="?plain=1",
        history="{base}/commits/{ref}/{path}",
        blame="{base}/blame/{ref}/{path}",
        compare="{base}/compare/{old}...{new}",
        edit="{base}/edit/{ref}/{path}",
        new="{base}/new/{ref}?filename={path}",
        content="&value={content}",
        files=r"/(?:blob|tree|raw|blame|edit|commits)/",
    ),
    "gitlab": ForgePages(
        commit="{base}/-/commit/{id}",
        file="{base}/-/blob/{ref}/{path}",
        line="#L{first}",
        lines="#L{first}-{last}",
        source="?plain=1",
        history="{base}/-/commits/{ref}/{path}",
        blame="{base}/-/blame/{ref}/{path}",
        compare="{base}/-/compare/{old}...{new}",
        edit="{base}/-/edit/{ref}/{path}",
        new="{base}/-/new/{ref}?file_name={path}",
        content="&content={content}",  # https://gitlab.com/gitlab-org/gitlab/-/work_items/594214
        files=r"(?:/-)?/(?:blob|tree|raw|blame|edit|commits)/",
    ),
    "bitbucket": ForgePages(
        commit="{base}/commits/{id}",
        file="{base}/src/{ref}/{path}",
        line="#lines-{first}",
        lines="#lines-{first}:{last}",
        history="{base}/history-node/{ref}/{path}",
        blame="{base}/annotate/{ref}/{path}",
        compare="{base}/branches/compare/{new}%0D{old}",
        edit="{base}/src/{ref}/{path}?mode=edit&at={ref}",
        files=r"/(?:src|raw|annotate|history-node)/",
    ),
    "bitbucket-server": ForgePages(  # Data Center
        commit="{base}/commits/{id}",
        file="{base}/browse/{path}?at={ref}",
        line="#{first}",
        lines="#{first}-{last}",
        files="/browse/",
    ),
    "gitea": ForgePages(
        commit="{base}/commit/{id}",
        file="{base}/src/{at}/{path}",
        line="#L{first}",
        lines="#L{first}-L{last}",
        source="?display=source",
        history="{base}/commits/{at}/{path}",
        blame="{base}/blame/{at}/{path}",
        compare="{base}/compare/{old}...{new}",
        edit="{base}/_edit/{ref}/{path}",
        new="{base}/_new/{ref}/{folder}?filename={name}",
        content="&value={content}",
        branch="branch/{ref}",
        revision="commit/{ref}",
        files=r"/(?:src|raw|blame|commits)/(?:branch|commit|tag)/",
    ),
    "azure": ForgePages(
        commit="{base}/commit/{id}",
        file="{base}?path=/{path}&version={at}",
        line="&line={first}&lineEnd={first}&lineStartColumn=1&lineEndColumn=1000",
        lines="&line={first}&lineEnd={last}&lineStartColumn=1&lineEndColumn=1000",
        history="{base}?path=/{path}&version={at}&_a=history",
        blame="{base}?path=/{path}&version={at}&_a=blame",
        compare="{base}/branchCompare?baseVersion={old_at}&targetVersion={new_at}&_a=files",
        branch="GB{ref}",
        revision="GC{ref}",
    ),
}
HOSTS: Mapping[str, str] = {
    "github": "github",
    ".ghe.com": "github",
    "gitlab": "gitlab",
    "bitbucket.org": "bitbucket",
    "bitbucket": "bitbucket-server",
    "gitea": "gitea",
    "forgejo": "gitea",
    "codeberg": "gitea",
    "azure": "azure",
    "visualstudio": "azure",
}
"""Part of a host's name to the kind of forge it is; the first that fits."""
SSH_HOSTS: Mapping[str, str] = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
    "ssh.dev.azure.com": "dev.azure.com",
    "vs-ssh.visualstudio.com": "dev.azure.com",
}
"""Hosts that speak nothing but ssh to the one that has the pages."""
AT = frozenset({"base", "ref", "at", "path", "folder", "name"})
LINES = frozenset({"first", "last"})
REF = frozenset({"ref"})
NAMES: Mapping[str, frozenset[str]] = {
    "commit": frozenset({"base", "id"}),
    **dict.fromkeys(("file", "history", "blame", "edit", "new"), AT),
    **dict.fromkeys(("line", "lines"), LINES),
    **dict.fromkeys(("branch", "revision"), REF),
    "compare": frozenset({"base", "old", "new", "old_at", "new_at"}),
    "content": frozenset({"content"}),
}
"""What may be filled in where; the pages that are not here are taken as they are."""


def forge_from(given: object) -> str | ForgePages:
    """The kind of forge that a user names, or the addresses of another one.

    Raises ValueError, in one sentence, for what is neither.
    """
    if isinstance(given, Mapping):
        return pages_from({str(page): str(address) for page, address in given.items()})
    kinds = ("auto", *KINDS, "forgejo")
    if given not in kinds:
        message = f"Expected one of {', '.join(kinds)}, or addresses by page, got {given!r}."
        raise ValueError(message)
    return str(given)


def pages_from(given: Mapping[str, str]) -> ForgePages:
    """The addresses of a forge that is not here, by page; ValueError for one that cannot be."""
    known = [field.name for field in fields(ForgePages)]
    for page, address in given.items():
        if page not in known:
            message = f"A forge has no page {page!r}; it has {', '.join(known)}."
            raise ValueError(message)
        _check(page, address)
    return ForgePages(**given)


def _check(page: str, address: str) -> None:
    try:
        if page == "files":
            re.compile(address)
        names = {name for _, name, _, _ in Formatter().parse(address) if name is not None}
    except (ValueError, re.error) as error:
        message = f"{address!r} cannot be the {page!r} of a forge: {error}."
        raise ValueError(message) from error
    if page in NAMES and (unknown := names - NAMES[page]):
        meant = ", ".join(f"{{{name}}}" for name in sorted(NAMES[page]))
        message = f"{{{min(unknown)}}} means nothing in {page!r} of a forge, which knows {meant}."
        raise ValueError(message)
