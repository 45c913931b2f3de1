"""The table of facts that a government page prints before a document: 发布机构, 索引号, 文号, …

Furniture takes it out of the text; the header stage reads it from the repairs that did so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zhenxing.core.compiler.plan import Repair
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.words import words

#: labels as printed once white space is gone, by the header field they tell
LABELS: dict[str, tuple[str, ...]] = {
    "issuer": (
        "发布机构",
        "发文机构",
        "发文机关",
        "发文单位",
        "发布机关",
        "印发机关",
        "印发单位",
        "制发单位",
        "发文部门",
        "制发机关",
        "制定机关",
        "公开主体",
        "公开责任部门",
        "发布单位",
        "发布部门",
        "制定部门",
        "颁布单位",
        "信息公开单位",
        "责任部门",
    ),
    "doc_number": ("发文字号", "文件编号", "文件字号", "文件文号", "公文字号", "发文文号", "文号"),
    "issued_on": ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "印发时间"),
    #: the day a page was made: that of the document only where it names no other
    "made_on": ("生成日期", "生成时间"),
    "published_on": (
        "发布日期",
        "发布时间",
        "公开日期",
        "公布日期",
        "公开时间",
        "发表时间",
        "更新时间",
        "更新日期",
        "上传时间",
        "录入时间",
        "添加时间",
        "添加日期",
        "创建时间",
        "提交时间",
        "信息时间",
        "稿件时间",
        "加入时间",
        "入库时间",
        "发稿时间",
        "发表日期",
        "时间",
        "日期",
    ),
    "title": words(
        "信件标题 信件主题 来信标题 留言标题 咨询标题 诉求标题 信息名称 文件名称 文件标题 公文标题 标题 名称"
    ),
    "index": (
        "信息索引号",
        "信息索取号",
        "信息索引",
        "索取号",
        "索引号",
        "统一编号",
        "统一登记号",
        "规范性文件编号",
        "登记号",
    ),
    "source": ("信息来源", "文章来源", "稿件来源", "来源", "作者", "记者"),
    "other": (
        "栏目",
        "所属栏目",
        "分类",
        "主题分类",
        "信息分类",
        "体裁分类",
        "组配分类",
        "服务对象分类",
        "所属分类",
        "公文种类",
        "主题词",
        "关键词",
        "关键字",
        "内容概述",
        "内容摘要",
        "公开方式",
        "公开范围",
        "公开时限",
        "公开属性",
        "公开形式",
        "公开程序",
        "公开类别",
        "阅读次数",
        "浏览次数",
        "浏览量",
        "阅读量",
        "点击次数",
        "点击数",
        "点击量",
        "访问量",
        "效力状态",
        "效力等级",
        "效力级别",
        "效力层级",
        "文章属性",
        "施行日期",
        "法规类别",
        "法宝引证码",
        "效力位阶",
        "信息类别",
        "文件类型",
        "公文时效",
        "公开目录",
        "批准部门",
        "批准日期",
        "文章字数",
        "类别标记",
        "办理类别",
        "答复类别",
        "文章编号",
        "发布人",
        "所属主题",
        "时效性",
        "有效性",
        "是否有效",
        "废止日期",
        "生效日期",
        "失效日期",
        "实施日期",
        "体裁",
        "语种",
        *words("信件编号 来信人 来信时间 来信类型 处理状态 办理状态 回复单位 回复时间 答复单位 答复时间"),
        "载体类型",
        "记录形式",
        "有效期",
    ),
}
_FIELD = {label: name for name, labels in LABELS.items() for label in labels}
_SPACED = sorted((r"\s*".join(label) for label in _FIELD), key=len, reverse=True)
#: 字号 alone is the size of the page's letters
_FIELD["字号"] = "doc_number"
_LABEL = re.compile(
    rf"(?<![\u4e00-\u9fff])[∙•·]?[【\[|]?[ \u3000]?({'|'.join(_SPACED)}|字\s*号(?=\s*】))\s*"
    r"(?:[】\]]?\s*[:：|\t\n]\s*[:：]?|】|(?<=[ \u3000])\])"
)
#: with one of these every such line begins: most lines of a document do not
_LABEL_FIRST = frozenset("∙•·【[| \u3000").union(label[0] for label in _FIELD)
#: labels that only such a table uses; they need no colon when they stand alone on a line
#: labels that documents use too: they only count behind another label
_COMMON = frozenset({"时间", "日期"})
_ALONE = (
    frozenset(_FIELD)
    - _COMMON
    - {"字号"}
    - {"来源", "作者", "记者", "名称", "标题", "语种", "有效期", "体裁", "责任部门", "关键词"}
)
#: labels that nothing but such a table prints: one is enough, even without a colon
_FIRM = frozenset(
    words(
        "索引号 信息索引号 信息索取号 组配分类 主题分类 公开方式 公开范围 有效性 时效性 效力等级 效力级别 "
        "发文字号 公开责任部门 统一登记号 法宝引证码 效力位阶 信息名称 文件标题 公文标题"
    )
)
_GAPPED = "|".join(
    r"[ \u3000]?".join(label) for label in sorted(_ALONE, key=lambda label: (-len(label), label))
)
#: a row whose labels and values stand apart by blanks only
_ROW = re.compile(rf"(?<![^\s|])({_GAPPED})(?=[ \u3000\xa0]|\s*$)", re.M)
_ROW_FIRST = frozenset(label[0] for label in _ALONE)
_ROW_LENGTH = 120
_OPENS = frozenset("[【(（")
_PAIR = 60
#: an account's name, the time and the place under the headline of a posted article
_POSTED = re.compile(
    r"(?:原创[ \u3000]+)?(?:[\u4e00-\u9fffA-Za-z·]{2,20}[ \u3000]+){1,2}"
    r"((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
    r"[ \u3000]+\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:[ \u3000]+(?:发表于)?[\u4e00-\u9fff]{2,4})?"
    r"(?:[ \u3000]+(?:作者|来源|编辑|记者|责编)[:：][^\n。]{1,24})?$",
    re.M,
)
_BARE_DATE = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?")

#: 某厅网站 时间: 2014年8月13日 10:12: whose page it is, and the minute it was put there
_STAMPED = re.compile(
    r"[^。，,；;:：]{2,30}[ \u3000](?:发布)?(?:时间|日期)[:：]\s*"
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d\d"
)
#: 某某传媒2026-01-29 19:35:26【热点】8人已围观, 创建于2023-12-12: what copying sites and albums stamp
_WATCHED = re.compile(
    r"(?P<day>(?:19|20)\d\d-\d{1,2}-\d{1,2})[ \u3000]\d{1,2}:\d\d(?::\d\d)?[ \u3000]?"
    r"(?:【[^】]{1,8}】)?[ \u3000]?\d{1,9}人已?(?:围观|阅读|浏览)"
)
_CREATED = re.compile(
    r"(?:创建于|发布于|更新于|编辑于|楼主[ \u3000]?[|｜]?[ \u3000]?发表于)[ \u3000:：]?"
    r"(?P<day>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[^。]{0,44}$",
    re.M,
)
#: [2024-07-16], 【2024-07-16 08:30】, 2024-07-16 星期二 08:30
_BRACKETED_DAY = re.compile(
    r"(?=.{0,40}[\[【(（星周])[\[【(（]?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    r"(?:[ \u3000]{0,3}(?:星期|周)[一二三四五六日天])?(?:[ \u3000T]{0,3}\d{1,2}:\d\d(?::\d\d)?)?[\]】)）]?"
)
#: 2023年09月21日 星期四 农历八月初七, over the pages of a newspaper
_WEEKDAY = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日[ \u3000]{0,3}(?:星期|周)[一二三四五六日天]"
    r"(?:[ \u3000]{0,3}(?:农历)?[\u4e00-\u9fff]{0,8}月[初十廿三][一二三四五六七八九十])?"
    r"(?:[ \u3000]{1,4}(?:责编|编辑|版式|美编|校对|审读|值班)[/／:：][^\s。]{2,8}){0,5}"
)
#: 云上云岭  2025-06-11  阅读 3.4万: an account, the day, how many have read it
_READ = re.compile(
    r"[【\[]?[\u4e00-\u9fffA-Za-z·]{2,20}(?:[ \u3000]+|[:：][ \u3000]?)"
    r"(?P<day>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:[ \u3000]+\d{1,2}:\d\d(?::\d\d)?)?"
    r"[ \u3000|｜]+(?:阅读|浏览|点击|访问|查看|人气)(?:次数|人次|量|数|率)?[:：]?"
    r"[ \u3000]*[\[(（]?[ \u3000]?[\d.,]{0,9}万?\+?[ \u3000]?[\])）]?[ \u3000]?"
    r"[次人]?[】\]]?(?:【[\u4e00-\u9fff]{2,6}】){0,5}$",
    re.M,
)
#: 某某编码:014208/2023-01021, whatever a site calls it
_CODED = re.compile(
    r"(?!.{0,6}(?:电话|传真|手机|热线|邮编|账号|号码))[\u4e00-\u9fff]{2,8}[:：]\s*\d[\dA-Z/\-_]{7,40}$"
)
#: 2020-9-5 09:57| 编辑: 某某 | 查看: 338| 评论: 0
_BYLINE = re.compile(r"\s*[|｜]\s*(?:编辑|查看|评论|原作者|发布者|来自|作者)\s?[:：]")
#: 2026-01-20 某某网 评论(0) 字号 T|T
_COUNTED = re.compile(r"[ \u3000]?[^。，,；;]{0,24}?(?:评论|浏览|阅读|点击|字[号体])")
#: who printed it, behind the minute
_OUTLET = re.compile(r"(?<=:\d\d)[ \u3000]+[\u4e00-\u9fff]{2,14}(?:网|报|社|台|在线|客户端|公众号)")
#: 某某日报 第2019-07-16期 第B3版: the issue of a newspaper
_PRINTED = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|时报|周报|导报|商报|都市报)[^。\n]{0,6}?"
    r"(?P<day>(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?)"
)
_STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[^。，,；;]{0,60}$")

#: what a value must look like to be taken from the line behind its label
_PLAUSIBLE = {
    "doc_number": re.compile(r".*\d.*号?$|.*[〔\[（(].*\d|^无$|^-+$"),
    "issued_on": re.compile(r".*\d"),
    "made_on": re.compile(r".*\d"),
    "published_on": re.compile(r".*\d"),
    "index": re.compile(r"^[\w/\-.—〔〕\[\]]{4,60}$"),
    "issuer": re.compile(r".*(?:府|局|委|办|室|厅|会|中心|部|院|区|组)$"),
}


#: a line that a mark leaves open is a sentence's first, not a value
_GOES_ON = tuple("，,、")
#: 浏览次数: often stands without its number: the sentence below is the document's
_COUNTER_HAS_NONE = re.compile("[，,。；;]")

_NARROW = {0xFF10 + digit: ord("0") + digit for digit in range(10)}


class Field(NamedTuple):
    """One label with its value; `span` is in the source."""

    name: str
    value: str
    span: Span


# several stages and several rounds of one stage ask about the same lines
@lru_cache(maxsize=4096)
def is_metadata(line: str, squeezed: str) -> bool:
    """Whether a line begins with a label, or is a date with labels behind it."""
    if squeezed in _ALONE:
        return True
    found = _LABEL.match(line + "\n") if line[:1] in _LABEL_FIRST else None
    if found and "".join(found.group(1).split()) in _COMMON:
        # 时间: begins a line of a notice, too; a date in figures stamps a page
        return bool(_LABEL.search(line, found.end()) or _STAMP.match(line[found.end() :].strip()))
    if found and (squeezed.rstrip(":：") in _FIELD or line[found.end(1) :].lstrip("】] ")[:1] in ":：|\t"):
        return True
    if found and found.group()[-1] in "】]" and _own(found) in _ALONE | {"字号"}:
        return True
    if _is_row(line) or _POSTED.match(line) or _STAMPED.match(line):
        return True
    if _WATCHED.search(line) or _CREATED.match(line) or _READ.match(line):
        return True
    if _CODED.match(line) or _BRACKETED_DAY.fullmatch(line) or _WEEKDAY.fullmatch(line):
        return True
    if _in_brackets(line):
        return True
    dated = _BARE_DATE.match(line)
    if dated and (_BYLINE.match(line, dated.end()) or _COUNTED.match(line, dated.end())):
        return True
    return bool(
        dated
        and (
            _LABEL.search(line, dated.end())
            or (dated.end() == len(line) and "年" not in line)
            or _OUTLET.fullmatch(line, dated.end())
        )
    )


def _in_brackets(line: str) -> bool:
    """[ 信息发布：本站 | 发布时间：2025-03-06 | 浏览次数： 次 ]: several labels, one of them with a day."""
    if line[:1] not in _OPENS or len(line) > _ROW_LENGTH or "。" in line:
        return False
    found = list(_LABEL.finditer(line))
    return len(found) > 1 and any(
        _FIELD[_own(label)] == "published_on" and _BARE_DATE.match(line, label.end()) for label in found
    )


def _own(found: re.Match[str]) -> str:
    return "".join(found.group(1).split())


def _is_row(line: str) -> bool:
    """Whether labels and values stand in a row with nothing but blanks between them."""
    found = _ROW.match(line) if line[:1] in _ROW_FIRST else None
    if not found or len(line) > _ROW_LENGTH or "。" in line:
        return False
    return _own(found) in _FIRM or _ROW.search(line, found.end()) is not None


def may_be_row(line: str) -> bool:
    """Whether a line next to such a table is one label and its value, a blank between: 发布机构 某局."""
    return line[:1] in _ROW_FIRST and len(line) <= _PAIR and "。" not in line and _ROW.match(line) is not None


def wants_value(squeezed: str) -> str | None:
    """The field of a label that stands without its value."""
    return _FIELD.get(squeezed.strip(":：【】[]|"))


def title_value(line: str) -> str | None:
    """What stands behind the label 标题 when it is the line's last label."""
    labels = list(_LABEL.finditer(line))
    if not labels or _FIELD["".join(labels[-1].group(1).split())] != "title":
        return None
    return line[labels[-1].end() :].strip() or None


