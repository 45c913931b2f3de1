"""Forms of recognition; they translate, the actions decide."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.web.accounts.models import User
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.deed_pages import ReasonForm, day
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.recognition import material
from zhenxing.web.recognition.actions.reviewing import computed_marks, scored_criteria
from zhenxing.web.recognition.models import TEXTS, Application, Call, Expert, PublicNotice, Seat
from zhenxing.web.towns.models import Town

_LONG = {"rows": 5}
#: nothing that counts is chosen unless somebody chose it
_CHOOSE = ("", _("请选择"))
_YES_NO = [("", _("未答")), ("yes", _("符合")), ("no", _("不符合"))]
_HELD: dict[str, bool | None] = {"yes": True, "no": False, "": None}


def long_text(label: Any, *, required: bool = True, help_text: Any = "", most: int = 5000) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs=_LONG),
        help_text=help_text,
    )


class StartForm(forms.Form):
    """Under which call, which town, by which unit: one the person acts for."""

    limited_to: ClassVar[dict[str, str]] = {"unit": "applications.create"}

    call = forms.ModelChoiceField(Call.objects.all(), label=_("申报通知"))
    town = forms.ModelChoiceField(Town.objects.all(), label=_("专业镇"))
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("申报单位"))


class Nothing(forms.Form):
    """A step that asks nothing."""


class EditForm(forms.Form):
    """The words, the answers to what a person must judge, the applicant's own marks."""

    def __init__(self, *args: Any, record: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in TEXTS:
            source = record.filled_from.get(name)
            said = _("预填自：%(source)s，请核对修改。") % {"source": source} if source else ""
            label = record._meta.get_field(name).verbose_name
            self.fields[name] = long_text(label, required=False, help_text=said)
            self.fields[name].initial = getattr(record, name)
        for one in material.questions_of(record):
            held = record.answers.get(one.key, {})
            self._ask(one, {True: "yes", False: "no"}.get(held.get("holds"), ""), held.get("text", ""))
        for criterion in scored_criteria(record):
            label = _("自评分：%(name)s（满分 %(full)s）") % {
                "name": criterion,
                "full": plain(criterion.full_mark),
            }
            self.fields[f"mark_{criterion.key}"] = forms.CharField(
                label=label, required=False, max_length=10, initial=record.own_marks.get(criterion.key, "")
            )

    def _ask(self, one: Any, held: str, text: str) -> None:
        self.fields[f"holds_{one.key}"] = forms.ChoiceField(
            label=one.text, choices=_YES_NO, required=False, initial=held
        )
        self.fields[f"why_{one.key}"] = forms.CharField(
            label=_("说明"),
            required=False,
            max_length=500,
            initial=text,
            help_text=_("证明：%(proof)s") % {"proof": one.proof} if one.proof else "",
        )

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """Criterion → answer, as the action takes it."""
        keys = [name.removeprefix("holds_") for name in self.fields if name.startswith("holds_")]
        return {
            key: {
                "holds": _HELD[self.cleaned_data[f"holds_{key}"]],
                "text": self.cleaned_data[f"why_{key}"],
            }
            for key in keys
        }

    @property
    def marks(self) -> dict[str, str]:
        return {
            name.removeprefix("mark_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("mark_")
        }


class ProofForm(forms.Form):
    """A file, and what it proves."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("扫描件、照片、PDF、Word、Excel 均可，每份不超过 20 MB。"),
        error_messages={"empty": _("文件是空的，没有任何内容。请确认选对了文件。")},
    )
    criterion = forms.ChoiceField(label=_("证明哪一项"), required=False)
    name = forms.CharField(label=_("材料名称"), max_length=150, required=False, help_text=_("不填用文件名。"))

    def __init__(self, *args: Any, record: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        criteria = record.call.scheme.criteria.filter(archived_at__isnull=True)
        asked = [(one.key, f"{one}（{one.proof}）" if one.proof else str(one)) for one in criteria]
        self.fields["criterion"].choices = [("", _("综合材料")), *asked]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        from zhenxing.web.recognition.actions.preparing import MOST_BYTES  # it imports the records

        if sent.size > MOST_BYTES:
            raise ValidationError(_("文件超过 20 MB。请压缩扫描件，或者分成几份上传。"))
        return sent


class ReviewForm(forms.Form):
    """What the office found of each judged criterion, its conclusion and its opinion."""

    def __init__(self, *args: Any, record: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        frozen = record.frozen
        claims = material.content(frozen)["answers"] if frozen is not None else record.answers
        for one in material.questions_of(record):
            claim = claims.get(one.key, {})
            said = {True: _("符合"), False: _("不符合")}.get(claim.get("holds"), _("未答"))
            self.fields[f"found_{one.key}"] = forms.ChoiceField(
                label=one.text,
                choices=[("", _("无法判断")), *_YES_NO[1:]],
                required=False,
                help_text=_("申报单位自评：%(said)s。%(text)s")
                % {"said": said, "text": claim.get("text", "")},
            )
        self.fields["passed"] = forms.ChoiceField(
            label=_("初审结论"),
            choices=[_CHOOSE, ("yes", _("符合，进入评分")), ("no", _("不符合"))],
        )
        self.fields["opinion"] = long_text(_("初审意见"))

    @property
    def findings(self) -> dict[str, bool | None]:
        return {
            name.removeprefix("found_"): _HELD[value]
            for name, value in self.cleaned_data.items()
            if name.startswith("found_")
        }


class ExpertForm(forms.Form):
    expert = forms.ModelChoiceField(Expert.objects.all(), label=_("评审专家"))


class InterestForm(forms.Form):
    conflict = forms.ChoiceField(
        label=_("您与这份申报有没有利益关系"),
        choices=[_CHOOSE, ("no", _("没有")), ("yes", _("有，回避"))],
        help_text=_("在申报单位或当地企业任职、持股、提供有偿服务，或与填报人有亲属关系的，应当回避。"),
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


class ScoreForm(forms.Form):
    """One mark a criterion, the computed one beside it."""

    def __init__(self, *args: Any, record: Seat, **options: Any) -> None:
        super().__init__(*args, **options)
        computed = computed_marks(record.application)
        given = {mark.criterion.key: mark.mark for mark in record.marks.select_related("criterion")}
        for one in scored_criteria(record.application):
            reckoned = computed.get(one.key)
            shown = _("系统计算：%(mark)s 分") % {"mark": plain(reckoned)} if reckoned is not None else ""
            self.fields[f"mark_{one.key}"] = forms.DecimalField(
                label=_("%(name)s（满分 %(full)s）") % {"name": one, "full": plain(one.full_mark)},
                min_value=Decimal(0),
                max_value=one.full_mark,
                decimal_places=2,
                initial=given.get(one.key),
                help_text=shown or _("系统无法计算这一项，请按材料评分。"),
            )
        self.fields["opinion"] = long_text(_("专家意见"), required=False)
        self.fields["opinion"].initial = record.opinion

    @property
    def marks(self) -> dict[str, Decimal | None]:
        return {
            name.removeprefix("mark_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("mark_")
        }


class NoticeForm(forms.Form):
    title = forms.CharField(label=_("公示标题"), max_length=150)
    begins_on = day(_("公示开始日"))
    channel = forms.CharField(label=_("公示渠道"), max_length=200, help_text=_("例如：县政府门户网站。"))
    contact = forms.CharField(label=_("受理异议电话"), max_length=100)


class ObjectionForm(forms.Form):
    """Against what, by whom, why."""

    application = forms.ChoiceField(label=_("针对"))
    objector = forms.CharField(
        label=_("异议人"), max_length=100, help_text=_("单位写全称，个人写姓名；只有办理人员能看到。")
    )
    contact = forms.CharField(label=_("联系方式"), max_length=100, required=False)
    text = long_text(_("异议内容"), help_text=_("请写明事实和理由。"))

    def __init__(self, *args: Any, record: PublicNotice, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = record.applications.select_related("town").order_by("pk")
        self.fields["application"].choices = [(str(one.pk), str(one.town)) for one in rows]  # type: ignore[attr-defined]  # a ChoiceField


class AnswerForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("异议结论"),
        choices=[_CHOOSE, ("no", _("不成立")), ("yes", _("成立，退回重新初审"))],
    )
    answer = long_text(_("核查情况和答复意见"))


class DecideForm(forms.Form):
    """Recognise or refuse; the number makes it a decision."""

    result = forms.ChoiceField(label=_("决定"))
    number = forms.CharField(label=_("决定文号"), max_length=100, help_text=_("例如：云政函〔2025〕12号。"))
    document = forms.ModelChoiceField(
        Document.objects.all(), label=_("决定文件"), required=False, help_text=_("已经录入本系统的，选上。")
    )
    reasons = long_text(_("理由"), required=False, help_text=_("不予认定须写明理由，申报单位会看到。"))

    def __init__(self, *args: Any, record: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("recognise", _("认定")), ("refuse", _("不予认定"))]
        chosen = [one for one in choices if (one[0] == "recognise") == (record.proposal == "recognise")]
        self.fields["result"].choices = chosen  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["result"].initial = chosen[0][0]


class RecheckForm(forms.Form):
    year = forms.IntegerField(label=_("复核年度"), min_value=1949, max_value=2100)
    finding = forms.ChoiceField(
        label=_("复核结论"),
        choices=[_CHOOSE, ("pass", _("合格")), ("warn", _("警示，限期整改"))],
    )
    opinion = long_text(_("复核意见"))


class PlanForm(forms.Form):
    plan = long_text(_("整改措施"))
    due_on = day(_("整改期限"))


class ResultForm(forms.Form):
    result = long_text(_("验收意见"))


class WithdrawForm(ReasonForm):
    number = forms.CharField(label=_("决定文号"), max_length=100)


class DelegationForm(forms.Form):
    post = forms.ModelChoiceField(Post.objects.all(), label=_("委托职务"))
    user = forms.ModelChoiceField(User.objects.all(), label=_("受托人"))
    begins = day(_("起始日"))
    ends = day(_("截止日"))
    basis = forms.CharField(label=_("委托依据"), max_length=300, help_text=_("委托书或会议纪要的文号。"))


def plain(mark: Decimal) -> str:
    """A mark without trailing zeros."""
    return f"{mark.normalize():f}"


__all__ = [
    "AnswerForm",
    "DecideForm",
    "DelegationForm",
    "EditForm",
    "ExpertForm",
    "InterestForm",
    "Nothing",
    "NoticeForm",
    "ObjectionForm",
    "PlanForm",
    "ProofForm",
    "ReasonForm",
    "RecheckForm",
    "ResultForm",
    "ReviewForm",
    "ScoreForm",
    "StartForm",
    "WithdrawForm",
]
