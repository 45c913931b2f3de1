"""What nobody may do in a recognition, tried through the real deeds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from web.recognition import recognition_samples as samples
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, OutOfScope, SelfApproval
from zhenxing.web.kit.testing import person, signed_in, unit
from zhenxing.web.organisations.models import Incumbency, Post
from zhenxing.web.recognition import actions, material
from zhenxing.web.recognition.models import Application, FrozenError, Snapshot
from zhenxing.web.towns.models import TownFigure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def good(place: samples.County) -> Any:
    return samples.town(place, "竹编专业镇", "2.6", "1200")


def over(notice: Any) -> time_machine.travel:
    return time_machine.travel(f"{samples.after(notice)}T10:00:00+08:00", tick=False)


def again(found: Application) -> Application:
    return Application.objects.get(pk=found.pk)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────
def test_a_unit_applies_for_its_own_towns_only(place: samples.County, good: Any) -> None:
    other = unit(place.area, "云山县林业局")
    with pytest.raises(Invalid) as refusal:
        place.do(actions.StartApplication(place.call.pk, good.pk, other.pk), place.writer)
    assert "不能替这个单位" in str(refusal.value.fields["unit"][0])
    far = samples.area("清河县")
    foreign = unit(far)
    with pytest.raises(Invalid):
        place.do(actions.StartApplication(place.call.pk, good.pk, foreign.pk), place.clerk)


def test_one_application_a_call(place: samples.County, good: Any) -> None:
    found = samples.draft(place, good)
    with pytest.raises(Invalid):
        samples.draft(place, good)
    place.do(actions.AbandonApplication(found.pk), place.writer, "先不报")
    assert samples.draft(place, good).pk != found.pk


def test_what_is_missing_stops_the_submission(place: samples.County, good: Any) -> None:
    found = samples.draft(place, good)
    with pytest.raises(ActionRefused, match="还缺 5 项"):  # two texts, one answer, two proofs
        place.do(actions.SubmitApplication(found.pk), place.writer)


def test_marks_and_files_are_held_to_their_bounds(place: samples.County, good: Any) -> None:
    found = samples.draft(place, good)
    for mark in ("61", "x", "-1"):
        with pytest.raises(Invalid):
            place.do(actions.EditApplication(found.pk, {}, {}, {"output": mark}), place.writer)
    with pytest.raises(Invalid):
        place.do(actions.AttachProof(found.pk, "output", "证明", "a.pdf", b""), place.writer)
    proof = place.do(actions.AttachProof(found.pk, "output", "证明", "a.pdf", b"1"), place.writer)
    place.do(actions.RemoveProof(found.pk, proof.pk), place.writer)
    with pytest.raises(ActionRefused):
        place.do(actions.RemoveProof(found.pk, proof.pk), place.writer)


def test_what_was_said_before_is_filled_in(place: samples.County, good: Any) -> None:
    first = samples.submitted(place, good)
    place.do(actions.ReturnApplication(first.pk), place.clerk, "补盖章")
    fresh = samples.new_call(samples.new_scheme(place.area, place.organ, edition="新版"))
    deed = actions.StartApplication(fresh.pk, good.pk, place.township.pk)
    second = place.do(deed, place.writer)
    assert second.overview == samples.WORDS["overview"]
    assert second.filled_from["overview"] == str(first.call)
    assert second.answers["safety"]["holds"] is True


# ── freezing ─────────────────────────────────────────────────────────────────────────────────────
def test_nothing_is_edited_once_it_is_handed_in_or_frozen(place: samples.County, good: Any) -> None:
    found = samples.submitted(place, good)
    deeds = [
        actions.EditApplication(found.pk, {"overview": "改"}),
        actions.AttachProof(found.pk, "", "又一份", "b.pdf", b"2"),
        actions.RemoveProof(found.pk, found.proofs.first().pk),
    ]
    for _round in range(2):
        for deed in deeds:
            with pytest.raises(ActionRefused, match="不能再改"):
                place.do(deed, place.writer)
        if again(found).state == "submitted":
            place.do(actions.AcceptApplication(found.pk), place.clerk)
    snapshot = Snapshot.objects.get()
    for spoil in (snapshot.save, snapshot.delete):
        with pytest.raises(FrozenError):
            spoil()


def test_judging_reads_the_frozen_material_alone(place: samples.County, good: Any) -> None:
    found = samples.frozen(place, good)
    before = material.judged(again(found))
    TownFigure.objects.filter(town=good).update(value=Decimal("0.1"))
    place.scheme.criteria.all().delete()
    assert material.judged(again(found)) == before
    assert before.verdict == "true"


def test_last_years_case_is_judged_by_last_years_text(place: samples.County, good: Any) -> None:
    book = samples.Rulebook.objects.get(key=place.scheme.rulebook)
    found = samples.frozen(place, good)
    today = timezone.localdate()
    book.ends = today
    book.save()
    samples.rulebook("3亿元", begins=today + timedelta(days=1))
    with time_machine.travel(f"{today + timedelta(days=2)}T10:00:00+08:00", tick=False):
        old = material.judged(again(found))
        fresh = samples.new_call(place.scheme.__class__.objects.get(pk=place.scheme.pk), batch="第二批")
        deed = actions.StartApplication(fresh.pk, good.pk, place.township.pk)
        new = material.judged(again(place.do(deed, place.writer)))
    assert {one.key: one.verdict for one in old.rules}["output"] == "true"
    assert {one.key: one.verdict for one in new.rules}["output"] == "false"
    assert next(one for one in new.rules if one.key == "output").lines[0].gap == "还差4000万元"


# ── who ──────────────────────────────────────────────────────────────────────────────────────────
def test_nobody_takes_in_their_own(place: samples.County, good: Any) -> None:
    helper = place.second  # of the office, but has written a part of it
    found = samples.complete(place, good)
    place.do(actions.EditApplication(found.pk, {"overview": "润色"}), helper)
    place.do(actions.SubmitApplication(found.pk), place.writer)
    with pytest.raises(SelfApproval):
        place.do(actions.AcceptApplication(found.pk), helper)
    mate = person("office", place.township)
    with pytest.raises((SelfApproval, OutOfScope)):
        place.do(actions.AcceptApplication(found.pk), mate)
    with pytest.raises((NotPermitted, OutOfScope)):
        place.do(actions.AcceptApplication(found.pk), place.writer)
    place.do(actions.AcceptApplication(found.pk), place.clerk)


def test_the_reviewer_does_not_decide(place: samples.County, good: Any) -> None:
    found = samples.scored(place, good)
    with over(samples.noticed(place)):
        with pytest.raises(SelfApproval):
            place.do(actions.DecideApplication(found.pk, "县函1号"), place.clerk)
        place.do(actions.DecideApplication(found.pk, "县函1号"), place.second)


def test_a_post_decides_or_its_dated_delegate(place: samples.County, good: Any) -> None:
    post = Post.objects.create(unit=place.organ, title="组长")
    place.scheme.deciding_post = post
    place.scheme.save()
    found = samples.scored(place, good)
    notice = samples.noticed(place)
    with over(notice):
        deed = actions.DecideApplication(found.pk, "县函1号")
        with pytest.raises(ActionRefused, match="授权委托"):
            place.do(deed, place.decider)
        day = timezone.localdate()
        give = actions.DelegateDecision(post.pk, place.decider.pk, day, day, "委托书1号")
        with pytest.raises(Invalid):
            place.do(actions.DelegateDecision(post.pk, place.clerk.pk, day, day, "x"), place.clerk)
        place.do(give, place.clerk)
    later = time_machine.travel(f"{samples.after(notice) + timedelta(days=1)}T10:00:00+08:00", tick=False)
    with later, pytest.raises(ActionRefused):  # it held for one day
        place.do(deed, place.decider)
    with over(notice):
        place.do(deed, place.decider)
    made = again(found).decisions.get()
    assert (made.post, made.delegation.basis) == (post, "委托书1号")


def test_whoever_holds_the_post_decides(place: samples.County, good: Any) -> None:
    post = Post.objects.create(unit=place.organ, title="组长")
    Incumbency.objects.create(post=post, person="江远", user=place.decider, begins=date(2020, 1, 1))
    place.scheme.deciding_post = post
    place.scheme.save()
    found = samples.scored(place, good)
    with over(samples.noticed(place)):
        place.do(actions.DecideApplication(found.pk, "县函1号"), place.decider)
    assert again(found).decisions.get().post == post


# ── notice and objections ────────────────────────────────────────────────────────────────────────
def test_no_decision_while_the_notice_runs_or_an_objection_waits(place: samples.County, good: Any) -> None:
    found = samples.scored(place, good)
    deed = actions.DecideApplication(found.pk, "县函1号")
    with pytest.raises(ActionRefused, match="还不能办"):
        place.do(deed, place.decider)
    notice = samples.noticed(place)
    with pytest.raises(ActionRefused, match="期满才能决定"):
        place.do(deed, place.decider)
    samples.objected(place, found)
    with over(notice), pytest.raises(ActionRefused):
        place.do(deed, place.decider)


def test_whoever_entered_an_objection_does_not_answer_it(place: samples.County, good: Any) -> None:
    found = samples.scored(place, good)
    samples.noticed(place)
    objection = place.do(actions.FileObjection(found.pk, "来信人", "请核实。"), place.clerk)
    with pytest.raises(SelfApproval):
        place.do(actions.AnswerObjection(objection.pk, False, "已核实"), place.clerk)
    place.do(actions.AnswerObjection(objection.pk, False, "已核实"), place.second)
    assert again(found).state == "noticed"


def test_an_upheld_objection_voids_the_notice(place: samples.County, good: Any) -> None:
    found = samples.scored(place, good)
    notice = samples.noticed(place)
    first, second = samples.objected(place, found), samples.objected(place, found)
    place.do(actions.AnswerObjection(first.pk, True, "属实"), place.clerk)
    assert again(found).state == "objected"  # the other one waits
    place.do(actions.AnswerObjection(second.pk, False, "不属实"), place.clerk)
    back = again(found)
    assert (back.state, back.notice, back.proposal, back.score) == ("in_review", None, "", None)
    assert not back.seats.filter(scored_on__isnull=False).exists()
    with over(notice), pytest.raises(ActionRefused):
        place.do(actions.DecideApplication(found.pk, "县函1号"), place.decider)
    with pytest.raises(ActionRefused, match="已经答复"):
        place.do(actions.AnswerObjection(first.pk, False, "改主意"), place.clerk)


def test_objections_end_with_the_notice(place: samples.County, good: Any) -> None:
    found = samples.scored(place, good)
    with over(samples.noticed(place)), pytest.raises(ActionRefused, match="不再接受异议"):
        samples.objected(place, found)


def test_a_notice_does_not_begin_in_the_past(place: samples.County, good: Any) -> None:
    samples.scored(place, good)
    place.do(actions.RankCall(place.call.pk), place.clerk)
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Invalid):
        place.do(actions.PublishNotice(place.call.pk, "公示", yesterday, "网站", "0"), place.clerk)


# ── experts ──────────────────────────────────────────────────────────────────────────────────────
def test_an_expert_declares_before_scoring_and_stands_back(place: samples.County, good: Any) -> None:
    found = samples.reviewed(place, good)
    who = place.experts[0]
    seat = samples.seated(place, found, who)
    score = actions.ScoreApplication(seat.pk, {"output": Decimal(50), "brand": Decimal(30)})
    with pytest.raises(ActionRefused, match="先声明"):
        place.do(score, who)
    with pytest.raises(ActionRefused, match="本人"):
        place.do(actions.DeclareInterest(seat.pk, False), place.clerk)
    with pytest.raises(Invalid):
        place.do(actions.DeclareInterest(seat.pk, True), who)
    place.do(actions.DeclareInterest(seat.pk, True, "持有股份"), who)
    with pytest.raises(ActionRefused, match="回避"):
        place.do(score, who)
    with pytest.raises(ActionRefused, match="不足 2 人"):
        place.do(actions.CloseScoring(found.pk), place.clerk)
    with pytest.raises(OutOfScope):
        place.do(score, place.experts[1])


def test_marks_lie_between_zero_and_the_full_mark(place: samples.County, good: Any) -> None:
    found = samples.reviewed(place, good)
    seat = samples.seated(place, found, place.experts[0])
    place.do(actions.DeclareInterest(seat.pk, False), place.experts[0])
    with pytest.raises(Invalid) as refusal:
        marks = {"output": Decimal(61), "brand": None}
        place.do(actions.ScoreApplication(seat.pk, marks), place.experts[0])
    assert set(refusal.value.fields) == {"mark_output", "mark_brand"}


def test_an_author_has_no_seat(place: samples.County, good: Any) -> None:
    found = samples.reviewed(place, good)
    with pytest.raises(Invalid, match="标红"):
        samples.seated(place, found, place.writer)


# ── what is not told ─────────────────────────────────────────────────────────────────────────────
def test_the_applicant_learns_the_ranking_from_the_notice(place: samples.County, good: Any) -> None:
    found = samples.scored(place, good, 31, 33)
    place.do(actions.RankCall(place.call.pk), place.clerk)
    writer, office = signed_in(place.writer), signed_in(place.clerk)
    addresses = (
        f"/applications/{found.pk}/",
        "/applications/",
        f"/calls/{place.call.pk}/",
        f"/api/applications/{found.pk}/",
    )
    score = str(again(found).score)
    for address in addresses:
        assert score not in writer.get(address).text, address
    assert score in office.get(addresses[0]).text and score in office.get(addresses[2]).text
    day = timezone.localdate()
    place.do(actions.PublishNotice(place.call.pk, "公示", day, "网站", "0000"), place.clerk)
    assert score in writer.get(addresses[0]).text
    assert "甲专家" not in writer.get(addresses[0]).text  # who scored stays with the office
