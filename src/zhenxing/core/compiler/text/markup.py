"""What markup and data formats leave in a text: tags, entities, escapes, invisible characters."""

from __future__ import annotations

import html
import re
import unicodedata

from zhenxing.core.compiler.text.lines import squeezed
from zhenxing.core.compiler.text.metadata import is_metadata
from zhenxing.core.compiler.text.page_words import furniture_of
from zhenxing.core.compiler.text.words import words

#: only names that HTML and office exports use: `<10亿元` and `<附件>` are text
TAG_NAMES = (
    "address|article|aside|audio|big|blockquote|body|br|button|caption|center|code|colgroup|col|dd|del|div|dl|dt|em|embed|"
    "figcaption|figure|font|footer|form|frame|h[1-6]|head|header|hr|html|iframe|img|input|ins|label|li|link|main|map|"
    "meta|nav|noscript|object|ol|option|o:p|param|pre|script|section|select|small|source|span|st1:\\w{1,24}|strike|strong|"
    "style|sub|sup|svg|table|tbody|td|textarea|tfoot|thead|th|title|tr|tt|ucapcontent|ucaptitle|ul|v:\\w{1,24}|video|"
    "w:\\w{1,24}|xml|[abipqsu]"
)
_TAG = re.compile(
    rf"</?(?:{TAG_NAMES})(?=[\s/>])[^<>]{{0,2000}}>|<!--|<!doctype[^<>]{{0,300}}>|<\?xml[^<>]{{0,300}}>", re.I
)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.I)
_BREAKS = frozenset(
    words(
        """
    address article blockquote br caption center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol option p pre section table tbody tfoot thead title tr ul
    """
    )
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style"})

_ENTITY = re.compile(
    r"&(?:amp;)*+(?:#\d{1,7}|#[xX][0-9a-fA-F０-９]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|&(?:amp;)*+nbsp(?![a-zA-Z])|&(?:amp;)++"
)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|r\\n|[nrt](?![a-zA-Z])|['\"/])")
_ESCAPED = {"\\n": "\n", "\\r": "\n", "\\t": "\t", "\\r\\n": "\n"}
#: an entity's digits may have been widened with all the others
_NARROW = {0xFF10 + digit: ord("0") + digit for digit in range(10)}
#: in SQL a quote inside a text is doubled
_DOUBLED = re.compile(r"(?<=[^'\s=(,])''(?=[^'\s),])")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]+"
)
#: what symbol fonts leave of a bullet; inside a word such a character is a lost one, not a mark
_BULLET = re.compile(r"(?:^|(?<=[\n。；;：:]))[ \t\u3000\xa0]{0,8}[\ue000-\uf8ff]{1,4}[ \t\u3000\xa0]{0,8}")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: radicals and compatibility forms that PDF fonts give instead of the character itself
_RADICAL = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]+")

_RANGES = (
    (0x00, 0x08),
    (0x0B, 0x1F),
    (0x7F, 0x7F),
    (0x85, 0x85),
    (0xAD, 0xAD),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x2064),
    (0x2E80, 0x2FD5),
    (0xE000, 0xFAFF),
    (0xFEFF, 0xFEFF),
    (0xFFFE, 0xFFFF),
)
#: one of these characters stands in anything the patterns above could find
SIGNS = frozenset("<&\\'").union(chr(code) for low, high in _RANGES for code in range(low, high + 1))

Change = tuple[int, int, str, str]


def changes(text: str) -> list[Change]:
    """`(start, end, new, kind)` for every residue in the text, in order, none overlapping."""
    found: list[Change] = []
    if "<" in text:
        found += _tags(text)
    if "&" in text:
        found += ((m.start(), m.end(), _entity(m.group()), "entity") for m in _ENTITY.finditer(text))
    if "\\" in text:
        found += ((m.start(), m.end(), _escape(m.group()), "escape") for m in _ESCAPE.finditer(text))
    if "''" in text:
        found += ((m.start(), m.end(), "'", "escape") for m in _DOUBLED.finditer(text))
    found += ((m.start(), m.end(), "", "invisible") for m in _INVISIBLE.finditer(text))
    found += ((m.start(), m.end(), "", "invisible") for m in _BULLET.finditer(text))
    found += ((m.start(), m.end(), "\n", "line_end") for m in _LINE_END.finditer(text))
    found += ((m.start(), m.end(), _whole(m.group()), "radical") for m in _RADICAL.finditer(text))
    return apart(sorted(change for change in found if text[change[0] : change[1]] != change[2]))


def apart(found: list[Change]) -> list[Change]:
    """Without changes that lie inside an earlier one (an entity in a script)."""
    kept: list[Change] = []
    for change in found:
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept


def _tags(text: str) -> list[Change]:
    found: list[Change] = []
    at = 0
    unclosed: set[str] = set()
    for match in _TAG.finditer(text):
        if match.start() < at:
            continue
        at = _element_end(text, match, unclosed)
        found.append((match.start(), at, tag_text(match.group()), "tag"))
    return found


def _element_end(text: str, match: re.Match[str], unclosed: set[str]) -> int:
    """Scripts, styles and comments go with what they hold. Each missing end is sought only once."""
    tag = match.group()
    name = "!--" if tag == "<!--" else tag_name(tag)
    if name == "title" and not tag.startswith("</"):
        return _title_end(text, match.end())
    if (name not in _HIDDEN and name != "!--") or tag.startswith("</") or name in unclosed:
        return match.end()
    closing = "-->" if name == "!--" else f"</{name}>"
    end = text.find(closing, match.end())
    if end < 0:
        unclosed.add(name)
        return match.end()
    return end + len(closing)


_TITLE = re.compile(r"[^<\n]{0,200}</title>", re.I)
_MARKUP = re.compile(r"(?:\s|&nbsp;|<[^<>]{0,300}>)*")
_HEADLINE = re.compile(r"[^<\n。]{6,60}(?=[<\n])")


def _title_end(text: str, at: int) -> int:
    """The name of the page's tab goes when the page prints its headline right below."""
    title = _TITLE.match(text, at)
    if not title:
        return at
    gap = _MARKUP.match(text, title.end())
    headline = _HEADLINE.match(text, gap.end()) if gap else None
    if not headline or furniture_of(squeezed(headline.group())):
        return at
    line = headline.group().strip()
    return at if is_metadata(line, squeezed(line)) else title.end()


def tag_name(tag: str) -> str:
    found = _NAME.match(tag)
    return found.group(1).lower() if found else ""


def tag_text(tag: str) -> str:
    """What a tag means in plain text: a line break, a gap between cells, or nothing."""
    name = tag_name(tag)
    if name in _BREAKS:
        return "\n"
    return "\t" if name in _CELLS else ""


def _entity(entity: str) -> str:
    """What an entity stands for, however often it was escaped; itself when the name is unknown."""
    bare = "&" + entity[1:].replace("amp;", "").translate(_NARROW)
    plain = html.unescape(bare)
    return entity if plain == bare and bare != "&" else plain


def _escape(escape: str) -> str:
    if escape[1] == "u":
        char = chr(int(escape[2:], 16))
        return char if not "\ud800" <= char <= "\udfff" else "\ufffd"
    return _ESCAPED.get(escape, escape[-1])


def _whole(radicals: str) -> str:
    new = unicodedata.normalize("NFKC", radicals)
    return new if len(new) == len(radicals) else radicals
