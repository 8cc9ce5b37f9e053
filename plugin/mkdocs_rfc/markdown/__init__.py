"""GitHub's Markdown: text to a sanitised tree with line numbers, and that tree to a page."""

from __future__ import annotations

from mkdocs_rfc.markdown.anchors import fragment
from mkdocs_rfc.markdown.attributes import (
    DEEP,
    HEADINGS,
    MENTION,
    PART,
    SOURCEPOS,
    UNFILLED,
    UNWRAPPED,
    word_set,
)
from mkdocs_rfc.markdown.comments import Comment, find_comments, replace_comments
from mkdocs_rfc.markdown.formulas import refused_formulas
from mkdocs_rfc.markdown.headings import Heading, TocToken, nest, read_headings
from mkdocs_rfc.markdown.highlight import Highlighter
from mkdocs_rfc.markdown.positions import (
    content_of,
    first_line_of,
    is_placed,
    last_line_of,
    line_of,
    text_of,
)
from mkdocs_rfc.markdown.present import name_tasks, present
from mkdocs_rfc.markdown.sanitise import drop_dangers
from mkdocs_rfc.markdown.texts import put_into_text
from mkdocs_rfc.markdown.tree import Tree, freeze, render, serialise, to_text
from mkdocs_rfc.markdown.wellformed import read_xml, readable

__all__ = [
    "DEEP",
    "HEADINGS",
    "MENTION",
    "PART",
    "SOURCEPOS",
    "UNFILLED",
    "UNWRAPPED",
    "Comment",
    "Heading",
    "Highlighter",
    "TocToken",
    "Tree",
    "content_of",
    "drop_dangers",
    "find_comments",
    "first_line_of",
    "fragment",
    "freeze",
    "is_placed",
    "last_line_of",
    "line_of",
    "name_tasks",
    "nest",
    "present",
    "put_into_text",
    "read_headings",
    "read_xml",
    "readable",
    "refused_formulas",
    "render",
    "replace_comments",
    "serialise",
    "text_of",
    "to_text",
    "word_set",
]
