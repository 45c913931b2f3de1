"""A fictional county with a scheme, a rulebook, a call, towns and the people who work on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhenxing.web.accounts.models import User
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.recognition import actions
from zhenxing.web.recognition.models import (
    Application,
    Call,
    Criterion,
    Expert,
    Objection,
    PublicNotice,
    Scheme,
    Seat,
)
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.towns.models import Town, TownFigure

YEAR = timezone.localdate().year - 1

BOOK = """
key: yunshan-recognition
name: 云山县专业镇认定条件
subject: town
citation: {document: 云山县专业镇认定办法（演示数据）, number: 云山办发〔2020〕3号, clause: 第二章}
status: site
facts:
  output: {label: 主导产业产值, unit: 元, kind: number, yearly: true}
  employment: {label: 从业人员, unit: 人, kind: number, yearly: true}
rules:
  - key: output
    name: 产值
    begins: 2020-01-01
    clause: 第五条第一项
    weight: 60
    points: {table: {by: output, steps: [{from: 1亿元, value: 30}, {from: FLOOR, value: 50}], below: 0}}
    when: {of: output, at_least: FLOOR}
  - key: jobs
    name: 从业人员
    begins: 2020-01-01
    clause: 第五条第二项
    when: {of: employment, at_least: 800人}
  - key: safety
    name: 安全
    begins: 2020-01-01
    clause: 第五条第三项
    when: {judged: {key: safety, question: 近三年没有较大以上事故, proof: 应急部门证明}}
  - key: county
    name: 县级专业镇
    begins: 2020-01-01
    clause: 第五条
    outcome: county
    when: {all: [{rule: output}, {rule: jobs}, {rule: safety}]}
"""


def rulebook(floor: str = "2亿元", begins: date | None = None, ends: date | None = None) -> Rulebook:
    """The county's rulebook with a threshold of output, in force for some days."""
    made: Rulebook = Rulebook.objects.create(
        key="yunshan-recognition",
        name="云山县专业镇认定条件",
        subject="town",
        status="site",
        begins=begins,
        ends=ends,
        text=BOOK.replace("FLOOR", floor),
    )
    return made


@dataclass
class County:
    """Places, people and papers of one county; every deed goes through `do`."""

    area: Area
    organ: Unit
    township: Unit
    #: who fills in, and the two of the office who take turns
    writer: User
    clerk: User
    second: User
    decider: User
    experts: list[User]
    scheme: Scheme
    call: Call
    towns: dict[str, Town] = field(default_factory=dict)

    def do(self, deed: Action[Any], who: User, reason: str = "") -> Any:
        who.forget_grants()
        return run_action(deed, who, reason=reason).result


def county(**scheme: Any) -> County:
    """云山县 with one township, an office of two clerks, a leader, three experts and an open call."""
    where = area("云山县")
    below = area("石桥镇", where, "township")
    organ, township = unit(where, "云山县工业和信息化局"), unit(below, "石桥镇人民政府", level="township")
    made = new_scheme(where, organ, **scheme)
    return County(
        area=where,
        organ=organ,
        township=township,
        writer=person("township", township, "石小溪"),
        clerk=person("office", organ, "云帆"),
        second=person("office", organ, "白露"),
        decider=person("leader", where, "江远"),
        experts=[person("expert", where, name) for name in ("甲专家", "乙专家", "丙专家")],
        scheme=made,
        call=new_call(made),
    )


def new_scheme(where: Area, organ: Unit, **fields: Any) -> Scheme:
    usual = {
        "name": "云山县专业镇认定办法",
        "edition": "2020年版",
        "tier": codes.get("town_tier", "county"),
        "rulebook": "yunshan-recognition",
        "fewest_experts": 2,
        "notice_days": 5,
        "valid_years": 3,
        "number": "云山办发〔2020〕3号",
    }
    scheme: Scheme = Scheme.objects.create(area=where, organ=organ, **{**usual, **fields})
    for position, (key, name, full, rule, proof) in enumerate(
        (
            ("output", "产值", 60, "output", "统计部门证明"),
            ("brand", "品牌", 40, "", ""),
            ("safety", "安全", 0, "safety", "应急部门证明"),
        )
    ):
        Criterion.objects.create(
            scheme=scheme, position=position, key=key, name=name, full_mark=full, rule=rule, proof=proof
        )
    return scheme


