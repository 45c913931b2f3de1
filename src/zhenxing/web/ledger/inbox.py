"""What waits for a person: letters to sign, answer and re-check, clocks near or past their end, notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.accounts.roles import OFFICE
from zhenxing.web.kit import scope
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter, Notice
from zhenxing.web.ledger.states import ANSWERED, ISSUED, LETTERS, SIGNED
from zhenxing.web.organisations.models import LeadingGroup
from zhenxing.web.organisations.queries import posts_of

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

_ROWS = 20
_NOTICES = 50
#: how many calendar days ahead the page looks for clocks
_AHEAD = 30


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, where, how urgent, and the rule its colour comes from."""

    label: str
    url: str
    aside: str = ""
    tone: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Part:
    """Things of one kind; `total` is how many there are."""

    key: str
    title: str | Promise
    lines: tuple[Line, ...]
    total: int
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Told:
    """A notice as it is shown."""

    text: str
    url: str
    at: Any
    kind: str
    read: bool


@dataclass(frozen=True)
class Inbox:
    parts: tuple[Part, ...]
    notices: tuple[Told, ...]
    unread: int
    #: the newest notice shown: reading marks those up to it
    up_to: int


@dataclass
class UnitRow:
    """One unit's clocks by the colour of their light, and its letters by what they wait for."""

    unit: str
    url: str = ""
    lights: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)

    @property
    def running(self) -> int:
        return sum(self.lights.values())


def inbox_of(user: User, day: date) -> Inbox:
    """The page of one person; what their roles do not open is not in it."""
    parts = [
        part for part in (*_letters(user, day), *_clocks(user, day), *_expiring(user, day)) if part.total
    ]
    notices = notices_for(user, day)
    unread = notices.exclude(reads__user=user)
    shown = list(notices.annotate(seen=Count("reads", filter=Q(reads__user=user))).order_by("-pk")[:_NOTICES])
    told = tuple(
        Told(one.text, one.url, one.made_at, str(one.get_kind_display()), bool(one.seen)) for one in shown
    )
    return Inbox(tuple(parts), told, unread.count(), shown[0].pk if shown else 0)


def notices_for(user: User, day: date) -> QuerySet[Notice]:
    """Notices to the person, to their units and to the posts they hold on a day."""
    units, posts = places_of(user, day)
    return Notice.objects.filter(Q(to_user=user) | Q(to_unit__in=units) | Q(to_post__in=posts))


def places_of(user: User, day: date) -> tuple[set[int], set[int]]:
    """The units the person works in and the posts held on a day, by key."""
    held = posts_of(user, day)
    units = {unit for grant in user.grants() for unit in grant.units}
    kept = [grant.area for grant in user.grants() if grant.role == OFFICE.code and not grant.units]
    if kept:  # an office's role given for a place: what comes to its office comes to them
        offices = LeadingGroup.objects.current().filter(area__path__in=kept, office__isnull=False)
        units |= set(offices.values_list("office", flat=True))
    return units | {post.unit_id for post in held}, {post.pk for post in held}


def unread_count(user: User, day: date) -> int:
    return notices_for(user, day).exclude(reads__user=user).count()


def _letters(user: User, day: date) -> list[Part]:
    units, posts = places_of(user, day)
    mine = Q(unit__in=units) | Q(post__in=posts)
    wanted = (
        ("sign", ISSUED, mine, _("待签收的函件")),
        ("answer", SIGNED, mine, _("待反馈的函件")),
        ("recheck", ANSWERED, ~Q(answered_by=user), _("待复核的函件")),
    )
    found = []
    for verb, state, whose, title in wanted:
        if not scope.permits(user, f"letters.{verb}"):
            continue
        rows = scope.visible(Letter.objects.all(), user, f"letters.{verb}").filter(whose, state=state)
        lines = tuple(_letter_line(one, day) for one in rows.order_by("issued_on", "pk")[:_ROWS])
        url = f"{reverse('letters:list')}?state={state}"
        found.append(Part(verb, title, lines, rows.count(), url, "bad" if verb == "sign" else "warn"))
    return found


