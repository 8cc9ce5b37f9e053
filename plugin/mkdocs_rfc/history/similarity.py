"""Telling one document under two names from two documents that were born from one template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from mkdocs_rfc.history.follow import Past, RevisionNode

MARKUP = b" \t\r#*->|`_"
"""What may differ in a line that a template put there."""
OWN = 0.5
"""Share of its own text that a document keeps when it gets another name."""
SAMPLE = 32
"""Number of documents that show well enough what they have in common."""


def blobs_to_compare(past: Past, present: Mapping[bytes, bytes]) -> frozenset[bytes]:
    """Ids of the texts that tell whether renames are to be believed: none if none is in doubt.

    `present` are the documents as they are now, by path: they show what documents have in common.
    """
    doubted = _doubted(past)
    step = max(1, len(present) // SAMPLE)
    numbered = enumerate(sorted(present)) if doubted else ()
    sample = (path for number, path in numbered if number % step == 0 or _is_template(path))
    pairs = (blob for node in doubted for blob in (node.doubt, node.blob))
    return frozenset((*pairs, *(present[path] for path in sample)))


def lookalikes(
    past: Past, present: Mapping[bytes, bytes], texts: Mapping[bytes, bytes]
) -> frozenset[tuple[bytes, bytes]]:
    """Pairs of texts that git took for one document, but that only have a template in common.

    `texts` are those of `evidence`, by id, as far as they could be read.
    """
    known = ((path, texts[blob]) for path, blob in present.items() if blob in texts)
    common = _common_lines(known)
    pairs = {(node.doubt, node.blob) for node in _doubted(past)}
    return frozenset((old, new) for old, new in pairs if not _same(old, new, texts, common))


def split_lookalikes(past: Past, pairs: Container[tuple[bytes, bytes]]) -> None:
    """Part documents that only look like one: the later begins where it got its name."""
    apart = [node for node in _doubted(past) if (node.doubt, node.blob) in pairs]
    for node in apart:
        node.kind, node.edited = "added", True
        node.before.clear()
    changed = {node.document for node in apart}
    past.tell(head for head in past.heads if head.document in changed)


def _doubted(past: Past) -> list[RevisionNode]:
    return [node for story in past.stories.values() for node in story if node.doubt]


def _same(old: bytes, new: bytes, texts: Mapping[bytes, bytes], common: frozenset[bytes]) -> bool:
    """Whether half of the lines that no other document has, by length, are still there."""
    if old not in texts or new not in texts:
        return old == new
    own, now = _own(texts[old], common), _own(texts[new], common)
    return _weight(own & now) > _weight(own) * OWN


def _common_lines(texts: Iterable[tuple[bytes, bytes]]) -> frozenset[bytes]:
    counts: Counter[bytes] = Counter()
    for path, text in texts:
        counts.update(dict.fromkeys(_lines(text), 2 if _is_template(path) else 1))
    return frozenset(line for line, count in counts.items() if count > 1)


def _is_template(path: bytes) -> bool:
    return b"template" in path.lower()


def _own(text: bytes, common: frozenset[bytes]) -> Counter[bytes]:
    return Counter(line for line in _lines(text) if line not in common)


def _lines(text: bytes) -> Iterator[bytes]:
    return (line for raw in text.split(b"\n") if (line := raw.strip(MARKUP)))


def _weight(lines: Counter[bytes]) -> int:
    return sum(len(line) * count for line, count in lines.items())
