"""Official documents about places that do not exist, with what a careful reader finds in them.

`corpus(count)` composes plans, covering notices, measures, reports and news from a grammar, about
a quarter of them damaged, and gives `Document(name, text, gold)`; gold is what the grammar put in,
by `docs/reference/gold.md`. The same count gives the same documents, of which the first are those
of a smaller count, and no two of them share a sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from benchmarks import damage, words
from benchmarks import sentences as say
from benchmarks.duties import responsibility, towns
from benchmarks.sentences import Gold
from zhenxing.packs.loader import county_level, short_name

NUMERALS = "一二三四五六七八九十"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STOP = re.compile(r"[。;\n]")
#: who leads, on a line of its own: of these there are as many as there are pairs of units
_NAMES_ONLY = re.compile(r"\(?牵头单位:")


@dataclass(frozen=True)
class Document:
    """`clean` is the text before it was damaged; the same when `damage` is empty."""

    name: str
    text: str
    gold: Gold
    clean: str
    damage: str = ""


@dataclass
class Draft:
    """A document while it is composed: who writes about what, and what stands in it so far."""

    rng: Random
    place: str
    product: str
    year: int
    lines: list[str] = field(default_factory=list)
    gold: Gold = field(default_factory=dict)

    def add(self, *lines: str) -> None:
        self.lines += lines

    def found(self, kind: str, items: list[Gold]) -> None:
        self.gold.setdefault(kind, []).extend(items)

    @property
    def size(self) -> int:
        return sum(map(len, self.lines))

    @property
    def level(self) -> str:
        return self.place[-1]

    def date(self) -> tuple[str, str]:
        """A day of the first months, before every deadline, as printed and in ISO."""
        month, day = self.rng.randint(1, 3), self.rng.randint(1, 28)
        return f"{self.year}年{month}月{day}日", f"{self.year}-{month:02}-{day:02}"


@lru_cache(maxsize=1)
def _places() -> tuple[str, ...]:
    real = {name for one in county_level() for name in (one.name, short_name(one.name))}
    stems = (first + second for first in words.PLACE_FIRST for second in words.PLACE_SECOND)
    free = [stem for stem in stems if not real & {stem, *(stem + kind for kind in "县市区")}]
    return tuple(stem + kind for stem in free for kind in "县县市区")


# --- parts of a document -----------------------------------------------------------------------


def _goals(draft: Draft, count: int, inherited: str | None, dated: bool = False) -> str:
    """A sentence of goals; without a time of its own (never if `dated`) they have the inherited one."""
    rng, year = draft.rng, draft.year + draft.rng.randint(0, 3)
    month = rng.randint(5, 11)
    openings = (
        (f"到{year}年,", str(year)),
        (f"到{year}年底,", str(year)),
        (f"{year}年{month}月底前,", f"{year}-{month:02}"),
        ("力争", inherited),
        ("", inherited),
    )
    opening, deadline = rng.choice(openings[:3] if dated else openings)
    parts = say.goal_parts(rng, draft.product, count, lasting=opening.startswith("到") and year > draft.year)
    text, items = say.sentence(rng, opening, parts, deadline=deadline)
    draft.found("goals", items)
    return text


def _figures(draft: Draft, count: int) -> str:
    rng, year = draft.rng, draft.year - 1
    month = rng.randint(6, 11)
    opening, period = rng.choice(
        (
            (f"{year}年,", str(year)),
            (f"{year}年1—{month}月,", f"{year}-{month:02}"),
            (f"截至{year}年底,", str(year)),
        )
    )
    text, items = say.sentence(rng, opening, say.figure_parts(rng, draft.product, count), period=period)
    draft.found("figures", items)
    return text


def _paragraph(draft: Draft, low: int, high: int) -> str:
    rng = draft.rng
    lines = [say.prose(rng, draft.product) for _ in range(rng.randint(low, high))]
    if rng.random() < 0.2:
        lines.insert(rng.randint(0, len(lines)), say.trap(rng, draft.product))
    return "".join(lines)


def _heading(draft: Draft) -> str:
    rng = draft.rng
    return f"{rng.choice(words.HEADS)}{draft.product}{rng.choice(words.QUALITIES)}{rng.choice(words.TOPICS)}"


def _task(draft: Draft, number: str, inherited: str | None) -> None:
    rng = draft.rng
    heading = _heading(draft) + rng.choice(("行动", "工程", "", ""))
    body = _paragraph(draft, 2, 4)
    if rng.random() < 0.5:
        body += _goals(draft, rng.randint(1, 2), inherited)
    line, lead, support = responsibility(rng, draft.place)
    draft.add(f"{number}{heading}。{body}{line}")
    draft.found("tasks", [{"number": number, "heading": heading, "lead": lead, "support": support}])


def _header(draft: Draft, title: str, genre: str, kind: str = "政办发") -> str:
    """Title and number above the text; returns the day as printed for below it."""
    office = f"{draft.place}人民政府办公室"
    printed, issued = draft.date()
    number = f"{draft.place[0]}{kind}〔{draft.year}〕{draft.rng.randint(1, 98)}号"
    draft.add(title, "", number, "")
    draft.gold |= {
        "title": title,
        "doc_number": number,
        "issuer": office,
        "issued_on": issued,
        "genre": genre,
    }
    return printed


def _sign(draft: Draft, printed: str) -> None:
    draft.add("", f"{draft.place}人民政府办公室", printed)


def _recipients(draft: Draft) -> str:
    return f"{'、'.join(towns(draft.rng, 3))}人民政府,{draft.level}直各有关单位:"


# --- forms -------------------------------------------------------------------------------------


def plan(draft: Draft, size: int) -> None:
    """A plan of one year or of several, with goals, tasks and safeguards."""
    rng = draft.rng
    single = rng.random() < 0.5
    years = f"{draft.year}年" if single else f"({draft.year}—{draft.year + 2}年)"
    name = f"{draft.place}{draft.product}专业镇"
    if single:
        title = f"{name}{years}{rng.choice(('行动计划', '工作要点'))}"
    else:
        title = f"{name}高质量发展{rng.choice(('实施方案', '行动方案'))}{years}"
    covered = rng.random() < 0.35
    printed = _header(draft, _covering(draft, title) if covered else title, "plan")
    if covered:
        draft.add(_recipients(draft), f"《{title}》已经{draft.level}政府同意,现印发给你们,请认真组织实施。")
        _sign(draft, printed)
        draft.add("", title, "")
    _plan_body(draft, size, str(draft.year) if single else None)
    if not covered:
        _sign(draft, printed)


def _covering(draft: Draft, title: str) -> str:
    return f"{draft.place}人民政府办公室关于印发{title}的通知"


def _plan_body(draft: Draft, size: int, inherited: str | None) -> None:
    rng = draft.rng
    draft.add(
        f"为加快{draft.product}专业镇建设,{say.prose(rng, draft.product)}结合我{draft.level}实际,制定本方案。"
    )
    draft.add("一、总体要求", f"(一)总体思路。{_paragraph(draft, 2, 4)}")
    # an undated sentence here would take the date of the one before it
    goals = "".join(_goals(draft, rng.randint(2, 4), inherited, dated=True) for _ in range(rng.randint(1, 2)))
    draft.add(f"(二)发展目标。{goals}{say.prose(rng, draft.product)}", "二、重点任务")
    count = 0
    while count < 10 and draft.size < size * 0.85:
        _task(draft, f"({_numeral(count + 1)})", inherited)
        count += 1
    draft.add("三、保障措施")
    for index, heading in enumerate(("加强组织领导", "加强督导考核", "加强宣传引导")):
        draft.add(f"({NUMERALS[index]}){heading}。{_paragraph(draft, 1, 2)}")
        task = {
            "number": f"({NUMERALS[index]})",
            "heading": heading,
            "lead": [],
            "support": [],
            "optional": True,
        }
        draft.found("tasks", [task])


def _numeral(number: int) -> str:
    """一 to 九百九十九."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{NUMERALS[hundreds - 1]}百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else NUMERALS[tens - 1]) + "十"
    elif hundreds and ones:
        head += "零"
    return head + (NUMERALS[ones - 1] if ones else "")


