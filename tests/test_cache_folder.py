"""What is kept between builds lies where no repository can put a file, and is not believed."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zlib
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rfc.cli import main
from mkdocs_rfc.rebuild.store import DiskCache, makers_version
from mkdocs_rfc.storage import parts as cache
from mkdocs_rfc.storage.cache_folder import UNUSED, cache_of, use
from mkdocs_rfc.storage.parts import load, save
from repository import Repository

FILES = ("answer", "code", "pages", "record", "texts")
SPEC = "# A\n\n| Status | Draft |\n| --- | --- |\n\nHello\n\n```python\nprint('Hello')\n```\n"
SITE = {
    "docs/index.md": "# Home\n",
    "mkdocs.yml": "site_name: Site\ntheme: {name: mkdocs}\nplugins: [rfc]\n",
    "specs/a.md": SPEC,
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The cache of the user, whose home has nothing else."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    return tmp_path / "user" / "mkdocs-rfc"


@pytest.fixture
def site(root):
    return Repository(root.parent.parent / "checkout").write(SITE)


def build(repository, **variables):
    """Build in a process of its own, and give the site and the log."""
    out = repository.folder.parent / "site"
    shutil.rmtree(out, ignore_errors=True)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", out],
        cwd=repository.folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1767300000"} | variables,
        capture_output=True,
        check=True,
        timeout=120,
    )
    pages = {f.relative_to(out): f.read_bytes() for f in out.rglob("*.html")}
    return pages, run.stderr.decode()


def kept(folder):
    return {file.name.partition("-")[0]: file for file in folder.iterdir()}


def forge(folder):
    """Put something into whatever is kept there, and sign it again."""
    for name in ("texts", "pages", "code"):
        parts = load(folder / name, makers_version())
        changed = {each: part.replace(b"Hello", b"Forged") for each, part in parts.items()}
        assert changed != parts
        save(folder / name, makers_version(), changed)


def test_only_the_key_of_the_user_makes_a_kept_page_count(site, root, tmp_path, monkeypatch):
    site.commit()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_CACHE_HOME", str(tmp_path / "attacker"))
        theirs = cache_of(site.folder)
        right, _ = build(site)
        forge(theirs)
        forged, _ = build(site)
        assert forged != right  # the forgery is a good one
    mine = cache_of(site.folder)
    build(site)
    shutil.rmtree(mine)
    shutil.copytree(theirs, mine)
    shutil.copytree(theirs, site.folder / ".cache/plugin/rfc")

    assert build(site)[0] == right
    assert mine.parent == root


def test_a_build_writes_nothing_where_files_of_a_repository_may_lie(site):
    site.write({".cache/plugin/rfc/texts": "kept by an older version\n"}).commit()
    build(site)

    assert site.git("status", "--porcelain", "--ignored") == ""
    assert set(kept(cache_of(site.folder))) == set(FILES)


def test_the_command_reads_what_the_build_left(site, monkeypatch):
    site.commit()
    build(site)
    before = {f: f.read_bytes() for f in cache_of(site.folder).iterdir()}
    monkeypatch.chdir(site.folder)

    assert CliRunner().invoke(main, ["list"]).exit_code == 0
    assert {f: f.read_bytes() for f in cache_of(site.folder).iterdir()} == before


def other_type(file):
    file.mkdir()


def link_to_an_endless_file(file):
    file.symlink_to("/dev/zero")


def link_to_what_was_there(file):
    file.symlink_to(file.with_name("moved"))


def pipe(file):
    os.mkfifo(file)


def huge(file):
    with file.open("wb") as stream:
        stream.truncate(cache.LIMIT + 1)


def nested(file):
    file.write_bytes(b"[" * 100_000)


def bomb(file):
    file.write_bytes(zlib.compress(b"\0" * 10_000_000))


def writable_for_all(file):
    shutil.copy(file.with_name("moved"), file)
    file.chmod(0o666)


DAMAGES = [
    other_type,
    link_to_an_endless_file,
    link_to_what_was_there,
    pipe,
    huge,
    nested,
    bomb,
    writable_for_all,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_file_of_the_user_counts_as_not_there(tmp_path, damage):
    file = tmp_path / "checkout" / "texts"
    save(file, "1", {"part": b"text"})
    assert load(file, "1") == {"part": b"text"}
    file.rename(file.with_name("moved"))
    damage(file)

    assert load(file, "1") == {}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_key_that_is_none_is_made_anew_or_nothing_is_kept(tmp_path, damage):
    file, key = tmp_path / "checkout" / "texts", tmp_path / "key"
    save(file, "1", {"part": b"text"})
    key.rename(tmp_path / "moved")
    damage(key)

    assert load(file, "1") == {}
    reason = save(file, "1", {"part": b"new"})
    assert load(file, "1") == ({} if reason else {"part": b"new"})
    assert bool(reason) is (damage is other_type)


@pytest.mark.parametrize("damage", [nested, pipe])
def test_a_build_goes_on_with_a_damaged_cache(site, damage):
    site.commit()
    right, _ = build(site)
    for file in cache_of(site.folder).iterdir():
        file.unlink()
        damage(file)

    assert build(site)[0] == right
    assert all(file.is_file() for file in cache_of(site.folder).iterdir())


def test_a_folder_that_is_a_link_is_neither_read_nor_written(tmp_path):
    real = tmp_path / "real"
    save(real / "texts", "1", {"part": b"text"})
    (tmp_path / "link").symlink_to(real)

    assert load(tmp_path / "link" / "texts", "1") == {}
    assert "it is a link" in save(tmp_path / "link" / "other", "1", {})
    assert [file.name for file in real.iterdir()] == ["texts"]


@pytest.mark.parametrize("which", ["checkout", "."])
def test_a_folder_that_others_may_write_to_is_not_used(tmp_path, which):
    file = tmp_path / "root" / "checkout" / "texts"
    save(file, "1", {"part": b"text"})
    (tmp_path / "root" / which).chmod(0o777)

    assert load(file, "1") == {}
    assert "others may write" in save(file, "1", {"part": b"new"})


def test_what_belongs_to_somebody_else_is_not_used(tmp_path, monkeypatch):
    file = tmp_path / "checkout" / "texts"
    save(file, "1", {"part": b"text"})
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)

    assert load(file, "1") == {}
    assert save(file, "1", {"part": b"new"})


def test_a_folder_that_may_not_be_searched_is_no_matter(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    file = tmp_path / "checkout" / "texts"
    save(file, "1", {"part": b"text"})
    monkeypatch.setattr("pathlib.Path.lstat", refuse)

    assert load(file, "1") == {}
    assert "Permission denied" in save(file, "1", {"part": b"new"})
    use(file.parent)


def test_a_full_disk_is_told_in_one_sentence_and_keeps_what_was_there(tmp_path, monkeypatch):
    file = tmp_path / "checkout" / "texts"
    save(file, "1", {"part": b"text"})

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)

    assert save(file, "1", {"part": b"new"}).startswith("No space left on device: ")
    assert load(file, "1") == {"part": b"text"}


def test_a_file_does_not_count_as_another_one(tmp_path):
    file = tmp_path / "one" / "texts"
    save(file, "1", {"part": b"text"})
    for place in (file.with_name("pages"), tmp_path / "two" / "texts"):
        save(place.with_name("any"), "1", {})
        shutil.copy(file, place)
        assert load(place, "1") == {}


def mutated(data, dice):
    """A file with a few bytes changed, cut out, doubled or put in."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(data) + 1)
        piece = bytes(dice.randrange(256) for _ in range(dice.choice([0, 1, 8])))
        data = data[:at] + piece + data[min(len(data), at + dice.choice([0, 1, 5, 300])) :]
    return data


