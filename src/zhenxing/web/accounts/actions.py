"""Deeds on accounts: making them, giving roles, changing one's own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from axes.utils import reset
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts import roles
from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Area, Unit


@dataclass(frozen=True)
class CreateUser(Action[User]):
    """Make an account; its first password must be changed at the first sign-in."""

    code: ClassVar[str] = "users.create"
    permission: ClassVar[str] = "users.create"

    username: str
    display_name: str
    password: str
    phone: str = ""

    def execute(self, deed: Deed) -> User:
        user = User(
            username=self.username,
            display_name=self.display_name,
            phone=self.phone,
            must_change_password=True,
        )
        _set_password(user, self.password)
        full_clean(user)
        deed.save(user)
        return user


@dataclass(frozen=True)
class SetActive(Action[User]):
    """Stop an account, or let it in again. Nobody stops their own."""

    code: ClassVar[str] = "users.set-active"
    permission: ClassVar[str] = "users.edit"
    needs_reason: ClassVar[bool] = True

    user_id: int
    active: bool

    def load(self) -> User:
        return User.objects.select_for_update().get(pk=self.user_id)

    def check(self, deed: Deed) -> None:
        if deed.actor is not None and deed.actor.pk == self.user_id:
            raise ActionRefused(_("不能停用自己的账号，请由另一位系统管理员办理。"))

    def execute(self, deed: Deed) -> User:
        user: User = deed.subject
        user.is_active = self.active
        deed.save(user)
        return user


@dataclass(frozen=True)
class ResetPassword(Action[User]):
    """Give somebody a first password again."""

    code: ClassVar[str] = "users.reset-password"
    permission: ClassVar[str] = "users.reset"
    needs_reason: ClassVar[bool] = True

    user_id: int
    password: str

    def load(self) -> User:
        return User.objects.select_for_update().get(pk=self.user_id)

    def execute(self, deed: Deed) -> User:
        user: User = deed.subject
        _set_password(user, self.password)
        user.must_change_password = True
        deed.save(user)
        return user


@dataclass(frozen=True)
class ChangeOwnPassword(Action[User]):
    """The person changes the password they have."""

    code: ClassVar[str] = "account.change-password"
    permission: ClassVar[str] = "account.edit"

    user_id: int
    old: str
    new: str

    def load(self) -> User:
        return User.objects.select_for_update().get(pk=self.user_id)

    def check(self, deed: Deed) -> None:
        if not check_password(self.old, deed.subject.password):
            raise Invalid({"old": (_("原口令不对，请重新输入。"),)})
        if self.old == self.new:
            raise Invalid({"new": (_("新口令不能与原口令相同。"),)})

    def execute(self, deed: Deed) -> User:
        user: User = deed.subject
        _set_password(user, self.new)
        user.must_change_password = False
        deed.save(user)
        return user


@dataclass(frozen=True)
class GrantRole(Action[Membership]):
    """Give somebody a role in a unit or an area. Nobody gives themselves one."""

    code: ClassVar[str] = "memberships.grant"
    permission: ClassVar[str] = "memberships.grant"
    needs_reason: ClassVar[bool] = True

    user: User
    role: str
    begins: date
    ends: date | None = None
    unit: Unit | None = None
    area: Area | None = None

    def check(self, deed: Deed) -> None:
        if deed.actor is not None and deed.actor.pk == self.user.pk:
            raise ActionRefused(_("不能给自己授权，请由另一位安全管理员办理。"))
        refuse_mixed_duties(self.user, self.role)
        role = roles.ROLES[self.role]
        if not role.administrator and self.unit is None and self.area is None:
            raise Invalid({"unit": (_("这个角色要写明单位或行政区划。"),)})

    def execute(self, deed: Deed) -> Membership:
        membership = Membership(
            user=self.user,
            role=self.role,
            unit=self.unit,
            area=self.area,
            begins=self.begins,
            ends=self.ends,
        )
        full_clean(membership)
        deed.save(membership)
        return membership


@dataclass(frozen=True)
class EndRole(Action[Membership]):
    """Take a role back: it ends on a day, and stays in the record."""

    code: ClassVar[str] = "memberships.end"
    permission: ClassVar[str] = "memberships.end"
    needs_reason: ClassVar[bool] = True

    membership_id: int
    ends: date

    def load(self) -> Membership:
        return Membership.objects.select_for_update().get(pk=self.membership_id)

    def execute(self, deed: Deed) -> Membership:
        membership: Membership = deed.subject
        membership.ends = self.ends
        full_clean(membership)
        deed.save(membership)
        return membership


@dataclass(frozen=True)
class ReleaseLock(Action[None]):
    """Let a locked account try again before its time is up."""

    code: ClassVar[str] = "lockouts.release"
    permission: ClassVar[str] = "lockouts.release"

    username: str

    def execute(self, deed: Deed) -> None:
        deed.batch(reset(username=self.username))
        deed.changes["username"] = [self.username, ""]


def refuse_mixed_duties(user: User, role: str) -> None:
    """An administrator's role is held alone: three duties, three people (三员分立)."""
    held = set(user.memberships.filter(ends__isnull=True).values_list("role", flat=True)) - {role}
    if roles.ROLES[role].administrator and held:
        raise ActionRefused(
            _("%(name)s 已有其他角色。系统、安全、审计管理员须由不同的人担任，且不兼任业务角色。")
            % {"name": user}
        )
    if any(roles.ROLES[code].administrator for code in held):
        raise ActionRefused(_("%(name)s 是管理员，不能再兼任其他角色。") % {"name": user})


def full_clean(record: User | Membership) -> None:
    """Django's validation, as a refusal by field."""
    try:
        record.full_clean()
    except ValidationError as error:
        raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid({"new": tuple(error.messages), "password": tuple(error.messages)}) from error
    user.set_password(password)
