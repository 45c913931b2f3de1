"""Forms of news, reports and minutes met at a first reading, one rule a test."""

from __future__ import annotations

from .numbers_helper import figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _value

_LEAD = "云岭网讯 7月16日，记者从县工信局获悉，竹编产业发展势头良好，企业忙着赶制订单，车间一片忙碌。\n"


def _told(text: str, *, issued: str = "2024-07-16") -> tuple[list[str], list[str]]:
    plan = passage(text, genre="news", role="body", title="云岭县竹编产业观察", issued=issued)
    return goal_lines(plan), figure_lines(plan)


# --- periods -------------------------------------------------------------------------------------


def test_years_that_something_took_are_not_years_to_come() -> None:
    goals, figures = _told("从2018年引进第一家企业算起，短短四年时间，全镇已集聚企业86家。")
    assert (goals, figures) == ([], ["= 86 家"])


def test_what_began_in_a_year_is_not_of_the_year_named_before() -> None:
    _, figures = _told("2020年全镇有作坊430处。2021年起，镇里投资1.85亿元建园。")
    assert figures == ["= 430 处 2020", "= 185000000 元"]


def test_where_a_change_began_does_not_date_where_it_ended() -> None:
    _, figures = _told("5月底，基站达到326个，行政村通达率由去年底的78%提升到91.5%。")
    assert figures == [">= 326 个 2024-05", ">= 0.915 % 2024-05"]


def test_the_first_of_two_numbers_may_be_told_in_many_words() -> None:
    for begun in ("五年前的18%", "不足30%", "原来的18%", "年初的18%", "去年同期的18%"):
        assert _told(f"加工转化率由{begun}提高到46%。") == ([], [">= 0.46 %"])


def test_what_is_handed_over_in_a_coming_month_is_still_to_come() -> None:
    goals, figures = _told("二期12万平方米标准化厂房9月交付，到时候还能再容纳企业20家。")
    assert (goals[0], figures) == ("= 120000 平方米 2024-09", [])


def test_an_aim_for_later_years_beside_this_years_does_not_date_what_follows() -> None:
    text = "今年产值要达到30亿元，三年内冲刺50亿元。新建标准化基地1万亩。"
    plan = passage(text, genre="report", title="政府工作报告", issued="2024-01-12", heading="2024年重点工作")
    assert goal_lines(plan)[2] == "= 10000 亩 2024"


def test_what_is_promised_year_by_year_is_still_to_come() -> None:
    goals, figures = _told("每年引进亿元以上项目不少于10个。每年接待游客不少于10万人次。")
    assert (goals, figures) == ([">= 10 个"], [">= 100000 人次"])


# --- what is no figure ---------------------------------------------------------------------------


def test_stairs_copies_and_blanks_are_not_counted() -> None:
    assert _told("五年来经济总量连跨6个十亿元台阶。") == ([], [])
    assert _told("全县产值过10亿元企业还是空白。") == ([], [])
    assert _told("（共印30份）") == ([], [])


def test_people_who_were_helped_are_counted_whatever_they_were_helped_with() -> None:
    assert _told("解决了2.6万人的饮水安全问题。") == ([], ["= 26000 人"])


def test_an_answer_tells_what_was_done() -> None:
    text = (
        "关于云岭县政协第086号提案的答复\n云农函〔2023〕41号    办理结果：A\n李明委员：\n"
        "一、近年来所做的工作\n（一）育龙头。培育农业产业化龙头企业13家，较2020年底增加5家。\n"
        "云岭县农业农村局\n2023年8月28日\n"
    )
    plan = _compiled(text)
    assert _value(plan, "doc_number") == "云农函〔2023〕41号"
    assert (len(plan.goals), len(plan.figures)) == (0, 2)


# --- headers and frames --------------------------------------------------------------------------


def test_a_headline_goes_on_in_the_line_that_a_dash_begins() -> None:
    plan = _compiled(f"一根竹条编出大产业\n——云岭县竹编专业镇见闻\n{_LEAD}")
    assert _value(plan, "title") == "一根竹条编出大产业——云岭县竹编专业镇见闻"


