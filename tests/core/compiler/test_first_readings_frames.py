"""What sites that copy reports print around them, and what else their pages showed at a first reading."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _TITLE, _compiled, _duties, _value

_STORY = (
    "近日，省里公布了第二批产业集群名单，云岭县竹编等3个集群名列其中。\n"
    "据统计，今年上半年，全县集群实现营业收入12亿元，新增规上企业7家。\n"
)


@pytest.mark.parametrize(
    "head",
    [
        (
            "搜索\n云岭新闻网 首页 云岭 查看内容\n云岭集群全覆盖\n2020-9-5 09:57| 编辑: 刘黎 | 查看: 33"
            "855| 评论: 0|来自: 云岭日报"
        ),
        "您现在的位置是：澜光新象 > 热点\n云岭集群全覆盖\n澜光新象2020-09-05 19:35:26【热点】8人已围观",
        "云岭集群全覆盖\nMiss Li\n创建于2020-09-05\n阅读 261\n收藏TA\n需扫码在手机上打开\n文章后点击更新提醒",
    ],
)
def test_the_frames_of_copying_sites(head: str) -> None:
    plan = _compiled(f"{head}\n{_STORY}返回顶部\n")
    assert _value(plan, "title") == "云岭集群全覆盖"
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("news", "2020-09-05")
    assert figure_lines(plan)[-2:] == ["= 1200000000 元 2020-06", "+ 7 家 2020-06"]
    for word in ("围观", "查看", "收藏", "扫码", "位置"):
        assert word not in plan.text


def test_the_opening_printed_once_more_and_cut_off_goes() -> None:
    opening = "在国内，手工竹编来自云岭县，木器产自白鹿镇，专业镇博览会在江原市举行，展现出这个县的活力和后劲"
    plan = _compiled(f"云岭专业镇添活力\n简介{opening}\n{opening}。\n{_STORY}")
    assert plan.text.count("白鹿镇") == 1


def test_what_asks_to_be_followed_is_no_part_of_a_story() -> None:
    text = (
        f"云岭集群全覆盖\n{_STORY}欢迎关注云岭新闻网微信公众号 : yunling\n全城最新资讯,尽在掌握\n返回顶部\n"
    )
    assert "关注" not in _compiled(text).text


def test_a_title_that_lost_a_word_to_a_star_keeps_its_genre() -> None:
    text = (
        "云岭县推动产业集群发展若干*策\n一、支持技改\n1.对投资500万元以上的项目,按投资额的12%给予最"
        "高500万元补贴。\n"
    )
    assert _value(_compiled(text), "genre") == "measure"


def test_who_leads_stands_in_the_heading_and_who_helps_in_the_line() -> None:
    text = (
        f"{_TITLE}\n一、县开发区管委会牵头工作(2项)\n1.建设产业园。(协同单位:县工信局、县人社局)\n2."
        "引进企业。\n"
        "二、县文旅局牵头工作(1项)\n1.办好竹编节。(协同单位:县融媒体中心)\n"
    )
    assert _duties(_compiled(text)) == [
        ("建设产业园", "县开发区管委会", "县工信局、县人社局"),
        ("引进企业", "县开发区管委会", ""),
        ("办好竹编节", "县文旅局", "县融媒体中心"),
    ]


def test_what_is_paid_later_and_what_all_may_have_grants_nothing() -> None:
    text = (
        "对新引进投资2000万元以上的项目,按投资额的8%给予补贴,其中50%待企业升规后兑现。"
        "每个企业最高奖补不超过40万元。"
    )
    plan = passage(text, genre="measure", role="policies")
    assert condition_lines(plan) == [">= 20000000 元"]
    assert goal_lines(plan) == []


def test_one_in_so_many_is_no_figure() -> None:
    plan = passage("每出口4件竹编就有一件来自清溪镇。", genre="news", role="body")
    assert figure_lines(plan) == []


def test_what_will_be_does_not_lie_in_the_year_told_of_before() -> None:
    text = "去年,全县1个集群入选。通过认定后,省级集群将达到5个。"
    plan = passage(text, genre="news", role="body", issued="2020-09-05", title="云岭集群全覆盖")
    assert goal_lines(plan) == [">= 5 个"]


# --- tables and lines ----------------------------------------------------------------------------


def test_a_table_set_with_blanks() -> None:
    text = (
        "云岭县2023年竹编专业镇重点项目推进表\n\n"
        "序号    项目名称            建设内容                       责任单位      完成时限\n"
        "1       竹编产业园二期      新建厂房3万平方米，年产500吨   县经信局      2023年10月底\n"
        "2       竹编工坊            改造工坊12处，培训传承人80名   县文旅局      2023年8月底\n"
        "3       污水厂提标          日处理能力提升到1.5万吨        县环境分局    2023年11月底\n"
    )
    plan = _compiled(text)
    assert _value(plan, "genre") == "plan"
    assert _duties(plan) == [
        ("竹编产业园二期", "县经信局", ""),
        ("竹编工坊", "县文旅局", ""),
        ("污水厂提标", "县环境分局", ""),
    ]
    assert goal_lines(plan) == [
        "= 30000 平方米 2023-10",
        "= 500 吨 2023-10",
        "= 12 处 2023-08",
        "= 80 名 2023-08",
        ">= 15000 吨 2023-11",
    ]


def test_a_table_of_one_cell_a_line_without_numbers() -> None:
    text = (
        "云岭县2024年度竹编产业工作任务表\n重点任务\n具体举措\n责任单位\n完成时间\n"
        "强链补链\n引进企业15家\n县投资促进局、县发改局\n2024年12月\n"
        "数字转型\n推动改造120家\n县工信局、县大数据局\n2024年10月\n备注:按月调度。\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("强链补链", "县投资促进局、县发改局", ""),
        ("数字转型", "县工信局、县大数据局", ""),
    ]


def test_rooms_of_a_bureau_answer_too() -> None:
    text = (
        "云岭县商务局2024年工作计划\n一、工作内容\n1.制定参展计划。责任科室:会展科\n2.举办云展会。"
        "责任科室:会展科、电商科\n"
    )
    assert _duties(_compiled(text)) == [("制定参展计划", "会展科", ""), ("举办云展会", "会展科、电商科", "")]


def test_what_a_measure_sets_out_to_bring_about() -> None:
    text = "储备项目不少于200个。培育百亿级企业3家、十亿级企业20家。选派特派员100名。"
    plan = passage(text, genre="measure", role="policies")
    assert condition_lines(plan) == []
    assert goal_lines(plan) == [">= 200 个", "= 3 家", "= 20 家", "= 100 名"]


def test_a_grade_in_brackets_brings_more() -> None:
    plan = passage("考核优秀(90分以上)的,再奖10万元。", genre="measure", role="policies")
    assert condition_lines(plan) == [">= 90 分"]


def test_a_title_printed_over_and_over_stands_once() -> None:
    assert _compiled("云岭县人民政府办公室\n" * 7).text == "云岭县人民政府办公室"


# --- the day of a page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stamp",
    [
        "[2024-07-16]",
        "（2024-07-16）",
        "2024-07-16 星期二 08:30",
        "2024年07月16日 08:30",
        "2024年7月16日 星期二",
        "来源：云岭日报 | 2024-07-16",
        "云岭日报 2024年7月16日 第02版",
        "稿源：云岭网 2024-07-16 编辑：小李",
        "信息时间：2024-07-16",
        "字号：大 中 小 2024-07-16",
        "文/小王 2024-07-16",
        "二〇二四年七月十六日",
    ],
)
def test_a_day_that_no_label_names_dates_a_report(stamp: str) -> None:
    plan = _compiled(
        f"云岭县召开专业镇建设推进会\n{stamp}\n近日，云岭县召开专业镇建设推进会。会议指出，上半年实"
        "现产值26亿元。\n"
        "会议要求，年内新增规上企业8家，力争全年产值突破60亿元。\n"
    )
    assert _value(plan, "issued_on") == "2024-07-16"
    assert figure_lines(plan) == ["= 2600000000 元 2024-06"]
    assert goal_lines(plan) == ["+ 8 家 2024", "> 6000000000 元 2024"]


def test_a_day_in_a_story_is_not_that_of_its_page() -> None:
    plan = _compiled(
        "竹编富了竹溪镇\n2019年7月16日，竹溪镇竹编厂开工。那一年，全镇有竹编户860户。\n竹编户说，日子好了。\n"
    )
    assert _value(plan, "issued_on") is None


def test_a_title_in_a_row_of_facts_without_a_colon() -> None:
    title = "云岭县人民政府办公室关于印发专业镇实施方案的通知"
    text = (
        f"信息名称 {title}\n发布机构 县府办 发布日期 2024-05-20\n{title}\n各乡镇人民政府：\n现将方案"
        "印发给你们。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == title
    assert "信息名称" not in plan.text


@pytest.mark.parametrize("title", ["云岭县出台专业镇高质量发展实施方案", "云岭县印发《专业镇三年行动计划》"])
def test_a_headline_that_tells_of_a_paper_is_not_its_title(title: str) -> None:
    text = (
        f"{title}\n发布时间：2024-07-16 来源：云岭县融媒体中心\n近日，云岭县出台了专业镇新举措，明确"
        "到2026年产值突破60亿元。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("news", "2024-07-16")


def test_the_sign_of_a_ratio_stands_for_a_colon() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n(一)建园区。（牵头单位∶县工信局；配合单位∶县财政局）\n★责任单位：县商务局\n"
    )
    assert _duties(_compiled(text))[0][:2] == ("建园区", "县工信局")
    assert "∶" not in _compiled(text).text


def test_a_star_may_stand_before_a_line_of_units() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n(一)建园区。引进企业。\n★责任单位：县商务局、县财政局\n(二)做品牌"
        "。\n★责任单位：县文旅局\n"
    )
    assert _duties(_compiled(text)) == [("建园区", "县商务局、县财政局", ""), ("做品牌", "县文旅局", "")]
