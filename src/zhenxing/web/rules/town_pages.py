"""“如果今天评定”: a town before every scheme, and the page to answer what only a person can judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Case, Rulebook
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.rules.explain import Row, missing_said, row
from zhenxing.core.truth import Truth
from zhenxing.web.codetables.models import Code
from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.deed_pages import deed_role
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Label, Register
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.register_pages import answer, find, summary
from zhenxing.web.rules import queries
from zhenxing.web.rules.facts import disputed, figures
from zhenxing.web.rules.models import OWN, STATUSES, TONES, CriterionAnswer
from zhenxing.web.rules.models import Rulebook as Record
from zhenxing.web.rules.panels import VERDICT_TONES
from zhenxing.web.rules.reading import read
from zhenxing.web.rules.standing import REFERENCE, Criterion, Standing, is_scheme, labelled, standings
from zhenxing.web.rules.words import LABELS
from zhenxing.web.towns.models import Town


@dataclass(frozen=True)
class Need:
    """One thing that would settle what is unknown, and where to enter it ("" where this person may not)."""

    label: str
    url: str


@dataclass(frozen=True)
class ShownCriterion:
    criterion: Criterion
    tone: str
    rows: tuple[tuple[Row, str], ...]
    trend: str

    @property
    def shows_gap(self) -> bool:
        """Of a criterion that is met, an alternative's gap concerns nobody."""
        return self.criterion.verdict is not Truth.TRUE


@dataclass(frozen=True)
class Tier:
    """A town before one tier, ready for the page. For a withdrawal TRUE is bad."""

    label: Label
    standing: Standing
    tone: str
    answer: str
    criteria: tuple[ShownCriterion, ...]
    needs: tuple[Need, ...]
    first_to_fail: str
    tightest: str


@dataclass(frozen=True)
class Scheme:
    record: Record
    url: str
    status: Label
    status_tone: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Other:
    """A book about towns that gives no tier: a ladder, a threshold to compare with."""

    record: Record
    url: str
    status: Label
    status_tone: str
    answer: str
    rows: tuple[tuple[Row, str], ...]


def standing_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    town = find(register, request, pk, "view")
    day = timezone.localdate()
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and len(said) == 4 else None
    case = queries.town_cases([town], day, year=year)[town.pk]
    answers = queries.answers_of([town.pk], day).get(town.pk, {})
    where = Where(town, case, request.user)
    schemes, samples, others = [], [], []
    for record in _ordered(queries.records("town", day)):
        book = read(record.text)
        asked = queries.answered(case, answers, book.key)
        if not is_scheme(book):
            others.append(_other(record, book, asked))
            continue
        shown = _scheme(record, book, asked, where)
        (samples if any(one.standing.outcome == REFERENCE for one in shown.tiers) else schemes).append(shown)
    context = {
        "record": summary(register, town),
        "case": case,
        "stale": case.year < day.year - 1,
        "years": range(day.year - 1, day.year - 4, -1),
        "schemes": schemes,
        "samples": samples,
        "others": others,
        "tier": town.tier_on(day),
    }
    return answer(register, "standing", request, context, town)


STANDING = PageRole(
    "standing",
    "<int:pk>/standing/",
    "view",
    standing_page,
    gettext_lazy("如果今天评定"),
    icon="target",
    detail=True,
)


def _ordered(records: list[Record]) -> list[Record]:
    """The site's own first."""
    return sorted(records, key=lambda one: (one.origin != OWN, one.name))


def _scheme(record: Record, book: Rulebook, case: Case, where: Where) -> Scheme:
    found = standings(book, case, trend=True)
    return Scheme(
        record,
        reverse("rulebooks:detail", args=[record.pk]),
        dict(STATUSES)[record.status],
        TONES[record.status],
        tuple(_tier(one, record, book, where) for one in found),
    )


def _tier(one: Standing, record: Record, book: Rulebook, where: Where) -> Tier:
    leaving = one.leaving
    first, tight = one.first_to_fail, one.tightest
    return Tier(
        LABELS[one.outcome],
        one,
        _tone(one.verdict, leaving),
        _verdict(one, leaving),
        tuple(_criterion(part, leaving) for part in one.criteria),
        where.needs(one, record, book),
        _("%(name)s（%(year)s年起）") % {"name": first.name, "year": first.turns} if first else "",
        tight.name if tight and not leaving else "",
    )


def _tone(verdict: Truth, leaving: bool) -> str:
    return VERDICT_TONES[~verdict] if leaving else VERDICT_TONES[verdict]


def _verdict(one: Standing, leaving: bool) -> str:
    words = {
        Truth.TRUE: _("会被退出") if leaving else _("符合"),
        Truth.FALSE: _("不在退出之列") if leaving else _("还不符合"),
        Truth.UNKNOWN: _("还不知道"),
    }
    return words[one.verdict]


def _criterion(one: Criterion, leaving: bool) -> ShownCriterion:
    rows = tuple((line, VERDICT_TONES[line.verdict]) for line in one.rows)
    return ShownCriterion(one, _tone(one.verdict, leaving), rows, trend_said(one))


def trend_said(one: Criterion) -> str:
    """Where today's trend leads, in words; empty for what has no trend."""
    if not one.moves:
        return ""
    if one.turns is not None:
        words = _("按趋势%(year)s年起不再满足") if one.verdict is Truth.TRUE else _("按趋势%(year)s年达到")
        return words % {"year": one.turns}
    if not one.drawn:
        return _("不足两年数据，看不出趋势")
    return _("按趋势十年内仍满足") if one.verdict is Truth.TRUE else _("按趋势十年内达不到")


