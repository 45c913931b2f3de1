"""The fictional demo county: places, units, people, and three plans taken through the main job."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.hashers import make_password
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from zhenxing.intake import read_bytes
from zhenxing.packs.demo_county import demo_document, load_demo_county
from zhenxing.packs.demo_rules import demo_cases, demo_texts
from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.accounts.roles import ROLES
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AdoptDocument,
    LinkUnit,
    ReceiveDocument,
    ResolveSuspicion,
)
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.jobs import compile_document
from zhenxing.web.documents.models import Document
from zhenxing.web.expiry.actions import remind
from zhenxing.web.kit import demo
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.search import fill_search_keys
from zhenxing.web.operations.demo_burden import load_burden
from zhenxing.web.operations.demo_enterprises import LoadDemoEnterprises
from zhenxing.web.operations.demo_goals import load_demo_goals_of
from zhenxing.web.operations.demo_leads import load_leads
from zhenxing.web.operations.demo_letters import load_demo_letters
from zhenxing.web.operations.demo_meetings import load_meetings
from zhenxing.web.operations.demo_problems import load_problems
from zhenxing.web.operations.demo_projects import load_projects
from zhenxing.web.operations.demo_recognition import load_recognition
from zhenxing.web.operations.demo_tasks import load_tasks
from zhenxing.web.operations.demo_towns import LoadDemoTowns
from zhenxing.web.organisations.models import (
    Area,
    Incumbency,
    LeadingGroup,
    MemberUnit,
    Post,
    Unit,
    UnitAlias,
)
from zhenxing.web.rules.classify import classify_all
from zhenxing.web.rules.loading import Packed, load
from zhenxing.web.rules.models import OWN

_BATCH = 500


class DemoRefusedError(Exception):
    """The demo county is only loaded into an empty installation."""


@transaction.atomic
def load_demo() -> str:
    """Load the county and its plans, all or nothing; returns the accounts as lines to print.

    Raises DemoRefusedError when anybody already has an account here.
    """
    if User.objects.exists():
        raise DemoRefusedError("这里已经有账号了。演示县只能装进空的系统,以免混进真实数据。")
    county = load_demo_county()
    password = os.environ.get("ZHENXING_DEMO_PASSWORD") or _password()
    run_action(LoadDemo(county, password), None)
    _take_documents(county)
    run_action(LoadDemoTowns(county["home"]), None)
    run_action(LoadDemoEnterprises(county["home"]), None)
    load([Packed(text, demo_cases(key)) for key, text in demo_texts().items()], OWN)
    classify_all()
    load_recognition(county["home"])
    load_projects(county["home"])
    load_demo_goals_of(county["home"])
    load_burden(county["home"])
    load_problems(county["home"])
    load_leads(county["home"])
    remind()
    load_demo_letters()
    load_tasks()
    load_meetings(county["home"])
    return _account_lines(county, password)


def _password() -> str:
    """A new one for each installation: a known default would be an open door."""
    return f"yunling-{secrets.token_hex(3)}"


@dataclass(frozen=True)
class LoadDemo(Action[int]):
    """Make the demo county's places, units, posts and accounts, all or nothing."""

    code: ClassVar[str] = demo.LOADED
    permission: ClassVar[str] = "users.create"
    by_system: ClassVar[bool] = True

    county: Mapping[str, Any]
    password: str = field(repr=False)

    def execute(self, deed: Deed) -> int:
        areas = self._areas()
        units = self._units(areas)
        users = self._users(areas, units)
        posts = self._posts(units, users)
        self._leading_group(areas, units, posts)
        total = len(areas) + len(units) + len(users) + len(posts)
        deed.batch(total)
        deed.after_commit(demo.forget)
        return total

    def body(self) -> Mapping[str, Any]:
        return {"home": self.county["home"]}

    def _areas(self) -> dict[str, Area]:
        """Parents stand before their children in the file."""
        areas: dict[str, Area] = {}
        for row in self.county["areas"]:
            fields = {name: row[name] for name in ("code", "name", "level")}
            parent = areas.get(row.get("parent", ""))
            areas[row["code"]] = Area.objects.plant(Area(**fields), parent)
        for row in self.county["parks"]:
            parent = areas[row["area"]]
            park = Area(code=row["key"], name=row["name"], level="park", kind="reporting")
            areas[row["key"]] = Area.objects.plant(park, parent)
        return areas

    def _units(self, areas: Mapping[str, Area]) -> dict[str, Unit]:
        rows = self.county["units"]
        made = [_unit(row, areas) for row in rows]
        fill_search_keys(made)
        units = bulk_create_with_history(made, Unit, batch_size=_BATCH)
        aliases = [
            UnitAlias(unit=unit, text=text)
            for unit, row in zip(units, rows, strict=True)
            for text in row.get("aliases", ())
        ]
        fill_search_keys(aliases)
        UnitAlias.objects.bulk_create(aliases, batch_size=_BATCH)
        return {row["key"]: unit for row, unit in zip(rows, units, strict=True)}

    def _users(self, areas: Mapping[str, Area], units: Mapping[str, Unit]) -> dict[str, User]:
        users: dict[str, User] = {}
        # hashed once: a slow hash for each of the accounts would double the time of a first start
        hashed = make_password(self.password)
        for row in self.county["accounts"]:
            user = User.objects.create(username=row["username"], password=hashed, display_name=row["name"])
            area, unit = areas.get(row.get("area", "")), units.get(row.get("unit", ""))
            Membership.objects.create(
                user=user, role=row["role"], unit=unit, area=area, begins=date(2024, 1, 1)
            )
            users[row["name"]] = user
        return users

    def _posts(self, units: Mapping[str, Unit], users: Mapping[str, User]) -> dict[str, Post]:
        rows = self.county["posts"]
        posts = Post.objects.bulk_create([Post(unit=units[row["unit"]], title=row["title"]) for row in rows])
        held = [
            Incumbency(
                post=post,
                person=row["incumbent"],
                user=users.get(row["incumbent"]),
                begins=date.fromisoformat(row["since"]),
            )
            for row, post in zip(rows, posts, strict=True)
        ]
        fill_search_keys(held)
        Incumbency.objects.bulk_create(held)
        return {row["key"]: post for row, post in zip(rows, posts, strict=True)}

    def _leading_group(
        self, areas: Mapping[str, Area], units: Mapping[str, Unit], posts: Mapping[str, Post]
    ) -> None:
        wanted = self.county["leading_group"]
        home = areas[self.county["home"]]
        group = LeadingGroup.objects.create(name=wanted["name"], area=home, office=units[wanted["office"]])
        seats = [
            MemberUnit(group=group, post=posts[row["key"]], role=row["group_role"])
            for row in self.county["posts"]
            if "group_role" in row
        ]
        seats += [MemberUnit(group=group, unit=unit) for unit in units.values() if unit.kind == "department"]
        MemberUnit.objects.bulk_create(seats)


