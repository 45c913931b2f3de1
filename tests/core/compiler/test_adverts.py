"""What copying sites put into a document for search engines goes; what only resembles it stays."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import compile_source
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source
from zhenxing.core.compiler.text.adverts import find_adverts
from zhenxing.core.compiler.text.lines import lines_of
from zhenxing.core.compiler.text.titles import bare_title, is_echo

_TITLE = "云岭县竹编产业集群培育管理办法"
_BODY = "第一条 为规范竹编产业集群培育，制定本办法。\n第二条 县工信局负责竹编产业集群的日常管理工作。"


def _compiled(text: str) -> Plan:
    return compile_source(Source(text), Knowledge())


def _title(plan: Plan) -> str | None:
    return plan.header.title.value if plan.header.title else None


@pytest.mark.parametrize(
    "head",
    [
        "凯发k8国际官网",
        "体育投注平台丨在线娱乐官网丨365bet网址丨棋牌游戏下载丨",
        "久久精品-国产视频-在线观看",
        "乐鱼体育app下载",
        "Network",
        "|",
        "政策发布|《云岭县竹编产业集群培育管理办法》",
        "云岭县竹编产业集群培育管理办法_云岭县人民政府门户网站",
        "云岭县竹编产业集群培育管理办法 - 通知公告 - 云岭县人民政府",
    ],
)
def test_lines_over_the_title_go(head: str) -> None:
    plan = _compiled(f"{head}\n{_TITLE}\n{_BODY}\n")
    assert _title(plan) == _TITLE
    assert plan.text == f"{_TITLE}\n{_BODY}"


def test_a_brand_goes_from_sentences_too() -> None:
    plan = _compiled(
        f"万博体育官网\n{_TITLE}\n{_BODY[:-1]}，做好万博体育官网的服务。\n万博体育官网的版权声明：转载"
    )
    assert "万博" not in plan.text
    assert "做好的服务" in plan.text
    assert {repair.kind for repair in plan.repairs} >= {"advert"}


def test_an_unknown_brand_is_known_by_its_second_printing() -> None:
    head = "金莲花国际"
    plan = _compiled(f"{head}\n{_TITLE}\n{_BODY}\n第三条 各乡镇要做好{head}服务工作，按季度报送进展。")
    assert head not in plan.text
    assert "做好服务工作" in plan.text
    alone = _compiled(f"{head}\n{_TITLE}\n{_BODY}")
    assert head in alone.text


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("久久精品-在线观看-云岭县竹编产业集群培育管理办法", _TITLE),
        ("云岭县竹编产业集群培育管理办法_棋牌游戏下载_365bet网址", _TITLE),
    ],
)
def test_brands_beside_the_title_go_and_the_title_stays(line: str, left: str) -> None:
    plan = _compiled(f"{line}\n{_BODY}")
    assert plan.text.split("\n")[0].strip("-_ ") == left
    assert _title(plan) == left


@pytest.mark.parametrize(
    "text",
    [
        "开展棋牌室和电子游戏场所整治",
        "严厉打击网络赌博、非法彩票等行为，维护市场秩序。",
        "要发扬钉钉子精神，久久为功，善作善成。",
        "云岭县体育场馆在线预约平台",
        "请登录云岭县政务服务平台www.yunling.gov.cn办理。",
        "申报材料上传至申报系统（网址：www.yunling-shenbao.com）。",
    ],
)
def test_what_the_document_says_itself_stays(text: str) -> None:
    assert find_adverts(text, lines_of(text)) == []


@pytest.mark.parametrize(
    "insertion",
    [
        "（本文由某某范文网小编整理）",
        "【更多政策请访问www.example-doc.com】",
        "www.example-doc.com",
        "(文章来源于网络，仅供参考)",
    ],
)
def test_insertions_inside_a_sentence_go(insertion: str) -> None:
    whole = "支持竹编企业开展技术改造，提高产品质量，扩大市场份额。"
    plan = _compiled(f"{_TITLE}\n{_BODY}\n第三条 {whole[:13]}{insertion}{whole[13:]}")
    assert whole in plan.text
    assert [repair.certainty for repair in plan.repairs if repair.kind == "advert"] == ["likely"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (_TITLE, _TITLE),
        (f"| {_TITLE}", _TITLE),
        (f"重磅｜{_TITLE}", _TITLE),
        (f"《{_TITLE}》", _TITLE),
        (f"{_TITLE}-云岭新闻网", _TITLE),
        (f"{_TITLE}（2024-2026年）", f"{_TITLE}（2024-2026年）"),
        ("惠企问答|企业如何申请奖励", "惠企问答|企业如何申请奖励"),
        ("要闻-云岭网", "要闻-云岭网"),
    ],
)
def test_bare_titles(line: str, title: str) -> None:
    start, end = bare_title(line)
    assert line[start:end] == title


def test_an_echo_is_longer_than_its_title() -> None:
    assert is_echo(f"政策文件|{_TITLE}", _TITLE)
    assert not is_echo(_TITLE, _TITLE)
    assert not is_echo(f"关于印发{_TITLE}的通知", _TITLE)
