"""One file to one document: metadata, title, sections, mentions."""

from __future__ import annotations

from mkdocs_rfc.documents.document import Document, Kind, Parsed, digest_of, name_of, read_document
from mkdocs_rfc.documents.fields import (
    is_date,
    is_summary,
    read_date,
    shorten,
    split_people,
    split_tags,
)
from mkdocs_rfc.documents.front_matter import read_front_matter
from mkdocs_rfc.documents.keys import (
    AUTHOR_KEYS,
    DATE_KEYS,
    DISCUSSION,
    KNOWN,
    NAME_KEYS,
    OWNER_KEYS,
    SUMMARY_KEYS,
    TAG_KEYS,
    UPDATED_KEYS,
)
from mkdocs_rfc.documents.mentions import (
    IDENTIFIER,
    SCHEME,
    Mention,
    MentionForm,
    identifier_from,
    mark_mentions,
    read_address,
)
from mkdocs_rfc.documents.metadata import Field, MetadataForm, mark_metadata
from mkdocs_rfc.documents.outline import Section, read_outline, split_at_headings
from mkdocs_rfc.documents.placeholders import SLOT, is_unfilled, parse_command, unknown_slots
from mkdocs_rfc.documents.problems import (
    BrokenFrontMatter,
    Contradiction,
    DeepNesting,
    ForeignEncoding,
    UnfilledTables,
    UnknownStatus,
)
from mkdocs_rfc.documents.sections import GOALS, LONGEST_SUMMARY, OTHERWISE, PHASES, QUESTIONS
from mkdocs_rfc.documents.titles import (
    NUMBER,
    SECTION_NAMES,
    STAMP,
    TitleHeading,
    find_heading,
    is_of_folder,
    name_in,
    own_name,
)
from mkdocs_rfc.documents.versions import question_name, questions_in_version, status_in_version
from mkdocs_rfc.documents.yaml_values import REFUSALS, SlowLoader

__all__ = [
    "AUTHOR_KEYS",
    "DATE_KEYS",
    "DISCUSSION",
    "GOALS",
    "IDENTIFIER",
    "KNOWN",
    "LONGEST_SUMMARY",
    "NAME_KEYS",
    "NUMBER",
    "OTHERWISE",
    "OWNER_KEYS",
    "PHASES",
    "QUESTIONS",
    "REFUSALS",
    "SCHEME",
    "SECTION_NAMES",
    "SLOT",
    "STAMP",
    "SUMMARY_KEYS",
    "TAG_KEYS",
    "UPDATED_KEYS",
    "BrokenFrontMatter",
    "Contradiction",
    "DeepNesting",
    "Document",
    "Field",
    "ForeignEncoding",
    "Kind",
    "Mention",
    "MentionForm",
    "MetadataForm",
    "Parsed",
    "Section",
    "SlowLoader",
    "TitleHeading",
    "UnfilledTables",
    "UnknownStatus",
    "digest_of",
    "find_heading",
    "identifier_from",
    "is_date",
    "is_of_folder",
    "is_summary",
    "is_unfilled",
    "mark_mentions",
    "mark_metadata",
    "name_in",
    "name_of",
    "own_name",
    "parse_command",
    "question_name",
    "questions_in_version",
    "read_address",
    "read_date",
    "read_document",
    "read_front_matter",
    "read_outline",
    "shorten",
    "split_at_headings",
    "split_people",
    "split_tags",
    "status_in_version",
    "unknown_slots",
]