def measure(draft: Draft, size: int) -> None:
    """A measure in articles: conditions of recognition and awards."""
    rng = draft.rng
    title = (
        f"{draft.place}{draft.product}专业镇{rng.choice(('扶持奖励办法', '认定管理办法', '培育管理办法'))}"
    )
    printed = _header(draft, title, "measure", kind="政办规")
    articles = (f"第{_numeral(number)}条" for number in itertools.count(1))
    purpose = f"为规范{draft.product}专业镇工作,{say.prose(rng, draft.product)}"
    draft.add("第一章 总则", f"{next(articles)} {purpose}")
    draft.add(f"{next(articles)} {_paragraph(draft, 1, 2)}", "第二章 认定条件")
    for _ in range(rng.randint(1, 3)):
        _required(draft, next(articles))
    draft.add("第三章 扶持政策")
    while draft.size < size * 0.9:
        text, items = say.award(rng, draft.product)
        draft.found("conditions", items)
        draft.add(f"{next(articles)} {text}{_paragraph(draft, 1, 3)}")
    last = f"本办法由{draft.place}工业和信息化局负责解释,自{printed}起施行,有效期三年。"
    draft.add("第四章 附则", f"{next(articles)} {last}")
    _sign(draft, printed)


def _required(draft: Draft, number: str) -> None:
    rng = draft.rng
    object_ = rng.choice(("专业镇", "示范企业", "骨干企业", "示范基地"))
    what = f"{draft.place}{draft.product}{rng.choice(words.QUALITIES)}{object_}"
    draft.add(f"{number} 申报{what}应当同时具备下列条件:")
    count = rng.randint(3, 6)
    for index in range(count):
        text, items = say.threshold(rng, draft.product)
        draft.found("conditions", items)
        draft.add(f"({NUMERALS[index]}){text}{'。' if index == count - 1 else ';'}")


