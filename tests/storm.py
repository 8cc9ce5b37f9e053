"""Random changes of a project while it is served: files, its repository, broken states."""

import os
import shutil
import subprocess

from conftest import MINIMAL

NAMES = ("tea", "milk", "sugar", "0004-salt", "x/y/deep", "ärger")
STATUSES = ("Draft (WIP)", "In Review (RFC) — soon", "Approved", "Odd")
TEXTS = (
    b"# Half\n\n| Document Metadata | Det",
    b"---\ntitle: [never\n",
    b"# \xff\xfe not UTF-8 \xc3\n\nStatus: Dr\xe9ft\n",
    b"",
    b"\0\0\0",
    b"> > > ```\n<div><!-- <b>\n",
)


class Storm:
    """Changes a project at random, the same for the same dice; each change gives its name."""

    def __init__(self, repository, dice):
        self.repository, self.dice, self.folder = repository, dice, repository.folder
        self.broken = []
        """What puts right what is broken now."""

    def step(self):
        """Put right what is broken, or make any change; gives what it was."""
        if self.broken and self.dice.random() < 0.7:
            name, mend = self.broken.pop()
            mend()
            return f"mend {name}"
        change = self.dice.choice(CHANGES)
        try:
            change(self)
        except (OSError, subprocess.CalledProcessError, shutil.Error) as error:
            return f"{change.__name__} ({type(error).__name__})"
        return change.__name__

    def calm(self):
        """Put right everything that is broken."""
        while self.broken:
            self.broken.pop()[1]()

    def place(self):
        return (
            self.folder / self.dice.choice(("specs", "research")) / f"{self.dice.choice(NAMES)}.md"
        )

    def there(self):
        files = [*self.folder.glob("specs/**/*.md"), *self.folder.glob("research/**/*.md")]
        return self.dice.choice(sorted(files)) if files else self.place()

    def put(self, file, data):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def git(self, *arguments):
        self.repository.clock += 86_400
        stamp = f"{self.repository.clock} +0000"
        self.repository.git(*arguments, GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp)

    def breaks(self, name, path):
        """Take a file or folder away until later."""
        aside = self.folder / ".git-aside" / name
        if aside.exists() or not path.exists():
            return
        aside.parent.mkdir(exist_ok=True)
        path.rename(aside)

        def mend():
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
            aside.rename(path)

        self.broken.append((name, mend))


def write(storm):
    cited = storm.dice.choice(NAMES)
    text = (
        f"# {storm.dice.choice(('One', 'Two', '`U` v'))}\n\n| Document Metadata | Details |\n"
        f"| --- | --- |\n| Author(s) | Ada |\n| Status | {storm.dice.choice(STATUSES)} |\n\n"
        f"## 1. Why\n\nSee `research/{cited}.md`, [it](../specs/{cited}.md#1-why), [no](../no.txt)."
        f"\n\n```python\nturn = {storm.dice.random()}\n```\n"
    )
    storm.put(storm.place(), text.encode())


def add_a_line(storm):
    file = storm.there()
    storm.put(file, file.read_bytes() + b"\nOne more line.\n")


def write_rubbish(storm):
    storm.put(storm.place(), storm.dice.choice(TEXTS))


def truncate(storm):
    file = storm.there()
    data = file.read_bytes()
    storm.put(file, data[: storm.dice.randrange(len(data) + 1)])


def delete(storm):
    storm.there().unlink()


def rename(storm):
    new = storm.place()
    new.parent.mkdir(parents=True, exist_ok=True)
    storm.there().replace(new)


def change_case(storm):
    file = storm.there()
    file.rename(file.with_name(file.name.swapcase().replace(".MD", ".md")))


def delete_folder(storm):
    shutil.rmtree(storm.folder / storm.dice.choice(("specs", "research", "specs/x")))


def move_folder_away(storm):
    name = storm.dice.choice(("specs", "research"))
    storm.breaks(name, storm.folder / name)


def rename_folder(storm):
    (storm.folder / "specs/x").rename(storm.folder / "specs/z")


def link(storm):
    file = storm.place()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(storm.dice.choice(("tea.md", "nowhere.md", "/etc/hostname", "..", "x")))


