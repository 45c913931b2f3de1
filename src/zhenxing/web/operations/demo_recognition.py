"""A round of recognition in the demo county, taken through the same deeds people use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone

from zhenxing.packs.demo_recognition import load_demo_recognition
from zhenxing.web.accounts.models import User
from zhenxing.web.codetables import queries as codes
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.organisations.models import Area, Post, Unit
from zhenxing.web.recognition import actions
from zhenxing.web.recognition.models import (
    Application,
    Call,
    Criterion,
    Expert,
    PublicNotice,
    PublicRoll,
    Scheme,
)
from zhenxing.web.towns.models import Town, TownFigure

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND, _DECIDER = "bangongshi", "bangongshi2", "xianzhang"


@dataclass(frozen=True)
class LoadDemoRecognition(Action[int]):
    """Make the scheme of the demo county with its criteria, experts, calls, and the figures it judges by."""

    code: ClassVar[str] = "demo.load-recognition"
    permission: ClassVar[str] = "schemes.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        content, area = load_demo_recognition(), Area.objects.get(code=self.home)
        scheme = _scheme(content["scheme"], area)
        deed.save(scheme)
        made = [
            *deed.create_many(Criterion, _criteria(content["criteria"], scheme)),
            *deed.create_many(Expert, _experts(content["experts"], area)),
            *deed.create_many(Call, _calls(content["calls"], scheme)),
            *deed.create_many(TownFigure, _figures(content["figures"])),
        ]
        deed.save(PublicRoll(area=area, valid_from=date(2025, 7, 1), **content["roll"]))
        deed.batch(len(made) + 2)
        return len(made) + 2


def load_recognition(home: str) -> None:
    """The scheme and a round: one town recognised, one refused, one under notice, one call open."""
    run_action(LoadDemoRecognition(home), None)
    content = load_demo_recognition()
    clerk = _user(_CLERK)
    _do(actions.TakeCriteria(Scheme.objects.get(edition=content["scheme"]["edition"]).pk), clerk)
    for row in content["calls"]:
        if row["applications"]:
            _round(row, content)


def _round(row: _Row, content: _Row) -> None:
    """A call from the first draft as far as its data goes; its days are then moved to where they belong."""
    call = Call.objects.get(batch=row["batch"])
    found = [(one, _reviewed(one, call, content)) for one in row["applications"]]
    clerk = _user(_CLERK)
    _do(actions.RankCall(call.pk), clerk)
    today = timezone.localdate()
    deed = actions.PublishNotice(call.pk, row["notice"]["title"], today, "云岭县人民政府网站", "0990-2100009")
    notice: PublicNotice = _do(deed, clerk)
    for one, application in found:
        _objection(one, application)
    Call.objects.filter(pk=call.pk).update(
        opens_on=today + timedelta(days=row["opens"]), closes_on=today + timedelta(days=row["closes"])
    )
    if "ends" in row["notice"]:
        _in_the_past(notice, row["notice"], today)
        for one, application in found:
            _decided(one, application)


def _reviewed(row: _Row, call: Call, content: _Row) -> Application:
    """Applied for, taken in, reviewed, and scored where it passed."""
    writer, clerk = _user(row["writer"]), _user(_CLERK)
    town, unit = Town.objects.get(name=row["town"]), Unit.objects.get(key=row["unit"])
    found: Application = _do(actions.StartApplication(call.pk, town.pk, unit.pk), writer)
    answers = {key: {"holds": True, "text": "见证明材料"} for key in content["answers"]}
    _do(actions.EditApplication(found.pk, content["texts"], answers), writer)
    for criterion in call.scheme.criteria.exclude(proof=""):
        data = f"{_WHY}：{town}，{criterion.proof}".encode()
        _do(actions.AttachProof(found.pk, criterion.key, criterion.proof[:150], "证明.txt", data), writer)
    _do(actions.SubmitApplication(found.pk), writer)
    _do(actions.AcceptApplication(found.pk), clerk)
    opinion = row.get("opinion", "材料齐全，各项条件经核对属实，建议提交评审。")
    findings = dict.fromkeys(content["answers"], True)
    _do(actions.ReviewApplication(found.pk, row["passed"], opinion, findings), clerk, opinion)
    if row["passed"]:
        _score(row["marks"], found, content)
    return found


def _score(marks: list[list[int]], found: Application, content: _Row) -> None:
    keys = [one["key"] for one in content["criteria"]]
    for given, row in zip(marks, content["experts"], strict=True):
        who = _user(row["user"])
        seat = _do(actions.AssignExpert(found.pk, Expert.objects.get(user=who).pk), _user(_CLERK))
        _do(actions.DeclareInterest(seat.pk, False), who)
        scores = dict(zip(keys, map(Decimal, given), strict=True))
        _do(actions.ScoreApplication(seat.pk, scores, "同意提交认定。"), who)
    _do(actions.CloseScoring(found.pk), _user(_SECOND))


def _objection(row: _Row, found: Application) -> None:
    said = row.get("objection")
    if said is None:
        return
    made = _do(actions.FileObjection(found.pk, said["objector"], said["text"]), _user("nongye"))
    _do(actions.AnswerObjection(made.pk, False, said["answer"]), _user(_SECOND))


def _in_the_past(notice: PublicNotice, row: _Row, today: date) -> None:
    """A notice cannot be begun in the past; the demo county's has run out by the time it is loaded."""
    PublicNotice.objects.filter(pk=notice.pk).update(
        begins_on=today + timedelta(days=row["begins"]), ends_on=today + timedelta(days=row["ends"])
    )


