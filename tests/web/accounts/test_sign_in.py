"""Signing in and out: lock-out, session age, the first password, headers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from zhenxing.web.accounts.models import User
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in, unit

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/sign-in/"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def attempt(client: Client, user: User, password: str) -> Any:
    return client.post(SIGN_IN, {"username": user.username, "password": password})


def test_the_right_password_leads_home() -> None:
    response = attempt(Client(), person(), "a-long-word-1")
    assert (response.status_code, response["Location"]) == (302, "/")


def test_it_leads_back_to_the_page_asked_for_but_not_to_another_site() -> None:
    user, typed = person(), {"password": "a-long-word-1"}
    for asked, target in (("/units/", "/units/"), ("https://example.com/", "/")):
        response = Client().post(SIGN_IN, {**typed, "username": user.username, "next": asked})
        assert response["Location"] == target


def test_wrong_name_wrong_password_and_stopped_account_look_alike() -> None:
    user, stopped = person(), person()
    User.objects.filter(pk=stopped.pk).update(is_active=False)
    answers = [
        attempt(Client(), user, "wrong-word-1").text,
        attempt(Client(), User(username="nobody"), "a-long-word-1").text,
        attempt(Client(), stopped, "a-long-word-1").text,
    ]
    assert all("账号或口令不对，请核对后再试。" in text for text in answers)


def test_five_failures_lock_the_account_and_say_for_how_long() -> None:
    user, client = person(), Client()
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(settings.AXES_FAILURE_LIMIT):
            response = attempt(client, user, "wrong-word-1")
        assert response.status_code == 429
        assert "请 15 分钟后再试" in response.text
        clock.shift(timedelta(minutes=9, seconds=30))
        assert "请 6 分钟后再试" in attempt(client, user, "a-long-word-1").text
        clock.shift(timedelta(minutes=6))
        assert attempt(client, user, "a-long-word-1").status_code == 302


def test_a_lock_holds_for_one_account_only() -> None:
    user, other, client = person(), person(), Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        attempt(client, user, "wrong-word-1")
    assert attempt(client, other, "a-long-word-1").status_code == 302


def test_the_security_administrator_lets_it_in_again() -> None:
    user, client = person(), Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        attempt(client, user, "wrong-word-1")
    security = signed_in(person("security_administrator", area()))
    assert user.username in security.get("/accounts/lockouts/").text
    security.post("/accounts/lockouts/release/", {"username": user.username})
    assert "没有被锁定的账号" in security.get("/accounts/lockouts/").text
    assert AuditEntry.objects.latest("id").action == "lockouts.release"
    assert attempt(client, user, "a-long-word-1").status_code == 302


def test_signing_out_takes_a_post() -> None:
    client = signed_in(person())
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").status_code == 302
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("steps", "status"),
    [([29] * 3, 200), ([29, 31], 302), ([25] * 30, 302)],
    ids=["in use", "idle for half an hour", "twelve hours"],
)
def test_how_long_a_session_lasts(steps: list[int], status: int) -> None:
    user, client = person(), Client()
    with time_machine.travel(NOW, tick=False) as clock:
        attempt(client, user, "a-long-word-1")
        for minutes in steps:
            response = client.get("/")
            clock.shift(timedelta(minutes=minutes))
        response = client.get("/")
    assert response.status_code == status


def test_whoever_was_signed_out_is_told_why() -> None:
    user, client = person(), Client()
    with time_machine.travel(NOW, tick=False) as clock:
        attempt(client, user, "a-long-word-1")
        client.get("/")
        clock.shift(timedelta(minutes=40))
        assert "有一段时间没有操作" in client.get("/", follow=True).text


def test_a_given_password_is_changed_before_anything_else() -> None:
    user = person("office", unit(area()))
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    client = signed_in(user)
    assert client.get("/units/")["Location"] == "/accounts/password/"
    typed = {"old": "a-long-word-1", "new": "另一个很长的口令句子", "again": "另一个很长的口令句子"}
    assert client.post("/accounts/password/", typed)["Location"] == "/"
    assert client.get("/units/").status_code == 200
    assert AuditEntry.objects.latest("id").action == "account.change-password"
    assert "口令" not in str(AuditEntry.objects.latest("id").changes)


@pytest.mark.parametrize(
    ("old", "new", "again", "message"),
    [
        ("wrong-word-1", "另一个很长的口令句子", "另一个很长的口令句子", "原口令不对"),
        ("a-long-word-1", "a-long-word-1", "a-long-word-1", "不能与原口令相同"),
        ("a-long-word-1", "另一个很长的口令句子", "又一个很长的口令句子", "两次输入的新口令不一样"),
        ("a-long-word-1", "20260302123", "20260302123", "数字"),
        ("a-long-word-1", "短", "短", "10"),
    ],
)
def test_a_password_change_that_does_not_hold_says_why(old: str, new: str, again: str, message: str) -> None:
    response = signed_in(person()).post("/accounts/password/", {"old": old, "new": new, "again": again})
    assert response.status_code == 422
    assert message in response.text


def test_pages_carry_the_headers_that_keep_them_safe() -> None:
    response = Client().get(SIGN_IN)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert signed_in(person()).get("/")["Cache-Control"] == "private, no-store"
