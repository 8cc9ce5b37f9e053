"""Hostile texts, by what they try: `RUN` in one stands for the script that tells that it ran."""

from itertools import cycle

RUN = "RUN"
JS = f"javascript:{RUN}"
SPACES = ("\t", "\x01", "\u2028", "\xa0", "\u200b")


def scripts():
    """Elements that hold a script or load one."""
    source = f"data:text/javascript,{RUN}"
    yield from (
        f"<script>{RUN}</script>",
        f"<ScRiPt>{RUN}</sCrIpT>",
        f"<script >{RUN}</script >",
        f"<script\t>{RUN}</script\n>",
        f"<script/x>{RUN}</script/y>",
        f"<script type=module>{RUN}</script>",
        f"<script src='{source}'></script>",
        f'<script src="{source}" async defer></script>',
        f"<script>{RUN}",
        f"<<script>{RUN}//<</script>",
        f"<scr<script>ipt>{RUN}</scr</script>ipt>",
        f"<script><!--\n{RUN}\n--></script>",
        f"<script>/*<![CDATA[*/{RUN}/*]]>*/</script>",
        f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
        f'<iframe src="{JS}"></iframe>',
        f"<frameset><frame src='{JS}'></frameset>",
        f'<object data="data:text/html,<script>{RUN}</script>"></object>',
        f'<embed src="data:text/html,<script>{RUN}</script>">',
        f'<base href="{JS}//"><a href="#x">base</a>',
        f'<meta http-equiv="refresh" content="0;url={JS}">',
        f'<link rel="import" href="{source}"><link rel=preload as=script href="{source}">',
        f"<portal src='{JS}'></portal>",
        f"<applet code='{JS}'></applet>",
        f"<xml><script>{RUN}</script></xml>",
        f"<plaintext><script>{RUN}</script>",
        f"<script\x0c>{RUN}</script>",
        f"</p><script>{RUN}</script><p>",
        f"</article></main><script>{RUN}</script>",
        f"<noscript><p title='</noscript><script>{RUN}</script>'></noscript>",
        f"<custom-element is=script>{RUN}</custom-element>",
    )


EVENTS = (
    "error",
    "load",
    "click",
    "mouseover",
    "mouseenter",
    "mousemove",
    "focus",
    "focusin",
    "blur",
    "toggle",
    "pointerover",
    "pointerenter",
    "pointerdown",
    "animationstart",
    "animationend",
    "transitionend",
    "transitionrun",
    "wheel",
    "scroll",
    "beforeinput",
    "input",
    "change",
    "keydown",
    "copy",
    "dragstart",
    "contextmenu",
    "begin",
    "pageshow",
    "beforetoggle",
    "contentvisibilityautostatechange",
    "auxclick",
    "resize",
    "hashchange",
    "message",
)
TAGS = (
    "<img src=x on{0}=RUN>",
    '<b on{0}="RUN" tabindex=0>hover</b>',
    "<details open on{0}='RUN'><summary on{0}=RUN>x</summary></details>",
    "<a href=# on{0} = RUN >x</a>",
    "<input autofocus on{0}=RUN><input type=checkbox on{0}=RUN>",
    "<video src=x on{0}=RUN><source on{0}=RUN></video>",
    "<svg on{0}=RUN><g on{0}=RUN></g></svg>",
)


def handlers():
    """Attributes that are run when something happens."""
    for event, tag in zip(EVENTS, cycle(TAGS), strict=False):
        yield tag.format(event)
    yield from (
        "<img src=x OnErRoR=RUN>",
        "<img/src=x/onerror=RUN>",
        "<img src=x onerror\n=\nRUN>",
        "<img src=x on\x00error=RUN>",
        "<body onload=RUN>",
        "<marquee onstart=RUN>x</marquee>",
        "<img src=x:x onerror=RUN//",
        "<audio src onloadstart=RUN>",
    )


