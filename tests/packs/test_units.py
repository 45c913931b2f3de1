"""The table of units is one an auditor can check: unique names, stable keys, successors that exist."""

from __future__ import annotations

import re
from collections import Counter

from zhenxing.packs.loader import load_units


def test_no_name_leads_to_two_units() -> None:
    names = Counter(name for unit in load_units() for name in (unit.name, *unit.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_keys_are_plain_words() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", unit.key) for unit in load_units())


def test_successors_are_units_of_the_table_and_have_none_themselves() -> None:
    successors = {unit.key: unit.successor for unit in load_units()}
    for successor in filter(None, successors.values()):
        assert successor in successors
        assert successors[successor] is None


def test_the_departments_of_a_county_are_there() -> None:
    names = {name for unit in load_units() for name in (unit.name, *unit.aliases)}
    wanted = (
        "工信局 发改局 财政局 农业农村局 文旅局 商务局 科技局 教育局 民政局 司法局 "
        "审计局 统计局 税务局 能源局 乡村振兴局 医保局 卫健局 林业局 退役军人局 国资委 "
        "金融办 信访局 大数据局 供销社 工商联 总工会 团委 妇联 融媒体中心 行政审批局 "
        "应急局 交通局 水利局 人社局 市监局 自然资源局 住建局 生态环境局 组织部 宣传部 "
        "统战部 政法委 公安局 气象局 供电公司"
    )
    assert [name for name in wanted.split() if name not in names] == []
