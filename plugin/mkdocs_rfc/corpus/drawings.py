"""SVG drawings without anything that acts: what people draw in, as safe as a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mkdocs_rfc.markdown import word_set

Element = etree._Element  # noqa: SLF001 - lxml has no other name for the type
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
ACTING = frozenset({"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"})
"""Namespaces whose elements a browser brings to life; those of editors mean nothing to it."""
ELEMENTS = word_set(
    """a animate animateColor animateMotion animateTransform circle clipPath color-profile cursor
    defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG
    feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence filter flowDiv flowPara flowRegion flowRoot
    flowSpan font font-face font-face-name font-face-src g glyph glyphRef hatch hatchpath hkern
    image line linearGradient marker mask mesh meshgradient meshpatch meshrow metadata
    missing-glyph mpath path pattern polygon polyline radialGradient rect set solidcolor stop style
    svg switch symbol text textPath title tref tspan use view vkern"""
)
ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
INSTRUCTION = "an instruction to the browser"
PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
FONT = re.compile(r"data:(?:font/|application/(?:x-)?font)[\w.+-]*[;,]", re.IGNORECASE)
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
BLANK = re.compile(r"[\x00-\x20]+")
ADDRESS = re.compile(r"""url\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)?""", re.IGNORECASE)
IMPORT = re.compile(r"@import[^;{}]*;?", re.IGNORECASE)
FETCHES = re.compile(
    r"@import|image-set\(|cross-fade\(|image\(|src\(|expression\(|behavior\s?:|-moz-binding"
    r"|javascript:",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
DOCTYPE = re.compile(r'<!DOCTYPE\s+svg(?:\s+PUBLIC\s+"[^"<>\[\]]*"\s+"[^"<>\[\]]*")?\s*>')
REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[\w:]")
ENCODINGS = frozenset({"", "utf-8", "us-ascii", "ascii", "iso-8859-1", "utf-16"})
"""Those in which libxml2 and browsers see the same markup."""


class DrawingError(Exception):
    """What cannot be served; the message says why."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it is served."""

    data: bytes
    """Empty where the file is served as it is."""
    removed: tuple[str, ...] = ()
    """What was taken out, in plain words, sorted."""
    broken: str = ""
    """Why it is not served at all."""


def clean_drawing(data: bytes) -> Drawing:
    """The drawing without scripts and whatever reaches out of it.

    What holds neither is served byte for byte. Takes time and memory linear in its length. Raises
    DrawingError for what is not XML, and for what is not SVG.
    """
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # with its limits on depth and on what entities grow to
        strip_cdata=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        reason = f"it is no XML ({' '.join(str(error).split())[:120]})"
        raise DrawingError(reason) from error
    if _parts(root.tag) not in {(SVG, "svg"), ("", "svg")}:
        reason = "it is no SVG"
        raise DrawingError(reason)
    document = root.getroottree()
    encoding = (document.docinfo.encoding or "").casefold()
    removed = set(_clean(root))
    if document.docinfo.internalDTD is not None and not _is_usual(data):
        removed.add("its document type")
    if removed or encoding not in ENCODINGS:
        etree.cleanup_namespaces(root)
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False)
        return Drawing(data, tuple(sorted(removed)))
    return Drawing(b"")


def _is_usual(data: bytes) -> bool:
    """Whether the document type is seen to define nothing: neither entities nor attributes.

    In an encoding of wider letters, which all have NUL bytes, nothing is seen.
    """
    text = data.decode("latin-1")
    usual = text.count("<!DOCTYPE") == len(DOCTYPE.findall(text)) > 0
    return usual and "\0" not in text and not REFERENCE.search(text)


def _clean(root: Element) -> Iterator[str]:
    """Take out what acts, in place, and say what it was."""
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    if any(_kind(each) is etree.PI for each in beside):
        yield INSTRUCTION
    gone: set[Element] = set()
    for element in list(root.iter()):
        if element.getparent() in gone:
            gone.add(element)
        elif _kind(element) is etree.Entity:
            reason = "it uses an entity that it does not define"
            raise DrawingError(reason)
        elif _kind(element) is not etree.Comment and (what := _offence(element, root)):
            gone.add(element)
            _drop(element)
            yield what
        elif isinstance(_kind(element), str):
            yield from _cleaned(element)


def _offence(element: Element, root: Element) -> str:
    """Why an element may not stay; empty where it may."""
    if _kind(element) is etree.PI:
        return "" if getattr(element, "target", "") == "xpacket" else INSTRUCTION
    return "" if element is root else _acts(element, *_parts(element.tag))


def _cleaned(element: Element) -> Iterator[str]:
    space, name = _parts(element.tag)
    for key, value in list(element.attrib.items()):
        if what := _bad_attribute(str(key), str(value), name):
            del element.attrib[key]
            yield what
    if name == "style" and space in {SVG, ""}:
        yield from _clean_style(element)


def _acts(element: Element, space: str, name: str) -> str:
    """What an element does that a picture does not; empty where it only draws."""
    if space in ACTING:
        return f"`{name}`"
    if space in {SVG, ""} and name not in ELEMENTS:
        return f"`{name}`"
    if name in ANIMATIONS:
        changed = str(element.get("attributeName", "")).strip().rpartition(":")[2].casefold()
        if changed in {"href", "style", "src", "base"} or changed.startswith("on"):
            return f"`{name}` of `{changed}`"
    return ""


def _bad_attribute(key: str, value: str, element: str) -> str:
    space, name = _parts(key)
    name = name.casefold()
    if name.startswith("on") or (space, name) == (XML, "base") or name == "ping":
        return f"`{name}`"
    if name in {"href", "src"}:
        return "" if _is_inner(value, link=element == "a") else "an address outside of the drawing"
    if name == "style":
        return "" if _is_still(value) else "a style that loads something"
    if "(" in value and not _is_still(value):
        return "an address outside of the drawing"
    return ""


def _is_inner(address: str, *, link: bool = False) -> bool:
    bare = BLANK.sub("", address)
    inner = not bare or bare.startswith("#") or PICTURE.match(bare)
    return bool(inner or (link and WEB.match(bare)))


def _is_still(style: str) -> bool:
    """Whether a style loads nothing; escapes are read as a browser reads them."""
    text = _unescaped(style)
    if FETCHES.search(BLANK.sub(" ", text)):
        return False
    return all(_is_own(found[1]) for found in ADDRESS.finditer(text))


def _is_own(address: str) -> bool:
    bare = BLANK.sub("", address)
    if bare[:1] in {'"', "'"}:
        if len(bare) == 1 or bare[-1] != bare[0]:  # a bracket stands in the address
            return False
        bare = bare[1:-1]
    return _is_inner(bare) or FONT.match(bare) is not None


def _unescaped(style: str) -> str:
    return ESCAPE.sub(_letter, style) if "\\" in style else style


def _letter(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _clean_style(element: Element) -> Iterator[str]:
    text = "".join(str(each) for each in element.itertext(with_tail=False))
    if _is_still(text):
        return
    without = IMPORT.sub("", text)
    without = ADDRESS.sub(lambda url: url[0] if _is_own(url[1]) else "url()", without)
    for child in list(element):
        element.remove(child)
    element.text = without if _is_still(without) else ""
    yield "a style that loads something"


def _drop(element: Element) -> None:
    """Take an element out with all that is in it; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _kind(element: Element) -> object:
    """Name of an element, or what lxml makes of anything else."""
    return element.tag


def _parts(tag: object) -> tuple[str, str]:
    """Namespace and name."""
    space, _, name = str(tag).rpartition("}")
    return space.removeprefix("{"), name
