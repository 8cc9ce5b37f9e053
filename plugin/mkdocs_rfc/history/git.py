"""Starting git so that only the repository's objects decide what it answers.

Not through GitPython: its `Git.execute` starts from the whole environment and can only add to it,
so a `GIT_DIR` or `GIT_INDEX_FILE` left by a hook would lead to another repository; importing it
costs 0.1 s and a process. Only plumbing is started, with ids on standard input: no text of a
document, of a user or of the repository is ever an argument.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

if sys.platform == "linux":
    from fcntl import F_SETPIPE_SZ, fcntl


KEPT = (
    "GIT_EXEC_PATH",
    "GIT_CONFIG_",
    "GIT_CEILING_DIRECTORIES",
    "GIT_TEST_ASSUME_DIFFERENT_OWNER",
)
"""Where git is installed and which configuration the user chose, `safe.directory` among it."""
DROPPED = ("GIT_CONFIG_PARAMETERS",)
"""What `git -c` leaves for its own children."""
FIXED = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",  # with the next one: nothing is ever fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_FLUSH": "0",  # one write for each commit would wake us as often
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
SETTINGS = (
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "mailmap.file="),  # with the next one: names depend on HEAD only
    *("-c", "mailmap.blob=HEAD:.mailmap"),
)
BUFFER = 1 << 18
END = b"//%s\n" % secrets.token_hex(16).encode()
"""Line that is no question, and that no name in a repository can hold, for nobody knows it."""
MOST_SAID = 1 << 16
"""Bytes of what git complains of that are read."""


class GitError(Exception):
    """Git could not answer; `reason` is what it said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GitMissingError(GitError):
    """There is no git to ask."""


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """What git may know of the environment of this process."""
    kept = {
        name: value
        for name, value in inherited.items()
        if not name.startswith("GIT_") or (name.startswith(KEPT) and name not in DROPPED)
    }
    return kept | FIXED


UNEXPECTED = (ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What reading an answer raises that no git should give; no date is worth a build for it."""


@dataclass(slots=True)
class Git:
    """Git in one folder; counts the processes that it starts."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    processes: int = field(default=0, init=False)

    def leave_working_tree(self, folder: Path) -> None:
        """Ask from now on in the repository's own folder, where no file of anybody is read."""
        self.folder, self.variables = folder, {"GIT_DIR": os.fspath(folder)}

    def ask(self, *arguments: str, given: Iterable[bytes] = (), accept: int = 0) -> bytes:
        """The whole answer to a small question; GitError above the accepted exit code."""
        with self.reading(*arguments, given=given, accept=accept) as answer:
            return answer.read()

    @contextmanager
    def reading(
        self, *arguments: str, given: Iterable[bytes] = (), accept: int = 0
    ) -> Iterator[IO[bytes]]:
        """The answer as it comes; read it to its end, or leave early and git is stopped.

        Input lies in a file, so git never waits for us: when this process is killed, git dies of
        its broken pipe.
        """
        with tempfile.TemporaryFile() as questions, tempfile.TemporaryFile() as complaints:
            questions.writelines(given)
            questions.seek(0)
            with self._start(arguments, questions, complaints) as process:
                try:
                    yield process.stdout  # type: ignore[misc] # is a pipe
                    code = process.wait()
                finally:
                    process.kill()
            if not 0 <= code <= accept:
                raise _failure(complaints, code)

    def blocks(self, *arguments: str, given: Iterable[bytes]) -> Generator[bytes]:
        """A long answer in pieces; git is not started when nothing is asked."""
        asked = list(given)
        if asked:
            with self.reading(*arguments, given=asked) as answer:
                while block := answer.read(BUFFER):
                    yield block

    @contextmanager
    def conversing(self, *arguments: str) -> Iterator[Callable[[bytes], bytes]]:
        """Answers to one line at a time, from a git that repeats what is no question.

        It is started by the first question, and ends when it can read no more of them.
        """
        with ExitStack() as stack:
            complaints = stack.enter_context(tempfile.TemporaryFile())
            started: list[subprocess.Popen[bytes]] = []

            def answer(question: bytes) -> bytes:
                if not started:
                    process = self._start(arguments, subprocess.PIPE, complaints)
                    started.append(stack.enter_context(process))
                    stack.callback(process.kill)
                return _exchange(started[0], question + END, complaints)

            yield answer

    def _start(
        self, arguments: tuple[str, ...], questions: IO[bytes] | int, complaints: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        program = shutil.which("git")
        if program is None:
            reason = "there is no git on the PATH"
            raise GitMissingError(reason)
        self.processes += 1
        try:
            process = subprocess.Popen(
                [program, *SETTINGS, *arguments],
                cwd=self.folder,
                env=environment(os.environ) | self.variables,
                stdin=questions,
                stdout=subprocess.PIPE,
                stderr=complaints,
                bufsize=BUFFER,
            )
        except OSError as error:
            raise GitMissingError(str(error)) from error
        _widen(process.stdout)  # type: ignore[arg-type] # is a pipe
        return process


def _widen(pipe: IO[bytes]) -> None:
    """Let git write more before it has to wait, where that can be: it takes a tenth less time.

    `Popen` can do it, but fails where the system says no.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl(pipe, F_SETPIPE_SZ, BUFFER)


def _exchange(process: subprocess.Popen[bytes], question: bytes, complaints: IO[bytes]) -> bytes:
    answer = b""
    try:
        process.stdin.write(question)  # type: ignore[union-attr] # both are pipes
        process.stdin.flush()  # type: ignore[union-attr]
        while not answer.endswith(END):
            line = process.stdout.readline()  # type: ignore[union-attr]
            if not line:
                raise _failure(complaints)
            answer += line
    except BrokenPipeError as error:
        raise _failure(complaints) from error
    return answer.removesuffix(END)


def _failure(complaints: IO[bytes], code: int = 0) -> GitError:
    complaints.seek(0)
    said = complaints.read(MOST_SAID).decode(errors="replace").strip()
    return GitError(said or (f"it was stopped by signal {-code}" if code < 0 else ""))
