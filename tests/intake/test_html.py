"""Pages as saved from government sites: the document stays whole, the site around it goes."""

from __future__ import annotations

import pytest

from zhenxing.intake.errors import IntakeError
from zhenxing.intake.extract import Extract
from zhenxing.intake.html import read_html, read_mhtml

NOTICE = (
    "<p>各乡镇人民政府，县直有关单位：</p>"
    "<p>《云岭县陶瓷专业镇培育方案》已经县人民政府同意，现印发给你们，请认真贯彻执行。</p>"
    "<p style='text-align:right'>云岭县人民政府办公室</p><p style='text-align:right'>2025年3月6日</p>"
)
PLAN = "".join(
    f"<p>{text}</p>"
    for text in (
        "云岭县陶瓷专业镇培育方案",
        "一、总体要求",
        "围绕陶瓷产业集聚发展，推动链条延伸，带动就业增收，制定本方案。" * 6,
        "二、重点任务",
        "（一）做强龙头。到2026年，培育规模以上企业12户，主导产业产值达到8亿元。" * 4,
    )
)
MENU = (
    "<ul>"
    + "".join(f"<li><a href='#'>{name}</a></li>" for name in ("首页", "政务公开", "办事服务"))
    + "</ul>"
)
FOOT = (
    "<div class='footer'><p>版权所有：云岭县人民政府办公室，承办单位：云岭县政务信息中心，"
    "建议使用主流浏览器访问。网站标识码：0000000000</p></div>"
)
PARTICULARS = (
    "<table class='xxgk'><tr><td>索引号：</td><td>000/2025-0001</td><td>主题分类：</td><td>工业</td></tr>"
    "<tr><td>发文字号：</td><td>云政办发〔2025〕5号</td><td>成文日期：</td><td>2025年3月6日</td></tr></table>"
)


KEPT = (
    "关于印发方案的通知",
    "各乡镇人民政府，县直有关单位：",
    "现印发给你们",
    "云岭县人民政府办公室\n2025年3月6日",
    "一、总体要求",
    "12户",
    "附件：任务分解表.docx",
)
DROPPED = ("首页", "政务公开", "当前位置", "分享到", "版权所有", "相关链接")


def read(body: str, head: str = "") -> Extract:
    return read_html(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode())


def lines(body: str, head: str = "") -> list[str]:
    return read(body, head).text.split("\n")


def a_page(notice_in_its_own_box: bool) -> str:
    content = (
        f"<div id='zw'>{NOTICE}</div><div id='fj'>{PLAN}</div>" if notice_in_its_own_box else NOTICE + PLAN
    )
    return (
        f"<div class='nav'>{MENU}</div><div class='breadcrumb'>当前位置：<a>首页</a> &gt; <a>文件</a></div>"
        f"<div class='box'>{PARTICULARS}<h1>云岭县人民政府办公室关于印发方案的通知</h1>"
        f"<div class='share'>分享到：<a>微信</a></div><div class='con'>{content}"
        "<p>附件：<a href='x.docx'>任务分解表.docx</a></p></div></div>"
        f"<div class='side'><h3>相关链接</h3>{MENU}</div>{FOOT}"
    )


@pytest.mark.parametrize("boxed", [False, True], ids=["one box", "notice apart"])
def test_a_whole_page_keeps_particulars_notice_plan_and_attachment(boxed: bool) -> None:
    found = lines(a_page(boxed))
    assert found[:2] == [
        "索引号：\t000/2025-0001\t主题分类：\t工业",
        "发文字号：\t云政办发〔2025〕5号\t成文日期：\t2025年3月6日",
    ]
    whole = "\n".join(found)
    assert [part for part in KEPT if part not in whole] == []
    assert [part for part in DROPPED if part in whole] == []


