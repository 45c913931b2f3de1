"""Keys for programs: seen once, kept hashed, narrow, ending, taken back, and locked when guessed at."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from zhenxing.web.accounts.models import Membership, Token, User
from zhenxing.web.accounts.token_actions import MOST_KEYS, CreateToken
from zhenxing.web.accounts.token_pages import TOKENS
from zhenxing.web.accounts.tokens import bearer, hash_of, new_secret
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.testing import LONG_AGO, RegisterTests, area, person, signed_in, unit
from zhenxing.web.kit.testing_api import Program, token_of
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


class TestTokenRegister(RegisterTests):
    """Everybody sees their own keys; the security administrator sees all."""

    register = TOKENS
    asked = False

    def client(self, where: Area, role: str = "") -> Any:
        """The owner of the keys, once; then colleagues, who own none of them."""
        mine = where.name == "云岭县" and not self.asked
        self.asked = self.asked or mine
        return signed_in(self.owner if mine else person("office", unit(where)))

    def record(self, where: Area) -> Any:
        token_of(self.owner, {"units": "read"})
        return Token.objects.latest("id")

    @property
    def owner(self) -> User:
        found = User.objects.filter(username="key-owner").first()
        if found is None:
            found = User.objects.create_user("key-owner", "a-long-word-1", display_name="钱一")
            Membership.objects.create(user=found, role="office", begins=LONG_AGO, unit=unit(area()))
        return found

    def test_without_a_role_the_pages_do_not_exist(self) -> None:
        pytest.skip("everybody has a page of their own keys")

    def test_api_without_a_role_nothing_exists(self) -> None:
        pytest.skip("everybody has a list of their own keys")


@pytest.fixture
def owner() -> User:
    return person("office", unit(area()))


def _make(owner: User, **fields: Any) -> str:
    typed = {"name": "数据平台", "days": "90", "scope-units": "write", "idempotency_key": "k", **fields}
    answer = signed_in(owner).post("/tokens/make/", typed)
    assert answer.status_code == 200, answer.text
    found = re.search(r"zx_[a-z0-9]{8}_[\w-]{43}", answer.text)
    assert found is not None
    return found.group()


def test_a_key_is_shown_once_and_kept_hashed(owner: User) -> None:
    whole = _make(owner)
    token = Token.objects.get()
    assert token.secret_hash == hash_of(whole)
    assert (token.scope, token.owner) == ({"units": "write"}, owner)
    entry = AuditEntry.objects.latest("id")
    assert entry.action == "tokens.create"
    assert whole not in str(entry.changes) and token.secret_hash not in str(entry.changes)
    again = signed_in(owner).post(
        "/tokens/make/", {"name": "数据平台", "days": "90", "scope-units": "write", "idempotency_key": "k"}
    )
    assert "不能再显示" in again.text
    assert Token.objects.count() == 1
    assert Program(whole).get("/api/units").status_code == 200


def test_a_key_goes_no_further_than_its_owner(owner: User) -> None:
    refused = signed_in(owner).post("/tokens/make/", {"name": "x", "days": "90", "scope-audit": "read"})
    assert refused.status_code == 422
    with pytest.raises(Invalid):
        run_action(CreateToken(owner, "x", 90, {"incumbencies": "write"}), owner)
    with pytest.raises(Invalid):
        run_action(CreateToken(owner, "x", 91, {"areas": "read"}), owner)
    with pytest.raises(ActionRefused):
        run_action(CreateToken(owner, "x", 90, {"areas": "read"}), person("office", unit(area())))
    assert not Token.objects.exists()


def test_what_the_owner_may_no_longer_do_the_key_may_no_longer_do(owner: User) -> None:
    program = Program(_make(owner))
    Membership.objects.filter(user=owner).update(ends=LONG_AGO)
    assert program.get("/api/units").status_code == 404
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert program.get("/api/units").status_code == 401


def test_a_first_password_is_changed_before_a_key_is_used(owner: User) -> None:
    program = Program(_make(owner))
    User.objects.filter(pk=owner.pk).update(must_change_password=True)
    assert program.get("/api/units").json()["code"] == "change-password-first"


def test_there_are_not_too_many_keys(owner: User) -> None:
    for _number in range(MOST_KEYS):
        token_of(owner, {"units": "read"})
    answer = signed_in(owner).post("/tokens/make/", {"name": "x", "days": "90", "scope-units": "read"})
    assert answer.status_code == 422
    assert "请先收回不用的" in answer.text


def test_a_key_ends_and_is_taken_back(owner: User) -> None:
    ended = token_of(owner, {"units": "read"}, expires_at=timezone.now() - timedelta(seconds=1))
    assert Program(ended).get("/api/units").status_code == 401
    whole = _make(owner)
    token = Token.objects.latest("id")
    url = f"/tokens/{token.pk}/revoke/"
    assert signed_in(owner).post(url, {"reason": "不用了"}).status_code == 302
    assert Program(whole).get("/api/units").status_code == 401
    assert signed_in(owner).post(url, {"reason": "再收"}).status_code == 422
    assert "已收回" in signed_in(owner).get("/tokens/").text


def test_the_security_administrator_sees_and_takes_back_every_key(owner: User) -> None:
    _make(owner)
    guard = signed_in(person("security_administrator"))
    assert "数据平台" in guard.get("/tokens/").text
    assert "/tokens/" in guard.get("/").text
    url = f"/tokens/{Token.objects.get().pk}/revoke/"
    assert guard.post(url, {"reason": "疑似泄露"}).status_code == 302
    assert AuditEntry.objects.latest("id").action == "tokens.revoke"


def test_last_use_is_noted_but_not_at_every_request(owner: User) -> None:
    program = Program(_make(owner))
    program.get("/api/units")
    first = Token.objects.get().last_used_at
    program.get("/api/units")
    assert first is not None
    assert Token.objects.get().last_used_at == first


def test_guessing_is_locked_like_a_sign_in(owner: User, settings: Any) -> None:
    whole = _make(owner)
    wrong = whole[:12] + "A" * 43
    for _number in range(settings.AXES_FAILURE_LIMIT):
        assert Program(wrong).get("/api/units").status_code == 401
    locked = Program(wrong).get("/api/units")
    assert (locked.status_code, locked.json()["code"]) == (429, "locked")
    assert int(locked["Retry-After"]) > 0
    assert Program(whole).get("/api/units").status_code == 429
    guard = signed_in(person("security_administrator"))
    start = Token.objects.get().start
    assert start in guard.get("/accounts/lockouts/").text
    guard.post("/accounts/lockouts/release/", {"username": f"zx_{start}"})
    assert Program(whole).get("/api/units").status_code == 200


def test_what_is_no_key_at_all_opens_nothing(rf: Any) -> None:
    for said in ("", "zx_", "Basic abc", new_secret()[0], "x" * 300):
        assert bearer(rf.get("/"), said, timezone.now()) is None
