"""What waits for a person today: plain values for the home page.

Each part looks through the register's own eyes (scope included), and is left out when its app is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.deeds import label_of
from zhenxing.web.kit.filters import SOON
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.register import text
from zhenxing.web.organisations.queries import posts_of
from zhenxing.web.overview.whole import Card, cards

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User

_ROWS = 8
#: reaches of whoever looks over a place
_OVER = frozenset({scope.Reach.AREA, scope.Reach.SITE})


@dataclass(frozen=True)
class Tile:
    """A number and where it leads."""

    label: str | Promise
    number: int
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    url: str
    aside: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Section:
    title: str | Promise
    lines: tuple[Line, ...]
    more_url: str
    empty: str | Promise


@dataclass(frozen=True)
class Home:
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    posts: tuple[Line, ...]
    #: without a role the page says whom to ask
    has_role: bool
    #: the whole at a glance; whoever looks over a place sees it before what waits for them
    cards: tuple[Card, ...] = ()
    looks_over: bool = False


def home(user: User, day: date) -> Home:
    """Everything that waits, in the order in which it should be looked at."""
    tiles: list[Tile] = []
    sections: list[Section] = []
    for key, part in _PARTS.items():
        if _served(key) and scope.permits(user, f"{key}.view"):
            pieces = tuple(part(user, day))
            tiles += [piece for piece in pieces if isinstance(piece, Tile)]
            sections += [piece for piece in pieces if isinstance(piece, Section)]
    posts = tuple(Line(str(post), _post_url(user, post.pk)) for post in posts_of(user, day))
    looks_over = bool(_OVER & scope.reaches(user, "tasks.view")) and not scope.permits(
        user, "documents.review"
    )
    return Home(tuple(tiles), tuple(sections), posts, bool(user.role_codes()), cards(user, day), looks_over)


def _served(key: str) -> bool:
    apps = {
        "users": "accounts",
        "lockouts": "accounts",
        "memberships": "accounts",
        "audit": "accounts",
        "reminders": "expiry",
        "letters": "ledger",
    }
    return f"zhenxing.web.{apps.get(key, key)}" in settings.ZHENXING_APPS


def _rows(key: str, user: User) -> QuerySet[Any]:
    from zhenxing.web.registers import register

    return in_use(register(key).rows(user))


def _documents(user: User, day: date) -> Iterator[Tile | Section]:
    if not scope.permits(user, "documents.review"):
        return
    from zhenxing.web.documents.queries import unsure_count
    from zhenxing.web.documents.states import DOCUMENT_STATES

    open_states = [state.name for state in DOCUMENT_STATES.values() if state.decide]
    waiting = _rows("documents", user).filter(state__in=open_states)
    doubts = unsure_count(user)
    state_url = f"{reverse('documents:list')}?state={open_states[0]}"
    yield Tile(_("待核文件"), waiting.count(), state_url, "warn")
    yield Tile(_("存疑事项"), doubts, reverse("documents:unsure"), "warn" if doubts else "")
    lines = tuple(
        Line(str(document), reverse("documents:detail", args=[document.pk]), text(document.uploaded_at))
        for document in waiting[:_ROWS]
    )
    yield Section(_("待核文件"), lines, state_url, _("没有等待核对的文件。"))


def _tasks(user: User, day: date) -> Iterator[Tile | Section]:
    from zhenxing.web.tasks.states import TASK_STATES

    mine = scope.Reach.UNIT in scope.reaches(user, "tasks.view")
    label = _("本单位在办任务") if mine else _("在办任务")
    yield from _dated("tasks", user, day, [s.name for s in TASK_STATES.values() if s.open], label, _("任务"))


def _goals(user: User, day: date) -> Iterator[Tile | Section]:
    """Only what is due: how many there are stands on the cards, hard ones and aspirational ones apart."""
    from zhenxing.web.goals.states import GOAL_STATES

    states = [state.name for state in GOAL_STATES.values() if state.open]
    parts = _dated("goals", user, day, states, "", _("目标"))
    yield from (part for part in parts if isinstance(part, Section))


def _dated(
    key: str, user: User, day: date, states: list[str], label: str, noun: str
) -> Iterator[Tile | Section]:
    """Open ones, those overdue, those due soon."""
    rows = _rows(key, user).filter(state__in=states)
    url = f"{reverse(f'{key}:list')}?state={states[0]}"
    overdue = rows.filter(due_on__lt=day)
    coming = rows.filter(due_on__lte=day + SOON).order_by("due_on", "pk")
    late = overdue.count()
    yield Tile(label, rows.count(), url)
    yield Tile(_("已到期的%(noun)s") % {"noun": noun}, late, f"{url}&due=overdue", "bad" if late else "")
    lines = tuple(
        Line(str(one), reverse(f"{key}:detail", args=[one.pk]), text(one.due_on), _tone(one.due_on, day))
        for one in coming[:_ROWS]
    )
    empty = _("%(days)d 天内没有到期的%(noun)s。") % {"days": SOON.days, "noun": noun}
    yield Section(_("到期和临近到期的%(noun)s") % {"noun": noun}, lines, url, empty)


def _tone(due: date, day: date) -> str:
    return "bad" if due < day else "warn"


def _letters(user: User, day: date) -> Iterator[Tile | Section]:
    """Letters of supervision on their way: to sign for and to answer."""
    from zhenxing.web.ledger.states import ISSUED, SIGNED

    rows, url = _rows("letters", user), reverse("letters:list")
    issued, signed = rows.filter(state=ISSUED).count(), rows.filter(state=SIGNED).count()
    if issued:
        yield Tile(_("待签收的函件"), issued, f"{url}?state={ISSUED}", "bad")
    if signed:
        yield Tile(_("待反馈的函件"), signed, f"{url}?state={SIGNED}", "warn")


def _reminders(user: User, day: date) -> Iterator[Tile | Section]:
    """Certificates, qualifications and patents that lapse: each was told of once, and stays until settled."""
    from zhenxing.web.expiry.queries import waiting

    rows = waiting(_rows("reminders", user))
    count, url = rows.count(), f"{reverse('reminders:list')}?state=open"
    yield Tile(_("即将到期的证照资质"), count, url, "warn" if count else "")
    if count:
        lines = tuple(
            Line(
                str(one),
                reverse("reminders:detail", args=[one.pk]),
                text(one.lapses_on),
                _tone(one.lapses_on, day),
            )
            for one in rows[:_ROWS]
        )
        yield Section(_("即将到期的证照资质"), lines, url, "")


def _users(user: User, day: date) -> Iterator[Tile | Section]:
    if scope.Reach.SITE not in scope.reaches(user, "users.view"):
        return
    active = _rows("users", user).filter(is_active=True)
    with_role = active.filter(memberships__begins__lte=day).exclude(memberships__ends__lt=day)
    without = active.exclude(pk__in=with_role.values("pk"))
    url = reverse("users:list")
    yield Tile(_("启用的账号"), active.count(), url)
    yield Tile(_("还没有角色的账号"), without.count(), url, "warn" if without.exists() else "")


def _lockouts(user: User, day: date) -> Iterator[Tile | Section]:
    from zhenxing.web.accounts.queries import locked

    number = len(locked(timezone.now()))
    yield Tile(_("被锁定的账号"), number, reverse("accounts:lockouts"), "warn" if number else "")


def _audit(user: User, day: date) -> Iterator[Tile | Section]:
    rows = _rows("audit", user)
    yield Tile(_("今日操作"), rows.filter(at__date=day).count(), reverse("audit:list"))
    lines = tuple(
        Line(
            " · ".join(filter(None, (entry.actor_label, label_of(entry.action), entry.subject_label))),
            reverse("audit:detail", args=[entry.pk]),
            text(entry.at),
        )
        for entry in rows.order_by("-id")[:_ROWS]
    )
    yield Section(_("最近操作"), lines, reverse("audit:list"), _("还没有操作。"))


def _post_url(user: User, pk: int) -> str:
    return reverse("posts:detail", args=[pk]) if scope.permits(user, "posts.view") else ""


_PARTS: dict[str, Callable[[Any, date], Iterator[Tile | Section]]] = {
    "documents": _documents,
    "tasks": _tasks,
    "goals": _goals,
    "letters": _letters,
    "reminders": _reminders,
    "users": _users,
    "lockouts": _lockouts,
    "audit": _audit,
}
