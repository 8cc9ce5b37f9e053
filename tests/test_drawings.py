"""An SVG is served as a picture: whole where it only draws, without what acts where it does."""

import pytest
from lxml import etree

from mkdocs_rfc.corpus.drawings import DrawingError, clean_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
    ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)
FACE = "data:font/woff2;base64,AA=="
PIXEL = "data:image/png;base64,iVBORw0KGgo="

HARMLESS = [
    "<svg/>",
    f"{HEAD}<rect width='1' height='1' fill='url(#g)' style='fill: url( \"#g\" )'/></svg>",
    f"{HEAD}<use href='#a'/><use xlink:href='#b'/><image href='{PIXEL}'/></svg>",
    f"{HEAD}<a href='https://example.org/'><text>x</text></a></svg>",
    f"{HEAD}<style>@media print {{ .a > b {{ fill: red }} }}</style></svg>",
    f"{HEAD}<style><![CDATA[@font-face {{ src: url({FACE}) }}]]></style></svg>",
    f"{HEAD}<animate attributeName='x' to='3'/><set attributeName='fill' to='red'/></svg>",
    f"<?xml version='1.0' encoding='utf-8'?>\n<!-- made by hand -->\n{HEAD}\n<g/>\n</svg>\n",
    f"{DOCTYPE}\n{HEAD}<g/></svg>",
    f"{HEAD}<metadata><x:y xmlns:x='http://example.org/'>z</x:y></metadata></svg>",
    f"{HEAD}<text>javascript:alert(1) onload=x &lt;script&gt;</text></svg>",
    f"<?xml version='1.0' encoding='iso-8859-1'?>{HEAD}<text>caf\xe9</text></svg>".encode(
        "latin-1"
    ),
    f"<?xml version='1.0' encoding='utf-16'?>{HEAD}<text>caf\xe9</text></svg>".encode("utf-16"),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_draws_is_served_byte_for_byte(text):
    data = text if isinstance(text, bytes) else text.encode()

    assert clean_drawing(data).data == b""
    assert clean_drawing(data).removed == ()


ACTING = [
    f"{HEAD}<script>BAD</script></svg>",
    f"{HEAD}<script href='BAD'/></svg>",
    f"{HEAD}<g><script xmlns='http://www.w3.org/2000/svg'>BAD</script></g></svg>",
    f"{HEAD}<SCRIPT>BAD</SCRIPT></svg>",
    f"{HEAD}<h:script {XHTML}>BAD</h:script></svg>",
    f"{HEAD}<h:iframe {XHTML} src='BAD'/></svg>",
    f"{HEAD}<metadata><h:img {XHTML} src='x' onerror='BAD'/></metadata></svg>",
    f"{HEAD}<foreignObject><h:body {XHTML}>BAD</h:body></foreignObject></svg>",
    f"{HEAD}<switch><foreignObject>BAD</foreignObject><text>kept</text></switch></svg>",
    f"{HEAD}<handler>BAD</handler></svg>",
    f"{HEAD}<m:math xmlns:m='http://www.w3.org/1998/Math/MathML' href='BAD'/></svg>",
    '<svg xmlns="http://www.w3.org/2000/svg" onload="BAD"/>',
    f"{HEAD}<g OnClick='BAD'/></svg>",
    f"{HEAD}<x:g xmlns:x='urn:x' onclick='BAD'/></svg>",
    f"{HEAD}<g xmlns:e='http://www.w3.org/2001/xml-events' e:onload='BAD'/></svg>",
    f"{HEAD}<a href='javascript:BAD'><text>x</text></a></svg>",
    f"{HEAD}<a xlink:href=' java&#10;script:BAD'><text>x</text></a></svg>",
    f"{HEAD}<a xlink:href='data:text/html,BAD'><text>x</text></a></svg>",
    f"{HEAD}<a><set attributeName='href' to='javascript:BAD'/></a></svg>",
    f"{HEAD}<a><animate attributeName='xlink:href' values='javascript:BAD'/></a></svg>",
    f"{HEAD}<set attributeName='onmouseover' to='BAD'/></svg>",
    f"{HEAD}<use href='https://BAD/x.svg#a'/></svg>",
    f"{HEAD}<use href='other.svg#BAD'/></svg>",
    f"{HEAD}<use href='data:image/svg+xml,BAD#a'/></svg>",
    f"{HEAD}<image xlink:href='//BAD/x.png'/></svg>",
    f"{HEAD}<image href='file:///BAD'/></svg>",
    f"{HEAD}<feImage href='https://BAD/'/></svg>",
    f"{HEAD}<rect fill='url(https://BAD/#x)'/></svg>",
    f"{HEAD}<rect filter='URL( \"//BAD\" )'/></svg>",
    f"{HEAD}<rect fill='u\\72l(https://BAD/)'/></svg>",
    f"{HEAD}<rect style='fill: red; background: url(https://BAD/)'/></svg>",
    f"{HEAD}<rect style='background: image-set(\"https://BAD/\" 1x)'/></svg>",
    f"{HEAD}<style>@import 'https://BAD/x.css';</style></svg>",
    f"{HEAD}<style>@\\69mport 'https://BAD/x.css';</style></svg>",
    f"{HEAD}<style>@font-face {{ src: url(https://BAD/x.woff) }}</style></svg>",
    f"{HEAD}<style><![CDATA[a {{ b: url('x)y//BAD') }}]]></style></svg>",
    f"{HEAD}<style>a {{ c: '/*'; b: url(//BAD); d: '*/' }}</style></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' xml:base='https://BAD/'><use href='#a'/></svg>",
    f"<?xml-stylesheet href='https://BAD/x.css'?>{HEAD}</svg>",
    f"{HEAD}<?xml-stylesheet href='#BAD' type='text/xsl'?></svg>",
    f"{HEAD}</svg><?xml-stylesheet href='https://BAD/x.css'?>",
    f"<!DOCTYPE svg [<!ENTITY x '<script>BAD</script>'>]>{HEAD}<g>&x;</g></svg>",
    f"<!DOCTYPE svg [<!ENTITY x 'javascript:BAD'>]>{HEAD}<a href='&x;'/></svg>",
    f"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'BAD'>]>{HEAD}</svg>",
    f"<!DOCTYPE svg [<!ATTLIST g onclick CDATA #FIXED 'BAD'>]>{HEAD}<g/></svg>",
]


@pytest.mark.parametrize("text", ACTING)
def test_what_acts_or_reaches_out_is_taken_out_and_named(text):
    found = clean_drawing(text.encode())

    assert found.removed
    assert b"BAD" not in found.data
    assert etree.fromstring(found.data).tag.endswith("svg")
    assert clean_drawing(found.data).removed == ()


def test_what_stands_around_it_stays():
    text = f"{HEAD}<text>one<script>BAD</script>two<tspan>three</tspan></text><rect/></svg>"

    root = etree.fromstring(clean_drawing(text.encode()).data)

    assert "".join(root.itertext()) == "onetwothree"
    assert len(root) == 2


LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
BROKEN = [
    b"",
    b"\x89PNG\r\n",
    b"<svg><g></svg>",
    b"<html><script>1</script></html>",
    b"<h:svg xmlns:h='http://www.w3.org/1999/xhtml'/>",
    f"<!DOCTYPE svg [<!ENTITY l0 'ha'>{LAUGHS}]>{HEAD}&l11;</svg>".encode(),
    f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{HEAD}&x;</svg>".encode(),
    f"<!DOCTYPE svg [<!ENTITY x '&x;'>]>{HEAD}&x;</svg>".encode(),
    HEAD.encode() + b"<g>" * 5000 + b"</g>" * 5000 + b"</svg>",
    HEAD.encode() + b"\xff</svg>",
    b"<?xml version='1.0' encoding='nonsense'?><svg/>",
    b"<svg>&nbsp;</svg>",
]


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_no_drawing_is_refused(data):
    with pytest.raises(DrawingError, match=r"\w"):
        clean_drawing(data)


def test_a_drawing_in_an_odd_encoding_is_served_in_utf_8():
    data = f"<?xml version='1.0' encoding='koi8-r'?>{HEAD}<text>ж</text></svg>".encode("koi8-r")

    assert "ж" in clean_drawing(data).data.decode()
    assert clean_drawing(data).removed == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("declared", ["", "<?xml version='1.0' encoding='utf-16'?>"])
def test_a_document_type_in_wide_letters_gives_no_element_a_script(encoding, declared):
    types = "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'BAD'>]>"
    data = f"{declared}{types}{HEAD}<g/></svg>".encode(encoding)

    try:
        served = clean_drawing(data).data
    except DrawingError:
        return

    assert served
    assert b"BAD" not in served
