"""Lines that a narrow page broke are joined; headings, items, cells and verses stay apart."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler.text.lines import lines_of
from zhenxing.core.compiler.text.wrapping import wrapped_at

_NARROW = """一、总体目标
力争到2027年，全县竹编产业产值
突破60亿元，规模企业达到32家，
其中亿元以上企业8家；培育竹编
品牌5个以上；本地用工率保持在
80%以上。
(一)建强园区载体。规划建设竹编
产业园，2025年底前建成标准厂房
5万平方米，日处理污水能力达到
2万吨。(责任单位：县工信局、县
住建局)"""


def _joined(text: str) -> list[str]:
    lines = lines_of(text)
    gone = set(wrapped_at(text, lines))
    paragraphs = [lines[0].text]
    for index, line in enumerate(lines[1:]):
        if index in gone:
            paragraphs[-1] += line.text
        else:
            paragraphs.append(line.text)
    return paragraphs


def test_a_narrow_page() -> None:
    paragraphs = _joined(_NARROW)
    assert [paragraph[:4] for paragraph in paragraphs] == ["一、总体", "力争到2", "(一)建"]
    assert "保持在80%以上。" in paragraphs[1]
    assert paragraphs[2].endswith("(责任单位：县工信局、县住建局)")


@pytest.mark.parametrize("size", [13, 15, 18, 22, 26, 31])
def test_any_width(size: int) -> None:
    paragraph = (
        "各有关单位要把竹编产业作为富民强县的重要抓手，坚持规划先行，强化项目支撑，完善配套政策，"
        "加大招商力度，培育龙头企业，延伸产业链条，提升产品附加值，带动更多农户参与竹编生产，"
        "确保各项任务按期完成。"
    )
    wrapped = "\n".join(paragraph[at : at + size] for at in range(0, len(paragraph), size))
    assert _joined(f"二、工作要求\n{wrapped}\n三、附则") == ["二、工作要求", paragraph, "三、附则"]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("全县竹编产业产值力争在2027", "年突破60亿元。"),
        ("企业开办时间压缩至3", "个工作日以内。"),
        ("新购置设备投入300万元—", "800万元的项目给予补助。"),
        ("首次达到规模的企业奖励10", "万元。"),
        ("责任单位为县工信局、县财政局、", "县商务局。"),
        ("各乡镇要加强组织领导，压实责任，", "确保完成。"),
        ("建设竹编产业园(责任单位：", "县工信局)"),
        ("建设竹编产业园(责任单位：县工信局县", "财政局)"),
    ],
)
def test_what_no_paragraph_ends_with_goes_on(line: str, after: str) -> None:
    assert _joined(f"{line}\n{after}") == [line + after]


@pytest.mark.parametrize(
    "text",
    [
        "附件1\n年度任务清单",
        "监督电话：0990-5622233\n平湖县工业和信息化局",
        "1.云岭竹艺公司，首次升规奖励，10万元\n2.云岭竹器厂，设备更新补助，36万元\n如有异议，请书面反映。",
        "县财政局、县发改局\n县工信局、县商务局\n县住建局、县水利局\n县民政局、县教育局",
        "记者从县政府新闻办\n召开的通气会上了解到\n我县出台了10条措施",
        "坚持规划先行、\n1.编制竹编产业规划。",
        "第二章 认定条件\n企业应当依法登记，具有独立法人资格。",
    ],
)
def test_what_stands_apart_stays_apart(text: str) -> None:
    assert _joined(text) == text.split("\n")


def test_a_heading_as_wide_as_the_page_stays_unless_it_goes_on() -> None:
    heading = "(二)推进竹编品牌提升和县域市场"
    assert _joined(f"{_NARROW}\n{heading}\n企业参展获奖的，给予奖励补助。")[-2] == heading
    assert _joined(f"{_NARROW}\n{heading}\n拓展。支持企业参展，给予奖励。")[-1].startswith(f"{heading}拓展")