def test_no_change_of_any_byte_is_believed(site):
    site.commit()
    build(site)
    dice = random.Random(11)  # noqa: S311 - to be repeated, not to be secret
    for file in sorted(cache_of(site.folder).iterdir()):
        good = file.read_bytes()
        key = json.loads(good.partition(b" ")[2].partition(b"\n")[0])["key"]
        assert load(file, key)
        for bad in (*(mutated(good, dice) for _ in range(120)), good[:-1], good + b"\n"):
            file.write_bytes(bad)
            assert bad == good or load(file, key) == {}


def test_a_user_without_a_known_cache_has_none(tmp_path, monkeypatch):
    with monkeypatch.context() as unknown:
        unknown.setattr(
            "mkdocs_rfc.storage.cache_folder.user_cache_dir", lambda *_, **__: "~/.cache/rfc"
        )
        assert cache_of(tmp_path) is None
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    assert cache_of(tmp_path / "project") is None
    assert not (tmp_path / "none").exists()


def test_a_cache_in_the_repository_is_not_used(site, tmp_path, monkeypatch):
    project = site.folder / "website"
    project.mkdir()
    (site.folder / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "way").symlink_to(site.folder)
    for place in (site.folder / ".cache", project, site.folder / "link", tmp_path / "way"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(place))
        assert cache_of(project) is None
    _, log = build(site, XDG_CACHE_HOME=str(site.folder / ".cache"))

    assert log.count("The next build starts with less than it could") == 1
    assert not (site.folder / ".cache").exists()
    assert not (tmp_path / "outside").exists()


def test_a_cache_in_the_repository_around_a_submodule_is_not_used(site, monkeypatch):
    inner = site.folder / "inner"
    inner.mkdir()
    (inner / ".git").write_text("gitdir: ../.git/modules/inner\n")
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.folder / ".cache"))

    assert cache_of(inner) is None


def test_checkouts_have_folders_of_their_own(tmp_path, root):
    places = {cache_of(tmp_path / name) for name in ("one", "two")}

    assert len(places) == 2
    assert {place.parent for place in places} == {root}


