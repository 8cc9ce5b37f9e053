"""What the style sheet and the script promise, without a browser."""

import gzip
import re
from pathlib import Path

import pytest

from mkdocs_rfc.host.assets import stylesheet
from mkdocs_rfc.lifecycle.presets import PRESETS
from mkdocs_rfc.lifecycle.statuses import TONES, lifecycle_from

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
