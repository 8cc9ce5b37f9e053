"""Values that are good as long as what they were made from is the same."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Values by name, each good as long as everything that it was made from is the same."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[object, T]] = {}

    def recall(self, name: str, key: object, make: Callable[[], T]) -> T:
        """The value that was made from this key, or one that is made now."""
        known = self._values.get(name)
        if known is None or known[0] != key:
            known = (key, make())
            self._values[name] = known
        return known[1]

    def find(self, name: str, key: object) -> T | None:
        """The value that was made from this key, if there is one."""
        known = self._values.get(name)
        return known[1] if known and known[0] == key else None

    def keep(self, name: str, key: object, value: T) -> None:
        """Remember a value in place of the one before it."""
        self._values[name] = (key, value)

    def forget_others(self, names: Container[str]) -> None:
        """Forget every value whose name is not among these."""
        self._values = {name: known for name, known in self._values.items() if name in names}

    def all(self) -> Iterator[tuple[str, object, T]]:
        """Every name, with its key and value."""
        return ((name, key, value) for name, (key, value) in self._values.items())
