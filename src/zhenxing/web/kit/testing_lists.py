"""What every register's list must do: pages by keys, a total fetched afterwards, views, many rows at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhenxing.web.kit.models import AuditEntry, SavedView
from zhenxing.web.kit.register import Register

if TYPE_CHECKING:
    from zhenxing.web.organisations.models import Area

_LINK = re.compile(r'rel="(prev|next)" href="([^"]+)"')
_BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)


def links(html: str) -> dict[str, str]:
    """The addresses of the next and the previous page."""
    return {name: unescape(url) for name, url in _LINK.findall(html)}


def body(html: str) -> str:
    """The rows of a list."""
    found = _BODY.search(html)
    return found.group(1) if found else ""


@contextmanager
def page_size(register: Register[Any], size: int) -> Iterator[None]:
    """A register whose pages are short, so that a few rows make many."""
    usual = register.page_size
    object.__setattr__(register, "page_size", size)
    try:
        yield
    finally:
        object.__setattr__(register, "page_size", usual)


class ListTests:
    """Mixed into `RegisterTests`, which says how records and clients are made."""

    register: ClassVar[Register[Any]]

    if TYPE_CHECKING:

        def record(self, where: Area) -> Any: ...
        def form(self, where: Area) -> dict[str, Any]: ...
        def client(self, where: Area, role: str = "") -> Client: ...

    def test_pages_follow_by_keys_and_lead_back(self) -> None:
        where = _area()
        self._some(where)
        client, url = self.client(where), self.register.url("list")
        with page_size(self.register, 1), CaptureQueriesContext(connection) as asked:
            for sort in ["", *self._sorts()]:
                self._there_and_back(client, f"{url}?sort={sort}")
        said = [query["sql"].upper() for query in asked.captured_queries]
        assert not [sql for sql in said if " OFFSET " in sql]
        table = f'FROM "{self.register.model._meta.db_table.upper()}"'
        assert not [sql for sql in said if "COUNT(*)" in sql and table in sql and " LIMIT " not in sql]

    def _there_and_back(self, client: Client, url: str) -> None:
        forward = [client.get(url).text]
        while "next" in (found := links(forward[-1])):
            forward.append(client.get(self._at(found["next"])).text)
        rows = [body(html) for html in forward]
        assert len(set(rows)) == len(rows), url
        html, back = forward[-1], [rows[-1]]
        while "prev" in (found := links(html)):
            html = client.get(self._at(found["prev"])).text
            back.append(body(html))
        assert back[::-1] == rows, url

    def test_the_total_is_counted_when_it_is_asked_for(self) -> None:
        where = _area()
        self._some(where)
        client, url = self.client(where), f"{self.register.url('list')}?fill=total"
        assert re.search(r"共 [1-9]\d* 条", client.get(url).text)
        if not self._seen_everywhere(where):
            assert "共 0 条" in self.client(_area("清河县")).get(url).text

    def test_a_cursor_opens_nothing_outside_the_scope(self) -> None:
        where = _area()
        record = self._some(where)
        if self._seen_everywhere(where):
            pytest.skip("these records are everybody's")
        with page_size(self.register, 1):
            found = links(self.client(where).get(self.register.url("list")).text)
            for url in found.values():
                assert str(record) not in self.client(_area("清河县")).get(self._at(url)).text

    def test_a_list_is_kept_as_a_view_of_ones_own(self) -> None:
        where = _area()
        client, colleague = self.client(where), self.client(where)
        key = self.register.key
        url = f"/site/views/{key}/new/"
        typed = {"name": "常看", "query": f"sort=-{self._sorts()[0] if self._sorts() else ''}&after=x&evil=1"}
        assert client.post(url, typed).status_code == 302
        view = SavedView.objects.get()
        assert "after" not in view.query
        assert "evil" not in view.query
        link = f"view={view.pk}"
        assert link in client.get(self.register.url("list")).text
        assert link not in colleague.get(self.register.url("list")).text
        assert colleague.post(f"/site/views/{view.pk}/edit/", {"name": "别人的"}).status_code == 404
        assert colleague.post(f"/site/views/{view.pk}/delete/").status_code == 404
        assert client.post(f"/site/views/{view.pk}/delete/").status_code == 302
        assert link not in client.get(self.register.url("list")).text

    def test_one_field_of_many_rows_is_set_by_one_deed(self) -> None:
        where = self._many("bulk-edit")
        record, client = self.record(where), self.client(where)
        typed = self.form(where)
        name = next((one for one in self.register.bulk_fields if one in typed), "")
        if not name:
            pytest.skip("nothing a person types here may be set on many rows")
        url = self.register.url("bulk-edit")
        pick = f"{record.pk}.{record.version}"
        assert client.get(url, {"pick": pick, "field": name}).status_code == 200
        before = AuditEntry.objects.count()
        sent = {"pick": pick, "field": name, name: typed[name], "reason": "集中规范"}
        answer = client.post(url, sent)
        assert answer.status_code == 302, answer.text
        entry = AuditEntry.objects.latest("id")
        assert AuditEntry.objects.count() == before + 1
        assert entry.action == f"{self.register.key}.bulk-edit"
        record.refresh_from_db()
        if f"{record._meta.label_lower}:{record.pk}" in entry.changes.get("others", {}):
            assert record.version == int(pick.partition(".")[2]) + 1
            stale = client.post(url, sent)
            assert stale.status_code == 409
            assert "已经被别人改过" in stale.text

    def test_many_rows_outside_the_scope_are_not_touched(self) -> None:
        where = self._many("bulk-edit")
        record, stranger = self.record(where), self.client(_area("清河县"))
        name, pick = self.register.bulk_fields[0], f"{record.pk}.{record.version}"
        version = record.version
        sent = {"pick": pick, "field": name, **self.form(_area("石台县")), "reason": "越权"}
        answer = stranger.post(self.register.url("bulk-edit"), sent)
        assert answer.status_code in {404, 409, 422}
        assert str(record) not in stranger.get(self.register.url("bulk-edit"), {"pick": pick}).text
        record.refresh_from_db()
        assert record.version == version

    def test_many_rows_are_archived_with_a_reason(self) -> None:
        where = self._many("bulk-archive")
        record, client = self.record(where), self.client(where)
        url, pick = self.register.url("bulk-archive"), f"{record.pk}.{record.version}"
        stranger = self.client(_area("清河县"))
        assert stranger.post(url, {"pick": pick, "reason": "越权"}).status_code in {404, 409}
        assert client.post(url, {"pick": pick}).status_code == 422
        assert client.post(url, {"pick": pick, "reason": "撤并"}).status_code == 302
        record.refresh_from_db()
        assert record.archived_at is not None
        entry = AuditEntry.objects.latest("id")
        assert (entry.action, entry.reason, entry.count) == (f"{self.register.key}.bulk-archive", "撤并", 1)

    def _some(self, where: Area, most: int = 3) -> Any:
        """A few records, as many as the kind's example allows; the first of them."""
        first = self.record(where)
        for _ in range(most - 1):
            try:
                with transaction.atomic():
                    self.record(where)
            except IntegrityError:  # an example that may exist once
                break
        return first

    def _seen_everywhere(self, where: Area) -> bool:
        """Whether a person of another county sees the records too (code tables, levels above)."""
        stranger = self.client(_area("石台县"))
        return bool(body(stranger.get(self.register.url("list")).text))

    def _sorts(self) -> list[str]:
        return [one.name for one in self.register.all_columns if self.register.sort_lookup(one)]

    def _many(self, name: str) -> Area:
        if self.register.role(name) is None:
            pytest.skip(f"this register has no {name}")
        return _area()

    def _at(self, query: str) -> str:
        return f"{self.register.url('list')}{query}"


def _area(name: str = "云岭县") -> Area:
    from zhenxing.web.kit.testing import area  # which itself brings these tests

    return area(name)
