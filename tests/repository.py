"""Small git repositories with fixed dates and authors, so that their hashes are stable."""

import os
import subprocess

ADA = "Ada Lovelace <ada@example.org>"
START = 1_767_225_600  # 2026-01-01 00:00:00 UTC
DAY = 86_400


class Repository:
    """A repository in a folder; each commit is a day after the one before."""

    def __init__(self, folder):
        self.folder = folder
        self.clock = START
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments, given=None, **variables):
        """Run git in the repository and give what it prints."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        fixed = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
        settings = ("-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org")
        run = subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.folder,
            env=inherited | fixed | variables,
            input=given,
            capture_output=True,
            check=True,
        )
        return run.stdout.decode(errors="surrogateescape").strip()

    def write(self, files):
        """Write files, path -> text or bytes; None removes one."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def commit(self, subject="Write", *, author=ADA, date=None, zone="+0000", add=True):
        """Commit everything and give the hash; `date` is in seconds."""
        self.clock = self.clock + DAY if date is None else date
        if add:
            self.git("add", "--all")
        stamp = f"{self.clock} {zone}"
        dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
        self.git("commit", "--quiet", "--allow-empty", "-m", subject, f"--author={author}", **dates)
        return self.head

    def branch(self, name, start="HEAD"):
        """Begin a branch and go there."""
        self.git("checkout", "--quiet", "-b", name, start)
        return self

    def switch(self, name):
        """Go to a branch or commit."""
        self.git("checkout", "--quiet", name)
        return self

    def merge(self, *branches, files=None, **commit):
        """Merge branches and give the hash; `files` are written into the merge itself."""
        try:
            self.git("merge", "--quiet", "--no-ff", "--no-commit", *branches)
        except subprocess.CalledProcessError:
            if files is None:  # else they settle the conflict
                raise
        return self.write(files or {}).commit(f"Merge {', '.join(branches)}", **commit)

    @property
    def head(self):
        """The hash of HEAD."""
        return self.git("rev-parse", "HEAD")
