"""A standing ask from draft to admission: what is held is found, nobody admits their own, then it stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.burden.burden_samples import ask
from zhenxing.web.burden import holdings
from zhenxing.web.burden.actions import EndAsk, JudgeAsk, SubmitAsk
from zhenxing.web.burden.flow import ADMITTED, ASKS, DRAFT, ENDED, REFUSED, SUBMITTED
from zhenxing.web.burden.models import Ask
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NeedsReason, SelfApproval
from zhenxing.web.kit.register_actions import SaveRecord
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.inbox import inbox_of
from zhenxing.web.ledger.models import Notice, Transit

WHY = "统计制度要求"


@pytest.mark.django_db
def test_what_is_held_is_admitted_only_with_a_reason_and_by_somebody_else() -> None:
    where = area()
    bureau = unit(where, "云岭县人力资源和社会保障局")
    first, second = person("office", where), person("office", where)
    one = ask(where, bureau)
    page = signed_in(first).get(f"/asks/{one.pk}/")
    assert "2 个字段系统里已有" in page.text and "企业 · 统一社会信用代码" in page.text
    run_action(SubmitAsk(one.pk), first)
    waiting = [part for group in inbox_of(second, date(2026, 3, 17)).groups for part in group.parts]
    assert [(part.key, part.total.n) for part in waiting if part.asks == "decide"] == [("asks", 1)]
    with pytest.raises(SelfApproval):
        run_action(JudgeAsk(one.pk, True), first, reason=WHY)
    url = f"/asks/{one.pk}/admit/"
    refused = signed_in(second).post(url, {"admitted": "yes", "reason": "", "version": 2})
    assert refused.status_code == 422 and "仍要准入，请写明理由" in refused.text
    assert signed_in(second).post(url, {"admitted": "yes", "reason": WHY, "version": 2}).status_code == 302
    one.refresh_from_db()
    assert one.state == ADMITTED
    assert Notice.objects.get(to_unit=bureau).text == "“用工情况月报”已准入。"
    # what was admitted stays: its fields do not grow behind the office's back
    with pytest.raises(Invalid) as told:
        change = {"field_names": "企业名称\n新加的一栏"}
        run_action(SaveRecord("asks", Ask, change, one.pk), second)
    assert "不能改内容" in str(told.value.fields)
    run_action(SaveRecord("asks", Ask, {"ends": date(2026, 12, 31)}, one.pk), second)
    run_action(EndAsk(one.pk), second, reason="并入省级平台")
    one.refresh_from_db()
    assert one.state == ENDED


@pytest.mark.django_db
def test_another_ask_of_the_same_period_and_people_is_named() -> None:
    where = area()
    labour, trade = unit(where, "云岭县人社局"), unit(where, "云岭县商务局")
    ask(where, labour, state=ADMITTED)
    ask(where, labour, "用工情况年报", repeats="yearly", state=ADMITTED)
    other = ask(where, trade, "外贸用工月报", field_names="用工缺口\n出口备案号")
    (shared,) = holdings.shared(other)
    assert (shared.ask.name, shared.fields) == ("用工情况月报", ("用工缺口（人）",))
    page = signed_in(person("office", where)).get(f"/asks/{other.pk}/")
    assert "重复字段：用工缺口（人）" in page.text
    named = ask(where, trade, "指定一家", of_unit=labour)
    assert len(holdings.shared(named)) == 1


@pytest.mark.django_db
def test_a_wrong_ask_is_told_where_it_is_wrong() -> None:
    where = area()
    sent: dict[str, Any] = {"area": where.pk, "by_unit": unit(where).pk, "name": "月报", "whom": "townships"}
    sent |= {"repeats": "monthly", "field_names": "，，1，", "basis_kind": "plan", "basis": ""}
    sent |= {"begins": "2026-05-01", "ends": "2026-01-01"}
    page = signed_in(person("office", where)).post("/asks/new/", sent)
    assert page.status_code == 422
    for said in ("请至少写一个字段", "请写明文件名称", "停止日期不能早于开始日期"):
        assert said in page.text


@pytest.mark.django_db
def test_the_check_beforehand_says_field_by_field() -> None:
    client = signed_in(person("liaison", unit(area())))
    assert client.get("/burden/check/").status_code == 200
    page = client.post("/burden/check/", {"fields_asked": "企业名称\n从业人数（人）\n招工难在哪"})
    assert "3 个字段中，系统里已有 2 个" in page.text and "企业指标数据 · 从业人员" in page.text
    assert client.post("/burden/check/", {"fields_asked": "、、"}).status_code == 422


@pytest.mark.django_db
def test_refused_asks_come_back_to_their_department() -> None:
    where = area()
    bureau = unit(where)
    liaison, clerk = person("liaison", bureau), person("office", where)
    one = ask(where, bureau)
    run_action(SubmitAsk(one.pk), liaison)
    with pytest.raises(NeedsReason):
        run_action(JudgeAsk(one.pk, False), clerk)
    run_action(JudgeAsk(one.pk, False), clerk, reason="数据已有，请直接取用")
    keys = [part.key for group in inbox_of(liaison, date(2026, 3, 17)).groups for part in group.parts]
    assert "asks-refused" in keys
    Ask.objects.filter(pk=one.pk).update(state=ADMITTED, ends=date(2026, 1, 1))
    over = [part for group in inbox_of(clerk, date(2026, 3, 17)).groups for part in group.parts]
    assert [part.lines[0].aside for part in over if part.key == "asks-over"] == ["2026-01-01 到期"]


DEEDS = {
    "submit": lambda pk: SubmitAsk(pk),
    "admit": lambda pk: JudgeAsk(pk, True),
    "refuse": lambda pk: JudgeAsk(pk, False),
    "end": lambda pk: EndAsk(pk),
}


@pytest.mark.django_db
@settings(max_examples=12, deadline=None)
@given(walk=st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.booleans()), max_size=7))
def test_whatever_is_tried_the_table_alone_decides(django_db_blocker: Any, walk: Any) -> None:
    """A walk of deeds by two people: each goes through exactly when the table and the four eyes let it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        where = area()
        people = (person("office", where), person("office", where))
        one = ask(where)
        submitters: set[int] = set()
        state = DRAFT
        for key, second in walk:
            who = people[second]
            way = ASKS.transition(key)
            may = state in way.sources and not (way.not_by and who.pk in submitters)
            try:
                with transaction.atomic():
                    run_action(DEEDS[key](one.pk), who, reason=WHY)
            except ActionRefused:
                assert not may
            else:
                assert may
                state = way.target
                submitters |= {who.pk} if key == "submit" else set()
            one.refresh_from_db()
            assert one.state == state
        moved = Transit.objects.filter(subject_type="burden.ask", subject_id=one.pk)
        assert (moved.count() > 0) == (state != DRAFT)
        assert state in {DRAFT, SUBMITTED, ADMITTED, REFUSED, ENDED}
        transaction.set_rollback(True)
