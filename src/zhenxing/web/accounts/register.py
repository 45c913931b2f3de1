"""Accounts, the roles given, and the audit: one page each for the three administrators."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts import audit_pages
from zhenxing.web.accounts.actions import CreateUser, EndRole, GrantRole, ResetPassword, SetActive
from zhenxing.web.accounts.forms import EndRoleForm, GrantForm, ResetForm, UserForm
from zhenxing.web.accounts.models import Membership, User
from zhenxing.web.accounts.roles import ROLES
from zhenxing.web.accounts.token_pages import TOKENS
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.deed_pages import ReasonForm, deed_role
from zhenxing.web.kit.deeds import label_of
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.register import Column, Filter, Panel, Register

_GROUP = _("管理")
_AUDIT_FIELDS = (
    "at",
    "actor_label",
    "on_behalf_of",
    "action",
    "action_code",
    "subject_label",
    "reason",
    "count",
    "request_id",
    "position",
    "seal",
)


def _roles(user: User) -> list[str]:
    return [str(ROLES[code].label) for code in user.role_codes()]


def _state(user: User) -> str:
    return str(_("启用") if user.is_active else _("停用"))


def _toggle(user: User, data: dict[str, Any]) -> SetActive:
    return SetActive(user_id=user.pk, active=not user.is_active)


def _reset(user: User, data: dict[str, Any]) -> ResetPassword:
    return ResetPassword(user_id=user.pk, password=data["password"])


def _create(_record: None, data: dict[str, Any]) -> CreateUser:
    return CreateUser(**{name: data[name] for name in ("username", "display_name", "password", "phone")})


def _grant(_record: None, data: dict[str, Any]) -> GrantRole:
    return GrantRole(**{name: data[name] for name in ("user", "role", "unit", "area", "begins", "ends")})


def _end(membership: Membership, data: dict[str, Any]) -> EndRole:
    return EndRole(membership_id=membership.pk, ends=data["ends"])


USERS = Register(
    User,
    key="users",
    columns=(
        "username",
        "display_name",
        "phone",
        Column("roles", _("角色"), value=_roles),
        Column("is_active", _("状态"), value=_state, sort="is_active"),
        Column("last_login", _("最近登录")),
    ),
    filters=(Filter("is_active", _("状态"), choices=lambda _rows: (("1", _("启用")), ("0", _("停用")))),),
    search=("username", "display_name"),
    order=("username",),
    roles=(
        role.LIST,
        role.DETAIL,
        deed_role(
            "create",
            verb="create",
            label=_("新建账号"),
            form=UserForm,
            build=_create,
            detail=False,
            icon="plus",
            done=_("账号已建立。请安全管理员授予角色。"),
        ),
        deed_role("reset", verb="reset", label=_("重置口令"), form=ResetForm, build=_reset, icon="key"),
        deed_role(
            "set-active", verb="edit", label=_("启用或停用"), form=ReasonForm, build=_toggle, icon="lock"
        ),
    ),
    group=_GROUP,
    icon="user",
)
MEMBERSHIPS = Register(
    Membership,
    key="memberships",
    columns=(Column("user", sort="user__username"), "role", "unit", "area", "begins", "ends"),
    filters=("role", "user"),
    search=("user__username", "user__display_name"),
    order=("user__username", "begins"),
    roles=(
        role.LIST,
        role.DETAIL,
        deed_role(
            "grant",
            verb="grant",
            label=_("授予角色"),
            form=GrantForm,
            build=_grant,
            detail=False,
            icon="plus",
            done=_("角色已授予。"),
        ),
        deed_role("end", verb="end", label=_("收回角色"), form=EndRoleForm, build=_end, icon="lock"),
    ),
    select_related=("user", "unit", "area"),
    group=_GROUP,
    icon="key",
)
AUDIT = Register(
    AuditEntry,
    key="audit",
    columns=(
        "at",
        Column("actor_label", _("操作人")),
        Column("action", value=lambda entry: label_of(entry.action), sort="action"),
        Column("subject_label", _("对象")),
        "reason",
        "count",
        Column("request_id", hidden=True),
        Column("action_code", _("操作代码"), value=lambda entry: entry.action, sort="action", hidden=True),
        Column("seal", hidden=True),
    ),
    filters=("actor_label", Filter("action", choices=audit_pages.action_choices)),
    search=("actor_label", "subject_label", "reason", "request_id"),
    order=("-id",),
    roles=(role.LIST, role.EXPORT, role.DETAIL, audit_pages.VERIFY),
    panels=(
        Panel(
            _("操作"),
            _AUDIT_FIELDS,
        ),
        Panel(_("变化"), template="accounts/audit-changes.html", load=audit_pages.changes),
    ),
    label=_("审计记录"),
    group=_GROUP,
    icon="log",
)
REGISTERS = (USERS, MEMBERSHIPS, AUDIT, TOKENS)
NAVIGATION = (
    (_GROUP, _("登录锁定"), "accounts:lockouts", "lock", "lockouts.view"),
    (_GROUP, _("接口密钥"), "tokens:list", "key", "tokens.oversee"),
)
