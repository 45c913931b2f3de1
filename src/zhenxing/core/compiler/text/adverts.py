"""What copying sites insert for search engines: brand names, lists of them, addresses and calls to visit.

A sentence of the document that is in the same words stays: a list or a line of its own is an advert,
a mention in running text is not, unless a line of its own has shown the very same words to be a brand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhenxing.core.compiler.text.lines import Line
from zhenxing.core.compiler.text.numbering import begins_clause

#: words of betting and adult sites; 久久为功 is a phrase of official texts
# case is spelt out, and each branch begins with a plain character: so the engine skips to them
_TRADE = re.compile(
    r"投注|博彩|赌场|赌博网|棋牌|老虎机|时时彩|六合彩|百家乐|娱乐(?:城|官网|平台|场|网址|注册)|真人(?:娱乐|视讯)|"
    r"3\d{1,2}bet|6\d{1,2}bet|B[Ee][Tt]\d{2,3}|b[Ee][Tt]\d{2,3}|K8(?!\d)|k8(?!\d)|凯发|亚博|葡京|威尼斯人|金沙(?:娱乐|官网|城)|成人(?:视频|电影|小说|影院|网站)|"
    r"无码|久久(?!为)|三级片|在线观看|免费观看|私服|买球|下注|彩金|乐鱼|华体会|九游|开云体育|星空体育|米兰体育|明升体育|万博|必威体育|"
    r"雷火|乐动体育|半岛体育|彩票(?:平台|官网|网址|[Aa][Pp][Pp])|A[Vv](?:在线|片|网)|a[Vv](?:在线|片|网)|一区二区|国产(?:精品|视频|[Aa][Vv])|精品(?:国产|视频)"
)
#: words of the same lists that mean something else when they stand alone: 午夜, 综合区
_LURE = re.compile(
    r"国产|成人|无码|[一二三]区|在线|亚洲|欧美|日韩|另类|激情|午夜|人妻|中文字幕|综合[网区站]|高清"
)
_SITE = re.compile(
    r"官网|官方|网址|入口|登录|注册|下载|app|视频|在线|bet|k8|凯发|亚博|葡京|威尼斯人|乐鱼|华体会|九游|久久|无码|"
    r"[开星米明万必雷乐半]\w体育|(?:国际|平台|网站)$",
    re.I,
)
#: a brand with its site's words behind it, as it is put between or into sentences
_CALL = re.compile(
    r"(?:[Kk]ai[Yy]un|KAIYUN|开云|米兰|乐鱼|华体会|九游|爱游戏|星空|明升|万博|必威|雷火|乐动|半岛|凯发|亚博|葡京|金沙|威尼斯人|天博|博鱼|江南|球友会|欧宝|杏彩|三昇|云开|问鼎|安博|龙8|永利|新葡京|澳门)"
    r"(?:开云|体育|娱乐|国际|电竞|平台|棋牌|真人|集团|[Kk]8|[(（][\u4e00-\u9fffA-Za-z]{2,6}[)）]|·?[(（]?中国[)）]?|官方(?:网站)?|官网|网站|网页版?|手机版|全站|最新版?|[Aa][Pp][Pp]|下载|安装|入口|登[录陆]|注册|网址|首页|登入|安卓|苹果|版|在线|客服){1,10}"
)
#: between a call's first brand and its first word, and no call is longer
_CALL_REACH = 40
#: 开云真人 kaiyun.com: a brand with its address
_BRAND_SITE = re.compile(
    r"(?:开云|米兰|乐鱼|华体会|九游|爱游戏|星空|必威|亚博|葡京|博鱼|欧宝|凯发)[\u4e00-\u9fff]{0,4}[ \u3000]?"
    r"[A-Za-z\d]{2,20}\.(?:com|cn|net|vip|app|cc)"
)
#: names that are nothing but brands, on a page that a longer call has shown to be strewn with them
_BRAND = re.compile(
    r"(?:[Kk]ai[Yy]un|KAIYUN|开云|乐鱼|华体会|九游|必威|亚博|葡京|凯发|博鱼|欧宝|杏彩)+(?:体育|娱乐|国际|平台|真人)?"
)
_CALLS = re.compile(
    r"官方|官网|网站|网页|A[Pp][Pp]|a[Pp][Pp]|下载|入口|登[录陆入]|注册|网址|体育|娱乐|电竞|棋牌|真人"
)
#: the same words: a character that each cannot be without, and the word where that one is a common one
_CALL_SIGNS = (
    *((sign, "") for sign in "官站页载登册址娱竞棋"),
    *(("p", ""), ("P", ""), ("口", "入口"), ("育", "体育"), ("真", "真人")),
)
_SITE_TAIL = re.compile(r"(?:官网|官方网站|网址|入口|下载|登录|注册|app|体育|娱乐|国际|平台)$", re.I)
#: but 一区二区 of a spam line is no district
_PUBLIC = re.compile(r"[县市州省镇乡局府委厅办]|(?<![一二三四])区")
_PIECE = re.compile(r"[^|｜丨_\-—–\s]+")
_SENTENCE = re.compile(r"[。；;]|，.*，")
_HEAD_LINES = 12
_FOOT_LINES = 8
_LONGEST = 300
_SHORTEST_BRAND = 4
#: a line's rest that is at least this long and names a public body is the document's
_SHORTEST_REST = 8


class Advert(NamedTuple):
    """`text[start:end]` is not the document's."""

    start: int
    end: int


