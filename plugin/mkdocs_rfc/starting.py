"""The files that make a repository a site."""

from __future__ import annotations

from mkdocs_rfc.authoring import FOLDER, in_yaml


def start_site(name: str) -> tuple[str, ...]:
    """The texts of a configuration, a first page, what git leaves out, a workflow, and a script.

    The script is the set-up of formulas, for who wants any.
    """
    config, page, *others = (
        (FOLDER / "init" / file).read_text("utf-8")
        for file in ("mkdocs.yml", "index.md", "gitignore", "pages.yml", "formulas.js")
    )
    return config.replace("{name}", in_yaml(name)), page.replace("{name}", name), *others
