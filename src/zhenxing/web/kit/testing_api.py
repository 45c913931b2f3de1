"""How every register behaves to programs: the part of `RegisterTests` that goes through `/api/`."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from zhenxing.web.accounts.models import Token, User
from zhenxing.web.accounts.tokens import new_secret
from zhenxing.web.kit.api.fields import said
from zhenxing.web.kit.api.shapes import Shape
from zhenxing.web.kit.models import AuditEntry

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zhenxing.web.kit.register import Register
    from zhenxing.web.organisations.models import Area


def token_of(owner: User, scope: dict[str, str], **fields: Any) -> str:
    """A key of somebody's, whole, as only its maker sees it."""
    whole, start, digest = new_secret()
    expires = timezone.now() + timedelta(days=30)
    Token.objects.create(
        **{"owner": owner, "name": "测试", "expires_at": expires, **fields},
        start=start,
        secret_hash=digest,
        scope=scope,
    )
    return whole


class Program:
    """A program with a key: JSON out, JSON in."""

    def __init__(self, whole: str = "") -> None:
        self._client = Client(headers={"authorization": f"Bearer {whole}"} if whole else {})

    def get(self, url: str, **headers: str) -> HttpResponse:
        return self._client.get(url, headers=headers)

    def send(self, method: str, url: str, body: Any = None, **headers: str) -> HttpResponse:
        """`if_match='"1"'` becomes the header of that name."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = json.dumps(body) if body is not None else ""
        return self._client.generic(method, url, content, "application/json", headers=named)


@pytest.mark.django_db
class ApiTests:
    """Anonymous 401, wrong scope 404, right scope 200; versions, keys, once and only once."""

    register: ClassVar[Register[Any]]

    if TYPE_CHECKING:  # what RegisterTests brings

        def record(self, where: Area) -> Any: ...
        def form(self, where: Area) -> dict[str, Any]: ...
        def client(self, where: Area, role: str = "") -> Client: ...
        def place(self, name: str = "") -> Area: ...

    @property
    def api_url(self) -> str:
        return f"/api/{self.register.key}"

    def program(self, where: Area, level: str = "write", role: str = "") -> Program:
        """A program with the key of somebody who may use the register there."""
        owner = User.objects.get(pk=self.client(where, role).session[SESSION_KEY])
        return Program(token_of(owner, {self.register.key: level}))

    def body(self, where: Area) -> dict[str, Any]:
        """What `form` types, as JSON."""
        typed = self.form(where)  # it may make what it points at, so it is asked once
        if not typed:
            pytest.skip("this register's test types nothing")
        form = self.register.form_class()(typed)
        assert form.is_valid(), form.errors
        return {name: _sent(form.cleaned_data[name]) for name in typed if name in form.cleaned_data}

    def test_api_anonymous_is_asked_for_a_key(self) -> None:
        record = self.record(self._where())
        for url in self._addresses(record):
            answer = Program().get(url)
            assert answer.status_code == 401, url
            assert answer["WWW-Authenticate"].startswith("Bearer")
            assert answer["Content-Type"] == "application/problem+json"

    def test_api_outside_the_scope_nothing_exists(self) -> None:
        record = self.record(self._where())
        stranger = self.program(self._where("清河县"))
        for url in self._addresses(record)[1:]:
            assert stranger.get(url).status_code == 404, url
        listed = stranger.get(f"{self.api_url}?count=true").json()
        assert record.pk not in [one["id"] for one in listed["items"]]
        assert listed["total"] == len(listed["items"])

    def test_api_without_a_role_nothing_exists(self) -> None:
        record = self.record(self._where())
        nobody = User.objects.create_user("nobody", "a-long-word-1", display_name="无名")
        program = Program(token_of(nobody, {self.register.key: "write"}))
        for url in self._addresses(record):
            assert program.get(url).status_code == 404, url

    def test_api_inside_the_scope_everything_opens(self) -> None:
        where = self._where()
        record, program = self.record(where), self.program(where, "read")
        for url in self._addresses(record):
            assert program.get(url).status_code == 200, url
        assert record.pk in self._every_id(program)

    def test_api_pages_follow_each_other(self) -> None:
        where = self._where()
        record, program = self.record(where), self.program(where, "read")
        assert self._every_id(program, limit=1) == self._every_id(program, limit=500)
        assert record.pk in self._every_id(program, limit=1)

    def test_api_a_key_for_another_register_opens_nothing(self) -> None:
        where = self._where()
        record = self.record(where)
        owner = User.objects.get(pk=self.client(where).session[SESSION_KEY])
        elsewhere = Program(token_of(owner, {"another": "write"}))
        for url in self._addresses(record):
            assert elsewhere.get(url).status_code == 403, url

    def test_api_a_key_for_reading_writes_nothing(self) -> None:
        where = self._writing("create")
        answer = self.program(where, "read").send("POST", self.api_url, self.body(where))
        assert answer.status_code == 403
        assert answer.json()["code"] == "outside-key"

    def test_api_a_record_is_made_once_and_the_deed_recorded(self) -> None:
        where = self._writing("create")
        program, body = self.program(where), self.body(where)
        first = program.send("POST", self.api_url, body, idempotency_key="once")
        assert first.status_code == 201, first.text
        entry = AuditEntry.objects.latest("id")
        assert (entry.action, entry.request_id) == (f"{self.register.key}.create", first["X-Request-ID"])
        again = program.send("POST", self.api_url, body, idempotency_key="once")
        assert (again.status_code, again.content, again["ETag"]) == (201, first.content, first["ETag"])
        assert AuditEntry.objects.latest("id") == entry
        read = program.get(f"{self.api_url}/{first.json()['id']}")
        assert read.json() == first.json()

    def test_api_a_change_needs_the_version_it_was_read_with(self) -> None:
        where = self._writing("edit")
        record, program, body = self.record(where), self.program(where), self.body(where)
        url = f"{self.api_url}/{record.pk}"
        tag = program.get(url)["ETag"]
        assert program.send("PATCH", url, body).status_code == 428
        changed = program.send("PATCH", f"{url}?reason=改", body, if_match=tag)
        assert changed.status_code == 200, changed.text
        assert changed["ETag"] != tag
        stale = program.send("PATCH", f"{url}?reason=改", body, if_match=tag)
        assert stale.status_code == 412
        assert stale.json()["current_etag"] == changed["ETag"]
        history = program.get(f"{url}/history").json()["items"]
        assert history[0]["action"] == f"{self.register.key}.edit"

    def test_api_archiving_needs_a_reason_and_hides_the_record(self) -> None:
        where = self._writing("archive")
        record, program = self.record(where), self.program(where)
        url = f"{self.api_url}/{record.pk}"
        tag = program.get(url)["ETag"]
        assert program.send("DELETE", url, if_match=tag).status_code == 422
        assert program.send("DELETE", f"{url}?reason=撤销", if_match=tag).status_code == 200
        assert record.pk not in self._every_id(program)

    # --- helpers ---------------------------------------------------------------------------------

    def _where(self, name: str = "云岭县") -> Area:
        from zhenxing.web.kit.testing import area  # it inherits from this class

        return area(name)

    def _writing(self, verb: str) -> Area:
        if verb not in Shape(self.register).verbs:
            pytest.skip(f"nothing to {verb} in this register")
        return self._where()

    def _addresses(self, record: Any) -> list[str]:
        found = [self.api_url]
        if self.register.role("detail") is not None:
            found.append(f"{self.api_url}/{record.pk}")
            if Shape(self.register).versioned:
                found.append(f"{self.api_url}/{record.pk}/history")
        return found

    def _every_id(self, program: Program, limit: int = 100) -> list[int]:
        """The ids of the whole list, page by page."""
        ids: list[int] = []
        url = f"{self.api_url}?limit={limit}"
        while url:
            answer = program.get(url)
            assert answer.status_code == 200, answer.text
            ids += [one["id"] for one in answer.json()["items"]]
            url = answer["Link"].split(">")[0].lstrip("<") if "Link" in answer else ""
        return ids


def _sent(value: Any) -> Any:
    """A cleaned value as a program would send it: a record by its id."""
    found = said(value)
    return found["id"] if isinstance(found, dict) and "label" in found else found
