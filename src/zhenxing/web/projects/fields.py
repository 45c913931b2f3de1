"""A project's code as a checked column."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.core.codes import ProjectCode
from zhenxing.web.enterprises.fields import _Checked

_TOO_LONG = _("项目代码应为24位：20位数字和4个连字符，例如 2024-990121-30-03-123456。")


def _this_year() -> int:
    from django.utils import timezone

    return timezone.localdate().year


class ProjectCodeField(_Checked):
    """投资项目代码 (GB/T 40058): 20 digits in five groups, 24 characters with the hyphens."""

    @staticmethod
    def canonical(typed: str) -> str:
        """The code as printed. Raises ValueError for a wrong structure or a year that is still to come."""
        code = str(ProjectCode(typed))
        if int(code[:4]) > _this_year():
            raise ValueError(f"项目代码前四位是赋码年份，“{code[:4]}”还没有到。请核对是否抄错。")
        return code
