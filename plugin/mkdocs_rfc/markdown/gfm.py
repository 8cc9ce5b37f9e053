"""GitHub's own renderer, and what its binding leaves to its callers: to free what it made."""

from __future__ import annotations

import ctypes
from typing import Any

from cmarkgfm import _cmark, cmark

_EXTENSIONS = ("table", "autolink", "tagfilter", "strikethrough", "tasklist")
_OPTIONS = (
    cmark.Options.CMARK_OPT_SOURCEPOS
    | cmark.Options.CMARK_OPT_UNSAFE
    | cmark.Options.CMARK_OPT_FOOTNOTES
    | cmark.Options.CMARK_OPT_GITHUB_PRE_LANG
)


def render_gfm(text: str) -> str:
    """Render Markdown to HTML as GitHub does, with positions, before anything is sanitised."""
    # `github_flavored_markdown_to_html` does the same, but frees neither the tree nor the HTML
    # that C made: 0.3 MB for a document, a third of all that a build took, and with each edit
    # under `mkdocs serve` more. https://github.com/theacodes/cmarkgfm/blob/bc248a9f3b62d3564ad16a2912c922377b720954/src/cmarkgfm/cmark.py#L54-L70
    cmark.core_extensions_ensure_registered()
    parser = cmark.parser_new(_OPTIONS)
    try:
        for name in _EXTENSIONS:
            cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
        cmark.parser_feed(parser, text)
        root = cmark.parser_finish(parser)
        extensions = cmark.parser_get_syntax_extensions(parser)
        html = _cmark.lib.cmark_render_html(root, _OPTIONS, extensions)
        rendered: bytes = _cmark.ffi.string(html)
        _free(root, html)
    finally:
        cmark.parser_free(parser)
    return rendered.decode()


def _function(name: str, result: Any, *arguments: Any) -> Any:  # noqa: ANN401 - types of C
    """A function that the binding was compiled with and does not name; None where it is hidden."""
    function = getattr(ctypes.CDLL(_cmark.__file__), name, None)
    if function is not None:
        function.restype, function.argtypes = result, arguments
    return function


_free_tree = _function("cmark_node_free", None, ctypes.c_void_p)
_allocator = _function("cmark_get_default_mem_allocator", ctypes.c_void_p)


def _free(root: Any, html: Any) -> None:  # noqa: ANN401 - pointers of C
    if _free_tree and _allocator:
        _free_tree(int(_cmark.ffi.cast("uintptr_t", root)))
        _cmark.ffi.cast("cmark_mem *", _allocator()).free(html)