def test_speakers_at_a_conference_are_not_written_to() -> None:
    text = (
        "云岭县召开专业镇建设新闻发布会\n发布日期：2023-11-02\n主持人（县政府新闻办副主任 李明）：\n"
        "各位记者朋友，大家上午好！今天我们请县工信局介绍专业镇培育工作情况，并回答大家关心的问题。\n"
        "云岭广播电视台记者：\n请问专业镇建设有哪些进展？产业规模有多大，下一步又有什么样的打算？请介绍一下。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("news", "2023-11-02")
    assert not plan.header.recipients


def test_minutes_are_named_below_the_name_of_their_series() -> None:
    text = (
        "会  议  纪  要\n〔2023〕7号\n云岭县人民政府办公室    2023年5月26日\n全县特色专业镇建设推进会议纪要\n"
        "5月19日，副县长李明主持召开全县特色专业镇建设推进会议，听取了工作情况汇报，研究了存在的问题。\n"
    )
    assert _value(_compiled(text), "title") == "全县特色专业镇建设推进会议纪要"


def test_the_tools_of_an_electronic_paper_are_no_part_of_it() -> None:
    text = (
        "上一版   第03版:县域观察   下一版\n返回目录   放大+   缩小-   全文复制\n"
        "竹编产业带动山乡群众稳步增收\n"
        f"收录于合集 #县域经济 38个 #专业镇 6个\n{_LEAD}"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "竹编产业带动山乡群众稳步增收"
    assert not {"返回目录", "上一版", "收录于"} & set(plan.text.split())
    assert "收录于" not in plan.text


# --- a second reading ----------------------------------------------------------------------------


def test_after_it_comes_into_production_each_year_is_no_year_after_next() -> None:
    goals, figures = _told("产业园5月建成投用，入驻企业32家，达产后年可新增产值15亿元。")
    assert (goals, figures) == (["+ 1500000000 元"], ["= 32 家 2024-05"])


def test_years_that_a_thing_done_took() -> None:
    goals, figures = _told("从2018年到2023年，全县用5年时间把综合产值由28亿元做到了62.4亿元。")
    assert (goals, figures) == ([], ["= 6240000000 元 2023"])


def test_the_past_year_is_this_one_as_it_ends() -> None:
    text = "一年来，专业镇发展势头强劲。1至11月，实现产值158亿元；新增规上企业22家，是去年全年的1.6倍。"
    _, figures = _told(text, issued="2023-12-20")
    assert figures == ["= 15800000000 元 2023-11", "+ 22 家 2023-11", "= 1.6 倍 2023-11"]


def test_what_several_years_brought_is_not_of_the_year_before() -> None:
    for opening in ("近三年，", "两年多来，", "近年来，"):
        _, figures = _told(f"2022年产值达43亿元。{opening}全镇累计引进人才1240人。")
        assert figures[-1] == "= 1240 人"


def test_a_yearly_wage_is_no_rate() -> None:
    _, figures = _told("2022年带动就业6.5万人，从业人员年均工资性收入5.8万元。")
    assert figures[-1] == "= 58000 元 2022"


def test_from_what_it_is_now_does_not_tell_of_the_past() -> None:
    text = "一是新建生产线12条，力争精深加工率由目前的22%提高到30%；二是办好文化节，签约金额不低于15亿元。"
    goals, figures = _told(f"今年重点做好以下工作：{text}")
    assert (len(goals), figures) == (3, [])


def test_what_is_saved_each_year_was_saved() -> None:
    assert _told("统一采购每年就为企业节约成本3000万元以上。")[0] == []


def test_aims_in_quotation_marks_are_aims() -> None:
    goals, _ = _told("明年要紧盯“产值破200亿元、新增规上企业30家”的目标不动摇。")
    assert goals[-1] == "+ 30 家 2025"


def test_who_was_present_at_a_meeting_is_not_counted() -> None:
    assert _told("各乡镇党委书记共120余人参加会议。") == ([], [])


def test_what_a_note_defines_is_no_figure() -> None:
    assert _told("2.规模以上工业企业指年主营业务收入2000万元及以上的工业法人单位。") == ([], [])


def test_levels_that_follow_in_brackets_are_each_counted() -> None:
    _, figures = _told("全县现有省级特色专业镇1个（周店胶辊），市级3个，县级6个。")
    assert figures == ["= 1 个", "= 3 个", "= 6 个"]


def test_days_from_one_month_to_the_next_are_when_a_thing_was_done() -> None:
    goals, figures = _told("8月中旬至9月上旬，全镇采收鲜笋26吨。", issued="2022-09-26")
    assert (goals, figures) == ([], ["= 26 吨 2022-09"])


def test_a_brief_of_several_pieces_is_named_by_its_head() -> None:
    text = (
        "云岭县特色专业镇工作简报\n第 11 期\n（总第46期）\n县专业镇发展领导小组办公室编    2024年9月10日\n"
        "本期要目\n◇ 1—8月全县专业镇运行情况\n★工作动态★\n1—8月全县专业镇运行情况\n"
        "今年以来，生产经营总体平稳。\n"
    )
    assert _value(_compiled(text), "title") == "云岭县特色专业镇工作简报"


# --- a third reading -----------------------------------------------------------------------------


def test_a_forecast_for_the_year_does_not_date_what_follows() -> None:
    text = "1—11月，工业增加值增长9.3%，预计全年可达9.5%；技改投资完成6.73亿元，占任务的112.2%。"
    _, figures = _told(text, issued="2023-12-29")
    assert figures[-2:] == ["= 673000000 元 2023-11", "= 1.122 % 2023-11"]


def test_parts_of_a_summary_tell_and_plan() -> None:
    text = (
        "云岭县工信局2023年度工作总结暨2024年工作谋划\n来源：本网　发布时间：2023-12-29 17:20\n"
        "第一部分　2023年工作完成情况\n（一）专业镇工作\n全县专业镇产值13.5亿元。\n"
        "第二部分　存在的困难和问题\n在建工业项目仅7个。\n第三部分　2024年工作谋划\n"
        "一是实施提质工程。产值由今年的13.5亿元提高到16亿元，"
        "新上年产5000吨生产线1条。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "genre") == "report"
    assert goal_lines(plan)[0] == ">= 1600000000 元 2024"
    assert figure_lines(plan)[0] == "= 1350000000 元 2023"


def test_this_year_behind_a_day_of_it_says_no_other_time() -> None:
    _, figures = _told("截至5月4日,今年全镇已采挖鲜笋3.1万吨,产值2.6亿元。")
    assert figures == ["= 31000 吨 2024-05-04", "= 260000000 元 2024-05-04"]


def test_a_fund_is_named_by_its_year() -> None:
    goals, figures = _told("要抓紧兑现2023年度奖补资金1260万元，于8月20日前全部拨付到企业。")
    assert (goals, figures) == (["= 12600000 元 2024-08-20"], [])


def test_money_that_is_added_again_is_promised() -> None:
    goals, _ = _told("县财政在去年1000万元的基础上，今年再增加1000万元，设立2000万元专项资金。")
    assert len(goals) == 2


def test_round_sums_that_are_climbed() -> None:
    goals, _ = _told("到2027年，产业营收将迈上千亿元台阶。")
    assert goals == ["= 100000000000 元 2027"]


def test_a_price_for_one_pound_counts_no_pound() -> None:
    assert _told("过去鲜笋三毛钱一斤还没人要。") == ([], [])


def test_a_post_by_a_department_s_account_is_news() -> None:
    text = (
        "重磅！2024年一季度云岭县专业镇运行数据发布\n云岭工信 2024-04-19 17:35 江原\n"
        "2024年一季度，全县专业镇经济实现开门红，各项指标稳中有进，好于预期，好于全县平均水平。\n"
        "01 效益改善\n1-3月，每百元营业收入中的成本为81.5元，同比减少0.7元。亏损企业31家，新开工项目15个。\n"
    )
    plan = _compiled(text)
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("news", "2024-04-19")
    assert not plan.goals


def test_who_answers_the_telephone_answers_for_no_task() -> None:
    text = (
        "关于拟认定专业镇名单的公示\n根据要求，现予以公示。\n"
        "联系电话：0733-2211667（产业科）  0733-2211670（机关纪委）\n云岭县工信局\n2024年11月28日\n"
    )
    assert not _compiled(text).tasks


# --- a fourth reading ----------------------------------------------------------------------------


def test_the_first_months_of_a_year() -> None:
    assert _told("今年头六个月，全镇产值103.6亿元。")[1] == ["= 10360000000 元 2024-06"]


def test_years_of_a_five_year_plan_gone_by() -> None:
    for opening, period in (("“十四五”以来，", ""), ("“十四五”前两年，", " 2022")):
        goals, figures = _told(f"{opening}全县新增企业80家。", issued="2023-11-20")
        assert (goals, figures) == ([], [f"+ 80 家{period}"])


def test_both_this_year_and_next() -> None:
    goals, _ = _told("今明两年，全县新建厂房20万平方米。")
    assert goals == ["= 200000 平方米 2025"]


def test_fewer_than_at_the_height() -> None:
    text = "2023年产值55.3亿元，企业数量从2018年高峰期的820家减少到目前的463家，人员由2.6万人下降到1.5万人。"
    assert _told(text)[1] == ["= 5530000000 元 2023", "<= 463 家", "<= 15000 人"]


def test_what_came_in_the_years_after_has_no_year() -> None:
    _, figures = _told("2020年引进第一家企业。此后三年，又引进企业14家。")
    assert figures[-1] == "= 14 家"


def test_how_far_an_aim_is_away_is_no_figure() -> None:
    assert _told("能耗距离下降13.5%的目标差距较大。") == ([], [])


def test_whom_the_writers_of_a_paper_saw_is_no_figure() -> None:
    assert _told("调研组深入三镇，走访企业26家，召开座谈会5场。") == ([], [])


def test_what_minutes_decide_is_still_to_come() -> None:
    text = (
        "专题会议纪要\n（第9期）\n云岭县委办公室    2023年3月15日\n研究推进竹编专业镇建设专题会议纪要\n"
        "时    间：2023年3月9日下午\n会议认为，2022年竹编产值5.2亿元。\n会议确定：\n"
        "1.关于种植面积。今年全镇新增竹林3000亩，总面积达到6.5万亩。\n"
        "2.关于加工能力。新建烘干车间40座，7月1日前投入使用，日烘干能力由日处理300吨提高到500吨。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "研究推进竹编专业镇建设专题会议纪要"
    assert goal_lines(plan)[:3] == ["+ 3000 亩 2023", ">= 65000 亩 2023", "= 40 座 2023-07-01"]
    assert figure_lines(plan) == ["= 520000000 元 2022"]


def test_the_year_of_a_headline_is_not_that_of_all_it_tells() -> None:
    plan = passage(
        "全县竹林面积168万亩。项目全部达产后，预计年产值可达140亿元。",
        genre="news",
        role="body",
        title="云岭县举行2024年专业镇项目集中签约仪式",
    )
    assert figure_lines(plan) == ["= 1680000 亩"]
    assert goal_lines(plan) == [">= 14000000000 元"]


def test_a_piece_of_a_brief_is_named_by_its_headline() -> None:
    text = (
        "政务信息快报\n第135期（总第2018期）\n云岭县人民政府办公室　　　　2024年10月16日\n"
        "竹溪镇三措并举推动竹编专业镇逆势增长\n今年来，竹溪镇积极应对行业下行压力，推动竹编专业镇稳量提质。\n"
        "一、抓市场。组织62家企业参加展会，1-9月交易额突破1.1亿元。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "竹溪镇三措并举推动竹编专业镇逆势增长"
    assert not plan.goals
    assert figure_lines(plan)[-1] == "> 110000000 元 2024-09"


def test_a_column_s_name_is_no_headline() -> None:
    assert (
        _value(_compiled(f"热点聚焦\n竹溪镇：竹编铺就致富路\n{_LEAD}"), "title") == "竹溪镇：竹编铺就致富路"
    )


def test_labels_with_a_blank_before_their_values_stand_in_one_table() -> None:
    text = (
        "索引号 003312/2024-10087\n组配分类 建议办理\n发布机构 云岭县工信局\n发布日期 2024-06-28\n"
        "有效性 有效\n云岭县工信局关于县人大第57号建议的答复\n云工信复〔2024〕12号\n"
        "李明代表：\n您提出的建议收悉。\n云岭县工信局\n2024年6月25日\n"
    )
    assert _value(_compiled(text), "title") == "云岭县工信局关于县人大第57号建议的答复"


def test_a_report_is_dated_by_the_month_below_its_title() -> None:
    text = (
        "云岭县专业镇规划实施情况评估报告\n云岭县发展和改革局  2023年11月\n"
        "一、进展情况\n今年前三季度服务企业1340家。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "issuer") == "云岭县发展和改革局"
    assert figure_lines(plan) == ["= 1340 家 2023-09"]


def test_the_day_and_the_page_over_a_newspaper_s_text() -> None:
    text = f"云岭日报数字报\n2023年09月21日 星期四 农历八月初七\nA02 要闻\n竹溪镇小竹编带动山乡增收\n{_LEAD}"
    plan = _compiled(text)
    assert _value(plan, "title") == "竹溪镇小竹编带动山乡增收"
    assert _value(plan, "issued_on") == "2023-09-21"


# --- a fifth reading -----------------------------------------------------------------------------


def test_that_very_year_is_the_one_just_named() -> None:
    _, figures = _told("2016年，企业引进自动生产线，当年产值就突破5000万元。", issued="2021-11-18")
    assert figures == ["> 50000000 元 2016"]


def test_what_is_now_is_not_of_the_year_before() -> None:
    _, figures = _told("2022年总产值38.7亿元，大棚面积发展到现在的2.1万亩，日均外销蔬菜600吨。")
    assert figures[1:] == [">= 21000 亩", "= 600 吨"]


def test_what_was_told_does_not_go_on_with_what_is_to_come() -> None:
    goals, figures = _told("2026年产值达到15亿元，三年内上市。政府预留了100亩工业用地。")
    assert (goals, figures) == ([">= 1500000000 元 2026"], ["= 100 亩"])


def test_a_proposal_is_named_by_its_subject() -> None:
    text = (
        "政协云岭县第十五届委员会第三次会议提案\n第 112 号\n案  由：关于做强竹编专业镇的建议\n"
        "一、现状\n全县竹林面积52万亩。\n2024年1月17日\n"
    )
    assert _value(_compiled(text), "title") == "关于做强竹编专业镇的建议"