def schemes():
    """Addresses that run what they say."""
    written = (
        "javascript:RUN",
        "JaVaScRiPt:RUN",
        "java\tscript:RUN",
        "\x01javascript:RUN",
        "\u2028javascript:RUN",
        "javascript&colon;RUN",
        "javascript:\nRUN",
        "javascript://x/%0aRUN",
        "data:text/html,<script>RUN</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "vbscript:RUN",
        "view-source:javascript:RUN",
        "feed:javascript:RUN",
        "blob:javascript:RUN",
        "filesystem:javascript:RUN",
    )
    places = (
        '<a href="{0}">x</a>',
        "[x](<{0}>)",
        "<{0}>",
        '<img src="{0}">',
    )
    for address in written:
        for place in places:
            yield place.format(address)
    yield from (
        "<a href='x' ping='javascript:RUN'>x</a>",
        "<a xlink:href='javascript:RUN'>x</a>",
        "<form action='javascript:RUN'><button>x</button></form>",
        "<button formaction='javascript:RUN'>x</button>",
        "<q cite='javascript:RUN'>x</q>",
        "<img longdesc='javascript:RUN' srcset='javascript:RUN 1x' src=x>",
        "<picture><source srcset='javascript:RUN 1x, x 2x'><img src=x></picture>",
        "<table background='javascript:RUN'><tr><td background='javascript:RUN'>x</table>",
        "<map name=m><area href='javascript:RUN' shape=default></map><img usemap=#m src=x>",
        "<video poster='javascript:RUN'></video>",
    )


def encodings():
    """The same in other letters, and words that a program might keep for itself."""
    for mark in ("x0x", "x1x", "x2x", "m0m0z", "m1m0z", "m0m9z", "data-rfc-math"):
        first = f"&#{ord(mark[0])};{mark[1:]}"
        yield f'<a href="{first} javascript:RUN">x</a>'
        yield f'<a href="java{first}script:RUN">x</a>'
        yield f"<{first}script>RUN</{first}script> {first} and $x$"
    yield from (
        '<a href="&#x6A;avascript:RUN">x</a>',
        '<a href="&#0000106avascript:RUN">x</a>',
        '<a href="&#106;&#97;&#118;&#97;script&#58;RUN">x</a>',
        '<a href="java&Tab;script:RUN">x</a>',
        '<a href="java&NewLine;script:RUN">x</a>',
        '<a href="&#1;javascript:RUN">x</a>',
        '<a href="javascript&colon;RUN">x</a>',
        '<a href="jav&#x09;ascript&#x3a;RUN">x</a>',
        "[x](&#106;avascript:RUN)",
        "[x](java&#x0A;script:RUN)",
        "[x](javascript%3ARUN)",
        "[x](%6aavascript:RUN)",
        "[x](\\javascript:RUN)",
        "&lt;script&gt;RUN&lt;/script&gt;",
        "&amp;lt;script&amp;gt;RUN",
        "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
        "＜script＞RUN＜/script＞",
        "+ADw-script+AD4-RUN+ADw-/script+AD4-",
        "<img src=x onerror=&#97;lert(1)>",
        "<img src=x &#111;nerror=RUN>",
        "\x02" + "0\x03<img src=x onerror=RUN>\x02" + "9\x03",
    )


