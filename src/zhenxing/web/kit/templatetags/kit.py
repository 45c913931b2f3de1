"""What the kit's templates say: icons, controls with their labels tied, the next theme."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhenxing.web.accounts.roles import ROLES
from zhenxing.web.kit.choices import FilterControl

register = template.Library()

_NEXT_THEME = {"auto": "dark", "dark": "light", "light": "auto"}


# two hundred stand on a page with its menus, and none of them changes while the site runs
@register.simple_tag
@functools.lru_cache(maxsize=1024)
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite; the words beside it carry the meaning."""
    url = static("zhenxing/icons.svg")
    return format_html('<svg class="zx-icon" aria-hidden="true"><use href="{}#{}"></use></svg>', url, name)


@register.simple_tag
def new_key() -> str:
    """A fresh idempotency key for a form that makes something."""
    return uuid.uuid4().hex


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's control in the site's look; Django ties help and errors to it."""
    widget = field.field.widget
    look = "form-control"
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect):  # which check boxes of several are too
        look = "form-check-input"
    elif isinstance(widget, forms.Select | forms.SelectMultiple):
        look = "form-select"
    attributes: dict[str, Any] = {"class": f"{look} is-invalid" if field.errors else look}
    if isinstance(widget, forms.DateInput):
        widget.input_type = "date"
    return SafeString(field.as_widget(attrs=attributes))


@register.filter
def in_use(filters: Sequence[FilterControl]) -> list[FilterControl]:
    """The filters above a list that are set."""
    return [one for one in filters if one.active]


@register.filter
def roles_of(user: Any) -> list[str]:
    return [str(ROLES[code].label) for code in user.role_codes()]


@register.filter
def next_theme(theme: str) -> str:
    return _NEXT_THEME[theme]


@register.filter
def theme_icon(theme: str) -> str:
    return {"auto": "theme", "dark": "moon", "light": "sun"}[theme]


@register.filter
def theme_hint(theme: str) -> str:
    hints = {
        "auto": _("外观：跟随系统。点击改为深色"),
        "dark": _("外观：深色。点击改为浅色"),
        "light": _("外观：浅色。点击改为跟随系统"),
    }
    return hints[theme]


@register.filter
def message_icon(level: str) -> str:
    return {"success": "check", "error": "alert", "warning": "alert"}.get(level, "info")
