"""A dispatch assembles itself, freezes when held, and never changes again; a bulletin names its sources."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from web.meetings import meeting_samples as samples
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.ledger.models import Clock
from zhenxing.web.meetings import actions, papers, sheets
from zhenxing.web.meetings.freezing import digest
from zhenxing.web.meetings.models import Bulletin, Dispatch, FrozenError, FrozenSheet
from zhenxing.web.meetings.register import DISPATCHES_REGISTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> samples.County:
    settings.MEDIA_ROOT = tmp_path
    return samples.county()


def month(back: int = 0) -> date:
    first = timezone.localdate().replace(day=1)
    for _step in range(back):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def held(place: samples.County, of: date) -> Dispatch:
    made = samples.dispatch(place, of)
    deed = actions.HoldDispatch(made.pk, timezone.localdate())
    return run_action(deed, place.clerk).result


def test_a_held_dispatch_says_what_changed_and_never_changes(place: samples.County) -> None:
    today = timezone.localdate()
    stuck = samples.clock(place, "一直没办的事", today - timedelta(days=40), 81)
    cleared = samples.clock(place, "后来办好的事", today - timedelta(days=30), 82)
    before = held(place, month(1))
    Clock.objects.filter(pk=cleared.pk).update(stopped_on=today)
    samples.clock(place, "新超期的事", today - timedelta(days=3), 83)

    now = samples.dispatch(place, month(), asks="明确供电日期\n约谈牵头单位", remarks="总体平稳。")
    client = signed_in(place.clerk)
    url = DISPATCHES_REGISTER.url
    page = client.get(url("detail", now.pk)).text
    assert "新超期的事" in page
    assert "尚未调度" in page
    assert client.post(url("hold", now.pk), {"held_on": today.isoformat()}).status_code == 302

    now.refresh_from_db()
    content, frozen = sheets.said(now)
    assert frozen is not None
    assert frozen.sha256 == digest(frozen.text)
    months = {one["what"]: one["months"] for one in sheets.lines_of(content, "red")}
    assert months == {"一直没办的事": 2, "新超期的事": 1}
    assert [one["what"] for one in content["changes"]["gone"]] == ["后来办好的事"]
    assert content["changes"]["new"] == ["tasks.task:83:deadline"]

    # the ledgers move on; the sheet and its Word stay, byte for byte
    word = client.get(url("paper", now.pk)).content
    Clock.objects.filter(pk=stuck.pk).update(stopped_on=today, subject_label="改了名")
    samples.clock(place, "冻结以后的事", today - timedelta(days=9), 84)
    assert client.get(url("paper", now.pk)).content == word
    page = client.get(url("detail", now.pk)).text
    assert "冻结以后的事" not in page
    assert "一直没办的事" in page
    assert frozen.sha256 in page
    assert sheets.said(before)[0]["month"] == f"{month(1):%Y-%m}"

    typed = {"area": place.area.pk, "unit": place.office.pk, "month": month(), "version": now.version}
    edit = client.post(url("edit", now.pk), {**typed, "remarks": "改写"})
    assert edit.status_code == 422
    assert "已经冻结" in edit.text
    # its decisions are entered at its meeting
    assert now.meeting is not None
    assert now.meeting.state == "held"


def test_a_frozen_sheet_is_neither_edited_nor_deleted(place: samples.County) -> None:
    made = held(place, month())
    frozen = FrozenSheet.objects.get(subject_type="meetings.dispatch")
    frozen.text = "{}"
    with pytest.raises(FrozenError):
        frozen.save()
    with pytest.raises(FrozenError):
        frozen.delete()
    with pytest.raises(ActionRefused):
        run_action(actions.HoldDispatch(made.pk, timezone.localdate()), place.clerk)
    with pytest.raises(ActionRefused):
        run_action(actions.DropDispatch(made.pk), place.clerk, reason="不要了")


def test_a_correction_is_another_edition_that_says_so(place: samples.County) -> None:
    first = held(place, month())
    with pytest.raises(ActionRefused):
        run_action(actions.CorrectDispatch(samples.dispatch(place, month(1)).pk), place.clerk, reason="错")
    second = run_action(actions.CorrectDispatch(first.pk), place.clerk, reason="漏列一项").result
    with pytest.raises(ActionRefused):
        run_action(actions.CorrectDispatch(first.pk), place.clerk, reason="再更正")
    run_action(actions.HoldDispatch(second.pk, timezone.localdate()), place.second)
    second.refresh_from_db()
    content, _frozen = sheets.said(second)
    assert content["corrects"] == sheets.said(first)[1].sha256  # type: ignore[union-attr]  # it is frozen
    assert content["correction"] == "漏列一项"
    assert second.meeting == first.meeting
    assert "第2版" in str(second)
    assert papers.dispatch_docx(second) != papers.dispatch_docx(first)


def test_a_dispatch_is_not_held_before_its_day(place: samples.County) -> None:
    made = samples.dispatch(place, month())
    with pytest.raises(Invalid):
        run_action(actions.HoldDispatch(made.pk, timezone.localdate() + timedelta(days=1)), place.clerk)
    with pytest.raises(Invalid):
        run_action(actions.HoldDispatch(made.pk, month() - timedelta(days=1)), place.clerk)


def test_a_bulletin_lists_the_rows_behind_each_figure(place: samples.County) -> None:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    samples.clock(place, "本周才超期的事", monday - timedelta(days=1), 91)
    samples.clock(place, "早就超期的事", monday - timedelta(days=9), 92)
    samples.clock(place, "下周到期的事", monday + timedelta(days=8), 93)
    samples.meeting(place, held_on=monday + timedelta(days=9), title="下周推进会")
    made = Bulletin.objects.create(area=place.area, unit=place.office, week=monday, number=1)
    figures = {one["key"]: one for one in sheets.said(made)[0]["figures"]}
    told = {key: [line["what"] for line in one["lines"]] for key, one in figures.items()}
    assert told["red"] == ["本周才超期的事"]
    assert told["open"] == ["早就超期的事", "本周才超期的事"]
    assert told["due"] == ["下周到期的事"]
    assert told["coming"] == ["下周推进会"]
    assert all(one["total"] == len(one["lines"]) for one in figures.values())

    run_action(actions.SubmitBulletin(made.pk), place.clerk)
    with pytest.raises(SelfApproval):
        run_action(actions.IssueBulletin(made.pk), place.clerk)
    run_action(actions.IssueBulletin(made.pk), place.second)
    made.refresh_from_db()
    word = papers.bulletin_docx(made)
    samples.clock(place, "印发以后的事", monday - timedelta(days=1), 94)
    assert papers.bulletin_docx(made) == word
    assert json.loads(sheets.said(made)[1].text)["issued"] == today.isoformat()  # type: ignore[union-attr]  # frozen
