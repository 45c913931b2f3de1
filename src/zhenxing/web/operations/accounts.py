"""Accounts from the terminal: the first administrators of an empty installation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.accounts.roles import ROLES
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.organisations.models import Area, Unit


class AccountError(Exception):
    """An account that cannot be made; the message says what to change."""


@dataclass(frozen=True)
class CreateAccount(Action[User]):
    """Make an account with one role. `place` is a division code, or a unit's name; some roles need none."""

    code: ClassVar[str] = "accounts.create-at-terminal"
    permission: ClassVar[str] = "users.create"
    by_system: ClassVar[bool] = True

    username: str
    display_name: str
    role: str
    place: str = ""
    password: str = field(default="", repr=False)

    def execute(self, deed: Deed) -> User:
        area, unit = _place(self.place, self.role)
        user = User(username=self.username, display_name=self.display_name, must_change_password=True)
        validate_password(self.password, user)
        user.set_password(self.password)
        user.full_clean(exclude=["password"])
        deed.save(user)
        membership = Membership(user=user, role=self.role, area=area, unit=unit)
        membership.full_clean()
        deed.save(membership)
        return user


def create_user(username: str, display_name: str, role: str, password: str, place: str = "") -> User:
    """Make the account; it must change its password at first sign-in. Raises AccountError."""
    if role not in ROLES:
        known = "、".join(f"{item.code}({item.label})" for item in ROLES.values())
        raise AccountError(f"没有角色 {role}。可用的角色：{known}")
    try:
        return run_action(CreateAccount(username, display_name, role, place, password), None).result
    except ValidationError as problem:
        raise AccountError("\n".join(problem.messages)) from problem


def _place(place: str, role: str) -> tuple[Area | None, Unit | None]:
    """The area or unit the role is held in. Raises AccountError when it is missing or unknown."""
    if ROLES[role].administrator:
        return None, None
    if not place:
        raise AccountError(f"角色“{ROLES[role].label}”要写明单位名称或区划代码(--unit)。")
    area = Area.objects.filter(code=place).first()
    if area is not None:
        return area, None
    units = list(Unit.objects.filter(name=place)[:2])
    if len(units) == 1:
        return None, units[0]
    found = "有多个单位叫" if units else "没有单位或区划"
    raise AccountError(f"{found}“{place}”。请写区划代码，或单位的准确名称。")