def test_running_text_after_a_row_of_links_is_not_lost() -> None:
    last = "本方案自印发之日起施行，由云岭县工业局负责解释，有效期五年。"
    links = "<a href='a'>打印本页</a> <a href='b'>关闭窗口</a>"
    body = f"<div>{PLAN}</div><div>{links}</div><div><p>{last}</p></div>"
    assert lines(body)[-1] == last
    assert not any("打印" in line for line in lines(body))


def test_a_gb2312_page_is_read_as_gb18030() -> None:
    head = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"
    page = f"<html><head>{head}</head>{PLAN}㙟镇</html>"
    found = read_html(page.encode("gb18030"))
    assert found.encoding == "GB18030"
    assert found.text.endswith("㙟镇")


def test_a_page_that_names_the_wrong_charset_is_detected() -> None:
    found = read_html(f"<html><meta charset='utf-8'>{PLAN}</html>".encode("gb18030"))
    assert found.encoding == "GB18030"
    assert "一、总体要求" in found.text


def test_a_page_cut_within_a_character_says_so() -> None:
    data = f"<html><meta charset='gbk'><p>{'云岭县专业镇产值达到八亿元。' * 3}".encode("gb18030")[:-1]
    assert any("半个字" in note for note in read_html(data).notes)


def test_inline_marks_join_and_typed_line_ends_vanish_between_chinese() -> None:
    body = (
        "<p>到<b>2026</b>年，\n  产值<span>达到</span>8 亿元<br>第二行&nbsp;文<sup>2</sup></p>"
        "<pre>甲\n  乙</pre>"
    )
    assert lines(body) == ["到2026年，产值达到8 亿元", "第二行\u00a0文2", "甲", "乙"]


def test_ordered_lists_get_their_numbers() -> None:
    body = (
        "<ol start='3'><li>做强龙头</li><li>打造品牌</li></ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>总则</li><li>附则</li></ol>"
        "<ol type='a'><li>甲</li></ol><ol><li>1.自带序号</li></ol>"
        "<ol style='list-style: none'><li>无号</li></ol><ul><li>点</li></ul><li>散</li>"
    )
    found = read(body)
    assert found.text.split("\n") == [
        "3.做强龙头", "4.打造品牌", "一、总则", "二、附则", "a.甲", "1.自带序号", "无号", "点", "散",
    ]  # fmt: skip
    assert "5 个序号" in found.notes[0]


def test_data_tables_keep_rows_and_merged_cells() -> None:
    table = (
        "<table><caption>任务分解表</caption><thead><tr><th>任务</th><th>牵头</th><th>时限</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>建园区</td><td><p>县发展局、</p><p>县财政局</p></td><td>6月底前</td></tr>"
        "<tr><td colspan='2'>各乡镇</td></tr><tr><td></td><td colspan='x'>县商务局</td><td>年底</td></tr>"
        "</tbody></table>"
    )
    assert lines(PLAN + table)[-4:] == [
        "任务\t牵头\t时限",
        "建园区\t县发展局、县财政局\t6月底前",
        "\t各乡镇",
        "\t县商务局\t年底",
    ]


def test_tables_that_lay_out_a_page_read_as_running_text() -> None:
    running = PLAN.replace("<p>", "<p>").replace("</p>", "</p>")
    nested = f"<table><tr><td>{MENU}</td><td><table><tr><td>{running}</td></tr></table></td></tr></table>"
    assert lines(nested)[1] == "一、总体要求"
    assert not any("首页" in line for line in lines(nested))
    single = f"<table><tr><td>{running}</td><td>侧栏</td></tr></table>"
    assert lines(single)[1] == "一、总体要求"


def test_hidden_text_is_left_out_unless_it_is_the_page() -> None:
    found = read(f"{PLAN}<div style='display: none'>看不见的文字</div><p hidden>也看不见</p>")
    assert "看不见" not in found.text
    assert "2 处隐藏" in found.notes[-1]
    assert "一、总体要求" in read(f"<div style='display:none'>{PLAN}</div><p>加载中</p>").text


