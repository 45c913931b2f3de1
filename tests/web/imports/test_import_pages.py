"""The pages of an import: what is refused kindly, what is remembered, who may look."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from web.imports.conftest import book, brought, confirmed
from zhenxing.web.accounts import roles
from zhenxing.web.accounts.models import User
from zhenxing.web.imports import jobs
from zhenxing.web.imports.actions import ConfirmImport, GiveUp, GoOn, MapColumns
from zhenxing.web.imports.models import Import, RememberedColumn
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.excel import importable
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.organisations.register import UNITS
from zhenxing.web.registers import REGISTERS

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = book(["名称", "行政区划"], ["林业局", "云岭县"])


def file(data: bytes, name: str = "名单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def upload(clerk: User, data: bytes, **more: Any) -> Any:
    return signed_in(clerk).post("/units/import/", {"file": file(data), **more})


def test_a_known_workbook_goes_straight_to_its_result(county: Area, clerk: User) -> None:
    answer = upload(clerk, GOOD)
    made = Import.objects.get()
    assert answer["Location"] == f"/imports/{made.pk}/"
    assert made.can.confirm
    assert "新增 1 条、修改 0 条" in signed_in(clerk).get(answer["Location"]).text


def test_what_is_no_workbook_is_refused_and_nothing_kept(county: Area, clerk: User) -> None:
    for data, name in ((b"%PDF-1.4 no", "a.pdf"), (b"", "a.xlsx"), (book(["甲"], ["乙"]), "名单.xlsx")):
        answer = signed_in(clerk).post("/units/import/", {"file": file(data, name)})
        assert answer.status_code == 422, name
        assert "没有收下" in answer.text
    assert signed_in(clerk).post("/units/import/", {}).status_code == 422
    assert not Import.objects.exists()


def test_the_same_file_again_has_one_effect(county: Area, clerk: User) -> None:
    upload(clerk, GOOD)
    assert "不会重复导入" in upload(clerk, GOOD).text
    confirmed(Import.objects.get(), clerk)
    again = upload(clerk, GOOD)
    assert again.status_code == 409
    assert "再比较一次" in again.text
    upload(clerk, GOOD, again="1")
    assert Import.objects.latest("pk").unchanged == 1


def test_columns_are_said_once_and_remembered(county: Area, clerk: User) -> None:
    data = book(["机关", "地方", "电话"], ["林业局", "云岭县", "1"])
    made = brought(UNITS, clerk, data, mapping={"名单": {"A": "name", "B": "area", "C": ""}})
    assert made.inserts == 1
    client = signed_in(clerk)
    upload(clerk, book(["机关", "地方", "电话", "简称"], ["水利局", "云岭县", "2", "水局"]))
    second = Import.objects.latest("pk")
    url = f"/imports/{second.pk}/columns/"
    twice = {"column-0-A": "name", "column-0-B": "name", "version": second.version}
    refused = client.post(url, twice)
    assert refused.status_code == 422
    assert "有两列都选了“名称”" in refused.text
    assert "没有指明哪一列是“行政区划”" in refused.text
    said = {"column-0-A": "name", "column-0-B": "area", "column-0-C": "", "column-0-D": "short_name"}
    assert client.post(url, {**said, "version": second.version}).status_code == 302
    assert RememberedColumn.objects.get(heading="机关").field == "name"
    third = book(["机关", "地方"], ["财政局", "云岭县"])
    assert upload(clerk, third)["Location"] == f"/imports/{Import.objects.latest('pk').pk}/"


def test_an_import_is_seen_where_one_may_import(county: Area, clerk: User) -> None:
    made = brought(UNITS, clerk, GOOD)
    colleague, stranger = person("office", county), person("office", area("清河县"))
    for path in ("", "original/", "marked.xlsx"):
        assert signed_in(colleague).get(f"/imports/{made.pk}/{path}").status_code == 200, path
        assert signed_in(stranger).get(f"/imports/{made.pk}/{path}").status_code == 404, path
    assert "名单.xlsx" in signed_in(colleague).get("/imports/").text
    assert "名单.xlsx" not in signed_in(stranger).get("/imports/").text
    with pytest.raises(ActionRefused):
        run_action(ConfirmImport("units", made.pk), stranger)


def test_whoever_may_import_finds_the_imports() -> None:
    keys = [register.key for register in REGISTERS if importable(register)]
    assert "units" in keys
    for role in roles.ROLES.values():
        if any(f"{key}.create" in role.reach for key in keys):
            assert "imports.view" in role.reach, role.code


def test_given_up_in_the_middle_nothing_is_written(
    county: Area, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(UNITS, clerk, GOOD)
    monkeypatch.setattr(type(jobs.write_rows), "enqueue", lambda *inputs, **options: None)
    run_action(ConfirmImport("units", made.pk), clerk)
    client = signed_in(clerk)
    assert "写入是一次完成的" in client.get(f"/imports/{made.pk}/").text
    told = client.get(f"/imports/{made.pk}/?format=json").json()
    assert told["running"] is True
    load = jobs.plans.load

    def interrupted(name: str) -> Any:
        assert client.post(f"/imports/{made.pk}/cancel/").status_code == 302
        return load(name)

    monkeypatch.setattr(jobs.plans, "load", interrupted)
    jobs.write_rows.func(made.pk)
    made.refresh_from_db()
    assert made.state == "cancelled"
    assert not Unit.objects.exists()
    jobs.write_rows.func(made.pk)
    assert "系统里的记录没有改动" in client.get(f"/imports/{made.pk}/").text
    for deed in (GiveUp("units", made.pk), GoOn("units", made.pk), ConfirmImport("units", made.pk)):
        with pytest.raises(ActionRefused):
            run_action(deed, clerk)
    with pytest.raises(ActionRefused):
        run_action(MapColumns("units", made.pk), clerk)


def test_a_job_that_breaks_says_so_and_can_be_begun_again(
    county: Area, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "dry_run", lambda *inputs: 1 / 0)
        made = brought(UNITS, clerk, GOOD)
    assert made.state == "failed"
    client = signed_in(clerk)
    page = client.get(f"/imports/{made.pk}/").text
    assert "导入时出了错" in page
    assert "重新核对" in page
    assert client.get(f"/imports/{made.pk}/columns/").status_code == 200


def test_an_import_put_back_in_the_queue_is_done(
    county: Area, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(UNITS, clerk, GOOD)
    with monkeypatch.context() as patched:
        patched.setattr(type(jobs.write_rows), "enqueue", lambda *inputs, **options: None)
        run_action(ConfirmImport("units", made.pk), clerk)
    assert signed_in(clerk).post(f"/imports/{made.pk}/go-on/").status_code == 302
    made.refresh_from_db()
    assert made.can.done


def test_wrong_rows_hold_the_others_back_until_one_says_so(county: Area, clerk: User) -> None:
    made = brought(UNITS, clerk, book(["名称", "行政区划"], ["林业局", "云岭县"], ["水利局", "乌有县"]))
    client = signed_in(clerk)
    refused = client.post(f"/imports/{made.pk}/confirm/", {"version": made.version})
    assert refused.status_code == 409
    assert client.post(f"/imports/{made.pk}/confirm/", {"partly": "1"}).status_code == 302
    assert Unit.objects.count() == 1
    page = client.get(f"/imports/{made.pk}/?show=rejected&page=9").text
    assert "乌有县" in page


def test_a_table_typed_in_the_page_is_checked_and_imported(county: Area, clerk: User) -> None:
    client, url = signed_in(clerk), "/units/import/grid/"
    typed = {"rows": "3", "c-0-name": "林业局", "c-0-area": "云岭县", "c-0-kind": "衙门"}
    faults = client.post(url, typed, headers={"x-check": "1"}).json()["faults"]
    assert [(row, name) for row, name, _said in faults] == [(0, "kind")]
    wrong = client.post(url, typed)
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.text
    assert client.post(url, {"rows": "3"}).status_code == 422
    assert client.post(url, {"rows": "x"}).status_code == 422
    right = client.post(url, {**typed, "c-0-kind": "部门"})
    made = Import.objects.get()
    assert right["Location"] == f"/imports/{made.pk}/"
    assert (made.inserts, made.can.confirm) == (1, True)
    assert client.post(url, {**typed, "c-0-kind": "部门"})["Location"] == f"/imports/{made.pk}/"


def test_who_loses_the_scope_before_the_end_writes_nothing(
    county: Area, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit(county, "水利局")
    made = brought(UNITS, clerk, book(["名称", "行政区划", "简称"], ["水利局", "云岭县", "水局"]))
    with monkeypatch.context() as patched:
        patched.setattr(type(jobs.write_rows), "enqueue", lambda *inputs, **options: None)
        run_action(ConfirmImport("units", made.pk), clerk)
    clerk.memberships.all().delete()
    jobs.write_rows.func(made.pk)
    made.refresh_from_db()
    assert made.state == "failed"
    assert Unit.objects.get().short_name == ""