def new_call(scheme: Scheme, batch: str = "第一批") -> Call:
    today = timezone.localdate()
    call: Call = Call.objects.create(
        scheme=scheme,
        name=f"{batch}县级专业镇申报通知",
        batch=batch,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=20),
        judged_on=today,
        reference_year=YEAR,
    )
    return call


def town(place: County, name: str, output: str = "", employment: str = "", year: int = YEAR) -> Town:
    """A town led by the township, with figures where they are given (亿元, 人)."""
    made = Town.objects.create(
        area=place.area, name=name, lead_unit=place.township, product="竹编", introduction="沿溪聚集。"
    )
    place.towns[name] = made
    for key, value, measure in (("output", output, "亿元"), ("employment", employment, "人")):
        if value:
            TownFigure.objects.create(
                town=made,
                indicator=codes.get("baseline_indicator", key),
                year=year,
                value=Decimal(value),
                unit=measure,
                source="县统计局核定",
            )
    return made


WORDS = {
    "overview": "竹编之乡。",
    "industry": "有企业若干。",
    "analysis": "逐年增长。",
    "brands": "有商标。",
    "planning": "有规划。",
}
ANSWERS: Mapping[str, Mapping[str, Any]] = {"safety": {"holds": True, "text": "没有事故"}}


def draft(place: County, made: Town) -> Application:
    """An application begun by the township."""
    found: Application = place.do(
        actions.StartApplication(place.call.pk, made.pk, place.township.pk), place.writer
    )
    return found


def complete(place: County, made: Town) -> Application:
    """A draft with words, answers and proofs: nothing is missing."""
    found = draft(place, made)
    place.do(actions.EditApplication(found.pk, WORDS, ANSWERS, {"output": "50"}), place.writer)
    for key in ("output", "safety"):
        place.do(actions.AttachProof(found.pk, key, "证明", "证明.pdf", f"证明 {key}".encode()), place.writer)
    return found


def submitted(place: County, made: Town) -> Application:
    found = complete(place, made)
    place.do(actions.SubmitApplication(found.pk), place.writer)
    return found


def frozen(place: County, made: Town) -> Application:
    found = submitted(place, made)
    place.do(actions.AcceptApplication(found.pk), place.clerk)
    return found


def reviewed(place: County, made: Town, passed: bool = True) -> Application:
    found = frozen(place, made)
    deed = actions.ReviewApplication(found.pk, passed, "核对了材料。", {"safety": True})
    place.do(deed, place.clerk)
    return found


def scored(place: County, made: Town, *marks: int) -> Application:
    """Reviewed, and scored by as many experts as marks are given for the criterion 品牌."""
    found = reviewed(place, made)
    for number, mark in enumerate(marks or (30, 32)):
        seat = seated(place, found, place.experts[number])
        place.do(actions.DeclareInterest(seat.pk, False), place.experts[number])
        given = {"output": Decimal(50), "brand": Decimal(mark)}
        place.do(actions.ScoreApplication(seat.pk, given, "可以"), place.experts[number])
    place.do(actions.CloseScoring(found.pk), place.clerk)
    return found


def seated(place: County, found: Application, who: User) -> Seat:
    expert, _made = Expert.objects.get_or_create(
        area=place.area, name=who.display_name, employer="省工艺研究所", defaults={"user": who}
    )
    seat: Seat = place.do(actions.AssignExpert(found.pk, expert.pk), place.clerk)
    return seat


def noticed(place: County) -> PublicNotice:
    """Everything of the call ranked and put on notice from today on."""
    place.do(actions.RankCall(place.call.pk), place.clerk)
    deed = actions.PublishNotice(
        place.call.pk, "拟认定名单公示", timezone.localdate(), "县政府门户网站", "0000-0000000"
    )
    notice: PublicNotice = place.do(deed, place.clerk)
    return notice


def objected(place: County, found: Application) -> Objection:
    deed = actions.FileObjection(found.pk, "邻镇商会", "产值里有别镇的企业。")
    objection: Objection = place.do(deed, place.writer)
    return objection


def after(notice: PublicNotice) -> date:
    """The first day on which the notice is over."""
    end: date = notice.ends_on
    return end + timedelta(days=1)
