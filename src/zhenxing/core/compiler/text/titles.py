"""Titles: which lines are one, and joining those that a page broke."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import Line, squeezed
from zhenxing.core.compiler.text.numbering import marker_at
from zhenxing.core.compiler.text.words import words

_KINDS = words(
    """
    实施方案 行动方案 工作方案 方案 行动计划 计划 管理办法 实施办法 办法 实施细则 细则 实施意见 意见
    若干措施 政策举措 举措 纲要 政策措施 措施 规定 规则 通知 名单 职责 制度 规划 若干政策 扶持政策
    政策 工作要点 要点 工作报告 报告 公告 公示 通告 通报 决定 决议 批复 复函 函 会议纪要 纪要 标准 清单
    一览表 分工表 表 预案 章程 指南 目录 总结 要求 条例 议程 体系 任务分解 责任分解 流程 责任书
    申报书 承诺书 须知 工作情况 发展情况 建设情况 推进情况
    进展情况 运行情况 情况汇报 工作汇报 情况分析 运行分析 答复 打算 工作思路 工作谋划 工作安排 三年行动
    政策解读 答记者问 统计公报
    """
)
_TAIL = r"(?:\s*[(（〔【][^()（）]{1,16}[)）〕】]|\s*\d{4}年版?)*"
_ENDS = re.compile(rf"(?:{'|'.join(_KINDS)})[》”]?{_TAIL}$")
_MAIN = re.compile(
    rf"(?:方案|计划|办法|细则|意见|措施|举措|纲要|规定|规则|规划|政策|要点|标准|指南|条例|章程|预案|清单|职责|制度|体系|名单|目录|报告|总结){_TAIL}$"
)
_NOT_TITLE = re.compile(
    r".*[。；;：:，,]$|(?:本报|本网|新华社)?(?:记者|通讯员|文[/|])|[(（〔\[【]?(?:19|20)\d{2}(?:[〕\]】)）]|[-/.年]\d{1,2}[-/.月])|.*\d{1,2}日$|.*第?\d+号$|[(（].*[)）]$|各|抄送|主送|附件|第.{1,6}[章条节]|"
    r"[\d一二三四五六七八九十○〇OＯ◯]{4}年[\d一二三四五六七八九十]{1,3}月|\d{1,2}月\d{1,2}日|.{0,12}(?:发|字|函|办)?[〔\[【]\d{2,4}|[\u4e00-\u9fff]{1,8}(?:发|字|函|规|办)(?:19|20)\d{2}\s?\d{1,4}号?$"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{2}")
_LONGEST = 60
_LONGEST_ISSUED = 110
_MOST_LINES = 4


def could_be_title(line: Line, text: str) -> bool:
    """Whether a line may be a title or a part of one."""
    if not _WORDS.search(line.text):
        # a star that says how secret a paper is, a drawn line
        return False
    if (len(line.text) > _LONGEST and not _is_long_title(line.text)) or _NOT_TITLE.match(line.text):
        return False
    return marker_at(text, line.start, line.end) is None


def _is_long_title(line: str) -> bool:
    """甲办公室 乙办公室关于印发《…三年行动计划(2023—2025年)》的通知, which several bodies issue."""
    if len(line) > _LONGEST_ISSUED or not ("关于" in line or "印发" in line):
        return False
    return is_kind_title(line) and not any(mark in line for mark in "。，,；;：:")


def is_kind_title(title: str) -> bool:
    """Whether a title ends with the kind of document it names (…实施方案, …通知(试行))."""
    return bool(_ENDS.search(title))


def is_main_title(title: str) -> bool:
    """Whether a title names what a covering notice can issue."""
    return bool(_MAIN.search(title))


_COLUMN = re.compile(
    r"(?:[|｜丨·•■◆▶>»\s]+|[“\"【\[](?:[\u4e00-\u9fff]{2,8}(?:公开|发布|速递|动态)|(?:政策|政府|部门|规范性|本级|公开)文件|通知公告|公示公告|公告公示|文件通知|转载|转帖|转贴|图文|原创)[”\"】\]]\s*(?=[《\u4e00-\u9fff][《\u4e00-\u9fff\d：:]{5})|(?:一图(?:读懂|看懂|了解)|图解|图说|长图|政策(?:发布|文件|法规|速递)?|文件(?:发布|解读)?|通知公告|公示公告|要闻|头条|重磅|关注|速递|最新|"
    r"动态|发布|公告|[\u4e00-\u9fff]{2,6}(?=[|｜丨]\s*《))"
    r"[ \u3000]?[|｜丨]\s*(?=[《\u4e00-\u9fff\d][《\u4e00-\u9fff\d]{5}))+"
)
_SITE = re.compile(
    r"[_|｜丨\-–—][_|｜丨\-–—]*\s*(?:[^_|｜丨\-–—。，]{0,20}(?:网|网站|人民政府|门户|频道|日报|融媒体?|平台)|政务公开|信息公开|通知公告|政策文件|政策法规|"
    r"新闻中心|要闻动态|工作动态|部门文件)\s*$|"
    r"(?<=[\u4e00-\u9fff）)”》])\s*[_\-]\s*(?:公示公告|公告公示|通知公告|政策解读|政务公开|信息公开|新闻动态|[\u4e00-\u9fff]{2,8}动态|[\u4e00-\u9fff]{2,4}要闻)"
    r"\s*[_\-]\s*[\u4e00-\u9fff]{4,24}(?:局|委员会|办公室|厅|中心|管委会|镇|街道)\s*$"
)
#: 案由:关于…的建议: the label before the title of a proposal
_LABELLED = re.compile(r"(?:案\s*由|题\s*目|议\s*题|访谈主题)\s?[:：]\s*(?=\S{6})")
_ESSAY = re.compile(r"第[一二三四五六七八九十\d]{1,2}篇[:：]\s*")
_PRAISE = re.compile(r"(?:大全|范文|精选|模板|集锦)(?:\d{1,2}篇)?$")
_SHORTEST = 6
#: 统计公报[1]: the mark of a note
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff）)])\s?\[\d{1,2}\]$")


def bare_title(title: str) -> tuple[int, int]:
    """Where the title itself stands within a line: without a column's name before or a site's behind."""
    column = _LABELLED.match(title) or _COLUMN.match(title)
    start, end = column.end() if column else 0, len(title)
    essay = _ESSAY.match(title, start)
    if essay:
        # 第一篇:…大全: a page of model papers counts and praises them
        start = essay.end()
        praise = _PRAISE.search(title, start)
        end = praise.start() if praise else end
    if title.endswith("]") and (note := _FOOTNOTE.search(title, start)):
        end = note.start()
    while site := _SITE.search(title, start, end):
        stop = start + len(title[start : site.start()].rstrip())
        if stop - start < _SHORTEST:
            break
        end = stop
    inside = title[start:end]
    if len(inside) > _SHORTEST and inside[0] == "《" and inside.find("》") == len(inside) - 1:
        start, end = start + 1, end - 1
    return start, end


#: 理论学习 | 冷某某：以…: a column and who wrote it, before the title
_SAID_BY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}[ \u3000]?[|｜丨][ \u3000]?)?(?!附)[\u4e00-\u9fff·]{2,4}[:：][ \u3000]?"
)


def is_echo(line: str, title: str) -> bool:
    """Whether a line is only another title with a column's or a site's name around it."""
    if not _SHORTEST <= len(title) < len(line):
        return False
    said = _SAID_BY.match(line)
    if said and squeezed(line[said.end() :]) == squeezed(title):
        return True
    start, end = bare_title(line)
    return (start, end) != (0, len(line)) and squeezed(line[start:end]) == squeezed(title)


#: 某县海带专业镇： over 一根海带“拉”出百亿链, who wrote it below
_LEAD = re.compile(r"(?!.*(?:[各您你]|同志|代表|委员|单位|部门|政府|公司))[\u4e00-\u9fff“”]{5,20}[:：]")
_WRITER = re.compile(r"[□■○●◇◆]?[ \u3000]?(?:本报|本网|全媒体|融媒体?)?(?:首席|见习|实习)?(?:记者|通讯员)")


def _leads_in(lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether a line that a colon ends is the first half of a headline."""
    if index + 2 >= len(lines) or lines[index].text[-1] not in ":：":
        return False
    if not _LEAD.fullmatch(lines[index].text) or not _WRITER.match(lines[index + 2].text):
        return False
    return len(lines[index + 1].text) <= _LONGEST // 2 and could_be_title(lines[index + 1], text)


