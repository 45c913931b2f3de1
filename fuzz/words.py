"""Bytes ↔ text of the genre: random bytes alone would hardly ever spell 县发展局牵头."""

from __future__ import annotations

from itertools import islice

#: one byte stands for each; what is no word is written as ESCAPE and two bytes of its code
WORDS = (
    "\n", "\t", " ", "\u3000", "\r\n", "，", "。", "；", "：", "、", "（", "）", "(", ")", "《", "》", "“", "”",
    "〔", "〕", "[", "]", "{", "}", "<", ">", "<p>", "</td>", "&nbsp;", "&lt;", "&#", "\\n", "\\'", "*", "**", "…",
    "—", "-", "%", "％", ".", "．", ":", ",", ";", "?", "?", "□", "\ufffd", "\x00", "\x0c",
    "0", "1", "2", "3", "9", "10", "100", "2025", "2026", "2030", "３", "１０", "零", "一", "二", "三", "十", "百",
    "千", "万", "亿", "两", "半", "①", "②", "㈠", "Ⅰ",
    "年", "月", "日", "底", "前", "年底前", "12月31日", "“十四五”", "末", "到", "至", "力争", "每年", "今年", "全年",
    "以上", "以下", "不低于", "不少于", "不超过", "达到", "增长", "新增", "累计", "同比", "翻番", "分别", "左右", "突破",
    "元", "万元", "亿元", "家", "个", "户", "项", "吨", "亩", "人", "公里", "平方米", "个百分点", "倍",
    "县", "市", "省", "镇", "乡", "区", "云岭县", "清河县", "东川镇", "各乡镇", "各镇人民政府", "人民政府", "办公室",
    "县发展局", "县工信局", "县财政局", "县农业农村局", "市生态环境局", "工业和信息化局", "领导小组", "成员单位", "有关部门",
    "专业镇", "陶瓷专业镇", "产业", "企业", "规上", "园区", "项目", "品牌", "标准", "研发", "投入", "产值", "营业收入",
    "牵头", "牵头单位", "责任单位", "配合单位", "分工负责", "负责", "落实", "按职责", "组长", "副组长", "成员", "联系人",
    "张某", "李某某", "王明", "局长", "书记", "同志", "序号", "任务", "完成时限", "附件", "附件1", "目标", "主要目标",
    "总体要求", "重点任务", "保障措施", "一、", "二、", "（一）", "(二)", "1.", "2．", "1.1", "第一条", "第二章", "第三节",
    "申报条件", "同时具备下列条件", "之一", "给予", "补助", "奖励", "最高", "取消", "退出", "得分", "每超1%加",
    "关于印发", "实施方案", "的通知", "通知", "方案", "办法", "意见", "工作报告", "政办发", "号", "各", "你们", "现",
    "索引号", "发布日期", "来源", "字体", "打印", "上一篇", "版权所有", "ICP备", "抄送", "印发", "第 1 页", "- 2 -",
    "產(chǎn)", "業(yè)", "縣", "發(fā)展", "實(shí)施", "chǎn", "(yè)",
)  # fmt: skip
ESCAPE = 255
_BY_LENGTH = sorted(range(len(WORDS)), key=lambda index: -len(WORDS[index]))


def text_of(data: bytes, most: int = 20_000) -> str:
    """At most `most` characters; every byte string has a text."""
    out: list[str] = []
    length, given = 0, iter(data)
    for byte in given:
        word = _character(bytes(islice(given, 2))) if byte == ESCAPE else WORDS[byte % len(WORDS)]
        length += len(word)
        if length > most:
            break
        out.append(word)
    return "".join(out)


def _character(code: bytes) -> str:
    number = int.from_bytes(code, "big")
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)


def bytes_of(text: str) -> bytes:
    """Bytes whose text is this one (characters beyond the basic plane become U+FFFD)."""
    out = bytearray()
    at = 0
    while at < len(text):
        index = next((index for index in _BY_LENGTH if text.startswith(WORDS[index], at)), None)
        if index is None:
            code = ord(text[at]) if ord(text[at]) < 0x10000 else 0xFFFD
            out += bytes((ESCAPE, *code.to_bytes(2, "big")))
            at += 1
        else:
            out.append(index)
            at += len(WORDS[index])
    return bytes(out)
