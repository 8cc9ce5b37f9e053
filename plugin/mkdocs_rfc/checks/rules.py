"""Every rule that a finding can name, with its level and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mkdocs_rfc.documents import LONGEST_SUMMARY
from mkdocs_rfc.findings import Level

SUMMARY = f"An executive summary has at most {LONGEST_SUMMARY} words."


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding of one kind means."""

    id: str
    level: Level
    summary: str
    """The rule in one sentence, as the docs publish it."""


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            Rule("ambiguous", Level.WARNING, "A number names one document."),
            Rule("anchor", Level.WARNING, "A link to a section names one that is there."),
            Rule("asset", Level.WARNING, "A file that a document names is one that is served."),
            Rule("contradiction", Level.WARNING, "Front matter and table state the same status."),
            Rule("deleted", Level.WARNING, "A mentioned document has not been deleted."),
            Rule("drawing", Level.WARNING, "An SVG is XML, and nothing in it acts."),
            Rule("encoding", Level.WARNING, "A document is UTF-8, and so is its name."),
            Rule("excluded", Level.INFO, "A mentioned document is in the site."),
            Rule("folder", Level.WARNING, "A collection's folder is there, and in the repository."),
            Rule("formula", Level.WARNING, "A formula draws, and does nothing else."),
            Rule("front-matter", Level.WARNING, "Front matter is YAML."),
            Rule("git", Level.WARNING, "Git's history is whole and readable."),
            Rule("hidden", Level.INFO, "Folders of tools, and those with a dot, are left out."),
            Rule("image", Level.WARNING, "An image stands in a folder that the site shows."),
            Rule("leftover", Level.WARNING, "Outside of drafts, nothing is left of the template."),
            Rule("limit", Level.WARNING, "A document stays within what people write."),
            Rule("mass-edit", Level.INFO, "A commit is about few documents."),
            Rule("number", Level.WARNING, "No two specs have the same number."),
            Rule("number-elsewhere", Level.INFO, "No branch uses a number of the default one."),
            Rule("open-question", Level.WARNING, "What is approved has no open questions."),
            Rule("page", Level.WARNING, "No two files claim the same page."),
            Rule("partial", Level.INFO, "Git has the text of every version."),
            Rule("reference", Level.WARNING, "A mentioned document is there."),
            Rule("renamed", Level.WARNING, "A document is mentioned by its present name."),
            Rule("status", Level.WARNING, "A status is one of the site's lifecycle."),
            Rule("summary", Level.INFO, SUMMARY),
            Rule(
                "template",
                Level.WARNING,
                "A template is there, with sections, and slots from the table.",
            ),
            Rule("unreadable", Level.WARNING, "A file or folder can be read."),
            Rule("unserved", Level.INFO, "Files beside documents are of a kind that is served."),
            Rule("untracked", Level.INFO, "In the root of a project, git tracks a document."),
        )
    }
)
"""Every rule, by its id."""
