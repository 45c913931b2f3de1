"""Goals that count rows of a register: towns of a tier, enterprises, titles, platforms, brands.

Each count says by which rule it counted, on which day, how many rows, and where they are. A register that
knows only today answers for no other day. The apps counted in may be deleted: their counts go with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables import queries as codes
from zhenxing.web.goals.measures import Reading, measure
from zhenxing.web.organisations.models import in_force

#: an indicator with one of these is a rate, an amount or an application: nothing that rows count
_NEVER = (
    "产值",
    "营收",
    "收入",
    "增速",
    "增幅",
    "增长率",
    "占比",
    "比重",
    "率",
    "强度",
    "申报",
    "投资",
    "资金",
    "每万",
)
#: tiers and levels from the lowest up, as code tables have them
_TIERS = (
    ("county", "县级", _("县级专业镇数"), _("县级以上专业镇数")),
    ("city", "市级", _("市级专业镇数"), _("市级以上专业镇数")),
    ("province", "省级", _("省级专业镇数"), ""),
)
_ABOVE = (("县级", _("县级以上")), ("市级", _("市级以上")), ("省级", _("省级以上")))
_LEVELS = ("county", "city", "province", "national")
_NAMED = 20
Label = str | Promise


@dataclass(frozen=True)
class Counted:
    """What a count found: rows that count, rows nobody can judge, the rule in words, where the rows are."""

    rows: QuerySet[Any]
    rule: str
    url: str
    unsure: QuerySet[Any] | None = None
    #: a name for each row; "" where they are too many to name
    named: str = ""


@dataclass(frozen=True)
class Count:
    """A measure that counts rows. `today_only`: the register keeps no past."""

    key: str
    label: object
    words: Sequence[Sequence[str]]
    find: Callable[[Any, date], Counted]
    today_only: bool = False
    never: Sequence[str] = _NEVER

    def ask(self, goal: Any, area: Any, day: date) -> Reading:
        if self.today_only and day != timezone.localdate():
            return Reading(
                None, day, str(self.label), note=gettext("登记簿只知道现在的情况，不能倒推到别的日子")
            )
        found = self.find(area, day)
        number = found.rows.count()
        unsure = found.unsure.count() if found.unsure is not None else 0
        note = _names(found, number)
        return Reading(Decimal(number), day, found.rule, found.url, note, number, Decimal(unsure))


def _names(found: Counted, number: int) -> str:
    if not found.named or not 0 < number <= _NAMED:
        return ""
    names = found.rows.order_by(found.named).values_list(found.named, flat=True)
    return gettext("计入：%(names)s") % {"names": "、".join(map(str, names))}


def register() -> None:
    """Register every count whose app is there."""
    for app, family in _FAMILIES:
        if apps.is_installed(f"zhenxing.web.{app}"):
            for one in family():
                measure(one)


def _url(name: str, **asked: Any) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(name) + (f"?{query}" if query else "")


def _within(area: Any, path: str = "area__path") -> Q:
    return Q(**{f"{path}__startswith": area.path})


# ── towns ────────────────────────────────────────────────────────────────────────────────────────
def _towns() -> Iterator[Count]:
    for at, (tier, name, label, label_above) in enumerate(_TIERS):
        above = tuple(one[0] for one in _TIERS[at:])
        yield Count(f"towns:{tier}", label, ((f"{name}专业镇",),), _of_tier((tier,), name))
        if len(above) > 1:
            words = ((f"{name}以上专业镇",), (f"{name}及以上专业镇",))
            yield Count(f"towns:{tier}+", label_above, words, _of_tier(above, f"{name}以上"))


def _of_tier(tiers: Sequence[str], name: str) -> Callable[[Any, date], Counted]:
    def found(area: Any, day: date) -> Counted:
        from zhenxing.web.towns.models import Town  # an app that may be deleted
        from zhenxing.web.towns.queries import tier_subquery

        keys = [codes.get("town_tier", tier).pk for tier in tiers]
        rows = Town.objects.current().filter(_within(area)).annotate(tier_on=tier_subquery(day))
        rule = f"专业镇登记簿：{day} 梯次为{name}的现行专业镇"
        asked = {"tier": keys[0]} if len(keys) == 1 else {}
        return Counted(rows.filter(tier_on__in=keys), rule, _url("towns:list", **asked), named="name")

    return found


# ── enterprises and their titles ─────────────────────────────────────────────────────────────────
def _enterprises() -> Iterator[Count]:
    # C 制造业, B 采矿业, D 电热燃水: what statistics calls industry
    yield Count(
        "enterprises:industrial_above_scale",
        _("规模以上工业企业数"),
        (("规模以上工业企业",), ("规上工业企业",)),
        _above_scale(("B", "C", "D"), "规模以上工业企业"),
        today_only=True,
    )
    yield Count(
        "enterprises:above_scale",
        _("四上企业数"),
        (("规模以上企业",), ("规上企业",), ("四上企业",)),
        _above_scale((), "四上企业"),
        today_only=True,
    )
    for size, name, label in (("large", "大型", _("大型企业数")), ("medium", "中型", _("中型企业数"))):
        yield Count(f"enterprises:{size}", label, ((f"{name}企业",),), _of_size(size, name), today_only=True)
    for kind, name, title, words in _titles():
        yield Count(f"qualifications:{kind}", title, words, _with_title(kind, name))


def _titles() -> Iterator[tuple[str, str, Label, tuple[tuple[str, ...], ...]]]:
    yield "high_tech", "高新技术企业", _("高新技术企业数"), (("高新技术企业",), ("高企",))
    yield "tech_sme", "科技型中小企业", _("科技型中小企业数"), (("科技型中小企业",),)
    yield "innovative_sme", "创新型中小企业", _("创新型中小企业数"), (("创新型中小企业",),)
    yield "specialised_sme", "专精特新中小企业", _("专精特新中小企业数"), (("专精特新",),)
    yield "little_giant", "专精特新“小巨人”企业", _("专精特新“小巨人”企业数"), (("小巨人",),)
    yield "single_champion", "制造业单项冠军企业", _("制造业单项冠军企业数"), (("单项冠军",),)
    leaders = (("产业化", "龙头"), ("农业", "龙头企业"))
    yield "agricultural_leader", "农业产业化重点龙头企业", _("农业产业化重点龙头企业数"), leaders


def _here(area: Any) -> QuerySet[Any]:
    """Enterprises at work: what is gone counts for nothing."""
    from zhenxing.web.enterprises.models import Enterprise

    rows: QuerySet[Any] = Enterprise.objects.current().filter(_within(area))
    return rows.exclude(status__in=("revoked", "cancelled", "moved_out"))


def _above_scale(sections: Sequence[str], name: str) -> Callable[[Any, date], Counted]:
    def found(area: Any, day: date) -> Counted:
        rows = _here(area)
        if sections:
            roots = list(codes.of("industry").filter(code__in=sections).values_list("pk", flat=True))
            rows = rows.filter(industry__in=codes.within(roots))
        rule = f"企业登记簿：{day} 按入统标准判定为“四上”的在营{name if sections else '企业'}"
        url = _url("enterprises:list", above_scale="yes", area=area.pk)
        return Counted(rows.filter(above_scale=True), rule, url, rows.filter(above_scale__isnull=True))

    return found


def _of_size(size: str, name: str) -> Callable[[Any, date], Counted]:
    def found(area: Any, day: date) -> Counted:
        rows, code = _here(area), codes.get("enterprise_size", size)
        rule = f"企业登记簿：{day} 按划型标准判定为{name}的在营企业"
        url = _url("enterprises:list", size=code.pk, area=area.pk)
        return Counted(rows.filter(size=code), rule, url, rows.filter(size__isnull=True), named="name")

    return found


def _with_title(kind: str, name: str) -> Callable[[Any, date], Counted]:
    def found(area: Any, day: date) -> Counted:
        from zhenxing.web.enterprises.models import Qualification

        code = codes.get("qualification", kind)
        held = Qualification.objects.current().filter(in_force(day), kind=code, revoked=False)
        rows = _here(area).filter(pk__in=held.values("enterprise"))
        rule = f"企业资质登记簿：{day} 有有效“{name}”资质、未被撤销的在营企业，一户计一次"
        return Counted(rows, rule, _url("qualifications:list", kind=code.pk), named="name")

    return found


# ── platforms and brands ─────────────────────────────────────────────────────────────────────────
def _platforms() -> Iterator[Count]:
    for kind, name, shown in _platform_kinds():
        words = ((name,),) if kind else (("创新平台",),)
        key = f"innovation:{kind or 'any'}"
        label = format_lazy(_("{kind}数"), kind=shown)
        yield Count(key, label, words, _platform(kind, name, ()), today_only=True)
        for at, (level, above) in enumerate(_ABOVE):
            fits = tuple((f"{level}以上", *one) for one in words)
            levels = _platform(kind, f"{level}以上{name}", _LEVELS[at:])
            of_level = format_lazy(_("{level}{kind}数"), level=above, kind=shown)
            yield Count(f"{key}:{_LEVELS[at]}+", of_level, fits, levels, today_only=True)
    yield Count(
        "service_platforms:running",
        _("运营中的公共服务平台数"),
        (("公共服务平台",), ("服务平台",)),
        _service_platforms,
        today_only=True,
    )


def _platform_kinds() -> Iterator[tuple[str, str, Label]]:
    yield "", "创新平台", _("创新平台")
    yield "technology_centre", "企业技术中心", _("企业技术中心")
    yield "key_laboratory", "重点实验室", _("重点实验室")
    yield "engineering_centre", "工程研究中心", _("工程研究中心")
    yield "pilot_base", "中试基地", _("中试基地")
    yield "design_centre", "工业设计中心", _("工业设计中心")


def _platform(kind: str, name: str, levels: Iterable[str]) -> Callable[[Any, date], Counted]:
    wanted = tuple(levels)

    def found(area: Any, day: date) -> Counted:
        from zhenxing.web.platforms.models import InnovationPlatform

        rows = InnovationPlatform.objects.current().filter(_within(area), in_force(day), stage="recognised")
        asked: dict[str, Any] = {"area": area.pk}
        if kind:
            code = codes.get("innovation_platform", kind)
            rows, asked = rows.filter(kind=code), {**asked, "kind": code.pk}
        rule = f"创新平台登记簿：{day} 已认定、在有效期内的{name}"
        url = _url("innovation_platforms:list", **asked)
        unsure = rows.filter(level__isnull=True) if wanted else None
        counted = rows.filter(level__code__in=wanted) if wanted else rows
        return Counted(counted, rule, url, unsure, named="name")

    return found


def _service_platforms(area: Any, day: date) -> Counted:
    from zhenxing.web.platforms.models import ServicePlatform

    rows = ServicePlatform.objects.current().filter(_within(area), stage="running")
    url = _url("service_platforms:list", area=area.pk)
    return Counted(rows, f"公共服务平台登记簿：{day} 状态为运营的平台", url, named="name")


def _brands() -> Iterator[Count]:
    yield Count("brands:any", _("品牌数"), (("品牌",), ("名优产品",)), _held("Brand", "brands", "品牌"), True)
    yield Count(
        "indications:any",
        _("地理标志数"),
        (("地理标志",),),
        _held("GeographicalIndication", "indications", "地理标志"),
        True,
    )
    yield Count("patents:any", _("有效专利数"), (("专利",),), _held("Patent", "patents", "专利"), True)
    yield Count(
        "standards:any",
        _("已发布标准数"),
        (("制定", "标准"), ("行业标准",), ("团体标准",)),
        _held("Standard", "standards", "标准", "published"),
        True,
    )


def _held(model: str, key: str, name: str, stage: str = "granted") -> Callable[[Any, date], Counted]:
    def found(area: Any, day: date) -> Counted:
        kind: Any = apps.get_model("brands", model)
        rows = kind.objects.current().filter(_within(area), in_force(day), stage=stage)
        rule = f"{name}登记簿：{day} 有效的{name}"
        return Counted(rows, rule, _url(f"{key}:list"), named="name")

    return found


_FAMILIES: tuple[tuple[str, Callable[[], Iterator[Count]]], ...] = (
    ("towns", _towns),
    ("enterprises", _enterprises),
    ("platforms", _platforms),
    ("brands", _brands),
)
