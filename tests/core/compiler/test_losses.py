"""Places that lost characters: what is flagged, what is read, and what is left alone."""

from __future__ import annotations

import pytest

from core.compiler.text_helper import PLAN, read
from zhenxing.core.compiler.plan import Plan, Suspicion


def _only(text: str, kind: str) -> Suspicion:
    (found,) = [each for each in read(text).suspicions if each.kind == kind]
    return found


def _damaged(old: str, new: str) -> Plan:
    assert old in PLAN
    return read(PLAN.replace(old, new, 1))


def test_a_clean_plan_raises_no_suspicion() -> None:
    assert read(PLAN).suspicions == ()


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("云政办发〔202412", "云政办发〔2024〕12号"),
        ("云政办发202412号", "云政办发〔2024〕12号"),
        ("云政办发〔202412号", "云政办发〔2024〕12号"),
        ("云政办发2024〕12号", "云政办发〔2024〕12号"),
        ("云政办发〔2024〕12", "云政办发〔2024〕12号"),
        ("云政办发〔2024〕号", None),
        ("云政办发〔〕12号", None),
        ("云政办发〔2024", None),
    ],
)
def test_a_damaged_number_is_read_only_when_its_digits_are_there(printed: str, reading: str | None) -> None:
    plan = _damaged("云政办发〔2024〕12号", printed)
    (found,) = [each for each in plan.suspicions if each.kind == "doc_number"]
    assert found.text == printed == plan.quote(found.span)
    assert found.reading == reading
    number = plan.header.doc_number
    assert (number.value if number else None) == reading
    assert number is None or number.certainty == "likely"


def test_a_damaged_number_inside_running_text_is_flagged() -> None:
    found = _only("根据《云岭县竹编规划》（云工信发〔202331号）要求，制定本方案。", "doc_number")
    assert found.reading == "云工信发〔2023〕31号"


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("2024318日", "2024年3月18日"),
        ("2024年318日", "2024年3月18日"),
        ("20243月18日", "2024年3月18日"),
        ("2024年3月18", "2024年3月18日"),
        ("20240318日", "2024年3月18日"),
        ("2024318", "2024年3月18日"),
        ("2024925日", "2024年9月25日"),
        ("2024230日", None),
        ("2024111日", None),
        ("2024年月日", None),
        ("2024年月18日", None),
        ("2024年3月日", None),
    ],
)
def test_a_damaged_date_is_read_only_when_one_reading_survives(printed: str, reading: str | None) -> None:
    plan = _damaged("2024年3月18日", printed)
    (found,) = [each for each in plan.suspicions if each.kind == "date"]
    assert found.text == printed
    assert found.reading == reading


def test_a_day_that_lost_its_month_is_shown_and_not_read() -> None:
    found = _only("（记者 柳青）1112日，调研组来我县调研。", "date")
    assert (found.text, found.reading) == ("1112日", None)
    assert [each.text for each in found.readings] == ["11月12日"]


@pytest.mark.parametrize("text", ["受理后180日内办结。", "试点满365日，总结经验。", "连续生产120日以上。"])
def test_periods_of_days_are_no_dates(text: str) -> None:
    assert not read(text).suspicions


def test_two_readings_are_both_shown() -> None:
    found = _only("云岭县人民政府\n2024111日", "date")
    assert {each.text for each in found.readings} == {"2024年1月11日", "2024年11月1日"}
    assert found.reading is None


@pytest.mark.parametrize(
    ("published", "reading"),
    [("2024-02-01", "2024年1月11日"), ("2024-11-20", "2024年11月1日"), ("2025-03-01", None)],
)
def test_the_publication_date_can_decide(published: str, reading: str | None) -> None:
    text = f"索引号:0000/2024-1\n发布日期:{published}\n" + PLAN.replace("2024年3月18日", "2024111日")
    assert _only(text, "date").reading == reading


