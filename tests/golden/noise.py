"""Damage a clean document by the mechanisms seen on real government pages.

Every function takes the text and a `random.Random` and gives `Damaged(text, lossy, places)`;
the same seed gives the same damage. `places` are spans of the *damaged* text at which something
was put in or taken out, in order. `lossy` says that characters are gone for good: the compiler
must then raise a Suspicion at the place, and must not pretend to know. Loss-free damage must
clean back to what the undamaged text cleans to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import opencc
import pypinyin

Place = tuple[int, int]


@dataclass(frozen=True)
class Damaged:
    """A damaged text, whether characters were lost, and the spans of the damage in it."""

    text: str
    lossy: bool = False
    places: tuple[Place, ...] = ()


Mechanism = Callable[[str, Random], Damaged]
#: replace `text[start:end]` by a string
Change = tuple[int, int, str]

_HAN = re.compile(r"[\u4e00-\u9fff]")


def _apply(text: str, changes: Iterable[Change], *, lossy: bool = False) -> Damaged:
    """Make the changes in order of position, remembering where they came to stand."""
    parts: list[str] = []
    places: list[Place] = []
    at = length = 0
    for start, end, new in sorted(changes):
        if start < at:
            continue
        parts += [text[at:start], new]
        length += start - at
        places.append((length, length + len(new)))
        length += len(new)
        at = end
    parts.append(text[at:])
    return Damaged("".join(parts), lossy, tuple(places))


def _some(items: Sequence[re.Match[str]], rng: Random, most: int) -> list[re.Match[str]]:
    """A few of the places at which a damage can strike, at least one if there is any."""
    if not items:
        return []
    return rng.sample(list(items), k=min(len(items), rng.randint(1, most)))


def _lines(text: str) -> list[Place]:
    """Spans of the lines that are long enough to be running text."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.end() - m.start() > 30]


# --- characters ------------------------------------------------------------------------------

#: the characters that conversion left with their reading on two real pages
_USUALLY_READ = frozenset(
    "優內創務區協學導強態數業標機權準濟現環產發礎統經網聯術規設調護負責貿質轉農進運達鄉鎮關預領養驅"
    "來個動國堅報場實對應擔時會營爭當穩競簡級結臺補說識財過長隊險頁項風"
)


@lru_cache(maxsize=1)
def _converters() -> tuple[opencc.OpenCC, opencc.OpenCC]:
    return opencc.OpenCC("s2t"), opencc.OpenCC("tw2s")


def to_traditional(text: str) -> str:
    """Traditional characters, only where the way back leads to the same character."""
    forth, back = _converters()
    out: list[str] = []
    for line in text.split("\n"):
        turned = forth.convert(line)
        if len(turned) != len(line) or back.convert(turned) != line:
            turned = "".join(_turn_one(char) for char in line)
        out.append(turned if back.convert(turned) == line else line)
    return "\n".join(out)


def _turn_one(char: str) -> str:
    forth, back = _converters()
    turned = forth.convert(char)
    return turned if len(turned) == 1 and back.convert(turned) == char else char


def _reading(char: str) -> str:
    return str(pypinyin.pinyin(char, style=pypinyin.Style.TONE)[0][0])


def traditional_pinyin(text: str, rng: Random) -> Damaged:
    """Traditional characters, some with their reading in brackets: 產(chǎn)業 beside 企業(yè).

    Which characters carry a reading depends on the page; on one page a character either always
    carries it or never does. Characters of one form in both scripts never do.
    """
    turned = to_traditional(text)
    changed = {new for new, old in zip(turned, text, strict=True) if new != old}
    others = sorted(changed - _USUALLY_READ)
    read = (changed & _USUALLY_READ) | set(rng.sample(others, k=len(others) // 8))
    changes = [(i + 1, i + 1, f"({_reading(char)})") for i, char in enumerate(turned) if char in read]
    return _apply(turned, changes)


def byte_slip(text: str, rng: Random) -> Damaged:
    """One byte lost in GBK: everything up to the next ASCII character is read misaligned."""
    spots = [m for m in re.finditer(r"[^\x00-\x7f]{2,8}(?=[\x21-\x7e\n])", text) if _HAN.search(m[0])]
    if not spots:
        return Damaged(text)
    spot = rng.choice(spots)
    raw = spot[0].encode("gb18030", errors="replace")
    gone = rng.choice((0, 1))
    scrap = (raw[:gone] + raw[gone + 1 :]).decode("gb18030", errors="replace").replace("\ufffd", "?")
    return _apply(text, [(spot.start(), spot.end(), scrap)], lossy=True)


_WIDE = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}


def full_width_digits(text: str, rng: Random) -> Damaged:
    """Digits in the wide form, U+FF10 to U+FF19."""
    picked = _some(list(re.finditer(r"\d+", text)), rng, 40)
    return _apply(text, [(m.start(), m.end(), m[0].translate(_WIDE)) for m in picked])


# --- what markup swallowed -------------------------------------------------------------------

_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])〔(20\d\d)〕(\d{1,4})号")


