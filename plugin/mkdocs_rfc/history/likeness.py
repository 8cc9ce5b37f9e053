"""Telling one document under two names from two documents that were born from one template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_rfc.history.fold import Node

MARKUP = b" \t\r#*->|`_"
"""What may differ in a line that a template put there."""
OWN = 0.5
"""Share of its own text that a document keeps when it gets another name."""
SAMPLE = 32
"""Number of documents that show well enough what they have in common."""


def evidence(heads: Iterable[Node], present: Mapping[bytes, bytes]) -> Iterator[bytes]:
    """Ids of the texts that tell whether renames are to be believed: none if none is in doubt.

    `present` are the documents as they are now, by path: they show what documents have in common.
    """
    doubted = _doubted(heads)
    for node in doubted:
        yield from (node.doubt, node.blob)
    if doubted:
        step = max(1, len(present) // SAMPLE)
        for number, path in enumerate(sorted(present)):
            if number % step == 0 or _is_template(path):
                yield present[path]


def reject_lookalikes(
    heads: Iterable[Node], present: Mapping[bytes, bytes], texts: Mapping[bytes, bytes]
) -> None:
    """Part documents that only look like one: the later begins where it got its name.

    `texts` are those of `evidence`, by id, as far as they could be read.
    """
    doubted = _doubted(heads)
    known = ((path, texts[blob]) for path, blob in present.items() if blob in texts)
    common = _common_lines(known) if doubted else frozenset()
    for node in doubted:
        if not _same(node, texts, common):
            node.kind, node.edited = "added", True
            node.before.clear()


def _doubted(heads: Iterable[Node]) -> list[Node]:
    return [node for head in heads for node in head.story() if node.doubt]


def _same(node: Node, texts: Mapping[bytes, bytes], common: frozenset[bytes]) -> bool:
    """Whether half of the lines that no other document has, by length, are still there."""
    if node.doubt not in texts or node.blob not in texts:
        return node.doubt == node.blob
    own, now = _own(texts[node.doubt], common), _own(texts[node.blob], common)
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
