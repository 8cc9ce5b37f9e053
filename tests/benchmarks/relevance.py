"""How well research is suggested: hide each spec's citations, and see whether they come back.

    python tests/benchmarks/relevance.py REPOSITORY

Prints, for the suggestions and for the order by file date alone, the share of specs with a really
cited document among the first three, and the mean share of the cited ones in the first ten.
"""

import datetime as dt
import re
import sys
from pathlib import Path

from mkdocs_rfc.build import build_site
from mkdocs_rfc.corpus.relevance import Relevance
from mkdocs_rfc.documents.document import Kind
from mkdocs_rfc.options import Options


def measure(corpus, order):
    """Share of specs with a hit in the first three, and mean share found in the first ten."""
    hits, found = [], []
    for spec in corpus.collection(Kind.SPEC):
        cited = {r.target.path for r in corpus.cites[spec.path] if r.target.kind is Kind.RESEARCH}
        if cited:
            ranked = order(spec)
            hits.append(bool(cited & set(ranked[:3])))
            found.append(len(cited & set(ranked[:10])) / len(cited))
    return len(hits), sum(hits) / len(hits), sum(found) / len(found)


def by_words(corpus):
    """Order by what the documents say; read once, with every mention of a document left out."""
    relevance = Relevance(corpus.collection(Kind.RESEARCH))  # open to the end of the program
    return lambda spec: [each.document.path for each in relevance.of(spec)]


def by_date(corpus):
    """Order by how close the dates in the names of files are: the naive baseline."""
    paths = [document.path for document in corpus.collection(Kind.RESEARCH)]

    def order(spec):
        day = date_in(spec.path)
        return sorted(paths, key=lambda path: (abs((date_in(path) - day).days), path))

    return order


def date_in(path):
    match = re.search(r"\d{4}-\d\d-\d\d", path)
    return dt.date.fromisoformat(match[0]) if match else dt.date.min


def main(folder):
    corpus = build_site(Options(project=folder, docs_dir=folder / "docs")).corpus
    for name, order in (("by words", by_words(corpus)), ("by date", by_date(corpus))):
        count, three, ten = measure(corpus, order)
        print(f"{name}: {count} specs, {three:.1%} hit in the first 3, {ten:.1%} found in 10")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
