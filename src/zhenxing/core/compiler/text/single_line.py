"""Line breaks that a page lost: a whole document in one line, its paragraphs parted by blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: a paragraph is shorter
_LONGEST_PARAGRAPH = 600
#: of a line that is most of the text less is enough
_SHORTEST_TEXT = 160
_MOST = 0.7
#: of a page with more than the text a line longer than this may be all of the text
_LONG_FOR_A_PART = 400
_LEAST_GAPS = 4
#: one gap in so many parts paragraphs
_LEAST_SHARE = 4
_GAP = re.compile(r"[ \t\u00a0\u2002\u2003\u3000]+")
_LATIN = re.compile(r"[A-Za-z0-9%,.'&/+-]")
_STOPS = frozenset("。；;：:！!？?”）)")
#: what begins a paragraph: a number, an attachment, a day, a label, what a site prints around a text
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百\d]{1,6}(?:[章条节]|部分)|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,2}[.、．](?!\d)|附件|抄送|(?:19|20)\d\d[年-]\d|[(（]此件|[\u4e00-\u9fff]{2,8}[〔﹝\[]\d{4}[〕﹞\]]|"
    r"(?:工作|主要|具体)?(?:内容|措施|任务|目标)[:：]|(?:牵头|责任|配合|协同|承办|主办|协办|牵头责任)(?:单位|部门|领导)[:：]|"
    r"完成(?:时限|时间)[:：]|(?:信息|文章|稿件)?来源[:：]|发布(?:时间|日期|机构)|(?:作者|记者|编辑|责任编辑)[:：]|"
    r"浏览|阅读|点击|【?(?:字体|打印|分享)|[上下]一[篇条]|索\s?引\s?号|(?:您的?)?当前位置|联系(?:人|电话)[:：]"
)
#: what ends one without a stop: a title, the name of an office, a day, the number of a document
_ENDS = re.compile(
    r"(?:通知|方案|意见|办法|规定|措施|计划|规划|细则|要点|决定|条例|规则|通告|公告|通报|报告|纪要|解读|清单|分解表|总结)"
    r"(?:[(（][^()（）]{1,16}[)）])?$"
    r"|(?:办公室|政府|委员会|领导小组|[\u4e00-\u9fff]{2}(?:局|委|厅|部))$|(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?$"
    r"|[〔﹝\[（(]\d{4}[〕﹞\])）]第?\d{1,4}号$"
)
#: > 新闻 > 县区: the way to the page ends where no further step follows
_LAST_STEP = re.compile(r"[>»›→] ?[\u4e00-\u9fff]{2,8}$")
#: 编辑：某某 is nobody's sentence
_SIGNED = re.compile(r"(?:编辑|责编|审核|校对|来源|作者)[:：][^\s。，,：:]{2,10}$")
_ARROWS = frozenset(">»›→")
#: the last character of each: one look passes over most gaps
_LAST = frozenset("知案见法定施划则点例告报要读单表结）)室府会组局委厅部日发号")
#: a number and the text behind it are one paragraph: 第一条 为…
_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,6}(?:[章条节]|部分)|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,2}[.、．])$"
)


def lost_breaks(text: str) -> Iterator[tuple[int, int]]:
    """The gaps at which such a line is to be broken, in order."""
    if len(text) < _SHORTEST_TEXT:
        return
    longest = min(_LONGEST_PARAGRAPH, max(_SHORTEST_TEXT, int(len(text) * _MOST)))
    at = 0
    for line in text.split("\n"):
        if len(line) > longest:
            yield from _gaps(text, at, at + len(line))
        elif len(line) > _LONG_FOR_A_PART:
            yield from _wide_gaps(text, at, at + len(line))
        at += len(line) + 1


def _wide_gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The gaps of a line that may be a part of the page only: all wide, and most of them part paragraphs."""
    if text.find("  ", start, end) < 0 and text.find("\u3000", start, end) < 0:
        return []
    found = _gaps_in(text, start, end)
    wide = [(at, to) for at, to in found if to - at > 1 or text[at] == "\u3000"]
    parting = {gap for gap in wide if _parts(text, gap)}
    return wide if len(wide) == len(found) >= _LEAST_GAPS and _mostly(wide, parting) else []


def _gaps_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [match.span() for match in _GAP.finditer(text, start, end) if start < match.start()]
    return [gap for gap in found if not _NUMBER.search(text, max(start, gap[0] - 8), gap[0])]


def _gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = _gaps_in(text, start, end)
    parting = {gap for gap in found if _parts(text, gap)}
    wide = [(at, to) for at, to in found if to - at > 1 or text[at] == "\u3000"]
    if len(wide) >= _LEAST_GAPS and _mostly(wide, parting):
        return wide
    gaps = [gap for gap in found if not _is_inside(text, gap)]
    if not _mostly(gaps, parting):
        # blanks stand between names and posts as well: only where a paragraph ends is it a break
        ends = [gap for gap in gaps if gap in parting]
        gaps = ends if _LEAST_SHARE * len(ends) >= len(gaps) or len(wide) >= _LEAST_GAPS else []
    return gaps if len(gaps) >= _LEAST_GAPS else []


def _mostly(gaps: list[tuple[int, int]], parting: set[tuple[int, int]]) -> bool:
    return 2 * sum(gap in parting for gap in gaps) >= len(gaps)


def _parts(text: str, gap: tuple[int, int]) -> bool:
    """Whether a gap stands where paragraphs end or begin."""
    if text[gap[0] - 1] in _STOPS or _BEGINS.match(text, gap[1]) is not None:
        return True
    last = text[gap[0] - 1]
    if _SIGNED.search(text, max(0, gap[0] - 16), gap[0]):
        return True
    if text[gap[1] : gap[1] + 1] not in _ARROWS and _LAST_STEP.search(text, max(0, gap[0] - 12), gap[0]):
        return True
    return last in _LAST and _ENDS.search(text, max(0, gap[0] - 24), gap[0]) is not None


def _is_inside(text: str, gap: tuple[int, int]) -> bool:
    """A blank between Latin words or figures parts no paragraphs."""
    return bool(_LATIN.match(text, gap[0] - 1) and _LATIN.match(text, gap[1]))
