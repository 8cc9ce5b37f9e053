"""Where one mention leads: to a page, to the forge, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from mkdocs_rfc.corpus.problems import (
    AmbiguousNumber,
    DeletedTarget,
    ExcludedTarget,
    MentionProblem,
    MissingTarget,
    OutsideImage,
    RenamedTarget,
    UnknownAnchor,
    UnservedTarget,
)
from mkdocs_rfc.corpus.targets import Targets, forms_of, tails_of
from mkdocs_rfc.documents import SCHEME, Document, Mention, MentionForm
from mkdocs_rfc.limits import MOST_NAMED
from mkdocs_rfc.markdown import fragment

LONGEST_NUMBER = 20
FILE_NAME = re.compile(r"/[^/]*\w\.\w{1,10}$")


class TargetKind(StrEnum):
    """What kind of place a mention leads to."""

    PAGE = "page"
    """A page of the site, or a file that it serves."""
    FORGE = "forge"
    """A file on the forge, where people read the repository."""
    GONE = "gone"
    """The last version, on the forge, of a file that was deleted."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where one mention leads."""

    goal: TargetKind = TargetKind.NOWHERE
    path: str = ""
    """Path in the repository of what is meant; empty where it is not known."""
    uri: str = ""
    """The page or file in the site's own terms, for `Goal.PAGE`."""
    fragment: str = ""
    href: str = ""
    """The address on the forge, for the other goals."""
    commit: str = ""
    """The commit at which the file is shown there."""
    problem: MentionProblem | None = None

    @property
    def hidden(self) -> bool:
        """Whether what is meant is kept out of the site."""
        return isinstance(self.problem, ExcludedTarget)


NOWHERE = Resolution()
"""One for all: there are very many."""


def resolve(mention: Mention, source: str, places: Targets) -> Resolution:
    """Find where a mention leads; what leads nowhere may carry a problem that says so."""
    if mention.form is MentionForm.ID:
        return _by_number(mention, source, places)
    if not mention.path:
        own = source in places.documents and mention.fragment
        return _to_page(source, mention, source, places) if own else NOWHERE
    if SCHEME.match(mention.path):
        return _by_address(mention, source, places)
    if _is_hidden(mention, source, places):
        return Resolution(problem=ExcludedTarget(source, mention.line, mention.raw))
    if path := _find(mention, source, places):
        return _to_page(places.aliases.get(path, path), mention, source, places)
    return (
        _unserved(mention, source, places)
        or _on_forge(mention, source, places)
        or _healed(mention, source, places)
        or _missing(mention, source, places)
    )


def _is_hidden(mention: Mention, source: str, places: Targets) -> bool:
    """Whether the first thing that a written path can mean is kept out of the site."""
    if not places.hidden:
        return False
    paths = (path for each in candidates(mention, source, places) for path in forms_of(each))
    there = (places.present(path) for path in paths)
    return next((path in places.hidden for path in there if places.is_known(path)), False)


def _find(mention: Mention, source: str, places: Targets) -> str | None:
    name = posixpath.basename(mention.path.rstrip("/"))
    if "." in name and name not in places.names and f"{name}.md" not in places.names:
        return None  # as most paths in code are no pages, this saves most of the work
    for candidate in candidates(mention, source, places):
        for path in forms_of(candidate):
            if path in places.uris:
                return path
    if mention.form is MentionForm.IMAGE:
        return None
    alike = places.names.get(name) or places.names.get(f"{name}.md", ())
    return alike[0] if len(alike) == 1 and _is_telling(name) else None


def _is_telling(name: str) -> bool:
    """Whether a file name alone says which file is meant: an ending, or several words."""
    generic = name.casefold() in {"readme.md", "index.md", "template.md"}
    return not generic and (name.endswith(".md") or name.count("-") > 1)


def candidates(mention: Mention, source: str, places: Targets) -> tuple[str, ...]:
    """Paths in the repository that a written path can mean, the likeliest first."""
    explicit = mention.form in {MentionForm.LINK, MentionForm.IMAGE}
    return _readings(mention.path, posixpath.dirname(source), places.roots, explicit)


@lru_cache(maxsize=1 << 16)  # every mention is looked at several times in each build
def _readings(written: str, here: str, roots: tuple[str, ...], explicit: bool) -> tuple[str, ...]:  # noqa: FBT001 (part of the key)
    from_root = [posixpath.join(root, written.lstrip("/")) for root in roots]
    relative = posixpath.join(here, written)
    explicit = explicit or written.startswith(("./", "../"))
    ordered = [relative, *from_root] if explicit else [*from_root, relative]
    normal = map(posixpath.normpath, from_root if written.startswith("/") else ordered)
    return tuple(path for path in normal if not path.startswith("../") and path not in {"..", "."})


def _to_page(path: str, mention: Mention, source: str, places: Targets) -> Resolution:
    target = places.documents.get(path)
    if target is None:  # a page of the site that is no document: its anchors are not known here
        return Resolution(TargetKind.PAGE, path, places.uris[path], mention.fragment)
    if mention.lines and not mention.fragment:
        return Resolution(
            TargetKind.PAGE, path, places.uris[path], places.signposts(path).above(mention.lines[0])
        )
    if mention.section and not mention.fragment:
        section = places.signposts(path).numbered(mention.section)
        return Resolution(TargetKind.PAGE, path, places.uris[path], section)
    anchor = fragment(target.tree.anchors, mention.fragment) if mention.fragment else ""
    problem = None
    if anchor is None:
        nearest = places.signposts(path).nearest(mention.fragment)
        problem = UnknownAnchor(source, mention.line, mention.raw, path, nearest)
    return Resolution(TargetKind.PAGE, path, places.uris[path], anchor or "", problem=problem)


