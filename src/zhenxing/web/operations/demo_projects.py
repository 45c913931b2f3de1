"""The project library of the demo county, taken through the same deeds people use."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone

from zhenxing.packs.demo_projects import load_demo_projects
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.organisations.models import Area, Post, Unit
from zhenxing.web.projects import actions, flow
from zhenxing.web.projects.models import BatchRound, ElementRequest, Investment, Project
from zhenxing.web.proofs.services import Upload
from zhenxing.web.towns.models import Town

_Row = Mapping[str, Any]
_WHY = "演示数据"
_CLERK, _SECOND = "bangongshi", "bangongshi2"
_PLAIN = (
    "name", "code", "investor", "investor_code", "content", "importance", "renovation", "bond", "parcel",
)  # fmt: skip


@dataclass(frozen=True)
class LoadDemoProjects(Action[int]):
    """Make the projects, what was invested in them, what they ask for, and the rounds."""

    code: ClassVar[str] = "demo.load-projects"
    permission: ClassVar[str] = "projects.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        content, today = load_demo_projects(), timezone.localdate()
        made = deed.create_many(Project, [_project(row, today) for row in content["projects"]])
        pairs = list(zip(made, content["projects"], strict=True))
        money = [one for project, row in pairs for one in _invested(project, row, today)]
        asked = [one for project, row in pairs for one in _elements(project, row, today)]
        rounds = [_round(row, Area.objects.get(code=self.home), today) for row in content["rounds"]]
        deed.create_many(Investment, money)
        deed.create_many(ElementRequest, asked)
        deed.create_many(BatchRound, rounds)
        total = len(made) + len(money) + len(asked) + len(rounds)
        deed.batch(total)
        return total


def load_projects(home: str) -> None:
    """Seven projects: one in full effect, some on their way, one that waits, one refused, one suspected."""
    run_action(LoadDemoProjects(home), None)
    today = timezone.localdate()
    for row in load_demo_projects()["projects"]:
        project = Project.objects.get(name=row["name"], area__code=row["area"])
        _screened(project, row)
        _staged(project, row, today)
        _answered(project, row)


def _project(row: _Row, today: date) -> Project:
    post = row.get("post")
    facts = {
        name: Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in row["facts"].items()
    }
    plan = {flow.PLAN_FIELDS[stage]: today + timedelta(days=n) for stage, n in row.get("plan", {}).items()}
    return Project(
        area=Area.objects.get(code=row["area"]),
        unit=Unit.objects.get(key=row["unit"]),
        post=Post.objects.get(unit__key=post["unit"], title=post["title"]) if post else None,
        town=Town.objects.filter(name=row.get("town", "")).first(),
        bond_amount=Decimal(row["bond_amount"]) if "bond_amount" in row else None,
        **{name: row[name] for name in _PLAIN if name in row},
        **facts,
        **plan,
    )


def _invested(project: Project, row: _Row, today: date) -> list[Investment]:
    return [
        Investment(
            project=project, month=f"{today + timedelta(days=n):%Y-%m}", amount=Decimal(amount), note=_WHY
        )
        for n, amount in row.get("invested", ())
    ]


def _elements(project: Project, row: _Row, today: date) -> list[ElementRequest]:
    return [
        ElementRequest(
            project=project,
            kind=one["kind"],
            content=one["content"],
            unit=Unit.objects.get(key=one["unit"]),
            due_on=today + timedelta(days=one["due"]),
        )
        for one in row.get("elements", ())
    ]


def _round(row: _Row, home: Area, today: date) -> BatchRound:
    quarter = (today.year * 4 + (today.month - 1) // 3) - row["quarters_back"]
    return BatchRound(area=home, year=quarter // 4, quarter=quarter % 4 + 1, note=row["note"])


def _screened(project: Project, row: _Row) -> None:
    """Let in or refused; one without stages and without a refusal waits for its screening."""
    if "refused" in row:
        _do(actions.ScreenProject(project.pk, False, row["refused"]), _CLERK)
    elif "stages" in row:
        _do(actions.ScreenProject(project.pk, True, _WHY), _CLERK)


def _staged(project: Project, row: _Row, today: date) -> None:
    for step in flow.STEPS:
        if step.stage not in row.get("stages", {}):
            continue
        day = today + timedelta(days=row["stages"][step.stage])
        text = row.get("photo", {}).get(step.stage) or f"{project.name} {step.stage}"
        proof = Upload(f"{step.stage_label}现场（演示数据）.png", picture(text))
        _do(actions.AdvanceProject(project.pk, step.key, day, proof, _WHY), _CLERK)


def _answered(project: Project, row: _Row) -> None:
    """What departments did about what was asked of them, as far as the data says."""
    for one in row.get("elements", ()):
        request = ElementRequest.objects.get(project=project, content=one["content"])
        if one["to"] in ("accepted", "settled"):
            _do(actions.AnswerElement(request.pk, "accept"), _CLERK)
        if one["to"] == "settled":
            _do(actions.AnswerElement(request.pk, "answer", "已办理供地手续（演示数据）"), _CLERK)
            _do(actions.ConfirmElement(request.pk, "confirm"), _SECOND)


def picture(text: str) -> bytes:
    """A small picture that is another one for another text; it shows nothing and nobody."""
    shade = zlib.crc32(text.encode())
    pixel = bytes((shade & 255, shade >> 8 & 255, shade >> 16 & 255))
    side = 64
    rows = b"".join(b"\0" + pixel * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    body = b"".join(_chunk(kind, data) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _do(action: Action[Any], username: str) -> Any:
    return run_action(action, User.objects.get(username=username), reason=_WHY).result