def _unit(row: Mapping[str, Any], areas: Mapping[str, Area]) -> Unit:
    short = row.get("aliases", [""])[-1]
    return Unit(
        name=row["name"],
        short_name=short,
        key=row["key"],
        area=areas[row["area"]],
        level=row["level"],
        kind="township" if row["level"] == "township" else "department",
    )


def _take_documents(county: Mapping[str, Any]) -> None:
    """The first plan is adopted, so that the registers have something to show; the others wait."""
    office = next(row for row in county["accounts"] if row["role"] == "office")
    clerk = User.objects.get(username=office["username"])
    area = Area.objects.get(code=county["home"])
    received: list[Document] = []
    for name in county["documents"]:
        data = demo_document(name)
        deed = ReceiveDocument(area.pk, read_bytes(data, name), data, name)
        received.append(run_action(deed, clerk, reason="演示数据").result)
    for document in received:
        compile_document.func(document.jobs.latest("id").pk)
    _adopt(received[0], clerk)


def _adopt(document: Document, clerk: User) -> None:
    """Confirm what the compiler found and adopt it, by the same deeds a clerk would use."""
    run_action(AcceptCertain(document.pk), clerk, reason="演示数据")
    for blocker in Review.of(document).blockers():
        deed: Action[Any]
        if blocker.kind == "unit":
            deed = LinkUnit(document.pk, blocker.number)
        elif blocker.kind == "suspicion":
            deed = ResolveSuspicion(document.pk, blocker.number, verbatim=True)
        else:
            deed = AcceptProposal(document.pk, blocker.number)
        run_action(deed, clerk, reason="演示数据")
    unit = Unit.objects.get(key=load_demo_county()["leading_group"]["office"])
    run_action(AdoptDocument(document.pk, owner_unit_id=unit.pk), clerk, reason="演示数据")


def _account_lines(county: Mapping[str, Any], password: str) -> str:
    lines = [f"演示账号 Demo accounts(口令都是 password: {password})"]
    lines += [
        f"  {row['username']:<12} {row['name']}  {ROLES[row['role']].label}" for row in county["accounts"]
    ]
    return "\n".join(lines) + "\n"
