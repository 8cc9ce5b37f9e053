"""Addresses on GitHub, GitLab and other forges."""

from __future__ import annotations

from mkdocs_rfc.forge.kinds import HOSTS, ForgePages, forge_from
from mkdocs_rfc.forge.repository import SCP, Forge

__all__ = [
    "HOSTS",
    "SCP",
    "Forge",
    "ForgePages",
    "forge_from",
]
