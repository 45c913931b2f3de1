"""A name corrected once is known on the next document: linked, certain, and said to be remembered."""

from __future__ import annotations

import pytest

from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import AcceptCertain, LinkUnit, ReceiveDocument, UndoStep, read_upload
from zhenxing.web.documents.jobs import compile_document
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.steps import latest_step
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import signed_in, unit
from zhenxing.web.organisations.models import Area, Unit, UnitAlias

FIRST = """云岭县特色产业发展实施方案
一、总体目标
到2026年,规上企业达到50户以上。
二、重点任务
(一)建设陶土基地。扩大种植面积。(县陶土专班牵头,县财政局配合)
"""
SECOND = """云岭县品牌建设行动方案
一、总体目标
到2027年,品牌达到8个以上。
二、重点任务
(一)组织参展。每年参加展会。(县陶土专班牵头,县商务局配合)
"""


def compiled(clerk: User, where: Area, text: str) -> Document:
    source, content = read_upload(b"", "", text)
    document: Document = run_action(ReceiveDocument(where.pk, source, content, "方案.txt"), clerk).result
    compile_document.func(document.jobs.get().pk)
    document.refresh_from_db()
    return document


def name(document: Document, printed: str) -> Proposal:
    return next(p for p in document.proposals.filter(kind="unit") if printed in p.payload["printed"])


@pytest.fixture
def ceramics(where: Area) -> Unit:
    return unit(where, "云岭县陶瓷产业服务中心")


def test_a_corrected_name_is_certain_on_the_next_document(clerk: User, where: Area, ceramics: Unit) -> None:
    first = compiled(clerk, where, FIRST)
    asked = name(first, "县陶土专班")
    page = signed_in(clerk).get(f"/documents/{first.pk}/review/?tab=unit").text
    assert "按上次确认" not in page
    run_action(LinkUnit(first.pk, asked.number, "existing", "云岭县陶瓷产业服务中心"), clerk)
    assert UnitAlias.objects.get(text="县陶土专班").unit == ceramics

    second = compiled(clerk, where, SECOND)
    known = name(second, "县陶土专班")
    assert known.certainty == "certain"
    assert not second.proposals.filter(kind="review_item", text__contains="陶土专班").exists()
    page = signed_in(clerk).get(f"/documents/{second.pk}/review/?tab=unit").text
    assert "就是 云岭县陶瓷产业服务中心" in page
    assert f"按上次确认（《{first.title}》）" in page
    run_action(AcceptCertain(second.pk, "unit"), clerk)
    assert name(second, "县陶土专班").values["unit"] == ceramics.pk


def test_a_correction_taken_back_is_not_remembered(clerk: User, where: Area, ceramics: Unit) -> None:
    first = compiled(clerk, where, FIRST)
    asked = name(first, "县陶土专班")
    run_action(LinkUnit(first.pk, asked.number, "existing", "云岭县陶瓷产业服务中心"), clerk)
    step = latest_step(first, clerk)
    assert step is not None
    run_action(UndoStep(first.pk, step.pk), clerk)
    second = compiled(clerk, where, SECOND)
    page = signed_in(clerk).get(f"/documents/{second.pk}/review/?tab=unit").text
    assert "按上次确认" not in page
    assert "就是 云岭县陶瓷产业服务中心" not in page


def test_a_unit_the_site_knows_raises_no_question(clerk: User, where: Area) -> None:
    forestry = unit(where, "云岭县林业发展中心", short_name="县林业中心")
    text = SECOND.replace("县陶土专班", "县林业中心")
    document = compiled(clerk, where, text)
    known = name(document, "县林业中心")
    assert known.certainty == "certain"
    assert not document.proposals.filter(kind="review_item", text__contains="林业中心").exists()
    run_action(AcceptCertain(document.pk, "unit"), clerk)
    assert name(document, "县林业中心").values["unit"] == forestry.pk
