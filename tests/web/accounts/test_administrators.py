"""Three administrators, three people: none can do another's part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from zhenxing.web.accounts.actions import CreateUser, EndRole, GrantRole, ResetPassword, SetActive
from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.accounts.register import AUDIT, MEMBERSHIPS, USERS
from zhenxing.web.accounts.roles import EVERYONE, ROLES, choices, permissions
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.audit import seal_audit
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NeedsReason, NotPermitted
from zhenxing.web.kit.testing import area, person, signed_in, unit

pytestmark = pytest.mark.django_db
SYSTEM, SECURITY, AUDITOR = "system_administrator", "security_administrator", "audit_administrator"
BEGINS = date(2026, 1, 1)


def test_no_two_administrators_share_a_power_to_change() -> None:
    changing = {
        code: {name for name in ROLES[code].reach if not name.endswith((".view", ".export"))}
        for code in (SYSTEM, SECURITY, AUDITOR)
    }
    assert changing[SYSTEM] & changing[SECURITY] == set()
    assert changing[AUDITOR] == {"audit.verify"}


def test_only_the_audit_administrator_reads_the_audit_and_no_business_role_does() -> None:
    assert [code for code, role in ROLES.items() if "audit.view" in role.reach] == [AUDITOR]


def test_no_administrator_reads_business_records() -> None:
    for code in (SYSTEM, SECURITY, AUDITOR):
        assert not {
            name for name in ROLES[code].reach if name.split(".")[0] in {"documents", "goals", "tasks"}
        }


def test_every_role_has_words_and_every_permission_a_verb() -> None:
    assert [code for code, _label in choices()] == list(ROLES)
    assert all(role.label and role.duty for role in ROLES.values())
    assert set(EVERYONE.reach) < set(permissions())
    assert all(name.count(".") == 1 for name in permissions())


@pytest.mark.parametrize("role", [SECURITY, AUDITOR, "office"])
def test_only_the_system_administrator_makes_accounts(role: str) -> None:
    deed = CreateUser(username="new-person", display_name="周宁", password="first-word-2026")
    with pytest.raises(NotPermitted):
        run_action(deed, person(role, area()))
    user = run_action(deed, person(SYSTEM, area())).result
    assert user.must_change_password
    assert user.check_password("first-word-2026")
    assert user.role_codes() == ()


@pytest.mark.parametrize("role", [SYSTEM, AUDITOR, "office"])
def test_only_the_security_administrator_gives_roles(role: str) -> None:
    one = unit(area())
    deed = GrantRole(user=person(), role="office", unit=one, begins=BEGINS)
    with pytest.raises(NotPermitted):
        run_action(deed, person(role, one), reason="任命")
    membership = run_action(deed, person(SECURITY, area()), reason="任命").result
    deed.user.forget_grants()
    assert deed.user.may("documents.adopt")
    assert str(membership) == f"{deed.user} · 领导小组办公室"


def test_nobody_gives_themselves_a_role() -> None:
    security = person(SECURITY, area())
    with pytest.raises(ActionRefused, match="不能给自己授权"):
        run_action(GrantRole(user=security, role="office", begins=BEGINS), security, reason="需要")


@pytest.mark.parametrize(
    ("held", "wanted"),
    [("office", SYSTEM), (SYSTEM, SECURITY), (SECURITY, AUDITOR), (AUDITOR, "leader")],
)
def test_an_administrators_role_is_held_alone(held: str, wanted: str) -> None:
    one = unit(area())
    user = person(held, one)
    with pytest.raises(ActionRefused, match="管理员"):
        run_action(
            GrantRole(user=user, role=wanted, unit=one, begins=BEGINS),
            person(SECURITY, area()),
            reason="兼任",
        )


def test_an_ended_role_does_not_stand_in_the_way() -> None:
    one, security = unit(area()), person(SECURITY, area())
    user = person("office", one)
    yesterday = timezone.localdate() - timedelta(days=1)
    run_action(EndRole(membership_id=user.memberships.get().pk, ends=yesterday), security, reason="调离")
    run_action(GrantRole(user=user, role=SYSTEM, begins=BEGINS), security, reason="转岗")
    user.forget_grants()
    assert user.role_codes() == (SYSTEM,)


def test_a_business_role_says_where() -> None:
    with pytest.raises(Invalid):
        run_action(
            GrantRole(user=person(), role="office", begins=BEGINS), person(SECURITY, area()), reason="任命"
        )


def test_deeds_on_people_need_a_reason() -> None:
    system, user = person(SYSTEM, area()), person()
    with pytest.raises(NeedsReason):
        run_action(SetActive(user_id=user.pk, active=False), system)
    with pytest.raises(NeedsReason):
        run_action(ResetPassword(user_id=user.pk, password="first-word-2026"), system)


def test_nobody_stops_their_own_account() -> None:
    system = person(SYSTEM, area())
    with pytest.raises(ActionRefused, match="自己的账号"):
        run_action(SetActive(user_id=system.pk, active=False), system, reason="离岗")


@pytest.mark.parametrize(
    "values",
    [{"username": "a b"}, {"phone": "call me"}, {"password": "short"}, {"display_name": ""}],
)
def test_an_account_that_does_not_hold_is_refused_by_field(values: dict[str, str]) -> None:
    typed = {"username": "new-person", "display_name": "周宁", "password": "first-word-2026"} | values
    with pytest.raises(Invalid) as refused:
        run_action(CreateUser(**typed), person(SYSTEM, area()))
    assert set(values) <= set(refused.value.fields)


def post(who: str, url: str, **typed: Any) -> Any:
    return signed_in(person(who, area())).post(url, typed)


def test_the_pages_do_the_deeds() -> None:
    first = {"username": "new-person", "display_name": "周宁", "password": "first-word-2026"}
    made = post(SYSTEM, USERS.url("create"), **first)
    user = User.objects.get(username="new-person")
    assert made["Location"] == USERS.url("detail", user.pk)
    post(SYSTEM, USERS.url("reset", user.pk), password="second-word-2026", reason="本人申请")
    post(SYSTEM, USERS.url("set-active", user.pk), reason="离岗")
    user.refresh_from_db()
    assert user.check_password("second-word-2026")
    assert not user.is_active
    one = unit(area())
    post(
        SECURITY,
        MEMBERSHIPS.url("grant"),
        user=user.pk,
        role="office",
        unit=one.pk,
        begins="2026-01-01",
        reason="任命",
    )
    membership = Membership.objects.get(user=user)
    post(SECURITY, MEMBERSHIPS.url("end", membership.pk), ends="2026-02-01", reason="调离")
    membership.refresh_from_db()
    assert membership.ends == date(2026, 2, 1)


def test_a_page_says_what_does_not_hold_and_keeps_what_was_typed() -> None:
    response = post(SYSTEM, USERS.url("create"), username="new-person", display_name="周宁", password="short")
    assert response.status_code == 422
    assert "new-person" in response.text
    user = person(SYSTEM, area())
    stopped = signed_in(user).post(USERS.url("set-active", user.pk), {"reason": "离岗"})
    assert "请由另一位系统管理员办理" in stopped.text


def test_a_deed_on_a_stale_page_is_refused() -> None:
    user = person()
    url = USERS.url("set-active", user.pk)
    assert post(SYSTEM, url, reason="离岗", version=1).status_code == 302
    stale = post(SYSTEM, url, reason="离岗", version=1)
    assert stale.status_code == 422
    assert "已经被改过" in stale.text


def test_the_audit_pages_show_the_deed_and_whether_the_chain_holds() -> None:
    post(SYSTEM, USERS.url("create"), username="new-person", display_name="周宁", password="first-word-2026")
    entry = AuditEntry.objects.get()
    auditor = signed_in(person(AUDITOR, area()))
    assert "周宁" in auditor.get(AUDIT.url("list")).text
    assert "new-person" in auditor.get(AUDIT.url("detail", entry.pk)).text
    assert "1 条等待封存" in auditor.get(AUDIT.url("verify")).text
    seal_audit()
    assert "没有改动" in auditor.get(AUDIT.url("verify")).text
    AuditEntry.objects.update(reason="改过")
    assert "链条在这一条断了" in auditor.get(AUDIT.url("verify")).text


def test_the_office_sees_the_accounts_of_its_area_and_changes_none() -> None:
    where = area()
    clerk, colleague = person("office", unit(where)), person("liaison", unit(where), "吴静")
    stranger = person("liaison", unit(area("清河县")), "郑远")
    listed = signed_in(clerk).get(USERS.url("list")).text
    assert str(colleague) in listed
    assert str(stranger) not in listed
    assert signed_in(clerk).get(USERS.url("create")).status_code == 404
