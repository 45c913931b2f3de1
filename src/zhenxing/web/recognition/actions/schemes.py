"""Deeds around a scheme: its criteria taken from its rulebook, and the power to decide delegated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.core.rules import form
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.recognition import judging, material
from zhenxing.web.recognition.models import Criterion, Delegation, Scheme


@dataclass(frozen=True)
class TakeCriteria(Action[Scheme]):
    """Make a criterion of every rule of the scheme's book that has none yet; marks and proofs as it says."""

    code: ClassVar[str] = "criteria.take"
    permission: ClassVar[str] = "criteria.create"

    scheme_id: int

    def load(self) -> Scheme:
        found: Scheme = (
            Scheme.objects.select_for_update(of=("self",))
            .select_related("tier", "area")
            .get(pk=self.scheme_id)
        )
        return found

    def execute(self, deed: Deed) -> Scheme:
        scheme: Scheme = deed.subject
        day = max(deed.day, scheme.valid_from or date.min)
        text = material.rulebook_text(scheme.rulebook, day) if scheme.rulebook else ""
        if not text:
            raise ActionRefused(_("没有找到今天有效的规则文本，请先在认定办法里选对规则标识。"))
        known = set(scheme.criteria.values_list("key", flat=True))
        made = [one for one in _criteria(scheme, text, day) if one.key not in known]
        deed.create_many(Criterion, made)
        deed.changes["criteria_taken"] = ["", "、".join(one.name for one in made)]
        deed.batch(len(made))
        return scheme


def _criteria(scheme: Scheme, text: str, day: date) -> list[Criterion]:
    book = form.parse(text, "rulebook.yaml")
    proofs: dict[str, list[str]] = {}
    for question in judging.questions(book, day, scheme.tier.code):
        if question.proof:
            proofs.setdefault(question.rule, []).append(question.proof)
    wanted = judging.relevant(book, day, scheme.tier.code)
    return [
        Criterion(
            scheme=scheme,
            position=10 * number,
            key=rule.key,
            name=rule.name[:150],
            full_mark=Decimal(rule.weight.numerator) / rule.weight.denominator if rule.weight else Decimal(0),
            rule=rule.key,
            proof="、".join(proofs.get(rule.key, ()))[:200],
        )
        for number, rule in enumerate(wanted, 1)
    ]


@dataclass(frozen=True)
class DelegateDecision(Action[Delegation]):
    """Give the power of a post to somebody from a day to a day; nobody gives it to themselves."""

    code: ClassVar[str] = "delegations.create"
    permission: ClassVar[str] = "delegations.create"

    post_id: int
    user_id: int
    begins: date
    ends: date
    basis: str

    def check(self, deed: Deed) -> None:
        if deed.actor is not None and deed.actor.pk == self.user_id:
            raise Invalid({"user": (_("不能把权限委托给自己，须由别人登记。"),)})
        if self.begins < deed.day:
            raise Invalid({"begins": (_("委托不能从过去的日子开始。"),)})

    def execute(self, deed: Deed) -> Delegation:
        made = Delegation(
            post_id=self.post_id,
            user_id=self.user_id,
            begins=self.begins,
            ends=self.ends,
            basis=self.basis.strip(),
        )
        try:
            made.full_clean()
        except ValidationError as error:
            raise Invalid({name: tuple(texts) for name, texts in error.message_dict.items()}) from error
        deed.save(made)
        return made
