"""The parts of the kit that a plain register does not reach."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import models
from django.http import Http404, QueryDict
from django.test import RequestFactory

from zhenxing.web import registers
from zhenxing.web.kit import differences, exports, panels
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.deeds import VERBS, label_of
from zhenxing.web.kit.lists import narrowed
from zhenxing.web.kit.models import AuditEntry, IdempotencyKey
from zhenxing.web.kit.page_roles import LIST, PageRole
from zhenxing.web.kit.refusals import ActionRefused, Difference, Invalid, OutOfScope
from zhenxing.web.kit.register import Column, Filter, Register, text
from zhenxing.web.kit.register_actions import ArchiveRecord, SaveRecord
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.forms import AppointForm
from zhenxing.web.organisations.models import Incumbency, Post, Unit
from zhenxing.web.organisations.register import INCUMBENCIES, POSTS, UNITS

pytestmark = pytest.mark.django_db


def test_values_are_said_the_way_people_write_them() -> None:
    said = [
        (None, ""),
        ("", ""),
        (True, "是"),
        (False, "否"),
        (datetime(2026, 3, 1, 16, 5, tzinfo=UTC), "2026-03-02 00:05"),
        (date(2026, 3, 1), "2026-03-01"),
        (Decimal("12.500"), "12.5"),
        (Decimal("1E+3"), "1000"),
        (["甲", None, 2], "甲、、2"),
        (7, "7"),
    ]
    assert [text(value) for value, _words in said] == [words for _value, words in said]


def test_excel_gets_numbers_and_dates_as_such() -> None:
    plain = [Decimal("1.5"), 3, date(2026, 3, 1), "=1+1", None, True]
    assert [exports.native(value) for value in plain] == [
        Decimal("1.5"),
        3,
        date(2026, 3, 1),
        "=1+1",
        None,
        "是",
    ]
    kinds = Register(
        Unit,
        key="units",
        columns=("name", "level", "valid_from", "version", "created_at", Column("made", value=str)),
    )
    assert [exports._kind(kinds, column) for column in kinds.all_columns] == [
        "text",
        "text",
        "date",
        "whole",
        "text",
        "text",
    ]


def test_the_list_of_registers_is_one_and_each_key_is_its_own() -> None:
    keys = [register.key for register in registers.REGISTERS]
    assert len(keys) == len(set(keys))
    assert registers.register("units") is UNITS
    with pytest.raises(KeyError):
        registers.register("nothing")


def test_names_follow_from_the_key_and_the_role() -> None:
    role = PageRole("review", "<int:pk>/review/", "review", lambda *_: None)
    assert role.permission(UNITS) == "units.review"
    assert role.templates(UNITS) == ["units/review.html", "kit/review.html"]
    assert UNITS.url("list") == "/units/"
    assert UNITS.role("nothing") is None
    assert LIST.permission(POSTS) == "posts.view"


def test_a_column_sorts_by_its_field_its_lookup_or_not_at_all() -> None:
    lookups = [
        Column("name"),
        Column("area", sort="area__path"),
        Column("made", value=str),
        Column("x", sort=""),
    ]
    assert [UNITS.sort_lookup(column) for column in lookups] == ["name", "area__path", "", ""]


def test_a_filter_may_do_its_own_filtering() -> None:
    where = area()
    unit(where, "甲局"), unit(where, "乙局")
    register = Register(
        Unit,
        key="units",
        columns=("name",),
        filters=(Filter("starts", "", apply=lambda rows, value: rows.filter(name__startswith=value)),),
    )
    found = narrowed(register, Unit.objects.all(), QueryDict("starts=甲"))
    assert [one.name for one in found] == ["甲局"]


def test_an_archived_record_is_neither_changed_nor_archived_again() -> None:
    one = unit(area())
    clerk = person("office", one)
    run_action(ArchiveRecord("units", Unit, one.pk), clerk, reason="撤销")
    with pytest.raises(ActionRefused, match="不能修改"):
        run_action(SaveRecord("units", Unit, {"name": "新名局"}, one.pk), clerk)
    with pytest.raises(ActionRefused, match="已经归档"):
        run_action(ArchiveRecord("units", Unit, one.pk), clerk, reason="撤销")
    assert one.name not in signed_in(clerk).get("/units/").text
    assert one.name in signed_in(clerk).get("/units/?archived=1").text
    assert "已归档" in signed_in(clerk).get(UNITS.url("detail", one.pk)).text


def test_values_that_do_not_hold_are_refused_by_field() -> None:
    where = area()
    clerk = person("office", unit(where, "甲局"))
    with pytest.raises(Invalid) as refused:
        run_action(SaveRecord("units", Unit, {"name": "", "area": where}), clerk)
    assert "name" in refused.value.fields
    typed = {"name": "甲局", "area": where.pk, "level": "county", "kind": "department"}
    response = signed_in(clerk).post(UNITS.url("create"), typed)
    assert response.status_code == 422
    assert "这个区划下已有同名单位。" in response.text


def test_a_refusal_of_the_deed_comes_back_into_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    where = area()

    def refuse(*_args: object) -> None:
        raise Invalid({"name": ("名称与上级文件不一致。",), "whole": ("请先核对。",)})

    monkeypatch.setattr(SaveRecord, "check", refuse)
    typed = {"name": "甲局", "area": where.pk, "level": "county", "kind": "department"}
    response = signed_in(person("office", unit(where))).post(UNITS.url("create"), typed)
    assert "名称与上级文件不一致。" in response.text
    assert "请先核对。" in response.text


def test_a_plain_refusal_of_a_plain_deed_becomes_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    one = unit(area())
    client = signed_in(person("office", one))
    one.archived_at = datetime(2026, 1, 1, tzinfo=UTC)
    one.save()
    typed = {"name": "甲局", "area": one.area_id, "level": "county", "kind": "department", "version": 1}
    response = client.post(UNITS.url("edit", one.pk), typed)
    assert response.status_code == 409
    assert "已经归档，不能修改" in response.text


def test_a_choice_outside_the_scope_does_not_exist() -> None:
    clerk = person("office", unit(area()))
    foreign = area("清河县")
    typed = {"name": "甲局", "area": foreign.pk, "level": "county", "kind": "department"}
    assert signed_in(clerk).post(UNITS.url("create"), typed).status_code == 422
    assert not Unit.objects.filter(area=foreign).exists()


def test_history_speaks_of_people_choices_and_fields_that_are_gone() -> None:
    where = area()
    one, successor = unit(where, "甲局"), unit(where, "乙局")
    clerk = person("office", one, "孙明")
    values = {"kind": "office", "successor": successor}
    run_action(SaveRecord("units", Unit, values, one.pk), clerk, reason="改革")
    entry = AuditEntry.objects.get()
    AuditEntry.objects.filter(pk=entry.pk).update(
        changes=entry.changes | {"colour": ["红", "绿"], "others": {}}
    )
    line, made = panels.history(one)
    said = {str(change.label): (change.was, change.now) for change in line.changes}
    assert said == {"类别": ("部门", "办公室"), "继任单位": ("", "乙局"), "colour": ("红", "绿")}
    assert (line.who, line.action, line.reason) == ("孙明", "修改", "改革")
    assert (made.who, made.action) == ("系统", "新建")
    assert panels.changes_of(AuditEntry()) == ()


def test_differences_are_said_in_words() -> None:
    one = unit(area(), "甲局")
    user = person()
    user.must_change_password = True
    field = type(user)._meta.get_field("must_change_password")
    assert differences.words(field, user) == "是"
    assert differences.words(Unit._meta.get_field("area"), one) == "云岭县"
    assert differences.words(Unit._meta.get_field("successor"), one) == "—"
    assert differences.words(Unit._meta.get_field("kind"), one) == "部门"
    assert differences.since(IdempotencyKey(), 1) == ((), "")
    assert differences.changed({"a": 1}, {"a": 1, "b": ""}) == {}
    assert Difference("a", "甲", "1", "2").now == "2"


def test_a_deed_page_over_a_record_out_of_scope_does_not_exist() -> None:
    gone = deed_role(
        "gone", verb="edit", label="办理", form=AppointForm, build=lambda *_: _raise(), detail=False
    )
    register = Register(Incumbency, key="posts", columns=("person",), roles=(gone,))
    typed = {"person": "孙明", "begins": "2026-01-01", "reason": "任免"}
    request = RequestFactory().post("/", typed)
    request.user = person("office", unit(area()))
    with pytest.raises((OutOfScope, Http404)):
        gone.view(register, request)


def _raise() -> None:
    raise OutOfScope


def test_every_verb_has_words_and_an_unknown_code_stays_itself() -> None:
    assert all(str(words) for words in VERBS.values())
    assert label_of("units.edit") == "修改"
    assert label_of("units.dissolve") == "units.dissolve"


def test_a_list_without_choices_of_its_own_offers_the_values_there_are() -> None:
    where = area()
    post = Post.objects.create(unit=unit(where), title="局长")
    Incumbency.objects.create(post=post, person="孙明", begins=date(2020, 1, 1))
    register = Register(Incumbency, key="incumbencies", columns=("person",), filters=("person", "post"))
    from zhenxing.web.kit.lists import list_page

    request = RequestFactory().get("/?person=孙明")
    page = list_page(register, request, Incumbency.objects.all())
    assert [[str(choice.label) for choice in one.choices] for one in page.filters] == [["孙明"], [str(post)]]
    assert page.filters[0].active
    assert isinstance(INCUMBENCIES.model._meta.get_field("person"), models.CharField)
