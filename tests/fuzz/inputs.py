"""Hostile inputs by the batch, each made from a seed alone; `run.py` builds sites of them."""

import random

SECRET = "XSECRETX"  # noqa: S105 (what must be found nowhere)
ODD = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\U0010ffff"]
NUMBERS = [
    "0",
    "-1",
    "1.5",
    "9" * 30,
    "9" * 5_000,
    "0x" + "f" * 5_000,
    "1:99",
    ".inf",
    ".nan",
    "1e9",
]
TAGS = ["timestamp", "bool", "int", "float", "binary", "set", "omap", "pairs", "null", "map", "seq"]
TAGS += ["str", "merge", "value", "python/name:os.system"]
ESCAPES = [
    r"\x00",
    r"\x07",
    r"\ud800",
    r"\ufffe",
    r"\UFFFFFFFF",
    r"\U00110000",
    r"\x1b",
    r"\P",
    r"\q",
]
DATES = [
    "2026-01-05",
    "0000-00-00",
    "9999-99-99",
    "2026-01-05T99:99:99",
    "0001-01-01 00:00:00 +23:59",
]
DATES += ["2026-01-05 00:00:00 +99:99", "9999-12-31T23:59:59-23:59"]
KEYS = [
    "title",
    "status",
    "author",
    "date",
    "updated",
    "tags",
    "spec",
    "template",
    "summary",
    "owner",
]
KEYS += [
    "supersedes",
    "number",
    "id",
    "null",
    "true",
    "1",
    "<<",
    "=",
    "[a]",
    "{a: b}",
    "? x",
    '"\\0"',
]


def front_value(chance, depth=0):
    """One value of YAML, or of what looks like it."""
    words = [
        "a",
        "Draft",
        "- ",
        "|",
        ">",
        "&a",
        "*a",
        "*b",
        "@x",
        "`x`",
        "%x",
        "!x",
        "<<",
        "~",
        "=",
        "",
    ]
    if depth < 3 and chance.random() < 0.4:
        inner = [front_value(chance, depth + 1) for _ in range(chance.randrange(4))]
        shape = chance.choice(
            ["[{}]", "{{k: {}}}", "{{{}: x}}", "&a [{}]", "{{<<: {}}}", "!!set {{{}}}"]
        )
        return shape.format(", ".join(inner))
    text = chance.choice(words + ODD + NUMBERS + DATES)
    return chance.choice(
        [
            text,
            text + "\t" + chance.choice(ODD),
            f"!!{chance.choice(TAGS)} {text}",
            f"!!{chance.choice(TAGS)} [{text}]",
            '"' + chance.choice(ESCAPES) + text + '"',
            chance.choice("[{(") * chance.choice([1, 60, 2_000]) + text,
        ]
    )


def front_block(chance):
    """Lines that belong together: what grows, what is long, what has a tag where none may be."""
    width, depth = chance.choice([(2, 30), (9, 9), (100, 3)]), chance.choice([2, 60, 900])
    names = ", ".join(["*a0"] * width[0])
    growing = "".join(
        f"a{n + 1}: &a{n + 1} [{names.replace('0', str(n))}]\n" for n in range(width[1])
    )
    merging = "".join(f"m{n + 1}: &m{n + 1}\n  <<: [*m{n}, *m{n}]\n" for n in range(width[1]))
    tag, value = chance.choice(TAGS), chance.choice(NUMBERS + DATES + ODD)
    return chance.choice(
        [
            f"a0: &a0 [x, x]\n{growing}title: *a{width[1]}",
            f"m0: &m0 {{a: b}}\n{merging}title: *m{width[1]}",
            f"!!{tag} {value}: x",
            f"? !!{tag} {value}\n: x",
            f"? [a, {{b: {value}}}]\n: x",
            f"title: !!{tag} {{a: {value}}}",
            "title: !!python/object/apply:os.system ['touch ran']",
            "title: !!python/object/new:os.system\n  args: [touch ran]",
            f"title: {'x' * 1_000_000}",
            f"title: |\n{'  x' * 300_000}",
            f"{'k' * 500_000}: x",
            f"title: '{chance.choice(ODD) * 1_000}'",
            f"title: a{chance.choice(ODD)}b: c",
            f"title: a\tb\n\towner:\tx{chance.choice(ODD)}",
            "\n".join(" " * n + "a:" for n in range(depth)),
            "- " * depth + "a",
            "tags:\n" + "- x\n" * 3_000,
            f"title: &a\n  {value}: *a",
            "--- x\n--- y",
            "title: x # " + "y" * 100_000,
        ]
    )