def mutations():
    """What one parser reads in another way than the next one."""
    image = "<img src=x onerror=RUN>"
    yield from (
        f"<svg><style>{image}</style></svg>",
        f"<svg><title>{image}</title></svg>",
        f"<svg><desc>{image}</desc></svg>",
        "<svg><script>RUN</script></svg>",
        "<svg><script href='data:,RUN'/></svg>",
        "<svg><a xlink:href='javascript:RUN'><text y=20>x</text></a></svg>",
        "<svg><animate onbegin=RUN attributeName=x dur=1s></svg>",
        "<svg><a><animate attributeName=href values='javascript:RUN'/><text y=9>x</text></a></svg>",
        "<svg><set attributeName=href to='javascript:RUN'/></svg>",
        "<svg><use href='data:image/svg+xml,<svg id=x onload=RUN></svg>#x'/></svg>",
        f"<svg><foreignObject>{image}</foreignObject></svg>",
        f"<svg></p><style><a id='</style>{image}'>",
        f"<math><mtext><table><mglyph><style><!--</style>{image}-->",
        "<math><a xlink:href='javascript:RUN'>x</a></math>",
        "<math href='javascript:RUN'><mi>x</mi></math>",
        "<math><maction actiontype='statusline#x' xlink:href='javascript:RUN'>x</maction></math>",
        f"<math><annotation-xml encoding='text/html'>{image}</annotation-xml></math>",
        f"<template>{image}</template>",
        f"<template shadowrootmode=open>{image}</template>",
        f"<noscript>{image}</noscript>",
        f"<noembed>{image}</noembed><noframes>{image}</noframes>",
        f"<textarea>{image}</textarea>",
        f"<title>{image}</title>",
        f"<xmp>{image}</xmp>",
        f"<listing>&lt;img src=x onerror=RUN&gt;</listing>{image}",
        f"<select><option>{image}</select>",
        f"<table><tr><td><svg></td></tr>{image}</table>",
        f"<form><math><mtext></form><form><mglyph><style></math>{image}",
        f"<!--><b>{image}-->",
        f"<!--!>{image}-->",
        f"<!-- --!>{image}-->",
        f"<![CDATA[{image}]]>",
        f"<?xml {image}?>",
        f"<!DOCTYPE x [{image}]>",
        f"<p id='</p>{image}'>",
        f"<a title='--><b>{image}'>x</a>",
    )


def attributes():
    """Texts that leave the attribute or the element that they are put into."""
    for quote in ('"', "'", "`", "&quot;", "&#34;", "&#39;", '\\"', '"/', "' ", '">', "'>"):
        yield f"{quote}><img src=x onerror=RUN>"
        yield f"{quote} onmouseover=RUN autofocus tabindex=0 onfocus=RUN x={quote}"
    yield from (
        "--><img src=x onerror=RUN>",
        "]]><img src=x onerror=RUN>",
        "*/</style><img src=x onerror=RUN>",
        "</title><img src=x onerror=RUN>",
        "</textarea><img src=x onerror=RUN>",
        "</script><img src=x onerror=RUN>",
        '";RUN;//',
        "';RUN;//",
        "\\';RUN;//",
        "</span></a></h1><img src=x onerror=RUN>",
        "</summary></details><img src=x onerror=RUN>",
        "<a title='\"><img src=x onerror=RUN>'>x</a>",
        '![\\"onerror=RUN](x"onerror=RUN)',
    )


def styles():
    """Styles that run, load, or lay themselves over what a reader clicks."""
    for style in (
        "width:expression(RUN)",
        "background:url(javascript:RUN)",
        "background:url('javascript:RUN')",
        "behavior:url(#x)",
        "-moz-binding:url(javascript:RUN)",
        "position:fixed;inset:0;z-index:9999",
        "animation-name:x",
        "list-style:url(javascript:RUN)",
        "content:url(javascript:RUN)",
        "@import 'javascript:RUN'",
    ):
        yield f'<div style="{style}" onanimationstart=RUN>x</div>'
        yield f"<style>* {{{style}}}</style>"
    yield from (
        "<style>@import 'data:text/css,*{}';</style><b onfocus=RUN tabindex=0>x</b>",
        "<style>@keyframes x{}</style><b style='animation-name:x' onanimationend=RUN>x</b>",
        "<link rel=stylesheet href='javascript:RUN'>",
        "<link rel=stylesheet href='data:text/css,*{}' onload=RUN>",
        "<style onload=RUN></style>",
        "<style></style><img src=x onerror=RUN>",
        "<b class='md-overlay rfc-ref' style='color:red' onclick=RUN>x</b>",
        "<font style='x:\\65xpression(RUN)' color='\"onclick=RUN'>x</font>",
    )


