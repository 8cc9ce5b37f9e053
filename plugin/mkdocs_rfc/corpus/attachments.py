"""Files beside documents: which of them the site serves, and what it says of the others."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from mkdocs_rfc.corpus.contents import KIND, Contents
from mkdocs_rfc.corpus.drawings import Drawing, DrawingError, clean_drawing
from mkdocs_rfc.corpus.folders import Folder, path_in
from mkdocs_rfc.corpus.sources import Alias, Source, find_aliases
from mkdocs_rfc.limits import ASSET, DOCUMENT
from mkdocs_rfc.markdown import word_set
from mkdocs_rfc.storage import Memo, peek, read, reason_of

IMAGES = word_set("apng avif bmp gif heic ico jfif jpe jpeg jpg jxl png svg tif tiff webp")
FONTS = word_set("eot otf ttc ttf woff woff2")
ARCHIVES = word_set("7z bz2 gz rar tar tbz2 tgz txz xz zip zst")
PAPERS = word_set("doc docx epub odg odp ods odt pdf ppt pptx rtf xls xlsx")
RECORDINGS = word_set("flac m4a m4v mov mp3 mp4 oga ogg ogv opus wav webm srt vtt")
TEXTS = word_set(
    """adoc asciidoc avsc bib cfg csv dbml diff dot ebnf excalidraw feature gnuplot gql graphql gv
    ini ipynb json json5 jsonl mermaid mmd patch plantuml proto puml rst structurizr tex text
    thrift tla toml tsv txt yaml yml"""
)
CODE = word_set(
    """c cc cpp cs cue dart elm ex exs go h hcl hpp hs java jsonnet kt l lua m ml nix pl ps1 py r rb
    rs scala sh sql swift tf zig"""
)
"""Beside a document it is an example; in a project as a whole it is read on the forge."""
SAFE = IMAGES | FONTS | ARCHIVES | PAPERS | RECORDINGS | TEXTS | CODE
PLAIN = word_set("csv json svg tsv txt")
"""What every host knows: no browser takes it for a page, whatever it begins with."""
ACTIVE = word_set(
    """asp aspx cgi cjs htm html htt htc js jse jsp mht mhtml mjs phar php php3 php4 php5 php7
    phps phtml pht shtm shtml stm svg svgz swf vbs wasm xht xhtml xml xsl xslt"""
)
"""What runs in a browser or on a host; some hosts also look at the last ending but one."""
SECRET = re.compile(
    r"""
    .* \. (?: env | htpasswd | netrc | npmrc | pgpass | pypirc ) (?: \..* )?
    | (?: .*[-_.] )? id_? (?: rsa | dsa | ecdsa | ed25519 ) (?: [-_.] .* )?
    | .* \. (?: pem | key | p12 | pfx | p8 | jks | keystore | kdbx | ppk | gpg | pgp | ovpn | der
        | asc | tfstate | tfvars ) (?: \..* )?
    | (?: .*[-_.] )? (?: secrets? | credentials? | passwords? | token ) \. (?: cfg | csv | ini
        | json | json5 | toml | txt | yaml | yml )
    | (?: gha-creds | client[-_]secret | service[-_]account | kubeconfig | _netrc ) .*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names that keys and passwords usually have."""
HOSTS = word_set(
    """_headers _redirects _routes.json _worker.js .htaccess .nojekyll cname netlify.toml
    robots.txt staticwebapp.config.json vercel.json web.config"""
)
"""Names by which a host is told what to do."""
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[a-zA-Z!?/]")
HEAD = 1024
NEVER = "keys, passwords and orders to a host are never served"
PAGE = "it begins like a web page"


@dataclass(frozen=True, slots=True)
class Attachments:
    """What a site serves beside its pages."""

    assets: Mapping[str, Path]
    """Place in the site -> file, for what stands beside mounted documents."""
    drawings: Mapping[str, bytes]
    """Place in the site -> what is served instead of that file."""
    refused: frozenset[str]
    """Places of the files in `docs_dir` that may not be read, of which MkDocs would not ask."""
    aliases: tuple[Alias, ...]
    """Addresses that lead on to a document's own."""


