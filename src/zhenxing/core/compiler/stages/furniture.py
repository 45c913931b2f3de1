"""What a page prints around a document: menus, the table of facts, share buttons, links, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.text import metadata
from zhenxing.core.compiler.text.adverts import find_adverts
from zhenxing.core.compiler.text.issuers import is_body_name
from zhenxing.core.compiler.text.lines import Line, lines_of, squeezed
from zhenxing.core.compiler.text.mending import Mending
from zhenxing.core.compiler.text.numbering import begins_clause
from zhenxing.core.compiler.text.page_heads import may_stand_over, stands_over
from zhenxing.core.compiler.text.page_words import (
    Furniture,
    furniture_of,
    is_bullet,
    is_home,
    is_menu,
    says_site,
)
from zhenxing.core.compiler.text.titles import is_echo, is_kind_title

NAME = "furniture"

_HEADED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,5}[章条]"
)
_RECIPIENT = re.compile(r".{2,300}[:：]$")
#: with these the document itself goes on behind furniture
_RESUMES = re.compile(
    r"附件\s*\d*\s*[:：]?$|附[件表]\s*\d+|附件[:：]|抄\s*送[:：]|.{2,40}\d日印发$|第[一二三四五六七八九十百\d]{1,5}[章条]"
)
_PROSE = 40
#: a site's own statement is shorter
_SITE_TALK = 300
#: a head is no longer than this many characters of titles, numbers and names
_HEAD = 160
_ROUNDS = 4
_ECHO_LINES = 10
_TITLE = 8
#: a menu's or a brand's name over a Chinese title
#: a word of a menu, and the last step of the way to the page, are no longer than this
_MENU_WORD = 10
_SHORT_TITLE = 7
#: a body's name at the head of its site
_HEADLINE = 20
_RULES = ("方案", "办法", "细则", "意见", "措施", "规定", "规则", "计划")
_STEPS = frozenset(">＞»›→")
_SITE_NAME = re.compile(r"(?:人民政府|委员会|[局委办厅网]|门户网站|政务|在线|发布|融媒|之声|微讯|新闻)$")
#: the newspaper whose page it is
_PAPER_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|早报|时报|周报|导报|商报)$")
#: 一图读懂 | 2025年政府工作报告: at the head it names the page
_PICTURED = re.compile(r"(?:一图(?:读懂|看懂|了解)|图解|图说|长图)[ \u3000]*[|｜丨:：·][ \u3000]*\S{6}")
#: 2024/11/21李明: when another page was printed, and by whom
_DAY_LINE = re.compile(r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}[^\d。]{0,8}$")
#: a counter's figure, an abbreviation
_ODD = 6
#: the number under which a site keeps the page, behind the last sentence
_COUNTER = re.compile(r"[-•·]?\s*\d{5,12}")
#: - 地址: with what it says on the line below
_CONTACT = re.compile(r"[-•·]\s*(?:手机|电话|邮箱|地址|传真|微信|邮编|QQ)[:：]$")
#: nothing but marks that close what stands above
_CLOSING = re.compile(r"[，。、；：）》”』」！？％%,;)]{1,4}")
_CLOSED = ("。", "!", "！", ")", "）")
_SAYS = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
#: 理论前沿 | 基层实践: columns over the page
_COLUMNS = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[ \u3000]{0,2}[|｜][ \u3000]{0,2}[\u4e00-\u9fff]{2,6}){1,9}")
_BAR = re.compile("[|｜]")
_FIRST_LINES = 4
_LATIN = re.compile(r"[A-Za-z][A-Za-z .,'’&\-]{1,60}$")
#: 简介在国内,… 展现出: the opening once more, cut off, as copying sites print it over the text
_ABSTRACT = re.compile(r"简介(?![:：]).{40,400}[^。！？!?；;”）)]$")
#: 某某新闻网 首页 要闻 查看内容: the way to the page, its last step known
_VIEWED = re.compile(r".{0,20}首页[ \u3000|>›].{0,24}(?:查看内容|查看文章|浏览正文)$")
_ECHO_MARKS = re.compile(r"[|｜丨_《\-–—第:：](?:(?<!第)|.{1,2}篇)")


class _Judged(NamedTuple):
    line: Line
    kind: Furniture | None
    metadata: bool


@dataclass
class _Page:
    """Walks the lines once; `drop` says of each line why it is not the document."""

    lines: list[_Judged]
    drop: dict[int, str] = field(default_factory=dict)

    def judge(self) -> None:
        start = self._head()
        self._menu(start)
        self._first_line()
        self._first_line()
        self._echoes()
        self._doubled()
        self._body(start)
        self._tail()
        self._listed()

    def _head(self) -> int:
        """Furniture before the document; returns the line at which the document has begun."""
        index = kept = 0
        while index < len(self.lines) and kept < _HEAD:
            line, kind, is_metadata = self.lines[index]
            if is_metadata or (self.drop.get(index - 1) == "metadata" and metadata.may_be_row(line.text)):
                index = self._metadata(index)
                continue
            if kind == "end" and not kept and _PICTURED.match(line.text):
                kept += len(line.text)
            elif kind or _LATIN.match(line.text) or self._names_columns(index):
                self.drop[index] = "furniture"
            elif _starts_document(line.text):
                return index
            else:
                kept += len(line.text)
            index += 1
        return index

    def _names_columns(self, index: int) -> bool:
        """Whether a line over the page names its columns; one over a table has bars below it."""
        if index >= _FIRST_LINES or not _COLUMNS.fullmatch(self.lines[index].line.text):
            return False
        return index + 1 < len(self.lines) and not _BAR.search(self.lines[index + 1].line.text)

    def _menu(self, start: int) -> None:
        """Short lines that a menu above the document holds between its known words, and the site's name."""
        for index in range(start):
            text = self.lines[index].line.text
            if index == 0 and len(text) <= _HEADLINE and _SITE_NAME.search(text) and self._crumb_below():
                # the body that runs the site, over the way to the page
                self.drop[index] = "furniture"
            if index == 0 and _PAPER_NAME.match(text) and len(self.lines) > 1 and self._is_stamp(1):
                self.drop[index] = "furniture"
            if index in self.drop or len(text) > _MENU_WORD or _is_short_title(text):
                continue
            if len(text) >= _SHORT_TITLE and index + 1 < len(self.lines) and self.lines[index + 1].metadata:
                # a headline over its source and day
                continue
            above = index > 0 and self._is_tool(index - 1)
            below = self._is_tool(index + 1)
            home = below and is_home(squeezed(self.lines[index + 1].line.text))
            named = index == 0 and (home or self._is_tool(index + 2)) and _SITE_NAME.search(text)
            # behind a lone > stands the last step of the way to the page
            stepped = above and self.lines[index - 1].line.text in _STEPS
            if (above and below) or (below and named) or stepped:
                self.drop[index] = "furniture"

    def _first_line(self) -> None:
        """The opening cut off, or the source's own name, over the headline."""
        head = next((at for at in range(min(len(self.lines), _ECHO_LINES)) if at not in self.drop), None)
        if head is None or not may_stand_over(self.lines[head].line.text):
            return
        below = [each.line.text for each in self.lines[head + 1 : head + 1 + _ECHO_LINES]]
        facts = [each.line.text for each in self.lines[1:_ECHO_LINES] if each.kind or each.metadata]
        if stands_over(self.lines[head].line.text, below, facts):
            self.drop[head] = "furniture"

    def _crumb_below(self) -> bool:
        return len(self.lines) > 1 and self.lines[1].kind == "crumb"

    def _is_stamp(self, index: int) -> bool:
        return self.lines[index].metadata or self._is_tool(index)

    def _is_tool(self, index: int) -> bool:
        if not 0 <= index < len(self.lines):
            return False
        return self.lines[index].kind in ("tool", "weak", "crumb") or (
            self.drop.get(index) == "furniture" and not self.lines[index].metadata
        )

    def _echoes(self) -> None:
        """A page's own name for the document (栏目|《标题》, 标题_某网) over the title itself."""
        for index, judged in enumerate(self.lines[:_ECHO_LINES]):
            if index in self.drop or not _ECHO_MARKS.search(judged.line.text):
                continue
            below = [
                each.line.text
                for at, each in enumerate(self.lines[index + 1 : index + _ECHO_LINES], index + 1)
                if at not in self.drop
            ]
            if any(is_echo(judged.line.text, title) for title in below):
                self.drop[index] = "furniture"

    def _doubled(self) -> None:
        """A title that the page prints over the document's own, with nothing of the document between."""
        kept = [at for at in range(min(len(self.lines), _ECHO_LINES)) if at not in self.drop]
        if len(kept) < 2 or len(self.lines[kept[0]].line.text) < _TITLE:
            return
        first = squeezed(self.lines[kept[0]].line.text)
        self._repeated(kept[0])
        below = ""
        for at in kept[1:4]:
            below += squeezed(self.lines[at].line.text)
            if below == first:
                self.drop[kept[0]] = "furniture"
            if not first.startswith(below):
                return

    def _repeated(self, at: int) -> None:
        """Lines printed again right below; a mark that closes one (》) may stand on the next."""
        first, after = self._with_marks(at)
        while after < len(self.lines) and self._with_marks(after)[0] == first:
            self.drop.update(dict.fromkeys(range(at, after), "furniture"))
            at, after = after, self._with_marks(after)[1]

    def _with_marks(self, at: int) -> tuple[str, int]:
        """The words of a line with the closing marks below it, and the line behind them."""
        text, after = squeezed(self.lines[at].line.text), at + 1
        while after < len(self.lines) and _CLOSING.fullmatch(self.lines[after].line.text):
            text += self.lines[after].line.text
            after += 1
        return text, after

    def _metadata(self, index: int) -> int:
        """Drop a line of the table, with its value when that stands on the next line."""
        self.drop[index] = "metadata"
        name = metadata.wants_value(squeezed(self.lines[index].line.text))
        following = index + 1
        if name and following < len(self.lines):
            line, kind, is_metadata = self.lines[following]
            if not kind and not is_metadata and metadata.could_be_value(name, line.text):
                self.drop[following] = "value"
                return following + 1
        if following < len(self.lines) and self._goes_on(index, following):
            self.drop[following] = "value"
            return following + 1
        return following

    def _goes_on(self, index: int, following: int) -> bool:
        """Whether a title that fills the table's line is finished on the next one."""
        line, kind, is_metadata = self.lines[following]
        begun = metadata.title_value(self.lines[index].line.text)
        if not begun or kind or is_metadata or len(line.text) > 40:
            return False
        return not is_kind_title(begun) and is_kind_title(begun + line.text)

    def _body(self, start: int) -> None:
        ended = False
        index = start
        while index < len(self.lines):
            line, kind, is_metadata = self.lines[index]
            if is_metadata and self._table_at(index):
                index = self._metadata(index)
                continue
            if kind == "end":
                ended = True
                self._weak_before(index)
            if kind in ("end", "tool", "crumb"):
                self.drop[index] = "furniture"
            elif ended and _resumes(line.text) and not kind:
                ended = False
                self._title_before(index)
            elif ended:
                self.drop[index] = "furniture"
            index += 1

    def _table_at(self, index: int) -> bool:
        """Whether the table of facts is printed again: three of its lines in a row."""
        around = self.lines[index : index + 3]
        already = index > 0 and self.drop.get(index - 1) in ("metadata", "value")
        if len(around) == 3 and metadata.wants_value(squeezed(around[0].line.text)) and around[2].metadata:
            # 索引号 / 016200145 / 文号 / …: each label over its value
            already = already or metadata.wants_value(squeezed(around[2].line.text)) is not None
        return already or (len(around) == 3 and all(each.metadata for each in around))

    def _weak_before(self, index: int) -> None:
        """Lines such as 主办单位 directly above a certain footer belong to it."""
        above = index - 1
        while above >= 0 and (above in self.drop or self.lines[above].kind == "weak"):
            self.drop.setdefault(above, "metadata" if self.lines[above].metadata else "furniture")
            above -= 1

    def _title_before(self, index: int) -> None:
        """When prose follows furniture, the lines right above it are its title, not furniture."""
        above = index - 1
        while above >= 0 and self.drop.get(above) == "furniture":
            line, kind, is_metadata = self.lines[above]
            if kind or is_metadata or is_bullet(line.text):
                return
            del self.drop[above]
            above -= 1

    def _tail(self) -> None:
        """Weak lines and left-over facts at the very end."""
        for index in range(len(self.lines) - 1, -1, -1):
            line, kind, is_metadata = self.lines[index]
            if index in self.drop:
                continue
            if is_metadata and index and is_body_name(self.lines[index - 1].line.text):
                return
            if (not kind and not is_metadata) or _RESUMES.match(line.text):
                if self._is_odd(index):
                    self.drop[index] = "furniture"
                    continue
                return
            self.drop[index] = "metadata" if is_metadata else "furniture"

    def _listed(self) -> None:
        """Headlines of other pages at the end, each over the day it was printed on."""
        last = max((at for at in range(len(self.lines)) if at not in self.drop), default=-1)
        pairs: list[int] = []
        while last > 1 and _DAY_LINE.match(self.lines[last].line.text) and self._is_headline(last - 1):
            pairs += (last, last - 1)
            last -= 2
        if len(pairs) > 2:
            self.drop |= dict.fromkeys(pairs, "furniture")

    def _is_headline(self, index: int) -> bool:
        text = self.lines[index].line.text
        return index not in self.drop and len(text) <= _PROSE and not any(mark in text for mark in "。；;：:")

    def _is_odd(self, index: int) -> bool:
        """Whether a line at the end says nothing, between or under what a page prints at its foot."""
        text = self.lines[index].line.text
        above = index > 0 and (self.drop.get(index - 1) == "furniture" or self._is_tool(index - 1))
        below = index + 1 == len(self.lines) or index + 1 in self.drop
        over = self.lines[index - 1].line.text if index else ""
        if below and _COUNTER.fullmatch(text) and (over.endswith(_CLOSED) or _CONTACT.match(over)):
            return True
        if below and _CONTACT.match(over) and len(text) <= _PROSE:
            return True
        return above and below and len(text) <= _ODD and not _SAYS.search(text)


