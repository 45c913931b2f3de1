"""Pages as copying sites, printers and posting accounts leave them, one construct at a time."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import compile_source
from zhenxing.core.compiler.knowledge import Division, Knowledge
from zhenxing.core.compiler.plan import Plan, Task
from zhenxing.core.compiler.source import Source

_TITLE = "云岭县竹编产业发展工作方案"
_BODY = "一、重点任务\n(一)建设竹编产业园。年内建成标准厂房，引进竹编企业。(县工信局牵头，县财政局配合)"


def _compiled(text: str, knowledge: Knowledge | None = None) -> Plan:
    return compile_source(Source(text), knowledge or Knowledge())


def _value(plan: Plan, name: str) -> str | None:
    found = getattr(plan.header, name)
    return found.value if found else None


# --- what the page prints around a document ----------------------------------------------------


def test_a_law_portal_s_facts_feed_the_header_and_leave() -> None:
    facts = (
        "文章属性\n∙【制定机关】云岭县人民政府办公室\n∙【公布日期】2023.05.08\n"
        "∙【字 号】云政办发〔2023〕21号\n"
        "∙【施行日期】2023.05.08\n∙【效力等级】地方规范性文件\n∙【时效性】现行有效\n正文\n"
    )
    plan = _compiled(f"{facts}{_TITLE}\n{_BODY}")
    assert plan.text == f"{_TITLE}\n{_BODY}"
    assert _value(plan, "doc_number") == "云政办发〔2023〕21号"
    assert _value(plan, "issuer") == "云岭县人民政府办公室"
    assert _value(plan, "published_on") == "2023-05-08"


@pytest.mark.parametrize(
    "row",
    [
        "索引号 11330000MB1234567X/2024-00012 生成日期 2024-05-06",
        "组配分类 规划计划 主题分类 工业",
        "公开方式 主动公开",
        "有效性 有效",
        "发布机构 县府办 文号",
    ],
)
def test_rows_of_facts_without_colons(row: str) -> None:
    plan = _compiled(f"{row}\n{_TITLE}\n{_BODY}")
    assert plan.text == f"{_TITLE}\n{_BODY}"
    assert _value(plan, "title") == _TITLE


def test_a_row_tells_its_values() -> None:
    plan = _compiled(f"索引号 11330000MB1234567X/2024-00012 生成日期 2024-05-06\n{_TITLE}\n{_BODY}")
    assert _value(plan, "issued_on") == "2024-05-06"


@pytest.mark.parametrize(
    "line",
    [
        "点击蓝字 关注我们",
        "点击“蓝字”关注我们",
        "长按识别二维码关注",
        "扫一扫在手机打开当前页",
        "阅读原文",
        "政务公开 > 政策",
        "IMG_2024-01.jpg",
        "阅读 1.2万  赞 31  在看 8",
    ],
)
@pytest.mark.parametrize("form", ["{line}\n{document}", "{document}\n{line}"])
def test_calls_and_crumbs_of_a_page(line: str, form: str) -> None:
    document = f"{_TITLE}\n{_BODY}"
    assert _compiled(form.format(line=line, document=document)).text == document


@pytest.mark.parametrize(
    "line",
    [
        "关联阅读：云岭县竹编产业发展情况",
        "相关阅读：竹编园区开园",
        "往期回顾：竹编节开幕",
        "版权声明：本文来自网络",
        "免责声明：仅供参考",
        "来源 | 云岭融媒",
        "责编：张三 校对：李四",
        "审核：王五",
        "来源公众号：云岭发布",
    ],
)
def test_lines_under_a_document(line: str) -> None:
    assert _compiled(f"{_TITLE}\n{_BODY}\n{line}").text == f"{_TITLE}\n{_BODY}"


def test_the_printed_headline_wins_over_the_tab_s_name() -> None:
    page = (
        f"<title>云岭县竹编情况_云岭网</title>\n{_TITLE}\n<p>为做好竹编工作，制定本方案。</p>\n<p>{_BODY}</p>"
    )
    assert _value(_compiled(page), "title") == _TITLE
    alone = _compiled(f"<title>{_TITLE}</title>\n<p>为做好竹编工作，制定本方案，请认真抓好落实。</p>")
    assert _value(alone, "title") == _TITLE


def test_an_account_s_post_is_news_with_its_day() -> None:
    text = (
        "点击蓝字 关注我们\n\n云岭县十条措施支持竹编产业！\n\n云岭融媒 2024-04-19 18:30 山东\n\n"
        "4月18日上午\n\n"
        "记者从县政府召开的\n\n新闻通气会上了解到\n\n我县出台了十条措施\n\n"
        "今年，力争竹编销售额突破3亿元，新增规上企业2家，带动农户增收致富。"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县十条措施支持竹编产业！"
    assert _value(plan, "genre") == "news"
    assert _value(plan, "issued_on") == "2024-04-19"
    assert "4月18日上午\n" in plan.text


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("到 2 0 2 6 年，产值达到 1 2 . 5 亿元，增长较快。", "到2026年，产值达到12.5亿元，增长较快。"),
        ("到２０２６年，产值达到 8 0 亿元，实现稳定增长。", "到2026年，产值达到80亿元，实现稳定增长。"),
        ("到20 26年，新建厂房 3 万平方米，引进一批企业。", "到2026年，新建厂房3万平方米，引进一批企业。"),
        (
            "奖励 5 万元; 800 万元以上的，另行奖励，上不封顶。",
            "奖励5万元;800万元以上的，另行奖励，上不封顶。",
        ),
    ],
)
def test_blanks_inside_and_around_numbers(printed: str, clean: str) -> None:
    assert _compiled(f"{_TITLE}\n{printed}").text == f"{_TITLE}\n{clean}"


def test_a_star_is_no_part_of_an_item_s_number() -> None:
    plan = _compiled(f"{_TITLE}\n一、重点任务\n★(一)建设竹编产业园。年内建成。(责任单位:县工信局)")
    assert [clause.number for clause in plan.clauses] == ["一、", "(一)"]
    assert [task.number for task in plan.tasks] == ["(一)"]


# --- whose duty ---------------------------------------------------------------------------------


def _tasks(text: str) -> list[tuple[list[str], list[str]]]:
    def names(task: Task) -> tuple[list[str], list[str]]:
        return [unit.text for unit in task.lead], [unit.text for unit in task.support]

    return [names(task) for task in _compiled(text).tasks]


_TWO = "一、重点任务\n(一)建园区。建成厂房。({first})\n(二)强招商。引进企业。({second})"


def test_a_note_inside_one_line_holds_for_that_line() -> None:
    text = _TWO.format(
        first="县工信局、县财政局,排第一位的为牵头单位", second="县商务局、县住建局按职责分工负责"
    )
    assert _tasks(f"{_TITLE}\n{text}") == [
        (["县工信局"], ["县财政局"]),
        ([], ["县商务局", "县住建局"]),
    ]


@pytest.mark.parametrize("where", ["preamble", "from_here"])
def test_a_note_can_hold_for_the_whole_document(where: str) -> None:
    notes = {"preamble": ("县工信局、县财政局", "各项任务列首位的责任单位为牵头单位。\n")}
    first, preamble = notes.get(where, ("县工信局、县财政局,列首位的为牵头单位,下同", ""))
    text = _TWO.format(first=f"责任单位:{first}", second="责任单位:县商务局、县住建局")
    assert _tasks(f"{_TITLE}\n{preamble}{text}") == [
        (["县工信局"], ["县财政局"]),
        (["县商务局"], ["县住建局"]),
    ]


def test_what_is_led_is_no_part_of_the_unit() -> None:
    text = f"{_TITLE}\n一、重点任务\n(一)抓考核。考核由县竹编产业专班办公室牵头，县统计局配合。"
    assert _tasks(text) == [(["县竹编产业专班办公室"], ["县统计局"])]


# --- where --------------------------------------------------------------------------------------

_NARROW = Division("990101", "成县", "county", None)
_PLACES = Knowledge(divisions={"成县": (_NARROW,)})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("竹编产业形成县域特色的做法\n竹编产业规模逐年扩大，效益稳步提高，带动农户增收。", None),
        ("竹编产业发展的做法\n竹编产业已形成县域特色，规模逐年扩大，效益稳步提高。", None),
        ("成县竹编产业发展的做法\n竹编产业规模逐年扩大，效益稳步提高，带动农户增收。", "990101"),
        ("关于支持成县竹编产业发展的做法\n竹编产业规模逐年扩大，效益稳步提高。", "990101"),
        ("竹编产业发展的做法\n近日，记者在成县看到，竹编产业规模逐年扩大。", "990101"),
    ],
)
def test_a_place_is_not_cut_out_of_other_words(text: str, code: str | None) -> None:
    assert _value(_compiled(text, _PLACES), "place") == code


# --- what was read once is read the same again --------------------------------------------------


def test_a_page_broken_and_spaced_is_clean_after_one_reading() -> None:
    paragraph = (
        "各有关单位要把竹编产业作为富民强县的重要抓手，坚持规划先行，强化项目支撑，完善配套政策，加大招商力度，"
        "培育龙头企业，延伸产业链条，提升产品附加值，带动更多农户参与竹编生产，确保各项任务按期完成。"
    )
    wrapped = "\n".join(paragraph[at : at + 27] for at in range(0, len(paragraph), 27))
    spaced = wrapped.replace("竹编", "竹 编").replace("项目", "项 目").replace("龙头", "龙 头")
    once = _compiled(f"{_TITLE}\n{spaced}").text
    assert once == f"{_TITLE}\n{paragraph}"
    assert _compiled(once).text == once


def test_a_paragraph_of_several_lines_is_as_many_tasks() -> None:
    text = "建设竹编产业园。(县工信局牵头，县财政局配合)引进竹编龙头企业。(县商务局牵头，县工信局配合)"
    plan = _compiled(f"{_TITLE}\n{text}")
    assert [(task.heading, [unit.text for unit in task.lead]) for task in plan.tasks] == [
        ("建设竹编产业园", ["县工信局"]),
        ("引进竹编龙头企业", ["县商务局"]),
    ]


def test_many_lines_in_one_paragraph_take_no_square_of_time() -> None:
    plan = _compiled("(县工信局牵头)" * 3000)
    assert plan.text.startswith("(县工信局牵头)")


def test_the_office_that_prints_is_named_whole() -> None:
    plan = _compiled(f"{_TITLE}\n{_BODY}\n云岭县人民政府办公室 2023418日印发")
    assert _value(plan, "issuer") == "云岭县人民政府办公室"
