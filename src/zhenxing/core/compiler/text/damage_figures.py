"""Numbers without a unit, units without a number, and labels that lost a character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhenxing.core.compiler.plan import Reading
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.damage import Loss
from zhenxing.core.compiler.text.dates import figures_in
from zhenxing.core.compiler.text.lines import Line

_LONGEST = 9
#: every character a number can stand directly before: measure words, larger numbers, time, joints
_MEASURES = frozenset(
    "年月日号时点分秒刻天周旬季岁代世期届次回轮场遍趟倍成折级档等类种样型款式项件条个只头匹羽尾枚颗粒株棵朵片块幅张页本册卷部篇章节段句"
    "字行列份封笔单宗起例案处所座栋幢层间套台辆架艘挂支枝根把口盏门扇面双对副组批群班队排营团支家户名位人员帮元角厘毛万亿千百十余多来几"
    "吨斤克微两公里米尺寸丈亩顷平方立升毫瓦伏赫度兆比盒箱袋包瓶罐桶盘碗杯捆束串堆筐车船机道路线站园区县市省州国镇乡村社街旗盟校院馆厅室床"
    "桌席步环链圈核带廊轴极心端网库厂店铺至到和与及或以周版后前左右上下内外中大小新高低强好优免减无不有可超近满为的是系产标杆股梯维帧"
    "寻声拨波锅炉窑拳指任票针剂味膜筒管发响弹格窗码晚夜刀脚眼笼窝巢丛簇垄坛缸壶栏"
)
#: words whose first character is a measure word, but not here
_AGAINST = re.compile(
    r"国家(?!和)|百分点|标准|高新|新型|强企|优质|大型|中型|小型|区域|机构|产业(?!园|链|带)|产品|标杆|省级|市级|县级|区级|园区|平台|项目(?!标)|市场|个体工商|"
    r"单项|公司|社区|村级|人才|网店|车间"
)
_AGAINST_FIRST = frozenset("国百标高新强优大中小区机产省市县园平项个单公社村人网车")
#: what may stand before a small number that is not a count: part of a name, a code or a reference
_NAMED = frozenset(".第/〔（(-—–~～“‘#图表件注条章．：:")
_HOTLINES = frozenset({"110", "119", "120", "122", "114", "315", "618"})
_CALLED = re.compile(r"急救|指挥|热线|报警|平台|电话|接警|晚会|购物|消防|查号|投诉|台")
_BOUNDS = re.compile(r"以上|左右|以内|以下|上下")
#: ratios and scores are plain numbers
_PLAIN = re.compile(
    r"(?:容积率|系数|指数|得分|评分|分值|pH值?|比值|强度|密度|排名|位次|等级|序号|比例|之比|比)[^，。；,;]{0,8}$"
)
_GROWTH = re.compile(r"(?:达到|达|不低于|不少于|不超过|超过|突破|增长|提高|下降|新增)(?:约|近)?$")
_RANGE = re.compile(r"\d{1,4}[-—–~～至]$")
_AWARD = re.compile(r"(?:奖励|奖补|补助|补贴|资助|扶持)(?:资金|金)?$")
_NO_UNIT = "数字后面缺少单位或百分号，请查原件"


def unit_losses(text: str) -> Iterator[Loss]:
    """Numbers that stand directly against a word which cannot measure them."""
    size = len(text)
    for start, end in _numbers(text):
        behind = text[end] if end < size else "\n"
        check = _CHECKS.get(behind)
        if end - start > _LONGEST:
            continue
        if check is not None:
            yield from check(text, start, end)
        elif behind not in _MEASURES and "\u4e00" <= behind <= "\u9fff":
            yield from _measureless(text, start, end)


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Runs of figures, those on both sides of a point as one."""
    runs = iter(figures_in(text))
    held = next(runs, None)
    for start, end in runs:
        if held is None:
            held = start, end
        elif start == held[1] + 1 and text[held[1]] == ".":
            yield held[0], end
            held = None
        else:
            yield held
            held = start, end
    if held is not None:
        yield held


def _unit(start: int, end: int) -> Loss:
    return Loss("unit", Span(start, end), _NO_UNIT)


def _measureless(text: str, start: int, end: int) -> Iterator[Loss]:
    """`培育3企业`: a small whole number before a word."""
    number = text[start:end]
    before = text[start - 1 : start]
    if len(number) > 3 or "." in number or before in _NAMED or (before.isalpha() and before.isascii()):
        return
    if number in _HOTLINES and _CALLED.match(text, end):
        return
    yield _unit(start, end)


def _bound(text: str, start: int, end: int) -> Iterator[Loss]:
    """`增长10左右`, `50以上`."""
    if _BOUNDS.match(text, end) and not _is_plain(text, start):
        yield _unit(start, end)


def _quoted(text: str, start: int, end: int) -> Iterator[Loss]:
    """`打造1-2“…”`: a number directly before an opening mark."""
    number = text[start:end]
    before = text[start - 1 : start]
    ranged = _RANGE.search(text, max(0, start - 5), start)
    if ranged:
        yield _unit(ranged.start(), end)
    elif len(number) <= 3 and "." not in number and before not in _NAMED and not before.isascii():
        yield _unit(start, end)