def _decided(row: _Row, found: Application) -> None:
    decision = row["decision"]
    reasons = decision.get("reasons", "")
    deed = actions.DecideApplication(found.pk, decision["number"], row["passed"], reasons)
    _do(deed, _user(_DECIDER), reasons or _WHY)


def _scheme(row: _Row, area: Area) -> Scheme:
    plain = {name: row[name] for name in row if name not in ("tier", "organ", "deciding_post", "document")}
    return Scheme(
        area=area,
        tier=codes.get("town_tier", row["tier"]),
        organ=Unit.objects.get(key=row["organ"]),
        deciding_post=Post.objects.get(
            unit__key=row["deciding_post"]["unit"], title=row["deciding_post"]["title"]
        ),
        document=Document.objects.filter(file_name=row["document"]).first(),
        **plain,
    )


def _criteria(rows: list[_Row], scheme: Scheme) -> list[Criterion]:
    return [Criterion(scheme=scheme, position=number, **row) for number, row in enumerate(rows, 1)]


def _experts(rows: list[_Row], area: Area) -> list[Expert]:
    return [Expert(area=area, **{**row, "user": _user(row["user"])}) for row in rows]


def _calls(rows: list[_Row], scheme: Scheme) -> list[Call]:
    """Every call is open on the day it is loaded: its own days come once its applications stand."""
    today = timezone.localdate()
    plain = ("name", "batch", "number", "judged_on", "reference_year", "quota")
    return [
        Call(
            scheme=scheme,
            opens_on=today + timedelta(days=min(row["opens"], 0)),
            closes_on=today + timedelta(days=max(row["closes"], 0)),
            **{name: row[name] for name in plain if name in row},
        )
        for row in rows
    ]


def _figures(rows: list[_Row]) -> list[TownFigure]:
    towns = {town.name: town for town in Town.objects.all()}
    kinds = {code.code: code for code in codes.of("baseline_indicator")}
    return [
        TownFigure(**{**row, "town": towns[row["town"]], "indicator": kinds[row["indicator"]]})
        for row in rows
    ]


def _user(name: str) -> User:
    found: User = User.objects.get(username=name)
    return found


def _do(deed: Action[Any], who: User, reason: str = _WHY) -> Any:
    return run_action(deed, who, reason=reason).result
