"""The sides of `pages.py`: the page each makes of the table, and how they take turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.template import engines
from django.test import RequestFactory

from benchmarks.pages_table import Table
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.kit.keyset import keyset
from zhenxing.web.kit.lists import filtered, list_page, order_of
from zhenxing.web.kit.register import Column, Register

PAGE = 100
FILTER = {"status": "operating"}
#: how deep the second page lies, as a share of the table: row 500,000 of a million
_DEEP = 0.5
PEERS = ("plain", "paginator", "raw")
#: what counts the table or walks to an offset takes seconds: it runs every so manieth round
_SELDOM = 6
#: what takes milliseconds runs so many times a round: the two pages are to be told apart to a hundredth
_OFTEN = 4
_TONES = {"operating": "good", "revoked": "bad"}

REGISTER = Register(
    Enterprise,
    key="enterprises",
    columns=(
        "name",
        "code",
        Column("area", sort="area__path"),
        "role",
        "industry",
        Column("status", badge=lambda one: _TONES.get(one.status, ""), reads=("status",)),
        "main_products",
        "established_on",
        Column("registered_capital", align="end"),
    ),
    filters=("status",),
    order=("name",),
    select_related=("area", "role", "industry"),
    page_size=PAGE,
)

#: what the documentation of Django shows, with links, badges and blanks as a person would write them
PLAIN = """{% load i18n %}<form method="get"><select name="status"><option value="">全部</option>
{% for value, label in statuses %}<option value="{{ value }}"{% if value == chosen %} selected{% endif %}>
{{ label }}</option>{% endfor %}</select><button>筛选</button></form>
<table class="table"><thead><tr>
{% for label in labels %}<th scope="col">{{ label }}</th>{% endfor %}</tr></thead>
<tbody>{% for one in page %}<tr>
<td><a href="{% url "enterprises:detail" one.pk %}">{{ one.name }}</a></td>
<td>{{ one.code|default:"—" }}</td><td>{{ one.area }}</td><td>{{ one.role|default:"—" }}</td>
<td>{{ one.industry|default:"—" }}</td>
<td>{% if one.status == "operating" %}<span class="zx-badge zx-badge-good">{{ one.get_status_display }}</span>
{% else %}{{ one.get_status_display }}{% endif %}</td>
<td>{{ one.main_products|default:"—" }}</td><td>{{ one.established_on|date:"Y-m-d" }}</td>
<td>{{ one.registered_capital|default:"—" }}</td></tr>{% endfor %}</tbody></table>
<nav>{% if page.has_previous %}<a href="?page={{ page.previous_page_number }}">上一页</a>{% endif %}
第 {{ page.number }} 页，共 {{ page.paginator.count }} 条
{% if page.has_next %}<a href="?page={{ page.next_page_number }}">下一页</a>{% endif %}</nav>"""

#: the same columns of the same rows, related names joined in; %s: the beginning of the page
_RAW = """
SELECT e.id, e.version, e.name, e.code, a.name, r.name, i.name, e.status, e.main_products,
       e.established_on, e.registered_capital
  FROM enterprises_enterprise e
  JOIN organisations_area a ON a.id = e.area_id
  LEFT JOIN codetables_code r ON r.id = e.role_id
  LEFT JOIN codetables_code i ON i.id = e.industry_id
 WHERE e.archived_at IS NULL AND e.status = 'operating' AND a.path LIKE '{path}%' {beyond}
 ORDER BY e.name, e.id LIMIT 101