def _stopped(text: str, start: int, end: int) -> Iterator[Loss]:
    """`达到120。`: a number that ends its clause without a unit."""
    number = text[start:end]
    year = len(number) == 4 and number[:2] in ("19", "20")
    if year or not _GROWTH.search(text, max(0, start - 6), start) or _is_plain(text, start):
        return
    yield _unit(start, end)


def _points(text: str, start: int, end: int) -> Iterator[Loss]:
    if text.startswith("百分点", end):
        yield _unit(start, end)


def _award(text: str, start: int, end: int) -> Iterator[Loss]:
    """`奖励1元`: an amount too small to be one, unless it is paid for each piece."""
    if end - start > 2 or text[end + 1 : end + 2] in tuple("/／每"):
        return
    if _AWARD.search(text, max(0, start - 8), start) and "每" not in text[max(0, start - 14) : start]:
        yield Loss("unit", Span(start, end + 1), "金额小得不合常理，可能丢了“万”或数字，请查原件")


def _plus(text: str, start: int, end: int) -> Iterator[Loss]:
    """`1N政策体系`: one digit and a letter that stands for a number."""
    before, after = text[start - 1 : start], text[end + 1 : end + 2]
    joined = before.isascii() and (before.isalnum() or before in "+.-") and before
    if end - start != 1 or joined or not ("\u4e00" <= after <= "\u9fff" or after in tuple('”’"')):
        return
    reading = Reading(f"{text[start]}+{text[end]}", "数字与字母之间通常是加号", likely=True)
    yield Loss("symbol", Span(start, end + 1), "数字与字母之间丢了加号", (reading,))


def _against(text: str, start: int, end: int) -> Iterator[Loss]:
    if _AGAINST.match(text, end):
        yield from _points(text, start, end) if text[end] == "百" else _measureless(text, start, end)


def _is_plain(text: str, start: int) -> bool:
    return bool(_PLAIN.search(text, max(0, start - 14), start))


_CHECKS = (
    dict.fromkeys("。；，,;\n", _stopped)
    | dict.fromkeys("“《", _quoted)
    | dict.fromkeys("NXn", _plus)
    | dict.fromkeys(_AGAINST_FIRST, _against)
    | dict.fromkeys("以左上", _bound)
    | {"元": _award}
)

_ROOM = r"(?:约|近)?"
_NO_NUMBER = re.compile(
    rf"(?:达到|不低于|不少于|不超过){_ROOM}(?=(?:万|亿)(?!亿|家|众|户|里|物|古|能|一|象|千|盏|科)|[%％]|"
    r"[个家户件项名](?![人体性案别税庭园中长禽畜电具乡族政国目均籍主型数务款居喻])|百分点)|"
    rf"(?:突破|超过|增长|提高|下降|新增|完成|建成|培育|提升){_ROOM}(?=[个家户件项](?:以上|左右|[，。；,;])|[%％]|个百分点|(?:万|亿)元、\d)"
)
#: how those words end, right before a unit; the words are two or three characters, and one more for 约
_NEAR_UNIT = re.compile("[到于少过破长高降增成育升约近](?=[个家户件项名万亿%％百])")
_BACK = (3, 2, 1)
_NO_YEAR = re.compile(r"[到至]年(?=[,，、底末前])")
_NO_YEAR_BEFORE = frozenset("遇迟直达提")
_NO_DAY = re.compile(r"月日(?=[前起，。、)）]|$)")
_DAY_BEFORE = frozenset("0123456789每本当次上下同各一二三四五六七八九十个双单逐按隔几满年")
_NO_ORDINAL = re.compile(
    r"第(?=[条章款项](?![理例件目])[\s\u3000、，,（(规之至到]|[届次期批](?=[\u4e00-\u9fff]))"
)


def digit_losses(text: str) -> Iterator[Loss]:
    """Places where digits must have stood: 达到个以上, 到年，, 第条."""
    for near in _NEAR_UNIT.finditer(text):
        match = next(
            filter(None, (_NO_NUMBER.match(text, max(0, near.start() - back)) for back in _BACK)), None
        )
        if match and match.end() == near.end():
            yield _digits(match.start(), match.end() + 1, "单位前面的数字丢了，无法推断，请查原件")
    for match in _NO_YEAR.finditer(text) if "到年" in text or "至年" in text else ():
        if text[match.start() - 1 : match.start()] not in _NO_YEAR_BEFORE:
            yield _digits(match.start(), match.end(), "年份的数字丢了，无法推断，请查原件")
    for match in _NO_DAY.finditer(text) if "月日" in text else ():
        if text[match.start() - 1 : match.start()] not in _DAY_BEFORE:
            yield _digits(match.start(), match.end(), "日期的数字丢了，无法推断，请查原件")
    for match in _NO_ORDINAL.finditer(text):
        yield _digits(match.start(), match.end() + 1, "“第”后面的数字丢了，请查原件")


def _digits(start: int, end: int, message: str) -> Loss:
    return Loss("digits", Span(start, end), message)


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
                span = Span(line.start, line.start + lost.end())
                yield Loss("number", span, "标题的序号丢了，按前后顺序推断，请核对")


def _label(match: re.Match[str], line: Line, grouped: bool) -> Loss:
    whole = _LABELS[match[1]]
    reason = "名单里的职务名称，文中是领导小组" if grouped else "名单里常见的职务名称"
    span = Span(line.start, line.start + match.end(1))
    message = f"职务名称缺字，可能是“{whole}”"
    return Loss("label", span, message, (Reading(whole, reason, likely=grouped),))
