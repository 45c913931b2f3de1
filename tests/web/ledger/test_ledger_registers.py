"""The registers of the ledger behave as every register does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.ledger.ledger_samples import TEN_DAYS, clock_on, office_of
from zhenxing.web.kit.testing import RegisterTests, area, unit
from zhenxing.web.ledger.models import AnnouncedYear, Clock, Letter, LetterSeries, LetterWording, SpecialDay
from zhenxing.web.ledger.register import (
    ANNOUNCED_YEARS,
    CLOCKS,
    LETTERS_REGISTER,
    SPECIAL_DAYS,
    WORDINGS,
)
from zhenxing.web.organisations.models import Area


class TestClocks(RegisterTests):
    register = CLOCKS
    most_queries = 24

    def record(self, where: Area) -> Any:
        return clock_on(unit(where), on=date(2026, 3, 2))


class TestLetters(RegisterTests):
    register = LETTERS_REGISTER

    def record(self, where: Area) -> Any:
        return letter_on(clock_on(unit(where), on=date(2026, 3, 2)))

    def urls(self, record: Any) -> list[str]:
        """Without the pages for those to whom the letter is addressed."""
        theirs = ("/sign/", "/answer/")
        return [url for url in super().urls(record) if not url.endswith(theirs)]


class OfTheSite(RegisterTests):
    """What belongs to the whole site is seen wherever a role opens it."""

    def test_outside_the_scope_nothing_exists(self) -> None:
        pytest.skip("these records are everybody's: none is outside")

    test_api_outside_the_scope_nothing_exists = test_outside_the_scope_nothing_exists
    test_many_rows_outside_the_scope_are_not_touched = test_outside_the_scope_nothing_exists

    def test_many_rows_are_archived_with_a_reason(self) -> None:
        where = area()
        record, client = self.record(where), self.client(where)
        url, pick = self.register.url("bulk-archive"), f"{record.pk}.{record.version}"
        assert client.post(url, {"pick": pick}).status_code == 422
        assert client.post(url, {"pick": pick, "reason": "撤销"}).status_code == 302


class TestSpecialDays(OfTheSite):
    register = SPECIAL_DAYS

    def record(self, where: Area) -> Any:
        day = date(2026, 1, 1).replace(day=SpecialDay.objects.count() % 28 + 1)
        return SpecialDay.objects.create(day=day, kind="free", name="演示县庆")

    def form(self, where: Area) -> dict[str, Any]:
        return {"day": "2026-06-01", "kind": "worked", "name": "集中补班", "source": "演示通知"}


class TestAnnouncedYears(OfTheSite):
    register = ANNOUNCED_YEARS

    def record(self, where: Area) -> Any:
        return AnnouncedYear.objects.create(year=2030 + AnnouncedYear.objects.count(), document="演示通知")

    def form(self, where: Area) -> dict[str, Any]:
        return {"year": "2027", "document": "演示放假通知", "number": "", "issued": "2026-11-20"}


class TestWordings(OfTheSite):
    register = WORDINGS

    def record(self, where: Area) -> Any:
        kind = ("督办单", "通报")[LetterWording.objects.count() % 2]
        return LetterWording.objects.create(kind=kind, title="演示", body="请{{ 责任单位 }}办理。")

    def form(self, where: Area) -> dict[str, Any]:
        return {"kind": "约谈通知书", "title": "约谈", "body": "请{{ 责任单位 }}到场。"}


def letter_on(clock: Clock, step: str = "blue") -> Letter:
    """A letter on a clock, numbered by its place."""
    office = office_of(clock.area) if not clock.area.units.filter(kind="office").exists() else None
    organ = str(office or clock.area.units.get(kind="office"))
    series, _made = LetterSeries.objects.get_or_create(area=clock.area, organ=organ, year=2026)
    series.last += 1
    series.save()
    letter: Letter = Letter.objects.create(
        subject_type=clock.subject_type,
        subject_id=clock.subject_id,
        subject_label=clock.subject_label,
        clock=clock,
        round=1,
        step=step,
        area=clock.area,
        kind="督办单",
        colour=step,
        series=series,
        organ=organ,
        year=2026,
        number=series.last,
        issued_on=date(2026, 3, 17),
        addressee=str(clock.unit),
        unit=clock.unit,
        due_on=date(2026, 3, 16),
        overdue=1,
        title="督办单（蓝色）",
        text="请抓紧办理。",
    )
    return letter


@pytest.mark.django_db
def test_a_wording_with_an_unknown_field_is_told() -> None:
    from zhenxing.web.ledger.forms import LetterWordingForm

    form = LetterWordingForm({"kind": "通报", "title": "通报", "body": "第一行\n请{{ 县长 }}办理{{ 1+1 }}"})
    assert not form.is_valid()
    assert all(text.startswith("第2行") for text in form.errors["body"])
    assert len(form.errors["body"]) == 2
    assert area().pk
    assert TEN_DAYS.limit == 10