def test_folders_of_checkouts_that_are_gone_are_deleted(tmp_path, monkeypatch):
    monkeypatch.setattr("mkdocs_rfc.storage.cache_folder.MOST", 4)
    names = [f"{number:032x}" for number in range(6)]
    for number, name in enumerate(names):
        save(tmp_path / name / "texts", "1", {})
        os.utime(tmp_path / name, (time.time() - 60 * number, time.time() - 60 * number))
    (tmp_path / "other").mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    link = tmp_path / ("f" * 32)
    link.symlink_to(outside)
    full = tmp_path / ("e" * 32)
    (full / "folder").mkdir(parents=True)
    for each in ("other", full.name, names[1]):
        os.utime(tmp_path / each, (UNUSED, UNUSED))

    use(tmp_path / names[0])

    left = {file.name for file in tmp_path.iterdir()}
    assert left == {*names[:1], *names[2:5], "key", "other", "outside", link.name, full.name}
    assert (outside / "mine").exists()


def test_the_files_of_a_checkout_have_a_limit_together(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "TOTAL", 3000)
    for number in range(4):
        save(tmp_path / "one" / str(number), "1", {"part": b"x" * 800})
        os.utime(tmp_path / "one" / str(number), (number, number))

    assert sorted(file.name for file in (tmp_path / "one").iterdir()) == ["2", "3"]


def test_what_is_too_large_is_kept_in_part_and_said(site, monkeypatch):
    site.write({f"specs/{name}.md": SPEC for name in "bcdef"}).commit()
    build(site)
    folder, version = cache_of(site.folder), makers_version()
    names = [name for name in load(folder / "pages", version) if name]
    size = len(load(folder / "pages", version)[names[0]])
    store = DiskCache(folder)
    pages = [(path, key, store.page(path, key)) for key, path in map(str.split, names)]
    monkeypatch.setattr("mkdocs_rfc.rebuild.store.MOST", 3 * size)
    (folder / "pages").unlink()

    (reason,) = DiskCache(folder).save([], pages, {})

    part = [name for name in load(folder / "pages", version) if name]
    assert part == names[: len(part)]
    assert 0 < len(part) < 6
    assert reason.startswith(f"{6 - len(part)} of 6 pages would be more than ")
    before = (folder / "pages").stat().st_mtime_ns
    assert DiskCache(folder).save([], pages, {}) == ()  # nothing is new, so nothing is made or said
    assert (folder / "pages").stat().st_mtime_ns == before


ADDRESS = "example.org"
MESSAGE = "Write\n\nCo-authored-by: Bob (bob@example.org) <bob@example.org>"


def plain(data):
    """A file with all that is deflated in it."""
    found = [data]
    for at in range(len(data)):
        if data[at] == 0x78:
            try:
                found.append(zlib.decompressobj().decompress(data[at:]))
            except zlib.error:
                continue
    return b"".join(found)


def test_no_address_is_kept_or_published(site, monkeypatch):
    site.commit(MESSAGE, author="ada@example.org <ada@example.org>")
    mailmap = f"eve@{ADDRESS} <eve@{ADDRESS}> <old@{ADDRESS}>\n"
    site.write({".mailmap": mailmap, "specs/a.md": SPEC + "\nMore.\n"})
    site.commit(author=f"Old <old@{ADDRESS}>")
    pages, _ = build(site)
    monkeypatch.chdir(site.folder)
    told = [
        CliRunner().invoke(main, arguments).output
        for arguments in (["list", "--json"], ["show", "a"])
    ]

    page = pages[Path("specs/a/index.html")].decode()
    assert "ada (1), Bob (bob) (1), eve (1)" in page
    assert not any(ADDRESS.encode() in each for each in pages.values())
    assert not any(ADDRESS in each for each in told)
    files = list(cache_of(site.folder).iterdir())
    assert not any(ADDRESS.encode() in plain(file.read_bytes()) for file in files)
    digest = blake2b(f"ada@{ADDRESS}".encode(), digest_size=8).hexdigest()
    assert not any(digest.encode() in plain(file.read_bytes()) for file in files)


def test_people_are_told_apart_across_builds_without_their_addresses(site):
    site.commit(author=f"Ada <ada@{ADDRESS}>")
    build(site)
    for number, author in enumerate((f"Lovelace <ADA@{ADDRESS}>", f"Ada <other@{ADDRESS}>")):
        site.write({"specs/a.md": f"{SPEC}\n{number}\n" * (number + 1)}).commit(author=author)
    warm, _ = build(site)

    assert "Ada (2), Ada (1)" in warm[Path("specs/a/index.html")].decode()
    shutil.rmtree(cache_of(site.folder).parent)
    assert build(site)[0] == warm


def test_a_pattern_for_bots_may_change(site):
    site.commit(author=f"Ada <ada@robots.{ADDRESS}>")
    before, _ = build(site)
    site.write({"mkdocs.yml": SITE["mkdocs.yml"].replace("[rfc]", "[rfc: {bots: robots}]")})
    after, _ = build(site)

    page = Path("specs/a/index.html")
    assert "Text by Ada" in before[page].decode()
    assert "Text by Ada" not in after[page].decode()