OWN = (
    "__config",
    "__search",
    "__drawer",
    "__palette",
    "__md_get",
    "document$",
    "location$",
    "alert",
    "body",
    "forms",
    "cookie",
    "querySelector",
    "getElementById",
    "createElement",
    "currentScript",
    "rfcReady",
    "mermaid",
    "MathJax",
    "katex",
    "base_url",
    "search_index",
    "lunr",
    "jQuery",
    "defaultView",
)


def clobbers():
    """Names and ids that stand in the way of a script's own."""
    for name in OWN:
        yield f"<a id={name} href='javascript:RUN'>x</a><img name={name} src=x>"
    yield from (
        '<script id=__config type="application/json">{"base":"javascript:RUN"}</script>',
        "<form id=x tabindex=0 onfocus=RUN><input name=attributes></form>",
        "<iframe name=alert srcdoc=x></iframe>",
        "# `__config`\n\n<a name='__config' href='data:,RUN'>x</a>",
        "<div id=fn:1 class=footnote></div><a href='javascript:RUN' class=footnote-ref>x</a>",
        "<span data-rfc-mention=0 data-rfc-part=x data-rfc-math=inline>javascript:RUN</span>",
        "<div data-sourcepos='1:1-9:9' data-md-component=search-result>RUN</div>",
    )


def markdowns():
    """Markdown's own ways of writing links and of nesting."""
    yield from (
        "[x]: javascript:RUN\n\n[x]",
        "[x]: <javascript:RUN> 'x\" onmouseover=RUN'\n\n[x]",
        "[x]: data:text/html,<script>RUN</script>\n\n![x]",
        "[x](javascript:RUN 'x')",
        "[x]( javascript:RUN )",
        "[x](<java\tscript:RUN>)",
        "[x](vbscript:RUN)",
        "![x](javascript:RUN)",
        "![x](x \"onerror='RUN'\")",
        '![" onerror="RUN](x)',
        "[![x](javascript:RUN)](javascript:RUN)",
        "[x](x.md \"' onmouseover='RUN\")",
        "<javascript:RUN>",
        "<javascript://%0aRUN>",
        '<x@y.z"onmouseover=RUN>',
        'http://x.y/"onmouseover=RUN//',
        "www.x.y/'onmouseover='RUN",
        "x[^1]\n\n[^1]: <img src=x onerror=RUN> [y](javascript:RUN)",
        'x[^"onmouseover=RUN]\n\n[^"onmouseover=RUN]: note',
        "> [!NOTE]\n> <img src=x onerror=RUN>",
        '> [!NOTE"onmouseover=RUN]\n> text',
        '```"><img src=x onerror=RUN>\ncode\n```',
        "```js onmouseover=RUN\nRUN\n```",
        "~~~html\n<img src=x onerror=RUN>\n~~~",
        "`<img src=x onerror=RUN>`",
        "``` <img src=x onerror=RUN> ```",
        "- [ ] <img src=x onerror=RUN>\n- [x] [y](javascript:RUN)",
        "| <img src=x onerror=RUN> | b |\n|---|---|\n| [x](javascript:RUN) | `\\|` |",
        "<div>\n\n[x](javascript:RUN)\n\n</div>",
        "**<b**onmouseover=RUN>x",
        '[a](x.md#"><img src=x onerror=RUN>)',
        '`specs/"><img src=x onerror=RUN>.md` and specs/x"onmouseover=RUN.md',
        ":rocket:<img src=x onerror=RUN>:x:",
        "{: onclick=RUN }\n\n# H {onmouseover=RUN #x}",
        '!!! note "<img src=x onerror=RUN>"\n    text',
        "*[x]: <img src=x onerror=RUN>",
        "[[javascript:RUN]] ==<img src=x onerror=RUN>== ^[<b onclick=RUN>]",
    )


