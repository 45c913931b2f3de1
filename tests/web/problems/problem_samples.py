"""A fictional county with an office, two departments, a township, firms, a rule of service and a code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhenxing.web.accounts.models import User
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area, LeadingGroup, Unit
from zhenxing.web.problems.models import IntakePoint, Problem, ServiceRule
from zhenxing.web.towns.models import Town

#: eight askers, one trouble, eight ways to say it
GAS = (
    "窑炉用的天然气冬天经常停供，烧到一半就灭火，一窑坯全废了",
    "燃气压力不足，隧道窑升不到温",
    "供气不稳定，每天下午限气四个小时",
    "我公司天然气价格比邻县高三毛，成本压力很大",
    "气压低，辊道窑烧成合格率下降",
    "入冬以后停气三次，订单交不了货",
    "天然气供应不稳定，窑炉经常停火",
    "限气以后只能夜里烧窑，工人加班费增加",
)
OTHERS = ("招不到熟练的拉坯工人", "镇区道路破损，大货车进不来", "银行续贷手续太多，资金周转困难")


@dataclass
class County:
    """Places and people of one county; every deed goes through `do`."""

    area: Area
    township: Area
    office: Unit
    gas: Unit
    roads: Unit
    clerk: User
    second: User
    gasman: User
    roadman: User
    villager: User
    town: Town
    point: IntakePoint
    firms: list[Enterprise] = field(default_factory=list)

    def do(self, deed: Action[Any], who: User | None, reason: str = "") -> Any:
        if who is not None:
            who.forget_grants()
        return run_action(deed, who, reason=reason).result

    def problem(self, text: str, day: date | None = None, **fields: Any) -> Problem:
        """A problem as the ledger has it from a clerk."""
        given = {"area": self.township, "town": self.town, "title": text[:40], "text": text, **fields}
        made: Problem = Problem.objects.create(raised_on=day or date(2026, 1, 8), **given)
        return made


def county() -> County:
    """云岭县 with 石桥镇; the office is a department of its own."""
    where = area("云岭县")
    below = area("石桥镇", where, "township")
    office, gas = unit(where, "云岭县专业镇办公室"), unit(where, "云岭县住房和城乡建设局")
    roads, local = unit(where, "云岭县交通运输局"), unit(below, "石桥镇人民政府", level="township")
    LeadingGroup.objects.create(name="专业镇建设领导小组", area=where, office=office)
    town = Town.objects.create(name="云岭陶瓷专业镇", area=where, product="日用陶瓷")
    ServiceRule.objects.create(
        area=where,
        valid_from=date(2020, 1, 1),
        triage_days=2,
        county_days=10,
        township_days=5,
        redo_days=5,
        rate_days=5,
        silent_months=6,
        most_visits=3,
        within_days=30,
        source="云岭县政府办通知（演示数据）",
    )
    return County(
        area=where,
        township=below,
        office=office,
        gas=gas,
        roads=roads,
        clerk=person("office", office, "云帆"),
        second=person("office", office, "白露"),
        gasman=person("liaison", gas, "秦火"),
        roadman=person("liaison", roads, "路平"),
        villager=person("township", local, "石小溪"),
        town=town,
        point=IntakePoint.objects.create(area=where, town=town, name="云岭陶瓷专业镇", phone="0990-2100009"),
        firms=[
            Enterprise.objects.create(area=below, name=f"云岭第{number}陶瓷厂", town=town)
            for number in range(1, 9)
        ],
    )
