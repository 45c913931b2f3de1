"""Printed names gathered into organisations; what is only alike is asked, not merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhenxing.core.compiler.duties.organisations import Reading, Resolver, alike, same_body
from zhenxing.core.compiler.plan import Certainty, Organisation

#: more unknown names than this are not compared with each other: the document is not a plan
_MOST = 400


@dataclass(frozen=True)
class Merged:
    """Organisations, the key of every printed name, and what a person must decide."""

    organisations: tuple[Organisation, ...]
    keys: Mapping[str, str]
    #: (printed name, question)
    doubts: tuple[tuple[str, str], ...]

    def key_of(self, printed: str) -> str | None:
        return self.keys.get(printed)


def merge(printed: Mapping[str, int], resolver: Resolver) -> Merged:
    """Group printed names (with how often each stands) in order of first appearance."""
    readings = {text: resolver.read(text) for text in printed}
    aliases = _joined_keys(readings)
    doubts = list(_doubts(readings, aliases, resolver))
    asked = {text for text, _ in doubts}
    groups: dict[str, list[Reading]] = {}
    for reading in readings.values():
        groups.setdefault(aliases.get(reading.key, reading.key), []).append(reading)
    organisations = tuple(_organisation(key, group, asked) for key, group in groups.items())
    keys = {text: aliases.get(reading.key, reading.key) for text, reading in readings.items()}
    return Merged(organisations, keys, tuple(doubts))


def _organisation(key: str, group: list[Reading], asked: set[str]) -> Organisation:
    first = group[0]
    if len(group) == 1:
        alone: Certainty = "unsure" if first.printed in asked else first.certainty
        return Organisation(key, first.printed, first.level, first.collective, (first.printed,), alone)
    name = max((reading.printed for reading in group), key=len)
    certainties: set[Certainty] = {reading.certainty for reading in group}
    if len({reading.key for reading in group}) > 1:
        certainties.add("likely")
    if any(reading.printed in asked for reading in group):
        certainties.add("unsure")
    certainty: Certainty = next(each for each in ("unsure", "likely", "certain") if each in certainties)
    printed = tuple(reading.printed for reading in group)
    return Organisation(key, name, first.level, first.collective, printed, certainty)


def _joined_keys(readings: Mapping[str, Reading]) -> dict[str, str]:
    """Key → key, for unknown names that are one body but for words that come and go."""
    unknown = _unknown(readings)
    joined: dict[str, str] = {}
    for index, reading in enumerate(unknown):
        for earlier in unknown[:index]:
            if reading.level == earlier.level and same_body(reading.core, earlier.core):
                joined[reading.key] = joined.get(earlier.key, earlier.key)
                break
    return joined


def _doubts(
    readings: Mapping[str, Reading], aliases: Mapping[str, str], resolver: Resolver
) -> list[tuple[str, str]]:
    unknown = [reading for reading in _unknown(readings) if reading.key not in aliases]
    found: list[tuple[str, str]] = []
    for index, reading in enumerate(unknown):
        known = resolver.suggestion(reading.core)
        other = next(
            (e for e in unknown[:index] if e.level == reading.level and alike(e.core, reading.core)), None
        )
        if other:
            found.append(
                (reading.printed, f"“{reading.printed}”与“{other.printed}”相近，未合并，请确认是否同一单位")
            )
        elif known:
            found.append((reading.printed, f"“{reading.printed}”与常用名称“{known}”相近，请确认是否笔误"))
    return found


def _unknown(readings: Mapping[str, Reading]) -> list[Reading]:
    return [reading for reading in readings.values() if not reading.known][:_MOST]
