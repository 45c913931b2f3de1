"""Which document takes the place of which."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler.succession import Named, succession

LAST = Named(
    "云岭县人民政府办公室关于印发云岭县竹编专业镇2024年行动计划的通知", "云岭县人民政府办公室", "2024-03-05"
)


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (Named("云岭县竹编专业镇2025年行动计划", "云岭县人民政府", "2025-03-01"), "next"),
        (Named("云岭县竹编专业镇2025年工作方案"), "next"),
        (Named(LAST.title.replace("行动计划", "行动计划（修订）"), LAST.issuer, "2024-09-01"), "reissue"),
        (Named(LAST.title, "", ""), "reissue"),
        # last year's plan does not replace this year's, nor an earlier printing a later one
        (Named("云岭县竹编专业镇2023年行动计划", "", "2023-03-01"), None),
        (Named(LAST.title, LAST.issuer, "2024-01-01"), None),
        # another genre, another subject, another issuer, a plan for no year
        (Named("云岭县竹编专业镇2025年认定办法"), None),
        (Named("云岭县陶瓷专业镇2025年行动计划"), None),
        (Named("云岭县竹编专业镇2025年行动计划", "清河县人民政府"), None),
        (Named("云岭县竹编专业镇行动计划"), None),
        (Named(""), None),
    ],
)
def test_what_follows_on(new: Named, kind: str | None) -> None:
    found = succession(LAST, new)
    assert (found.kind if found else None) == kind


def test_the_years_are_told() -> None:
    found = succession(LAST, Named("云岭县竹编专业镇2025年行动计划"))
    assert found is not None and found.years == ("2024", "2025")
