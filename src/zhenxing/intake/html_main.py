"""Which of a page's lines are the document, and which are the web site around it.

Losing a line of the document is worse than keeping one of the site's, which the compiler still
removes by name: what is unclear stays.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, Final

from zhenxing.intake.html_flow import Flow, Line

#: labels of the table of particulars above an official document
_PARTICULARS: Final = re.compile(
    r"[\s【\[]{0,4}(?:索\s?引\s?号|信息索引|主题分类|主\s?题\s?词|体裁分类|组配分类|发文机关|发文机构|发布机构|制发机关"
    r"|成文日期|发文日期|发文时间|发布日期|发布时间|公开日期|生成日期|印发日期|施行日期|发文字号|发文文号|公开方式"
    r"|公开时限|有\s?效\s?性|效力状态|文\s{0,8}号|标\s{0,8}题|名\s{0,8}称|来\s{0,8}源|信息来源|稿件来源|日\s{0,4}期)"
    r"[\s】\]]{0,4}(?:[:：\t ]|$)"
)
_OFFICIAL: Final = re.compile(
    r"现将|印发|现印发|遵照执行|贯彻落实|贯彻执行|结合实际|请认真|特此|已经.{1,20}同意"
)
_FOOTER: Final = re.compile(
    r"版权所有|备案号|ICP备|公网安备|网站标识码|技术支持|浏览器|网站地图|关于我们|主办单位|承办单位|扫一扫|分享到|联系我们"
)
#: what stands over a list of links, itself no link
_LIST_HEAD: Final = re.compile(r"相关|推荐|热门|热点|最新|友情|延伸|更多|[上下]一[篇条页]|猜你|您?当前")
_SITE_PARTS: Final = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|bdshare\w*|footer|foot|copyright"
    r"|sidebar|related|recommend|login|search|qrcode|ewm|friendlinks?|pagination|pager|toolbar|fontsize)(?=$|[\s_\d-])"
)
_SITE_TAGS: Final = frozenset({"nav", "footer", "aside"})
_FILE_LINK: Final = re.compile(r"(?i)^附\s{0,4}件|\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar)\b")


def document_lines(flow: Flow, body: Any) -> tuple[list[str], tuple[int, int]]:
    """The document's lines, and the range of the page's lines that its main part covers."""
    lines = flow.lines
    site = _site_lines(flow)
    weights = [0 if index in site else _weight(line) for index, line in enumerate(lines)]
    main = _main_range(flow, body, weights, site)
    # Running text apart from the main part is kept too: it may be a second half of the document.
    kept = [
        line for index, line in enumerate(lines) if weights[index] or _keeps(line, index, main, index in site)
    ]
    # A page that calls all of itself a menu is still a page.
    return [line.text for line in kept or lines], main


def _weight(line: Line) -> int:
    """How much running text a line holds; menus, labels and the site's own notices hold none."""
    text = line.text
    running = "。" in text or text.count("，") + text.count("；") + text.count(",") >= 2
    linked = line.links * 2 > len(text)
    return 0 if linked or not running or len(text) < 15 or _FOOTER.search(text) else len(text)


def _site_lines(flow: Flow) -> set[int]:
    """Lines of parts that name themselves menu, share bar, footer …, unless such a part is the page."""
    found: set[int] = set()
    sums = [0, *accumulate(map(_weight, flow.lines))]
    for element, (start, end) in flow.ranges.items():
        named = element.tag in _SITE_TAGS or _SITE_PARTS.search(_names(element))
        if named and (sums[end] - sums[start]) * 3 <= sums[-1]:
            found.update(range(start, end))
    return found


def _names(element: Any) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def _main_range(flow: Flow, body: Any, weights: list[int], site: set[int]) -> tuple[int, int]:
    """The smallest block with nearly all running text, grown to every official sentence outside it."""
    sums = [0, *accumulate(weights)]
    whole = flow.ranges.get(body, (0, len(flow.lines)))
    if not sums[-1]:
        return whole
    heavy = [span for span in flow.ranges.values() if (sums[span[1]] - sums[span[0]]) * 10 >= sums[-1] * 9]
    core = min(heavy, key=lambda span: span[1] - span[0], default=whole)
    official = [
        index for index, line in enumerate(flow.lines) if weights[index] and _OFFICIAL.search(line.text)
    ]
    first, last = min([core[0], *official]), max([core[1] - 1, *official])
    holding = [span for span in flow.ranges.values() if span[0] <= first and last < span[1]]
    main = min(holding, key=lambda span: span[1] - span[0], default=whole)
    return _grown(flow.lines, main, site)


def _grown(lines: list[Line], main: tuple[int, int], site: set[int]) -> tuple[int, int]:
    """The range with the lines around it, up to the first link or part of the site on either side."""
    start, end = main
    while start > 0 and not _foreign(lines[start - 1], start - 1 in site):
        start -= 1
    while end < len(lines) and not _foreign(lines[end], end in site):
        end += 1
    return start, end


def _foreign(line: Line, site: bool) -> bool:
    listed = len(line.text) < 16 and _LIST_HEAD.match(line.text)
    return site or line.links * 2 > len(line.text) or bool(listed or _FOOTER.search(line.text))


def _keeps(line: Line, index: int, main: tuple[int, int], site: bool) -> bool:
    inside = main[0] <= index < main[1]
    if _PARTICULARS.match(line.text) or _is_heading(line):
        return inside or index < main[0]
    linked = line.links * 10 >= len(line.text) * 7 and not line.text.rstrip().endswith("。")
    if _FILE_LINK.search(line.text):
        return index >= main[0]
    return inside and not site and not linked


def _is_heading(line: Line) -> bool:
    """A line in `<h1>` or a table of particulars, wherever the page puts it."""
    element = line.element
    if element is None:
        return False
    if element.tag == "table":
        return any(_PARTICULARS.match(cell) for cell in line.text.split("\t"))
    return element.tag in ("h1", "ucaptitle") and line.links * 2 <= len(line.text)
