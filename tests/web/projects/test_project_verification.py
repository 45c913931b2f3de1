"""真项目核验: what looks like one project counted twice is named once, with its reasons; the rest is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhenxing.web.projects.verification import Doubt, Known, Use, doubts, folded

_YI = Decimal(10**8)


def known(pk: int, **fields: Any) -> Known:
    return Known(pk, fields.pop("county", "0001"), **{"investor": f"云岭投资{pk}号公司", **fields})


def kinds(found: list[Doubt]) -> list[tuple[str, int, int, bool]]:
    return sorted((one.kind, one.project, one.other, one.grave) for one in found)


def test_a_code_is_one_projects_for_life() -> None:
    rows = [known(n, code="2025-990121-30-03-123456") for n in (1, 2, 3)] + [known(4), known(5)]
    found = doubts(rows)
    assert kinds(found) == [("code", 2, 1, True), ("code", 3, 1, True)]
    assert "2025-990121-30-03-123456" in found[0].reasons[0]


def test_a_parcel_of_another_investor_is_grave_but_only_within_the_county() -> None:
    rows = [known(1, parcel="窑头 2025-07 号"), known(2, parcel="窑头2025—07号")]
    assert kinds(doubts(rows)) == [("parcel", 2, 1, True)]
    assert doubts([rows[0], known(2, parcel="窑头2025-07号", county="0002")]) == []


def test_an_investor_may_have_several_projects_and_is_only_pointed_at() -> None:
    rows = [known(1, investor_code="9X", parcel="甲"), known(2, investor_code="9X", parcel="乙")]
    assert kinds(doubts(rows)) == [("investor", 2, 1, False)]


def test_one_investor_one_parcel_is_a_split_with_the_sum_said() -> None:
    rows = [known(n, investor_code="9X", parcel="甲", investment=_YI * n) for n in (1, 2)]
    (found,) = doubts(rows)
    assert (found.kind, found.grave) == ("split", True)
    assert "3亿元" in found.reasons[-1]
    assert "没有填总投资" in doubts([rows[0], known(2, investor_code="9X", parcel="甲")])[0].reasons[-1]


def test_signed_within_a_quarter_of_each_other_without_parcels_is_a_split() -> None:
    def pair(later: date, **fields: Any) -> list[Doubt]:
        first = known(1, investor_code="9X", signed=date(2025, 3, 1))
        return doubts([first, known(2, investor_code="9X", signed=later, **fields)])

    assert [one.kind for one in pair(date(2025, 5, 30))] == ["split"]
    assert [one.kind for one in pair(date(2025, 5, 31))] == ["investor"]


def test_parts_that_add_up_to_another_project_of_the_investor_are_named() -> None:
    amounts = {1: 5, 2: 2, 3: 3}
    rows = [known(n, investor_code="9X", parcel=str(n), investment=_YI * part) for n, part in amounts.items()]
    found = doubts(rows)
    assert {one.kind for one in found} == {"split"}
    assert "5亿元" in found[0].reasons[0]


def test_names_count_as_one_investor_however_they_are_written() -> None:
    rows = [known(1, investor="云岭（集团）窑业 有限公司"), known(2, investor="云岭(集团)窑业有限公司")]
    assert kinds(doubts(rows)) == [("investor", 2, 1, False)]
    assert folded("Ａ-1 号") == "A1号"


def test_the_same_file_for_two_events_is_caught_whichever_they_are() -> None:
    uses = [
        Use(1, event=10, project=1, stage="signed", sha256="a" * 64),
        Use(2, event=10, project=1, stage="signed", sha256="a" * 64),
        Use(3, event=11, project=1, stage="started", sha256="a" * 64),
        Use(4, event=20, project=2, stage="signed", sha256="a" * 64),
        Use(5, event=21, project=2, stage="started", sha256="b" * 64),
    ]
    found = doubts([], uses)
    assert [(one.event, one.other_event, one.grave) for one in found] == [(11, 10, True), (20, 10, True)]
    assert "本项目另一个阶段" in found[0].reasons[0]
    assert "另一个项目" in found[1].reasons[0]


_KNOWN = st.builds(
    Known,
    st.integers(1, 9),
    st.just("0001"),
    st.sampled_from(("", "c1", "c2")),
    st.sampled_from(("甲公司", "乙公司")),
    st.sampled_from(("", "u1")),
    st.sampled_from(("", "p1", "p2")),
    st.sampled_from((None, _YI, 2 * _YI)),
    st.sampled_from((None, date(2025, 1, 1), date(2025, 2, 1))),
)


@given(st.lists(_KNOWN, max_size=8, unique_by=lambda one: one.pk))
def test_the_later_one_is_suspected_and_the_order_of_the_rows_says_nothing(rows: list[Known]) -> None:
    found = doubts(rows)
    assert all(one.project > one.other and one.reasons for one in found)
    assert {one.print for one in found} == {one.print for one in doubts(reversed(rows))}