def drop_date_marks(text: str, rng: Random) -> Damaged:
    """2023年9月25日 becomes 2023925日: the marks stood in spans of their own."""
    changes = [(m.start(), m.end(), f"{m[1]}{m[2]}{m[3]}日") for m in _DATE.finditer(text)]
    return _apply(text, changes, lossy=bool(changes))


def drop_number_marks(text: str, rng: Random) -> Damaged:
    """X政办发〔2023〕21号 loses its closing bracket, both brackets, or 号."""
    shapes = (r"〔{}{}", r"{}{}号", r"〔{}{}号", r"{}〕{}号")
    shape = rng.choice(shapes)
    first = next(_NUMBER.finditer(text), None)
    if first is None:
        return Damaged(text)
    return _apply(text, [(first.start(), first.end(), shape.format(first[1], first[2]))], lossy=True)


def drop_title_marks(text: str, rng: Random) -> Damaged:
    """On one page the opening 《 and “ are gone here and there, on another the closing ones."""
    opening = rng.random() < 0.5
    pairs = list(re.finditer(r"《[^《》\n]{4,60}》|“[^“”\n]{2,20}”", text))
    changes = []
    for m in _some(pairs, rng, 6):
        at = m.start() if opening else m.end() - 1
        changes.append((at, at + 1, ""))
    return _apply(text, changes, lossy=bool(changes))


def drop_digits(text: str, rng: Random) -> Damaged:
    """The digits before a unit are gone: 达到个以上. What was there cannot be known.

    Not after 突破: 突破亿元 is whole Chinese.
    """
    spots = list(re.finditer(r"(达到|不低于|不少于|不超过)\d[\d.]*(?=[万亿个家户%件])", text))
    changes = [(m.end(1), m.end(), "") for m in _some(spots, rng, 3)]
    return _apply(text, changes, lossy=bool(changes))


def drop_units(text: str, rng: Random) -> Damaged:
    """The measure word after a number is gone: 打造1-2“…”, 达到3以上.

    Only where it shows: 15工作日 and 400和40户 are whole Chinese.
    """
    spots = list(re.finditer(r"(?<=\d)[个家户](?=“|以[上下内])", text))
    changes = [(m.start(), m.end(), "") for m in _some(spots, rng, 3)]
    return _apply(text, changes, lossy=bool(changes))


def mask_with_asterisks(text: str, rng: Random) -> Damaged:
    """Names and telephone numbers are masked: 王**, 138****5678."""
    phones = re.finditer(r"(?<!\d)(1\d{2}|0\d{2,3}-?\d)\d{4}(\d{3,4})(?!\d)", text)
    changes: list[Change] = [(m.start(), m.end(), f"{m[1]}****{m[2]}") for m in phones]
    names = re.finditer(r"(?<=长[:\uff1a])([\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}(?=[ \u3000])", text)
    changes += [(m.start(), m.end(), m[1] + "**") for m in names]
    return _apply(text, changes, lossy=bool(changes))


# --- what was put in -------------------------------------------------------------------------

#: what a copying site puts between two sentences
KEYWORDS = ("(本文由地方信息网www.example.cn整理)", "【更多政策请访问www.example.com】", "(www.example.net)")


def search_engine_words(text: str, rng: Random) -> Damaged:
    """A copying site put its own address between two sentences."""
    stops = list(re.finditer(r"[。;\uff1b](?=[\u4e00-\u9fff])", text))
    return _apply(text, [(m.end(), m.end(), rng.choice(KEYWORDS)) for m in _some(stops, rng, 3)])


def doubled_punctuation(text: str, rng: Random) -> Damaged:
    """A mark typed or pasted twice: ,, 。。 、、"""
    marks = list(re.finditer(r"(?<=[\u4e00-\u9fff])[,\uff0c。;\uff1b、](?=[\u4e00-\u9fff\n])", text))
    return _apply(text, [(m.end(), m.end(), m[0]) for m in _some(marks, rng, 8)])


