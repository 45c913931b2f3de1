"""Line breaks that vanished without leaving a blank: a whole document in one run of characters.

Only what cannot stand inside a line tells where one began: a number behind a full stop, an office
behind one and before a day, whom a notice addresses behind its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: a run without a break and with hardly a blank, longer than this and most of the page, is no paragraph
_LONGEST = 300
_MOST = 0.6
_MOST_BLANKS = 50
#: fewer heads of lines than this are a list inside a paragraph
_LEAST_HEADS = 3
#: more than these no page has
_MOST_HEADS = 5_000
_NUMERAL = "一二三四五六七八九十"
_HAN = r"[\u4e00-\u9fff]"
_PART = rf"第[{_NUMERAL}百零]{{1,5}}(?:[章节条]|部分)(?![的第规款之、和至])"
_HEAD = (
    rf"(?:{_PART}|[{_NUMERAL}]{{1,3}}、|[（(][{_NUMERAL}]{{1,3}}[)）]|\d{{1,2}}[.．](?![\d、])|\d{{1,2}}、(?={_HAN})"
    r"|附件\d?[:：])"
)
_DAY = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
_OFFICE = rf"{_HAN}{{3,30}}(?:室|府|局|会|组|委|部|厅|院)"
_KIND = (
    "通知|意见|方案|办法|规定|措施|计划|规划|细则|要点|决定|通告|公告|通报|报告|批复|总结|分析|责任书|清单"
)
_NUMBER = rf"{_HAN}{{2,8}}[〔﹝\[]\d{{4}}[〕﹞\]]\d{{1,4}}号"
_ADDRESSED = rf"(?:各|县直|市直|区直|省直|有关|相关|县|市){_HAN}{{1,12}}[^。]{{0,90}}?[:：]"
#: what a site prints above a text and below it
_STAMP = (
    r"(?:发布|公开|更新|成文|印发|发文)(?:时间|日期)[:：]|(?:信息|文章|稿件)?来源[:：]|(?:浏览|阅读|点击)(?:次数|量)?[:：]"
    r"|[【\[]?字[号体][:：]|索引号[:：]|发文字号[:：]|文号[:：]|发布(?:机构|单位)[:：]"
)
_FOOT = (
    r"打印本页|关闭窗口|【(?:打印|关闭)|分享到[:：]|网站地图|[上下]一[篇条][:：]|主办单位[:：]"
    r"|相关(?:解读|链接)[:：]"
)
_OPENS = (
    r"为|根据|按照|依据|现将|《|近年来|经|今年|今年以来|上半年|前三季度|(?:19|20)\d\d年[^0-9]|[（(]\d{4}年"
    rf"|{_PART}|[{_NUMERAL}]{{1,3}}、"
)
#: 某县人民政府2021年9月6日印发, between a title and its first chapter
_ISSUED = rf"{_OFFICE}{_DAY}(?:印发|发布|公布)"
#: each finds the place of a break, the longer of two that begin at one place first
_HEAD_BEHIND = re.compile(rf"(?<=[。；;：:）)”])(?={_HEAD})")
_BELOW_HEADING = re.compile(
    rf"(?:[{_NUMERAL}]{{1,3}}、{_HAN}{{2,20}}|{_PART}{_HAN}{{2,16}}?)(?=[（(][{_NUMERAL}]{{1,3}}[)）]|{_PART}|\d{{1,2}}[.．]{_HAN})"
)
_SIGNED = re.compile(rf"(?<=[。）)])(?={_OFFICE}{_DAY})")
_DATED = re.compile(rf"(?<=[室府局会组委部厅院])({_DAY})(?![前起至到、,，])")
_PUBLIC = re.compile(r"[（(]此件[^()（）]{2,12}[)）]")
_TITLED = re.compile(
    rf"(?:{_KIND})(?!的)(?:[（(][^()（）]{{1,14}}[)）])?(?=(?:{_NUMBER})?(?:{_ADDRESSED}|{_ISSUED}|(?:{_OPENS})|{_STAMP}))"
)
_STAMPED = re.compile(_STAMP)
_SIZES = re.compile(r"字[号体][:：](?:[ \[【]*[大中小][ \]】]*){2,3}")
_BELOW = re.compile(_FOOT)
_QUOTED = re.compile(r"《([^《》]{6,80})》")
_NUMBERED = re.compile(_NUMBER)
_ISSUED_HERE = re.compile(_ISSUED)
#: (2022年3月28日某县委全会通过), below a title
_PASSED = re.compile(rf"[（(]{_DAY}[^()（）]{{0,60}}[)）]")
_GREETED = re.compile(rf"{_ADDRESSED}(?=(?:{_OPENS}))")
#: 云政发〔2023〕7号 云岭县人民政府关于…的意见, and the other way round
_NAMED = rf"{_HAN}[^\n。；]{{6,90}}(?:{_KIND})(?:[(（][^()（）\n]{{1,14}}[)）])?"
_NUMBER_TITLE = re.compile(rf"^{_NUMBER}(?P<gap>[ \u3000]+)(?={_NAMED}[ \u3000]*$)", re.M)
_TITLE_NUMBER = re.compile(rf"^{_NAMED}(?P<gap>[ \u3000]+)(?={_NUMBER}[ \u3000]*$)", re.M)
_OPENING = 2_000
#: a title is looked for at the beginning of the page and behind the day of a covering notice
_HEADLINE = 200


def glued_breaks(text: str) -> Iterator[int]:
    """Where breaks are to be put in, in order."""
    at = 0
    longest = max(_LONGEST, int(_MOST * len(text)))
    for line in text.split("\n"):
        if len(line) > longest and _MOST_BLANKS * line.count(" ") < len(line):
            yield from _of_line(text, at, at + len(line))
        at += len(line) + 1


def titled_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The blank between a document's number and its title where a page prints both on one line."""
    for pattern in (_NUMBER_TITLE, _TITLE_NUMBER):
        found = pattern.search(text, 0, _OPENING)
        if found:
            yield found.span("gap")
            return


