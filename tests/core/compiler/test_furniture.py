"""What a page prints around a document."""

from __future__ import annotations

import pytest

from core.compiler.text_helper import PLAN, kinds, read
from zhenxing.core.compiler.stages import furniture
from zhenxing.core.compiler.text import metadata
from zhenxing.core.compiler.text.page_words import furniture_of

_ONLY = (furniture,)
_BODY = "云岭县近日出台竹编专业镇培育方案，提出到2026年竹编企业达到60家，产值突破3亿元，带动农户增收。"


def _bare(text: str) -> str:
    return "\n".join(line for line in read(text, stages=_ONLY).text.split("\n") if line.strip())


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 政策文件 > 县政府文件",
        "您当前的位置：首页 >> 通知公告 >> 正文",
        "当前位置:首页>信息公开",
        "云岭新闻网 > 要闻频道 > 云岭",
        "网站首页 | 机构概况 | 信息公开 | 办事服务 | 互动交流",
        "【字体：大 中 小】",
        "字号:[大 中 小]  打印本页  关闭窗口",
        "分享到：",
        "【打印】【关闭】",
        "扫一扫在手机打开当前页",
        "扫描二维码",
        "浏览次数：1286",
        "请输入关键字",
        "验证码",
        "今天是2024年3月18日 星期一",
        "返回顶部",
        "繁体 | 无障碍 | 长者模式",
        "我们使用cookie改善体验",
    ],
)
def test_page_tools_go_from_head_and_tail(line: str) -> None:
    assert _bare(f"{line}\n云岭县竹编发展\n{_BODY}\n{line}") == f"云岭县竹编发展\n{_BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "版权所有：云岭县人民政府",
        "主办单位：云岭县人民政府  承办单位：云岭县人民政府办公室\n岭ICP备00000000号",
        "网站标识码：0000000000",
        "岭公网安备 00000000000000号",
        "涉密文件严禁上网",
        "上一篇：县图书馆推出夜读活动",
        "下一条：我县举办运动会",
        "相关解读：《云岭县竹编方案》解读",
        "解读：云岭县竹编专业镇培育方案政策解读",
        "一图读懂竹编方案",
        "【责任编辑：程诺】",
        "[编辑:张某]",
        "附件下载：名单.docx",
        "云岭县竹编专业镇领导小组名单.pdf",
        "网站地图 | 联系我们 | 云岭县人民政府办公室主办",
        "本网站由云岭新闻网版权所有",
        "建议使用1024*768分辨率浏览本站",
        "联系电话：0990-0000000\n投稿邮箱：news@example.cn\n版权所有",
        "广播电视节目许可证：0000001",
    ],
)
def test_what_stands_below_the_document_goes(line: str) -> None:
    assert _bare(f"云岭县竹编发展\n{_BODY}\n{line}") == f"云岭县竹编发展\n{_BODY}"


@pytest.mark.parametrize(
    "heading", ["相关链接", "相关新闻", "热点推荐", "推荐阅读：", "版权声明：本网所有内容未经许可不得转载。"]
)
def test_a_list_of_links_goes_with_its_heading(heading: str) -> None:
    links = "\n".join(f"- 某地举办第{count}届活动" for count in range(1, 5))
    assert _bare(f"云岭县竹编发展\n{_BODY}\n{heading}\n{links}") == f"云岭县竹编发展\n{_BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "联系人：柳青  电话：0990-0000000",
        "地址：云岭县竹海路1号",
        "抄送：县委办公室，县人大常委会办公室。",
        "云岭县人民政府办公室 2024年3月18日印发",
        "（此件公开发布）",
        "附件：云岭县竹编专业镇领导小组名单",
        "主办单位：云岭县人民政府",
    ],
)
def test_lines_of_the_document_itself_stay(line: str) -> None:
    text = f"关于举办竹编节的通知\n{_BODY}\n{line}\n{_BODY}"
    assert _bare(text) == text


def test_an_attachment_behind_a_footer_is_kept_with_its_title() -> None:
    text = f"{PLAN}\n扫一扫在手机打开当前页\n相关解读：图解\n附件2\n云岭县竹编分工表\n{_BODY}"
    plan = read(text, stages=_ONLY)
    assert "附件2\n云岭县竹编分工表" in plan.text
    assert "图解" not in plan.text


def test_the_table_of_facts_goes_and_can_be_read() -> None:
    table = (
        "发布机构: 云岭县人民政府办公室 索 引 号: 000000000/2024-00001\n"
        "标     题: 云岭县竹编方案的通知 成文日期: 2024-03-18\n"
        "文     号: 云政办发〔2024〕12号 发布日期: 2024-03-20\n主题分类: 其他 主 题 词:\n"
    )
    plan = read(table + PLAN, stages=_ONLY)
    assert plan.text == PLAN
    found = {field.name: field.value for field in metadata.fields(plan.repairs)}
    assert found["issuer"] == "云岭县人民政府办公室"
    assert found["doc_number"] == "云政办发〔2024〕12号"
    assert found["issued_on"] == "2024-03-18"
    assert found["published_on"] == "2024-03-20"
    assert found["title"] == "云岭县竹编方案的通知"
    assert kinds(plan) == {"metadata"}


