"""A build that is stopped at any moment leaves nothing that the next one would stumble over."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from conftest import MINIMAL
from mkdocs_rfc.storage.cache_folder import cache_of
from test_history_random import imported, make_story

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


def start(folder, out):
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", out],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1767300000"},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def built(folder, out):
    assert start(folder, out).wait() == 0
    return {file.relative_to(out): file.read_bytes() for file in out.rglob("*") if file.is_file()}


def running(session):
    """What still runs of everything that one process started."""
    listed = subprocess.run(["ps", "-eo", "sid=,stat=,args="], capture_output=True, check=True)
    found = (line.split(None, 2) for line in listed.stdout.decode().splitlines())
    return [each for each in found if each[0] == str(session) and not each[1].startswith("Z")]


def settled(session):
    for _ in range(500):
        if not running(session):
            break
        time.sleep(0.01)
    return running(session) == []


@pytest.mark.skipif(not shutil.which("ps"), reason="there is no ps to list processes with")
def test_a_build_can_be_stopped_at_any_moment(tmp_path):
    dice = random.Random(4)  # noqa: S311 - to be repeated, not to be secret
    repository, _ = imported(make_story(dice), tmp_path / "project", dice)
    folder = repository.folder
    repository.write({"docs/index.md": "# Home\n", "mkdocs.yml": MINIMAL}).commit()
    begun = time.monotonic()
    expected = built(folder, tmp_path / "first")
    lasted = time.monotonic() - begun
    shutil.rmtree(cache_of(folder))

    for number in range(6):
        process = start(folder, tmp_path / "stopped")
        time.sleep(dice.uniform(0.4, 1) * lasted)
        process.send_signal(SIGNALS[number % 3])
        process.wait()

        assert settled(process.pid)
        assert not list(folder.rglob("*.lock"))

    assert built(folder, tmp_path / "last") == expected
    assert repository.git("status", "--porcelain") == ""
