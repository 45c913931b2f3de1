"""What the product holds already: the labels of every register's fields, indicators, and other asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db.models import Q, QuerySet

from zhenxing.core.ledger.overlap import Overlap, forms_of, known_as, overlaps
from zhenxing.packs.burden_rules import burden_rules
from zhenxing.packs.enterprise_indicators import enterprise_indicators
from zhenxing.web.burden.flow import ADMITTED, SUBMITTED
from zhenxing.web.burden.models import Ask

#: labels that say nothing without what they are of, and columns of the house's own
_WORDS = (
    "名称 日期 备注 说明 类别 状态 地区 单位 内容 标题 种类 序号 编号 来源 出处 依据 理由 年份 年度 "
    "数值 数量 金额 文件 附件 版本 时间 级别 代码 标识 次序 权重 原因 意见 结论 角色 指标 计量单位 "
    "建立时间 修改时间 归档时间 姓名 电话 职务 对象 事项 时限 期限 进度 进展 顺序 位次 批次 "
    "条款 用途 口径 摘要"
)
_BARE = frozenset(_WORDS.split())


#: apps whose registers hold how the product is run, not what anybody below is asked for
_OF_THE_HOUSE = frozenset(("accounts", "kit", "codetables", "imports", "rules", "ledger", "burden", "work"))


@dataclass(frozen=True)
class Shared:
    """Another ask of the same period that wants some of the same fields."""

    ask: Ask
    fields: tuple[str, ...]


def held(fields: tuple[str, ...]) -> tuple[Overlap, ...]:
    """The fields the product holds already, each with where."""
    return overlaps(fields, known())


@cache
def known() -> dict[str, tuple[str, str]]:
    """Written form → (label, where it is held). The registers are frozen once read, so is this."""
    found = known_as([*_indicators(), *_registers()])
    for name, others in burden_rules().aliases.items():
        forms = sorted(forms_of(name), key=len, reverse=True)
        held_as = next((found[form] for form in forms if form in found), None)
        if held_as is not None:
            found |= {form: held_as for other in others for form in forms_of(other) if form not in found}
    return {form: held for form, held in found.items() if form not in _BARE}


def shared(ask: Ask) -> tuple[Shared, ...]:
    """Other asks admitted or waiting, of the same period and the same people, that share fields."""
    mine = known_as((name, "") for name in ask.fields)
    found = []
    for other in _rivals(ask):
        same = tuple(one.field for one in overlaps(other.fields, mine))
        if same:
            found.append(Shared(other, same))
    return tuple(found)


def _rivals(ask: Ask) -> QuerySet[Ask]:
    rows = Ask.objects.current().filter(
        state__in=(ADMITTED, SUBMITTED), repeats=ask.repeats, whom=ask.whom, area=ask.area_id
    )
    if ask.of_unit_id:
        rows = rows.filter(Q(of_unit__isnull=True) | Q(of_unit=ask.of_unit_id))
    return rows.exclude(pk=ask.pk).select_related("by_unit")


def _registers() -> Iterator[tuple[str, str]]:
    """(label, register) of every column people fill, plain and with the kind's name before it."""
    from zhenxing.web.registers import REGISTERS

    # a fact of an enterprise is held by the register of enterprises, whoever else repeats it
    for register in sorted(REGISTERS, key=lambda one: one.model._meta.app_label != "enterprises"):
        if register.model._meta.app_label in _OF_THE_HOUSE:
            continue
        kind, where = str(register.model._meta.verbose_name), str(register.title)
        for name in register.fields or tuple(column.name for column in register.all_columns):
            if not register.has_field(name):
                continue
            label = str(register.field_label(name))
            if label not in _BARE and not forms_of(label) <= _BARE:
                yield label, where
            yield f"{kind}{label}", where


def _indicators() -> Iterator[tuple[str, str]]:
    if apps.is_installed("zhenxing.web.enterprises"):
        for one in enterprise_indicators().values():
            yield one.name, "企业指标数据"
