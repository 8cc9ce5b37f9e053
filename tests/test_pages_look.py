"""What the style sheet, the script and the texts promise, without a browser."""

import dataclasses
import gzip
import re
import string
from pathlib import Path

import pytest

from mkdocs_rfc.host.assets import stylesheet
from mkdocs_rfc.lifecycle.presets import PRESETS
from mkdocs_rfc.lifecycle.statuses import TONES, lifecycle_from
from mkdocs_rfc.messages.locales import LANGUAGES, messages_for

ASSETS = Path(__file__).parent.parent / "plugin" / "mkdocs_rfc" / "host" / "assets" / "rfc"
CSS = (ASSETS / "rfc.css").read_text(encoding="utf-8")
PAIR = re.compile(r"--rfc-(?P<name>[\w-]+): light-dark\((?P<light>#\w+), (?P<dark>#\w+)\)")
PAGE = {"light": "#ffffff", "dark": "#1e2129"}  # the ground in Material's two schemes


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", [*TONES, "none"])
def test_every_tone_can_be_read_on_its_tint_and_on_the_page(tone, scheme):
    colours = {match["name"]: match[scheme] for match in PAIR.finditer(CSS)}

    assert contrast(colours[tone], colours[f"{tone}-bg"]) >= 4.5
    assert contrast(colours[tone], PAGE[scheme]) >= 4.5


def test_no_tone_is_told_by_colour_alone():
    icons = dict(re.findall(r"--rfc-i-(\w+): (url\(.*?\));", CSS))

    assert {*TONES, "none"} <= set(icons)
    assert len(set(icons.values())) == len(icons)


@pytest.mark.parametrize(("file", "most"), [("rfc.css", 7_000), ("rfc.js", 5_000)])
def test_assets_keep_to_their_budget(file, most):
    assert len(gzip.compress((ASSETS / file).read_bytes())) <= most


def test_nothing_is_fetched_from_another_host():
    for file in sorted(ASSETS.iterdir()):
        addresses = re.findall(r"https?://[^\s'\"]+", file.read_text(encoding="utf-8"))
        assert set(addresses) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("lifecycle", PRESETS.values(), ids=PRESETS)
def test_every_status_has_its_icon_in_the_navigation(lifecycle):
    sheet = stylesheet(lifecycle)

    for status in lifecycle.statuses:
        assert (
            f".md-status--{status.slug}::after{{background-color:var(--rfc-{status.tone})" in sheet
        )


def test_a_slug_in_any_writing_system_is_a_name_in_a_style_sheet():
    lifecycle = lifecycle_from([{"label": "In Arbeit: größer!"}, {"label": "हिन्दी 2"}])

    assert stylesheet(lifecycle).count(":var(--rfc-draft);") == 2
    names = re.findall(r"(?m)^\.([-\w\u0080-\U0010ffff]+)::after\{", stylesheet(lifecycle))
    assert names == ["md-status--in-arbeit-grösser", "md-status--हिन्दी-2"]


def fields_of(words):
    for field in dataclasses.fields(words):
        value = getattr(words, field.name)
        if field.name not in {"months", "language"} and not hasattr(value, "items"):
            yield field.name, value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
def test_languages_fill_in_the_same_values(words):
    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english = dict(fields_of(messages_for("en")))
    for name, texts in fields_of(words):
        assert [names(text) for text in texts] == [names(text) for text in english[name]], name


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
def test_languages_have_the_same_relations(words):
    assert set(words.relations) == set(messages_for("en").relations)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("de_AT", "de"), ("en-GB", "en"), ("ja", "en"), ("", "en")],
)
def test_a_locale_finds_its_language(locale, language):
    assert messages_for(locale).language == language


def shown_texts(words):
    """Everything a catalogue says, by its name."""
    for field in dataclasses.fields(words):
        value = getattr(words, field.name)
        if field.name in {"meanings", "labels", "language", "date", "lede_review"}:
            continue
        texts = value.values() if hasattr(value, "values") else (value,)
        yield from ((field.name, text) for text in texts)


SAME = {"rfc", "rfcs", "count_rfcs", "status", "commit", "bots"}
"""What both languages call the same."""


def test_german_leaves_nothing_in_english():
    english = dict(shown_texts(messages_for("en")))
    same = {name for name, text in shown_texts(messages_for("de")) if text == english[name]}

    assert same - SAME == set()


@pytest.mark.parametrize("lifecycle", PRESETS.values(), ids=PRESETS)
def test_german_has_a_label_and_a_meaning_for_every_status(lifecycle):
    german = messages_for("de")

    for status in lifecycle.statuses:
        assert status.meaning in german.meanings
        assert status.label in german.labels
