"""Responsibility lines in the forms that plans really use, with who leads and who supports."""

from __future__ import annotations

from random import Random

from benchmarks import words

Line = tuple[str, list[str], list[str]]


def _units(rng: Random, place: str, count: int) -> list[str]:
    level = place[-1]
    names = [level + unit for unit in rng.sample(words.UNITS, k=count)]
    if level != "市" and rng.random() < 0.2:
        names[rng.randrange(count)] = f"市生态环境局{place}分局"
    return names


def towns(rng: Random, count: int) -> list[str]:
    """Names of townships."""
    first, second = rng.sample(words.PLACE_FIRST, k=count), rng.choices(words.TOWN_SECOND, k=count)
    return [f"{one}{other}{rng.choice('镇镇乡')}" for one, other in zip(first, second, strict=True)]


def responsibility(rng: Random, place: str) -> Line:
    """The line with its brackets, the leading and the supporting units as printed."""
    lead, support = _units(rng, place, rng.randint(1, 2)), _units(rng, place, rng.randint(3, 7))
    support = [unit for unit in support if unit not in lead]
    support += [f"{town}人民政府" for town in towns(rng, rng.randint(1, 2))]
    if rng.random() < 0.25:
        support.append(rng.choice(words.COLLECTIVES))
    first, others = "、".join(lead), "、".join(support)
    forms: tuple[Line, ...] = (
        (f"({first}牵头,{others}配合)", lead, support),
        (f"({first}牵头,{others}等部门分工负责落实)", lead, support),
        (f"({first}牵头,{others}按职责分工负责)", lead, support),
        (f"(牵头单位:{first};责任单位:{others})", lead, support),
        (f"(牵头单位:{first};配合单位:{others})", lead, support),
        (f"(责任单位:{first}、{others})", lead + support, []),
        (f"({first}、{others}按职责分工负责)", [], lead + support),
        (f"\n牵头单位:{first}\n责任单位:{others}", lead, support),
    )
    return rng.choice(forms)
