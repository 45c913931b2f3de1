"""Behaviour every register inherits, and the people and places its tests need.

class TestUnits(RegisterTests):
    register = UNITS
    role = "office"

    def record(self, area): return unit(area, "云岭县统计局")
    def form(self, area): return {"name": "云岭县林业局", "area": area.pk, …}
"""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.testing_api import ApiTests
from zhenxing.web.kit.testing_lists import ListTests
from zhenxing.web.organisations.models import Area, Unit

LONG_AGO = date(2020, 1, 1)
_number = itertools.count(1)


def area(name: str = "云岭县", parent: Area | None = None, level: str = "county") -> Area:
    """A fictional place."""
    place = Area(code=f"99{next(_number):04d}", name=name, level=level)
    return Area.objects.plant(place, parent)


def unit(where: Area, name: str = "", **fields: Any) -> Unit:
    made: Unit = Unit.objects.create(area=where, name=name or f"{where}第{next(_number)}局", **fields)
    return made


def person(role: str = "", where: Unit | Area | None = None, name: str = "") -> User:
    """An account, with a role in a unit or an area if one is named."""
    number = next(_number)
    user = User.objects.create_user(f"user-{number}", "a-long-word-1", display_name=name or f"赵{number}")
    if role:
        place = {"unit": where} if isinstance(where, Unit) else {"area": where}
        Membership.objects.create(user=user, role=role, begins=LONG_AGO, **place)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def unexplained() -> list[str]:
    """Versions a person made whose moment is that of no audit row: their history could name no request."""
    told = set(AuditEntry.objects.values_list("at", flat=True))
    histories = [one.history for one in apps.get_models() if hasattr(one, "history")]
    return [
        f"{version} {version.history_date}"
        for history in histories
        for version in history.filter(history_user__isnull=False)
        if version.history_date not in told
    ]


@pytest.mark.django_db
class RegisterTests(ListTests, ApiTests):
    """Anonymous, wrong scope, right scope, stale version, export, query count: the same for every kind."""

    register: ClassVar[Register[Any]]
    #: a role that may do everything the register offers
    role: ClassVar[str] = "office"
    #: a list may take this many queries, however many rows it shows
    most_queries: ClassVar[int] = 20

    def record(self, where: Area) -> Any:
        """A record of an area."""
        raise NotImplementedError

    def form(self, where: Area) -> dict[str, Any]:
        """What a person would type for another one; {} when the register has no form."""
        return {}

    def client(self, where: Area, role: str = "") -> Client:
        return signed_in(person(role or self.role, unit(where)))

    def test_anonymous_is_asked_to_sign_in(self) -> None:
        record = self.record(area())
        for url in self.urls(record):
            response = Client().get(url)
            assert response.status_code == 302, url
            assert "/accounts/sign-in/" in response["Location"]

    def test_outside_the_scope_nothing_exists(self) -> None:
        record = self.record(area())
        stranger = self.client(area("清河县"))
        for url in self.urls(record):
            if str(record.pk) in url.split("/"):
                assert stranger.get(url).status_code == 404, url
        assert str(record) not in stranger.get(self.register.url("list")).text

    def test_without_a_role_the_pages_do_not_exist(self) -> None:
        nobody = signed_in(person())
        for url in self.urls(self.record(area())):
            assert nobody.get(url).status_code == 404, url

    def test_inside_the_scope_every_page_opens(self) -> None:
        where = area()
        record, client = self.record(where), self.client(where)
        for url in self.urls(record):
            assert client.get(url).status_code == 200, url
        assert str(record.pk) in client.get(self.register.url("list")).text

    def test_the_list_takes_few_queries_however_long(self) -> None:
        where = area()
        client = self.client(where)
        self.record(where)
        client.get(self.register.url("list"))
        with CaptureQueriesContext(connection) as one:
            client.get(self.register.url("list"))
        with CaptureQueriesContext(connection) as more:
            client.get(self.register.url("list") + "?q=&page=1&sort=")
        assert len(more) <= len(one) <= self.most_queries

    def test_an_unknown_filter_or_sort_is_no_error(self) -> None:
        where = area()
        client = self.client(where)
        self.record(where)
        names = [one.name for one in self.register.all_filters]
        asked = "&".join(["sort=nothing", "page=x", "q=%00", *(f"{name}=%27" for name in names)])
        assert client.get(f"{self.register.url('list')}?{asked}").status_code == 200

    def test_the_export_opens(self) -> None:
        if self.register.role("export") is None:
            pytest.skip("this register has no export")
        where = area()
        record = self.record(where)
        response = self.client(where).get(self.register.url("export"))
        assert response.content[:2] == b"PK"
        assert "attachment" in response["Content-Disposition"]
        assert record.pk

    def test_a_record_is_made_and_the_deed_recorded(self) -> None:
        where = self._with_form()
        response = self.client(where).post(self.register.url("create"), self.form(where))
        assert response.status_code == 302, response.text
        entry = AuditEntry.objects.latest("id")
        assert entry.action == f"{self.register.key}.create"
        assert entry.request_id == response["X-Request-ID"]

    def test_the_same_submission_has_one_effect(self) -> None:
        where = self._with_form()
        client, typed = self.client(where), {**self.form(where), "idempotency_key": "once"}
        first = client.post(self.register.url("create"), typed)
        before = self.register.model._default_manager.count()
        again = client.post(self.register.url("create"), typed)
        assert self.register.model._default_manager.count() == before
        assert again.status_code in {302, 422}
        assert first.status_code == 302

    def test_a_stale_save_is_refused_and_what_was_typed_is_kept(self) -> None:
        where = self._with_form("edit")
        record, client, typed = self.record(where), self.client(where), self.form(where)
        url = self.register.url("edit", record.pk)
        version = record.version
        assert client.post(url, {**typed, "version": version, "reason": "先改"}).status_code == 302
        stale = client.post(url, {**typed, "version": version, "reason": "后改"})
        assert stale.status_code == 412
        assert "您填写的内容仍保留在下面" in stale.text
        record.refresh_from_db()
        assert record.version == version + 1

    def test_archiving_needs_a_reason_and_hides_the_record(self) -> None:
        where = self._with_form("archive")
        record, client = self.record(where), self.client(where)
        url = self.register.url("archive", record.pk)
        assert client.post(url, {"version": record.version}).status_code == 422
        assert client.post(url, {"version": record.version, "reason": "撤销"}).status_code == 302
        record.refresh_from_db()
        assert record.archived_at is not None

    def urls(self, record: Any) -> list[str]:
        """The address of every page of the register."""
        return [
            self.register.url(role.name, record.pk if "<int:pk>" in role.path else None)
            for role in self.register.all_roles
        ]

    def _with_form(self, name: str = "create") -> Area:
        if self.register.role(name) is None or not self.register.fields:
            pytest.skip(f"this register has no {name} page")
        return area()