def find_adverts(text: str, lines: Sequence[Line]) -> list[Advert]:
    """Every inserted run, in order, none overlapping."""
    found = [*_addresses(text), *_notes(text), *_answers(text), *_jammed(lines)]
    barred = "丨" in text or "|" in text or "｜" in text
    brands: list[str] = []
    for index, line in enumerate(lines):
        at_edge = index < _HEAD_LINES or index >= len(lines) - _FOOT_LINES
        if at_edge or (barred and any(bar in line.text for bar in "丨|｜")):
            found += _in_line(text, line, index, brands)
    found += _brands(text, brands)
    found += _calls(text)
    return _apart(sorted(found))


def _apart(found: list[Advert]) -> list[Advert]:
    kept: list[Advert] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            kept[-1] = Advert(kept[-1].start, max(each.end, kept[-1].end))
        else:
            kept.append(each)
    return kept


def _in_line(text: str, line: Line, index: int, brands: list[str]) -> Iterator[Advert]:
    """A line of brands, or those pieces of a title line that are brands."""
    if len(line.text) > _LONGEST or begins_clause(line.text) or _SENTENCE.search(line.text):
        return
    if index >= 2 and not _TRADE.search(line.text):
        return
    pieces = list(_PIECE.finditer(line.text))
    trade = [bool(_TRADE.search(piece.group())) for piece in pieces]
    if not any(trade):
        if index < 2 and _is_unknown_brand(text, line):
            brands.append(line.text)
            yield Advert(line.head, line.stop)
        return
    listed = len(pieces) > 1 or any(mark in line.text for mark in "|｜丨")
    if not listed and (not _SITE.search(line.text) or _PUBLIC.search(line.text)):
        return
    kept = _own_piece(line, pieces, trade) if listed else None
    if listed and kept is None and sum(trade) < 2 and _PUBLIC.search(line.text):
        return
    brands += [piece.group() for piece, is_trade in zip(pieces, trade, strict=True) if is_trade]
    if kept is None:
        yield Advert(line.head, line.stop)
    elif index < _HEAD_LINES:
        yield from (
            Advert(line.start + start, line.start + end)
            for start, end in ((0, kept[0]), (kept[1], len(line.text)))
            if end > start
        )


def _own_piece(line: Line, pieces: Sequence[re.Match[str]], trade: Sequence[bool]) -> tuple[int, int] | None:
    """The longest stretch between brands, when it reads as a title."""
    best: tuple[int, int] | None = None
    for piece, is_trade in zip(pieces, trade, strict=True):
        long = len(piece.group()) >= _SHORTEST_REST and _PUBLIC.search(piece.group()) is not None
        long = long and not _LURE.search(piece.group())
        if long and not is_trade and (best is None or piece.end() - piece.start() > best[1] - best[0]):
            best = piece.start(), piece.end()
    return best


def _is_unknown_brand(text: str, line: Line) -> bool:
    """A site's name over the title that stands inside the document's sentences, too."""
    if not _SHORTEST_BRAND <= len(line.text) <= 20 or not _SITE_TAIL.search(line.text):
        return False
    return not _PUBLIC.search(line.text) and _inside_sentence(text, line)


def _inside_sentence(text: str, line: Line) -> bool:
    at = text.find(line.text, line.end)
    behind = text[at + len(line.text) : at + len(line.text) + 1]
    return at > 0 and "\u4e00" <= behind <= "\u9fff" and text[at - 1] != "\n"


def _brands(text: str, brands: Sequence[str]) -> Iterator[Advert]:
    """The same brands put into sentences."""
    known = sorted({brand for brand in brands if len(brand) >= _SHORTEST_BRAND}, key=len, reverse=True)[:40]
    if known:
        for match in re.finditer("|".join(map(re.escape, known)), text):
            yield Advert(match.start(), match.end())


def _calls(text: str) -> Iterator[Advert]:
    """米兰体育app下载 between two sentences: a document names no brand with its site's words."""
    if not any(sign in text and word in text for sign, word in _CALL_SIGNS):
        return
    called = [match.span() for match in _BRAND_SITE.finditer(text)] if "." in text else []
    yield from (Advert(*span) for span in called)
    called = []
    # a call is sought around its words: they are rare, and to look for brands everywhere takes longer
    for near in _CALLS.finditer(text):
        reached = called[-1][1] if called else 0
        if near.start() < reached:
            continue
        window = _CALL.finditer(text, max(reached, near.start() - _CALL_REACH), near.end() + _CALL_REACH)
        called += [match.span() for match in window if len(_CALLS.findall(match.group())) > 1][:1]
    yield from (Advert(*span) for span in called)
    if called:
        yield from (Advert(*match.span()) for match in _BRAND.finditer(text))


