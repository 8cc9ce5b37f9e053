"""What GitHub's allow list leaves of rendered Markdown."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

import nh3
from lxml import etree
from lxml.html import HtmlElement

from mkdocs_rfc.markdown.attributes import OURS, UNWRAPPED, word_set
from mkdocs_rfc.markdown.nesting import unburden, unnest
from mkdocs_rfc.markdown.texts import mark_of

_TAGS = word_set(
    """a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p picture pre q rp rt ruby s samp
    section small source span strike strong sub summary sup table tbody td tfoot th thead time tr
    tt ul var wbr"""
)
# What GitHub allows on any element, without what belongs to forms and what nobody sees.
_ATTRIBUTES = word_set(
    """abbr align alt aria-describedby aria-hidden aria-label aria-labelledby axis border char
    charoff clear cols colspan color compact coords datetime dir frame headers height hreflang
    hspace id ismap lang name nohref noshade nowrap open progress rel rev role rowspan
    rules scope shape size span start summary tabindex title usemap valign value vspace width
    data-sourcepos data-footnotes data-footnote-ref data-footnote-backref
    data-footnote-backref-idx"""
)
_ATTRIBUTES_OF = {
    "a": {"href"},
    "img": {"src", "loading"},
    "source": {"srcset", "media", "type"},
    "ol": {"type"},
    "ul": {"type"},
    "li": {"type"},
    "input": {"type", "checked", "disabled"},
}
_SCHEMES = frozenset({"http", "https", "mailto", "xmpp", "irc", "ircs"})
# What is ours, and what the presenting of a tree adds.
_SHOWN_TAGS = _TAGS | {"aside", "label"}
_SHOWN_ATTRIBUTES = _ATTRIBUTES.union(
    {"class", "data-search-exclude", "data-tone", *OURS}, *_ATTRIBUTES_OF.values()
)
_ADDRESSES = frozenset({"href", "src", "srcset"})
_UNSAFE_SOURCE = re.compile(r"(?:^|[\s,])(?!https?:)[^\s,/?#]*:", re.IGNORECASE)
# The names by their first letters: most tags are allowed, and are passed over without a call.
_NAMES = "|".join(
    f"{first}(?:{'|'.join(name[1:] for name in names)})"
    for first, names in groupby(sorted(_TAGS), key=itemgetter(0))
)
_STRANGE = re.compile(rf"<(/?)(?!(?:{_NAMES})[ \t\n\f\r/>])([a-zA-Z][^\s/>]*)")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers ignore some of these, in some places; none is in an address that leads anywhere.
_IGNORED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
# What only the renderer may write: an author's own would be believed further on.
_RESERVED = re.compile(r"<inpu(?=t)|data-(?:sourcepo|footnot|rf)(?=[sec])", re.IGNORECASE)


def disarm(text: str) -> tuple[str, str]:
    """Break in two each reserved word an author wrote; return the text and the mark between.

    In a tag the broken word is one nobody knows, and is stripped; anywhere else it is text again
    once `sanitise` has taken the mark away.
    """
    mark = mark_of(text, "x")
    lower = text.lower()  # a text without them is the rule, and told twice as quickly so
    if "<input" in lower or "data-" in lower:
        text = _RESERVED.sub(lambda word: word[0] + mark, text)
    return text, mark


def sanitise(html: str, mark: str, *, shallow: bool = False) -> tuple[str, int]:
    """Return what GitHub's allow list leaves of rendered Markdown, as well-formed HTML.

    And the line from which something stood too deep to be left where it was; 0 for none. That is
    not looked for in the HTML of a `shallow` text.
    """
    html, deep = unburden(_estrange(html, mark)), 0
    if not shallow:
        html, deep = unnest(html)
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={"*": set(_ATTRIBUTES), **_ATTRIBUTES_OF},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    return clean.replace(mark, ""), deep


def drop_unsafe_sources(root: HtmlElement) -> None:
    """Drop what lists several addresses where one of them is not allowed; `nh3` knows but one."""
    for source in list(root.iter("source")):
        if _UNSAFE_SOURCE.search(source.get("srcset", "")):
            source.tag = UNWRAPPED
    etree.strip_elements(root, UNWRAPPED, with_tail=False)


def drop_dangers(root: HtmlElement) -> None:
    """Take from a tree, in place, what no page may hold, whatever brought it there; text stays.

    The last look at what was sanitised: since then links were resolved and sections completed, and
    some of that may have been kept between builds.
    """
    strange = []
    for element in root.iter():
        if element.tag not in _SHOWN_TAGS:
            strange.append(element)
        for name in element.keys():  # noqa: SIM118 (an element is a sequence of its children)
            if name not in _SHOWN_ATTRIBUTES or (
                name in _ADDRESSES and not is_harmless(element.get(name, ""))
            ):
                del element.attrib[name]
    for element in strange:
        element.drop_tag()


def is_harmless(address: str) -> bool:
    """Whether following an address runs nothing: it is relative, or of an allowed scheme.

    It is read as browsers do, for which spaces before it and line ends in it do not count.
    """
    if ":" not in address:
        return True
    scheme = _SCHEME.match(_IGNORED.sub("", address).lstrip())
    return scheme is None or scheme["scheme"].lower() in _SCHEMES


def _estrange(html: str, mark: str) -> str:
    """Rename the tags that are not allowed, so that no name means anything to the sanitiser.

    It would drop, with all the text inside, what is called like an element of MathML or SVG: the
    `<int>` of an author who wrote `Optional<int>` outside code.
    """

    def estranged(tag: re.Match[str]) -> str:
        slash, name = tag.groups()
        return tag[0] if name.lower() in _TAGS else f"<{slash}{mark}{name}"

    return _STRANGE.sub(estranged, html)
