"""Personal names: a surname, one or two characters more, and where the post beside it begins."""

from __future__ import annotations

import re

_SURNAME_TEXT = """
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳
酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜楚顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞
熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁
单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇
栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍
璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越
夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付仝代亓操苟原位信门丑展闪撒揭
"""
SURNAMES = frozenset("".join(_SURNAME_TEXT.split()))
_COMPOUND_TEXT = """
欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 夏侯 澹台 端木 百里 呼延 南宫 司空 钟离 闻人
独孤 西门 轩辕 申屠 太史 公羊 濮阳 淳于 单于 宗政 鲜于 闾丘 仲孙 万俟 赫连 拓跋 第五 公冶 太叔 乐正
"""
COMPOUND = frozenset(_COMPOUND_TEXT.split())
#: a name may be masked: 王某某, 李×, 张XX
_HAN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff×xX*＊○]+")
#: how a post or a unit begins right behind a name: 王某某县委副书记
_POST = re.compile(
    r"中共|[县市区省州旗乡镇](?:委|人|政|长|纪|直|[\u4e00-\u9fff]{1,12}(?:局|委|办|部|中心|会|院|社|公司|行))|副[县市区省镇乡主书局部组总]|常务|党[委组工]|"
    r"人大|政协|人武|人行|银保|国网|国家|县长|区长|市长|经开|开发|高新|园区|原|一级|二级|三级|四级|街道"
)

_POST_END = re.compile(
    r"(?:长|主任|书记|主席|常委|委员|经理|负责人|调研员|专员|巡视员|督学|主任科员|组员|干部)(?:[(（][^()（）]{1,20}[)）])?$"
)


def starts_name(text: str, at: int) -> int:
    """How many characters of surname stand at a position: 0, 1 or 2."""
    if text[at : at + 2] in COMPOUND:
        return 2
    return 1 if text[at : at + 1] in SURNAMES else 0


def is_name(text: str) -> bool:
    """Whether a short text could be a Chinese personal name."""
    surname = starts_name(text, 0)
    return bool(surname and _HAN.fullmatch(text)) and surname < len(text) <= surname + 2


def is_post(text: str) -> bool:
    """Whether a text ends as a post does: 县财政局局长."""
    return len(text) > 2 and _POST_END.search(text) is not None


def glued_name(text: str) -> int | None:
    """The length of the name in 王某某县委副书记, where nothing parts name and post."""
    surname = starts_name(text, 0)
    if not surname:
        return None
    for size in (surname + 2, surname + 1):
        if _POST.match(text, size) and is_name(text[:size]) and text[size - 1] not in "县市区委副常党":
            return size
    return None
