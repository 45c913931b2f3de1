"""Work reports, minutes, replies to delegates and notices: what their pages showed at a first reading."""

from __future__ import annotations

import pytest

from .numbers_helper import figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _duties, _value

_MINUTES = "关于竹编专业镇有关事项的会议纪要\n2024年6月14日,县长主持召开专题会议。会议议定以下事项:\n"


def test_a_bar_of_tools_may_offer_traditional_characters() -> None:
    text = (
        "无障碍浏览 长者模式 繁體版 登录 注册\n2024年云岭县人民政府工作报告\n各位代表:\n"
        "现在,我代表县人民政府向大会报告工作。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "2024年云岭县人民政府工作报告"
    assert "长者模式" not in plan.text


def test_what_minutes_decide_about_goals_is_a_task_too() -> None:
    text = (
        f"{_MINUTES}一、关于改造时限。年底前完成改造。(责任单位:县工信局)\n"
        "二、关于用能指标。县发改局要积极向上争取。\n"
    )
    assert _duties(_compiled(text)) == [("关于改造时限", "县工信局", ""), ("关于用能指标", "", "")]


@pytest.mark.parametrize("label", ["列席", "出席", "参加人员", "请假", "记 录"])
def test_who_sat_in_a_meeting_leads_nothing(label: str) -> None:
    text = f"{_MINUTES}一、关于工作调度。由县工信局汇总后上报。\n\n{label}:何芸 范大志(县财政局)\n"
    assert _duties(_compiled(text)) == [("关于工作调度", "", "")]


def test_what_a_fund_is_for_a_year_stands_behind_what_each_firm_gets() -> None:
    text = "同意对A级企业给予50万元奖补,所需资金从专项资金中列支,2024年安排不超过600万元。"
    assert goal_lines(passage(text, genre="meeting", role="body", issued="2024-06-18")) == [
        "<= 6000000 元 2024"
    ]


def test_what_delegates_asked_for_says_nothing_of_when() -> None:
    text = (
        "对县人大四次会议第58号建议的答复\n方秀英等代表:\n您提出的建议收悉,现答复如下:\n"
        "一、建议办理情况\n(一)关于“解决用工难”的建议。开设竹编设计专业,在校生420人。\n云岭县工业和信息化局\n2024年7月30日\n"
    )
    plan = _compiled(text)
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["= 420 人"])


def test_where_a_speaker_says_effort_must_go_is_ahead() -> None:
    plan = passage(
        "围绕薄弱环节,今年至少引进补链项目8个。",
        genre="report",
        role="body",
        title="在全县推进会上的讲话",
        issued="2024-04-23",
        heading="要在补链条上下功夫",
    )
    assert goal_lines(plan) == [">= 8 个 2024"]


