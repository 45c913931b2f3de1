"""A related record that is written, not picked: of some kinds a county has too many to choose from a list.

A model says `RecordKey(…)` for `ForeignKey(…)`, the related kind's register has the page `OFFERS`, and
its model is called by one field of its own (`said_by`). Where several bear a name, the name is followed
by the record's number: “酒坛 #12”.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register

#: records offered while one types, and named when one name belongs to several
_OFFERED = 20
_NAMED = 5


def _offers_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """The records that fit what is being typed, as options of a text box."""
    said = request.GET.get("q", "").replace("\x00", "").strip()
    rows = in_use(register.rows(request.user))
    found = list(rows.filter(register.search_condition(said)).order_by("pk")[:_OFFERED]) if said else []
    pairs = ((_numbered(one), _aside(register, one)) for one in found)
    return HttpResponse(format_html_join("", '<option value="{}">{}</option>', pairs))


OFFERS = PageRole("offers", "offers/", "view", _offers_page)


def _called(record: models.Model) -> str:
    return str(getattr(record, record.said_by))  # type: ignore[attr-defined]  # every such model says it


def _numbered(record: models.Model) -> str:
    return f"{_called(record)} #{record.pk}"


def _aside(register: Register[Any], record: models.Model) -> str:
    """What else tells it from its namesakes."""
    names = (name for name in register.natural_key if name != type(record).said_by)
    return " ".join(str(value) for name in names if (value := getattr(record, name)))


class TypedRecord(forms.TextInput):
    """A text box that offers records while one types; without script, name or number in full."""

    template_name = "kit/typed.html"
    #: whose records
    model: type[models.Model]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        from zhenxing.web.registers import REGISTERS  # which import the models that have such keys

        context = super().get_context(name, value, attrs)
        register = next(one for one in REGISTERS if one.model is self.model)
        context["offers_id"] = f"{context['widget']['attrs'].get('id', name)}_offers"
        context["offers_url"] = f"{register.url('offers')}?"
        return context


class RecordChoice(forms.ModelChoiceField):
    """A record by its name, its number (#12), or both; a bare number that is nobody's name is a number."""

    widget = TypedRecord
    default_error_messages = {
        "invalid_choice": _("没有“%(value)s”。请写完整名称，或从提示中选。"),
        "several": _("有几条记录都叫这个名称：%(named)s。请从提示中选，或写编号。"),
    }

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset, **options)
        self.help_text = self.help_text or _("输入名称的一部分或拼音首字母，从提示中选。")
        self.widget.model = queryset.model

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field when the form is shown."""
        if isinstance(value, int):
            value = self.queryset.model._base_manager.filter(pk=value).first() or value
        return _numbered(value) if isinstance(value, models.Model) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, int | models.Model):
            return super().to_python(value)
        said = str(value).replace("\x00", "").strip()
        found = self._meant(said)
        if not found:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": said[:50]}
            )
        if len(found) > 1:
            named = "、".join(_numbered(one) for one in found[:_NAMED])
            raise ValidationError(self.error_messages["several"], code="several", params={"named": named})
        return found[0]

    def _meant(self, said: str) -> list[models.Model]:
        by = {self.queryset.model.said_by: said}
        if found := list(self.queryset.filter(**by)[: _NAMED + 1]):
            return found
        number = said.replace("＃", "#").rpartition("#")[2].strip()
        return list(self.queryset.filter(pk=int(number))) if _is_number(number) else []

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= 18


class RecordKey(models.ForeignKey):  # type: ignore[type-arg]  # generic in the stubs alone
    """A foreign key that is written in forms; for the database it is a plain one."""

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": RecordChoice, **options})
