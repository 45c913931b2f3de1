"""What the API says: problems in words, references, fields, history, languages, methods."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from zhenxing.web.kit.models import IdempotencyKey
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.kit.testing_api import Program, token_of
from zhenxing.web.organisations.models import Area, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Area:
    return area()


@pytest.fixture
def program(county: Area) -> Program:
    return _program(county)


def _program(county: Area, role: str = "office", **scope: str) -> Program:
    owner = person(role, unit(county))
    return Program(token_of(owner, scope or {"units": "write", "posts": "write", "areas": "read"}))


def _bureau(county: Area, **fields: Any) -> dict[str, Any]:
    return {"name": "云岭县林业局", "area": {"code": county.code}, **fields}


# --- reading -----------------------------------------------------------------------------------------


def test_only_the_names_asked_for_are_said(county: Area, program: Program) -> None:
    (one,) = program.get("/api/units?fields=name,area").json()["items"]
    assert set(one) == {"id", "label", "version", "archived_at", "created_at", "updated_at", "name", "area"}
    assert one["area"] == {"id": county.pk, "code": county.code, "label": "云岭县"}


def test_an_unknown_name_or_filter_is_refused_rather_than_ignored(program: Program) -> None:
    for asked, where in (("fields=secret", "query.fields"), ("levl=county", "query.levl")):
        answer = program.get(f"/api/units?{asked}")
        assert answer.status_code == 422
        assert [one["path"] for one in answer.json()["errors"]] == [where]


def test_a_filter_takes_the_code_and_refuses_another_word(county: Area, program: Program) -> None:
    unit(county, "云岭县税务局", kind="vertical")
    assert [one["name"] for one in program.get("/api/units?kind=vertical").json()["items"]] == [
        "云岭县税务局"
    ]
    answer = program.get("/api/units?kind=部门")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "query.kind"
    assert "department" in answer.json()["errors"][0]["message"]


def test_pages_follow_the_order_asked_for(county: Area, program: Program) -> None:
    for name in ("丙局", "甲局", "乙局"):
        unit(county, name)
    names: list[str] = []
    url = "/api/units?sort=-name&limit=1&q=局"
    while url:
        answer = program.get(url)
        names += [one["name"] for one in answer.json()["items"]]
        url = re.sub(r"^<(.*)>.*$", r"\1", answer["Link"]) if "Link" in answer else ""
    assert names == sorted(names, reverse=True)
    assert len(names) == Unit.objects.count()


def test_a_cursor_of_another_order_is_refused(county: Area, program: Program) -> None:
    unit(county)
    cursor = program.get("/api/units?limit=1").json()["next"]
    answer = program.get(f"/api/units?sort=kind&cursor={cursor}")
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "query.cursor")


def test_archived_records_are_listed_only_when_asked_for(county: Area, program: Program) -> None:
    made = unit(county, "云岭县旧局")
    url = f"/api/units/{made.pk}"
    assert program.send("DELETE", f"{url}?reason=撤销", if_match='"1"').status_code == 200
    assert made.pk not in [one["id"] for one in program.get("/api/units").json()["items"]]
    assert [one["id"] for one in program.get("/api/units?archived=true").json()["items"]] == [made.pk]
    again = program.send("DELETE", f"{url}?reason=再撤", if_match='"2"')
    assert (again.status_code, again.json()["code"]) == (409, "refused")


def test_history_says_who_when_why_and_what(county: Area, program: Program) -> None:
    made = program.send("POST", "/api/units?reason=机构改革", _bureau(county)).json()
    url = f"/api/units/{made['id']}"
    program.send("PATCH", f"{url}?reason=更名", {"short_name": "林业局"}, if_match='"1"')
    newest, oldest = program.get(f"{url}/history").json()["items"]
    assert newest["reason"] == "更名"
    assert newest["changes"] == [{"field": "short_name", "label": "简称", "before": "", "after": "林业局"}]
    assert "密钥" in newest["actor"]
    assert oldest["action"] == "units.create"
    page = program.get(f"{url}/history?limit=1").json()
    older = program.get(f"{url}/history?limit=1&before={page['next']}").json()
    assert (older["items"], older["next"]) == ([oldest], None)


# --- writing -----------------------------------------------------------------------------------------


def test_a_reference_is_given_by_id_by_code_or_as_it_was_read(county: Area, program: Program) -> None:
    for number, given in enumerate(
        (
            county.pk,
            {"id": county.pk},
            {"code": county.code},
            {"id": county.pk, "code": county.code, "label": "?"},
        )
    ):
        answer = program.send("POST", "/api/units", _bureau(county, name=f"第{number}局", area=given))
        assert answer.status_code == 201, answer.text
        assert answer.json()["area"]["id"] == county.pk
        assert answer["Location"] == f"/api/units/{answer.json()['id']}"


def test_a_reference_outside_the_scope_is_not_found(county: Area, program: Program) -> None:
    elsewhere = area("清河县")
    for given in ({"code": elsewhere.code}, elsewhere.pk, {"id": county.pk, "code": elsewhere.code}, {}):
        answer = program.send("POST", "/api/units", _bureau(county, area=given))
        assert answer.status_code == 422
        assert [one["path"] for one in answer.json()["errors"]] == ["body.area"]


def test_every_wrong_value_is_named_at_once(program: Program) -> None:
    sent = {"area": "云岭", "level": "大", "valid_from": "去年", "colour": 1}
    answer = program.send("POST", "/api/units", sent)
    assert answer.status_code == 422
    paths = [one["path"] for one in answer.json()["errors"]]
    assert sorted(paths) == ["body.area", "body.colour", "body.level", "body.name", "body.valid_from"]


def test_the_rules_of_the_record_hold_here_too(county: Area, program: Program) -> None:
    backwards = _bureau(county, valid_from="2025-02-01", valid_to="2025-01-01")
    answer = program.send("POST", "/api/units", backwards)
    assert answer.json()["errors"] == [{"path": "body.valid_to", "message": "失效日不能早于生效日。"}]
    assert program.send("POST", "/api/units", _bureau(county, valid_from="2025-02-30")).status_code == 422


def test_a_stale_change_says_what_changed_and_overwrites_nothing(county: Area, program: Program) -> None:
    made = program.send("POST", "/api/units", _bureau(county)).json()
    url = f"/api/units/{made['id']}"
    program.send("PATCH", url, {"short_name": "林业"}, if_match='"1"')
    stale = program.send("PATCH", url, {"short_name": "林草"}, if_match='W/"1"')
    assert stale.status_code == 412
    (difference,) = stale.json()["differences"]
    assert (difference["field"], difference["was"], difference["now"]) == ("short_name", "—", "林业")
    assert program.get(url).json()["short_name"] == "林业"
    assert program.send("PATCH", url, {"short_name": "林草"}, if_match='"1", "2"').status_code == 200
    assert program.send("PATCH", url, {"short_name": "林"}, if_match="*").status_code == 412


def test_a_key_sent_again_with_another_content_is_refused(county: Area, program: Program) -> None:
    first = program.send("POST", "/api/units", _bureau(county), idempotency_key="k1")
    other = program.send("POST", "/api/units", _bureau(county, name="另一局"), idempotency_key="k1")
    assert (other.status_code, other.json()["code"]) == (409, "key-conflict")
    url = f"/api/units/{first.json()['id']}"
    changed = program.send("PATCH", url, {"short_name": "林"}, if_match='"1"', idempotency_key="k2")
    again = program.send("PATCH", url, {"short_name": "林"}, if_match='"1"', idempotency_key="k2")
    assert (again.status_code, again.content) == (200, changed.content)
    assert again["Idempotency-Replayed"] == "true"
    assert Unit.objects.get(pk=first.json()["id"]).version == 2
    assert IdempotencyKey.objects.count() == 2


def test_a_refused_submission_may_be_mended_under_the_same_key(county: Area, program: Program) -> None:
    wrong = program.send("POST", "/api/units", _bureau(county, name=" "), idempotency_key="k")
    assert wrong.status_code == 422
    assert program.send("POST", "/api/units", _bureau(county), idempotency_key="k").status_code == 201


def test_only_who_may_write_writes(county: Area) -> None:
    liaison = _program(county, "liaison", units="write")
    answer = liaison.send("POST", "/api/units", _bureau(county))
    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


# --- the frame ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "unreadable"),
        (b'{"name": NaN}', "application/json", 400, "unreadable"),
        (b"\xff", "application/json", 400, "unreadable"),
        (b"[" * 100_000, "application/json", 400, "unreadable"),
        (b'{"name": "\\ud800"}', "application/json", 422, "invalid"),
        (b"[]", "application/json", 422, "invalid"),
        (b"name=x", "application/x-www-form-urlencoded", 415, "not-json"),
        (b'{"name": "' + b"x" * 11_000_000 + b'"}', "application/json", 413, "too-big"),
    ],
)
def test_content_that_cannot_be_read(
    county: Area, content: bytes, content_type: str, status: int, code: str
) -> None:
    whole = token_of(person("office", unit(county)), {"units": "write"})
    headers = {"authorization": f"Bearer {whole}"}
    answer = Client().generic("POST", "/api/units", content, content_type, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_method_or_an_address_that_is_not_there(program: Program) -> None:
    answer = program.send("PUT", "/api/units")
    assert (answer.status_code, answer.json()["code"]) == (405, "no-such-method")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}
    assert program.get("/api/units/x").json()["errors"] == [{"path": "path.pk", "message": "应是整数。"}]
    for url in ("/api/nothing", "/api/units/", "/api/"):
        answer = program.get(url)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_head_answers_like_get_without_content(county: Area, program: Program) -> None:
    made = unit(county)
    answer = program.send("HEAD", f"/api/units/{made.pk}")
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", '"1"')


def test_the_language_asked_for_is_spoken(program: Program) -> None:
    chinese = program.get("/api/units/999999")
    english = program.get("/api/units/999999", **{"Accept-Language": "en-GB, zh;q=0.5"})
    assert chinese["Content-Language"] == "zh-hans"
    assert "没有找到" in chinese.json()["detail"]
    assert english["Content-Language"] == "en"
    assert chinese.json()["code"] == english.json()["code"] == "not-found"


def test_nothing_is_kept_by_caches(program: Program) -> None:
    answer = program.get("/api/units")
    assert answer["Cache-Control"] == "no-store"
    assert "Authorization" in answer["Vary"]


def test_what_nobody_foresaw_is_a_problem_with_its_number(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("zhenxing.web.kit.api.reading.filtered", broken)
    answer = program.get("/api/units")
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert answer.json()["request_id"] == answer["X-Request-ID"]
    assert "inside" not in answer.text


# --- the session of the same site --------------------------------------------------------------------


def test_a_page_of_the_site_reads_with_its_session_and_writes_with_its_csrf_token(county: Area) -> None:
    user = person("office", unit(county))
    assert signed_in(user).get("/api/units").status_code == 200
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    body = json.dumps(_bureau(county))
    refused = client.post("/api/units", body, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    page = client.get("/tokens/make/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert token is not None
    headers = {"x-csrftoken": token.group(1)}
    made = client.post("/api/units", body, "application/json", headers=headers)
    assert made.status_code == 201, made.text


# --- the description ---------------------------------------------------------------------------------


def test_the_description_shows_what_one_may_see(county: Area, program: Program) -> None:
    described = program.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    registers = {address.split("/")[2] for address in described["paths"]}
    assert registers == {"units", "posts", "areas"}
    assert Client().get("/api/openapi.json").status_code == 401


def test_the_page_of_the_api_needs_nothing_from_elsewhere(county: Area) -> None:
    client = signed_in(person("office", unit(county)))
    page = client.get("/api/docs").text
    assert "/api/units/{pk}" in page
    assert 'id="problem-stale-version"' in page
    assert not re.findall(r'(?:src|href)="https?:', page)
    assert "/api/audit" not in page
    assert Client().get("/api/docs").status_code == 302
