"""Tasks are the lowest numbered level that carries measures, each with who leads and who supports."""

from __future__ import annotations

import json

import pytest

from core.compiler.duty_plans import PLAN, SHARED, compiled, parts, plan_of
from zhenxing.core.compiler.evaluation import evaluate


def test_tasks_are_the_items_of_the_parts_that_order_work() -> None:
    tasks = compiled(PLAN).tasks
    assert [(t.section, t.number, t.heading) for t in tasks] == [
        ("二", "(一)", "做强龙头企业"),
        ("二", "(二)", "推进集群招商"),
        ("三", "(一)", "强化资金支持"),
        ("三", "(二)", "强化用地保障"),
        ("四", "(一)", "加强组织领导"),
        ("四", "(二)", "严格督导考核"),
    ]
    assert len({t.id for t in tasks}) == len(tasks)


def test_a_task_holds_its_text_without_heading_and_line() -> None:
    plan = compiled(PLAN)
    task = plan.tasks[0]
    assert task.text == "支持龙头企业技术改造,2024年10月底前完成摸底"
    assert task.responsibility_span is not None
    assert plan.quote(task.responsibility_span).startswith("(县工信局牵头")
    assert task.span.contains(task.responsibility_span)
    assert plan.clause(task.clause or "").heading == "做强龙头企业"


def test_goals_and_guiding_thought_are_no_tasks() -> None:
    assert not {"指导思想", "发展目标"} & {task.heading for task in compiled(PLAN).tasks}


def test_actors_of_running_text_take_no_part() -> None:
    tasks = compiled(PLAN).tasks
    assert [unit.text for unit in tasks[1].actors] == ["各乡镇"]
    assert [unit.text for unit in tasks[5].actors] == ["县政府督查室"]
    assert tasks[5].lead == tasks[5].support == ()


def test_groups_without_text_are_not_the_tasks() -> None:
    plan = plan_of(
        "二、行动措施\n(一)强化引领\n1.编制规划。科学编制产业规划。\n2.落实政策。兑现各项政策。\n"
        "(二)壮大主体\n3.培育龙头。扶持龙头企业。"
    )
    assert [(t.number, t.heading, t.section) for t in plan.tasks] == [
        ("1.", "编制规划", "二"),
        ("2.", "落实政策", "二"),
        ("3.", "培育龙头", "二"),
    ]


def test_details_below_a_measure_are_part_of_it() -> None:
    plan = plan_of(
        "二、重点任务\n(一)做强龙头。支持企业扩大生产规模,提升市场竞争力。\n1.支持技改。\n2.支持上市。\n(县工信局牵头)"
    )
    assert parts(plan) == [("做强龙头", ["县工信局"], [])]


def test_a_line_behind_the_last_item_of_a_bare_group_covers_the_group() -> None:
    plan = plan_of(
        "二、重点任务\n(一)做强龙头\n1.支持技改。安排专项资金。\n2.支持上市。建立后备库。\n责任单位:县工信局\n"
        "(二)拓展市场\n3.组织参展。组织企业参加展会。\n4.发展电商。建设直播基地。\n责任单位:县商务局"
    )
    assert [(heading, lead) for heading, lead, _ in parts(plan)] == [
        ("支持技改", ["县工信局"]),
        ("支持上市", ["县工信局"]),
        ("组织参展", ["县商务局"]),
        ("发展电商", ["县商务局"]),
    ]


def test_details_with_lines_of_their_own_are_the_tasks() -> None:
    plan = plan_of(
        "二、重点任务\n(一)做强龙头。支持企业扩大生产规模,提升市场竞争力。\n"
        "1.支持技改。安排专项资金。(县工信局牵头)\n2.支持上市。建立后备库。(县金融办牵头)"
    )
    assert parts(plan) == [("支持技改", ["县工信局"], []), ("支持上市", ["县金融办"], [])]


@pytest.mark.parametrize(
    "body",
    [
        "二、重点任务(县工信局牵头)\n(一)扩大产能。建设新线。\n(二)拓展市场。参加展会。",
        "二、重点任务\n(县工信局牵头)\n(一)扩大产能。建设新线。\n(二)拓展市场。参加展会。",
        "二、重点任务\n(一)扩大产能。建设新线。\n(二)拓展市场。参加展会。\n以上任务由县工信局牵头。",
        "二、重点任务\n(一)扩大产能。建设新线。\n(二)拓展市场。参加展会。\n(以上任务由县工信局牵头)",
    ],
)
def test_a_line_for_a_whole_part_covers_items_without_one(body: str) -> None:
    plan = plan_of(body)
    assert parts(plan) == [("扩大产能", ["县工信局"], []), ("拓展市场", ["县工信局"], [])]
    assert {task.certainty for task in plan.tasks} == {"likely"}


