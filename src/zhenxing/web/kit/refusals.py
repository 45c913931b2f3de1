"""Why a deed was not done. Every message is for the person who tried it.

ActionRefused
├── NotPermitted      the person's roles do not allow it            403
├── OutOfScope        for this person the record does not exist     404
├── SelfApproval      nobody approves their own work                403
├── StaleVersion      somebody saved in between                     412
├── NeedsReason       the deed is only done with a reason           422
├── KeyConflict       one idempotency key, two different bodies     409
└── Invalid           the values do not hold; by field              422
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Message = str | Promise

_NOT_PERMITTED = _("您的角色不能做这项操作。如确需办理，请联系安全管理员。")


class ActionRefused(Exception):  # noqa: N818 — a refusal is an answer, not an error
    """A deed the rules do not allow now; `message` says why and what to do."""

    status = 409

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotPermitted(ActionRefused):
    status = 403

    def __init__(self, message: Message = _NOT_PERMITTED) -> None:
        super().__init__(message)


class OutOfScope(ActionRefused):
    status = 404

    def __init__(self) -> None:
        super().__init__(_("没有找到这条记录，或者它不在您的管理范围内。"))


class SelfApproval(ActionRefused):
    status = 403

    def __init__(self) -> None:
        super().__init__(_("提交人不能审批自己提交的内容，请由另一位同事办理。"))


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed: what it was when you began, what it is now."""

    field: str
    label: str
    was: str
    now: str


class StaleVersion(ActionRefused):
    """Saved by somebody else since the page was opened; nothing was overwritten."""

    status = 412

    def __init__(
        self, differences: tuple[Difference, ...], *, expected: int, current: int, by: str = ""
    ) -> None:
        if by:
            message = _("您打开之后，%(by)s 已经改过这条记录。您的修改没有覆盖它，请核对后再保存。") % {
                "by": by
            }
        else:
            message = _("您打开之后，这条记录已经被改过。您的修改没有覆盖它，请核对后再保存。")
        super().__init__(message)
        self.differences = differences
        self.expected = expected
        self.current = current


class KeyConflict(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_("同一个提交编号已经用于另一份内容，请刷新页面后重新提交。"))


class Invalid(ActionRefused):
    """Values that do not hold. `fields` maps a field's name to its messages."""

    status = 422

    def __init__(self, fields: Mapping[str, tuple[Message, ...]]) -> None:
        super().__init__(_("有内容需要更正，请看标红的栏目。"))
        self.fields = dict(fields)


class NeedsReason(ActionRefused):
    status = 422

    def __init__(self) -> None:
        super().__init__(_("请写明理由：它会随这次操作一起留存。"))
