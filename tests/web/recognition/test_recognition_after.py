"""After the decision: re-check, rectification, withdrawal, the end of validity; papers and the roll."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from web.recognition import recognition_samples as samples
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.kit.testing import signed_in, unexplained
from zhenxing.web.recognition import actions, papers, roll
from zhenxing.web.recognition.models import Application, Criterion, Promotion, PublicRoll, SchemeWording
from zhenxing.web.towns.models import TownTier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def found(place: samples.County) -> Application:
    """A recognised town's application; today is the day after its notice."""
    made = samples.scored(place, samples.town(place, "竹编专业镇", "2.6", "1200"))
    notice = samples.noticed(place)
    with time_machine.travel(f"{samples.after(notice)}T10:00:00+08:00", tick=False):
        place.do(actions.DecideApplication(made.pk, "云山政函〔2026〕8号"), place.decider)
    return Application.objects.get(pk=made.pk)


def warned(place: samples.County, found: Application) -> Application:
    deed = actions.RecheckRecognition(found.pk, samples.YEAR, True, "产值下降，须整改。")
    place.do(deed, place.clerk)
    return Application.objects.get(pk=found.pk)


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_a_good_year_changes_nothing(place: samples.County, found: Application) -> None:
    place.do(actions.RecheckRecognition(found.pk, samples.YEAR, False, "正常。"), place.clerk)
    found.refresh_from_db()
    assert found.state == "recognised"
    assert found.snapshots.count() == 2
    with pytest.raises(Invalid):
        place.do(actions.RecheckRecognition(found.pk, samples.YEAR, False, "再来"), place.clerk)
    with pytest.raises(Invalid):
        place.do(actions.RecheckRecognition(found.pk, samples.YEAR + 5, False, "早了"), place.clerk)


def test_a_warning_is_rectified_and_accepted_by_another(place: samples.County, found: Application) -> None:
    warned(place, found)
    soon = timezone.localdate() + timedelta(days=60)
    far = timezone.localdate() + timedelta(days=400)
    with pytest.raises(Invalid) as refusal:
        place.do(actions.ReportRectification(found.pk, "", far), place.writer)
    assert set(refusal.value.fields) == {"plan", "due_on"}
    place.do(actions.ReportRectification(found.pk, "补上产能。", soon), place.writer)
    found.refresh_from_db()
    assert found.state == "rectifying"
    with pytest.raises(Invalid):
        place.do(actions.AcceptRectification(found.pk, " "), place.clerk)
    place.do(actions.AcceptRectification(found.pk, "已达标。"), place.clerk)
    found.refresh_from_db()
    assert found.state == "recognised"
    assert found.rectifications.get().accepted_by == place.clerk


def test_a_town_that_does_not_mend_is_struck_off(place: samples.County, found: Application) -> None:
    warned(place, found)
    deed = actions.WithdrawRecognition(found.pk, "云山政函〔2027〕1号")
    with pytest.raises(SelfApproval):  # whoever warned it does not withdraw it
        place.do(deed, place.clerk, "没有整改")
    day = timezone.localdate() + timedelta(days=40)
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        place.do(deed, place.decider, "没有整改")
        assert found.town.tier_on(day).tier.code == "withdrawn"
        assert not any(part.lines for part in roll.roll_of(place.area, day))


def test_what_has_run_out_leaves_the_roll_by_itself(place: samples.County, found: Application) -> None:
    until = found.decisions.get().valid_until
    assert roll.roll_of(place.area, until)[0].lines[0].valid_until == until
    assert roll.roll_of(place.area, until + timedelta(days=1)) == ()
    with pytest.raises(ActionRefused, match="未满"):
        place.do(actions.LapseRecognition(found.pk), place.clerk)
    with time_machine.travel(f"{until + timedelta(days=2)}T10:00:00+08:00", tick=False):
        place.do(actions.LapseRecognition(found.pk), place.clerk)
    gone = TownTier.objects.filter(town=found.town).latest("begins")
    assert (gone.tier.code, gone.begins) == ("withdrawn", until + timedelta(days=1))


