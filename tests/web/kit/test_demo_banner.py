"""A site that holds the demo county says so on every page, in every sheet, and asks for it once."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zhenxing.web.kit import demo, errors
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in, unit

BANNER = "演示数据：本系统装的是虚构的云岭县"


@pytest.fixture
def loaded(db: None) -> None:
    AuditEntry.objects.create(at=timezone.now(), actor_label="系统", action=demo.LOADED)


@pytest.mark.django_db
def test_an_ordinary_site_has_no_banner() -> None:
    assert BANNER not in Client().get("/accounts/sign-in/").text


@pytest.mark.usefixtures("loaded")
def test_every_page_says_so_before_and_after_signing_in() -> None:
    where = area()
    client = signed_in(person("office", where))
    for page in ("/", "/units/", "/goals/", "/documents/"):
        assert BANNER in client.get(page).text
    assert BANNER in Client().get("/accounts/sign-in/").text
    assert BANNER in client.get("/nothing-here/").text


@pytest.mark.usefixtures("loaded")
def test_a_sheet_says_so_too() -> None:
    where = area()
    unit(where, "云岭县统计局")
    content = signed_in(person("office", where)).get("/units/export/").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert "演示数据" in "".join(str(cell.value) for row in sheet["A1:C4"] for cell in row)


@pytest.mark.usefixtures("loaded")
def test_it_is_asked_once() -> None:
    client = Client()
    client.get("/accounts/sign-in/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/accounts/sign-in/")
    assert not [query for query in queries if "kit_auditentry" in query["sql"]]


@pytest.mark.django_db
def test_a_county_loaded_later_is_seen() -> None:
    assert not demo.is_demo()
    AuditEntry.objects.create(at=timezone.now(), actor_label="系统", action=demo.LOADED)
    assert not demo.is_demo()
    demo.forget()
    assert demo.is_demo()


@pytest.mark.django_db
def test_the_page_for_faults_asks_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> bool:
        raise DatabaseError

    cache.clear()
    monkeypatch.setattr(demo, "is_demo", broken)
    assert errors.server_error(RequestFactory().get("/")).status_code == 500
