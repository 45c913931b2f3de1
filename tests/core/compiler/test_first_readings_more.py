"""More forms of page and of speech met at a first reading, one rule a test."""

from __future__ import annotations

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _TITLE, _compiled, _duties, _value

_MORE = (
    "第七条各镇应当建立工作台账，明确责任人，按月报送工作进展，及时研究解决推进中的困难和问题。"
    "第八条县财政局会同县审计局对资金的使用进行监督检查，发现问题及时纠正，并予以通报。"
)

# --- pages ---------------------------------------------------------------------------------------


def test_headings_alike_are_no_lines_of_a_narrow_page() -> None:
    text = (
        "云岭县2026年竹编产业工作要点\n一、抓谋划,强化顶层设计\n编制产业发展规划,二季度印发实施。明"
        "确时间表、路线图,挂图作战。\n"
        "二、抓项目,夯实发展后劲\n全年实施重点项目18个,完成投资26亿元,加快推进竹编小镇二期建设。\n"
        "三、抓主体,壮大企业梯队\n净增规上企业6家、专精特新中小企业5家,推动3家企业上市(挂牌)。\n"
        "四、抓创新,提升核心能力\n攻克关键核心技术10项,每季度开展一次产学研对接,推动成果转化。\n"
    )
    headings = ["抓谋划,强化顶层设计", "抓项目,夯实发展后劲", "抓主体,壮大企业梯队", "抓创新,提升核心能力"]
    assert [task.heading for task in _compiled(text).tasks] == headings


def test_a_measure_run_together_with_the_day_it_was_issued() -> None:
    body = (
        "第一章总则第一条为规范认定工作，制定本办法。第二条县发展改革局负责认定、考核和退出工作。第"
        "二章认定第三条申报应具备以下条件："
    )
    tail = (
        "（一）年产值10亿元以上；（二）企业30家以上，其中规上企业10家以上；（三）绿化覆盖率不低于30"
        "%。第四条认定程序：申报、审核、公示、命名。"
    )
    rest = (
        "第三章退出第五条每年12月组织考核，考核结果分为优秀、合格、不合格。第六条本办法自印发之日起"
        "施行，有效期三年，由县发展改革局负责解释，各镇参照执行，抓好落实。"
    )
    plan = _compiled(f"云岭县专业镇认定暂行办法云岭县人民政府2021年9月6日印发{body}{tail}{rest}{_MORE}")
    assert _value(plan, "title") == "云岭县专业镇认定暂行办法"
    assert (_value(plan, "issuer"), _value(plan, "issued_on")) == ("云岭县人民政府", "2021-09-06")
    assert len(plan.conditions) == 4


def test_a_spam_line_that_speaks_of_numbered_districts_goes() -> None:
    text = (
        f"{_TITLE}\n各乡镇人民政府:\n一、重点任务\n(一)建园区。引进企业。\n国产精品久久,成人在线视频"
        "一区二区三区\n"
    )
    assert "久久" not in _compiled(text).text


def test_labels_in_square_brackets_stand_before_their_units() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n1.扩大规模。面积达到9万亩。【牵头单位】县农业农村局【配合单位】县"
        "林业局、各乡镇\n"
    )
    assert _duties(_compiled(text)) == [("扩大规模", "县农业农村局", "县林业局、各乡镇")]