def front_matter(chance):
    """A document with front matter."""
    lines = [f"{chance.choice(KEYS)}: {front_value(chance)}" for _ in range(chance.randrange(1, 6))]
    if chance.random() < 0.1:
        lines.insert(chance.randrange(len(lines) + 1), front_block(chance))
    first, last = (
        chance.choice(["---", "--- ", "%YAML 9\n---", "\ufeff---"]),
        chance.choice(["---", "...", "-----", ""]),
    )
    lines.insert(0, chance.choice(["title: T", "", "a:", chance.choice(ODD)]))
    return chance.choice(["\n", "\n", "\n", "\r\n", "\r"]).join(
        [first, *lines, last, "", "# Title", "", "Text."]
    )


ENCODINGS = [
    "punycode",
    "idna",
    "unicode_escape",
    "utf-7",
    "raw_unicode_escape",
    "undefined",
    "hex",
]
ENCODINGS += [
    "zip",
    "rot13",
    "UTF-8",
    "latin1",
    "UTF-16",
    "EUC-JP",
    "GB18030",
    "SJIS",
    "a\0b",
    "x" * 999,
]
ENCODINGS += [
    "hz",
    "iso2022_jp",
    "johab",
    "cp864",
    "mbcs",
    "utf_8_sig",
    "base64",
    "uu",
    "",
    "\xff",
    "..x",
]
ZONES = [
    "+0000",
    "-0330",
    "+99999999999999",
    "-9999",
    "+ab",
    "",
    "+",
    "0",
    "+1_0",
    "-2400",
    "+0099",
]
TIMES = [
    "1700000000",
    "0",
    "-1",
    str(2**63),
    "9" * 5_000,
    "1.5",
    "",
    "x",
    "4102444801",
    "-62135596801",
]
NAMES = [
    "A",
    "",
    "<",
    ">",
    "<>",
    "\x00",
    "\xff",
    "\u202e",
    "x" * 9_999,
    "A <b> <c",
    "a@b",
    "\ud7ff",
]
MESSAGES = [
    b"subject",
    b"",
    b"\\ud800",
    b"+2AA-",
    b"zz- x",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\r\r\n",
    b"\0",
]
MESSAGES += [
    b"x\n\nCo-authored-by: \xff <\xed\xa0\x80>\n" * 9,
    b"xn--a\x80",
    b"\x1b$B\xff",
    b"~{\xff\xff",
]


def commit(chance, tree, parents):
    """A commit object that no git would make."""

    def who():
        when = f"{chance.choice(TIMES)} {chance.choice(ZONES)}"
        return f"{chance.choice(NAMES)} <{chance.choice(NAMES)}> {when}"

    lines = [f"author {who()}", f"committer {who()}", f"encoding {chance.choice(ENCODINGS)}"]
    lines += [
        f"gpgsig x\n encoding {chance.choice(ENCODINGS)}\n author {who()}",
        "mergetag x\n \n x",
    ]
    kept = lines[: chance.randrange(6)] if chance.random() < 0.7 else chance.sample(lines, 4)
    head = "\n".join([f"tree {tree}", *(f"parent {each}" for each in parents), *kept])
    end = chance.choice(["\n\n", "\n\n", "\n\n", "\n", ""])
    return (head + end).encode("utf-8", "surrogateescape") + chance.choice(MESSAGES)


PIECES = [
    "title",
    "git",
    "git.remote",
    "research",
    "nothing",
    "1",
    "9" * 5_000,
    "'x'",
    r"'\ud800'",
    "(",
    ")",
]
PIECES += [
    "[",
    "]",
    "not ",
    " and ",
    " or ",
    "-",
    "*",
    "**",
    "10**9",
    "|",
    "upper",
    "join('x')",
    ".",
    "_",
]
PIECES += [
    " if ",
    " else ",
    "range(9)",
    "self",
    "{",
    "}",
    "~",
    "'a'*10**9",
    ",",
    r"'\x00'",
    "|format",
    "[0]",
]
BLOCKS = [
    "if title",
    "elif title",
    "else",
    "endif",
    "for r in research",
    "endfor",
    "macro a()",
    "endmacro",
]
BLOCKS += [
    "include 'x'",
    "extends 'x'",
    "set x = 1",
    "raw",
    "endraw",
    "block a",
    "endblock",
    "filter upper",
]
BLOCKS += [
    "for x in range(10**9)",
    "import 'x' as y",
    "call a()",
    "endcall",
    "trans",
    "do x",
    "-",
    "",
]


