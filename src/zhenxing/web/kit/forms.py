"""How a form looks, and how a refusal comes back into it."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting

from zhenxing.web.kit.refusals import Invalid


class Renderer(TemplatesSetting):
    """Fields with their label above, help below, errors named and tied to the control."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"


def refused_fields(form: forms.BaseForm, refusal: Invalid) -> None:
    """Put a refusal's messages beside the fields they speak of, the rest at the top."""
    for name, texts in refusal.fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, str(text))