def test_a_signed_public_notice_is_no_news_and_its_page_name_goes() -> None:
    title = "关于2023年度专项资金拟支持项目的公示"
    text = (
        f"{title}-通知公告-云岭县工业和信息化局\n{title}\n文章来源: 中小企业股 发布时间: 2023年11月20日\n"
        "根据有关规定,经研究,拟对7个项目给予支持,现予以公示。\n云岭县工业和信息化局\n2023年11月20日\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == title
    assert (_value(plan, "genre"), _value(plan, "issuer")) == ("notice", "云岭县工业和信息化局")
    assert plan.text.count("公示-") == 0


def test_how_much_a_project_in_a_list_makes_a_year_is_its_name() -> None:
    plan = passage("2 年产50万件箱包智能制造项目 华岳箱包公司 1850", genre="notice", role="body")
    assert goal_lines(plan) == figure_lines(plan) == []


def test_a_drawn_line_is_no_text() -> None:
    plan = _compiled(
        "专业镇工作简报\n第7期\n━━━━━━━━━━\n云岭县激活竹编专业镇\n今年以来,全县新增主体186户。\n"
    )
    assert "━" not in plan.text


def test_a_figure_that_a_page_cut_within_itself_is_whole() -> None:
    text = (
        "竹编产业情况报告\n会议指出,竹编是第一大产业,低端企业占比仍高达5\n\n"
        "— 1 —\n\n2.3%,改造提升刻不容缓。\n"
    )
    assert "高达52.3%" in _compiled(text).text


# --- frames of a second reading ------------------------------------------------------------------

_NEWS = "云岭日报讯 记者10月21日获悉，今年前三季度，竹溪镇竹编专业镇实现产值18.5亿元，同比增长9.8%。\n"


@pytest.mark.parametrize(
    "head",
    [
        "首页要闻资讯县区部门专题视频\n竹编专业镇产销两旺\n云岭日报社数字报  2021-10-22 09:03:11   阅读量: ",
        "云岭县人民政府门户网站 www.yunling.gov.***\n竹编专业镇产销两旺\n"
        "【信息时间：2021/10/22 阅读次数：[ 208 ] 次】【我要打印】【关闭】",
        "[视频直播] [图片直播] [文字实录]\n竹编专业镇产销两旺\n来源：云岭日报 2021-10-22 浏览：33\nA-\nA+",
    ],
)
def test_menus_without_gaps_and_stamps_with_counters_go(head: str) -> None:
    plan = _compiled(f"{head}\n{_NEWS}")
    assert _value(plan, "title") == "竹编专业镇产销两旺"
    assert _value(plan, "issued_on") == "2021-10-22"
    assert "".join(plan.text.split()) == "".join(f"竹编专业镇产销两旺{_NEWS}".split())


def test_what_asks_for_a_question_at_the_foot_goes() -> None:
    foot = (
        "我要提问\n姓名： *\n联系方式： *\n验证码： 看不清？换一张\n提交 重置\n"
        "往期回顾\n· 县人社局局长谈稳就业\n"
    )
    assert _compiled(f"竹编专业镇产销两旺\n{_NEWS}{foot}").text.rstrip().endswith("同比增长9.8%。")


def test_buttons_that_stand_between_what_is_known_go_with_it() -> None:
    foot = "附件：\n微信扫一扫\n关注云岭发布\n打印\n关闭\n政府网站工作年度报表\n主办：云岭县人民政府\n"
    text = _compiled(f"竹编专业镇产销两旺\n{_NEWS}{foot}").text
    assert "关注" not in text
    assert "年度报表" not in text


def test_the_minute_of_each_answer_goes() -> None:
    lines = "".join(f"[李局长]：竹编产业有{n}个好做法。 [2023-11-15 15:0{n}:03]\n" for n in range(1, 5))
    text = _compiled(f"访谈主题：做强竹编专业镇\n{lines}").text
    assert "15:0" not in text
    assert text.count("好做法") == 4


def test_a_percent_sign_is_said_once() -> None:
    assert (
        "增长10.4%,其中"
        in _compiled(f"竹编专业镇产销两旺\n{_NEWS}产值同比增长10.4%%,其中竹席占六成。\n").text
    )


def test_the_session_a_paper_was_laid_before_is_no_title() -> None:
    text = (
        "镇人民代表大会\n会 议 文 件（２）\n\n政 府 工 作 报 告\n\n"
        "－－２０２３年１２月２８日在竹溪镇第十五届\n人民代表大会第四次会议上\n\n镇长　纪春生\n\n"
        "各位代表：\n现在，我代表镇人民政府向大会作工作报告，请予审议。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "title"), _value(plan, "issued_on")) == ("政府工作报告", "2023-12-28")


def test_what_came_since_a_thing_was_won_has_no_year() -> None:
    plan = passage(
        "2022年入选省级特色专业镇以来,县里先后投入专项资金1.8亿元。",
        genre="news",
        role="body",
        issued="2024-11-08",
    )
    assert figure_lines(plan) == ["= 180000000 元"]


def test_an_aim_that_was_outdone_and_a_room_are_no_figures() -> None:
    plan = passage(
        "新入库企业14户,超额完成市定10户的任务。材料报送至行政中心B座412室。",
        genre="report",
        role="body",
        issued="2022-12-28",
    )
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["= 14 户"])


def test_a_file_to_download_is_no_task() -> None:
    text = "关于遴选运营机构的公告\n一、遴选数量\n面向社会遴选。\n附件:1.申报书.doc\n2.承诺书(模板).doc\n"
    assert all(not task.heading.endswith("doc") for task in _compiled(text).tasks)


# --- frames of a third reading -------------------------------------------------------------------


def test_an_account_s_article_keeps_its_headline_and_its_lists() -> None:
    text = (
        "云岭发布\n以下文章来源于云岭工信 ，作者工信君\n↑↑↑点击上方蓝字关注我们\n竹编专业镇拼出加速度 "
        "跑出高质量\n原创 融媒记者 云岭发布 2024-11-20 18:02 发表于云南\n"
        "车间里机器轰鸣，工人们正在赶制一批出口的订单。\n"
        "1-10月\n专业镇实现产值38.46亿元\n同比增长17.3%\n▼▼▼\n目前，专业镇集聚企业203家，这是一个新的起点。\n"
        "“全年目标是产值突破46亿元，新增规上企业10家。”局长说。\n策划：小满\n编辑：小王\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "竹编专业镇拼出加速度 跑出高质量"
    assert _value(plan, "issued_on") == "2024-11-20"
    assert figure_lines(plan)[:2] == ["= 3846000000 元 2024-10", "= 0.173 % 2024-10"]
    assert goal_lines(plan) == ["> 4600000000 元 2024", "+ 10 家 2024"]
    assert not any(word in plan.text for word in ("▼", "文章来源", "策划"))


def test_a_newspaper_s_own_name_and_its_tools_go() -> None:
    text = (
        "云岭日报\n2023年05月17日 星期三\n第03版：县域新闻\n上一版 下一版\n放大+ 缩小- 默认o\n"
        "石榴红了镇 村民鼓了包\n——云岭县石榴专业镇见闻\n本报记者 齐婉\n"
        "走进竹溪镇，漫山遍野的石榴花竞相绽放，种植面积8.6万亩，引得游人驻足拍照。\n"
        "去年，镇里建起石榴汁加工企业19家，近日，又有一家企业落户，村民的日子越过越红火。\n"
        "（下转第四版）\n3上一篇  下一篇4\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "石榴红了镇 村民鼓了包——云岭县石榴专业镇见闻"
    assert not any(word in plan.text for word in ("缩小", "上一", "下转", "日报"))


def test_labels_in_brackets_and_the_weather_go() -> None:
    text = (
        "今天是：2025年3月6日 星期四 农历二月初七 阴转小雨\n县长主持召开县政府第42次常务会议\n"
        "[ 信息发布：本站  |  发布时间：2025-03-06  |  浏览次数：  次 ]\n字体显示：大  中  小\n"
        "3月5日，县长主持召开常务会议。会议听取了竹编专业镇发展情况汇报，研究部署下一步的工作。\n"
        "文章录入：zfb　　责任编辑：zfb\n===本站友情链接===\n中国政府网 省人民政府\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "县长主持召开县政府第42次常务会议"
    assert _value(plan, "issued_on") == "2025-03-06"
    assert not any(word in plan.text for word in ("农历", "信息发布", "字体", "录入", "链接"))


def test_households_who_are_counted_stand_for_the_unit() -> None:
    plan = passage(
        "去年,全产业链产值达到32.7亿元,带动5.6万农户户均增收4100元。",
        genre="news",
        role="body",
        issued="2025-03-06",
    )
    assert figure_lines(plan) == [">= 3270000000 元 2024", "= 56000 户 2024", "= 4100 元 2024"]


def test_the_mark_of_a_note_is_no_part_of_a_title() -> None:
    text = (
        "云岭县2023年国民经济和社会发展统计公报[1]\n云岭县统计局 国家统计局云岭调查队\n2024年3月28日\n"
        "来源：县统计局 日期：2024-03-29 字体：【大】【小】\n"
        "一、工业\n年末规模以上工业企业[2]437家，增长7.4%。\n"
        "注：\n[2]规模以上工业统计范围为年主营业务收入2000万元及以上的工业企业。\n"
        "打印本页 关闭窗口 扫一扫在手机打开当前页\n"
        "Produced By 某网络\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县2023年国民经济和社会发展统计公报"
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("report", "2024-03-28")
    assert _value(plan, "issuer") == "云岭县统计局、国家统计局云岭调查队"
    assert figure_lines(plan) == ["= 437 家 2023", "= 0.074 % 2023"]
    assert "扫一扫" not in plan.text


def test_a_page_of_pictures_parts_what_was_from_what_shall_be() -> None:
    text = (
        "一图读懂 | 2025年云岭县政府工作报告（产业篇）\n来源：云岭发布 时间：2025-01-18 11:30 分享：\n"
        "扫码看图解\n"
        "⭐2024年我们这样走过⭐\n专业镇总产值 135亿元\n新增规上工业企业 22家\n"
        "☀2025年我们这样干☀\n✅ 专业镇总产值突破150亿元\n✅ 新增经营主体5000户\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "2025年云岭县政府工作报告（产业篇）"
    assert figure_lines(plan) == ["= 13500000000 元 2024", "+ 22 家 2024"]
    assert goal_lines(plan) == ["> 15000000000 元 2025", "+ 5000 户 2025"]


# --- frames of a fourth reading ------------------------------------------------------------------


def test_a_column_and_who_wrote_it_stand_over_the_title() -> None:
    text = (
        "理论学习 | 冷玉成：以专业镇撑起县域经济“脊梁”\n"
        "发布日期：2023-08-09 信息来源：云岭日报 字号：[ 大 中 小 ]\n"
        "以专业镇撑起县域经济“脊梁”\n○ 中共云岭县委书记 冷玉成\n"
        "郡县治，天下安。近年来，云岭县走出了一条强县富民之路。\n"
        "- 上一篇：青春力量赋能乡村振兴\n- 下一篇：新时代“枫桥经验”\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "以专业镇撑起县域经济“脊梁”"
    assert "一篇" not in plan.text


def test_an_attachment_s_label_is_nobody_s_name() -> None:
    text = (
        "关于拟支持项目的公示\n经研究,现予以公示。\n附件:拟支持项目表\n云岭县工业和信息化局\n2023年11月20日\n"
        "附件\n拟支持项目表\n序号\t项目名称\n1\t牛皮清洁化改造项目\n"
    )
    assert "附件:拟支持项目表" in _compiled(text).text


def test_minutes_are_named_above_what_they_are_about() -> None:
    text = (
        "云岭区人民政府专题会议纪要\n云政专纪〔2023〕8号\n研究冷链物流园建设有关问题\n"
        "2023年10月16日上午，区长主持召开专题会议。现将会议议定事项纪要如下：\n一、关于项目选址。原则同意选址。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭区人民政府专题会议纪要"
    assert _value(plan, "genre") == "meeting"


def test_the_number_of_a_speech_among_others_is_no_title() -> None:
    text = (
        "政协云岭县第十届委员会第三次会议大会发言材料之六\n关于推动核桃专业镇提质增效的建议\n"
        "云岭县工商联 党组书记 杜衡\n各位委员：\n核桃产业是我县农民增收的主导产业。\n"
    )
    assert _value(_compiled(text), "title") == "关于推动核桃专业镇提质增效的建议"


def test_numbers_in_the_middle_of_the_foot_are_pages() -> None:
    gap = " " * 28
    text = (
        f"在全县经济工作会议上的讲话\n县工信局要牵头制\n{gap}3\n定专业镇提升方案，报县政府研究。\n"
        f"一分部署，九分落实，全力以赴。\n{gap}4\n"
    )
    compiled = "".join(_compiled(text).text.split())
    assert "牵头制定专业镇" in compiled
    assert compiled.endswith("全力以赴。")


def test_the_opening_cut_off_and_the_source_s_name_go() -> None:
    opening = "央州网云岭县8月25日消息（记者 燕归）连日来，小龙虾专业镇的加工车间一派繁忙，产品供不应求"
    text = (
        f"{opening}。...\n央州网\n云岭县：小龙虾“钳”进大市场\n"
        f"2023-08-25 20:15:33\n来源：央州网\n{opening}。\n"
        "今年1至7月，全产业链产值达到68.3亿元，这是全县乡村振兴的支柱产业。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县：小龙虾“钳”进大市场"
    assert plan.text.count("供不应求") == 1
    assert figure_lines(plan) == [">= 6830000000 元 2023-07"]


def test_what_the_first_named_get_tells_of_nothing_done() -> None:
    plan = passage(
        "二是对首次获评省级专业镇的县，给予500万元奖励；三是新增专业镇贷款每年不低于50亿元。",
        genre="other",
        role="body",
        issued="2024-12-03",
    )
    assert goal_lines(plan) == [">= 5000000000 元"]


def test_how_often_leaders_visit_is_no_goal() -> None:
    plan = passage("县级领导每人包联3户企业，每月入企不少于1次。", genre="report", role="body")
    assert not any("次" in line for line in goal_lines(plan))
