"""Texts with a number in them: which of their forms goes with it in which language.

The rules of all languages stand here, at the end. A language without plurals has one form and the
rule `lambda number: 0`; where two, three and four are told from five, a text has three.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """A text in as many forms as its language has for numbers, and how that language chooses."""

    forms: tuple[str, ...]
    choose: Callable[[int], int]
    """The place of the form for a number; the last one stands for those that are left out."""

    def form(self, number: int) -> str:
        """The text for a number, with nothing filled in yet."""
        return self.forms[min(self.choose(number), len(self.forms) - 1)]

    def of(self, number: int, **values: object) -> str:
        """The text for a number, with that number, as `n`, and other values filled in."""
        return self.form(number).format(n=number, **values)


def counting(choose: Callable[[int], int]) -> Callable[..., Counted]:
    """What makes the texts of a language, which goes by this rule, of their forms."""

    def counted(*forms: str) -> Counted:
        return Counted(forms, choose)

    return counted


def one_or_many(number: int) -> int:
    """The rule of English, German and many others."""
    return 0 if number == 1 else 1
