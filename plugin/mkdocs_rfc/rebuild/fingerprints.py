"""Digests of everything that each page is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

from mkdocs_rfc.documents import Document
from mkdocs_rfc.site import Site
from mkdocs_rfc.storage import Memo

DIGESTED = ("outline", "past", "mentions")
"""What of a document is digested once for all pages that show it."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Digests of everything that pages are made from."""

    documents: Mapping[str, str]
    """By path, of what the page of a document shows."""
    overview: str
    """Of what the pages show that show something of every document."""


def read_fingerprints(site: Site, known: Memo[str]) -> Fingerprints:
    """Digest what each page is made from; `known` are digests of the build before.

    The page of a document is made from its own text and where its mentions lead, the headings of
    what it cites, the text of what cites it, how the code it describes fared, and of all documents
    what other pages show of them: title, status, dates, and which document cites which.
    """
    corpus = site.corpus
    shape = _shape(site)
    outlines = {
        path: known.recall(f"outline {path}", each.digest, partial(fingerprint, each.tree.headings))
        for path, each in corpus.documents.items()
    }
    pasts = {
        path: known.recall(f"past {path}", history, partial(fingerprint, history))
        for path, history in corpus.history.documents.items()
    }
    _forget_others(known, {*corpus.documents, *pasts})
    documents = {
        path: fingerprint(
            shape,
            (document.digest, pasts.get(path)),
            known.recall(
                f"mentions {path}",
                corpus.resolutions[path],
                partial(fingerprint, corpus.resolutions[path]),
            ),
            [(outlines[r.target.path], pasts.get(r.target.path)) for r in corpus.cites[path]],
            [(r.source.digest, pasts.get(r.source.path)) for r in corpus.cited_by[path]],
            corpus.freshness.get(path),
        )
        for path, document in corpus.documents.items()
    }
    texts = [(each.digest, outlines) for each in site.introductions.values()]
    judged = (corpus.completeness, corpus.freshness, sorted(corpus.unwritten))
    history = corpus.history
    state = (history.recent, history.problems, history.mechanical)
    overview = fingerprint(shape, pasts, state, judged, texts)
    return Fingerprints(documents, overview)


def _forget_others(known: Memo[str], paths: Iterable[str]) -> None:
    """Forget the digests of documents that are no longer there."""
    known.forget_others({f"{what} {path}" for what in DIGESTED for path in paths})


def fingerprint(*parts: object) -> str:
    """A digest of some values, by how they are written: they are frozen, so that says it all."""
    return blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def _shape(site: Site) -> str:
    corpus = site.corpus
    faces = [_face(document) for document in corpus.documents.values()]
    edges = [[r.target.path for r in references] for references in corpus.cites.values()]
    templates = [(name, template.text) for name, template in sorted(site.templates.items())]
    homes = [(path, at, each.head) for path, (each, at) in corpus.history.elsewhere.items()]
    history = (corpus.history.head, corpus.history.branch, homes, site.places.forges)
    uris = (sorted(site.places.uris.items()), sorted(site.indexes.items()))
    options = replace(site.options, serving=False, site_dir=None)  # a writer's part is apart
    return fingerprint(options, history, site.places.forge, faces, edges, templates, uris)


def _face(document: Document) -> tuple[object, ...]:
    """What pages of other documents show of a document."""
    return (
        document.path,
        document.title.text,
        document.number,
        document.status,
        document.summary,
        document.tags,
        document.owner,
        document.authors,
        document.created,
        document.updated,
    )