def test_the_same_date_elsewhere_decides() -> None:
    text = PLAN.replace("2024年3月18日", "2024111日") + "\n云岭县人民政府办公室2024年11月1日印发\n"
    plan = read(text)
    (found,) = [each for each in plan.suspicions if each.kind == "date"]
    assert found.reading == "2024年11月1日"
    assert plan.header.issued_on and plan.header.issued_on.value == "2024-11-01"


@pytest.mark.parametrize(
    "text", ["自2024年6月1日起30日内报送。", "2024年12月31日前完成。", "共2023家企业，累计20241230万元。"]
)
def test_whole_dates_and_long_numbers_are_no_damage(text: str) -> None:
    assert not [each for each in read(text).suspicions if each.kind == "date"]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("主导产业产值增长10左右，", "10"),
        ("建设标准化作坊50以上，", "50"),
        ("打造1-2“云岭精品”品牌，", "1-2"),
        ("打造3“云岭精品”品牌，", "3"),
        ("培育3省级专业镇，", "3"),
        ("新增15市场主体，", "15"),
        ("完成5技改项目，", "5"),
        ("规模以上企业不少于2；", "2"),
        ("增速提高2百分点，", "2"),
        ("公示7工作日后执行，", "7"),
        ("对新认定的企业奖励2元。", "2元"),
    ],
)
def test_a_number_that_lost_its_unit_is_flagged(text: str, lost: str) -> None:
    found = _only(f"到2026年，全县竹编产业{text}其余工作按计划推进。", "unit")
    assert found.text == lost
    assert found.reading is None


@pytest.mark.parametrize(
    "text",
    [
        "容积率不低于1.2以上，评分80以上为优秀。",
        "建设5G基站20个，打造3A级景区1处，实施100个项目。",
        "拨打12345热线或120急救电话。",
        "第2企业方阵，附件1云岭县名单。",
        "产品远销38国，培育“3个1”品牌，推进“2+3”体系，发展1—2家企业。",
        "每吨补助50元，每人每月补贴80元，奖励5元/斤。",
        "2024年竹编产业，到2026年企业达到60家。",
        "推行“13710”工作制，开展365天服务，覆盖95后青年。",
        "按照3∶7比例，4.5亿元投资，10余家企业，20多个乡镇，15个工作日。",
    ],
)
def test_plain_numbers_are_left_alone(text: str) -> None:
    assert not [each for each in read(text).suspicions if each.kind == "unit"]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("专业镇达到个以上，", "达到个"),
        ("市场占有率不低于%，", "不低于%"),
        ("产值不低于亿元，", "不低于亿"),
        ("增速提高个百分点，", "提高个百分点"),
        ("首次突破万元、5亿元的，", "突破万"),
        ("规划到年，全县", "到年"),
        ("请于月日前报送，", "月日"),
        ("按照第条规定，第条 执行", "第条"),
    ],
)
def test_a_unit_that_lost_its_number_is_flagged(text: str, lost: str) -> None:
    found = [each for each in read(f"全县竹编产业{text}其余按计划推进。").suspicions if each.kind == "digits"]
    assert found and found[0].text.startswith(lost[:3])
    assert all(each.reading is None for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "达到个人申请条件，",
        "产值突破亿元大关，",
        "每年年底前，次年，当年底前，",
        "每月月底前，",
        "第一条 为规范，",
        "直到年底，提到年，",
        "新增个体工商户，",
    ],
)
def test_words_that_need_no_number_are_left_alone(text: str) -> None:
    assert not [
        each for each in read(f"全县竹编产业{text}其余按计划推进。").suspicions if each.kind == "digits"
    ]


def test_a_lost_plus_is_read() -> None:
    found = _only("全面落实“1N”政策体系，推进“3N”工程。".replace("“3N”", "“3+N”"), "symbol")
    assert (found.text, found.reading) == ("1N", "1+N")


