"""Numbers that say how a mark, a paper or a benefit is dealt out, and those that bear no unit."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.settings import Setting
from zhenxing.core.compiler.numbers.units import MONEY_UNITS

#: 实地核查占30%: how much of a mark comes from where
_WEIGHS = re.compile(
    r"(?:核查|考核|评审|评分|测评|打分|得分|权重)(?:各)?占(?:总分|比|权重|[^,。;\d]{0,6}(?:成绩|得分|考核分))?(?:的)?$"
)
#: 自查自评(占20%): the same in brackets
_WEIGHS_APART = re.compile(
    r"(?:[自互考测初复]评|评[价审分议估定]|核查|考核|测评|打分|调度|督查|满意度|得分|成绩|指标)\(各?占$"
)
#: 电子版1份: copies of what is handed in
_COPIES = re.compile(
    r"(?:[书纸电]质?子?[版稿件]|复印件|原件|扫描件|光盘|材料|[一壹]式)(?:各|\(?盖章\)?)?\s?$"
)
#: 对12个乡镇上半年工作进行了考评
_EXAMINED = re.compile(
    r"[^,。;]{1,30}?(?:进行|开展)了?[^,。;]{0,6}(?:考[评核]|督[查导]|检查|评[价估审议]|[核抽排巡审]查|调研|摸底|观摩|走访|复[核审评])"
)
_LOOKED_AT = re.compile(r"对(?:[^,。;、\d]{0,14}批)?$")
#: 县工信局(牵头任务4项)
_DEALT = re.compile(r"(?:牵头|配合|承办|负责|主办|协办)的?(?:任务|工作|事项|措施)?(?:共|共计)?$")
#: 认定示范村不超过20个、示范镇不超过3个: how many are chosen of the other kind
_ALSO_CHOSEN = re.compile(
    r"(?:认定|评[选定]|遴选|推荐|申报|命名)[^,。;]{1,30}不得?超过\d{1,3}[个家名]、[^,。;、\d]{1,10}不得?超过$"
)
#: 县政府2号楼412室
_ROOM = re.compile(r"\d{3,4}(?:室|房间?|办公室)")
#: 容积率不低于1.8: measured without a unit
_NO_UNIT = re.compile(r"(?:容积率|系数|[^军]指数)[^,。;、\d]{0,8}$")
#: 硕士每月1500元, 省级的20万元, 市级10万元
_GRADE = re.compile(
    r"[^,。;、\d]{1,24}(?:,?(?:的|为|按|每[人月年家户个项次亩件名]){1,3})?\s?(?:最高|不超过)?$"
)


def is_weight(mention: Mention, setting: Setting) -> bool:
    """实地核查占30%, 扣减…的20%: how much of a mark, or of what is paid, goes by what."""
    before = mention.before
    if setting.penalty_last >= 0 and cues.PENALTY.search(before):
        return True
    if _WEIGHS.search(before) is not None or mention.after.startswith(("的权重", "权重")):
        return True
    text, at = mention.sentence.text, mention.amount.start
    return before.endswith("占") and _WEIGHS_APART.search(text, max(0, at - 16), at) is not None


def is_procedure(mention: Mention) -> bool:
    """Whether a number counts the copies of what is handed in, or who was looked at, or is that of a room."""
    text, at = mention.sentence.text, mention.amount.start
    if mention.amount.unit == "份":
        return _COPIES.search(mention.before) is not None
    if mention.amount.unit in {"项", "条"} and _DEALT.search(mention.before) and not mention.verb:
        return True
    if "不" in mention.before and mention.before.endswith("超过"):
        start = mention.sentence.clause_start(at)
        if _ALSO_CHOSEN.search(text, start, at):
            return True
    if (
        "对" in mention.before
        and _LOOKED_AT.search(mention.before)
        and _EXAMINED.match(text, mention.amount.end)
    ):
        return True
    return "室" in text and _ROOM.match(text, at) is not None


def is_bare_measure(mention: Mention) -> bool:
    """Whether a compared number without a unit is of something that is measured so."""
    return (
        mention.amount.unit is None
        and mention.comparison.explicit
        and not mention.amount.chinese
        and _NO_UNIT.search(mention.before) is not None
    )


def is_next_grade(mention: Mention, setting: Setting) -> bool:
    """Whether a sum goes on with the benefits of the clause before a semicolon, by class of receiver."""
    if mention.amount.unit not in MONEY_UNITS or setting.consequence >= 0:
        return False
    if mention.time is not None and mention.time.kind != "recurring":
        return False
    if mention.comparison.op not in {"=", "<="} or mention.after.strip(" ,、)。"):
        return False
    if cues.SET_ASIDE.search(mention.before) or (mention.verb and "每" not in mention.before):
        return False
    words = mention.sentence.text[: mention.amount.start].strip(" ,")
    return mention.carried or _GRADE.fullmatch(words) is not None


def is_band(mention: Mention) -> bool:
    """500万元至1000万元的,最高补助50万元: the band of a scale."""
    if not isinstance(mention.amount.value, tuple):
        return False
    return mention.sentence.text.startswith(("的,", "(含),", "(不含),"), mention.amount.end)
