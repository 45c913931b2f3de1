"""The sides of `ledgers.py`: what is asked for, the plain page of the same rows, and how they take turns."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from re import search
from typing import Any

import time_machine
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.template import engines
from django.utils import timezone

from benchmarks.ledgers_table import Table
from zhenxing.web.kit.testing import signed_in
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.tasks.models import Task
from zhenxing.web.tasks.register import TASKS

#: tasks of a plan that comes into force overnight
ADOPTED = 1_000
_MORNING = clock_time(8)
_STATES = ("open", "reported", "done")
Rows = Callable[[], Any]


@dataclass(frozen=True)
class Asked:
    """One address of a page, and the plain page of the same rows where there is one."""

    page: str
    who: str
    url: str
    plain: Rows | None


def race(table: Table, rounds: int, *, ticks: bool) -> Iterator[dict[str, Any]]:
    """The pages of a ledger, then the ticks."""
    yield from _pages(table, rounds)
    if not ticks:
        return
    morning = datetime.combine(table.today + timedelta(days=1), _MORNING)
    yield _ticked("tick-first", table.size, morning)
    table.adopt(ADOPTED)
    yield _ticked("tick-next-morning", table.size, morning + timedelta(days=1))
    yield _ticked("tick-nothing-due", table.size, morning + timedelta(days=1, minutes=5))


def _ticked(name: str, size: int, at: datetime) -> dict[str, Any]:
    now = timezone.make_aware(at)
    with time_machine.travel(now, tick=False):
        begun = time.process_time(), time.perf_counter()  # these do not travel
        report = tick(now)
        spent = time.process_time() - begun[0], time.perf_counter() - begun[1]
    return {
        "name": f"ledgers-{name}",
        "size": size,
        "seconds": round(spent[0], 3),
        "wall": round(spent[1], 3),
        "report": report.said(),
    }


# --- the pages ---------------------------------------------------------------------------------------------


def _pages(table: Table, rounds: int) -> Iterator[dict[str, Any]]:
    clients = {"office": signed_in(table.office), "clerk": signed_in(table.clerk)}
    asked = [*_lists(table, clients), *_boards(table), *_layouts(table), *_todos()]
    spent: dict[str, list[tuple[float, str]]] = defaultdict(list)
    plain: dict[str, list[float]] = defaultdict(list)
    for at in range(rounds + 1):
        for one in asked:
            seconds = _timed(lambda one=one: _get(clients[one.who], one.url))
            peer = _timed(one.plain) if one.plain is not None else None
            if at:  # the first round fills the caches of all sides
                spent[one.page].append((seconds, f"{one.who} {one.url}"))
                if peer is not None:
                    plain[one.page].append(peer)
    for page, times in spent.items():
        yield _result(page, table.size, times, plain[page])


def _get(client: Any, url: str) -> str:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")
    return str(response.text)


def _timed(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _result(page: str, size: int, times: Sequence[tuple[float, str]], plain: list[float]) -> dict[str, Any]:
    own, slowest = _spread([seconds for seconds, _url in times]), max(times)
    return {
        "name": f"ledgers-{page}",
        "size": size,
        "requests": len(times),
        **own,
        "slowest": f"{slowest[0] * 1000:.0f} ms {slowest[1]}",
        "peers": {"plain": _spread(plain)} if plain else {},
        "ratios": {"plain": round(_spread(plain)["p50_ms"] / own["p50_ms"], 3)} if plain else {},
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"p50_ms": round(statistics.median(ordered) * 1000, 1), "p95_ms": round(last * 1000, 1)}


# --- what is asked for -------------------------------------------------------------------------------------


def _lists(table: Table, clients: dict[str, Any]) -> Iterator[Asked]:
    """Filters, words and orders on the first page, and a walk of pages, as far as the cursors lead."""
    size, unit, document = TASKS.page_size, table.units[3].pk, table.documents[5].pk
    asked: list[tuple[str, Callable[[QuerySet[Task]], QuerySet[Task]]]] = [
        ("view=", lambda rows: rows),
        ("state=open", lambda rows: rows.filter(state="open")),
        ("state=done", lambda rows: rows.filter(state="done")),
        (f"unit={unit}", lambda rows: rows.filter(assignments__unit=unit)),
        (f"document={document}", lambda rows: rows.filter(document=document)),
        ("due=overdue", lambda rows: rows.filter(state="open", due_on__lt=table.today)),
        ("sort=deadline", lambda rows: rows.order_by("due_on", "pk")),
        ("sort=-deadline", lambda rows: rows.order_by("-due_on", "-pk")),
        ("q=检测中心", lambda rows: rows.filter(heading__contains="检测中心")),
        ("q=没有这样的任务", lambda rows: rows.filter(heading__contains="没有这样的任务")),
        (f"state=open&unit={unit}&sort=deadline", lambda rows: rows.filter(state="open").order_by("due_on")),
    ]
    for query, narrow in asked:
        for who in ("office", "clerk"):
            yield Asked("list", who, f"/tasks/?{query}", _listed(narrow, size, 1))
    for number, query in enumerate(_walk(clients["office"], "/tasks/", 6), 2):
        yield Asked("list", "office", f"/tasks/{query}", _listed(lambda rows: rows, size, number))
    yield Asked("list", "office", "/tasks/?last=1", _listed(lambda rows: rows, size, table.size // size))


def _walk(client: Any, url: str, pages: int) -> Iterator[str]:
    """The addresses of the pages after the first."""
    query = "?view="
    for _page in range(pages):
        found = search(r'rel="next" href="([^"]+)"', _get(client, f"{url}{query}"))
        if found is None:
            return
        query = found[1].replace("&amp;", "&")
        yield query


def _boards(table: Table) -> Iterator[Asked]:
    unit, document = table.units[3].pk, table.documents[5].pk
    for query, narrow in (
        ("", lambda rows: rows),
        (f"unit={unit}", lambda rows: rows.filter(assignments__unit=unit)),
        (f"document={document}", lambda rows: rows.filter(document=document)),
        ("due=overdue", lambda rows: rows.filter(due_on__lt=table.today)),
        ("q=检测中心", lambda rows: rows.filter(heading__contains="检测中心")),
        ("lane=open", lambda rows: rows.filter(state="open")),
        ("lane=done", lambda rows: rows.filter(state="done")),
    ):
        for who in ("office", "clerk"):
            yield Asked("board", who, f"/tasks/board/?{query}", _boarded(narrow))


def _layouts(table: Table) -> Iterator[Asked]:
    this, unit = table.today, table.units[3].pk
    months = [f"{this + timedelta(days=31 * n):%Y-%m}" for n in range(-2, 6)]
    for who in ("office", "clerk"):
        for query in ("", "zoom=quarter", "zoom=year", f"unit={unit}", "state=open", f"at={months[-1]}"):
            yield Asked("timeline", who, f"/tasks/timeline/?{query}", _listed(lambda rows: rows, 40, 1))
        for month in months:
            yield Asked("calendar", who, f"/tasks/calendar/?at={month}", _month(month))
        yield Asked("calendar", who, f"/tasks/calendar/?unit={unit}", None)
        for query in ("", "state=open", f"unit={unit}"):
            yield Asked("map", who, f"/tasks/map/?{query}", None)


def _todos() -> Iterator[Asked]:
    for who in ("office", "clerk"):
        for _time in range(6):
            yield Asked("todo", who, "/inbox/", _todo(who))


# --- the plain pages ---------------------------------------------------------------------------------------

_CARD = """<tr><td><a href="/tasks/{{ one.pk }}/">{{ one }}</a></td>
<td>{% for part in one.assignments.all %}{{ part.unit }} {% endfor %}</td>
<td>{{ one.due_on|date:"Y-m-d" }}</td>
<td>{{ one.get_state_display }}</td><td>{{ one.document }}</td><td>{{ one.percent|default:"—" }}</td></tr>"""
_LIST = (
    f"<table>{{% for one in page %}}{_CARD}{{% endfor %}}</table>第 {{{{ page.number }}}} 页，"
    "共 {{ page.paginator.count }} 条"
)
_BOARD = (
    "{% for lane, number, rows in lanes %}<h2>{{ lane }} {{ number }}</h2><table>"
    f"{{% for one in rows %}}{_CARD}{{% endfor %}}</table>{{% endfor %}}"
)
_MONTH = (
    "{% for day, rows in days %}<h3>{{ day }} {{ rows|length }}</h3><ul>"
    '{% for one in rows|slice:":4" %}<li><a href="/tasks/{{ one.pk }}/">{{ one }}</a></li>{% endfor %}</ul>'
    "{% endfor %}"
)
Narrow = Callable[[QuerySet[Task]], QuerySet[Task]]


def _all() -> QuerySet[Task]:
    rows = Task.objects.select_related("document", "accountable_post").prefetch_related("assignments__unit")
    return rows.order_by("document", "position", "pk")


def _written(template: str, **context: Any) -> str:
    return str(engines["django"].from_string(template).render(context))


def _listed(narrow: Narrow, size: int, number: int) -> Rows:
    return lambda: _written(_LIST, page=Paginator(narrow(_all()), size).page(number))


def _boarded(narrow: Narrow) -> Rows:
    def page() -> str:
        rows = narrow(_all()).order_by("due_on", "pk")
        lanes = [(state, rows.filter(state=state)) for state in _STATES]
        return _written(_BOARD, lanes=[(state, some.count(), some[:20]) for state, some in lanes])

    return page


def _month(month: str) -> Rows:
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=32)).replace(day=1)

    def page() -> str:
        days: dict[Any, list[Task]] = defaultdict(list)
        for one in Task.objects.filter(due_on__gte=first, due_on__lt=after).order_by("due_on", "pk"):
            days[one.due_on].append(one)
        return _written(_MONTH, days=list(days.items()))

    return page


def _todo(who: str) -> Rows:
    """What is under way and due first, with its count: the least a page of things to do can be."""

    def page() -> str:
        rows = _all().filter(state="open" if who == "clerk" else "reported").order_by("due_on", "pk")
        return _written(_BOARD, lanes=[("待办", rows.count(), rows[:20])])

    return page