def test_an_item_with_its_own_line_does_not_inherit() -> None:
    plan = plan_of(
        "二、重点任务(县工信局牵头)\n(一)扩大产能。建设新线。\n(二)拓展市场。参加展会。(县商务局牵头)"
    )
    assert parts(plan)[1] == ("拓展市场", ["县商务局"], [])


def test_a_covering_note_overrules_the_rule_for_answerable_units() -> None:
    plan = plan_of(
        "二、重点任务\n(一)扩大产能。建设新线。(责任单位:县工信局、县财政局)\n(注:排名第一的为牵头单位)"
    )
    assert parts(plan)[0] == ("扩大产能", ["县工信局"], ["县财政局"])


def test_articles_that_assign_work_are_tasks() -> None:
    plan = compiled(
        "云岭县专业镇管理办法\n\n第一章 总则\n第一条 为规范管理,制定本办法。\n第二章 职责分工\n"
        "第二条 县工信局负责专业镇的认定工作。(责任单位:县工信局)\n"
        "第三条 县财政局应当安排资金。(责任单位:县财政局)"
    )
    assert [(t.number, [u.text for u in t.lead]) for t in plan.tasks if t.lead] == [
        ("第二条", ["县工信局"]),
        ("第三条", ["县财政局"]),
    ]


@pytest.mark.parametrize(
    ("line", "deadline"),
    [
        ("(牵头单位:县工信局;完成时限:2024年6月底)", "2024-06"),
        ("(牵头单位:县工信局;完成时限:2025年)", "2025"),
        ("(牵头单位:县工信局;完成时限:2024年6月30日前)", "2024-06-30"),
        ("(牵头单位:县工信局;完成时限:长期坚持)", None),
        ("(县工信局牵头,2025年底前完成)", "2025"),
        ("(县工信局牵头)", None),
    ],
)
def test_a_stated_deadline_is_resolved(line: str, deadline: str | None) -> None:
    assert plan_of(f"二、重点任务\n(一)扩大产能。建设新线。{line}").tasks[0].deadline == deadline


def test_a_deadline_without_a_year_takes_the_documents_year() -> None:
    plan = compiled(
        "云岭县陶瓷专业镇2025年行动计划\n\n一、重点任务\n(一)扩大产能。9月底前建成新线。(县工信局牵头)\n"
        "(二)编制规划。3月底前形成初稿,6月底前印发。(县发改局牵头)"
    )
    assert [task.deadline for task in plan.tasks] == ["2025-09", None]


def test_leaders_are_kept_beside_the_units() -> None:
    plan = plan_of(
        "二、重点任务\n(一)扩大产能\n牵头领导:周明远\n牵头单位:县工信局\n责任单位:县财政局\n完成时限:2024年9月底"
    )
    task = plan.tasks[0]
    assert (task.leaders, task.deadline) == (("周明远",), "2024-09")
    assert parts(plan) == [("扩大产能", ["县工信局"], ["县财政局"])]


_HEAD = "序号\t重点任务\t工作目标\t牵头单位\t责任单位\t完成时限"
_ROW = "1\t建设产业园\t入驻20家\t县工信局\t县财政局、县住建局\t2024年12月底"


@pytest.mark.parametrize(
    "table",
    [
        f"{_HEAD}\n{_ROW}",
        f"{_HEAD}\n{_ROW}".replace("\t", " | "),
        f"|{_HEAD}|\n|---|---|---|---|---|---|\n|{_ROW}|".replace("\t", "|"),
        f"{_HEAD}\n{_ROW}".replace("\t", "\n"),
        f"{_HEAD}\n{_ROW}".replace("\t", "    "),
    ],
)
def test_the_rows_of_a_breakdown_table_are_tasks(table: str) -> None:
    plan = compiled(f"云岭县重点任务分解表\n\n{table}\n")
    assert parts(plan) == [("建设产业园", ["县工信局"], ["县财政局", "县住建局"])]
    assert plan.tasks[0].deadline == "2024-12"
    assert plan.tasks[0].number == "1"


def test_a_row_with_a_missing_cell_is_read_by_looks_and_reviewed() -> None:
    plan = compiled(f"云岭县重点任务分解表\n\n{_HEAD}\n2\t培训工匠\t县人社局\t县总工会\t长期坚持\n")
    assert parts(plan) == [("培训工匠", ["县人社局"], ["县总工会"])]
    assert any(item.stage == "tasks" for item in plan.review)


def test_a_table_that_repeats_the_text_adds_its_lines_only() -> None:
    plan = compiled(
        "云岭县实施方案\n\n一、重点任务\n(一)建设产业园。入驻企业20家。\n\n附件\n任务分解表\n"
        f"{_HEAD}\n{_ROW}\n"
    )
    assert parts(plan) == [("建设产业园", ["县工信局"], ["县财政局", "县住建局"])]