#: a document's own address is of a .gov.cn site or follows words such as 网址, and stands in no brackets
_BRACKETED = re.compile(
    r"[(（【\[][^()（）【】\[\]\n]{0,40}(?:www\.|https?://)[\w.\-/:?=&%]{3,120}[^()（）【】\[\]\n]{0,20}[)）】\]]"
)
_BARE = re.compile(
    r"(?:https?://)?www\.[a-z\d\-]{1,40}\.(?:com|net|org|cn|cc|top|vip)(?:\.cn)?(?![a-z\d_./])", re.I
)
_OWN_SITE = re.compile(r"gov\.cn|网址|网站|登录|平台|系统|邮箱|下载|报名|申报|查询|官网|访问|链接")
_HAN = re.compile("[\u4e00-\u9fff，。、；]")


def _addresses(text: str) -> Iterator[Advert]:
    if "www." not in text and "http" not in text:
        return
    for match in _BRACKETED.finditer(text):
        if not _OWN_SITE.search(match.group().replace("访问", "")):
            yield Advert(match.start(), match.end())
    for match in _BARE.finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside = _HAN.match(before) and _HAN.match(behind)
        if inside and not _OWN_SITE.search(text, max(0, match.start() - 12), match.end()):
            yield Advert(match.start(), match.end())


_NOTE = re.compile(
    r"[(（【\[](?:本文(?:由|来自|来源|转自|摘自|整理)|(?:内容|资料|文章)(?:来源于?|来自|摘自)(?:互联网|网络)|更多[^()（）【】\[\]\n]{0,16}(?:请?关注|请?访问|尽在|点击)|"
    r"[^()（）【】\[\]\n]{0,12}(?:小编|本站)整理)[^()（）【】\[\]\n]{0,60}[)）】\]]"
)


#: what a forum strews behind a paragraph so that it is not copied: : b4 U4 p1 |5 i+ q+ M
_TOKEN = 3
_FEWEST_TOKENS = 4
#: longer rows are figures
_MOST_TOKENS = 60
_STREWN = re.compile(r"[!-~]{1,3}$")


def _jammed(lines: Sequence[Line]) -> Iterator[Advert]:
    for line in lines:
        text = line.text
        if not text or text[-1] > "~":
            continue
        start, tokens = _strewn(text)
        if tokens < _FEWEST_TOKENS:
            continue
        tail = text[start:]
        letters = sum(char.isalpha() for char in tail)
        marks = sum(not (char.isalnum() or char.isspace()) for char in tail)
        if letters > 2 and marks:
            whole = not text[:start].strip()
            yield Advert(line.head if whole else line.start + start, line.stop if whole else line.end)


def _strewn(text: str) -> tuple[int, int]:
    """Where the run of short tokens at the end of a line begins, and how many there are."""
    start, tokens = len(text), 0
    while start > 0:
        if tokens > _MOST_TOKENS:
            return len(text), 0
        blank = text.rfind(" ", 0, start)
        token = text[blank + 1 : start]
        if len(token) > _TOKEN or not token.isascii():
            glued = _STREWN.search(token[-_TOKEN:])
            if glued and not token.isascii():
                return start - (glued.end() - glued.start()), tokens + 1
            return start + 1, tokens
        tokens += bool(token)
        start = max(blank, 0)
    return 0, tokens


#: a portal's word before the headline it took over
_FORMER = re.compile(r"^[ \t\u3000]*原(?:标题|题)[ \u3000]*[:：][ \u3000]*", re.M)
_HEADLINE = 600


#: [2023-11-15 15:01:03]: when each answer of an interview was put on the page
_SAID_AT = re.compile(
    r"[\[【(（](?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}[ \u3000]\d{1,2}:\d\d(?::\d\d)?[\]】)）]"
    r"(?=[ \t\u3000]*(?:\n|\Z))"
)
_OFTEN_SAID = 3


def _answers(text: str) -> list[Advert]:
    """The minute behind each answer of an interview; behind one or two it may be the document's."""
    if ":" not in text:
        return []
    found = [Advert(match.start(), match.end()) for match in _SAID_AT.finditer(text)]
    return found if len(found) >= _OFTEN_SAID else []


def _notes(text: str) -> Iterator[Advert]:
    """（本文由…整理）, 【更多政策请关注…】, 原标题：."""
    former = _FORMER.search(text, 0, _HEADLINE)
    if former:
        yield Advert(former.start(), former.end())
    # one character is found far faster than a word: 网络, 互联网, 小编整理, 本站整理
    collected = ("编" in text or "站" in text) and "整理" in text
    if collected or "络" in text or "互" in text or "本文" in text or "更多" in text:
        yield from (Advert(match.start(), match.end()) for match in _NOTE.finditer(text))
