"""Text of strangers: in the encodings that git names, and on one line that can be shown."""

from __future__ import annotations

import codecs
import re
from encodings import normalize_encoding
from encodings.aliases import aliases
from functools import lru_cache

KNOWN = frozenset(
    {
        *("ascii", "utf_8", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"),
        *("latin_1", *(f"iso8859_{part}" for part in (*range(2, 12), *range(13, 17)))),
        *("koi8_r", "koi8_t", "koi8_u", "kz1048", "ptcp154", "hp_roman8", "tis_620"),
        *(f"cp125{last}" for last in range(9)),
        *("cp437", "cp720", "cp737", "cp775", "cp850", "cp852", "cp855", "cp857", "cp858", "cp860"),
        *("cp861", "cp862", "cp863", "cp864", "cp865", "cp866", "cp869", "cp874", "cp1006"),
        *("mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish"),
        *("big5", "big5hkscs", "cp949", "cp950", "euc_kr", "johab", "iso2022_kr"),
        *("gb2312", "gbk", "gb18030", "hz"),
        *("cp932", "euc_jp", "euc_jis_2004", "euc_jisx0213", "shift_jis", "shift_jis_2004"),
        *("shift_jisx0213", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004"),
        *("iso2022_jp_3", "iso2022_jp_ext"),
    }
)
"""Python's names. Those that are no encodings of text, or turn letters into others, are left out:
a commit can name any."""
LONGEST_NAME = 40
UTF_8 = "utf_8"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""Control characters, and those that turn the direction of text around."""
NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=256)
def encoding_of(name: bytes) -> str:
    """Python's name of an encoding that a commit names; empty where we know none."""
    if len(name) > LONGEST_NAME or not name.isascii():
        return ""
    plain = name.decode().strip().lower().partition("//")[0]  # `//TRANSLIT` is for iconv
    key = normalize_encoding(plain).replace("-", "_")
    key = aliases.get(key, key)
    return key if key in KNOWN else ""


def decoded(text: bytes, encoding: str) -> str:
    """Text in an encoding of ours, or in UTF-8 where that is empty; else in Latin-1.

    What is no character in another encoding than UTF-8 is replaced by a sign; the text can always
    be written in UTF-8.
    """
    if encoding in {UTF_8, ""}:
        try:
            return text.decode()
        except UnicodeDecodeError:
            return text.decode("latin-1")
    try:
        found = codecs.decode(text, encoding, "replace")
    except ValueError:  # of a decoder that does not know how to replace
        found = text.decode("latin-1")
    return found.encode(errors="replace").decode()


def clean(text: str) -> str:
    """Text of strangers on one line, without characters that do not show or cannot be written."""
    if text.isprintable():
        return text.strip()
    return NO_CHARACTER.sub("\ufffd", CONTROL.sub(" ", text)).strip()
