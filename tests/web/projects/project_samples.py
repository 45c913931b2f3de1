"""A county with projects in it, and short ways to do what people do."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhenxing.packs.rules_loader import shipped_cases, shipped_texts
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.projects import actions, flow
from zhenxing.web.projects.models import Project, StageEvent
from zhenxing.web.proofs.services import Upload
from zhenxing.web.rules.loading import Packed, load
from zhenxing.web.rules.models import SHIPPED

_number = itertools.count(1)
#: what passes every criterion of entry
SOUND: dict[str, Any] = {
    "investment": Decimal(60_000_000),
    "fixed_investment": Decimal(50_000_000),
    "land": Decimal(20),
    "output": Decimal(80_000_000),
    "energy": Decimal(300),
    "electricity": Decimal(900_000),
    "policy": "encouraged",
    "environment": "form",
    "heavy": False,
}


def rulebook() -> None:
    """The shipped rules of entry."""
    load([Packed(shipped_texts()["project-screening"], shipped_cases("project-screening"))], SHIPPED)


def township(county: Area | None = None, name: str = "") -> Area:
    return area(name or f"窑头镇{next(_number)}", county or area(), "township")


def project(where: Area, state: str = flow.PROPOSED, **fields: Any) -> Project:
    """A project as it stands in the database; its stages are not told by events."""
    number = next(_number)
    named = {"name": f"日用瓷智能窑炉项目{number}", "investor": f"云岭窑业{number}有限公司"}
    return Project.objects.create(area=where, state=state, **{**named, **fields})


def photo(text: str = "") -> Upload:
    """A picture; another one each time, unless its text is given."""
    return Upload("现场.png", b"\x89PNG\r\n\x1a\n" + (text or f"photo {next(_number)}").encode())


def advance(found: Project, day: date, by: User | None = None, proof: Upload | None = None) -> StageEvent:
    """One stage forward, with a proof."""
    found.refresh_from_db()
    step = flow.NEXT[found.state]
    who = by or person("office", Area.objects.get_parent(found.area) or found.area)
    return do(actions.AdvanceProject(found.pk, step.key, day, proof or photo()), who)


def do(action: Action[Any], who: User | None, reason: str = "") -> Any:
    return run_action(action, who, reason=reason).result


def through(where: Area, *days: date, **fields: Any) -> Project:
    """A project of the library taken through as many stages as there are days."""
    made = project(where, flow.RESERVE, **fields)
    for day in days:
        advance(made, day)
    made.refresh_from_db()
    return made


def officer(where: Area, role: str = "office") -> User:
    return person(role, unit(where))


def now() -> datetime:
    return timezone.now()


#: the fields of a lead's project beyond those every lead has
MORE = {name: value for name, value in SOUND.items() if name != "investment"}
