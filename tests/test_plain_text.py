"""What is made of text: names for addresses and files, its beginning."""

import pytest

from mkdocs_rfc.plain_text import slug_of, truncate


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Cold storage: a tier!", "cold-storage-a-tier"),
        ("In Review (RFC)", "in-review-rfc"),
        ("Élan", "élan"),
        ("草稿", "草稿"),
        ("Größe & Überfluss", "grösse-überfluss"),
        ("U\u0308ber हिन्दी", "über-हिन्दी"),
        ("../../etc/passwd", "etc-passwd"),
        ("—", "untitled"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("a" * 200, "a" * 80),
    ],
)
def test_a_slug_is_the_words_of_a_text(text, slug):
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("text", "letters", "cut"),
    [
        ("One cache for all", 17, "One cache for all"),
        ("One cache for all", 16, "One cache for …"),
        ("One cache: for all", 12, "One cache …"),
        ("A Donaudampfschifffahrt", 12, "A Donaudamp…"),
        ("存放不常用数据的缓存层", 6, "存放不常用…"),
        ("", 6, ""),
    ],
)
def test_a_text_is_cut_between_words_where_it_has_any(text, letters, cut):
    assert truncate(text, letters) == cut
    assert len(cut) <= letters