def make_unreadable(storm):
    file = storm.there()
    file.chmod(0)
    storm.broken.append(("unreadable", lambda: file.exists() and file.chmod(0o644)))


def write_other(storm):
    storm.put(storm.folder / "no.txt", b"Now there is one.\n")


def delete_other(storm):
    (storm.folder / "no.txt").unlink()


def write_home(storm):
    storm.put(storm.folder / "docs/index.md", f"# Home\n\nRFC-4 {storm.dice.random()}\n".encode())


def list_commit(storm):
    storm.put(storm.folder / ".git-blame-ignore-revs", storm.repository.head.encode() + b"\n")


def commit(storm):
    storm.git("add", "--all")
    storm.git("commit", "-q", "--allow-empty", "-m", f"Change {storm.dice.random()}")


def amend(storm):
    storm.git("commit", "-q", "--amend", "--allow-empty", "-m", "Amended")


def branch(storm):
    storm.git("checkout", "-q", "-B", storm.dice.choice(("one", "two")))


def checkout(storm):
    storm.git("checkout", "-qf", storm.dice.choice(("main", "one", "two", "empty", "HEAD~1")))


def stash(storm):
    storm.git("stash", "-q", "-u")


def unstash(storm):
    storm.git("stash", "pop", "-q")


def reset(storm):
    storm.git("reset", "-q", "--hard", storm.dice.choice(("HEAD", "HEAD~1", "main")))


def merge(storm):
    try:
        storm.git("merge", "-q", "-m", "Merge", storm.dice.choice(("main", "one", "two")))
    except subprocess.CalledProcessError:
        if storm.dice.random() < 0.5:
            storm.git("merge", "--abort")


def rebase(storm):
    try:
        storm.git("rebase", "-q", storm.dice.choice(("main", "one", "two")))
    except subprocess.CalledProcessError:
        storm.git("rebase", "--abort")


def pack(storm):
    storm.git("gc", "-q", "--prune=now")


def lock_index(storm):
    lock = storm.folder / ".git" / "index.lock"
    lock.touch()
    storm.broken.append(("index.lock", lambda: lock.unlink(missing_ok=True)))


def break_head(storm):
    storm.breaks("HEAD", storm.folder / ".git" / "HEAD")
    (storm.folder / ".git" / "HEAD").write_text("ref: refs/he")


def lose_repository(storm):
    if not any(name in {"HEAD", "shallow"} for name, _ in storm.broken):
        storm.breaks("git", storm.folder / ".git")


def make_shallow(storm):
    shallow = storm.folder / ".git" / "shallow"
    shallow.write_text(f"{storm.repository.head}\n")
    storm.broken.append(("shallow", lambda: shallow.unlink(missing_ok=True)))


CHANGES = (
    *(write, write, write, add_a_line, add_a_line, write_rubbish, truncate, delete, rename),
    *(change_case, delete_folder, move_folder_away, rename_folder, link, make_unreadable),
    *(write_other, delete_other, write_home, list_commit, commit, commit, amend, branch, checkout),
    *(checkout, stash, unstash, reset, merge, rebase, pack, lock_index, break_head),
    *(lose_repository, make_shallow),
)


def begin(project, theme="mkdocs"):
    """Write what the storm starts from: documents, and a branch without any."""
    config = MINIMAL.replace("{name: mkdocs}", f"{{name: {theme}, font: false}}")
    project.write({"mkdocs.yml": config.replace("[rfc]", "[search, rfc]")})
    project.write({"docs/index.md": "# Home\n", ".gitignore": ".cache\n.git-aside\n"})
    repository = project.repository
    project.commit().repository.branch("empty").switch("main")
    project.write({f"specs/{name}.md": f"# {name}\n\nStatus: Draft\n" for name in NAMES[:4]})
    project.write({"research/tea.md": "# Tea\n\nSee `specs/milk.md`.\n"}).commit()
    return repository


def differing(served, fresh):
    """The paths at which what is `served` is not what a fresh build has."""
    wrong = []
    for folder, _, names in os.walk(fresh):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), fresh)  # noqa: PTH118 (names may be no text)
            if path.endswith(".gz"):
                continue
            with open(os.path.join(fresh, path), "rb") as file:  # noqa: PTH118, PTH123
                if served(path) != file.read():
                    wrong.append(path)
    return sorted(wrong)
