"""A code that is typed: by its code, its name, or both as they are shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables.models import Code

#: how many codes are named when a name belongs to several
_NAMED = 5


class TypedCode(forms.TextInput):
    """A text box that offers codes while one types; without script the code or name is typed in full."""

    template_name = "codetables/typed-code.html"
    #: the table whose codes are offered
    table = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["options_id"] = f"{context['widget']['attrs'].get('id', name)}_options"
        context["options_url"] = f"{reverse('codes:options')}?table={self.table}"
        return context


class TypedCodeField(forms.ModelChoiceField):
    """3074, 日用陶瓷制品制造, or “3074 日用陶瓷制品制造”; a number (from a program) is the record's id."""

    widget = TypedCode
    default_error_messages = {
        "invalid_choice": _("没有“%(value)s”。请输入代码（如 3074）或完整名称，或从提示中选。"),
    }

    def __init__(self, *args: Any, limit_choices_to: Any = None, **options: Any) -> None:
        super().__init__(*args, limit_choices_to=limit_choices_to, **options)
        self.widget.table = (limit_choices_to or {}).get("table__key", "")
        if not self.help_text:
            self.help_text = _("输入代码、名称或拼音首字母，从提示中选。")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Code.objects.filter(pk=value).first()
        return value.labelled if isinstance(value, Code) else value

    def to_python(self, value: Any) -> Code | None:
        if isinstance(value, int | Code) or value in self.empty_values:
            return super().to_python(value)
        said = str(value).strip()
        code, _space, name = said.partition(" ")
        found = (
            self.queryset.filter(code=code, name=name.strip()) if name else self.queryset.filter(code=said)
        )
        found = list(found[:1]) or list(self.queryset.filter(name=said)[: _NAMED + 1])
        if not found:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": said[:50]}
            )
        if len(found) > 1:
            named = "、".join(one.labelled for one in found[:_NAMED])
            raise ValidationError(_("有几个代码叫这个名称：%(named)s。请写代码。") % {"named": named})
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")