def report(draft: Draft, size: int) -> None:
    """A report of work: last year's figures, this year's goals."""
    rng = draft.rng
    title = f"关于{draft.place}{draft.product}专业镇{draft.year - 1}年发展情况的报告"
    office = f"{draft.place}工业和信息化局"
    draft.add(title, "", f"一、{draft.year - 1}年工作情况")
    draft.gold |= {"title": title, "issuer": office, "genre": "report"}
    while draft.size < size * 0.5:
        draft.add(_figures(draft, rng.randint(1, 3)) + _paragraph(draft, 2, 4))
    draft.add(f"二、{draft.year}年工作计划")
    count = 0
    while draft.size < size * 0.95 and count < 10:
        heading = _heading(draft)
        body = _paragraph(draft, 1, 3) + _goals(draft, rng.randint(1, 3), str(draft.year))
        draft.add(f"({_numeral(count + 1)}){heading}。{body}")
        draft.found("tasks", [{"heading": heading, "lead": [], "support": [], "optional": True}])
        count += 1
    printed, issued = draft.date()
    draft.gold["issued_on"] = issued
    draft.add("", office, printed)


def news(draft: Draft, size: int) -> None:
    """A press report: figures, what was said, and a goal or two."""
    rng = draft.rng
    what = f"{rng.choice(words.VERBS)}{draft.product}{rng.choice(words.OBJECTS)}"
    title = f"{draft.place}:{what} {rng.choice(words.AIMS)}"
    issued = draft.date()[1]
    draft.add(title, f"来源:{draft.place}融媒体中心    发布日期:{issued}", "")
    draft.gold |= {"title": title, "issued_on": issued, "genre": "news"}
    speaker = rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)
    draft.add(f"{say.prose(rng, draft.product)}{_figures(draft, rng.randint(1, 3))}")
    while draft.size < size * 0.9:
        draft.add(_paragraph(draft, 2, 5))
        if rng.random() < 0.35:
            draft.add(_figures(draft, rng.randint(1, 2)))
        if rng.random() < 0.2:
            draft.add(f"“{say.prose(rng, draft.product)}”{draft.place}工业和信息化局局长{speaker}说。")
    draft.add(f"下一步,{say.prose(rng, draft.product)}{_goals(draft, 2, None, dated=True)}")


