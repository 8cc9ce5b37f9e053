"""A few seeds of the fuzzer, the same in every run; `tests/fuzz/run.py` tries as many as wanted."""

import pytest

from fuzz.run import KINDS, try_seed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_hostile_is_raised_or_shown(kind, seed):
    assert try_seed(kind, seed) > 0