def title_at(lines: Sequence[Line], index: int, text: str) -> tuple[str, Span, int] | None:
    """The title whose first line is `lines[index]`: joined text, span, and the line behind it."""
    if index >= len(lines):
        return None
    if _leads_in(lines, index, text):
        line, below = lines[index], lines[index + 1]
        return line.text + below.text, Span(line.start, below.end), index + 2
    if not could_be_title(lines[index], text):
        return None
    joined = ""
    for reach in range(index, min(index + _MOST_LINES, len(lines))):
        line = lines[reach]
        if not could_be_title(line, text) and not (joined and line.text[0] in "(（"):
            break
        joined += line.text
        bare = slice(*bare_title(line.text))
        if reach == index and line.text[bare] != line.text and is_kind_title(line.text[bare]):
            start = line.start + bare.start
            return line.text[bare], Span(start, start + len(line.text[bare])), reach + 1
        if is_kind_title(joined) and not _goes_on(lines, reach + 1, text, joined):
            return joined, Span(lines[index].start, line.end), reach + 1
    line = lines[index]
    start, end = bare_title(line.text)
    return line.text[start:end], Span(line.start + start, line.start + end), index + 1


def _goes_on(lines: Sequence[Line], index: int, text: str, joined: str) -> bool:
    """Whether the next line is the rest of the title: a version in brackets, or 的通知."""
    if index >= len(lines):
        return False
    rest = lines[index].text
    if len(rest) <= 12 and re.match(r"[(（](?:试行|暂行|修订|征求|\d{4}(?!年\d{1,2}月)|草案|送审)", rest):
        return True
    begun = joined.count("《") > joined.count("》") or ("关于" in joined and "通知" not in joined)
    return begun and could_be_title(lines[index], text) and is_kind_title(joined + rest)