_FORMS: tuple[tuple[Callable[[Draft, int], None], int], ...] = (
    (plan, 50),
    (measure, 20),
    (report, 15),
    (news, 15),
)
_DAMAGES = (("", 75), ("traditional", 8), ("portal", 9), ("wrapped", 8))


# --- documents and corpora ---------------------------------------------------------------------


def document(index: int, attempt: int = 0) -> Document:
    """The document of that number; another attempt is another document."""
    rng = Random(f"{index}/{attempt}")
    draft = Draft(rng, rng.choice(_places()), rng.choice(words.PRODUCTS), rng.randint(2022, 2026))
    form = rng.choices([form for form, _ in _FORMS], [weight for _, weight in _FORMS])[0]
    form(draft, rng.randint(2000, 5600))
    text = "\n".join(draft.lines) + "\n"
    gold: Gold = {kind: [] for kind in ("goals", "figures", "tasks", "conditions")} | draft.gold
    longest = max((line for line in sentences(text) if not re.search(r"\d", line)), key=len)
    gold |= {"clean_text_contains": [longest], "clean_text_lacks": []}
    kind = rng.choices([name for name, _ in _DAMAGES], [weight for _, weight in _DAMAGES])[0]
    return Document(f"{index:05}-{form.__name__}", _damaged(kind, text, draft, gold), gold, text, kind)


def long_plan(characters: int) -> Document:
    """One plan of at least so many characters: as many chapters of ten tasks as it takes."""
    rng = Random(f"long/{characters}")
    draft = Draft(rng, rng.choice(_places()), rng.choice(words.PRODUCTS), 2026)
    title = f"{draft.place}{draft.product}专业镇高质量发展行动方案(2026—2028年)"
    printed = _header(draft, title, "plan")
    chapter = 0
    while draft.size < characters:
        chapter += 1
        draft.add(f"{_numeral(chapter)}、{_heading(draft)}")
        for index in range(10):
            if draft.size < characters:
                _task(draft, f"({NUMERALS[index]})", None)
    _sign(draft, printed)
    text = "\n".join(draft.lines) + "\n"
    return Document(f"long-{characters}", text, draft.gold, text)


def _damaged(kind: str, text: str, draft: Draft, gold: Gold) -> str:
    if kind == "traditional":
        return damage.traditional(text, draft.rng)
    if kind == "wrapped":
        return damage.wrapped(text, draft.rng)
    if kind == "portal":
        text, gold["clean_text_lacks"] = damage.portal(text, draft.rng, draft.place)
    return text


def sentences(text: str) -> Iterator[str]:
    """What stands between two stops and says something: twelve Chinese characters or more."""
    pieces = (piece.strip() for piece in _STOP.split(text))
    return (piece for piece in pieces if len(_HAN.findall(piece)) >= 12 and not _NAMES_ONLY.match(piece))


def corpus(count: int) -> Iterator[Document]:
    """`count` documents of which no two share a sentence."""
    seen: set[int] = set()
    for index in range(count):
        attempt = 0
        while True:
            made = document(index, attempt)
            found = {hash(sentence) for text in (made.text, made.clean) for sentence in sentences(text)}
            if not found & seen:
                break
            attempt += 1
        seen |= found
        yield made
