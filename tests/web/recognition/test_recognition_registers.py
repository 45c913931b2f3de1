"""The registers of recognition behave as every register does."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from web.recognition.recognition_samples import YEAR
from zhenxing.web.accounts.models import User
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.testing import RegisterTests, person, unit
from zhenxing.web.organisations.models import Area, Post
from zhenxing.web.recognition import models as records
from zhenxing.web.recognition import register
from zhenxing.web.towns.models import Town

_number = itertools.count(1)
#: pages that need more than the record's address, or something that is not there yet
_APART = ("proof-file", "remove-proof", "opinion")


def scheme(where: Area) -> records.Scheme:
    made: records.Scheme = records.Scheme.objects.create(
        area=where,
        name=f"{where}认定办法",
        edition=f"第{next(_number)}版",
        tier=codes.get("town_tier", "county"),
        organ=unit(where),
    )
    return made


def call(where: Area) -> records.Call:
    made: records.Call = records.Call.objects.create(
        scheme=scheme(where),
        name=f"{where}申报通知",
        batch="第一批",
        opens_on=date(2025, 3, 1),
        closes_on=date(2025, 3, 31),
        judged_on=date(2025, 3, 31),
        reference_year=2024,
    )
    return made


def town(where: Area) -> Town:
    made: Town = Town.objects.create(area=where, name=f"{where}竹编专业镇{next(_number)}")
    return made


def application(where: Area, **fields: Any) -> records.Application:
    made: records.Application = records.Application.objects.create(
        call=call(where), town=town(where), unit=unit(where), **fields
    )
    return made


def expert(where: Area) -> records.Expert:
    made: records.Expert = records.Expert.objects.create(
        area=where, name=f"甲专家{next(_number)}", employer="省工艺研究所"
    )
    return made


def notice(where: Area) -> records.PublicNotice:
    today = timezone.localdate()
    entry = {"town": "竹编专业镇", "unit": "石桥镇", "proposal": "recognise", "place": 1, "score": "90"}
    made: records.PublicNotice = records.PublicNotice.objects.create(
        call=call(where),
        title=f"{where}公示",
        begins_on=today,
        ends_on=today + timedelta(days=7),
        channel="网站",
        contact="0000",
        entries=[entry],
    )
    return made


class _Apart(RegisterTests):
    __test__ = False

    def urls(self, record: Any) -> list[str]:
        return [url for url in super().urls(record) if url.rstrip("/").rpartition("/")[2] not in _APART]


class TestSchemes(RegisterTests):
    register = register.SCHEMES

    def record(self, where: Area) -> Any:
        return scheme(where)

    def form(self, where: Area) -> dict[str, Any]:
        days = dict.fromkeys(
            (
                "check_days",
                "mend_days",
                "review_days",
                "score_days",
                "rank_days",
                "answer_days",
                "decide_days",
            ),
            10,
        )
        return {
            "name": "清河县认定办法",
            "edition": "2025年版",
            "area": where.pk,
            "tier": codes.get("town_tier", "county").pk,
            "organ": unit(where).pk,
            "fewest_experts": 3,
            "notice_days": 5,
            "rectify_months": 6,
            **days,
        }


class TestCriteria(RegisterTests):
    register = register.CRITERIA

    def record(self, where: Area) -> Any:
        return records.Criterion.objects.create(scheme=scheme(where), key="output", name="产值", full_mark=30)

    def form(self, where: Area) -> dict[str, Any]:
        return {"scheme": scheme(where).pk, "position": 1, "key": "brand", "name": "品牌", "full_mark": 20}


class TestCalls(RegisterTests):
    register = register.CALLS

    def record(self, where: Area) -> Any:
        return call(where)

    def form(self, where: Area) -> dict[str, Any]:
        return {
            "scheme": scheme(where).pk,
            "name": "第二批申报通知",
            "batch": "第二批",
            "opens_on": "2025-05-01",
            "closes_on": "2025-05-31",
            "judged_on": "2025-05-31",
            "reference_year": 2024,
        }


class TestExperts(RegisterTests):
    register = register.EXPERTS

    def record(self, where: Area) -> Any:
        return expert(where)

    def form(self, where: Area) -> dict[str, Any]:
        return {"name": "丁专家", "area": where.pk, "employer": "澄州学院"}


class TestPromotions(RegisterTests):
    register = register.PROMOTIONS

    def record(self, where: Area) -> Any:
        return records.Promotion.objects.create(
            town=town(where),
            year=YEAR,
            kind="reserve",
            tier=codes.get("town_tier", "county"),
            basis="会议纪要",
        )

    def form(self, where: Area) -> dict[str, Any]:
        tier = codes.get("town_tier", "city").pk
        return {"town": town(where).pk, "year": YEAR, "kind": "promote", "tier": tier, "basis": "会议纪要"}


class TestWordings(RegisterTests):
    register = register.WORDINGS

    def record(self, where: Area) -> Any:
        return records.SchemeWording.objects.create(
            scheme=scheme(where), kind="notice", text="现将{{ 批次 }}公示。"
        )

    def form(self, where: Area) -> dict[str, Any]:
        return {"scheme": scheme(where).pk, "kind": "recognise", "text": "认定{{ 专业镇 }}。"}


class TestPublicRolls(RegisterTests):
    register = register.PUBLIC_ROLLS

    def record(self, where: Area) -> Any:
        title = f"{where}专业镇公开册{next(_number)}"
        return records.PublicRoll.objects.create(area=where, title=title, valid_from=date(2025, 1, 1))

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "title": "清河县公开册", "valid_from": "2025-01-01"}


class TestDelegations(RegisterTests):
    register = register.DELEGATIONS

    def record(self, where: Area) -> Any:
        post = Post.objects.create(unit=unit(where), title="局长")
        who: User = person("office", where)
        return records.Delegation.objects.create(
            post=post, user=who, begins=date(2025, 1, 1), ends=date(2025, 2, 1), basis="委托书"
        )


class TestApplications(_Apart):
    __test__ = True
    register = register.APPLICATIONS
    most_queries = 22

    def record(self, where: Area) -> Any:
        return application(where)


class TestSeats(_Apart):
    __test__ = True
    register = register.SEATS

    def record(self, where: Area) -> Any:
        return records.Seat.objects.create(
            application=application(where, state="reviewed"), expert=expert(where)
        )


class TestNotices(RegisterTests):
    register = register.PUBLIC_NOTICES

    def record(self, where: Area) -> Any:
        return notice(where)


class TestObjections(RegisterTests):
    register = register.OBJECTIONS

    def record(self, where: Area) -> Any:
        return records.Objection.objects.create(
            application=application(where, state="objected"),
            notice=notice(where),
            objector="邻镇商会",
            text="请核实。",
            received_on=date(2025, 4, 1),
            entered_by=person(),
        )


class TestDecisions(RegisterTests):
    register = register.DECISIONS

    def record(self, where: Area) -> Any:
        line = {
            "label": "产值", "value": "1亿元", "required": "≥2亿元", "gap": "还差1亿元",
            "verdict": "false", "clause": "第五条", "source": "",
        }  # fmt: skip
        rule = {"rule": "产值", "verdict": "false", "clause": "第五条", "missing": [], "lines": [line]}
        return records.Decision.objects.create(
            application=application(where, state="refused"),
            kind="refuse",
            number="县函〔2025〕1号",
            decided_on=date(2025, 5, 1),
            decided_by=person(),
            reasons="产值不足。",
            grounds=[rule],
        )
