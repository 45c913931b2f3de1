"""What other apps take from the rules: pages of a town, a panel of an enterprise, judging again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.rules.town_pages import JUDGE, STANDING

if TYPE_CHECKING:
    from zhenxing.web.enterprises.models import Enterprise

#: “如果今天评定”, and answering what only a person can judge
TOWN_PAGES: tuple[PageRole, ...] = (STANDING, JUDGE)


def enterprise_classes(enterprise: Enterprise, user: Any) -> dict[str, Any]:
    """Size class and 四上 status of an enterprise with their evidence, for `rules/classes.html`."""
    from zhenxing.web.rules.panels import classes  # its register shows this panel

    return classes(enterprise, user)


def judge_again(enterprise: int) -> None:
    """What follows from an enterprise's record and figures is computed anew once the deed stands."""
    from zhenxing.web.rules.classify import after_saving  # it reads that enterprise's model

    after_saving(enterprise)
