"""Which files there are, where each mention leads, and who cites whom."""

from __future__ import annotations

from mkdocs_rfc.corpus.addresses import Address, page_url
from mkdocs_rfc.corpus.attachments import (
    Attachments,
    find_attachments,
    judge_attachments,
    refused_kinds,
)
from mkdocs_rfc.corpus.collection import read_collection, read_file
from mkdocs_rfc.corpus.contents import NOTHING, UNTRACKED, Contents
from mkdocs_rfc.corpus.corpus import Corpus, find_targets, gather
from mkdocs_rfc.corpus.drawings import Drawing
from mkdocs_rfc.corpus.exclusion import (
    Denies,
    Survey,
    denier,
    hidden_paths,
    narrow,
    survey,
)
from mkdocs_rfc.corpus.folders import Folder, asked_for, find_folders, future_folder, path_in
from mkdocs_rfc.corpus.freshness import Freshness
from mkdocs_rfc.corpus.histories import read_histories
from mkdocs_rfc.corpus.numbering import Numbered, next_number, number_in, numbered, read_taken
from mkdocs_rfc.corpus.problems import (
    AmbiguousNumber,
    DeletedTarget,
    ExcludedTarget,
    MentionProblem,
    MissingTarget,
    OutsideImage,
    RenamedTarget,
    TakenPage,
    TooManyRequests,
    UnknownAnchor,
    UnservedTarget,
    UnusableFolder,
)
from mkdocs_rfc.corpus.relations import Reference, Relations
from mkdocs_rfc.corpus.relevance import Relevance, Suggested, Suggesting, Suggestion
from mkdocs_rfc.corpus.requested import (
    NAME,
    RequestedSpec,
    check_asked,
    find_unwritten,
    read_unwritten,
)
from mkdocs_rfc.corpus.resolution import Resolution, TargetKind, cited_number, resolve
from mkdocs_rfc.corpus.resolver import Resolver
from mkdocs_rfc.corpus.sources import Alias, Source, find_indexes, find_sources
from mkdocs_rfc.corpus.statuses import StatusChange, decided_on, entered
from mkdocs_rfc.corpus.targets import Targets

__all__ = [
    "NAME",
    "NOTHING",
    "UNTRACKED",
    "Address",
    "Alias",
    "AmbiguousNumber",
    "Attachments",
    "Contents",
    "Corpus",
    "DeletedTarget",
    "Denies",
    "Drawing",
    "ExcludedTarget",
    "Folder",
    "Freshness",
    "MentionProblem",
    "MissingTarget",
    "Numbered",
    "OutsideImage",
    "Reference",
    "Relations",
    "Relevance",
    "RenamedTarget",
    "RequestedSpec",
    "Resolution",
    "Resolver",
    "Source",
    "StatusChange",
    "Suggested",
    "Suggesting",
    "Suggestion",
    "Survey",
    "TakenPage",
    "TargetKind",
    "Targets",
    "TooManyRequests",
    "UnknownAnchor",
    "UnservedTarget",
    "UnusableFolder",
    "asked_for",
    "check_asked",
    "cited_number",
    "decided_on",
    "denier",
    "entered",
    "find_attachments",
    "find_folders",
    "find_indexes",
    "find_sources",
    "find_targets",
    "find_unwritten",
    "future_folder",
    "gather",
    "hidden_paths",
    "judge_attachments",
    "narrow",
    "next_number",
    "number_in",
    "numbered",
    "page_url",
    "path_in",
    "read_collection",
    "read_file",
    "read_histories",
    "read_taken",
    "read_unwritten",
    "refused_kinds",
    "resolve",
    "survey",
]