"""


Side = Callable[[], Any]


def race(table: Table, database: str, rounds: int) -> Iterator[dict[str, Any]]:
    """The first page, then the deep one; sides alternate, and both pages' own times are compared."""
    deep = _deep_cursor(table)
    places = {"first": (None, 1), "deep": (deep, int(table.size * _DEEP) // PAGE + 1)}
    sides: dict[tuple[str, str], Side] = {}
    for place, (cursor, number) in places.items():
        sides[place, "zhenxing"] = _ours(table, cursor)
        sides[place, "plain"] = _plain(table, number, counted=False)
        sides[place, "paginator"] = _plain(table, number, counted=True)
        sides[place, "raw"] = _raw(table, cursor)
    _same_rows(table, deep, places["deep"][1])
    spent = _alternate(sides, rounds)
    beside_first = zip(spent["deep", "zhenxing"], spent["first", "zhenxing"], strict=True)
    to_first = {"first": 1.0, "deep": statistics.median(deep / first for deep, first in beside_first)}
    for place in places:
        own = statistics.median(spent[place, "zhenxing"])
        peers = {peer: statistics.median(spent[place, peer]) for peer in PEERS}
        yield {
            "name": f"pages-{database}-{place}",
            "size": table.size,
            "seconds": round(own, 6),
            "peers": {peer: round(seconds, 6) for peer, seconds in peers.items()},
            "ratios": {peer: round(seconds / own, 3) for peer, seconds in peers.items()},
            "limit_ratio": round(own / peers["raw"], 3),
            "to_first_page": round(to_first[place], 3),
        }


def _alternate(sides: dict[tuple[str, str], Side], rounds: int) -> dict[tuple[str, str], list[float]]:
    """Seconds of every side by round. A server works elsewhere, so there the wall counts."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    spent: dict[tuple[str, str], list[float]] = {side: [] for side in sides}
    for at in range(rounds + 1):
        for side in _turns(list(sides), at):
            begun = clock()
            sides[side]()
            if at:  # the first round fills the caches of all sides
                spent[side].append(clock() - begun)
    return spent


def _turns(sides: list[tuple[str, str]], at: int) -> Iterator[tuple[str, str]]:
    """Whose turn it is in a round: quick sides several times, slow ones seldom."""
    for _time in range(_OFTEN):
        yield from (side for side in sides if side[1] in ("zhenxing", "raw"))
    yield "first", "plain"
    if at % _SELDOM == 0:
        yield from (("first", "paginator"), ("deep", "plain"), ("deep", "paginator"))


def _deep_cursor(table: Table) -> tuple[str, int]:
    """The name and key of the last row before the deep page."""
    rows = _rows(table).order_by("name", "pk").values_list("name", "pk")
    last: tuple[str, int] = rows[int(table.size * _DEEP) - 1]
    return last


def _rows(table: Table) -> Any:
    rows = Enterprise.objects.filter(archived_at__isnull=True, **FILTER)
    return scope.visible(rows, table.user, "enterprises.view")


def _ours(table: Table, cursor: tuple[str, int] | None) -> Side:
    asked = dict(FILTER)
    if cursor is not None:
        keys = keyset(Enterprise.objects.all(), order_of(REGISTER, ""))
        asked |= {"after": keys.cursor(cursor, ("", 0)), "page": "5001"}
    request = RequestFactory().get("/enterprises/", asked)
    request.user = table.user
    template = engines["django"].from_string(
        "{% for one in page.headings %}<th>{{ one.label }}</th>{% endfor %}{{ page.body }}"
        "{{ page.previous_url }}{{ page.next_url }}{{ page.last_url }}"
    )

    def page() -> str:
        return template.render({"page": list_page(REGISTER, request, REGISTER.rows(table.user))})

    return page


def _plain(table: Table, number: int, *, counted: bool) -> Side:
    """Model instances with their related rows in a template loop; with Django's paginator or by a slice."""
    template = engines["django"].from_string(PLAIN)
    labels = [REGISTER.column_label(column) for column in REGISTER.all_columns]
    statuses = Enterprise._meta.get_field("status").choices

    def page() -> str:
        rows = _rows(table).select_related("area", "role", "industry").order_by("name", "pk")
        begin = (number - 1) * PAGE
        shown = Paginator(rows, PAGE).page(number) if counted else rows[begin : begin + PAGE]
        return template.render({"page": shown, "labels": labels, "statuses": statuses, "chosen": "operating"})

    return page


def _raw(table: Table, cursor: tuple[str, int] | None) -> Side:
    postgres = connection.vendor == "postgresql"
    mark = "%s" if postgres else "?"
    beyond = f"AND (e.name, e.id) > ({mark}, {mark})" if cursor else ""
    sql = _RAW.format(path=table.path, beyond=beyond)
    if postgres and cursor:
        sql = sql.replace("%'", "%%'")  # with values its driver reads a per cent sign as a place for one
    driver = connection.connection

    def page() -> list[Any]:
        found = driver.cursor()
        found.execute(sql, *([cursor] if cursor else []))
        rows = list(found.fetchall())
        found.close()
        return rows

    return page


def _same_rows(table: Table, cursor: tuple[str, int], number: int) -> None:
    """All sides show the same rows; a faster page of other rows would prove nothing."""
    raw = [row[2] for row in _raw(table, cursor)()][:PAGE]
    rows = filtered(REGISTER, REGISTER.rows(table.user), _query())
    plain = [one.name for one in Paginator(rows.order_by("name", "pk"), PAGE).page(number)]
    ours = _ours(table, cursor)()
    if raw != plain or not all(name in ours for name in raw):
        raise RuntimeError("the sides do not show the same rows")


def _query() -> Any:
    return RequestFactory().get("/", FILTER).GET
