"""A letter's way: numbered, signed for, answered, re-checked by somebody else, closed; and its Word file."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from web.ledger.ledger_samples import at, clock_on, office_of
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NeedsReason, OutOfScope, SelfApproval
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.actions import (
    AnswerLetter,
    IssueLetter,
    RecheckLetter,
    SignLetter,
    WithdrawLetter,
)
from zhenxing.web.ledger.models import Clock, Letter, LetterWording, Notice, Transit
from zhenxing.web.ledger.paper import letter_docx
from zhenxing.web.ledger.states import ANSWERED, CLOSED, SIGNED, WITHDRAWN
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Area, LeadingGroup, MemberUnit, Post, Unit

pytestmark = pytest.mark.django_db
BLUE_DAY = date(2026, 3, 17)


@pytest.fixture
def where() -> Area:
    place = area()
    office_of(place)
    return place


@pytest.fixture
def bureau(where: Area) -> Unit:
    return unit(where, "云岭县工业和信息化局")


@pytest.fixture
def clock(bureau: Unit) -> Clock:
    return clock_on(bureau, on=date(2026, 3, 2))


@pytest.fixture
def letter(clock: Clock) -> Letter:
    tick(at(BLUE_DAY))
    found: Letter = Letter.objects.get()
    return found


@pytest.fixture
def doer(bureau: Unit) -> User:
    return person("liaison", bureau, "李丽")


@pytest.fixture
def clerk(where: Area) -> User:
    return person("office", where, "王芳")


def test_from_receipt_to_closure(letter: Letter, doer: User, clerk: User) -> None:
    run_action(SignLetter(letter.pk), doer)
    letter.refresh_from_db()
    assert (letter.state, letter.signed_by) == (SIGNED, doer)
    run_action(AnswerLetter(letter.pk, "已完成八成，本周办结。"), doer)
    run_action(RecheckLetter(letter.pk, passed=False), clerk, reason="缺验收材料")
    letter.refresh_from_db()
    assert (letter.state, letter.opinion, letter.checked_by) == (SIGNED, "缺验收材料", clerk)
    assert letter.feedback_by > date(2026, 3, 24)
    run_action(AnswerLetter(letter.pk, "验收材料已补。"), doer)
    run_action(RecheckLetter(letter.pk, passed=True), clerk, reason="已核实")
    letter.refresh_from_db()
    assert letter.state == CLOSED
    assert letter.closed_at is not None
    steps = [one.transition for one in Transit.objects.filter(subject_type="ledger.letter")]
    assert steps == ["sign", "answer", "return", "answer", "close"]


def test_whoever_answered_does_not_close(letter: Letter, bureau: Unit, where: Area) -> None:
    both = person("liaison", bureau, "张强")
    from zhenxing.web.accounts.models import Membership

    Membership.objects.create(user=both, role="office", area=where, begins=date(2020, 1, 1))
    run_action(SignLetter(letter.pk), both)
    run_action(AnswerLetter(letter.pk, "办完了。"), both)
    for passed in (True, False):
        with pytest.raises(SelfApproval):
            run_action(RecheckLetter(letter.pk, passed), both, reason="自己看过")
    letter.refresh_from_db()
    assert letter.state == ANSWERED


def test_no_step_out_of_turn(letter: Letter, doer: User, clerk: User) -> None:
    with pytest.raises(ActionRefused):
        run_action(AnswerLetter(letter.pk, "还没签收"), doer)
    with pytest.raises(ActionRefused):
        run_action(RecheckLetter(letter.pk, passed=True), clerk, reason="太早")
    run_action(SignLetter(letter.pk), doer)
    with pytest.raises(ActionRefused):
        run_action(SignLetter(letter.pk), doer)
    with pytest.raises(Invalid):
        run_action(AnswerLetter(letter.pk, "  "), doer)
    with pytest.raises(NeedsReason):
        run_action(WithdrawLetter(letter.pk), clerk)
    run_action(WithdrawLetter(letter.pk), clerk, reason="发错了")
    letter.refresh_from_db()
    assert letter.state == WITHDRAWN


def test_another_unit_s_letter_does_not_exist(letter: Letter, where: Area) -> None:
    stranger = person("liaison", unit(where, "云岭县商务局"))
    with pytest.raises(OutOfScope):
        run_action(SignLetter(letter.pk), stranger)
    assert signed_in(stranger).get(f"/letters/{letter.pk}/").status_code == 404


def test_the_pages_of_a_letter(letter: Letter, doer: User, clerk: User) -> None:
    page = signed_in(doer).get(f"/letters/{letter.pk}/")
    assert "督办单（蓝色）" in page.text and "/sign/" in page.text and "/answer/" not in page.text
    assert signed_in(doer).post(f"/letters/{letter.pk}/sign/", {"version": 1}).status_code == 302
    page = signed_in(doer).get(f"/letters/{letter.pk}/")
    assert "/sign/" not in page.text and "/answer/" in page.text
    typed = {"version": 2, "feedback": "已办结。"}
    assert signed_in(doer).post(f"/letters/{letter.pk}/answer/", typed).status_code == 302
    typed = {"version": 3, "passed": "yes", "reason": "已核实"}
    assert signed_in(clerk).post(f"/letters/{letter.pk}/recheck/", typed).status_code == 302
    assert "已销号" in signed_in(clerk).get(f"/letters/{letter.pk}/").text


def test_the_first_page_tells_of_letters(letter: Letter, doer: User) -> None:
    assert "待签收的函件" in signed_in(doer).get("/").text
    run_action(SignLetter(letter.pk), doer)
    page = signed_in(doer).get("/").text
    assert "待反馈的函件" in page and "待签收的函件" not in page


def test_the_word_file_says_what_the_record_says(letter: Letter, doer: User) -> None:
    answer = signed_in(doer).get(f"/letters/{letter.pk}/paper.docx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        text = archive.read("word/document.xml").decode()
    for said in ("督办〔2026〕1号", letter.addressee, "2026年3月17日", "超期1个工作日"):
        assert said in "".join(text.split("<")) or said in _plain(text)
    assert letter_docx(letter) == answer.content


def _plain(xml: str) -> str:
    import re

    return re.sub(r"<[^>]+>", "", xml)


def test_a_site_words_its_letters_and_old_ones_stay_as_they_were(clock: Clock) -> None:
    tick(at(BLUE_DAY))
    before = letter_docx(Letter.objects.get())
    LetterWording.objects.create(kind="督办单", title="{{ 颜色 }}色督办", body="请{{ 责任单位 }}速办。")
    tick(at(date(2026, 3, 24)))
    old, new = Letter.objects.order_by("pk")
    assert (new.title, new.text) == ("橙色督办", "请云岭县工业和信息化局速办。")
    assert letter_docx(old) == before


def test_up_the_responsibility_line(where: Area, bureau: Unit, clock: Clock) -> None:
    deputy = Post.objects.create(unit=bureau, title="副局长")
    head = Post.objects.create(unit=bureau, title="局长")
    government = unit(where, "云岭县人民政府")
    county = Post.objects.create(unit=government, title="副县长")
    MemberUnit.objects.create(group=LeadingGroup.objects.get(), post=county, role="组长")
    tick(at(date(2026, 5, 20)))
    by_step = {one.step: one for one in Letter.objects.all()}
    assert (by_step["blue"].addressee, by_step["blue"].post) == (str(bureau), None)
    assert by_step["orange"].post == head
    assert by_step["red"].post == county
    assert by_step["interview"].kind == "约谈通知书"
    # the unit that does the work is told of what goes to its leader
    assert Notice.objects.filter(key=f"letter:{by_step['red'].pk}:doer", to_unit=bureau).exists()
    assert deputy.pk not in {one.post_id for one in by_step.values()}


def test_without_anybody_answering_the_office_s_people_are_told(where: Area, clerk: User) -> None:
    LeadingGroup.objects.all().delete()
    Unit.objects.filter(kind="office").update(kind="department")
    lonely = clock_on(unit(where), on=date(2026, 3, 2))
    Clock.objects.filter(pk=lonely.pk).update(unit=None)
    report = tick(at(BLUE_DAY))
    assert (report.letters, report.unaddressed) == (1, 2)
    made = Letter.objects.get()
    assert (made.addressee, made.organ) == ("未登记责任单位", str(where))
    assert Notice.objects.filter(key=f"letter:{made.pk}:user:{clerk.pk}", to_user=clerk).exists()
    assert not tick(at(BLUE_DAY)).anything


def test_numbers_begin_anew_every_year(clock: Clock, where: Area) -> None:
    tick(at(BLUE_DAY))
    clock_on(unit(where), on=date(2026, 12, 1))
    tick(at(date(2027, 1, 4)))
    assert [(one.year, one.number) for one in Letter.objects.order_by("pk")] == [
        (2026, 1),
        *((2027, n) for n in range(1, Letter.objects.filter(year=2027).count() + 1)),
    ]


def test_an_important_matter_begins_higher_up(clock: Clock, clerk: User, bureau: Unit) -> None:
    letter = run_action(IssueLetter(clock.pk, "orange"), clerk, reason="县委督办").result
    assert (letter.colour, letter.number) == ("orange", 1)
    with pytest.raises(Invalid):
        run_action(IssueLetter(clock.pk, "blue"), clerk, reason="再发")
    tick(at(date(2026, 3, 24)))
    assert [one.step for one in Letter.objects.order_by("pk")] == ["orange"]
    page = signed_in(clerk).get(f"/clocks/{clock.pk}/")
    assert "越过" in page.text and letter.reference in page.text
    Clock.objects.filter(pk=clock.pk).update(stopped_on=date(2026, 3, 25))
    with pytest.raises(ActionRefused):
        run_action(IssueLetter(clock.pk, "red"), clerk, reason="已停")


def test_a_letter_left_lying_is_reminded_of_once(letter: Letter, doer: User, bureau: Unit) -> None:
    day = letter.receipt_by + timedelta(days=1)
    assert tick(at(day)).late_letters == 2
    assert tick(at(day + timedelta(days=1))).late_letters == 0
    assert Notice.objects.filter(to_unit=bureau, text__contains="至今没有签收").count() == 1
    run_action(SignLetter(letter.pk), doer)
    assert tick(at(letter.feedback_by + timedelta(days=1))).late_letters >= 1
    assert Notice.objects.filter(to_unit=bureau, text__contains="至今没有反馈").count() == 1
    Clock.objects.update(stopped_on=day)  # what is done is not pressed for
    Notice.objects.all().delete()
    assert tick(at(letter.feedback_by + timedelta(days=1))).late_letters == 0


def test_the_clock_s_deeds_on_its_page(clock: Clock, clerk: User) -> None:
    client: Any = signed_in(clerk)
    url, today = f"/clocks/{clock.pk}", date(2026, 3, 5)
    typed = {"version": 1, "on": str(today), "reason": "等待上级批复"}
    assert client.post(f"{url}/pause/", typed).status_code == 302
    page = client.get(f"{url}/")
    assert "暂停计时" in page.text and "/resume/" in page.text and "/issue/" not in page.text
    assert client.post(f"{url}/pause/", {**typed, "version": 2}).status_code == 422
    assert client.post(f"{url}/resume/", {"version": 2, "on": "2026-03-09"}).status_code == 302
    typed = {"version": 3, "days": 5, "authority": "领导小组第3次会议", "reason": "情况复杂"}
    assert client.post(f"{url}/extend/", typed).status_code == 302
    clock.refresh_from_db()
    assert (clock.round, clock.due_on) == (2, date(2026, 3, 25))
    page = client.get(f"{url}/")
    assert "领导小组第3次会议" in page.text and "2026-03-09 恢复" in page.text
