"""The demo county's ledger of problems: reported, merged, solved, rated; visits; the codes people scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils import timezone

from zhenxing.packs.demo_problems import load_demo_problems
from zhenxing.web.accounts.models import User
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.problems import steps
from zhenxing.web.problems.actions import DraftClause
from zhenxing.web.problems.models import (
    CommonProblem,
    IntakePoint,
    Problem,
    Referral,
    ServiceRule,
    Visit,
)
from zhenxing.web.towns.models import Town

_Row = Mapping[str, Any]
_CLERK = "bangongshi"
_TOLD_AFTER = timedelta(days=3)


@dataclass
class _Known:
    """What the rows name, read once."""

    today: date
    areas: dict[str, Area] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    towns: dict[str, Town] = field(default_factory=dict)
    firms: dict[str, Enterprise] = field(default_factory=dict)
    industries: dict[str, Any] = field(default_factory=dict)

    def day(self, row: _Row, name: str) -> date | None:
        return self.today + timedelta(days=row[name]) if name in row else None


@dataclass(frozen=True)
class LoadDemoProblems(Action[int]):
    """Make the rule of service, the codes, the problems in every state, and the visits."""

    code: ClassVar[str] = "demo.load-problems"
    permission: ClassVar[str] = "problems.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        content, known = load_demo_problems(), _known()
        deed.save(ServiceRule(area=known.areas[self.home], **content["rule"]))
        deed.create_many(IntakePoint, [_intake(row, known) for row in content["intakes"]])
        commons = {row["key"]: _common(deed, row, known, self.home) for row in content["commons"]}
        problems = [_problem(row, known, commons) for row in content["problems"]]
        deed.create_many(Problem, problems)
        deed.create_many(Referral, _slips(content["problems"], problems, known))
        for one in (*problems, *commons.values()):
            steps.set_clock(deed, one)
        visits = deed.create_many(Visit, [_visit(row, known) for row in content["visits"]])
        made = len(problems) + len(commons) + len(visits) + len(content["intakes"]) + 1
        deed.batch(made)
        return made


def load_problems(home: str) -> None:
    """The ledger, and a clause drafted from what was solved."""
    run_action(LoadDemoProblems(home), None)
    clerk = User.objects.get(username=_CLERK)
    for row in load_demo_problems()["commons"]:
        if row.get("clause"):
            common = CommonProblem.objects.get(title=row["title"])
            deed = DraftClause("common_problems", common.pk, Town.objects.get(name=row["town"]))
            run_action(deed, clerk, reason="演示数据")


def _known() -> _Known:
    return _Known(
        timezone.localdate(),
        {one.code: one for one in Area.objects.all()},
        {one.key: one for one in Unit.objects.exclude(key="")},
        {one.name: one for one in Town.objects.all()},
        {one.name: one for one in Enterprise.objects.select_related("town", "industry")},
        {one.code: one for one in codes.of("industry").filter(code__in=("3074", "3393", "2041"))},
    )


def _intake(row: _Row, known: _Known) -> IntakePoint:
    town = known.towns.get(row["town"] or "")
    return IntakePoint(**{**row, "area": known.areas[row["area"]], "town": town})


def _common(deed: Deed, row: _Row, known: _Known, home: str) -> CommonProblem:
    solved = known.day(row, "solved")
    made = CommonProblem(
        area=known.areas[home],
        town=known.towns.get(row.get("town", "")),
        industry=known.industries.get(row["industry"]),
        unit=known.units[row["unit"]],
        grade="county",
        opened_on=known.day(row, "opened"),
        due_on=known.day(row, "due") or solved,
        solved_on=solved,
        answered_on=solved,
        **{name: row.get(name, "") for name in ("title", "text", "words", "measures", "answer", "state")},
    )
    deed.save(made)
    made.co_units.set(known.units[key] for key in row.get("co_units", ()))
    slip = Referral(common=made, area=made.area, unit=made.unit, measures=made.measures, answer=made.answer)
    slip.sent_on, slip.due_on = made.opened_on, made.due_on
    slip.signed_on, slip.answered_on = made.opened_on, solved
    deed.save(slip)
    return made


def _problem(row: _Row, known: _Known, commons: Mapping[str, CommonProblem]) -> Problem:
    firm, common = known.firms.get(row["asker"]), commons.get(row.get("common", ""))
    made = Problem(
        area=known.areas[row["area"]],
        asker=row["asker"],
        anonymous=not row["asker"],
        enterprise=firm,
        town=firm.town if firm else common.town if common else None,
        industry=firm.industry if firm else known.industries.get(row.get("industry", "")),
        title=row["title"],
        text=row["title"],
        channel=row["channel"],
        raised_on=known.day(row, "days"),
        state=row.get("state", "reported"),
        unit=known.units.get(row.get("unit", "")),
        due_on=known.day(row, "due"),
        answered_on=known.day(row, "answered"),
        answer=row.get("answer", ""),
        nature="individual" if "unit" in row else "",
        grade="county" if "unit" in row else "",
    )
    if made.state == "reported":
        made.triage_by = known.today + timedelta(days=1)
    if common is not None:
        _put_to(made, common)
    _rate(made, row)
    return made


def _put_to(made: Problem, common: CommonProblem) -> None:
    made.common, made.nature, made.state = common, "common", "merged"
    if common.solved_on is not None:
        made.unit, made.answer, made.answered_on = common.unit, common.answer, common.solved_on
        made.state = "closed"


def _rate(made: Problem, row: _Row) -> None:
    if "rating" in row and made.answered_on is not None:
        made.rating, made.rating_note = row["rating"], row.get("rating_note", "")
        made.rated_by = "asker" if row["channel"] == "form" else "clerk"
        made.rated_on = made.answered_on + _TOLD_AFTER


def _slips(rows: list[_Row], problems: list[Problem], known: _Known) -> list[Referral]:
    """A slip for each that was handed on; what is done again has two."""
    made = []
    for row, one in zip(rows, problems, strict=True):
        if "unit" not in row:
            continue
        sent = one.raised_on + timedelta(days=1)
        again = one.state == "redo"
        made.append(_slip(one, 1, sent, known.day(row, "answered") if again else one.due_on, row, known))
        if again and one.rated_on:
            second = Referral(problem=one, area=one.area, unit=one.unit, round=2, due_on=one.due_on)
            second.sent_on = one.rated_on
            made.append(second)
    return made


def _slip(one: Problem, number: int, sent: date, due: date | None, row: _Row, known: _Known) -> Referral:
    return Referral(
        problem=one,
        area=one.area,
        unit=one.unit,
        round=number,
        sent_on=sent,
        due_on=due,
        signed_on=known.day(row, "signed") or (sent if one.answered_on else None),
        answered_on=one.answered_on,
        answer=one.answer,
    )


def _visit(row: _Row, known: _Known) -> Visit:
    firm = known.firms[row["enterprise"]]
    return Visit(
        area=firm.area,
        enterprise=firm,
        unit=known.units[row["unit"]],
        visited_on=known.day(row, "days"),
        people=row["people"],
        needs=row.get("needs", ""),
        feedback=row.get("feedback", ""),
        satisfaction=row.get("satisfaction", ""),
        said_by_whom=row.get("said", ""),
    )
