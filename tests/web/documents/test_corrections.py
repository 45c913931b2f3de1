"""Statistics of corrections, and the gold a reviewed document becomes."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from django.test import Client

from web.documents.document_samples import RAW, in_review, number_of
from zhenxing.cli import main
from zhenxing.core.compiler.evaluation import score_document
from zhenxing.packs.demo_county import demo_document
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AddProposal,
    AdoptDocument,
    EditProposal,
    LinkUnit,
    MergeProposals,
    MoveProposal,
    ReceiveDocument,
    RejectProposal,
    ResolveSuspicion,
    SplitProposal,
    read_upload,
)
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.corrections import Corrections, KindLine
from zhenxing.web.documents.gold import gold_of, number
from zhenxing.web.documents.jobs import compile_document
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sources import plan_of
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.models import Area

PAGE = "/documents/corrections/"
GOAL = {"indicator": "规上企业", "op": ">=", "value": "60", "unit": "户", "deadline": "2027"}


@pytest.fixture
def client(clerk: User) -> Client:
    return signed_in(clerk)


def edited(document: Document, clerk: User) -> None:
    run_action(EditProposal(document.pk, number_of(document, "goal", "g1"), GOAL), clerk)


def lines(view: Corrections) -> dict[str, KindLine]:
    return {str(line.label): line for line in view.kinds}


# --- statistics -------------------------------------------------------------------------------------------


def test_what_became_of_each_kind(document: Document, clerk: User) -> None:
    edited(document, clerk)
    one, other = (document.proposals.get(number=number_of(document, "goal", item)) for item in ("g2", "g3"))
    run_action(MergeProposals(document.pk, one.number, {other.number: other.version}), clerk)
    run_action(AcceptProposal(document.pk, number_of(document, "figure")), clerk)
    run_action(RejectProposal(document.pk, number_of(document, "condition")), clerk)
    run_action(AddProposal(document.pk, "goal", "编制规划", {"indicator": "规划"}), clerk)
    task = document.proposals.get(number=number_of(document, "task", "t2"))
    run_action(SplitProposal(document.pk, task.number, task.text.index("组织")), clerk)
    found = lines(Corrections(clerk))
    goal = found["目标"]
    assert (goal.proposed, goal.edited, goal.merged, goal.added, goal.open) == (3, 2, 1, 1, 0)
    assert goal.rate == 0
    assert (found["数据"].accepted, found["数据"].percent) == (1, "100%")
    assert found["条件"].rejected == 1
    assert (found["任务"].split, found["任务"].open, found["任务"].rate) == (1, 3, None)
    assert found["任务"].percent == ""
    assert {"标题", "文号", "成文日期", "文种"} <= set(found)


def test_each_corrected_field_is_counted_with_what_it_was(document: Document, clerk: User) -> None:
    edited(document, clerk)
    run_action(
        EditProposal(document.pk, number_of(document, "header", "title"), {"value": "另一个标题"}), clerk
    )
    run_action(MoveProposal(document.pk, number_of(document, "figure"), "1"), clerk)
    run_action(AcceptProposal(document.pk, number_of(document, "figure")), clerk)
    view = Corrections(clerk)
    found = {(str(line.kind), str(line.label)): line for line in view.fields}
    assert found["目标", "数值"].cases[0].was == "50"
    assert found["目标", "数值"].cases[0].now == "60"
    assert (found["目标", "期限"].corrected, found["目标", "期限"].decided) == (1, 1)
    assert found["文件信息", "标题"].cases[0].now == "另一个标题"
    assert (found["数据", "所属条款"].cases[0].was, found["数据", "所属条款"].cases[0].now) == ("3", "1")
    assert ("目标", "指标") not in found


def test_how_damaged_places_were_read(document: Document, clerk: User, where: Area) -> None:
    second = in_review(clerk, where, f"{RAW}\n另一份。")
    third = in_review(clerk, where, f"{RAW}\n第三份。")
    run_action(AcceptProposal(document.pk, number_of(document, "suspicion", "s1")), clerk)
    run_action(ResolveSuspicion(document.pk, number_of(document, "suspicion", "s2"), "自己写的字"), clerk)
    run_action(ResolveSuspicion(second.pk, number_of(second, "suspicion", "s1"), "12家"), clerk)
    run_action(ResolveSuspicion(second.pk, number_of(second, "suspicion", "s2"), verbatim=True), clerk)
    run_action(RejectProposal(third.pk, number_of(third, "suspicion", "s1")), clerk)
    counts = {str(label): count for label, count in Corrections(clerk).readings}
    assert counts == dict.fromkeys(("按机器的读法", "另一种列出的读法", "自己写", "确属原文", "退回"), 1)


def test_document_genre_and_month_narrow_it(document: Document, clerk: User, where: Area) -> None:
    second = in_review(clerk, where, f"{RAW}\n另一份。")
    Document.objects.filter(pk=second.pk).update(genre="notice", uploaded_at="2025-03-05T00:00:00Z")
    edited(second, clerk)
    total = lines(Corrections(clerk))["目标"].proposed
    assert total == 6
    assert lines(Corrections(clerk, document=document.pk))["目标"].edited == 0
    assert lines(Corrections(clerk, genre="notice"))["目标"].edited == 1
    march = Corrections(clerk, month="2025-03")
    assert lines(march)["目标"].proposed == 3
    assert march.months[-1] == "2025-03"
    for odd in (
        Corrections(clerk, month="x"),
        Corrections(clerk, month="2025-1"),
        Corrections(clerk, genre="x"),
    ):
        assert lines(odd)["目标"].proposed == total
    assert Corrections(clerk, document=10**9).kinds == []


def test_the_page_and_the_workbook(document: Document, client: Client, clerk: User) -> None:
    edited(document, clerk)
    page = client.get(f"{PAGE}?document={document.pk}").text
    assert "<del>50</del> <ins>60</ins>" in page
    assert "没有符合条件的文件" in client.get(f"{PAGE}?document=999999").text
    book = openpyxl.load_workbook(io.BytesIO(client.get("/documents/corrections.xlsx").content))
    assert book.sheetnames == ["按类别", "按字段", "疑点读法", "更正明细"]
    cells = {cell.value for row in book["更正明细"] for cell in row}
    assert {"50", "60", "规上企业达到50户以上"} <= cells


@pytest.mark.parametrize("path", [PAGE, "/documents/corrections.xlsx"])
def test_only_those_who_review_see_corrections(document: Document, where: Area, path: str) -> None:
    stranger = person("office", area("清河县"))
    assert Corrections(stranger).kinds == []
    assert signed_in(person()).get(path).status_code == 404
    assert "/accounts/sign-in/" in Client().get(path)["Location"]
    leader = signed_in(person("leader", where)).get(PAGE)
    assert leader.status_code == 404


# --- gold -------------------------------------------------------------------------------------------------


def accept_all(document: Document, clerk: User) -> None:
    run_action(AcceptCertain(document.pk), clerk)
    for proposal in document.proposals.filter(state="pending").order_by("number"):
        if proposal.kind == "unit":
            run_action(LinkUnit(document.pk, proposal.number), clerk)
        elif proposal.kind == "suspicion":
            run_action(ResolveSuspicion(document.pk, proposal.number, verbatim=True), clerk)
        else:
            run_action(AcceptProposal(document.pk, proposal.number), clerk)


def scores(document: Document) -> dict[str, float]:
    gold = json.loads(json.dumps(gold_of(document, Review.of(document))))
    return {kind: score.f1 for kind, score in score_document(plan_of(document), gold).items()}


def test_a_review_without_corrections_scores_the_compiler_full(document: Document, clerk: User) -> None:
    accept_all(document, clerk)
    assert scores(document) == dict.fromkeys(scores(document), 1.0)


def test_each_correction_is_a_fault_of_the_compiler(document: Document, clerk: User) -> None:
    accept_all(document, clerk)
    edited(document, clerk)
    run_action(RejectProposal(document.pk, number_of(document, "figure")), clerk)
    run_action(RejectProposal(document.pk, number_of(document, "header", "doc_number")), clerk)
    typed = {"heading": "培育龙头企业", "lead": "县商务局", "support": "县财政局"}
    run_action(EditProposal(document.pk, number_of(document, "task", "t1"), typed), clerk)
    found = scores(document)
    assert found["goals"] == pytest.approx(2 / 3)
    assert found["figures"] < 1
    assert found["pairs"] < 1
    assert found["header"] < 1
    assert (found["tasks"], found["conditions"]) == (1.0, 1.0)


def test_what_is_not_decided_counts_neither_way(document: Document, clerk: User) -> None:
    gold = gold_of(document, Review.of(document))
    assert all(item["optional"] for item in gold["goals"])
    assert "title" not in gold
    assert set(scores(document).values()) == {1.0}
    run_action(AcceptProposal(document.pk, number_of(document, "header", "doc_number")), clerk)
    gold = gold_of(document, Review.of(document))
    assert gold["doc_number"] == "云政办发〔2025〕3号"
    assert gold["doc_number_damaged"]  # a suspicion stands in it
    assert gold["goals"][2]["damaged"]


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        (None, None),
        ("50", 50),
        ("0.125", 0.125),
        (["1", "2"], [1, 2]),
        ("123456789.12345678901234", "123456789.12345678901234"),
    ],
)
def test_numbers_lose_nothing(stored: str | list[str] | None, written: object) -> None:
    assert number(stored) == written


def test_the_round_trip_through_the_command(
    clerk: User, where: Area, client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "yunling-implementation-plan-2024.txt"
    source, content = read_upload(demo_document(name), name)
    document = run_action(ReceiveDocument(where.pk, source, content, name), clerk).result
    compile_document.func(document.jobs.get().pk)
    accept_all(document, clerk)
    answer = client.get(f"/documents/{document.pk}/gold.json")
    file_name = unquote(answer["Content-Disposition"].rpartition("''")[2])
    assert file_name == "yunling-implementation-plan-2024.json"
    pages, gold = tmp_path / "pages", tmp_path / "gold"
    pages.mkdir()
    gold.mkdir()
    (pages / name).write_bytes(content)
    (gold / file_name).write_bytes(answer.content)
    assert main(["evaluate", "--pages", str(pages), "--gold", str(gold), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for kind in ("goals", "figures", "tasks", "pairs", "conditions", "header"):
        assert found["kinds"][kind]["f1"] == 1.0, kind
    assert found["kinds"]["goals"]["gold"] > 3


def test_gold_is_for_those_who_may_export(document: Document, where: Area) -> None:
    path = f"/documents/{document.pk}/gold.json"
    assert signed_in(person("office", area("清河县"))).get(path).status_code == 404
    assert signed_in(person("leader", where)).get(path).status_code == 404
    assert "/accounts/sign-in/" in Client().get(path)["Location"]


# --- adoption of what was moved ---------------------------------------------------------------------------


def test_a_goal_moved_under_a_task_is_its_leads(document: Document, clerk: User, where: Area) -> None:
    accept_all(document, clerk)
    office = unit(where, "云岭县政府办")
    run_action(MoveProposal(document.pk, number_of(document, "goal", "g2"), "2.1"), clerk)
    run_action(MoveProposal(document.pk, number_of(document, "goal", "g3"), "3"), clerk)
    run_action(AdoptDocument(document.pk, office.pk, date(2026, 12, 31)), clerk)
    goals = {goal.proposal.item: goal for goal in Goal.objects.select_related("proposal", "owner_unit")}
    assert goals["g1"].owner_unit == office
    assert goals["g2"].owner_unit.name == "县工业和信息化局"
    assert goals["g2"].clause_label == "二、(一)"
    assert goals["g3"].owner_unit == office