def braces():
    """Languages of templates."""
    code = "cycler.__init__.__globals__.os.system('touch /tmp/rfc-payload')"
    for left, right in (("{{", "}}"), ("{%", "%}"), ("${", "}"), ("<%", "%>"), ("#{", "}")):
        yield f"{left} '<img src=x onerror=RUN>' {right}"
        yield f"{left} '<img src=x onerror=RUN>' | safe {right}"
        yield f"{left} {code} {right}"
        yield f"{left} constructor.constructor('RUN')() {right}"
    yield from (
        "{{ config.extra.__class__.__mro__ }}<img src=x onerror=RUN>",
        "{% raw %}<img src=x onerror=RUN>{% endraw %}",
        "{% include 'main.html' %}<img src=x onerror=RUN>",
        "{# <img src=x onerror=RUN> #}",
        "{{ title }}<img src=x onerror=RUN>",
        "!`date`<img src=x onerror=RUN>",
        "--8<-- 'mkdocs.yml'<img src=x onerror=RUN>",
        "{{< figure src=x onerror=RUN >}}",
        "<%= '<img src=x onerror=RUN>' %>",
        "[[${RUN}]]<img src=x onerror=RUN>",
    )


def formulas():
    """Commands of TeX that do more than draw."""
    link = r"\href{javascript:RUN}{x}"
    commands = (
        link,
        r"\mmlToken{mi}[href='javascript:RUN']{x}",
        r"\mmlToken{mtext}[style='position:fixed;inset:0']{x}",
        r"\mmlToken{mi}[onclick='RUN' class='x']{x}",
        r"\let\h\href\h{javascript:RUN}{x}",
        rf"\newcommand{{\h}}{{{link}}}\h",
        r"\def\h#1{\href{#1}{x}}\h{javascript:RUN}",
        r"\gdef\h#1{\href{#1}{x}}\h{javascript:RUN}",
        rf"\renewcommand{{\alpha}}{{{link}}}\alpha",
        rf"\newenvironment{{e}}{{{link}}}{{}}\begin{{e}}\end{{e}}",
        rf"\DeclareMathOperator{{\h}}{{{link}}}\h",
        rf"\begin{{array}}{{c}}{link}\end{{array}}",
        rf"\mathtip{{{link}}}{{y}}",
        rf"\toggle{{{link}}}{{y}}\endtoggle",
        r"\style{position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:9}{x}",
        r"\bbox[position:fixed;top:0;left:0;width:100vw;height:100vh]{x}",
        r"\unicode[serif;position:fixed]{65}",
        r"\class{md-overlay}{x}\cssId{__search}{x}",
        rf"\require{{html}}{link}",
        r"\href{java	script:RUN}{x}",
        r"\href{data:text/html,<script>RUN</script>}{x}",
        r"\csname href\endcsname{javascript:RUN}{x}",
        r"\htmlStyle{position:fixed}{x}\htmlClass{md-overlay}{x}\htmlId{x}{x}",
        r"\includegraphics{javascript:RUN}\url{javascript:RUN}",
        r"\verb\a" + "\\" + link,
        rf"\begingroupSandbox{link}\endgroup",
        rf"%\{link}",
        r"x < \text{<img src=x onerror=RUN>}",
    )
    for command in commands:
        yield f"${command}$"
    for command in commands[:8]:
        yield f"```math\n{command}\n```"
    for command in commands[:4]:
        yield f"\\\\({command}\\\\)"
        yield f"$$\n{command}\n$$"


