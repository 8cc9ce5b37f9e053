"""A sample of hostile texts, in every place of a site; `attack.py` tries all of them, by hand."""

import pytest
from crawl import crawl
from hostile import MOST, PLACES, HostileRepository, told
from payloads import CLASSES, PAYLOADS

from served import build_site

EVERY = 24


@pytest.fixture(scope="module")
def attacked(tmp_path_factory, chromium):
    """What ran, and what stood ready to, on a site that lists everything and links to editors."""
    pytest.importorskip("material", reason="the theme Material is not installed")
    folder = tmp_path_factory.mktemp("attack")
    repository = HostileRepository(folder / "repository", range(0, len(PAYLOADS), EVERY))
    repository.write()
    build_site(repository.configure("material"), folder / "site")
    ran, held = crawl(chromium, folder / "site", theme="material", word="word")
    return [{told(number) for number in found} for found in (ran, held)]


def test_no_text_of_strangers_runs_in_any_place(attacked):
    ran, held = attacked

    assert ran == set()
    assert held == set()


def test_a_script_that_stands_on_a_page_is_noticed(tmp_path, chromium):
    number = PLACES.index("file") * MOST
    (tmp_path / "index.html").write_text(
        f"<script>alert({number})</script><a href='java&Tab;script:alert({number + 1})'>x</a>"
        f"<img src=x onerror='alert({number + 2})'><b onmouseover='alert({number + 3})'>x</b>"
    )

    ran, held = crawl(chromium, tmp_path)

    assert {int(each) - number for each in ran} == {0, 1, 2, 3}
    assert {int(each) - number for each in held} == {0, 1, 2, 3}


def test_there_are_many_payloads_of_each_kind():
    assert len(PAYLOADS) >= 400
    assert len(CLASSES) >= 12
    assert all(len(each) >= 20 for each in CLASSES.values())
