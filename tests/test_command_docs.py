"""Every command in the docs is run as a reader would, and prints what the docs say.

`UPDATE=1` rewrites the outputs.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "command.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
SHIM = """#!/bin/sh
exec '{python}' -c 'from mkdocs_rfc.cli import main; main(prog_name="mkdocs-rfc")' "$@"
"""


def environment(folder):
    (folder / "bin").mkdir()
    shim = folder / "bin" / "mkdocs-rfc"
    shim.write_text(SHIM.format(python=sys.executable))
    shim.chmod(0o755)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    date = "2026-01-09T12:00:00+00:00"
    return inherited | {
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(PAGE.parent.parent / "plugin"),
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": date,
        "GIT_COMMITTER_DATE": date,
        "LC_ALL": "C.UTF-8",
    }


def run(command, folder, variables):
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return f"$ {command}\n{done.stdout.decode()}"


def test_each_command_prints_what_the_docs_say(tmp_path):
    variables, folder = environment(tmp_path), tmp_path / "harbor"
    folder.mkdir()
    run("git init --quiet --initial-branch=main", folder, variables)
    run("git config user.name 'Ada Byron'", folder, variables)
    run("git config user.email ada@example.org", folder, variables)
    text = PAGE.read_text("utf-8")

    def answered(block):
        return "".join(run(each, folder, variables) for each in COMMAND.findall(block[0]))

    seen = BLOCK.sub(answered, text)

    if os.environ.get("UPDATE"):
        PAGE.write_text(seen, "utf-8")
    assert seen == PAGE.read_text("utf-8")
