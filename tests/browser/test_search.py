"""What the theme's own search finds of our documents."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect


@pytest.fixture
def find(visit):
    """Gives the addresses of the pages that the search names for some words."""
    page = visit("", search=True)

    def search(words):
        field = page.locator(".md-search__input").first
        field.click()
        field.fill(words)
        field.press("End")  # it asks when a key is let go: one question, for all the words
        answer = page.locator(".md-search-result__meta")
        expect(answer).to_have_text(re.compile("^(No|1|[0-9]+) matching document"))
        links = page.locator("a.md-search-result__link")  # all at once: they may be drawn anew
        return [urlsplit(address) for address in links.evaluate_all("all => all.map(a => a.href)")]

    return search


def leads(links, path, fragment=""):
    return any(
        link.path.endswith(path) and (not fragment or link.fragment == fragment) for link in links
    )


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("The lease number 12", "/specs/0012-lease/"),
        ("The bus", "/specs/0021-bus/"),
        ("A survey of the audit", "/research/2026-01-02-audit/"),
    ],
)
def test_a_document_is_found_by_its_title(find, title, path):
    assert leads(find(title), path)


def test_a_heading_is_found_at_its_place(find):
    links = find("Functional Goals")

    assert any(link.fragment == "31-functional-goals" for link in links)


@pytest.mark.parametrize("word", ["One", "cache", "all"])
def test_a_document_is_found_by_each_word_of_its_summary(find, word):
    assert any("/specs/00" in link.path for link in find(word))


def test_what_the_build_puts_around_a_text_is_not_found(find):
    assert not [link for link in find("Referenced by") if link.fragment.startswith("rfc-")]