def test_every_version_leads_to_its_deed(found: Application) -> None:
    assert unexplained() == []


def test_the_lists_of_the_year_follow_the_decisions(place: samples.County, found: Application) -> None:
    line = Promotion.objects.get()
    assert (line.town, line.kind, line.basis) == (found.town, "recognise", "云山政函〔2026〕8号")


# ── papers ───────────────────────────────────────────────────────────────────────────────────────
def test_the_papers_say_what_was_decided(found: Application) -> None:
    assert "竹编之乡" in words_of(papers.application_docx(found))
    opinion = papers.review_docx(found)
    assert opinion is not None and "核对了材料" in words_of(opinion)
    assert "拟认定" in words_of(papers.notice_docx(found.notice))
    decision = words_of(papers.decision_docx(found.decisions.get()))
    assert "〔2026〕8号" in decision and "竹编专业镇" in decision


def test_a_site_writes_its_own_words(place: samples.County, found: Application) -> None:
    own = SchemeWording(scheme=place.scheme, kind="recognise", text="兹认定{{ 专业镇 }}。")
    own.full_clean()
    own.save()
    assert "兹认定竹编专业镇。" in words_of(papers.decision_docx(found.decisions.get()))
    with pytest.raises(ValidationError, match="第1行"):
        SchemeWording(scheme=place.scheme, kind="notice", text="{{ 口令 }}").full_clean()


def test_a_draft_has_no_review_to_print(place: samples.County) -> None:
    draft = samples.draft(place, samples.town(place, "木梳专业镇"))
    assert papers.review_docx(draft) is None
    page = signed_in(place.clerk).get(f"/applications/{draft.pk}/opinion/")
    assert page.status_code == 404


# ── the roll ─────────────────────────────────────────────────────────────────────────────────────
def test_the_roll_is_closed_until_an_area_opens_it(place: samples.County, found: Application) -> None:
    with time_machine.travel(f"{found.decisions.get().decided_on}T12:00:00+08:00", tick=False):
        assert Client().get("/roll/").status_code == 404
        inside = signed_in(place.clerk).get("/roll/")
        assert "竹编专业镇" in inside.text and "没有公开" in inside.text
        day = timezone.localdate()
        opened = PublicRoll.objects.create(area=place.area, title="云山县名录", valid_from=day)
        page = Client().get("/roll/")
        assert page.status_code == 200 and "竹编专业镇" in page.text
        assert "石小溪" not in page.text and "0000-0000000" not in page.text
        assert Client().get(f"/roll/{place.area.code}/paper/").content[:2] == b"PK"
        assert Client().get("/roll/000000/").status_code == 404
        opened.archived_at = timezone.now()
        opened.save()
        assert Client().get("/roll/").status_code == 404


def test_several_rolls_are_listed(place: samples.County) -> None:
    day = timezone.localdate()
    for where in (place.area, samples.area("清河县")):
        PublicRoll.objects.create(area=where, title=f"{where}名录", valid_from=day)
    page = Client().get("/roll/")
    assert "云山县名录" in page.text and "清河县名录" in page.text
    assert Client().get(f"/roll/{place.area.code}/").status_code == 200


# ── schemes ──────────────────────────────────────────────────────────────────────────────────────
def test_criteria_are_made_of_the_rules(place: samples.County) -> None:
    Criterion.objects.all().delete()
    place.do(actions.TakeCriteria(place.scheme.pk), place.clerk)
    made = {one.key: one for one in place.scheme.criteria.all()}
    assert set(made) == {"output", "jobs", "safety"}
    assert (made["output"].full_mark, made["safety"].proof) == (60, "应急部门证明")
    place.scheme.rulebook = "nothing"
    place.scheme.save()
    with pytest.raises(ActionRefused, match="规则文本"):
        place.do(actions.TakeCriteria(place.scheme.pk), place.clerk)
