"""What the system refuses, in one sentence: the only place that turns its errors into words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import click

from mkdocs_rfc.cli.session import harmless
from mkdocs_rfc.editing import TargetError, printable, shown
from mkdocs_rfc.options import OptionsError


class Commands(click.Group):
    """The commands; what the system or a text refuses to one of them is a sentence."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that is asked for."""
        try:
            return super().invoke(ctx)
        except OptionsError as error:
            message = "\n".join(harmless(line) for line in str(error).splitlines())
            raise click.ClickException(message) from error
        except TargetError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our answer has enough; click ends quietly
                raise
            raise click.ClickException(_sentence(error)) from error
        except UnicodeError as error:
            message = f"A name or a text is in no encoding that can be read: {error}."
            raise click.ClickException(message) from error


def _sentence(error: OSError) -> str:
    """What the system says, and of which file."""
    what = printable(str(error.strerror or error))
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if name]
    files = " and ".join(shown(Path(name)) for name in names)
    return f"{files}: {what}." if files else f"{what}."
