"""What a build leaves for builds in other processes: never needed, never trusted to be whole."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_rfc.documents import Mention, MentionForm, Parsed
from mkdocs_rfc.markdown import Heading, Tree
from mkdocs_rfc.site import PageContent
from mkdocs_rfc.storage import NOWHERE, load, save

T = TypeVar("T")
PACKAGE = Path(__file__).parent.parent
MAKERS = ("cmarkgfm", "jinja2", "lxml", "markupsafe", "nh3", "pygments")
"""What pages are made with, besides our own sources."""
MOST = 320 << 20
"""Bytes of texts, and of pages, that are kept; what comes later in the site is made anew."""
WHOLE = ""
"""Name of the part that tells what was there to be kept, be it kept or not."""
MOST_CODE = 32 << 20
"""Letters of highlighted code that are kept; the oldest go first."""


class DiskCache:
    """Parsed texts, rendered pages and highlighted code in a folder.

    What another version or anybody else left, what is damaged and what cannot be read counts as
    not there; what cannot be written is not written. Files are put in place whole, so that builds
    at the same time do not see each other's halves.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._version = makers_version() if folder else ""
        self._texts = self._load("texts")
        self._pages = self._load("pages")
        self._left = {
            "texts": self._texts.pop(WHOLE, b""),
            "pages": self._pages.pop(WHOLE, b""),
        }
        self._paths = frozenset(name.split(" ", 2)[-1] for name in self._texts)
        """Of the documents whose texts were kept."""
        self.code = _code(self._load("code"))
        """Highlighted code by digest, the oldest first."""

    def page(self, path: str, key: str) -> PageContent | None:
        """The page of a document as it was made from the same key; it is given once."""
        with suppress(KeyError, ValueError, TypeError):
            return _page(self._pages.pop(_name(path, key)))
        return None

    def parsed(self, path: str, key: str) -> Parsed | None:
        """A text as it was parsed by the same key; it is given once."""
        with suppress(KeyError, ValueError, TypeError):
            return _parsed(self._texts.pop(_name(path, key)))
        return None

    def save(
        self,
        texts: Iterable[tuple[str, str, Parsed]],
        pages: Iterable[tuple[str, str, PageContent]],
        code: Mapping[str, str],
    ) -> tuple[str, ...]:
        """Leave texts and pages, by path and key, and code for the next build.

        Gives each reason for which not all of it could be left.
        """
        named = {_name(path, key): text for path, key, text in texts}
        shown = {_name(path, key): page for path, key, page in pages}
        reasons = [
            self._leave("texts", named, _line_of_text),
            self._leave("pages", shown, _line_of_page),
        ]
        if not code.keys() <= self.code.keys():
            self.code = newest({**self.code, **code})
            reasons.append(self._save("code", {"code": json.dumps(self.code).encode()}))
        return tuple(dict.fromkeys(filter(None, reasons)))

    def has_others(self, paths: Container[str]) -> bool:
        """Whether there are texts of documents that are not among these."""
        return any(path not in paths for path in self._paths)

    def forget(self) -> None:
        """Leave nothing of what was kept: nobody knows which code is of which document."""
        self.code, self._paths = {}, frozenset()
        for name in ("texts", "pages", "code"):
            self._left[name] = b""
            self._save(name, {})

    def _leave(self, file: str, made: Mapping[str, T], line_of: Callable[[T], bytes]) -> str:
        whole = _digest(made)
        if not made or whole == self._left[file]:
            return ""
        self._left[file] = whole
        parts = {WHOLE: whole} | within(MOST, ((name, line_of(made[name])) for name in made))
        missing = len(made) + 1 - len(parts)
        part = f"{missing} of {len(made)} {file} would be more than {MOST >> 20} MB"
        return self._save(file, parts) or (part if missing else "")

    def _load(self, name: str) -> dict[str, bytes]:
        return load(self._folder / name, self._version) if self._folder else {}

    def _save(self, name: str, parts: Mapping[str, bytes]) -> str:
        if not self._folder:
            return NOWHERE
        return save(self._folder / name, self._version, parts)


def makers_version() -> str:
    """A digest of everything that makes pages out of documents: our own files, what they use."""
    digest = blake2b(f"{sys.version} {[version(name) for name in MAKERS]}".encode(), digest_size=16)
    for file in sorted(PACKAGE.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def newest(code: Mapping[str, str], most: int = MOST_CODE) -> dict[str, str]:
    """The entries at the end of a mapping that have no more letters than allowed."""
    left, kept = most, []
    for key, marked in reversed(tuple(code.items())):
        left -= len(marked)
        if left < 0:
            break
        kept.append((key, marked))
    return dict(kept[::-1])


def within(most: int, parts: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The parts at the beginning that have no more bytes than allowed; no further one is made."""
    kept = {}
    for name, part in parts:
        most -= len(name) + len(part)
        if most < 0:
            break
        kept[name] = part
    return kept


def _digest(names: Iterable[str]) -> bytes:
    text = "\n".join(sorted(names)).encode(errors="surrogatepass")
    return blake2b(text, digest_size=16).hexdigest().encode()


def _name(path: str, key: str) -> str:
    return f"{key} {path}"


def _line_of_page(page: PageContent) -> bytes:
    values = (page.title, page.toc, page.meta, page.search)
    return _line(values, page.html.encode())


def _line_of_text(parsed: Parsed) -> bytes:
    tree = parsed.tree
    return _line((tree.headings, sorted(tree.anchors), parsed.mentions), tree.data)


def _line(values: object, text: bytes) -> bytes:
    """Values in a line of JSON, and a text as it is: JSON would look at each of its letters."""
    return b"%b\n%b" % (json.dumps(values, default=dict).encode(), text)


def _read(line: bytes) -> tuple[Any, bytes]:
    values, _, text = line.partition(b"\n")
    return json.loads(values), text


def _page(line: bytes) -> PageContent:
    (title, toc, meta, search), html = _read(line)
    return PageContent(title, html.decode(), toc, meta, search)


def _parsed(line: bytes) -> Parsed:
    (headings, anchors, mentions), data = _read(line)
    tree = Tree(data, tuple(Heading(*each) for each in headings), frozenset(anchors))
    return Parsed(tree, tuple(_mention(*each) for each in mentions))


def _mention(form: str, raw: str, path: str, fragment: str, lines: Any, *rest: Any) -> Mention:  # noqa: ANN401 - from JSON
    return Mention(MentionForm(form), raw, path, fragment, tuple(lines) if lines else None, *rest)


def _code(parts: Mapping[str, bytes]) -> dict[str, str]:
    with suppress(KeyError, ValueError):
        return dict(json.loads(parts["code"]))
    return {}