def cited_number(text: str) -> int | None:
    """The number that is cited; None where the pattern of a site found something else."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _by_number(mention: Mention, source: str, places: Targets) -> Resolution:
    number = cited_number(mention.path)
    same = places.numbers.get(number, ()) if number is not None else ()
    if not same or source in same:
        return NOWHERE
    if len(same) > 1:
        named, more = tuple(same[:MOST_NAMED]), max(len(same) - MOST_NAMED, 0)
        problem = AmbiguousNumber(source, mention.line, mention.raw, named, more)
        return Resolution(problem=problem)
    return Resolution(TargetKind.PAGE, same[0], places.uris[same[0]])


def _by_address(mention: Mention, source: str, places: Targets) -> Resolution:
    """An address on a forge that is a document of this repository, at whatever commit."""
    if not mention.path.startswith(places.homes):
        return NOWHERE
    tails = tails_of(mention.path)
    known = (path for tail in tails if (path := places.present(tail)) in places.documents)
    found = next(known, None)
    return _to_page(found, mention, source, places) if found else NOWHERE


def _unserved(mention: Mention, source: str, places: Targets) -> Resolution | None:
    """A file that is there and that the site does not show; people read it on the forge."""
    if not places.unserved:
        return None
    meant = mention.form in {MentionForm.LINK, MentionForm.IMAGE} or mention.path.endswith(".md")
    for path in candidates(mention, source, places) if meant else ():
        if reason := places.unserved.get(path):
            found = _on_forge(mention, source, places) or Resolution(path=path)
            problem = UnservedTarget(source, mention.line, mention.raw, reason)
            return replace(found, problem=problem)
    return None


def _on_forge(mention: Mention, source: str, places: Targets) -> Resolution | None:
    """A file that is no page, as it was at the commit that the mention speaks of."""
    if mention.form is MentionForm.BARE or (mention.form is MentionForm.CODE and not places.forge):
        return None
    commit = places.commits.get(source, "")
    for path in candidates(mention, source, places):
        there = places.files.get((commit, path), "")
        unverified = there is None and FILE_NAME.search(mention.path)
        href = places.forge.file(path, commit, mention.lines) if places.forge else None
        if href and (there or unverified):
            return Resolution(TargetKind.FORGE, path, href=href, commit=commit)
    if mention.form is MentionForm.CODE:
        return None
    here = next(filter(places.exists, candidates(mention, source, places)), None)
    if here is None or mention.form is MentionForm.LINK:
        return Resolution(path=here) if here else None
    return Resolution(path=here, problem=OutsideImage(source, mention.line, mention.raw))


def files_named(places: Targets) -> Iterator[tuple[str, str]]:
    """Commit and path of every file that documents may name and that is no page of the site."""
    for source, commit in places.commits.items():
        yield from ((commit, path) for paths in places.named[source] for path in paths)


def file_paths(document: Document, places: Targets) -> Iterator[tuple[str, ...]]:
    """Of each mention that leads to no page of the site, what it can mean, the likeliest first."""
    for mention in document.mentions:
        named = mention.form in {MentionForm.LINK, MentionForm.CODE} and mention.path
        if not named or SCHEME.match(mention.path) or _is_hidden(mention, document.path, places):
            continue
        if not _find(mention, document.path, places):
            yield candidates(mention, document.path, places)


def _healed(mention: Mention, source: str, places: Targets) -> Resolution | None:
    if posixpath.basename(mention.path) not in places.lost:
        return None
    for path in candidates(mention, source, places):
        if (now := places.present(path)) in places.uris:
            written = _written(now, mention, source)
            problem = RenamedTarget(source, mention.line, mention.raw, now, written)
            found = _to_page(now, mention, source, places)
            return Resolution(found.goal, now, found.uri, found.fragment, problem=problem)
        if commit := places.deleted.get(path):
            href = places.forge.file(path, commit) if places.forge else None
            return Resolution(
                TargetKind.GONE if href else TargetKind.NOWHERE,
                path,
                href=href or "",
                problem=DeletedTarget(source, mention.line, mention.raw, commit),
            )
    return None


def _written(path: str, mention: Mention, source: str) -> str:
    """A path as its author would write it at this place."""
    if mention.form in {MentionForm.LINK, MentionForm.IMAGE}:
        return posixpath.relpath(path, posixpath.dirname(source) or ".")
    return path


def _missing(mention: Mention, source: str, places: Targets) -> Resolution:
    """What leads nowhere: a problem where the author surely meant a document of this repository."""
    if mention.form not in {MentionForm.LINK, MentionForm.IMAGE} and not _is_below_folder(
        mention, places
    ):
        return NOWHERE
    named = places.names.get(posixpath.basename(mention.path), ())
    alike = tuple(_written(path, mention, source) for path in named[:2])
    return Resolution(problem=MissingTarget(source, mention.line, mention.raw, alike))


def _is_below_folder(mention: Mention, places: Targets) -> bool:
    """Whether a path in the text, which may be of any repository, names one of the collections."""
    path = mention.path.lstrip("./")
    return path.endswith(".md") and any(path.startswith(f"{each}/") for each in places.folders)
