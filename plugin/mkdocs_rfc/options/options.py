"""Everything that a site is made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs_rfc.documents import IDENTIFIER
from mkdocs_rfc.forge import ForgePages
from mkdocs_rfc.history import DEFAULTS, HistoryOptions
from mkdocs_rfc.lifecycle import RFC, Lifecycle

CONFIG_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""What a configuration file can be called; the first that is there counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything a site is made from; paths are absolute."""

    project: Path
    """The folder of the configuration file."""
    config_file: str = "mkdocs.yml"
    """What findings call the configuration file."""
    docs_dir: Path
    specs: tuple[str, ...] = ()
    research: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns of what is kept out of the site, as in a `.gitignore`."""
    include: tuple[str, ...] = ()
    """Patterns of the only documents that are in it; empty for all."""
    exclude_docs: tuple[str, ...] = ()
    """MkDocs' own patterns of the same, for the command; in a build, MkDocs goes by them."""
    template: str = ""
    """File or name of the template that specs are written from."""
    templates: tuple[tuple[str, str], ...] = ()
    """Name and file of each further template."""
    scaffold: str = "drafts"
    """Which specs the build completes: `drafts`, `all`, or none (`off`)."""
    naming: str = "date"
    """What the names of new specs start with: `date` or `number`."""
    lifecycle: Lifecycle = RFC
    markdown: str = "auto"
    identifier: str = IDENTIFIER
    """Pattern of a document's number in the text, its digits in the group `number`."""
    forge: str | ForgePages = "auto"
    """The kind of forge that the repository is on, or the addresses of another one."""
    former_urls: tuple[str, ...] = ()
    """Addresses that the repository had on forges before."""
    history: HistoryOptions = DEFAULTS
    """What in the history is no change of content, and who is no author."""
    name: str = ""
    language: str = "en"
    search: str = "short"
    """`all` gives the site's search every word; `short` leaves out what nobody searches for."""
    math_scripts: tuple[str, ...] = ()
    """The site's scripts that draw formulas."""
    cache: Path | None = None
    """Folder of the user for what need not be read or made twice; None to keep nothing."""
    site_dir: Path | None = None
    """Folder that the site is written to."""
    assets: str = "safe"
    """Which files beside documents are served: those that run nothing (`safe`), or `all`."""
    nav: str = "index"
    """Which of our pages stand in the navigation: the two indexes, `all` documents, or `none`."""
    repo_url: str = ""
    site_url: str = ""
    serving: bool = False
    """Whether the writer looks at the site, who is told more than readers are."""
    directory_urls: bool = True