def template(chance):
    """A template with expressions."""
    parts = []
    for _ in range(chance.randrange(1, 6)):
        times = chance.choice([1, 1, 1, 3, 200, 5_000])
        inner = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 5)))
        prefix, suffix = chance.choice(
            [("not ", ""), ("(", ")"), ("-", ""), ("[", "]"), ("", "|upper")]
        )
        block = "{% " + chance.choice(BLOCKS) + " %}"
        parts += [
            "{{ " + prefix * times + inner + suffix * times + " }}",
            block * chance.choice([1, 1, 200]),
            chance.choice(
                ["!`date`", "!`git log`", "\x020\x03", "\x0299\x03", "\n| Status | x |\n", "x"]
            ),
        ]
        if chance.random() < 0.3:
            parts.append("{% if title %}" * times + "x" + "{% endif %}" * times)
    chance.shuffle(parts)
    head = chance.choice(
        ["", "---\nstatus: {{ title }}\n---\n", "---\nstatus: x\ny: {% if %}\n---\n"]
    )
    return f"{head}# T\n\n## A\n\n{''.join(parts)}\n\n## B\n\nText.\n"


SCHEMES = [
    "https://",
    "http://",
    "ssh://",
    "git://",
    "file://",
    "ext::",
    "https::https://",
    "",
    "https:",
    "x://",
]
HOSTS = [
    "host",
    "github.com",
    "gitlab.com",
    "[::1",
    "[::1]",
    "host:99999",
    "host:x",
    "h\xf6st",
    "C:",
    "a b",
    "",
]
USERS = [
    "",
    f"{SECRET}@",
    f"u:{SECRET}@",
    f"x-token-auth:{SECRET}@",
    f"oauth2:{SECRET}@@",
    f"u:{SECRET}/x@",
]


def remote(chance):
    """The address of a remote, with a token in it more often than not."""
    names = [
        "o",
        "r.git",
        "..",
        "",
        "~me",
        "a b",
        "%00",
        "%",
        "\x01",
        "\u202e",
        "v3",
        "_git",
        "-",
        "r?x",
        "r#x",
    ]
    names += [f"ghp_{SECRET}0123456789", f"{SECRET}0a1b2c3", f"token={SECRET}"]
    path = "/".join(chance.choice(names) for _ in range(chance.randrange(4)))
    tail = chance.choice(["", "", f"?token={SECRET}", f"#{SECRET}", f";{SECRET}=1", "\\", ":"])
    between = chance.choice(["/", "/", ":", "", "//"])
    return (
        chance.choice(SCHEMES) + chance.choice(USERS) + chance.choice(HOSTS) + between + path + tail
    )


ADA = "<ada@example.org>"
MAPPED = [
    "\ufffe",
    "\uffff",
    "\ufdd0",
    "\x07",
    "\x1b[31m",
    "\u2028",
    "\u202e",
    "<img src=x onerror=1>",
]
MAPPED += ["\x00", "\xff", "", " ", "a@b.example", "x" * 3_000, "\ud83d", "Ada\tLovelace", "\r"]


def mailmap(chance):
    """Lines of a mailmap, some of which rename who wrote the document."""
    pieces = ["A", "<a@x>", ADA, "Ada Lovelace", "<", ">", "#", "\x00", "\xff", "\r", " "]
    pieces += ["x" * 9_999, "<>", "\n", "\n", "\u2028", *MAPPED]
    text = " ".join(chance.choice(pieces) for _ in range(chance.randrange(1, 200)))
    name = "".join(chance.choice(MAPPED) for _ in range(chance.randrange(1, 4)))
    lines = [text, *chance.choices([f"{name} {ADA}", f"{name} <{name}> {ADA}", f"<{name}> {ADA}"])]
    lines *= chance.choice([1, 1, 1, 1, 20])
    chance.shuffle(lines)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def modules(chance):
    """A `.gitmodules`, and the address that its submodule was cloned from."""
    url = remote(chance)
    pieces = [
        '[submodule "x"]',
        '[submodule "../../x"]',
        "[submodule",
        "\tpath = specs",
        "\tpath = ../x",
    ]
    pieces += [
        "\turl = ext::sh -c touch% ran",
        "\tupdate = !touch ran",
        "\x00",
        "\xff",
        '"',
        "[include]",
    ]
    pieces += ["\tpath = /dev/zero", "\tfsmonitor = touch ran", "=", "[core]", f"\turl = {url}"]
    lines = [chance.choice(pieces) for _ in range(chance.randrange(1, 30))]
    return "\n".join(lines).encode("utf-8", "replace"), url


LINKS = ["gitdir: ", "gitdir: \0", "gitdir: /dev/zero", "gitdir: ../x", "x", "", "\xff" * 9_999]
LINKS += ["gitdir: " + "../" * 3_000, "gitdir: \x01\n\n", "gitdir: .", "gitdir: .git"]
"""What `.git` can be in the folder of a submodule."""


def seeded(seed):
    """The only source of chance of one batch."""
    return random.Random(seed)  # noqa: S311 (to be repeated, not to be secret)
