"""Damaged numbers, dates, units and labels: what is wrong there and what it may have been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from zhenxing.core.compiler.plan import Reading
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import dates
from zhenxing.core.compiler.text.doc_numbers import Damage, damaged_at_line, damaged_in_text
from zhenxing.core.compiler.text.lines import Line


class Loss(NamedTuple):
    """A place that lost characters, before it gets its number."""

    kind: str
    span: Span
    message: str
    readings: tuple[Reading, ...] = ()


class Evidence(NamedTuple):
    """Whole dates elsewhere in the document, by which a damaged one can be read."""

    dates: frozenset[date]
    published: date | None
    years: frozenset[str]


_HEAD_LINES = 16
_RUN_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(\d{2,4})日|(?<!\d)((?:19|20)\d\d)年(\d{2,4})日(?!内)|(?<!\d)((?:19|20)\d\d)(\d{1,2})月(\d{1,2})日"
)
_BARE_RUN = re.compile(r"((?:19|20)\d\d)(\d{2,4})$")
_NO_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)年月日|(?<![\d一二三四五六七八九十])年月日")


def number_losses(text: str, lines: Sequence[Line], evidence: Evidence) -> Iterator[Loss]:
    """Document numbers without their brackets, 号 or digits."""
    for line in lines[:_HEAD_LINES]:
        damage = damaged_at_line(line.text, line.start)
        if damage:
            yield _number_loss(damage, evidence)
            break
    for damage in damaged_in_text(text, 0, len(text)):
        yield _number_loss(damage, evidence)


def _number_loss(damage: Damage, evidence: Evidence) -> Loss:
    message = "文号缺少括号、“号”字或数字"
    if damage.reading is None:
        return Loss("doc_number", damage.span, message + "，缺的数字无法推断，请查原件")
    known = damage.year in evidence.years
    why = f"年份{damage.year}与文中日期一致" if known else "前四位只能是年份，其余是序号"
    return Loss("doc_number", damage.span, message, (Reading(damage.reading, why, likely=True),))


def date_losses(text: str, lines: Sequence[Line], evidence: Evidence) -> Iterator[Loss]:
    """Dates whose 年, 月 or digits are gone; a reading is likely only when it alone survives."""
    for match in _RUN_DATE.finditer(text):
        yield _date_loss(Span(match.start(), match.end()), _candidates(match), evidence)
    for line in lines:
        bare = _BARE_RUN.match(line.text) if len(line.text) <= 8 else None
        if bare:
            days = dates.splits(int(bare[1]), bare[2])
            if days:
                yield _date_loss(line.span, days, evidence)
    for match in _NO_DIGITS.finditer(text):
        message = "日期的数字丢了，无法推断，请查原件"
        yield Loss("date", Span(match.start(), match.end()), message)


def _candidates(match: re.Match[str]) -> list[date]:
    if match[5]:
        whole = dates.valid(int(match[5]), int(match[6]), int(match[7]))
        return [whole] if whole else []
    return dates.splits(int(match[1] or match[3]), match[2] or match[4])


def _date_loss(span: Span, days: list[date], evidence: Evidence) -> Loss:
    message = "日期缺少“年”“月”等字"
    if len(days) == 1:
        reason = "只有这一种读法是日历上有的日子"
        return Loss("date", span, message, (Reading(dates.written(days[0]), reason, likely=True),))
    chosen, reason = _by_evidence(days, evidence)
    if not days:
        return Loss("date", span, message + "，数字也不全，请查原件")
    readings = tuple(
        Reading(dates.written(day), reason if day == chosen else "日历上有这一天", likely=day == chosen)
        for day in days
    )
    return Loss("date", span, message if chosen else message + "，有几种读法，请查原件", readings)


def _by_evidence(days: list[date], evidence: Evidence) -> tuple[date | None, str]:
    same = [day for day in days if day in evidence.dates]
    if len(same) == 1:
        return same[0], "文中别处完整地写着这一天"
    if evidence.published:
        before = [day for day in days if day <= evidence.published]
        near = [day for day in before if evidence.published - day <= timedelta(days=45)]
        if len(before) == 1:
            return before[0], f"另一种读法晚于发布日期{evidence.published.isoformat()}"
        if len(near) == 1:
            return near[0], f"与发布日期{evidence.published.isoformat()}相近的只有这一天"
    return None, ""


#: what a count is followed by when it has lost its measure word
_NOUNS = (
    "省级|市级|国家级|县级|企业|专业镇|龙头|示范|平台|项目|市场主体|品牌|基地|园区|规上|规模以上|高新|专精特新|国家|中国|知名|特色|重点|产业|"
    "标准化|标杆|农民|合作社|电商|直播|技术|研发|众创|孵化|智能|绿色|单项"
)
_COUNTED = "培育|新增|打造|建设|建成|引进|认定|创建|发展|实施|完成|组建|培养|扶持|申报|入选|新建|争取|拥有|达到|达|突破|超过|不少于|不低于|谋划|推进|签约"
_NOT_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_BOUND = re.compile(r"(?<![\d.])\d{1,6}(?:\.\d{1,4})?(?=以上|左右|以内|以下|上下)")
_QUOTED = re.compile(rf"(?<![\d.第A-Za-z]){_NOT_YEAR}\d{{1,4}}(?:[-—–~～至]\d{{1,4}})?(?=[“《])")
_NOUN = re.compile(rf"(?:{_COUNTED})(?:约|近|了)?({_NOT_YEAR}\d{{1,5}}(?:[-—–~～至]\d{{1,4}})?)(?={_NOUNS})")
#: every character a number can stand directly before: measure words, larger numbers, time, joints
_MEASURES = frozenset(
    "年月日号时点分秒刻天周旬季岁代世期届次回轮场遍趟倍成折级档等类种样型款式项件条个只头匹羽尾枚颗粒株棵朵片块幅张页本册卷部篇章节段句"
    "字行列份封笔单宗起例案处所座栋幢层间套台辆架艘挂支枝根把口盏门扇面双对副组批群班队排营团支家户名位人员帮元角厘毛万亿千百十余多来几"
    "吨斤克两公里米尺寸丈亩顷平方立升毫瓦伏赫度兆比盒箱袋包瓶罐桶盘碗杯捆束串堆筐车船机道路线站园区县市省州国镇乡村社街旗盟校院馆厅室床"
    "桌席步环链圈核带廊轴极心端网库厂店铺至到和与及或以周版后前左右上下内外中大小新高低强好优免减无不有可超近满为的是系产标杆股梯维帧"
    "寻声拨波锅炉窑拳指任票针剂味膜筒管发响弹格窗码晚夜刀脚眼笼窝巢丛簇垄坛缸壶栏"
)
_BEFORE_HAN = re.compile(r"(?<![\d.A-Za-z第/〔（(\-—“‘#图表件注条章])\d{1,3}(?=[\u4e00-\u9fff])")
_AGAINST = re.compile(r"国家|百分点|标准|高新|新型|强企|优质|大型|中型|小型|区域|机构|产业|产品|标杆|園")
#: telephone numbers with a meaning of their own
_HOTLINES = frozenset({"110", "119", "120", "122", "114", "315", "618"})
_CALLED = re.compile(r"急救|指挥|热线|报警|平台|电话|接警|晚会|购物|消防|查号|投诉|台")
_POINTS = re.compile(r"\d{1,3}(?=百分点)")
_STOPPED = re.compile(
    rf"(?:达到|达|不低于|不少于|不超过|超过|突破|增长|提高|下降|新增)(?:约|近)?({_NOT_YEAR}\d{{1,6}}(?:\.\d{{1,4}})?)(?=[。；，,;]|$)",
    re.M,
)
#: ratios and scores are plain numbers
_PLAIN = re.compile(
    r"(?:容积率|系数|指数|得分|评分|分值|pH值?|比值|强度|密度|排名|位次|等级|序号|比例|之比)[^，。；,;]{0,8}$"
)
_NO_NUMBER = re.compile(
    r"(?:达到|不低于|不少于|不超过)(?:约|近)?(?=(?:万|亿)(?!亿|家|众|户|里|物|古|能|一|象|千|盏|科)|[%％]|[个家户件项名](?![人体性案别税庭园中长禽畜电具乡族政国目均籍主型数务款居喻])|百分点)|(?:首次)?(?:突破|超过|达到)(?=(?:万|亿)元、\d)|"
    r"(?:突破|超过|增长|提高|下降|新增|完成|建成|培育|提升)(?:约|近)?(?=[个家户件项](?:以上|左右|[，。；,;])|[%％]|个百分点)"
)
_NO_YEAR = re.compile(
    r"(?:(?<![遇迟直达提])[到至]|(?<=[，。；,;、])(?:自|从))年(?=[,，、底末前])|(?<![\d每本当次上下同各一二三四五六七八九十个双单逐按隔几满元])月日(?=[前起，。、)）]|$)"
)
_NO_ORDINAL = re.compile(
    r"第(?=[条章款](?![理例件])[\s\u3000、，,（(规之至到]|[届次期批](?=[\u4e00-\u9fff]))"
)
_PLUS = re.compile(r"(?<![\dA-Za-z.+＋-])(\d)([NXn])(?=[\u4e00-\u9fff”’\"])")
_SMALL_AWARD = re.compile(r"(?:奖励|奖补|补助|补贴|资助|扶持)(?:资金|金)?(\d{1,2}元)(?![/／每])")


def unit_losses(text: str) -> Iterator[Loss]:
    """Numbers without a unit, and units without a number."""
    for match in _BOUND.finditer(text):
        if not _PLAIN.search(text, max(0, match.start() - 24), match.start()):
            yield _unit(Span(match.start(), match.end()))
    for match in _QUOTED.finditer(text):
        yield _unit(Span(match.start(), match.end()))
    for match in _NOUN.finditer(text):
        yield _unit(Span(match.start(1), match.end(1)))
    for match in _POINTS.finditer(text):
        yield _unit(Span(match.start(), match.end()))
    yield from _measureless(text)
    for match in _STOPPED.finditer(text):
        if not _PLAIN.search(text, max(0, match.start() - 24), match.start()):
            yield _unit(Span(match.start(1), match.end(1)))
    for match in _SMALL_AWARD.finditer(text):
        if "每" not in text[max(0, match.start() - 14) : match.start()]:
            yield Loss(
                "unit", Span(match.start(1), match.end(1)), "金额小得不合常理，可能丢了“万”或数字，请查原件"
            )


def _measureless(text: str) -> Iterator[Loss]:
    """A small number directly before a word that cannot measure it: `培育3企业`."""
    for match in _BEFORE_HAN.finditer(text):
        end = match.end()
        if text[end] in _MEASURES and not (_AGAINST.match(text, end) and not _counts(text, end)):
            continue
        if match.group() not in _HOTLINES or not _CALLED.match(text, end):
            yield _unit(Span(match.start(), end))


def _counts(text: str, at: int) -> bool:
    """Whether what looks like the first half of a word is a measure word after all (3大产业)."""
    return text[at] in "大新高强优" and text.startswith(("大产业", "大型活动", "新产品"), at)


def _unit(span: Span) -> Loss:
    return Loss("unit", span, "数字后面缺少单位或百分号，请查原件")


def digit_losses(text: str) -> Iterator[Loss]:
    """Places where digits must have stood: 达到个以上, 到年，, 第条."""
    for match in _NO_NUMBER.finditer(text):
        yield Loss("digits", Span(match.start(), match.end() + 1), "单位前面的数字丢了，无法推断，请查原件")
    for match in _NO_YEAR.finditer(text):
        yield Loss("digits", Span(match.start(), match.end()), "年份或日期的数字丢了，无法推断，请查原件")
    for match in _NO_ORDINAL.finditer(text):
        yield Loss("digits", Span(match.start(), match.end() + 1), "“第”后面的数字丢了，请查原件")
    for match in _PLUS.finditer(text):
        reading = Reading(f"{match[1]}+{match[2]}", "数字与字母之间通常是加号", likely=True)
        yield Loss("symbol", Span(match.start(), match.end()), "数字与字母之间丢了加号", (reading,))


_LABELS = {
    "长": "组长",
    "副长": "副组长",
    "副组": "副组长",
    "员": "成员",
    "成": "成员",
    "任": "主任",
    "副任": "副主任",
}
_LABEL = re.compile(r"(副长|副组|副任|长|员|成|任)\s?[:：]")
_NUMBER_LOST = re.compile(
    r"、(?=[\u4e00-\u9fff]{2})|[(（]\s?[)）](?=[\u4e00-\u9fff])|[.．](?=[\u4e00-\u9fff]{2})"
)


def line_losses(text: str, lines: Sequence[Line]) -> Iterator[Loss]:
    """What the beginning of a line shows: labels and heading numbers that lost characters."""
    grouped = "组长" in text or "领导小组" in text or "专班" in text
    for line in lines:
        first = line.text[0]
        if first in "长员成任副":
            match = _LABEL.match(line.text)
            if match:
                yield _label(match, line, grouped)
        elif first in "、(（.．":
            lost = _NUMBER_LOST.match(line.text)
            if lost:
                yield Loss(
                    "number",
                    Span(line.start, line.start + lost.end()),
                    "标题的序号丢了，按前后顺序推断，请核对",
                )


def _label(match: re.Match[str], line: Line, grouped: bool) -> Loss:
    whole = _LABELS[match[1]]
    reading = Reading(
        whole, "名单里的职务名称，文中是领导小组" if grouped else "名单里常见的职务名称", likely=grouped
    )
    span = Span(line.start, line.start + match.end(1))
    return Loss("label", span, f"职务名称缺字，可能是“{whole}”", (reading,))
