"""What is made of text: names for addresses and files."""

import pytest

from mkdocs_rfc.plain_text import slug_of


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
