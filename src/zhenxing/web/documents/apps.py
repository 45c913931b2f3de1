from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: what this app's deeds, on documents and on what was read in them, are called in a history
DEEDS = {
    "recompile": _("重新解析"),
    "cancel": _("取消解析"),
    "compiled": _("解析完成"),
    "compile-failed": _("解析失败"),
    "reopen": _("撤回决定"),
    "read-damage": _("定疑点读法"),
    "link": _("对应单位"),
    "add": _("补录"),
    "accept-certain": _("接受全部确定项"),
    "merge": _("合并"),
    "split": _("拆分"),
    "move": _("移到别的条款"),
    "undo": _("撤销"),
    "sign": _("复核签署"),
    "send-back": _("复核退回"),
}


class DocumentsConfig(AppConfig):
    name = "zhenxing.web.documents"
    label = "documents"
    verbose_name = _("文件")

    def ready(self) -> None:
        from zhenxing.web.kit.deeds import VERBS  # translations are ready only now

        # with their kind before them: other ledgers sign, merge and link in other words
        VERBS.update(
            {f"{kind}.{verb}": said for kind in ("documents", "proposals") for verb, said in DEEDS.items()}
        )
