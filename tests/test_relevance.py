"""Research that is about the same thing."""

import pytest

from mkdocs_rfc.corpus.relevance import Relevance, read_words
from mkdocs_rfc.documents.document import Kind, read_document

RESEARCH = {
    "cache": "---\ntopic: Cache eviction\ntags: [cache]\n---\n# R\n\nEntries are evicted by age.\n",
    "tea": "---\ntopic: Brewing tea\n---\n# R\n\n## Water\n\nKettle, water and leaves.\n",
    "queue": "---\ntopic: Queue depth\n---\n# R\n\nWorkers drain the queue of entries.\n",
    "empty": "",
}


def document(name, text, kind=Kind.RESEARCH):
    return read_document(None, f"{kind}/{name}.md", kind, data=text.encode())


@pytest.fixture
def relevance():
    return Relevance(document(name, text) for name, text in RESEARCH.items())


def test_the_likeliest_comes_first_with_the_words_that_both_have(relevance):
    spec = document("a", "# Evict entries\n\nThe cache has an eviction by age.\n", Kind.SPEC)

    first, second = relevance.of(spec)

    assert (first.document.title.plain, second.document.title.plain) == (
        "Cache eviction",
        "Queue depth",
    )
    assert {"cache", "eviction"} <= set(first.shared)
    assert first.score > second.score


def test_what_is_cited_is_left_out(relevance):
    spec = document("a", "# Evict entries\n\nThe cache.\n", Kind.SPEC)

    found = relevance.of(spec, without=["research/cache.md"])

    assert [each.document.path for each in found] == ["research/queue.md"]


def test_what_a_document_says_of_another_one_is_not_its_own():
    text = (
        "# T\n\n| Status | Draft |\n| --- | --- |\n| Owner | Kettle |\n| Author | x |\n\n"
        "See [tea leaves](../research/tea.md), `research/tea.md` and 2026-01-05-water.md.\n"
    )

    words = read_words(document("a", text, Kind.SPEC))

    assert words.all == {"see", "and"}


@pytest.mark.parametrize("text", ["", "# T\n", '# 12\n\n%%% " OR NEAR( * ^ -\n', "# Ωmega\n"])
def test_any_text_at_all_is_accepted(relevance, text):
    assert relevance.of(document("a", text, Kind.SPEC)) == ()


def test_there_may_be_nothing_to_find():
    assert Relevance(()).of(document("a", "# Cache\n")) == ()


def test_a_word_with_a_day_in_it_is_no_word_of_the_text():
    words = read_words(document("a", "# A\n\nlog-2026-01-05-cache.txt holds entries\n"))

    assert words.text == ("holds", "entries")
