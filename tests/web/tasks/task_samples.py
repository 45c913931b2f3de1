"""A fictional county with an office, a few units with people, and tasks laid upon them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from web.documents.document_samples import received
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.organisations.models import Area, LeadingGroup, Post, Unit
from zhenxing.web.proofs.services import Upload
from zhenxing.web.tasks.models import Task, TaskAssignment

PICTURE = b"\x89PNG\r\n\x1a\n" + b"demo" * 8


def picture(words: str = "") -> Upload:
    return Upload("现场.png", PICTURE + words.encode())


@contextmanager
def wrong(words: str = "") -> Iterator[None]:
    """What is tried is refused, and the words stand beside the field they speak of."""
    with pytest.raises(Invalid) as caught:
        yield
    assert words in "；".join(str(text) for texts in caught.value.fields.values() for text in texts)


@dataclass
class County:
    """`office` is the unit of the leading group's office, and a member like the others."""

    area: Area
    document: Document
    office: Unit
    industry: Unit
    trade: Unit
    finance: Unit
    leader: User
    clerk: User
    second: User
    people: dict[int, User] = field(default_factory=dict)

    def of(self, whose: Unit) -> User:
        """The liaison of a unit."""
        return self.people[whose.pk]

    def do(self, deed: Action[Any], who: User, reason: str = "", **options: Any) -> Any:
        return run_action(deed, who, reason=reason, **options).result

    def task(self, lead: Unit | None = None, *support: Unit, **fields: Any) -> Task:
        given = {"heading": "培育龙头企业", "content": "原话", "due_on": date(2026, 6, 30), **fields}
        made: Task = Task.objects.create(document=self.document, area=self.area, **given)
        pairs = [("lead", lead)] * (lead is not None) + [("support", one) for one in support]
        TaskAssignment.objects.bulk_create(
            TaskAssignment(task=made, unit=one, role=role, printed=str(one), order=order)
            for order, (role, one) in enumerate(pairs)
        )
        return made


def county() -> County:
    where = area("云山县")
    office, industry, trade, finance = (
        unit(where, f"云山县{name}") for name in ("镇兴办公室", "工业和信息化局", "商务局", "财政局")
    )
    LeadingGroup.objects.create(name="专业镇建设领导小组", area=where, office=office)
    government = unit(where, "云山县人民政府")
    Post.objects.create(unit=government, title="副县长")
    clerk = person("office", office, "苏明")
    made = County(
        where,
        received(clerk, where),
        office,
        industry,
        trade,
        finance,
        person("leader", government, "林远"),
        clerk,
        person("office", office, "吴书"),
    )
    made.people = {one.pk: person("liaison", one) for one in (industry, trade, finance)}
    return made
