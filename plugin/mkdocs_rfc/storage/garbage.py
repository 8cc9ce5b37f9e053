"""What keeps Python from looking for garbage where there is none, and only for so long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage: for what makes very many objects and no cycle of them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class FirstBuild:
    """Spares the first build of a process the search for garbage in what stays to its end anyway.

    It would take 5 % of the build. Only the first: each `gc.freeze` sets back the count by which
    Python comes to look at everything, and a process that builds again and again would never come
    to it, and so never let go of any build.
    """

    def __init__(self) -> None:
        self._is_over = False
        self._is_spared = False

    def spare(self) -> None:
        """Take everything there is out of the search, until the end."""
        if not self._is_over and not gc.get_freeze_count():  # what others keep out is theirs
            gc.freeze()
            self._is_spared = True
        self._is_over = True

    def end(self) -> None:
        """Put everything back, however the build came to its end; more than once does no harm."""
        if self._is_spared:
            gc.unfreeze()
        self._is_spared = False
