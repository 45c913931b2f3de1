"""Papers of fictional counties, for what is written from them."""

from __future__ import annotations

from datetime import date

from zhenxing.papers.official import (
    AttachmentText,
    Block,
    Heading,
    OfficialPaper,
    Paragraph,
    Table,
)

SENTENCE = "各乡镇要摸清家底，找准主攻方向，定好专班，建好台账，按月调度，按季通报，年底由办公室评估。"


def a_table(rows: int = 3) -> Table:
    return Table(
        ("序号", "专业镇", "所在乡镇", "营业收入（万元）"),
        tuple((str(at), "清河陶瓷专业镇", "清河镇", "12000") for at in range(1, rows + 1)),
        caption="表1　专业镇名单",
        aligns=("center", "left", "left", "right"),
    )


BODY: tuple[Block, ...] = (
    Paragraph(SENTENCE),
    Heading(1, "认定结果"),
    Heading(2, "县级专业镇"),
    Paragraph(SENTENCE * 2),
    Heading(2, "培育对象", body=SENTENCE),
    Heading(3, "基本条件"),
    Heading(4, "有产业规划"),
    Paragraph("引号“省级1个”、破折号——、省略号……都用全角。"),
    a_table(),
    Heading(1, "工作要求"),
    Paragraph(SENTENCE),
    AttachmentText("清河县县级专业镇名录", (a_table(40),)),
    AttachmentText("清河县专业镇培育对象名单", (Heading(1, "名单"), Paragraph(SENTENCE))),
)


def a_paper(**changes: object) -> OfficialPaper:
    given: dict[str, object] = {
        "organ": "清河县人民政府文件",
        "number": "清政发[2026]第05号",
        "title": "清河县人民政府关于认定2026年度县级特色专业镇和公布县级专业镇培育名单的决定",
        "addressees": ("各乡镇人民政府", "县直各有关单位"),
        "body": BODY,
        "signer": "清河县人民政府",
        "date": date(2026, 3, 5),
        "copies_to": ("县委各部门", "县人大常委会办公室", "县政协办公室", "县法院", "县检察院", "各人民团体"),
        "printed_by": "清河县人民政府办公室",
        "printed_on": date(2026, 3, 6),
        "note": "此件公开发布",
    }
    return OfficialPaper(**{**given, **changes})  # type: ignore[arg-type]  # by name
