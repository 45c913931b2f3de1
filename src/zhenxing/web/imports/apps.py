from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.origins import Origin

#: what this app's deeds are called in a history
DEEDS = {
    "bring": _("上传工作簿"),
    "map": _("对应列"),
    "checked": _("核对完成"),
    "confirm": _("确认导入"),
    "begin": _("开始写入"),
    "go-on": _("重新排队"),
    "give-up": _("取消导入"),
    "fail": _("导入失败"),
}


class ImportsConfig(AppConfig):
    name = "zhenxing.web.imports"
    label = "imports"
    verbose_name = _("导入")

    def ready(self) -> None:
        from zhenxing.web.kit.deeds import VERBS  # translations are ready only now
        from zhenxing.web.kit.origins import QUESTIONS

        VERBS.update({f"imports.{verb}": said for verb, said in DEEDS.items()})
        QUESTIONS.append(_origins)


def _origins(record: Any) -> Mapping[int, Origin]:
    from zhenxing.web.imports.queries import origins  # models are ready only after start-up

    return origins(record)