def test_labels_and_values_on_lines_of_their_own() -> None:
    table = (
        "索引号\n000000000/2024-00001\n发文字号:\n云政办发〔2024〕12号\n"
        "成文日期:\n2024年3月18日\n主题分类\n工业、交通\n"
    )
    plan = read(table + PLAN, stages=_ONLY)
    assert plan.text == PLAN
    found = {field.name: field.value for field in metadata.fields(plan.repairs)}
    assert found["doc_number"] == "云政办发〔2024〕12号"
    assert found["issued_on"] == "2024年3月18日"


def test_an_empty_label_does_not_swallow_the_title() -> None:
    plan = read("文号:\n" + PLAN, stages=_ONLY)
    assert plan.text == PLAN


def test_a_title_that_fills_its_line_is_finished_on_the_next() -> None:
    table = (
        "标题:云岭县人民政府办公室关于印发云岭县竹编专业镇\n培育方案的通知\n"
        "索引号:0000/2024-1\n成文日期:2024-03-18\n"
    )
    plan = read(table + PLAN, stages=_ONLY)
    assert plan.text == PLAN
    titles = [field.value for field in metadata.fields(plan.repairs) if field.name == "title"]
    assert titles == ["云岭县人民政府办公室关于印发云岭县竹编专业镇培育方案的通知"]


def test_the_table_printed_twice_goes_twice() -> None:
    table = "标题:云岭县竹编方案\n索引号:0000/2024-1\n成文日期:2024-03-18\n"
    assert read(table + "\n" + table + PLAN, stages=_ONLY).text.strip() == PLAN.strip()
    inside = PLAN.replace("云岭县竹编专业镇培育方案\n\n为", table + "云岭县竹编专业镇培育方案\n\n为")
    assert "索引号" not in read(inside, stages=_ONLY).text


def test_a_news_line_of_date_and_source_is_metadata() -> None:
    plan = read(f"云岭县竹编发展\n2024-03-18 16:20   来源：云岭融媒  作者：柳青\n{_BODY}", stages=_ONLY)
    assert plan.text == f"云岭县竹编发展\n{_BODY}"
    found = {field.name: field.value for field in metadata.fields(plan.repairs)}
    assert found["published_on"] == "2024-03-18 16:20"


def test_words_that_a_table_s_cell_may_hold_stay_inside_the_document() -> None:
    text = f"云岭县企业规模表\n{_BODY}\n大\n中\n小\n{_BODY}"
    assert _bare(text) == text


def test_a_stamp_with_tools_behind_it_is_metadata() -> None:
    plan = read(f"云岭县竹编发展\n时间:2024-03-18 16:34:56      字体:  打印  播放\n{_BODY}", stages=_ONLY)
    assert plan.text == f"云岭县竹编发展\n{_BODY}"
    assert [field.value[:10] for field in metadata.fields(plan.repairs)] == ["2024-03-18"]


@pytest.mark.parametrize("line", ["|", "------", "|||", "====="])
def test_drawn_lines_go(line: str) -> None:
    assert _bare(f"{line}\n云岭县竹编发展\n{_BODY}") == f"云岭县竹编发展\n{_BODY}"


@pytest.mark.parametrize(
    "line", ["时间：2024年3月18日上午9时", "日期安排见附件", "来源地：云岭县", "名称由县政府确定"]
)
def test_ordinary_words_are_no_labels(line: str) -> None:
    assert not metadata.is_metadata(line, "".join(line.split()))


def test_another_site_s_address_between_sentences_goes() -> None:
    plan = read("培育龙头企业。(本文由地方信息网www.example.cn整理)建设平台。", stages=_ONLY)
    assert plan.text == "培育龙头企业。建设平台。"
    assert [(repair.kind, repair.certainty) for repair in plan.repairs] == [("advert", "likely")]


@pytest.mark.parametrize(
    "text", ["请登录平台(网址：http://example.cn)填报。", "见县政府网站(http://www.example.gov.cn)。"]
)
def test_the_document_s_own_address_stays(text: str) -> None:
    assert read(text, stages=_ONLY).text == text


def test_nothing_but_furniture_leaves_nothing() -> None:
    plan = read("首页\n打印\n关闭\n网站地图 联系我们\n岭ICP备00000000号")
    assert plan.text == ""
    assert plan.header.title is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "加强打印设备产业发展",
        "关闭落后产能企业5家",
        "首页改版工作要求",
        "相关部门要密切配合",
        "下一步工作打算",
        "版权保护工作",
    ],
)
def test_words_of_a_document_are_no_furniture(line: str) -> None:
    assert furniture_of(line) is None


def test_a_plan_without_furniture_is_left_alone() -> None:
    plan = read(PLAN, stages=_ONLY)
    assert plan.text == PLAN
    assert plan.trail[0].outcome == "declined"


def test_a_line_printed_again_goes_at_once_though_its_mark_stands_below() -> None:
    plan = read("云岭县人民政府办公室\n》\n云岭县人民政府办公室\n》")
    assert read(plan.text).text == plan.text