def test_labels_of_a_roster_are_completed_when_it_is_one() -> None:
    plan = read(PLAN.replace("组长：林树青", "长：林树青\n员：县工信局、县财政局"))
    assert [(each.text, each.reading) for each in plan.suspicions if each.kind == "label"] == [
        ("长", "组长"),
        ("员", "成员"),
    ]


def test_a_label_without_evidence_is_only_flagged() -> None:
    assert _only("员：工作人员若干", "label").reading is None


@pytest.mark.parametrize("line", ["、重点任务", "（）培育龙头企业。支持发展。", ".强化政策支持。制定措施。"])
def test_a_heading_that_lost_its_number_is_flagged(line: str) -> None:
    assert _only(f"云岭县方案\n{line}", "number").reading is None


def test_a_title_that_lost_its_opening_mark_is_read_from_the_documents_own() -> None:
    plan = _damaged("《云岭县竹编专业镇培育方案》", "云岭县竹编专业镇培育方案》")
    (found,) = plan.suspicions
    assert (found.kind, found.reading) == ("unpaired", "《云岭县竹编专业镇培育方案》")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("按照云岭县竹编规划》要求，", "按照云岭县竹编规划》"),
        ("按照《云岭县竹编规划要求，推进", "《云岭县竹编规划要求"),
        ("推行“一网通办，提升服务", "“一网通办"),
        ("推行一网通办”，提升服务", "推行一网通办”"),
        ("统筹（含乡镇，推进", "（含乡镇"),
    ],
)
def test_a_mark_without_its_partner_shows_where_the_other_was(text: str, lost: str) -> None:
    assert _only(f"全县要认真落实。{text}各项工作。", "unpaired").text == lost


@pytest.mark.parametrize(
    "text",
    [
        "“第一段引文开始，\n第二段引文结束。”",
        "1)建设平台；2)培育企业。",
        "a)甲；b)乙",
        "《云岭县〈竹编规划〉办法》（试行）【公开】",
    ],
)
def test_marks_that_have_their_partner_are_left_alone(text: str) -> None:
    assert not [each for each in read(text).suspicions if each.kind == "unpaired"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("联系人：柳**，电话138****5678。", "masked"),
        ("推动竹编产□业发展。", "garbled"),
        ("推动竹编产\ufffd业发展。", "garbled"),
        ("推动竹编产?业发展。", "garbled"),
        ("推动竹编产业\ue123发展。", "garbled"),
        ("取得认证字?，年检测能力", "garbled"),
        ("新增就业1140取?\n二、存在困难", "garbled"),
        ("全县专嫡蚍⒄?方案", "garbled"),
        ("全县ㄒㄗ发展", "garbled"),
    ],
)
def test_masked_and_garbled_characters_are_flagged(text: str, kind: str) -> None:
    assert kind in {each.kind for each in read(text).suspicions}


@pytest.mark.parametrize(
    "text",
    [
        "为什么发展慢？主要原因是缺人才。",
        "怎么办?要抓落实。",
        "□是 □否",
        "标准★★★",
        "乘号3×4米",
        "是否达标？达标的予以奖励。",
    ],
)
def test_questions_and_boxes_are_left_alone(text: str) -> None:
    assert not read(text).suspicions


def test_every_suspicion_quotes_its_place_and_has_its_own_id() -> None:
    plan = read(
        PLAN.replace("〔2024〕", "〔2024")
        .replace("2024年3月18日", "2024318日")
        .replace("60家", "60")
        .replace("《", "")
    )
    assert len(plan.suspicions) >= 3
    assert len({each.id for each in plan.suspicions}) == len(plan.suspicions)
    assert all(plan.quote(each.span) == each.text for each in plan.suspicions)


def test_a_flood_is_limited_and_says_so() -> None:
    plan = read("》" * 3000)
    found = [each for each in plan.suspicions if each.kind == "unpaired"]
    assert len(found) <= 200
