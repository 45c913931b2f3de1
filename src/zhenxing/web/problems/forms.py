"""What people type for the deeds on problems."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import ReasonForm, day
from zhenxing.web.organisations.models import Unit
from zhenxing.web.problems.models import CommonProblem, Problem
from zhenxing.web.problems.words import GRADES, NATURES, RATINGS
from zhenxing.web.proofs.forms import ProofField
from zhenxing.web.towns.models import Town


def long_text(label: Any, required: bool = True, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


class Nothing(forms.Form):
    """A deed that asks nothing."""


class OnRecord(forms.Form):
    """A form that begins with what the record says already."""

    def __init__(self, *arguments: Any, record: Any, **options: Any) -> None:
        known = {name: getattr(record, name, None) for name in self.base_fields}
        options["initial"] = {**known, **(options.get("initial") or {})}
        super().__init__(*arguments, **options)
        self.record = record


class TriageForm(forms.ModelForm):
    """Of what kind, at which level; the firm is offered by the name the asker gave."""

    class Meta:
        model = Problem
        fields = ("nature", "grade", "town", "enterprise", "industry")

    def __init__(self, *arguments: Any, record: Any, **options: Any) -> None:
        super().__init__(*arguments, instance=Problem(**_known(record)), **options)
        self.fields["nature"].required = self.fields["grade"].required = True
        self.fields["nature"].choices = self._without_blank("nature", NATURES)
        self.fields["grade"].choices = self._without_blank("grade", GRADES)
        if record.anonymous:
            del self.fields["enterprise"]

    def _without_blank(self, name: str, choices: Any) -> Any:
        chosen = getattr(self.instance, name)
        return list(choices) if chosen else [("", "---------"), *choices]

    def _post_clean(self) -> None:
        """Only the answers are wanted: the record itself is changed by the deed."""


def _known(record: Problem) -> dict[str, Any]:
    """What the record says already; the firm is looked for by the name the asker gave."""
    known = {name: getattr(record, name) for name in TriageForm.Meta.fields}
    if record.enterprise_id is None and record.asker:
        from zhenxing.web.enterprises.models import Enterprise

        same = Enterprise.objects.current().filter(name=record.asker, area__path__startswith=record.area.path)
        found = list(same[:2])
        known["enterprise"] = found[0] if len(found) == 1 else None
    return known


class AssignForm(OnRecord):
    grade = forms.ChoiceField(label=_("办理层级"), choices=GRADES)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("牵头办理单位"))
    co_units = forms.ModelMultipleChoiceField(
        Unit.objects.all(),
        label=_("配合单位"),
        required=False,
        help_text=_("可选多个；电脑上按住 Ctrl 点选。"),
    )
    measures = long_text(_("解决措施和要求"), required=False)
    due_on = day(_("承诺办结日"), required=False, help_text=_("留空则按本地服务规则的工作日数推算。"))
    reason = forms.CharField(label=_("改派理由"), max_length=300, required=False)

    def __init__(self, *arguments: Any, record: Any, **options: Any) -> None:
        super().__init__(*arguments, record=record, **options)
        if record.state not in ("assigned", "redo"):
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
            self.initial["due_on"] = None
        if record.pk:
            self.initial["co_units"] = list(record.co_units.all())


class AnswerForm(forms.Form):
    answer = long_text(_("办理结果"), help_text=_("写给反映人看：做了什么、结果怎样、还要多久。"))
    proof = ProofField(label=_("办理佐证"))


class CloseForm(forms.Form):
    """A remark, if there is one; where nobody rated the answer the deed asks for it."""

    reason = forms.CharField(label=_("销号说明"), max_length=300, required=False)


class RateForm(forms.Form):
    rating = forms.ChoiceField(label=_("满意度"), choices=RATINGS)
    note = forms.CharField(label=_("评价意见"), max_length=500, required=False)


class ContactForm(forms.Form):
    name = forms.CharField(label=_("联系人"), max_length=50, required=False)
    phone = forms.RegexField(
        r"^[0-9+\-() ]{5,20}$",
        label=_("联系电话"),
        required=False,
        error_messages={"invalid": _("电话只写数字，例如 0990-2100009。")},
    )


class FromVisitForm(forms.Form):
    title = forms.CharField(label=_("问题"), max_length=100, required=False, help_text=_("留空则取第一句。"))
    text = long_text(_("具体情况"))


class ClauseForm(forms.Form):
    town = forms.ModelChoiceField(Town.objects.all(), label=_("专业镇"))


class MergeForm(forms.ModelForm):
    """What the common problem is called and by which words others like it are counted."""

    class Meta:
        model = CommonProblem
        fields = ("title", "text", "words", "industry")

    def _post_clean(self) -> None:
        """Only the answers are wanted: the record itself is made by the deed."""


__all__ = [
    "AnswerForm",
    "AssignForm",
    "ClauseForm",
    "CloseForm",
    "ContactForm",
    "FromVisitForm",
    "MergeForm",
    "Nothing",
    "RateForm",
    "ReasonForm",
    "TriageForm",
]
