"""Tables of tasks whose cells were glued together when they were copied, a row a line.

序号重点任务年度目标牵头单位责任单位完成时限
3培育龙头企业新增规上茶企2家。县工信局县农业农村局、县统计局12月底

A time closes a row, units stand before it, behind the sentence that says what is aimed at; where the
task's name ends only the words show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhenxing.core.compiler.duties.cell_lines import NOTE, SECTION
from zhenxing.core.compiler.duties.table_heads import Column, columns_of, kind_of
from zhenxing.core.compiler.duties.table_rows import looks
from zhenxing.core.compiler.text.lines import Line, line_at, lines_of

_TITLES = (
    "序号|(?:重点|工作|主要|具体|年度)?任务(?:名称|内容)?|(?:工作|重点)事项|(?:工作|建设|具体|主要|任务)内容"
    "|(?:工作|具体|主要|推进)(?:措施|举措)|(?:年度|工作|具体|主要|任务)目标|目标任务|工作要求"
    "|(?:牵头|责任|配合|参与|协办|主办|落实)(?:单位|部门)|(?:完成|时间|办结)(?:时限|时间|节点|要求)|备注"
)
_HEAD = re.compile(rf"序号(?<![^\n]序号)(?:{_TITLES}){{2,7}}$", re.M)
_TITLE = re.compile(_TITLES)
_NUMBER = re.compile(r"(\d{1,3})[.、]?(?=[\u4e00-\u9fff“《])")
_TIME = re.compile(
    r"(?:(?:20\d\d年|次年|今年)?(?:\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?|年底|上半年|[一二三四]季度)(?:之?前)?"
    r"|全年|长期(?:坚持)?|持续(?:推进)?|常态化)$"
)
#: where one name ends and the next begins with no mark between them
_BOUND = re.compile(
    r"(?<=[局办部委府会社行司院心室镇乡])(?=[县市区]|各|有关|相关|团委|国网|人行|[\u4e00-\u9fff]{2,4}(?:镇|乡|街道))"
)
_UNITS_BEGIN = re.compile(r"[县市区各](?![场域块民值项类级])")
#: how what is aimed at begins, behind the task's name
_AIM = re.compile(
    r"新[增建改]|改造|改扩建|建成|建设|完成|创[建成]|引进|培[育训]|实现|力争|全[年县市]|年内|到20|20\d\d|\d{1,2}月|在|与|对|制[定修]|组织|举办"
    r"|开展|推[动进广]|争取|确保|[“《]|出台|编制|申报|认定|发放|设立|实施|加快|围绕|依托|支持|通过|打造|扩大|提升"
)
#: most names of tasks have six characters
_USUAL = 6
_SHORTEST, _LONG_NAME, _LONGEST = 4, 9, 14
_LONGEST_ROW = 300
_LEAST_ROWS = 3


def glued_rows(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the row as one line with tabs) of every row of every such table, heads included."""
    if "序号" not in text:
        return
    for head in _HEAD.finditer(text):
        titles = [title[0] for title in _TITLE.finditer(head.group())]
        columns = columns_of(titles) if all(map(kind_of, titles)) else None
        kinds = [column.kind for column in columns or ()]
        if columns is None or not _is_plain(kinds):
            continue
        lines = lines_of(text)
        at = line_at(lines, head.end())
        rows = list(_rows(lines, at + 1, columns))
        if len(rows) >= _LEAST_ROWS:
            yield lines[at].start, lines[at].end, "\t".join(titles)
            yield from rows


def _is_plain(kinds: Sequence[str]) -> bool:
    """Whether the columns are: number, task, perhaps its aim, one or two of units, perhaps a time."""
    shape = "".join(kind[0] for kind in kinds)
    return re.fullmatch(r"nt[ot]?uu?t?", shape) is not None


def _rows(lines: Sequence[Line], at: int, columns: Sequence[Column]) -> Iterator[tuple[int, int, str]]:
    expected = 1
    while at < len(lines):
        if SECTION.match(lines[at].text):
            at += 1
            continue
        end = at + 1
        if not _begins(lines[at].text, expected):
            return
        while (
            end < len(lines)
            and not _begins(lines[end].text, expected + 1)
            and not (NOTE.match(lines[end].text) or SECTION.match(lines[end].text))
            and not _TIME.search(lines[end - 1].text)
        ):
            end += 1
        printed = "".join(line.text for line in lines[at:end])
        cells = _cells(printed, columns) if len(printed) <= _LONGEST_ROW else None
        if cells is None:
            return
        yield lines[at].start, lines[end - 1].end, "\t".join(cells)
        at, expected = end, expected + 1


def _begins(line: str, number: int) -> bool:
    found = _NUMBER.match(line)
    return found is not None and int(found[1]) == number


def _cells(row: str, columns: Sequence[Column]) -> list[str] | None:
    """The cells of a row, or None where they cannot be told apart."""
    number = _NUMBER.match(row)
    if number is None:
        return None
    dated = columns[-1].kind == "time"
    time = _TIME.search(row) if dated else None
    body = row[number.end() : time.start() if time else len(row)]
    words, units = _units_apart(body)
    if not units:
        return None
    places = [column for column in columns if column.kind == "unit"]
    bound = _BOUND.search(units) if len(places) > 1 else None
    dealt = [units[: bound.start()], units[bound.start() :]] if bound else [units, ""][: len(places)]
    middle = [words]
    if len(columns) - 1 - len(places) - dated > 1:
        stop = _name_end(words)
        middle = [words[:stop], words[stop:]]
    return [number[1], *middle, *dealt, *([time[0] if time else ""] if dated else [])]


def _units_apart(body: str) -> tuple[str, str]:
    """(the words, the units behind them); no units where none can be told apart."""
    stop = max(body.rfind("。"), body.rfind("；")) + 1
    if stop:
        units = body[stop:]
        return (body[:stop], units) if looks(_BOUND.split(units)[0]) == "unit" else (body, "")
    for found in _UNITS_BEGIN.finditer(body, _SHORTEST):
        names = re.split("[、,，]", _BOUND.sub("、", body[found.start() :]))
        if all(looks(name) == "unit" for name in names):
            return body[: found.start()], body[found.start() :]
    return body, ""


def _name_end(words: str) -> int:
    """Where the name of a task ends and what is aimed at begins."""
    for stop in range(_SHORTEST, min(_LONGEST, len(words) - 4)):
        if words.startswith(words[:_SHORTEST], stop):
            return stop
    if _AIM.match(words, _USUAL):
        return _USUAL
    found = _AIM.search(words, _SHORTEST, _LONG_NAME + 2)
    return found.start() if found else min(_USUAL, len(words))