def _other(record: Record, book: Rulebook, case: Case) -> Other:
    found = judge(book, case)
    rows = tuple(
        (row(labelled(evidence, book)), VERDICT_TONES[evidence.verdict])
        for one in found.judgements.values()
        for evidence in one.evidence
    )
    outcome = found.outcome
    said = (outcome.label or (_("还不知道") if outcome.possible else _("未达到"))) if outcome else ""
    return Other(
        record,
        reverse("rulebooks:detail", args=[record.pk]),
        dict(STATUSES)[record.status],
        TONES[record.status],
        said,
        rows,
    )


# ── what is missing, and where to enter it ───────────────────────────────────────────────────────
class Where:
    """What is missing of a town, and the page where it is entered, for a person who may."""

    def __init__(self, town: Town, case: Case, user: Any) -> None:
        self.town, self.case, self.user = town, case, user
        self.may_edit = town.archived_at is None and scope.holds(town, user, "towns.edit")
        self.accounts = figures([town.pk])[town.pk]
        rows = Code.objects.filter(table__key="baseline_indicator", archived_at=None)
        self.indicators: dict[str, int] = dict(rows.values_list("code", "pk"))

    def needs(self, one: Standing, record: Record, book: Rulebook) -> tuple[Need, ...]:
        names = tuple(dict.fromkeys(name for part in one.unknown for name in part.missing))
        pairs = zip(names, missing_said(book, names), strict=True)
        return tuple(
            dict.fromkeys(Need(self.said(name, label), self.url(name, record)) for name, label in pairs)
        )

    def said(self, name: str, label: str) -> str:
        """With the year it is missing for, where it is a yearly figure."""
        fact, _at, back = name.partition("@")
        if ":" in name or "." in name or fact not in self.indicators:
            return label
        said = {"label": label.split("(")[0], "year": self.case.year + int(back or 0)}
        if self._disputed(fact, said["year"]):
            return _("%(label)s（%(year)s年，来源不一致，先核定）") % said
        return _("%(label)s（%(year)s年）") % said

    def _disputed(self, fact: str, year: int) -> bool:
        return disputed(self.accounts.get((fact, year), ()))

    def url(self, name: str, record: Record) -> str:
        kind, colon, key = name.partition(":")
        if colon:
            return self._of_kind(kind, key, record)
        if "." in name:
            return self._list("enterprises", town=self.town.pk)
        fact, _at, back = name.partition("@")
        if indicator := self.indicators.get(fact):
            asked = {"indicator": indicator, "year": self.case.year + int(back or 0)}
            if self._disputed(fact, asked["year"]):
                return self._list("town_figures", town=self.town.pk, **asked)
            return self._page("towns:figure", "town_figures.create", asked)
        register = {
            "area": "zones",
            "service_platforms": "service_platforms",
            "innovation_platforms": "innovation_platforms",
            "national_rank": "shares",
            "province_rank": "shares",
        }.get(fact)
        return self._list(register) if register else ""

    def _of_kind(self, kind: str, key: str, record: Record) -> str:
        if kind == "judged":
            asked = {"book": record.key, "criterion": key, "year": self.case.year}
            return self._page("towns:judge", "criterion_answers.create", asked)
        if kind == "parameter" and scope.permits(self.user, "rulebooks.edit"):
            return reverse("rulebooks:detail", args=[record.pk])
        return self._list("enterprises", town=self.town.pk) if kind == "related" else ""

    def _page(self, name: str, permission: str, asked: dict[str, Any]) -> str:
        if not self.may_edit or not scope.permits(self.user, permission):
            return ""
        return f"{reverse(name, args=[self.town.pk])}?{urlencode(asked)}"

    def _list(self, key: str, **asked: Any) -> str:
        if not scope.permits(self.user, f"{key}.view"):
            return ""
        return reverse(f"{key}:list") + (f"?{urlencode(asked)}" if asked else "")


# ── answering ────────────────────────────────────────────────────────────────────────────────────
class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """Whether one criterion holds; which one, the address says."""

    class Meta:
        model = CriterionAnswer
        fields = ("book", "criterion", "year", "holds", "proof", "judge")
        widgets = {"book": forms.HiddenInput, "criterion": forms.HiddenInput}

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        said = self.data if self.is_bound else self.initial
        asked = question(str(said.get("book", "")), str(said.get("criterion", "")))
        if asked is not None:
            self.fields["holds"].label = asked.question
            self.fields["proof"].help_text = asked.proof

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if question(values.get("book", ""), values.get("criterion", "")) is None:
            raise forms.ValidationError(_("这本规则里没有这项条件，请从“如果今天评定”的页面进来。"))
        return values


def question(book_key: str, criterion: str) -> nodes.Judged | None:
    """The judged criterion of a book in force today; None when there is none."""
    book = queries.book(book_key, timezone.localdate())
    trees = [rule.when for rule in book.rules if rule.when is not None] if book else []
    asked = (node for tree in trees for node in nodes.walk(tree) if isinstance(node, nodes.Judged))
    return next((node for node in asked if node.answer == criterion), None)


def _answers(town: Town, values: dict[str, Any]) -> Action[Any]:
    """A criterion answered before for the year is answered anew: its history keeps both."""
    names = ("book", "criterion", "year")
    here = CriterionAnswer.objects.filter(
        town=town, archived_at=None, **{name: values[name] for name in names}
    ).first()
    return SaveRecord(
        "criterion_answers", CriterionAnswer, {**values, "town": town}, here.pk if here else None
    )


JUDGE = replace(
    deed_role(
        "judge",
        verb="edit",
        label=gettext_lazy("人工判断"),
        form=AnswerForm,
        build=_answers,
        done=gettext_lazy("已记下判断。"),
    ),
    label="",
)
