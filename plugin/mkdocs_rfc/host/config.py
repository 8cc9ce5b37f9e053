"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rfc.checks import DRAWS
from mkdocs_rfc.corpus import check_patterns
from mkdocs_rfc.documents import IDENTIFIER, identifier_from
from mkdocs_rfc.forge import ForgePages, forge_from
from mkdocs_rfc.history import DEFAULTS, HistoryOptions
from mkdocs_rfc.lifecycle import PRESETS, Lifecycle, lifecycle_from
from mkdocs_rfc.options import ASSETS, NAMINGS, SCAFFOLDS, Options
from mkdocs_rfc.storage import cache_of


class Folders(BaseConfigOption[tuple[str, ...]]):
    """One folder or a list of folders, relative to the configuration file."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ()

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Accept a string or a list of strings; whether they exist is for the build to say."""
        names = [value] if isinstance(value, str) else value
        if isinstance(names, (list, tuple)) and all(isinstance(name, str) for name in names):
            return tuple(names)
        message = f"Expected a folder or a list of folders, got {value!r}."
        raise ValidationError(message)


class Patterns(BaseConfigOption[tuple[str, ...]]):
    """Patterns of files, written as in a `.gitignore`."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ()

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Accept lines of text, or a list of them."""
        try:
            return check_patterns(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class LifecycleOption(BaseConfigOption[Lifecycle]):
    """The name of a preset, or a list of statuses."""

    def __init__(self) -> None:
        super().__init__()
        self.default = "rfc"

    def run_validation(self, value: object) -> Lifecycle:
        """Accept a preset by name, or a list of statuses, each with a label."""
        if isinstance(value, str) and value in PRESETS:
            return PRESETS[value]
        if not isinstance(value, list):
            presets = ", ".join(PRESETS)
            message = f"Expected one of {presets}, or a list of statuses, got {value!r}."
            raise ValidationError(message)
        try:
            return lifecycle_from(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Pattern(BaseConfigOption[str]):
    """A regular expression whose first group is the number of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.default = IDENTIFIER

    def run_validation(self, value: object) -> str:
        """Accept a pattern with a group, and call the first one `number`."""
        try:
            return identifier_from(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ForgeOption(BaseConfigOption[str | ForgePages]):
    """The name of a kind of forge, or the addresses of one that has none."""

    def __init__(self) -> None:
        super().__init__()
        self.default = "auto"

    def run_validation(self, value: object) -> str | ForgePages:
        """Accept a kind that we know, or addresses by page."""
        try:
            return forge_from(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Expression(BaseConfigOption[str]):
    """A regular expression."""

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> str:
        """Accept what can be searched for; nothing for nothing."""
        try:
            return re.compile(str(value or "")).pattern
        except re.error as error:
            message = f"{value!r} is no regular expression: {error}."
            raise ValidationError(message) from error


class RfcConfig(Config):
    """The options of the plugin; each may be left out."""

    specs = Folders()
    """Folder or folders that hold the specs; default: the first of the usual ones that exists."""

    research = Folders()
    """Folder or folders that hold the research documents; default as for specs."""

    exclude = Patterns()
    """What of these folders the site does not have, as MkDocs' `exclude_docs`."""

    include = Patterns()
    """Patterns of the only documents that the site has; default: all."""

    template = option.Type(str, default="")
    """File with the spec template; default: the built-in one."""

    templates = option.Type(dict, default={})
    """Further templates: name -> file; a document names its own with `template: name`."""

    scaffold = option.Choice((*SCAFFOLDS, False), default="drafts")
    """Which specs are shown with what their template still asks for."""

    naming = option.Choice(NAMINGS, default="date")
    """What the names of new specs start with: the day, or the next free number."""

    lifecycle = LifecycleOption()
    """`rfc`, `adr`, or a list of statuses of your own."""

    markdown = option.Choice(("auto", "github", "mkdocs"), default="auto")
    """Whose Markdown renders documents: GitHub's, the site's own, or by where the folder is."""

    search = option.Choice(("short", "all"), default="short")
    """What the site's search knows of documents: enough to find them, or every word."""

    id_pattern = Pattern()
    """How a number is cited, with the digits in its first group; default: `RFC-12`, `RFC 0012`."""

    forge = ForgeOption()
    """`github`, `gitlab`, …, where the host's name does not say it, or addresses by page."""

    former_urls = option.Type(list, default=[])
    """Addresses that the repository had on forges before, for links that still name them."""

    mass_share = option.Type((int, float), default=DEFAULTS.mass_share)
    """Share of the documents that a commit edits at least to be no change of content."""

    mass_count = option.Type(int, default=DEFAULTS.mass_count)
    """Number of documents that such a commit edits at least."""

    ignore_revs = option.Type(str, default=DEFAULTS.ignore_revs)
    """File of the repository that lists further commits that are no change of content."""

    bots = Expression(DEFAULTS.bots)
    """What the name or address of an author has who is no person."""

    assets = option.Choice(ASSETS, default="safe")
    """Which files beside documents are served: those that cannot run scripts, or all."""

    nav = option.Choice(("index", "all", "none"), default="index")
    """What the navigation lists: the two indexes, every document, or nothing of ours."""

    def to_options(self, config: MkDocsConfig) -> Options:
        """The options as the core takes them: absolute paths, no MkDocs."""
        file = Path(os.path.realpath(config.config_file_path))
        return Options(
            project=file.parent,
            config_file=file.name,
            docs_dir=Path(os.path.realpath(config.docs_dir)),
            specs=self.specs,
            research=self.research,
            exclude=self.exclude,
            include=self.include,
            template=self.template,
            templates=tuple((str(name), str(file)) for name, file in self.templates.items()),
            scaffold=str(self.scaffold or "off"),  # YAML 1.1 reads `off` as a truth value
            naming=self.naming,
            lifecycle=self.lifecycle,
            markdown=self.markdown,
            search=self.search,
            identifier=self.id_pattern,
            forge=self.forge,
            former_urls=tuple(str(url) for url in self.former_urls),
            history=HistoryOptions(
                mass_share=self.mass_share,
                mass_count=self.mass_count,
                ignore_revs=self.ignore_revs,
                bots=self.bots,
            ),
            name=config.site_name,
            language=str(config.theme.get("language") or config.theme.get("locale") or "en"),
            math_scripts=tuple(filter(DRAWS.search, map(str, config.extra_javascript))),
            cache=cache_of(file.parent),
            site_dir=Path(os.path.realpath(config.site_dir)),
            assets=self.assets,
            repo_url=config.repo_url or "",
            site_url=config.site_url or "",
            directory_urls=config.use_directory_urls,
        )
