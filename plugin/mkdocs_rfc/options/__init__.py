"""Everything that a site is made from, and what it may say of that in its configuration."""

from __future__ import annotations

from mkdocs_rfc.options.options import CONFIG_FILES, Options
from mkdocs_rfc.options.table import OPTIONS, OptionsError, check_patterns, read_given

__all__ = [
    "CONFIG_FILES",
    "OPTIONS",
    "Options",
    "OptionsError",
    "check_patterns",
    "read_given",
]
