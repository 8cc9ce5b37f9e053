"""What readers see, in English, in German, and in a language that has only begun."""

import dataclasses
import json
import string

import pytest
from lxml import html

from mkdocs_rfc.documents.document import Kind
from mkdocs_rfc.lifecycle.presets import PRESETS
from mkdocs_rfc.markdown.present import name_tasks, present
from mkdocs_rfc.markdown.tree import render, serialise
from mkdocs_rfc.messages.catalogue import Messages
from mkdocs_rfc.messages.locales import ENGLISH, LANGUAGES, messages_for
from mkdocs_rfc.messages.markup import MarkupTexts
from mkdocs_rfc.messages.plurals import Counted, counting
from written import Written, research, spec

GERMAN = messages_for("de")


def shown_texts(words):
    """Everything a catalogue says, by its name."""
    for field in dataclasses.fields(words):
        value = getattr(words, field.name)
        if dataclasses.is_dataclass(value) and not isinstance(value, Counted):
            yield from shown_texts(value)
        elif field.name not in {"meanings", "labels", "language"}:
            yield field.name, value


def filled_in(value):
    """The names in the braces of each form of a text."""
    forms = value.forms if isinstance(value, Counted) else (value,)
    return [{name for _, name, _, _ in string.Formatter().parse(form) if name} for form in forms]


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
def test_languages_fill_in_the_same_values(words):
    english = dict(shown_texts(ENGLISH))

    for name, value in shown_texts(words):
        if name != "months":
            *_, last = filled_in(english[name])
            assert filled_in(value)[-1] == last, name
            assert all(each <= last for each in filled_in(value)), name


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("de_AT", "de"), ("en-GB", "en"), ("ja", "en"), ("", "en")],
)
def test_a_locale_finds_its_language(locale, language):
    assert messages_for(locale).language == language


SAME = {"rfc", "rfcs", "count_rfcs", "status", "commit", "bots", "lede_review"}
"""What both languages call the same."""


def test_german_lacks_nothing():
    english = dict(shown_texts(ENGLISH))
    same = {name for name, text in shown_texts(GERMAN) if text == english[name]}

    assert sorted(same - SAME) == []


@pytest.mark.parametrize("lifecycle", PRESETS.values(), ids=PRESETS)
def test_german_has_a_label_and_a_meaning_for_every_status(lifecycle):
    for status in lifecycle.statuses:
        assert status.meaning in GERMAN.meanings
        assert status.label in GERMAN.labels


def by_last_digits(number):
    """The rule of an invented language that counts as Polish does."""
    few = number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
    return 0 if number == 1 else 1 if few else 2


THREE = Messages(
    language="xp",
    status="Stato",
    count_rfcs=counting(by_last_digits)("{n} dok", "{n} doky", "{n} dokov"),
    write=counting(by_last_digits)("piso"),
    markup=MarkupTexts(note="Noto"),
)
ONE = Messages(language="xj", count_research=counting(lambda _: 0)("{n}-ken"))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 dokov"),
        (1, "1 dok"),
        (3, "3 doky"),
        (5, "5 dokov"),
        (12, "12 dokov"),
        (22, "22 doky"),
    ],
)
def test_a_language_has_as_many_forms_as_it_needs(number, text):
    assert THREE.count_rfcs.of(number) == text


def test_a_language_needs_no_second_form():
    assert [ONE.count_research.of(number) for number in (1, 2)] == ["1-ken", "2-ken"]
    assert [THREE.write.of(number) for number in (1, 2, 5)] == ["piso"] * 3


def test_what_a_language_lacks_is_english_and_counted_so():
    assert (THREE.status, THREE.owner) == ("Stato", "Owner")
    assert (THREE.markup.note, THREE.markup.permalink) == ("Noto", "Permanent link")
    assert THREE.relations == ENGLISH.relations
    assert [THREE.lasted.of(days) for days in (1, 3)] == ["after 1 day", "after 3 days"]
    assert [ONE.lasted.of(days) for days in (1, 3)] == ["after 1 day", "after 3 days"]


@pytest.mark.parametrize(
    ("words", "kind", "form"),
    [
        (ENGLISH, Kind.SPEC, "{n} RFCs"),
        (THREE, Kind.SPEC, "{n} doky"),
        (THREE, Kind.RESEARCH, "{n} document"),
        (ONE, Kind.RESEARCH, "{n}-ken"),
    ],
    ids=["english", "three", "partial", "one"],
)
def test_the_script_is_given_the_form_for_all_rows(words, kind, form):
    files = {"specs/a.md": spec("A"), "specs/b.md": spec("B"), "research/c.md": research()}
    page = html.fragment_fromstring(Written(files).index(kind, words=words).html, "div")
    index = page.find_class("rfc-index")[0]
    rows = len(index.xpath(".//tbody/tr[not(contains(@class, 'rfc-group'))]"))

    assert json.loads(index.get("data-words"))["total"] == form
    assert page.find_class("rfc-count")[0][0].text == form.format(n=rows)


MARKED = """\
## Heading

- [x] one
- [ ] two

> [!NOTE]
> text

Text[^1], again[^1].

[^1]: The note.
"""


def test_what_markdown_has_no_words_for_is_in_the_language_of_the_site():
    body = render(MARKED)
    present(body, GERMAN.markup)
    shown = serialise(body)

    for _, text in shown_texts(ENGLISH.markup):
        assert f">{text.format(n=1)}" not in shown
        assert f'"{text.format(n=1)}"' not in shown
    for text in (
        'title="Link zu dieser Stelle"',
        'aria-label="Erledigt"',
        'aria-label="Offen"',
        '<p class="admonition-title">Hinweis</p>',
        'aria-label="Zurück zu Verweis 1"',
        'aria-label="Zurück zu Verweis 1-2"',
        'title="Zurück zu Fußnote 1 im Text"',
    ):
        assert text in shown


def test_boxes_that_the_sites_own_markdown_made_are_named_too():
    boxes = '<ul><li><input type="checkbox" checked disabled> a</li></ul><input type="text">'
    body = html.fragment_fromstring(boxes, "div")
    name_tasks(body, GERMAN.markup)

    assert [box.get("aria-label") for box in body.iter("input")] == ["Erledigt", None]
