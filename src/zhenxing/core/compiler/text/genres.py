"""What kind of document a text is, by its title and the way it begins."""

from __future__ import annotations

import re

from zhenxing.core.compiler.plan import Genre

_TAIL = r"(?:\s*[(（〔【][^()（）]{1,16}[)）〕】]|\s*\d{4}年版?|[》”\"])*$"
_KINDS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("meeting", re.compile(rf"纪要{_TAIL}")),
    (
        "report",
        re.compile(
            r"(?:报告|总结|汇报|述职|分析|简报|(?:统计|发展|情况)公报|(?:工作|进展|完成|落实|执行|运行|发展|建设|推进|开展)情况|情况的?(?:汇报|通报)|"
            rf"(?:总结|(?:完成|工作|运行|进展)情况)[及和暨与、].{{0,16}}(?:打算|思路|计划|安排|建议|重点|谋划|要点|部署|展望|任务)){_TAIL}"
        ),
    ),
    (
        "measure",
        re.compile(
            rf"(?:办法|细则|规则|规定|措施|举措|政策|制度|条例|标准|规程|规范|准则|章程|条款|条措施|\d+条|十条){_TAIL}"
        ),
    ),
    (
        "plan",
        re.compile(
            rf"(?:方案|计划|规划|要点|清单|预案|行动|安排|分工表?|分解表?|责任书|任务书|(?:重点|目标|工作)任务|路线图|台账|倍增计划|纲要|(?:任务|推进|进度|责任|项目|工作)表|设想){_TAIL}|"
            rf"(?:任务|责任|目标)(?:分解|分工)的?通知{_TAIL}"
        ),
    ),
    ("opinion", re.compile(rf"意见{_TAIL}")),
    ("notice", re.compile(rf"(?:通知|公告|通告|通报|公示|决定|名单){_TAIL}")),
    ("other", re.compile(rf"(?:批复|复函|函|请示|令|命令|议案|提案|答复|回复|解读|问答){_TAIL}")),
)
_ISSUED = re.compile(r"(?:印发|转发|发布|公布|下发)(?:《|关于)?(.{3,80}?)》?的?(?:通知|公告|通告)" + _TAIL)
#: 关于《…办法(征求意见稿)》公开征求意见的公告: the draft is what the page holds
_DRAFT = re.compile(
    r"征求(?:对|关于)?《(?P<asked>.{3,80}?)(?:[(（](?:公开)?(?:征求意见|草案|送审|讨论)[^()（）]{0,6}[)）])?》.{0,8}意见|"
    r"《(.{3,80}?)(?:[(（](?:公开)?(?:征求意见|草案|送审|讨论)[^()（）]{0,6}[)）])?》.{0,8}征求.{0,8}意见"
)
_DATELINE = re.compile(
    r"(?:网|报|社|台|媒体?|中心|新闻)[^。，,]{0,14}(?:讯|电)(?=[\s(（:：,，\u4e00-\u9fff]|$)|"
    r"[(（](?:记者|通讯员|全媒体|见习|实习)|记者(?:从|了解到|获悉|在)|新闻网|"
    r"(?:本报|本网|全媒体|融媒体?)(?:首席|见习|实习)?记者"
)
#: words that a press report uses, but a paper may too
_LATELY = re.compile(r"据悉|近日|日前|连日来|\d{1,2}月\d{1,2}日[，,]?(?:上午|下午|晚|至\d|[，,])")
_BYLINE = re.compile(
    r"[(（](?:记者|通讯员|文/|图/|作者|来源)[^()（）]{1,30}[)）]\s*$|[(（][\u4e00-\u9fff]{2,4}[)）]\s*$|(?:记者|通讯员)\s?[\u4e00-\u9fff]{2,4}",
    re.M,
)


def genre_of_title(title: str) -> Genre | None:
    """The genre a title names; a notice that issues something is what it issues."""
    # some sites strike out every 政: 若干*策
    bare = title.strip().replace("*策", "政策")
    issued = _ISSUED.search(bare) or _DRAFT.search(bare)
    if issued:
        named = issued.groupdict().get("asked") or issued.group(issued.re.groups)
        inner = genre_of_title(named.removesuffix("的"))
        if inner:
            return inner
    for genre, words in _KINDS:
        if words.search(bare):
            return genre
    return None


def is_news(first: str, last: str, *, official: bool) -> bool:
    """Whether the first and last paragraphs have the marks of a press report.

    With `official`, the title names an official kind, and only a reporter's own marks count.
    """
    if _DATELINE.search(first[:160]):
        return True
    return not official and bool(_LATELY.search(first[:160]) or _BYLINE.search(last[-60:]))
