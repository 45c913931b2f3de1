"""Patterns of sentences, each with what a careful reader finds in it by `docs/reference/gold.md`.

A pattern takes the generator of random numbers and returns its text; those with numbers return
the gold items too. Values are in the base unit (元, not 亿元), shares are fractions of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks import words
from benchmarks.words import Measure

Gold = dict[str, Any]
#: a piece of a sentence and its gold without time
Part = tuple[str, list[Gold]]


# --- sentences without numbers ---------------------------------------------------------------


def prose(rng: Random, product: str, clauses: int = 0) -> str:
    """Two to four clauses of intentions, ended by a full stop."""
    count = clauses or rng.choice((2, 3, 3, 4))
    parts = [rng.choice(words.OPENERS)] if rng.random() < 0.3 else []
    parts += [rng.choice(_CLAUSES)(rng, product) for _ in range(count)]
    return ",".join(parts) + "。"


def _plain(rng: Random, product: str) -> str:
    verb, scope = rng.choice(words.VERBS), rng.choice(words.SCOPES)
    return f"{rng.choice(words.MANNERS)}{verb}{scope}{rng.choice(words.QUALITIES)}{rng.choice(words.OBJECTS)}"


def _around(rng: Random, product: str) -> str:
    first, second = rng.sample(words.OBJECTS, k=2)
    return f"围绕{product}产业{first},{rng.choice(words.VERBS)}{rng.choice(words.SCOPES)}{second}"


def _aimed(rng: Random, product: str) -> str:
    whom, aim = rng.choice(words.SCOPES), rng.choice(words.AIMS)
    return f"引导{whom}{rng.choice(words.VERBS)}{rng.choice(words.OBJECTS)},{aim}"


def _joined(rng: Random, product: str) -> str:
    first, second = rng.sample(words.OBJECTS, k=2)
    return (
        f"{rng.choice(words.VERBS)}{rng.choice(words.QUALITIES)}{first}和{rng.choice(words.SCOPES)}{second}"
    )


_CLAUSES: tuple[Callable[[Random, str], str], ...] = (_plain, _plain, _around, _aimed, _joined)


def trap(rng: Random, product: str) -> str:
    """A number that is neither goal nor figure, and a clause."""
    pattern = rng.choice(words.TRAPS)
    number = pattern.format(list=rng.choice(words.COUNTS), times=rng.randint(1, 4))
    return f"{number},{_plain(rng, product)},{_aimed(rng, product)}。"


# --- numbers -----------------------------------------------------------------------------------


def plain(value: Decimal) -> int | float:
    """A JSON number that prints as the value does."""
    return int(value) if value == value.to_integral_value() else float(value)


def amount(rng: Random, measure: Measure) -> tuple[str, Decimal]:
    """How the amount is printed, with its unit, and its value in the base unit."""
    printed = Decimal(rng.randint(measure.low * 10**measure.decimals, measure.high * 10**measure.decimals))
    printed = (printed / 10**measure.decimals).normalize()
    return f"{printed:f}{measure.printed}", printed * measure.scale


def share(rng: Random, low: int, high: int) -> tuple[str, Decimal]:
    """A percentage with at most one decimal, and its value as a fraction."""
    tenths = rng.randint(low * 10, high * 10)
    printed = (Decimal(tenths) / 10).normalize()
    return f"{printed:f}%", Decimal(tenths) / 1000


def item(text: str, op: str, value: Decimal | Sequence[Decimal], unit: str | None, **more: object) -> Gold:
    given = plain(value) if isinstance(value, Decimal) else [plain(one) for one in value]
    return {"text": text, "op": op, "value": given, "unit": unit, **more}


# --- goals -------------------------------------------------------------------------------------


def _level_goal(rng: Random, product: str) -> Part:
    measure = rng.choice(words.LEVELS)
    printed, value = amount(rng, measure)
    name = f"{product}{measure.name}"
    text, op = rng.choice(
        (
            (f"{name}达到{printed}", ">="),
            (f"{name}达到{printed}以上", ">="),
            (f"{name}突破{printed}", ">"),
            (f"{name}超过{printed}", ">"),
            (f"{name}不低于{printed}", ">="),
            (f"{name}力争达到{printed}", ">="),
            (f"{name}稳定在{printed}左右", "approx"),
        )
    )
    return text, [item(text, op, value, measure.unit, indicator=name)]


def _thing_goal(rng: Random, product: str) -> Part:
    measure = rng.choice(words.THINGS)
    printed, value = amount(rng, measure)
    name = f"{product}{measure.name}"
    text, op = rng.choice(
        (
            (f"{name}达到{printed}", ">="),
            (f"培育{name}{printed}以上", ">="),
            (f"{name}不少于{printed}", ">="),
            (f"新增{name}{printed}", "+"),
            (f"累计培育{name}{printed}", "="),
        )
    )
    return text, [item(text, op, value, measure.unit, indicator=name)]


def _range_goal(rng: Random, product: str) -> Part:
    measure = rng.choice([one for one in words.THINGS if one.printed in "家个"])
    low = rng.randint(measure.low, measure.high)
    high = low + rng.randint(1, 9)
    text = f"培育{product}{measure.name}{low}—{high}{measure.printed}"
    return text, [item(text, "range", (Decimal(low), Decimal(high)), measure.unit, indicator=measure.name)]


def _share_goal(rng: Random, product: str) -> Part:
    name = rng.choice(words.SHARES)
    printed, value = share(rng, 45, 99)
    text, op = rng.choice(
        ((f"{name}达到{printed}", ">="), (f"{name}达到{printed}以上", ">="), (f"{name}不低于{printed}", ">="))
    )
    return text, [item(text, op, value, "%", indicator=name)]


def _ceiling_goal(rng: Random, product: str) -> Part:
    name = rng.choice(words.CEILINGS)
    printed, value = share(rng, 1, 9)
    text = rng.choice((f"{name}控制在{printed}以内", f"{name}不超过{printed}", f"{name}不高于{printed}"))
    return text, [item(text, "<=", value, "%", indicator=name)]


def _growth_goal(rng: Random, product: str) -> Part:
    measure = rng.choice(words.LEVELS)
    printed, value = share(rng, 4, 25)
    text, op = rng.choice(
        (
            (f"{product}{measure.name}增长{printed}以上", ">="),
            (f"{product}{measure.name}增长{printed}左右", "approx"),
        )
    )
    return text, [item(text, op, value, "%", indicator=f"{measure.name}增速")]


def _both_goal(rng: Random, product: str) -> Part:
    first, second = rng.sample([one for one in words.LEVELS if one.printed == "亿元"], k=2)
    (one, value), (other, other_value) = amount(rng, first), amount(rng, second)
    text = f"{product}{first.name}、{second.name}分别达到{one}和{other}"
    return text, [
        item(text, ">=", value, "元", indicator=f"{product}{first.name}"),
        item(text, ">=", other_value, "元", indicator=f"{product}{second.name}"),
    ]


_GOALS = (_level_goal, _level_goal, _thing_goal, _thing_goal, _share_goal, _growth_goal, _ceiling_goal)
_RARE_GOALS = (_range_goal, _both_goal)


def _yearly_goal(rng: Random, product: str) -> Part:
    measure = rng.choice(words.LEVELS)
    printed, value = share(rng, 4, 25)
    text = f"{product}{measure.name}年均增长{printed}以上"
    return text, [item(text, ">=", value, "%", indicator=f"{measure.name}年均增速")]


def goal_parts(rng: Random, product: str, count: int, *, lasting: bool = False) -> list[Part]:
    """Goals of different kinds, without time; yearly averages only where it is a `lasting` one."""
    common = (*_GOALS, _yearly_goal) if lasting else _GOALS
    return [rng.choice(common if rng.random() < 0.85 else _RARE_GOALS)(rng, product) for _ in range(count)]


# --- figures -----------------------------------------------------------------------------------


def _level_figure(rng: Random, product: str) -> Part:
    measure = rng.choice(words.LEVELS)
    printed, value = amount(rng, measure)
    name = f"{product}{measure.name}"
    text = rng.choice((f"{name}{printed}", f"实现{name}{printed}", f"完成{name}{printed}"))
    found = [item(text, "=", value, measure.unit, indicator=name)]
    if rng.random() < 0.7:
        grown, fraction = share(rng, 2, 30)
        rise = rng.choice((f"同比增长{grown}", f"增长{grown}", f"比上年增长{grown}"))
        found.append(item(rise, "=", fraction, "%", indicator=f"{name}增速"))
        text = f"{text},{rise}"
    return text, found


def _thing_figure(rng: Random, product: str) -> Part:
    measure = rng.choice(words.THINGS)
    printed, value = amount(rng, measure)
    name = f"{product}{measure.name}"
    text, op = rng.choice(
        ((f"拥有{name}{printed}", "="), (f"新增{name}{printed}", "+"), (f"累计建成{name}{printed}", "="))
        if measure.printed in "家个"
        else ((f"拥有{name}{printed}", "="), (f"新增{name}{printed}", "+"))
    )
    return text, [item(text, op, value, measure.unit, indicator=name)]


def figure_parts(rng: Random, product: str, count: int) -> list[Part]:
    """Reported facts, without time."""
    return [rng.choice((_level_figure, _level_figure, _thing_figure))(rng, product) for _ in range(count)]


def sentence(rng: Random, opening: str, parts: Iterable[Part], **when: str | None) -> Part:
    """One sentence of several parts under one time: `deadline=` for goals, `period=` for figures."""
    texts, found = [], []
    for text, items in parts:
        texts.append(text)
        found += [{**gold, **when} for gold in items]
    joint = rng.choice((",", ";"))
    return opening + joint.join(texts) + "。", found


# --- conditions --------------------------------------------------------------------------------


def threshold(rng: Random, product: str) -> Part:
    """One requirement of a list, without number and mark."""
    if rng.random() < 0.12:
        years = rng.choice("两三五")
        kind = rng.choice(("安全生产", "环境污染", "产品质量", "劳动用工"))
        where = f"{rng.choice(words.SCOPES)}{rng.choice(words.OBJECTS)}"
        text = f"近{years}年在{where}方面未发生重大{kind}事故"
        return text, [item(text, "=", Decimal(0), "起", subject=f"近{years}年重大{kind}事故")]
    if rng.random() < 0.3:
        name = rng.choice(words.SHARES)
        printed, value = share(rng, 30, 95)
        text = rng.choice((f"{product}{name}不低于{printed}", f"{product}{name}达到{printed}以上"))
        return text, [item(text, ">=", value, "%", subject=name)]
    measure = rng.choice((*words.LEVELS, *words.THINGS))
    printed, value = amount(rng, measure)
    name = f"{product}{measure.name}"
    text, op = rng.choice(
        (
            (f"{name}不低于{printed}", ">="),
            (f"{name}达到{printed}以上", ">="),
            (f"{name}{printed}以上", ">="),
            (f"上年度{name}超过{printed}", ">"),
        )
    )
    return text, [item(text, op, value, measure.unit, subject=name)]


def award(rng: Random, product: str) -> Part:
    """A benefit: with a threshold, with none, or a ladder of them."""
    measure = rng.choice([one for one in words.LEVELS if one.unit == "元"])
    money = f"{rng.randint(2, 90)}万元"
    scope = rng.choice(("生产企业", "加工企业", "经营主体", "骨干企业", "配套企业"))
    if rng.random() < 0.25:
        honour = rng.choice(("省级专业镇", "国家级绿色工厂", "省级名牌产品", "国家高新技术企业"))
        text = f"对首次认定为{honour}的{product}{scope},给予一次性奖励{money}"
        gold = {"text": text, "subject": f"认定为{honour}", "op": None, "value": None, "unit": None}
        return text + "。", [{**gold, "award": f"一次性奖励{money}"}]
    if rng.random() < 0.3:
        return _ladder(rng, product, measure, scope)
    printed, value = amount(rng, measure)
    word, op = rng.choice((("达到", ">="), ("超过", ">"), ("不低于", ">=")))
    given = rng.choice((f"给予一次性奖励{money}", f"按贡献程度给予奖励,最高{money}"))
    text = f"对年{product}{measure.name}{word}{printed}的{scope},{given}"
    return text + "。", [item(text, op, value, "元", subject=measure.name, award=given)]


def _ladder(rng: Random, product: str, measure: Measure, scope: str) -> Part:
    steps = sorted(rng.sample(range(2, 60), k=3))
    sums = sorted(rng.sample(range(3, 90), k=3))
    levels = "、".join(f"{step * 500}万元" for step in steps)
    given = "、".join(f"{one}万元" for one in sums)
    text = f"年{product}{measure.name}首次突破{levels}的{scope},分别给予{given}奖励"
    found = [
        item(text, ">", Decimal(step * 5_000_000), "元", subject=measure.name, award=f"{one}万元")
        for step, one in zip(steps, sums, strict=True)
    ]
    return text + "。", found
