"""The address of a remote, as far as it may be shown: without whatever may be a secret.

A remote is where tokens are put. Only the forms in which forges are addressed are known here; of
every other one nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from mkdocs_rfc.forge import HOSTS

URL = re.compile(r"(?:https?|ssh|git|git\+ssh|ssh\+git)://", re.IGNORECASE)
SCP = re.compile(r"(?:(?P<user>[^@/\[\]:]*)@)?(?P<host>[^/:@\[\]]+):(?!/)(?P<path>[^:@]+)")
HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
NAME = re.compile(r"~?\w[\w .+~-]*|\.\w[\w.-]*")
"""A part of a path that names an owner, a group or a repository."""
LONGEST, MOST_NAMES = 1_000, 20
TOKEN = re.compile(
    r"(?:gh[opsur]_|github_pat_|gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-|ATBB|ATCTT|ATATT"
    r"|xox[a-z]-|npm_|pypi-|hf_|dckr_pat_|AKIA|eyJ|sk-|pat-)(?=[\w.-]{10})",
    re.IGNORECASE,
)
"""How the tokens of forges and registries begin."""
SPOKEN = re.compile(r"token|secret|passw|api[_-]?key|credential|oauth", re.IGNORECASE)
PIECE = re.compile(r"[^\W_]+")
WORD = re.compile(r"\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
SECRET = 12
"""Letters that a secret has at least where a forge is known to have names there."""


def clean_remote(url: str) -> str:
    """A remote without user, password, query and fragment; empty where it may hold a secret.

    `git@host:path` keeps its user, whose name says nothing. Nothing is raised.
    """
    url = url.strip()
    if len(url) > LONGEST or not url.isprintable() or "\\" in url:
        return ""
    try:
        return _of_url(url) if URL.match(url) else _of_scp(url)
    except ValueError:  # brackets without an address in them, a port that is none
        return ""


def rewritten(url: str, bases: Iterable[tuple[str, str]]) -> str:
    """A remote with `insteadOf` of git's configuration put to use: base and what it stands for."""
    fitting = [
        (len(short), base, short) for base, short in bases if short and url.startswith(short)
    ]
    if not fitting:
        return url
    _, base, short = max(fitting)
    return base + url.removeprefix(short)


def without_addresses(text: str) -> str:
    """A message of git in which every address is as it may be shown."""
    words = re.split(r"(\s+)", text)
    return "".join(_shown(word) if "@" in word or ":/" in word else word for word in words)


def _shown(word: str) -> str:
    inner = word.strip("'\"`.,:;()<>")
    before, _, after = word.partition(inner)
    return f"{before}{clean_remote(inner) or '…'}{after}" if inner else word


def _of_url(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    if parts.netloc.rpartition("@")[2].lower() != f"{host}{port}" or not HOST.fullmatch(host):
        return ""
    plain = _is_plain(host, parts.path.split("/"))
    return f"{parts.scheme}://{host}{port}{parts.path}" if plain else ""


def _of_scp(url: str) -> str:
    match = SCP.fullmatch(url)
    if match is None or not HOST.fullmatch(match["host"]) or len(match["host"]) < 2:
        return ""
    user = "git@" if match["user"] == "git" else ""
    plain = _is_plain(match["host"], match["path"].split("/"))
    return f"{user}{match['host']}:{match['path']}" if plain else ""


def _is_plain(host: str, path: Iterable[str]) -> bool:
    """Whether a path is one that names a repository, and nothing else."""
    names = [unquote(each) for each in path if each]
    kind = next((kind for word, kind in HOSTS.items() if word in host.lower()), "")
    if (
        not (2 if kind else 1)
        <= len(names)
        <= (2 if kind in {"github", "bitbucket", "gitea"} else MOST_NAMES)
    ):
        return False
    return all(map(_is_name if kind else _is_plain_name, names))


def _is_name(name: str) -> bool:
    return (
        NAME.fullmatch(name) is not None
        and name.isprintable()
        and TOKEN.match(name) is None
        and not any(len(each) >= SECRET and _is_random(each) for each in PIECE.findall(name))
    )


def _is_plain_name(name: str) -> bool:
    """Whether a name may be shown although nobody knows what this host has in its paths."""
    pieces = PIECE.findall(name)
    return (
        _is_name(name)
        and SPOKEN.search(name) is None
        and UUID.search(name) is None
        and not any(len(each) > 15 or _is_random(each) for each in pieces)
    )


def _is_random(piece: str) -> bool:
    """Whether a word mixes digits, small and capital letters as nobody does who speaks it."""
    digits = sum(one.isdigit() != other.isdigit() for one, other in pairwise(piece))
    return len(piece) > 7 and (digits > 2 or 5 * len(WORD.findall(piece)) > 2 * len(piece))
