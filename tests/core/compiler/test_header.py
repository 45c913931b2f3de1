"""What identifies a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.compiler.text_helper import KNOWLEDGE, PLAN, TEXT_STAGES, read
from zhenxing.core.compiler import Knowledge, Source, compile_source
from zhenxing.core.compiler.plan import Header, Plan

_PROSE = "为推动竹编产业发展，结合我县实际，制定本方案，请各单位认真抓好落实。"


def _values(header: Header) -> dict[str, str | None]:
    names = ("title", "doc_number", "issuer", "issued_on", "published_on", "genre", "place")
    return {name: found.value if (found := getattr(header, name)) else None for name in names}


def _value(text: str, name: str) -> str | None:
    return _values(read(text).header)[name]


def _check_places(plan: Plan) -> None:
    """Every value stands where it says, in the clean text or in the source."""
    header = plan.header
    fields = (header.title, header.doc_number, header.issuer, header.issued_on, header.genre, header.place)
    for found in (*fields, *header.recipients, *header.cited):
        if found and found.source_span:
            assert found.span.start == found.span.end
            assert found.source_span.start < found.source_span.end <= len(plan.source.text)
        elif found:
            assert plan.quote(found.span)


def test_every_field_of_a_plan_under_its_notice() -> None:
    plan = read(PLAN)
    _check_places(plan)
    assert _values(plan.header) == {
        "title": "云岭县人民政府办公室关于印发云岭县竹编专业镇培育方案的通知",
        "doc_number": "云政办发〔2024〕12号",
        "issuer": "云岭县人民政府办公室",
        "issued_on": "2024-03-18",
        "published_on": None,
        "genre": "plan",
        "place": "990122",
    }
    assert [each.value for each in plan.header.recipients] == ["各乡镇人民政府", "县直各有关单位"]
    assert plan.header.cited == ()


def test_the_table_of_facts_fills_what_the_page_does_not_print() -> None:
    table = (
        "发布机构: 云岭县人民政府办公室 索 引 号: 000000000/2024-1\n"
        "标 题: 云岭县人民政府办公室关于印发竹编行动计划的通知 成文日期: 2024-03-18\n"
        "文 号: 云政办发〔2024〕12号 发布日期: 2024-03-20\n"
    )
    body = (
        "各乡镇人民政府：\n《云岭县竹编行动计划》已经县政府同意，现印发给你们。\n"
        "云岭县竹编行动计划\n一、目标\n到2026年产值3亿元。\n"
    )
    plan = read(table + body)
    _check_places(plan)
    assert _values(plan.header) == {
        "title": "云岭县人民政府办公室关于印发竹编行动计划的通知",
        "doc_number": "云政办发〔2024〕12号",
        "issuer": "云岭县人民政府办公室",
        "issued_on": "2024-03-18",
        "published_on": "2024-03-20",
        "genre": "plan",
        "place": "990122",
    }
    assert plan.header.title and plan.header.title.source_span


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("云政办发〔2024〕12号", "云政办发〔2024〕12号"),
        ("云政办发﹝2024﹞12号", "云政办发〔2024〕12号"),
        ("云政办发[2024]12号", "云政办发〔2024〕12号"),
        ("云政办发（2024）12号", "云政办发〔2024〕12号"),
        ("云政办发【2024】第12号", "云政办发〔2024〕12号"),
        ("云政办发 〔2024〕 012 号", "云政办发〔2024〕12号"),
        ("文号：云政办发〔2024〕12号", "云政办发〔2024〕12号"),
        ("云政办发〔2024〕12号          签发人：林树青", "云政办发〔2024〕12号"),
        ("云政办发〔２０２４〕１２号", "云政办发〔2024〕12号"),
    ],
)
def test_numbers_in_any_brackets_are_normalised(printed: str, normal: str) -> None:
    assert _value(PLAN.replace("云政办发〔2024〕12号", printed), "doc_number") == normal


def test_numbers_of_cited_documents_are_not_its_own() -> None:
    text = f"云岭县竹编方案\n根据《江原市竹编规划》（江政发〔2023〕8号）要求，{_PROSE}\n一、任务\n抓落实。"
    plan = read(text)
    assert plan.header.doc_number is None
    assert [each.value for each in plan.header.cited] == ["《江原市竹编规划》（江政发〔2023〕8号）"]


def test_registration_numbers_are_not_document_numbers() -> None:
    text = "索引号：000000000/2024-1\n规范性文件编号：云规字〔2024〕3号\n" + PLAN
    assert _value(text, "doc_number") == "云政办发〔2024〕12号"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("云岭县竹编方案", "云岭县竹编方案"),
        ("云岭县竹编专业镇培育方案\n（2024—2026年）", "云岭县竹编专业镇培育方案（2024—2026年）"),
        ("云岭县竹编认定办法\n（试行）", "云岭县竹编认定办法（试行）"),
        ("云岭县人民政府办公室文件\n云政发〔2024〕2号\n云岭县竹编产业\n发展规划", "云岭县竹编产业发展规划"),
        ("云岭县人民政府\n关于支持竹编产业的若干措施", "云岭县人民政府关于支持竹编产业的若干措施"),
        ("2024年度竹编专业镇目标责任书", "2024年度竹编专业镇目标责任书"),
        ("专题会议纪要\n〔2024〕第3期\n关于竹编发展的会议纪要", "关于竹编发展的会议纪要"),
        ("附件1\n云岭县竹编任务清单", "云岭县竹编任务清单"),
    ],
)
def test_titles(lines: str, title: str) -> None:
    assert _value(f"{lines}\n{_PROSE}\n一、任务\n抓落实。", "title") == title


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("云岭县竹编实施方案", "plan"),
        ("云岭县竹编2024年行动计划", "plan"),
        ("云岭县竹编工作要点", "plan"),
        ("云岭县竹编认定管理办法（试行）", "measure"),
        ("云岭县竹编考核细则", "measure"),
        ("云岭县支持竹编若干措施", "measure"),
        ("云岭县竹编扶持政策", "measure"),
        ("云岭县竹编发展政策举措（2025年版）", "measure"),
        ("云岭县竹编发展规划纲要", "plan"),
        ("关于竹编项目进展情况的通报", "report"),
        ("关于竹编项目考核结果的通报", "notice"),
        ("云岭县工信局上半年竹编工作情况和下半年打算", "report"),
        ("云岭县2023年竹编工作总结及2024年工作思路", "report"),
        ("云岭县竹编产业运行情况分析", "report"),
        ("云岭县竹编专题会议纪要", "meeting"),
        ("云岭县2023年竹编工作总结", "report"),
        ("云岭县2024年政府工作报告", "report"),
        ("云岭县关于促进竹编发展的意见", "opinion"),
        ("云岭县关于开展竹编申报工作的通知", "notice"),
        ("关于竹编规划的批复", "other"),
        ("云岭县人民政府关于印发竹编认定办法的通知", "measure"),
    ],
)
def test_genres_of_titles(title: str, genre: str) -> None:
    assert _value(f"{title}\n各单位：\n{_PROSE}\n云岭县人民政府\n2024年3月18日", "genre") == genre


@pytest.mark.parametrize(
    "first",
    [
        "云岭融媒讯：近日，云岭县召开竹编发展推进会，安排部署下一阶段重点工作。",
        "本报讯（记者 柳青）3月18日，云岭县召开竹编发展推进会，安排部署工作。",
        "记者从县工信局获悉，今年以来，全县竹编产业产值稳步增长，效益持续提升。",
        "3月18日上午，云岭县竹编发展推进会召开，县长林树青出席会议并讲话。",
    ],
)
def test_press_reports(first: str) -> None:
    plan = read(f"云岭县部署竹编发展工作\n发布时间：2024-03-19 来源：云岭融媒\n{first}\n会议要求抓好落实。")
    assert _values(plan.header) == {
        "title": "云岭县部署竹编发展工作",
        "doc_number": None,
        "issuer": None,
        "issued_on": "2024-03-19",
        "published_on": "2024-03-19",
        "genre": "news",
        "place": "990122",
    }


def test_a_story_without_a_reporter_s_marks_is_news_but_unsure() -> None:
    story = "今年以来，云岭县持续推进竹编产业发展，取得积极成效，带动农户增收。"
    genre = read(f"云岭县竹编：小竹子编出大产业\n{story}\n{story}工作人员说。").header.genre
    assert genre and (genre.value, genre.certainty) == ("news", "unsure")


def test_a_press_report_of_a_plan_is_news() -> None:
    text = (
        "云岭县出台竹编专业镇实施方案\n云岭融媒讯（记者柳青）近日，"
        "县政府出台实施方案，提出三年目标。\n方案明确了任务。"
    )
    assert _value(text, "genre") == "news"


def test_a_paper_that_says_lately_is_not_news() -> None:
    text = (
        "云岭县竹编专业镇行动计划\n近日召开的县委会议对竹编发展作出部署，"
        "为落实会议精神，制定本计划。\n一、任务\n抓落实。"
    )
    assert _value(text, "genre") == "plan"


@pytest.mark.parametrize(
    ("foot", "issuer", "day"),
    [
        ("云岭县工业和信息化局\n2024年3月18日", "云岭县工业和信息化局", "2024-03-18"),
        ("云岭县人民政府办公室\n二〇二四年三月十八日", "云岭县人民政府办公室", "2024-03-18"),
        ("云岭县人民政府\n二○二四年十一月二十日", "云岭县人民政府", "2024-11-20"),
        ("云岭县财政局    云岭县农业农村局\n2024年3月18日", "云岭县财政局、云岭县农业农村局", "2024-03-18"),
        ("云岭县财政局\n云岭县农业农村局\n2024年3月18日", "云岭县财政局、云岭县农业农村局", "2024-03-18"),
        ("云岭县人民政府    2024年3月18日", "云岭县人民政府", "2024-03-18"),
        ("云岭县人民政府办公室\n2024年3月18日印发", "云岭县人民政府办公室", "2024-03-18"),
        ("抄送：县委办公室。\n云岭县人民政府办公室  2024年3月18日印发", "云岭县人民政府办公室", "2024-03-18"),
        ("云岭县竹编专业镇领导小组\n（2024年3月18日）", "云岭县竹编专业镇领导小组", "2024-03-18"),
    ],
)
def test_signatures(foot: str, issuer: str, day: str) -> None:
    values = _values(read(f"竹编专业镇培育方案\n{_PROSE}\n一、任务\n抓落实，见实效。\n{foot}").header)
    assert (values["issuer"], values["issued_on"]) == (issuer, day)


def test_a_body_named_under_the_title_issues() -> None:
    assert (
        _value(f"竹编专业镇培育方案\n云岭县工业和信息化局\n{_PROSE}\n一、任务\n抓落实。", "issuer")
        == "云岭县工业和信息化局"
    )


def test_the_title_names_the_issuer_when_nobody_signs() -> None:
    assert _value(f"云岭县人民政府关于支持竹编的意见\n{_PROSE}", "issuer") == "云岭县人民政府"


def test_a_date_on_which_it_was_passed() -> None:
    text = (
        f"云岭县竹编保护规定\n（2024年3月18日云岭县人民政府第5次常务会议通过）\n{_PROSE}\n第一条 保护竹编。"
    )
    plan = read(text)
    assert plan.header.issued_on and plan.header.issued_on.value == "2024-03-18"
    assert plan.header.issued_on.certainty == "likely"


def test_dates_in_running_text_are_not_its_own() -> None:
    assert _value(f"云岭县竹编方案\n{_PROSE}\n一、任务\n请于2024年6月30日前报送。", "issued_on") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("岭北省江原市云岭县竹编方案", "990122"),
        ("江原市竹编方案", "990100"),
        ("江原综合施策发展竹编\n江原市近日出台方案，推动产业发展，各县抓好落实工作。", "990100"),
        ("县里部署竹编发展工作\n清河网讯（记者柳青）近日，全县召开竹编推进会，部署重点工作。", "990123"),
        ("江原市新城区竹编方案", "990102"),
        ("新城区竹编方案\n根据《海原市竹编规划》，制定本方案。", "980102"),
        ("新城区竹编方案\n根据《规划》，制定本方案。", None),
        ("山外县竹编方案", None),
        ("云岭镇部署竹编发展工作", None),
        ("清河发展竹编\n清河县近日出台方案，推动竹编产业发展，各乡镇抓好落实工作。", "990123"),
        ("云岭县人民政府关于转发江原市竹编方案的通知", "990122"),
    ],
)
def test_places(text: str, code: str | None) -> None:
    assert _value(f"{text}\n{_PROSE}", "place") == code


def test_the_home_of_the_site_decides_between_namesakes() -> None:
    knowledge = replace(KNOWLEDGE, home="990122")
    plan = compile_source(Source(f"新城区竹编方案\n{_PROSE}"), knowledge, stages=TEXT_STAGES)
    assert plan.header.place and plan.header.place.value == "990102"


def test_without_divisions_there_is_no_place() -> None:
    plan = compile_source(Source(PLAN), Knowledge(), stages=TEXT_STAGES)
    assert plan.header.place is None
    assert plan.header.title


def test_recipients_are_split_outside_brackets() -> None:
    text = "关于申报的通知\n各县（市、区）工业和信息化局，云岭经济开发区管委会：\n" + _PROSE
    assert [each.value for each in read(text).header.recipients] == [
        "各县（市、区）工业和信息化局",
        "云岭经济开发区管委会",
    ]


def test_a_document_is_cited_once_and_never_itself() -> None:
    text = PLAN.replace(
        "为推动竹编产业发展，", "根据《岭北省竹编规划》《云岭县竹编专业镇培育方案》和《岭北省竹编规划》，"
    )
    assert [each.value for each in read(text).header.cited] == ["《岭北省竹编规划》"]


def test_a_damaged_table_is_read_as_far_as_it_goes() -> None:
    text = "文号:云政办发〔202412    索引号:0000/2024-1\n" + PLAN.replace("云政办发〔2024〕12号\n", "")
    found = read(text).header.doc_number
    assert found and (found.value, found.certainty) == ("云政办发〔2024〕12号", "likely")


@pytest.mark.parametrize(
    "text", ["一句话", "一、\n二、", "：", "《》", "〔2024〕", "2024年3月18日", "附件", "云岭县人民政府"]
)
def test_scraps_of_text_make_no_trouble(text: str) -> None:
    _check_places(read(text))


def test_a_report_is_of_the_day_on_which_it_was_given() -> None:
    text = (
        "政府工作报告\n——2025年1月8日在云岭县第十八届人民代表大会第五次会议上\n县长 林知远\n各位代表:\n"
        "现在,我代表县人民政府向大会报告工作,请予审议。\n一、2024年工作回顾\n全县经济平稳增长。"
    )
    found = compile_source(Source(text), Knowledge()).header.issued_on
    assert found is not None
    assert found.value == "2025-01-08"
