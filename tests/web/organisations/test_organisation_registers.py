"""Units, posts, aliases, leading groups, incumbencies and areas behave as every register does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.organisations.models import Area, Incumbency, LeadingGroup, Post, UnitAlias
from zhenxing.web.organisations.register import ALIASES, AREAS, GROUPS, INCUMBENCIES, POSTS, UNITS

pytestmark = pytest.mark.django_db


class TestUnits(RegisterTests):
    register = UNITS

    def record(self, where: Area) -> Any:
        return unit(where, f"{where}统计局")

    def form(self, where: Area) -> dict[str, Any]:
        return {"name": "云岭县林业局", "area": where.pk, "level": "county", "kind": "department"}


class TestPosts(RegisterTests):
    register = POSTS

    def record(self, where: Area) -> Any:
        return Post.objects.create(unit=unit(where), title="局长")

    def form(self, where: Area) -> dict[str, Any]:
        return {"unit": unit(where).pk, "title": "副局长", "duty": "分管产业"}


class TestAliases(RegisterTests):
    register = ALIASES

    def record(self, where: Area) -> Any:
        return UnitAlias.objects.create(unit=unit(where), text=f"{where}局")

    def form(self, where: Area) -> dict[str, Any]:
        return {"unit": unit(where).pk, "text": "县工信部门"}


class TestLeadingGroups(RegisterTests):
    register = GROUPS

    def record(self, where: Area) -> Any:
        return LeadingGroup.objects.create(area=where, name=f"{where}专业镇建设领导小组")

    def form(self, where: Area) -> dict[str, Any]:
        return {"name": "推进工作领导小组", "area": where.pk}


class TestIncumbencies(RegisterTests):
    register = INCUMBENCIES

    def record(self, where: Area) -> Any:
        post = Post.objects.create(unit=unit(where), title="局长")
        return Incumbency.objects.create(post=post, person="钱远", begins=date(2024, 1, 1))


class TestAreas(RegisterTests):
    register = AREAS

    def record(self, where: Area) -> Any:
        return where

    def form(self, where: Area) -> dict[str, Any]:
        return {"parent": where.pk, "name": "云岭高新区", "code": "yl-gx", "source": "省政府批复"}
