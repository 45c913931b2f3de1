"""People and the roles they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts import roles
from zhenxing.web.accounts.grants import Grant
from zhenxing.web.kit.models import Record, Versioned
from zhenxing.web.kit.scope import Reach, ScopePaths
from zhenxing.web.organisations.models import Area, Unit

_EVERYONE = Grant(role=roles.EVERYONE.code, permissions=roles.EVERYONE.reach)


def _with_seats(grant: Grant, seats: set[int]) -> Grant:
    """The grant with the units of the posts held, and every unit those are the successors of."""
    if Reach.UNIT not in grant.permissions.values():
        return grant
    units = reached = set(grant.units) | seats
    while reached:
        reached = set(Unit.objects.filter(successor__in=reached).values_list("pk", flat=True)) - units
        units = units | reached
    return replace(grant, units=tuple(sorted(units)))


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make an account without a deed: for set-up, demo and tests. People use `CreateUser`."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, Versioned):
    """A person with an account. What they may do comes from memberships alone.

    No history table: it would hold old passwords. The audit has every change.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="memberships__unit__area__path", owner="id", many_areas=True
    )

    username = models.CharField(
        _("账号"),
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Za-z0-9._\-一-鿿]{2,50}$", _("账号用 2 到 50 个字母、数字或汉字。"))
        ],
        error_messages={"unique": _("这个账号已经有人使用。")},
    )
    display_name = models.CharField(_("姓名"), max_length=50)
    phone = models.CharField(
        _("电话"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[0-9+\-]{7,20}$", _("电话只写数字、+ 和 -。"))],
    )
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须先改口令"), default=False)

    #: the name of the key a program acts with for this person; "" when it is the person
    acts_through: str = ""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def audit_label(self) -> str:
        """Who did it, as the audit says it: a program with a key is told from the person."""
        return f"{self}（密钥：{self.acts_through}）" if self.acts_through else str(self)

    def grants(self) -> tuple[Grant, ...]:
        """The roles held today; read once for each user object."""
        found: tuple[Grant, ...] | None = self.__dict__.get("_grants")
        if found is None:
            found = self.__dict__["_grants"] = self._grants_on(timezone.localdate())
        return found

    def _grants_on(self, day: date) -> tuple[Grant, ...]:
        held = [membership.grant() for membership in self.memberships.on(day)]
        if not any(Reach.UNIT in grant.permissions.values() for grant in held):
            return (_EVERYONE, *held)
        seats = set(self.incumbencies.on(day).values_list("post__unit", flat=True))
        return (_EVERYONE, *(_with_seats(grant, seats) for grant in held))

    def forget_grants(self) -> None:
        """Read the roles again when next asked."""
        self.__dict__.pop("_grants", None)

    def role_codes(self) -> tuple[str, ...]:
        """The roles given to this person, without what everyone has."""
        return tuple(dict.fromkeys(grant.role for grant in self.grants() if grant is not _EVERYONE))

    def unit_ids(self) -> tuple[int, ...]:
        """The units this person acts for today."""
        return tuple(dict.fromkeys(unit for grant in self.grants() for unit in grant.units))

    def may(self, permission: str) -> bool:
        return any(permission in grant.permissions for grant in self.grants())


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those that hold on a day, in the order they were given."""
        return (
            self.filter(Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day)))
            .select_related("area", "unit__area")
            .order_by("pk")
        )


class Membership(Record):
    """A role somebody holds, for which unit or area, from when to when (both days included)."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(owner="user_id")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=40, choices=roles.choices)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("单位")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("行政区划")
    )
    begins = models.DateField(_("起始日"), default=timezone.localdate)
    ends = models.DateField(_("截止日"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("角色授予")
        verbose_name_plural = _("角色授予")
        ordering = ["user__username", "begins"]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def grant(self) -> Grant:
        """The plain value; an area not given is the unit's own."""
        area = self.area or (self.unit.area if self.unit else None)
        role = roles.ROLES[self.role]
        return Grant(
            role=role.code,
            permissions=role.reach,
            area=area.path if area else None,
            units=(self.unit_id,) if self.unit_id else (),
            step=Area.steplen,
        )


class TokenQuerySet(models.QuerySet["Token"]):
    def usable(self, now: datetime) -> TokenQuerySet:
        """Those that still open something: not taken back, not expired, their owner's account in use."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, owner__is_active=True)


class Token(Versioned):
    """A key with which a program acts for its owner: no further than the owner may, and than its scope says.

    Only the SHA-256 of the secret is kept, so nobody can read a key back. `scope` maps a register's key
    to "read" or "write". No history table: the audit has every change.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(owner="owner_id")

    owner = models.ForeignKey(User, models.PROTECT, related_name="tokens", verbose_name=_("持有人"))
    name = models.CharField(_("用途"), max_length=60, help_text=_("例如：县数据平台每日同步企业。"))
    start = models.CharField(_("密钥编号"), max_length=8, unique=True, editable=False)
    secret_hash = models.CharField(_("密钥摘要"), max_length=64, editable=False)
    scope = models.JSONField(_("可用范围"), default=dict)
    expires_at = models.DateTimeField(_("到期时间"))
    revoked_at = models.DateTimeField(_("收回时间"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("接口密钥")
        verbose_name_plural = _("接口密钥")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.start}）"

    def allows(self, register: str, *, writing: bool) -> bool:
        """Whether the key was made for this register; the owner's own rights are asked apart."""
        granted = self.scope.get(register)
        return granted == "write" or (granted == "read" and not writing)