def test_a_speech_is_of_the_day_it_was_given() -> None:
    text = (
        "在全县专业镇推进会上的讲话\n县委书记  雷鸣\n(2024年5月10日,根据录音整理)\n同志们:\n"
        "一、肯定成绩\n2023年,竹溪镇出口额首次突破1亿美元,受到省里通报表扬。\n"
        "二、全力攻坚\n今年产值必须突破68亿元,二季度开工率要达到80%。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "issued_on") == "2024-05-10"
    assert goal_lines(plan) == ["> 6800000000 元 2024", ">= 0.8 % 2024-06"]
    assert figure_lines(plan) == ["> 100000000 美元 2023"]
    assert condition_lines(plan) == []


# --- numbers -------------------------------------------------------------------------------------


def test_units_told_once_above_a_table_of_towns() -> None:
    text = (
        "2025年专业镇主要指标任务分解表\n单位:亿元、户、万人\n专业镇 | 主导产业 | 营业收入 | 规上企"
        "业数 | 带动就业\n"
        "石门镇 | 石材 | 42.5 | 26 | 1.2\n茶亭镇 | 茶叶 | 18 | 9 | 2.1\n"
    )
    assert goal_lines(_compiled(text)) == [
        "= 4250000000 元 2025",
        "= 26 户 2025",
        "= 12000 人 2025",
        "= 1800000000 元 2025",
        "= 9 户 2025",
        "= 21000 人 2025",
    ]


def test_the_end_of_the_year_a_bulletin_tells_of_is_past() -> None:
    plan = passage(
        "年末全镇规上企业46家,城镇化率61.3%。",
        genre="report",
        role="body",
        issued=None,
        title="2023年竹溪镇国民经济和社会发展统计公报",
    )
    assert figure_lines(plan) == ["= 46 家 2023", "= 0.613 % 2023"]


def test_a_year_that_opens_a_five_year_plan_is_still_itself() -> None:
    text = "2026年是“十五五”开局之年,国家级集群达到2个。"
    assert goal_lines(passage(text, title="云岭市2026年工作要点", issued=None)) == [">= 2 个 2026"]


def test_a_slogan_s_own_count_is_no_aim() -> None:
    text = "到2026年,实现“三个翻番、两个突破”:规上企业达到80家,产值突破120亿元。"
    assert goal_lines(passage(text)) == [">= 80 家 2026", "> 12000000000 元 2026"]


def test_how_big_the_counted_ones_are_is_no_aim_of_its_own() -> None:
    assert goal_lines(passage("到2026年,培育10亿元企业2家。")) == ["= 2 家 2026"]


def test_champions_of_one_product_are_counted() -> None:
    assert goal_lines(passage("到2025年,制造业单项冠军企业50家。")) == ["= 50 家 2025"]


def test_what_is_asked_of_another_kind_in_brackets() -> None:
    plan = passage("年营业收入达到10亿元(农业类5亿元),可申请认定。", genre="measure", role="conditions")
    assert condition_lines(plan) == [">= 1000000000 元", ">= 500000000 元"]


def test_weights_and_copies_are_nothing() -> None:
    text = "数据核查占70%,实地核查占30%。申报书一式2份。"
    plan = passage(text, genre="measure", role="body", heading="评价方式")
    assert goal_lines(plan) == figure_lines(plan) == condition_lines(plan) == []


def test_a_code_of_any_name_is_a_fact_of_the_page() -> None:
    text = (
        f"信息编码：014208/2023-01021\n{_TITLE}\n各乡镇人民政府:\n一、重点任务\n(一)建园区。引进企业"
        "12家。(县工信局牵头)\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == _TITLE
    assert goal_lines(plan) == ["= 12 家"]


def test_a_brief_is_called_what_its_text_is() -> None:
    text = (
        "专业镇工作简报\n2024年第5期（总第17期）\n云岭县专业镇工作专班办公室编 2024年7月22日\n全县"
        "上半年专业镇发展情况\n"
        "上半年，全县专业镇完成产值14亿元。\n一、各专业镇情况\n竹编专业镇完成产值5亿元，增长14.3%。\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "全县上半年专业镇发展情况"
    assert _value(plan, "issued_on") == "2024-07-22"
    assert figure_lines(plan) == ["= 1400000000 元 2024-06", "= 500000000 元 2024-06", "= 0.143 % 2024-06"]


def test_who_else_is_meant_below_is_no_unit() -> None:
    text = (
        f"{_TITLE}\n一、重点任务\n1.培育企业。扶持企业。〔牵头单位：市工信局；配合单位：市财政局，各"
        "县（市、区）人民政府"
        "（以下均需各县（市、区）人民政府落实，不再列出）〕\n2.推动上市。建立名录。〔牵头单位：市金融办〕\n"
    )
    assert _duties(_compiled(text)) == [
        ("培育企业", "市工信局", "市财政局、各县（市、区）人民政府"),
        ("推动上市", "市金融办", ""),
    ]


def test_about_so_many_binds_nobody_and_yearly_work_is_promised() -> None:
    text = "每年认定20个左右。每年组织参展企业300家以上,展位费补助70%。"
    plan = passage(text, genre="measure", role="policies")
    assert ">= 300 家" in goal_lines(plan)
    assert all(line == "null" for line in condition_lines(plan))


def test_a_threshold_may_be_eased_to_less() -> None:
    text = "上年度产值不低于30亿元,对革命老区等地方可放宽至15亿元。"
    plan = passage(f"申报应满足以下条件:\n(一){text}", genre="measure", role="conditions")
    assert condition_lines(plan) == [">= 3000000000 元", ">= 1500000000 元"]


def test_what_each_may_be_given_is_no_aim() -> None:
    assert goal_lines(passage("实施攻关项目10项,市财政单个项目支持不超过200万元。")) == ["= 10 项"]


def test_new_loans_that_fell_are_no_increment() -> None:
    plan = passage("新增贷款同比减少1.8亿元。", genre="report", role="body", heading="存在问题")
    assert figure_lines(plan) == ["= 180000000 元"]


def test_a_star_over_a_title_is_no_part_of_it() -> None:
    text = (
        "云发〔2024〕3号\n★\n中共云岭县委 云岭县人民政府\n关于做大做强黄酒专业镇的决定\n（2024年2月"
        "26日）\n为做大做强黄酒，作出如下决定。\n"
    )
    assert _value(_compiled(text), "title") == "中共云岭县委 云岭县人民政府关于做大做强黄酒专业镇的决定"


def test_a_notice_that_issues_tasks_is_a_plan() -> None:
    text = (
        "云岭县专业镇办公室关于印发《云岭县2024年专业镇重点任务》的通知\n各成员单位：\n现将任务印发给你们。\n"
    )
    assert _value(_compiled(text), "genre") == "plan"


def test_none_may_have_happened_in_other_words() -> None:
    plan = passage("近两年没有发生较大生产安全事故。", genre="measure", role="conditions")
    assert condition_lines(plan) == ["= 0 起"]


def test_what_whoever_wins_gets_each_year_is_no_figure() -> None:
    text = "对获评的镇，一次性给予50万元奖励，每年优先安排用地指标20亩。"
    plan = passage(text, genre="measure", role="policies")
    assert condition_lines(plan) == ["null"]
    assert figure_lines(plan) == goal_lines(plan) == []


def test_wine_is_measured_by_the_thousand_litres() -> None:
    assert goal_lines(passage("到2025年,黄酒年产量达到10万千升。")) == [">= 100000 千升 2025"]