def _is_short_title(text: str) -> bool:
    """集聚区考核规则 is longer than the names of columns that end like it."""
    return len(text) >= _SHORT_TITLE and text.endswith(_RULES)


def _starts_document(text: str) -> bool:
    if _HEADED.match(text) or _RECIPIENT.match(text):
        return True
    return len(text) >= _PROSE and any(mark in text for mark in "。，,；;")


def _resumes(text: str) -> bool:
    if _RESUMES.match(text):
        return True
    if len(text) < _SITE_TALK and says_site(squeezed(text)):
        return False
    return len(text) >= _PROSE and not is_bullet(text) and ("。" in text or _HEADED.match(text) is not None)


def _adverts(plan: Plan) -> Plan:
    mending = Mending(plan)
    for advert in find_adverts(plan.text, lines_of(plan.text)):
        mending.cut(advert.start, advert.end, "advert", "likely")
    return mending.done()


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    framed = _adverts(plan)
    # lines that a menu held apart can show themselves to be one table
    for _ in range(_ROUNDS):
        before, framed = framed, _framed(framed)
        if framed is before:
            break
    return Declined("没有网页栏目、页脚等文件以外的内容") if framed is plan else framed


def _framed(plan: Plan) -> Plan:
    page = _Page([_judged(line) for line in lines_of(plan.text)])
    page.judge()
    return _without(plan, page) if page.drop else plan


def _judged(line: Line) -> _Judged:
    # a table of contents ends its lines with the page
    if begins_clause(line.text) and not line.text[-1].isdecimal():
        return _Judged(line, None, False)
    # furniture is short; a label may begin a long summary, so only its first part is looked at
    bare = squeezed(line.text[:400])
    if _ABSTRACT.match(line.text):
        return _Judged(line, "tool", False)
    menu = is_menu(line.text) or _VIEWED.match(line.text) is not None
    kind = furniture_of(bare) or ("tool" if menu else None)
    return _Judged(line, kind, metadata.is_metadata(line.text[:400], bare))


def _without(plan: Plan, page: _Page) -> Plan:
    mending = Mending(plan)
    for index, reason in sorted(page.drop.items()):
        if reason == "value":
            continue
        last = index
        if reason == "metadata" and page.drop.get(index + 1) == "value":
            last = index + 1
        mending.cut(page.lines[index].line.head, page.lines[last].line.stop, reason)
    return mending.done()
