"""What is installed is what the repository has."""

import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugin" / "mkdocs_rfc"


def test_the_wheel_holds_every_file_of_the_package(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)

    (wheel,) = tmp_path.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("mkdocs_rfc/")}
    files = (f for f in PACKAGE.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    assert held == {f.relative_to(PACKAGE.parent).as_posix() for f in files}


def test_mkdocs_finds_the_plugin_and_the_shell_the_command():
    (plugin,) = entry_points(group="mkdocs.plugins", name="rfc")
    (command,) = entry_points(group="console_scripts", name="mkdocs-rfc")

    assert plugin.load().__name__ == "RfcPlugin"
    assert command.load().name == "main"