def could_be_value(name: str, line: str) -> bool:
    """Whether a line that follows a lonely label can be that label's value."""
    if len(line) > 60:
        return name == "title"
    if line[-1:] in _GOES_ON or (name == "other" and _COUNTER_HAS_NONE.search(line)):
        return False
    shape = _PLAUSIBLE.get(name)
    return shape is None or bool(shape.match(line))


def fields(repairs: Iterable[Repair]) -> Iterator[Field]:
    """Every label and value of the metadata that cleaning took out."""
    for repair in repairs:
        if repair.kind == "metadata":
            yield from _fields_of(repair)
        elif repair.kind == "furniture" and "报" in repair.before:
            printed = _PRINTED.search(repair.before)
            if printed:
                yield Field("published_on", printed["day"], repair.source_span)


def _fields_of(repair: Repair) -> Iterator[Field]:
    text = repair.before + "\n"
    found = _labels(text)
    ends = [match.start() for match in found[1:]] + [len(text)] if found else []
    dated = _BARE_DATE.match(text)
    if dated and (not found or found[0].start(1) >= dated.end()):
        yield Field("published_on", dated.group(), repair.source_span)
    for match, end in zip(found, ends, strict=True):
        value = text[match.end() : end].strip(" \t\n|｜\u00a0\u3000").translate(_NARROW)
        value = value.replace("\n", "")
        yield Field(_FIELD[_own(match)], value, repair.source_span)
    for stamped in (*_WATCHED.finditer(text), *_CREATED.finditer(text), *_READ.finditer(text)):
        yield Field("published_on", stamped["day"], repair.source_span)
    for posted in _POSTED.finditer(text):
        yield Field("published_on", posted.group(1), repair.source_span)
        yield Field("source", posted.group().split()[0], repair.source_span)


def _labels(text: str) -> list[re.Match[str]]:
    """The labels with a mark behind them and, in a row of blanks, those without, in order."""
    found = list(_LABEL.finditer(text))
    if not any(_is_row(line) for line in text.split("\n")):
        return found
    ends = {match.end(1) for match in found}
    bare = (match for match in _ROW.finditer(text) if match.end(1) not in ends)
    return sorted([*found, *bare], key=lambda match: match.start())
