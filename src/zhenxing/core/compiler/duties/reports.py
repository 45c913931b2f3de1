"""People named with their titles in press reports: 区委常委、副区长谢某某, 市领导董某某、张某某."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenxing.core.compiler.duties.names import is_name, starts_name
from zhenxing.core.compiler.plan import Person
from zhenxing.core.compiler.source import Span

_TITLE = re.compile(
    r"(?:书记|[县市区省州旗镇乡]长|部长|主任|局长|厅长|主席|常委|领导|院长|检察长|秘书长|董事长|总经理|理事长|会长|行长|校长|政委|组长)"
    r"(?:、党组书记|、党委书记)?(?=[\u4e00-\u9fff])"
)
_BEFORE = re.compile(r"[。;；,，:：\n!！?？”\"()（） \u3000]")
_ROLE = re.compile(
    r"(?:中共|原)?(?:[县市区省州旗](?![县市区])(?:委|政府|人民政府|人大|政协|纪委|直|领导|[\u4e00-\u9fff]{1,10}(?:局|厅|委|办|部|中心|管委会))|副?[县市区省州旗镇乡]长"
    r"|[\u4e00-\u9fff]{1,5}(?:镇|乡|街道)党|党[委组工]|经开区|开发区|高新区)"
)
#: what may stand right behind a name
_AFTER = re.compile(
    r"[、,，。;；:：）)\s（(]|主持|出席|参加|强调|指出|要求|说|表示|率|带|深入|调研|一行|立即|讲话|作|在|到|对|就|分别|陪同|听取|宣读|通报|介绍|与|和|及"
    r"|等|来|先后|实地|任|同志|为|向|前往|赴|现场|主讲|致辞|围绕|结合|传达|汇报|安排|部署|代表|会见|督导|检查|走访|出任|还|也|一|专题|随|签|见证|致|$"
)
_APPOINTED = re.compile(
    r"(?P<role>(?:办公室)?(?:常务)?副?主任|副?组长|召集人)由(?P<who>[^，,。;；\n]{2,30}?)(?:同志)?(?:兼任|担任)"
)
_NOT_NAMES = re.compile(
    r"^(?:任|负责|主持|出席|和|及|等|常|强|广|全|相|后|能|明|向|从|关于|高度|高质|应|成员|牵)"
)


def named_people(text: str) -> tuple[Person, ...]:
    """Everyone a report names with a title, each once, with the fullest title printed."""
    found: dict[str, Person] = {}
    for person in _people(text):
        earlier = found.get(person.name)
        if earlier is None or len(person.role) > len(earlier.role):
            found[person.name] = person
    return tuple(found.values())


def appointed_people(text: str) -> Iterator[Person]:
    """办公室主任由县工信局局长何某某兼任: the office a plan gives to a named person."""
    if "兼任" not in text and "担任" not in text:
        return
    for found in _APPOINTED.finditer(text):
        titles = list(_TITLE.finditer(found["who"]))
        at = titles[-1].end() if titles else 0
        name = found["who"][at:]
        if is_name(name):
            start = found.start("who") + at
            yield Person(name, found["role"], Span(start, start + len(name)), found["who"][:at] or None)


def _people(text: str) -> Iterator[Person]:
    for title in _TITLE.finditer(text):
        at = title.end()
        role = _role(text, title)
        while role and (size := _name_size(text, at)):
            yield Person(text[at : at + size], role, Span(at, at + size))
            at += size
            if text[at : at + 1] != "、":
                break
            at += 1


def _role(text: str, title: re.Match[str]) -> str | None:
    """The titles before a name, joined by 、, without the words before the first."""
    low = max(0, title.start() - 40)
    bounds = [found.end() for found in _BEFORE.finditer(text, low, title.start())]
    begin = bounds[-1] if bounds else low
    pieces = text[begin : title.end()].split("、")
    kept = [pieces.pop()]
    while pieces and _TITLE.search(pieces[-1] + "某"):
        kept.insert(0, pieces.pop())
    found = _ROLE.search(kept[0])
    if found is None:
        return None
    kept[0] = kept[0][found.start() :]
    return "、".join(kept)


def _name_size(text: str, at: int) -> int | None:
    surname = starts_name(text, at)
    if not surname or (_NOT_NAMES.match(text[at : at + 3]) and not _AFTER.match(text, at + surname + 1)):
        return None
    for size in (surname + 2, surname + 1):
        if is_name(text[at : at + size]) and _AFTER.match(text, at + size):
            return size
    return None