def diagrams():
    """Sources of mermaid."""
    image = "<img src=x onerror=RUN>"
    loose = '%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}}}%%\n'
    flow = "flowchart LR\n"
    for source in (
        f'{flow}A["{image}"] --> B',
        f'{loose}{flow}A["{image}"] --> B',
        f'---\nconfig:\n  securityLevel: loose\n---\n{flow}A["{image}"]',
        f'{flow}A --> B\nclick A href "javascript:RUN"',
        f'{flow}A --> B\nclick A "javascript:RUN" "{image}"',
        f"{flow}A --> B\nclick A call alert(RUN)",
        f"{loose}{flow}A --> B\nclick A call RUN",
        f"{flow}A --> B\nstyle A fill:url(javascript:RUN)",
        f"{flow}A:::x --> B\nclassDef x background:url(javascript:RUN)",
        f'{flow}A -- "{image}" --> B',
        f'{flow}subgraph "{image}"\nA\nend',
        f"sequenceDiagram\nA->>B: {image}",
        f"sequenceDiagram\nparticipant A as {image}\nlink A: x @ javascript:RUN\nA->>A: x",
        'sequenceDiagram\nparticipant A\nlinks A: {"x": "javascript:RUN"}\nA->>A: x',
        f'classDiagram\nclass A["{image}"]\nclick A href "javascript:RUN"',
        f"classDiagram\nA : {image}",
        f"stateDiagram-v2\ns: {image}\n[*] --> s",
        f"gantt\ntitle {image}\nsection {image}\n{image} :a, 2026-01-01, 1d",
        'gantt\nsection x\nx :a, 2026-01-01, 1d\nclick a href "javascript:RUN"',
        f'pie title {image}\n"{image}" : 1',
        f'erDiagram\nA ||--o{{ B : "{image}"',
        f"journey\ntitle {image}\nsection x\n{image}: 5: me",
        f"mindmap\n  root(({image}))",
        f'gitGraph\ncommit id: "{image}"',
        f'quadrantChart\ntitle {image}\n"{image}": [0.3, 0.6]',
        f'%%{{init: {{"themeCSS": "* {{x:url(javascript:RUN)}}</style>{image}"}}}}%%\n{flow}A',
        f'{flow}A["`**{image}**`"]',
        f"{flow}A[$${{\\href{{javascript:RUN}}{{x}}}}$$]",
        f"{flow}A@{{ img: 'javascript:RUN', label: '{image}' }}",
        f"timeline\ntitle {image}\n2026 : {image}",
        f"</code></pre>{image}\n{flow}A",
    ):
        yield f"```mermaid\n{source}\n```"


def metadata():
    """What YAML and tables make of a value."""
    image = "<img src=x onerror=RUN>"
    yield from (
        image,
        f"|\n  {image}",
        f">-\n  {image}",
        f"[{image}, x]",
        f"{{name: {image}}}",
        f"&x {image}",
        f"!!python/object/apply:os.system ['touch /tmp/rfc-payload'] {image}",
        f"!!binary {image}",
        f"'{image}'",
        '"\\x3cimg src=x onerror=RUN\\x3e"',
        '"\\u003cimg src=x onerror=RUN\\u003e"',
        f"[x](javascript:RUN) {image}",
        "javascript:RUN",
        'https://x.y/"onmouseover=RUN',
        "https://x.y/'><img src=x onerror=RUN>",
        "data:text/html,<script>RUN</script>",
        f"Draft {image}",
        f"Approved — {image}",
        f"2026-01-01 {image}",
        f"Ada <a@b.c>, {image}",
        f"@{image}",
        f"#1 {image}",
        f"`{image}`",
        f"**{image}**",
        f"x.md#{image}",
        f"RFC 1 {image}",
    )


CLASSES = {
    each.__name__: tuple(dict.fromkeys(each()))
    for each in (
        scripts,
        handlers,
        schemes,
        encodings,
        mutations,
        attributes,
        styles,
        clobbers,
        markdowns,
        braces,
        formulas,
        diagrams,
        metadata,
    )
}
"""Every payload, by its class."""
PAYLOADS = tuple((name, payload) for name, each in CLASSES.items() for payload in each)
