"""What deeds are called, for people: from an audit code to words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {
    "create": gettext_lazy("新建"),
    "edit": gettext_lazy("修改"),
    "archive": gettext_lazy("归档"),
    "upload": gettext_lazy("上传"),
    "adopt": gettext_lazy("采纳"),
    "accept": gettext_lazy("接受"),
    "reject": gettext_lazy("不采纳"),
    "assign": gettext_lazy("分派"),
    "report": gettext_lazy("报告进展"),
    "close": gettext_lazy("销号"),
    "withdraw": gettext_lazy("撤回"),
    "compile": gettext_lazy("解析"),
    "appoint": gettext_lazy("任命"),
    "grant": gettext_lazy("授予角色"),
    "end": gettext_lazy("收回角色"),
    "set-active": gettext_lazy("启用或停用"),
    "reset-password": gettext_lazy("重置口令"),
    "change-password": gettext_lazy("修改口令"),
    "release": gettext_lazy("解除锁定"),
    "learn": gettext_lazy("记住别称"),
}


def label_of(code: str) -> str:
    """The deed in words; the code itself when it has none."""
    verb = code.rpartition(".")[2]
    return str(VERBS.get(verb, _(verb) if verb else code))
