"""Newspaper columns, boards that post reports again, tables behind the text and lost bytes in frames."""

from __future__ import annotations

from .test_first_readings import _compiled, _value

_STORY = (
    "近日，竹溪镇竹编专业镇的车间里一派繁忙，工人们正在赶制一批出口的订单。\n"
    "2023年，专业镇产值9.5亿元，同比增长8.3%，带动就业3600人，产品远销海外，"
    "全县竹编企业达到216家，其中规上企业18家，竹编成了山乡群众增收致富的金钥匙，这是一个新的起点。\n"
)


def test_a_headline_in_two_lines_below_a_newspaper_s_head() -> None:
    text = (
        "2024年9月12日 星期四 责编/叶青 版式/林可 校对/阿泽\n云岭日报 A02 要闻\n云岭县竹编专业镇：\n"
        f"一根竹子“编”出亿元链\n□本报记者 江帆 陈屿\n{_STORY}广告\n订阅热线：0593-6****88 零售价：1.00元/份\n"
        "本报地址：云岭县松港路1号 印刷：印务公司\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县竹编专业镇：一根竹子“编”出亿元链"
    assert (_value(plan, "genre"), _value(plan, "issued_on")) == ("news", "2024-09-12")
    assert not any(word in plan.text for word in ("版式", "A02", "零售价", "印务"))


def test_recipients_are_no_half_of_a_headline() -> None:
    text = f"各乡镇人民政府：\n竹编专业镇产销两旺\n本报记者 江帆\n{_STORY}"
    assert "各乡镇" not in (_value(_compiled(text), "title") or "")


def test_what_a_board_prints_around_a_post_goes() -> None:
    text = (
        "全部 新闻 视频 图片 论坛 问答\n县域论坛 » 产业观察 » 查看帖子\n[转帖] 云岭县：竹编专业镇跑出加速度\n"
        f"楼主 | 发表于 2023-6-8 14:22:07 | 只看该作者 | 倒序浏览\n{_STORY}"
        "本帖最后由 管理员 于 2023-6-8 15:00 编辑\n"
        "回复 收藏 0 评分 分享 举报\n使用道具\n沙发 | 发表于 2023-6-8 16:10:45\n楼主辛苦，支持家乡企业！\n"
        "发新帖 返回列表\n您需要登录后才可以回帖 登录 | 立即注册\n"
    )
    plan = _compiled(text)
    assert _value(plan, "title") == "云岭县：竹编专业镇跑出加速度"
    assert _value(plan, "issued_on") == "2023-06-08"
    assert not any(word in plan.text for word in ("楼主", "本帖", "家乡", "回帖", "举报"))


def test_a_table_of_labels_over_values_behind_the_text_goes() -> None:
    text = (
        "云岭县人民政府关于表扬先进单位的通报\n各乡镇人民政府：\n经研究，决定对8个先进单位予以通报表扬。\n"
        "云岭县人民政府\n2024年2月7日\n索引号\n016200145/2024-00026\n文号\n云政发〔2024〕5号\n发布机构\n云岭县政府\n"
        "成文日期\n2024-02-07\n咨询单位：县政府办公室\n咨询电话：0912-***2201\n解读材料\n暂无数据\n"
    )
    plan = _compiled(text)
    assert _value(plan, "doc_number") == "云政发〔2024〕5号"
    assert not any(word in plan.text for word in ("016200145", "咨询", "暂无"))


def test_a_label_that_lost_its_first_bytes_is_known() -> None:
    text = _compiled(f"竹编专业镇走上绿色之路\n发布时间：2022-08-30\n{_STORY}?编辑：?彭\n??印 ?闭\n").text
    assert "编辑" not in text
    assert text.rstrip().endswith("新的起点。")
