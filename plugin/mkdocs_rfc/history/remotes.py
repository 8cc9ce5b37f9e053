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
FORGE = re.compile(r"(?:[a-z+]+://)?(?:[^@/]*@)?[\w.-]+(?=[:/])", re.IGNORECASE)
HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
NAME = re.compile(r"~?\w[\w .+~-]*|\.\w[\w.-]*")
"""A part of a path that names an owner, a group or a repository."""
LONGEST, MOST_NAMES = 1_000, 20
TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?i:gh[opsur]_|github_pat_|gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct)-|npm_|pypi-"
    r"|xox[a-z]-|xapp-|dckr_[a-z]+_|hf_|bbdc-|dop_v1_|rubygems_|whsec_|sk_(?:live|test)_|shpat_)"
    r"(?=[\w.-]{10})"
    r"|(?i:sk-|pat-|tok_|key-|hvs\.|SG\.)(?=[\w.-]{10})(?=[A-Za-z_.-]*\d)"
    r"|(?:ATBB|ATCTT|ATATT|AIza|ya29\.|eyJ)(?=[\w.-]{10})|A(?:KI|SI|RO)A(?=[A-Z0-9]{12})"
    r")"
)
"""How the tokens of forges, registries and clouds begin."""
SPOKEN = re.compile(r"token|secret|passw|api[_-]?key|credential|oauth", re.IGNORECASE)
SHOUTED = re.compile(
    r"TOKEN|SECRET|PASSW|API[_-]?KEY|CREDENTIAL|OAUTH|BEARER|(?:^|[._-])PAT(?:[._-]|$)"
)
"""The same as one writes them where a value is to be filled in, not in the name of a project."""
STATED = re.compile(
    r"(?:^|[\W_])(?:token|secret|pass|passwd|password|passwort|pwd|key|api[_-]?key|credential|auth"
    r"|oauth2?|bearer|basic|x-[\w-]+-(?:token|auth|basic))s?(?:[^A-Za-z0-9]+(?=\S*\d)|$)",
    re.IGNORECASE,
)
"""A name that says that a secret follows, or what it is."""
PIECE = re.compile(r"[^\W_]+")
WORD = re.compile(r"\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LONG = re.compile(r"(?=[A-Z]*\d+[A-Z])[A-Z\d]{16,}|(?=\D*\d)[^\W_]{25,}|\d{12,}")
SECRET = 12
"""Letters that a secret has at least where a forge is known to have names there."""
LONGEST_WORD = 24
"""Letters of the longest word in the name of an account, a group or a repository."""


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


def is_withheld(url: str, shown: str) -> bool:
    """Whether nothing is shown of the address of a forge, which has pages that one could link."""
    host = FORGE.match(url[:LONGEST])
    return not shown and host is not None and any(word in host[0].lower() for word in HOSTS)


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
    most = 2 if kind in {"github", "bitbucket", "gitea"} else MOST_NAMES
    if not (2 if kind else 1) <= len(names) <= most:
        return False
    if kind == "azure":  # where projects and repositories can be named by their ids
        names = [UUID.sub("", name) or kind for name in names]
    return all(map(_is_known_name if kind else _is_plain_name, names)) and not (
        kind and any(map(STATED.search, names[:-1]))  # only repositories are about secrets often
    )


def _is_known_name(name: str) -> bool:
    """Whether a name may be shown where a forge has accounts, groups and repositories."""
    pieces = PIECE.findall(name)
    odd = [each for each in pieces if len(each) > 2 and _is_mixed(each)]
    return (
        _is_name(name)
        and UUID.search(name) is None
        and SHOUTED.search(name) is None
        and not any(len(each) >= SECRET and _is_random(each) for each in pieces)
        and not any(len(each) > LONGEST_WORD for each in WORD.findall(name))
        and (2 * sum(map(len, odd)) <= len(name) or len(name) < SECRET)
    )


def _is_name(name: str) -> bool:
    return NAME.fullmatch(name) is not None and name.isprintable() and TOKEN.search(name) is None


def _is_plain_name(name: str) -> bool:
    """Whether a name may be shown although nobody knows what this host has in its paths."""
    pieces = PIECE.findall(name)
    return (
        _is_known_name(name)
        and SPOKEN.search(name) is None
        and not any(len(each) > 15 or _is_random(each) for each in pieces)
    )


def _is_random(piece: str) -> bool:
    """Whether a word mixes digits, small and capital letters as nobody does who speaks it."""
    digits = sum(one.isdigit() != other.isdigit() for one, other in pairwise(piece))
    words = len(WORD.findall(piece))
    mixed = digits > 2 or 5 * words > 2 * len(piece) or LONG.fullmatch(piece) is not None
    return len(piece) > 7 and mixed


def _is_mixed(piece: str) -> bool:
    """The same of a short word, such as there are between the dashes of a token; not of `i18n`."""
    digits = sum(one.isdigit() != other.isdigit() for one, other in pairwise(piece))
    words = piece != piece.lower() and 2 * len(WORD.findall(piece)) > len(piece)
    return digits > 2 or words