def _of_line(text: str, start: int, end: int) -> list[int]:
    heads = {match.start() for match in _HEAD_BEHIND.finditer(text, start, end)}
    if not _LEAST_HEADS <= len(heads) <= _MOST_HEADS:
        return []
    found = heads | {match.end() for match in _BELOW_HEADING.finditer(text, start, end)}
    first = min(heads)
    signed = {match.start() for match in _SIGNED.finditer(text, start, end)}
    found |= signed
    for at in signed:
        below = _signature(text, at, min(end, at + _HEADLINE))
        found |= below | _issued_title(text, max(below, default=at), start, end)
        found |= _signers_title(text, at, start, first)
    found |= _titles(text, start, min(end, first + _HEADLINE))
    for at in signed:
        # a page of nothing but signatures is not searched to its first head from each of them
        found |= _titles(text, at, min(end, max(first, at) + _HEADLINE, at + _OPENING))
    found |= {match.start() for match in _BELOW.finditer(text, max(heads), end)}
    return sorted(at for at in found if start < at < end)


def _signature(text: str, start: int, end: int) -> set[int]:
    """Before the day below an office's name, and behind it."""
    day = _DATED.search(text, start, end)
    if day is None:
        return set()
    found = {day.start(), day.end(1)}
    public = _PUBLIC.match(text, day.end(1), end)
    return found | ({public.end()} if public else set())


def _issued_title(text: str, at: int, start: int, end: int) -> set[int]:
    """Behind the title below a covering notice's day, which the notice has named in its marks."""
    for quoted in _QUOTED.finditer(text, max(start, at - _OPENING), at):
        if text.startswith(quoted[1], at):
            return {min(at + len(quoted[1]), end)}
    return set()


def _signers_title(text: str, signed: int, start: int, first: int) -> set[int]:
    """Where a title begins behind the site's menu: with the office that signs below, 某县政府关于…."""
    day = _DATED.search(text, signed, signed + _HEADLINE)
    office = text[signed : day.start()] if day else ""
    at = text.find(f"{office}关于", start, min(first, start + _OPENING)) if office else -1
    return {at} if at >= 0 else set()


def _titles(text: str, start: int, end: int) -> set[int]:
    """Behind a title, the number below it, and whom it addresses."""
    found: set[int] = set()
    title = _TITLED.search(text, start, end)
    if title is None:
        return found
    at = title.end()
    found.add(at)
    stamps = [match.start() for match in _STAMPED.finditer(text, at, min(end, at + _HEADLINE))]
    if stamps and stamps[0] == at:
        found.update(stamps)
        sizes = _SIZES.match(text, stamps[-1])
        at = sizes.end() if sizes else at
        found.add(at)
    passed = _PASSED.match(text, at, end)
    if passed:
        at = passed.end()
        found.add(at)
    issued = _ISSUED_HERE.match(text, at, end)
    if issued:
        found.add(issued.end())
    number = _NUMBERED.match(text, at, end)
    if number:
        at = number.end()
        found.add(at)
    greeted = _GREETED.match(text, at, end)
    if greeted:
        found.add(greeted.end())
    return found