def test_title_and_date_come_from_the_head_when_the_text_lacks_them() -> None:
    head = (
        "<meta name='ArticleTitle' content='关于培育专业镇的通知'>"
        "<meta name='PubDate' content='2025-03-07 10:00'>"
    )
    found = read(PLAN, head)
    assert found.text.split("\n")[:2] == ["关于培育专业镇的通知", "发布日期：2025-03-07"]
    assert found.notes == ("标题或发布日期取自网页的隐藏信息。",)
    again = read(f"<h1>关于培育专业镇的通知</h1><p>发布日期：2025年3月7日</p>{PLAN}", head)
    assert again.notes == ()


@pytest.mark.parametrize("tail", ["_云岭县人民政府", " - 云岭县人民政府", "|云岭网", "--云岭县"])
def test_the_window_title_loses_the_name_of_the_site(tail: str) -> None:
    assert lines(PLAN, f"<title>关于培育的通知{tail}</title>")[0] == "关于培育的通知"


def test_pictures_in_the_text_are_noted() -> None:
    found = read(
        f"<img src='logo.png'>{PLAN}<p><img src='a.png'></p><p>正文在图片之后还有一句，到此为止。</p>"
    )
    assert "正文中有 1 幅图片，其中的文字没有读到。" in found.notes


def test_framesets_and_empty_pages_say_where_the_text_is() -> None:
    with pytest.raises(IntakeError) as refused:
        read_html(b"<html><frameset><frame src='top.htm'><frame src='main.htm'></frameset></html>")
    assert refused.value.code == "frames"
    assert "main.htm" in refused.value.message
    for empty in (
        b"<html><body><script>x()</script></body></html>",
        b"<html><!-- nothing --></html>",
        b"   <!---->",
    ):
        with pytest.raises(IntakeError) as refused:
            read_html(empty)
        assert refused.value.code == "no_text"


def test_an_inner_page_is_named_when_the_outer_one_says_little() -> None:
    found = read("<p>详细内容见下。</p><iframe src='content.html'></iframe>")
    assert "content.html" in found.notes[-1]


def test_a_page_without_running_text_is_kept_but_for_its_links() -> None:
    assert lines(f"{MENU}<p>陶瓷镇</p><p>箱包镇</p>") == ["陶瓷镇", "箱包镇"]


def test_a_page_that_calls_each_part_a_menu_is_still_a_page() -> None:
    parts = [f"<div class='nav'><p>第{number}条，乡镇报名单，县里审核。</p></div>" for number in range(9)]
    assert len(lines("".join(parts))) == 9


def test_a_picture_kept_inside_the_page_does_not_hide_the_text() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 11_000_000}'>"
    assert "一、总体要求" in read(f"{picture}{PLAN}").text


def test_a_footer_that_is_the_page_is_kept() -> None:
    assert "一、总体要求" in read(f"<div class='footer'>{PLAN}</div>").text


def test_an_archive_of_one_page_is_read_by_its_largest_part() -> None:
    small = "<html><body>广告</body></html>"
    page = f"<html><body>{PLAN}</body></html>"
    kind = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit"
    parts = "".join(f"--x\r\n{kind}\r\n\r\n{text}\r\n" for text in (small, page))
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    assert "一、总体要求" in read_mhtml(f"{head}{parts}--x--".encode()).text
    with pytest.raises(IntakeError):
        read_mhtml(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 5000 + "文字",
        "<table><tr><td>" * 400 + "文字",
        "<" * 100_000,
        "<a href=" * 50_000,
        "&" * 100_000,
        "<p>" + "（" * 500_000,
    ],
    ids=["deep", "nested tables", "brackets", "half links", "ampersands", "long line"],
)
def test_hostile_pages_end_soon(page: str) -> None:
    try:
        read(page)
    except IntakeError as refused:
        assert refused.code in ("no_text", "too_heavy", "unsafe")