def judge_attachments(
    contents: Mapping[Folder, Contents], assets: str, drawings: Memo[Drawing]
) -> dict[Folder, Contents]:
    """The same contents with what is served of the files beside documents, and why not the rest.

    `assets` is one of ASSETS. What is in `docs_dir` is MkDocs' to serve. `drawings` knows those of
    the build before, by the digest of their file.
    """
    return {
        folder: _judged(found, assets, drawings) if folder.mounted else _readable(found)
        for folder, found in contents.items()
    }


def _readable(found: Contents) -> Contents:
    """The same contents without what MkDocs could not copy, as that would end the build."""
    closed = [file for file in found.assets if not os.access(file, os.R_OK)]
    if not closed:
        return found
    unreadable = {**found.unreadable, **dict.fromkeys(closed, os.strerror(errno.EACCES))}
    kept = tuple(file for file in found.assets if file not in unreadable)
    return replace(found, assets=kept, unreadable=unreadable)


def _judged(found: Contents, assets: str, drawings: Memo[Drawing]) -> Contents:
    kept: list[Path] = []
    drawn: dict[Path, Drawing] = {}
    left_out, unreadable = dict(found.left_out), dict(found.unreadable)
    for file in found.assets:
        names = (file.name, *(each.name for each in [found.links.get(file)] if each))
        reason = next(filter(None, (refused_name(name, assets) for name in names)), "")
        try:
            if found.referred_only and _ending(file) in CODE:
                reason = KIND
            reason = reason or _refused_text(file, assets)
            if not reason and assets != "all" and _ending(file) == "svg":
                drawn[file] = _drawing(file, drawings)
        except DrawingError as error:
            reason = str(error)
            drawn[file] = Drawing(b"", (), broken=reason)
        except OSError as error:
            reason = unreadable[file] = reason_of(error)
        if reason:
            left_out[file] = reason
        else:
            kept.append(file)
    return replace(
        found, assets=tuple(kept), left_out=left_out, unreadable=unreadable, drawings=drawn
    )


def refused_name(name: str, assets: str) -> str:
    """Why a file with this name is not served; empty where it may be."""
    name = name.casefold()
    if SECRET.fullmatch(name) or name in HOSTS:
        return NEVER
    if assets == "all":
        return ""
    *before, last = name.split(".")[1:] or [""]
    return KIND if last not in SAFE or not ACTIVE.isdisjoint(before) else ""


def _refused_text(file: Path, assets: str) -> str:
    """Whether a host that does not know its kind would hand a file out as a page."""
    head = peek(file, HEAD, whole=ASSET)
    known = assets == "all" or _ending(file) in PLAIN
    return PAGE if not known and MARKUP.match(head) else ""


def _ending(file: Path) -> str:
    return file.suffix.casefold().removeprefix(".")


def _drawing(file: Path, drawings: Memo[Drawing]) -> Drawing:
    data = read(file, DOCUMENT)
    digest = blake2b(data, digest_size=16).digest()
    return drawings.recall(os.fspath(file), digest, lambda: clean_drawing(data))


def find_attachments(
    contents: Mapping[Folder, Contents],
    sources: Iterable[Source],
    root: Path,
    referred: Container[str],
) -> Attachments:
    """What is served of judged contents.

    `referred` are the paths that documents name: of a folder that holds more than a collection,
    nothing else is served.
    """
    assets = {
        folder.uri_of(file): file
        for folder, found in contents.items()
        if folder.mounted
        for file in found.assets
        if not found.referred_only or path_in(file, root) in referred
    }
    drawn = {file: each for found in contents.values() for file, each in found.drawings.items()}
    served = {uri: drawn[file] for uri, file in assets.items() if file in drawn}
    return Attachments(
        assets,
        {uri: drawing.data for uri, drawing in served.items() if drawing.data},
        frozenset(_refused(contents)),
        find_aliases(contents, sources, root),
    )


def _refused(contents: Mapping[Folder, Contents]) -> Iterator[str]:
    for folder, found in contents.items():
        for file in (*found.left_out, *found.unreadable):
            if not folder.mounted:
                yield folder.uri_of(file)


def refused_kinds(contents: Mapping[Folder, Contents], root: Path) -> list[str]:
    """The paths of the files beside documents that are not served for what they are, sorted."""
    return sorted(
        path_in(file, root)
        for found in contents.values()
        if not found.referred_only
        for file, reason in found.left_out.items()
        if reason in {NEVER, KIND, PAGE}
    )