def test_what_reads_oddly_is_a_review_item() -> None:
    plan = plan_of("二、重点任务\n(一)扩大产能。建设新线。(责任单位:县工信局、陶瓷之都)")
    assert [item.text for item in plan.review if item.stage == "tasks"] == ["陶瓷之都"]


def test_orders_in_speech_are_likely_tasks() -> None:
    plan = compiled(
        "云岭县召开专题会议\n\n周明远强调,要聚焦主业,着力做强企业。要改善服务,优化营商环境。要看到,困难还不少。"
    )
    assert [(task.heading, task.certainty) for task in plan.tasks] == [
        ("聚焦主业,着力做强企业", "likely"),
        ("改善服务,优化营商环境", "likely"),
    ]


def test_paragraphs_without_numbers_are_tasks_where_a_line_closes_them() -> None:
    plan = compiled(
        "云岭县近期工作安排\n\n建设产业园。做好征地。(县工信局牵头)\n组织展会。\n责任单位:县商务局\n"
    )
    assert parts(plan) == [("建设产业园", ["县工信局"], []), ("组织展会", ["县商务局"], [])]
    assert {task.number for task in plan.tasks} == {None}


def test_an_article_without_heading_is_called_by_its_first_sentence() -> None:
    plan = compiled("云岭县管理办法\n\n第一条 县工信局负责认定工作。\n(责任单位:县工信局)\n")
    assert [task.heading for task in plan.tasks] == ["县工信局负责认定工作"]


def test_the_plan_in_an_attachment_has_tasks_too() -> None:
    plan = compiled(
        "云岭县人民政府办公室关于印发有关方案的通知\n\n一、提高认识\n各单位要认真组织学习。\n\n云岭县人民政府办公室\n"
        "2024年3月5日\n\n附件1\n云岭县陶瓷专业镇行动方案\n\n一、重点任务\n(一)建设园区。做好征地。\n(二)组织展会。做好筹备。\n"
    )
    assert {"建设园区", "组织展会"} <= {task.heading for task in plan.tasks}


def test_the_duties_of_a_group_in_an_attachment_are_no_tasks() -> None:
    plan = compiled(PLAN.replace("组  长:", "一、主要职责\n统筹推进专业镇建设。\n二、组成人员\n组  长:"))
    assert len(plan.tasks) == 6


def test_a_table_stops_at_the_note_below_it() -> None:
    plan = compiled(f"任务分解表\n\n{_HEAD}\n{_ROW}\n备注:责任单位每月报送进展。\n")
    assert [task.heading for task in plan.tasks] == ["建设产业园"]


def test_a_text_without_orders_declines() -> None:
    plan = compiled("云岭县简介\n\n云岭县位于山区,盛产陶土。")
    assert plan.tasks == ()
    assert [r.outcome for r in plan.trail if r.stage == "tasks"] == ["declined"]


_REAL = sorted(SHARED.glob("*.txt")) if SHARED.exists() else []


@pytest.mark.skipif(not _REAL, reason="../shared/documents is not on this machine")
def test_tasks_and_pairs_of_the_real_documents() -> None:
    plans = {path.stem: compiled(path.read_text(encoding="utf-8")) for path in _REAL}
    gold = {
        stem: json.loads((SHARED / "gold" / f"{stem}.json").read_text(encoding="utf-8")) for stem in plans
    }
    kinds = evaluate(plans, gold).kinds
    assert kinds["tasks"].f1 >= 0.95, kinds["tasks"].missed
    assert (kinds["pairs"].matched, kinds["pairs"].found) == (200, 200), kinds["pairs"].missed


def test_minutes_head_what_was_decided_by_what_it_is_about() -> None:
    minutes = (
        "云岭县促进专业镇发展领导小组会议纪要\n会议议定以下事项:\n"
        "一、关于竹编检测中心建设问题。由县市场监管局负责,10月底前建成。\n"
        "二、关于标准化厂房建设。由开发区管委会负责,年底前建成。\n"
    )
    assert [task.heading for task in compiled(minutes).tasks] == [
        "关于竹编检测中心建设问题",
        "关于标准化厂房建设",
    ]


def test_items_of_a_score_sheet_are_no_tasks() -> None:
    sheet = (
        "云岭县专业镇考核办法\n第一条 考核内容和分值:\n(一)产业规模(30分)。产值达到目标的得满分。\n"
        "(二)主体培育(25分)。每超1户加1分。\n"
    )
    assert not [task for task in compiled(sheet).tasks if "分)" in task.heading]