def pdf_spaces(text: str, rng: Random) -> Damaged:
    """Spaces inside words, as text comes out of a PDF."""
    gaps = list(re.finditer(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff,\uff0c。])", text))
    return _apply(text, [(m.start(), m.start(), " ") for m in _some(gaps, rng, 60)])


def pdf_line_breaks(text: str, rng: Random) -> Damaged:
    """Every long line is broken at a page's width, also inside words, with page numbers between."""
    width = rng.randint(26, 34)
    changes: list[Change] = []
    broken = 0
    for start, end in _lines(text):
        for at in range(start + width, end - 4, width):
            if not (_HAN.match(text[at - 1]) and _HAN.match(text[at])):
                continue
            broken += 1
            page = f"\n— {broken // 22} —\n" if broken % 22 == 0 else "\n"
            changes.append((at, at, page))
    return _apply(text, changes)


def line_breaks_lost(text: str, rng: Random) -> Damaged:
    """Every line break became blanks: the page's text was taken without its tags."""
    gap = rng.choice(("\u3000\u3000", "    ", "\u00a0\u00a0"))
    return _apply(text, [(m.start(), m.end(), gap) for m in re.finditer(r"\s*\n\s*", text.strip("\n"))])


def blank_lines(text: str, rng: Random) -> Damaged:
    """Lines broken at a page's width with a blank line between all of them."""
    broken = pdf_line_breaks(re.sub(r"\n{2,}", "\n", text), rng)
    return Damaged(broken.text.replace("\n", "\n\n"))


def markdown(text: str, rng: Random) -> Damaged:
    """A tool that saves pages marked titles, headings and links."""
    heads = re.finditer(r"^(?:[一二三四五六七八九十]+、|第.{1,3}章)", text, re.M)
    changes: list[Change] = [(m.start(), m.start(), "## ") for m in heads]
    bold = re.finditer(r"^[(\uff08][一二三四五六七八九十]+[)\uff09][^\n。]{2,30}。", text, re.M)
    for m in bold:
        changes += [(m.start(), m.start(), "**"), (m.end(), m.end(), "**")]
    changes.append((0, 0, "![](/images/logo.png)\n[首页](http://www.example.com/)\n"))
    return _apply(text, changes)


# --- the page around it ----------------------------------------------------------------------

_TOP = (
    "首页 > 政务公开 > 政策文件 > 县政府文件\n",
    "网站首页 | 机构概况 | 信息公开 | 办事服务 | 互动交流\n"
    "当前位置:首页>信息公开>法定主动公开内容>规范性文件\n",
    "您现在的位置: 首页 >> 公告公示 >> 正文\n字号:[大 中 小]  打印本页  关闭窗口\n",
)
_BOTTOM = (
    "\n扫一扫在手机打开当前页\n打印本页 关闭窗口\n网站地图 联系我们\n"
    "主办单位:某县人民政府 承办单位:某县人民政府办公室\n"
    "某ICP备00000000号-1 网站标识码:0000000001\n某公网安备 00000000000001号\n",
    "\n分享到:\n上一篇:关于做好冬季取暖工作的通知\n下一篇:全县教育工作会议召开\n"
    "关于我们 | 联系我们 | 版权声明 | 网站地图\n"
    "版权所有 某县人民政府门户网站 ICP备案号:某ICP备00000001号\n技术支持:某信息技术有限公司\n",
    "\n【打印】【关闭】\n建议使用1024*768分辨率浏览本站\n"
    "网站标识码:0000000002 某ICP备00000002号\n涉密信息严禁上网\n",
)
_RELATED = (
    "某地开展食品安全专项检查",
    "县图书馆推出夏季夜读活动",
    "城区供水管网改造提前完工",
    "我县举办第十二届职工篮球赛",
    "气象台发布大风蓝色预警",
    "乡村振兴驿站:山货出山记",
    "县人民医院新增120急救站点3个",
)


def navigation(text: str, rng: Random) -> Damaged:
    """A portal's crumbs above and its registration lines below."""
    top, bottom = rng.choice(_TOP), rng.choice(_BOTTOM)
    return _apply(text, [(0, 0, top), (len(text), len(text), bottom)])


