"""Many rows by one deed: what is fine is done, what is not is named, and every row's history tells of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from web.enterprises.enterprise_samples import enterprise
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit import panels
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.bulk import MOST, BulkArchive, BulkEdit, NothingDone, Pick
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, NeedsReason, OutOfScope
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_actions import ArchiveRecord, SaveRecord
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.organisations.register import UNITS

pytestmark = pytest.mark.django_db
URL = "/units/bulk-edit/"


def picks(*units: Any) -> tuple[Pick, ...]:
    return tuple(Pick(one.pk, one.version) for one in units)


def form(*units: Any, **values: Any) -> dict[str, Any]:
    return {"pick": [f"{one.pk}.{one.version}" for one in units], "reason": "机构改革", **values}


@pytest.fixture
def where() -> Area:
    return area()


@pytest.fixture
def client(where: Area) -> Client:
    return signed_in(person("office", unit(where, "办公室"), "孙明"))


def test_good_rows_are_done_and_the_others_named(where: Area, client: Client) -> None:
    good, stale, gone, foreign = (
        unit(where, "甲局"),
        unit(where, "乙局"),
        unit(where, "丙局"),
        unit(area("清河县"), "丁局"),
    )
    sent = form(good, stale, gone, foreign, field="kind", kind="institution")
    clerk = person("office", good)
    run_action(SaveRecord("units", Unit, {"short_name": "乙"}, stale.pk), clerk)
    run_action(ArchiveRecord("units", Unit, gone.pk), clerk, reason="撤销")
    sent["pick"][2] = f"{gone.pk}.2"
    answer = client.post(URL, sent)
    assert answer.status_code == 200
    assert "已修改 1 条。3 条没有改" in answer.text
    for words in ("乙局", "已经被别人改过", "丙局", "已经归档", f"#{foreign.pk}", "不在您的管理范围内"):
        assert words in answer.text
    assert "丁局" not in answer.text
    assert list(Unit.objects.filter(kind="institution")) == [good]


def test_one_audit_row_holds_every_before_and_after_and_each_history_shows_it(
    where: Area, client: Client
) -> None:
    made = [unit(where, name) for name in ("甲局", "乙局", "丙局")]
    before = AuditEntry.objects.count()
    answer = client.post(URL, form(*made, field="kind", kind="office"))
    entry = AuditEntry.objects.get(pk=AuditEntry.objects.latest("id").pk)
    assert AuditEntry.objects.count() == before + 1
    assert (entry.count, entry.request_id) == (3, answer["X-Request-ID"])
    assert entry.changes["others"][f"organisations.unit:{made[0].pk}"] == {"kind": ["department", "office"]}
    for one in made:
        line = panels.history(one)[0]
        assert (line.who, line.action, line.reason) == ("孙明", "批量修改", "机构改革")
        assert line.request_id == entry.request_id
        assert [(str(change.label), change.was, change.now) for change in line.changes] == [
            ("类别", "部门", "办公室")
        ]
    assert [str(change.label) for change in panels.changes_of(entry)] == [f"{one} · 类别" for one in made]


def test_rows_that_have_the_value_already_keep_their_version(where: Area, client: Client) -> None:
    one, other = unit(where, "甲局", kind="office"), unit(where, "乙局")
    client.post(URL, form(one, other, field="kind", kind="office"))
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.version, other.version) == (1, 2)


def test_what_would_collide_is_refused_as_a_whole(where: Area) -> None:
    one, other = unit(where, "甲局"), unit(where, "乙局")
    clerk = person("office", one)
    with pytest.raises(ActionRefused, match="互相重复"):
        run_action(BulkEdit("units", Unit, picks(one, other), "name", "丙局"), clerk)
    with pytest.raises(NothingDone) as refused:
        run_action(BulkEdit("units", Unit, picks(one), "name", "乙局"), clerk)
    assert "这个区划下已有同名单位。" in str(refused.value.refused[0].why)
    assert not AuditEntry.objects.exists()


def test_rows_may_not_be_put_where_the_doer_has_no_say(where: Area, client: Client) -> None:
    one, elsewhere = unit(where, "甲局"), area("清河县")
    assert client.post(URL, form(one, field="area", area=elsewhere.pk)).status_code == 404
    with pytest.raises(OutOfScope):
        run_action(BulkEdit("units", Unit, picks(one), "area", elsewhere), person("office", one))
    one.refresh_from_db()
    assert one.area == where


def test_the_pages_say_how_to_begin_and_what_stands_now(where: Area, client: Client) -> None:
    one = unit(where, "甲局")
    assert "请先在列表里勾选" in client.get(URL).text
    assert "改哪一栏" in client.get(URL, {"pick": f"{one.pk}.1"}).text
    shown = client.get(URL, {"pick": [f"{one.pk}.1", "x", "1.x", "²"], "field": "kind"}).text
    assert "甲局" in shown
    assert "现在：" in shown
    assert client.get(URL, {"field": "version"}).status_code == 404
    assert "请先在列表里勾选" in client.get("/units/bulk-archive/").text


def test_one_comes_back_to_the_list_as_it_was_and_nowhere_else(where: Area, client: Client) -> None:
    sent = form(unit(where, "甲局"), field="kind", kind="office", back="kind=department&sort=-name")
    assert client.post(URL, sent)["Location"] == "/units/?kind=department&sort=-name"
    away = form(unit(where, "乙局"), field="kind", kind="office", back="//evil.example/?a=b")
    assert client.post(URL, away)["Location"].startswith("/units/?")


def test_the_same_submission_has_one_effect(where: Area, client: Client) -> None:
    sent = form(unit(where, "甲局"), field="kind", kind="office", idempotency_key="once")
    assert client.post(URL, sent).status_code == 302
    before = AuditEntry.objects.count()
    assert client.post(URL, sent).status_code == 302
    assert AuditEntry.objects.count() == before


def test_archiving_wants_rows_a_reason_and_not_too_many(where: Area, client: Client) -> None:
    one = unit(where, "甲局")
    clerk = person("office", one)
    with pytest.raises(NeedsReason):
        run_action(BulkArchive("units", Unit, picks(one)), clerk)
    with pytest.raises(ActionRefused, match="勾选"):
        run_action(BulkArchive("units", Unit), clerk, reason="撤并")
    with pytest.raises(ActionRefused, match=str(MOST)):
        run_action(
            BulkArchive("units", Unit, tuple(Pick(n, 1) for n in range(MOST + 1))), clerk, reason="撤并"
        )
    twice = form(one)
    assert client.post("/units/bulk-archive/", twice).status_code == 302
    assert client.post("/units/bulk-archive/", twice).status_code == 409


def test_fields_that_name_a_record_are_not_set_on_many() -> None:
    assert "name" not in UNITS.bulk_fields
    assert UNITS.bulk_fields[0] in {"area", "level", "kind"}
    own = Register(Unit, key="units", columns=("name",), fields=("name", "kind"), bulk=("kind",))
    assert own.bulk_fields == ("kind",)
    none = Register(Unit, key="units", columns=("name",), fields=("name",), bulk=())
    assert none.role("bulk-edit") is None
    assert none.role("bulk-archive") is not None


def test_the_list_has_boxes_only_for_those_who_may_do_something(where: Area, client: Client) -> None:
    unit(where, "甲局")
    assert 'name="pick"' in client.get("/units/").text
    assert 'name="pick"' not in client.get("/units/?archived=1").text
    assert 'name="pick"' not in signed_in(person("leader", unit(where))).get("/units/").text


def test_a_field_of_many_rows_offers_its_own_table_alone(where: Area, client: Client) -> None:
    one = enterprise(where)
    page = client.get("/enterprises/bulk-edit/", {"pick": f"{one.pk}.{one.version}", "field": "role"}).text
    offered = re.findall(r'<option value="(\d+)"', page)
    assert len(offered) == codes.of("enterprise_role").count()