def _letter_line(letter: Letter, day: date) -> Line:
    by = letter.receipt_by if letter.state == ISSUED else letter.feedback_by
    late = by is not None and by < day
    aside = _("%(day)s前") % {"day": by} if by else str(letter.get_state_display())
    url = reverse("letters:detail", args=[letter.pk])
    return Line(f"{letter.named} {letter.subject_label}", url, aside, "bad" if late else "warn")


def _clocks(user: User, day: date) -> list[Part]:
    """The person's own clocks that are red or yellow; everyone's for those who see to the whole place."""
    if not scope.permits(user, "clocks.view"):
        return []
    rows = scope.visible(Clock.objects.running(), user, "clocks.view")
    if not scope.permits(user, "clocks.board"):
        units, posts = places_of(user, day)
        rows = rows.filter(Q(unit__in=units) | Q(post__in=posts))
    rows = rows.filter(due_on__isnull=False).order_by("due_on", "pk").whole()
    near = [(clock, queries.light_of(clock, day)) for clock in rows[: _ROWS * 5]]
    lines = [_clock_line(clock, light) for clock, light in near if light.colour not in {"green", "grey"}]
    url = f"{reverse('clocks:list')}?state=running"
    title = _("快到期和超期的事项")
    total = len(lines)
    tone = "bad" if any(light.colour == "red" for _clock, light in near) else "warn"
    return [Part("clocks", title, tuple(lines[:_ROWS]), total, url, tone)]


def _clock_line(clock: Clock, light: Any) -> Line:
    url = reverse("clocks:detail", args=[clock.pk])
    return Line(str(clock), url, light.reason, queries.TONES[light.colour], light.rule)


def _expiring(user: User, day: date) -> list[Part]:
    """Certificates and qualifications that lapse soon: each was told of once, and stays until settled."""
    if not apps.is_installed("zhenxing.web.expiry") or not scope.permits(user, "reminders.view"):
        return []
    from zhenxing.web.expiry.models import ExpiryReminder  # an app that may be deleted
    from zhenxing.web.expiry.queries import waiting

    rows = waiting(scope.visible(ExpiryReminder.objects.all(), user, "reminders.view"))
    lines = tuple(
        Line(
            f"{one} {one.whose}".strip(),
            reverse("reminders:detail", args=[one.pk]),
            _("%(day)s 到期") % {"day": one.lapses_on},
            "bad" if one.lapses_on < day else "warn",
        )
        for one in rows[:_ROWS]
    )
    url = f"{reverse('reminders:list')}?state=open"
    return [Part("expiring", _("即将到期的证照资质"), lines, rows.count(), url, "warn")]


def board(user: User, day: date) -> tuple[UnitRow, ...]:
    """Everyone's: each unit's lights and open letters, the reddest first. Grouped in the database."""
    rows: dict[int | None, UnitRow] = {}
    clocks = scope.visible(Clock.objects.running(), user, "clocks.view")
    grouped = clocks.order_by().values_list("unit", "unit__name", "due_on", "light_rule", "started_on")
    for unit, name, due_on, rule, started_on, n in grouped.annotate(n=Count("pk")):
        row = rows.setdefault(unit, UnitRow(name or _("没有责任单位")))
        light = queries.light_until(due_on, rule, day, started_on)
        row.lights[light.colour if light else "paused"] += n
    letters = scope.visible(Letter.objects.all(), user, "letters.view")
    letters = letters.filter(state__in=LETTERS.holding(Capability.OPEN)).order_by()
    for unit, name, state, n in letters.values_list("unit", "unit__name", "state").annotate(n=Count("pk")):
        rows.setdefault(unit, UnitRow(name or _("没有责任单位"))).letters[state] += n
    for unit, row in rows.items():
        row.url = f"{reverse('clocks:list')}?state=running&unit={unit}" if unit else ""
    return tuple(sorted(rows.values(), key=lambda row: (-row.lights["red"], -row.lights["yellow"], row.unit)))
