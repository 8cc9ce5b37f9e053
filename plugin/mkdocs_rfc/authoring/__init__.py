"""Templates, the values that fill them, scaffolds, and what is still missing in a draft."""

from __future__ import annotations

from mkdocs_rfc.authoring.completeness import (
    TODO,
    TODO_PART,
    TODO_WHOLE,
    Completeness,
    SectionState,
    Task,
    is_draft,
    is_in_work,
    is_to_complete,
    measure,
    sections,
    tasks,
)
from mkdocs_rfc.authoring.scaffolding import fill_slots, in_yaml, scaffold
from mkdocs_rfc.authoring.slots import DocumentLink, GitNames, Slots
from mkdocs_rfc.authoring.template import (
    FOLDER,
    EmptyTemplate,
    Template,
    TemplateProblem,
    UnfitExpression,
    UnknownSlot,
    UnreadableTemplate,
    is_instruction,
    read_templates,
    template_of,
)

__all__ = [
    "FOLDER",
    "TODO",
    "TODO_PART",
    "TODO_WHOLE",
    "Completeness",
    "DocumentLink",
    "EmptyTemplate",
    "GitNames",
    "SectionState",
    "Slots",
    "Task",
    "Template",
    "TemplateProblem",
    "UnfitExpression",
    "UnknownSlot",
    "UnreadableTemplate",
    "fill_slots",
    "in_yaml",
    "is_draft",
    "is_in_work",
    "is_instruction",
    "is_to_complete",
    "measure",
    "read_templates",
    "scaffold",
    "sections",
    "tasks",
    "template_of",
]