def related_news(text: str, rng: Random) -> Damaged:
    """A list of other stories after the text."""
    mark = rng.choice(("- ", "· ", "• "))
    title = rng.choice(("相关链接", "相关新闻", "相关阅读", "热点推荐"))
    stories = rng.sample(_RELATED, k=rng.randint(3, 6))
    tail = f"\n{title}\n" + "\n".join(mark + story for story in stories) + "\n"
    return _apply(text, [(len(text), len(text), tail)])


#: a document number that stands alone on its line, in any brackets
_OWN_NUMBER = re.compile(r"^[\u4e00-\u9fff]{2,14}[〔\[﹝(\uff08]20\d\d[〕\]﹞)\uff09]\d{1,4}号[ ]*$", re.M)


def metadata_twice(text: str, rng: Random) -> Damaged:
    """The portal's table of metadata, printed above the document twice."""
    title = next((line.strip() for line in text.split("\n") if len(line.strip()) > 8), "")
    number, date = _OWN_NUMBER.search(text), _DATE.search(text)
    rows = [f"标  题:{title}", "索 引 号:000000000/2024-00001", "主题分类:工业、交通"]
    if number:
        rows.append("发文字号:" + number[0].strip())
    if date:
        rows.append(f"成文日期:{date[1]}-{int(date[2]):02}-{int(date[3]):02}")
    block = "\n".join(rows) + "\n"
    return _apply(text, [(0, 0, block + "\n" + block + "\n")])


def body_twice(text: str, rng: Random) -> Damaged:
    """The whole text is stored a second time after a portal's crumb."""
    crumb = rng.choice(("\n首页 > 政务公开 > 正文\n", "\n\n"))
    return _apply(text, [(len(text), len(text), crumb + text)])


# --- escapes and tables ----------------------------------------------------------------------


def html_escapes(text: str, rng: Random) -> Damaged:
    """Entities and left-over tags: &ldquo; &nbsp; <p style=…>."""
    named = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;", "%": "&#37;", "、": "&#12289;"}
    marks = list(re.finditer("[" + "".join(named) + "]", text))
    changes: list[Change] = [(m.start(), m.end(), named[m[0]]) for m in _some(marks, rng, 40)]
    for start, end in _lines(text):
        opening = rng.choice(('<p style="text-indent:2em">', "<p>&nbsp;&nbsp;", "<span>"))
        closing = "</span>" if opening == "<span>" else "</p>"
        changes += [(start, start, opening), (end, end, closing)]
    return _apply(text, changes)


def sql_escapes(text: str, rng: Random) -> Damaged:
    r"""Line ends and quotes as a database dump writes them: \r\n, \t, \"."""
    changes: list[Change] = [(m.start(), m.end(), r"\r\n") for m in re.finditer(r"\n", text)]
    changes += [(m.start(), m.end(), r"\"") for m in re.finditer('"', text)]
    return _apply(text, changes)


def flatten_table(rows: Sequence[Sequence[str]], rng: Random) -> Damaged:
    """A table as it comes out of a page: every cell a line, or rows joined by tabs or spaces."""
    shape = rng.choice(("cells", "tabs", "spaces"))
    if shape == "cells":
        return Damaged("\n".join(cell for row in rows for cell in row) + "\n")
    joint = "\t" if shape == "tabs" else "    "
    return Damaged("\n".join(joint.join(row) for row in rows) + "\n")


#: cleaning takes away everything these put in
LOSS_FREE: tuple[Mechanism, ...] = (
    traditional_pinyin,
    full_width_digits,
    doubled_punctuation,
    pdf_spaces,
    pdf_line_breaks,
    navigation,
    related_news,
    metadata_twice,
    body_twice,
    html_escapes,
    sql_escapes,
    line_breaks_lost,
    blank_lines,
    markdown,
)
#: words between the document's own; nothing of the document may be lost beside them
INSERTED: tuple[Mechanism, ...] = (search_engine_words,)
LOSSY: tuple[Mechanism, ...] = (
    byte_slip,
    drop_date_marks,
    drop_number_marks,
    drop_title_marks,
    drop_digits,
    drop_units,
    mask_with_asterisks,
)


def damage(text: str, rng: Random, mechanisms: Sequence[Mechanism]) -> Damaged:
    """Several mechanisms one after the other; the places are those of the last one."""
    result = Damaged(text)
    lossy = False
    for mechanism in mechanisms:
        result = mechanism(result.text, rng)
        lossy = lossy or result.lossy
    return Damaged(result.text, lossy, result.places)
