"""Saved views of lists: whose one sees, what may be kept in one, and the deeds on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.models import SavedView
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User
    from zhenxing.web.kit.register import Register

#: a person keeps no more views of one list
MOST = 50
#: the longest address that is kept
_LONGEST = 2000


def views_for(user: User, key: str) -> QuerySet[SavedView]:
    """The views of a list a person sees: their own, and those shared with a unit or area of theirs."""
    grants = user.grants()
    units = {unit for grant in grants for unit in grant.units}
    paths = {path for grant in grants for path in _line(grant)}
    seen = Q(owner=user) | Q(shared_unit__in=units) | Q(shared_area__path__in=paths)
    found = SavedView.objects.filter(seen, register=key, archived_at__isnull=True)
    return found.select_related("owner", "shared_unit", "shared_area")


def _line(grant: Any) -> list[str]:
    """The path of the grant's area and of those above it."""
    path = grant.area or ""
    return [path[:end] for end in range(grant.step, len(path) + 1, grant.step)]


def sharing(user: User) -> list[tuple[str, str]]:
    """With whom the person may share: (`unit:3` or `area:5`, its name)."""
    from zhenxing.web.organisations.models import Area, Unit

    grants = user.grants()
    units = Unit.objects.filter(pk__in={unit for grant in grants for unit in grant.units}).current()
    areas = Area.objects.filter(path__in={grant.area for grant in grants if grant.area})
    return [
        *((f"unit:{one.pk}", one.name) for one in units.order_by("name")),
        *((f"area:{one.pk}", one.name) for one in areas.order_by("path")),
    ]


def kept(register: Register[Any], query: str) -> str:
    """What of an address belongs to a view: words, filters, order, columns; nothing else is stored."""
    names = {"q", "sort", "archived", "column", *(one.name for one in register.all_filters)}
    asked = QueryDict(query.removeprefix("?").replace("\x00", ""))
    view = QueryDict(mutable=True)
    for name, values in asked.lists():
        if name in names and any(values):
            view.setlist(name, values)
    return view.urlencode()


class _ViewAction(Action[SavedView], abstract=True):
    """A deed on a view of one's own."""

    pk: int

    def load(self) -> SavedView:
        return SavedView.objects.select_for_update().get(pk=self.pk, archived_at__isnull=True)


@dataclass(frozen=True)
class CreateView(Action[SavedView]):
    """Keep the list as it stands under a name. `share` is "", `unit:3` or `area:5`."""

    code: ClassVar[str] = "views.create"
    permission: ClassVar[str] = "views.create"

    register: str
    name: str
    query: str
    share: str = ""
    opens_first: bool = False

    def check(self, deed: Deed) -> None:
        if deed.actor is None or not scope.permits(deed.actor, f"{self.register}.view"):
            raise OutOfScope
        if len(self.query) > _LONGEST:
            raise ActionRefused(_("条件太多，存不下。请减少列或条件后再存。"))
        mine = SavedView.objects.current().filter(owner=deed.actor, register=self.register)
        if mine.count() >= MOST:
            raise ActionRefused(_("一个列表最多存 %(most)s 个视图，请先删除不用的。") % {"most": MOST})

    def execute(self, deed: Deed) -> SavedView:
        view = SavedView(owner=deed.actor, register=self.register, query=self.query)
        return _written(view, deed, self.name, self.share, self.opens_first)


@dataclass(frozen=True)
class EditView(_ViewAction):
    """Rename a view, share it, let it open first; with a `query` also keep other conditions in it."""

    code: ClassVar[str] = "views.edit"
    permission: ClassVar[str] = "views.edit"

    pk: int
    name: str
    share: str = ""
    opens_first: bool = False
    query: str | None = None

    def execute(self, deed: Deed) -> SavedView:
        view: SavedView = deed.subject
        if self.query is not None:
            view.query = self.query
        return _written(view, deed, self.name, self.share, self.opens_first)


@dataclass(frozen=True)
class DeleteView(_ViewAction):
    """Take a view away; its history stays."""

    code: ClassVar[str] = "views.delete"
    permission: ClassVar[str] = "views.delete"

    pk: int

    def execute(self, deed: Deed) -> SavedView:
        view: SavedView = deed.subject
        view.archived_at, view.opens_first = timezone.now(), False
        deed.save(view)
        return view


def _written(view: SavedView, deed: Deed, name: str, share: str, opens_first: bool) -> SavedView:
    view.name, view.opens_first = name.strip(), opens_first
    view.shared_unit_id, view.shared_area_id = _shared_with(deed, share)
    if opens_first:
        _no_longer_first(view, deed)
    try:
        view.full_clean()
    except ValidationError as error:
        raise Invalid({field: tuple(texts) for field, texts in error.message_dict.items()}) from error
    deed.save(view)
    return view


def _no_longer_first(view: SavedView, deed: Deed) -> None:
    """One list opens with one view."""
    first = SavedView.objects.current().filter(owner=deed.actor, register=view.register, opens_first=True)
    for other in first.exclude(pk=view.pk):
        other.opens_first = False
        deed.save(other)


def _shared_with(deed: Deed, share: str) -> tuple[int | None, int | None]:
    """(unit, area); only one's own may be named."""
    if not share:
        return None, None
    assert deed.actor is not None
    if share not in dict(sharing(deed.actor)):
        raise Invalid({"share": (_("只能共享给自己的单位或地区。"),)})
    kind, _colon, pk = share.partition(":")
    return (int(pk), None) if kind == "unit" else (None, int(pk))


def share_of(view: SavedView) -> str:
    """With whom it is shared, as `sharing` names it."""
    if view.shared_unit_id:
        return f"unit:{view.shared_unit_id}"
    return f"area:{view.shared_area_id}" if view.shared_area_id else ""


@dataclass(frozen=True)
class ViewLink:
    """One view above a list."""

    pk: int
    name: str
    url: str
    here: bool
    mine: bool
    #: who made it, and for whom; "" when it is one's own alone
    about: str


def links(views: list[SavedView], user: User, asked: Mapping[str, Any]) -> tuple[ViewLink, ...]:
    here = str(asked.get("view", ""))
    return tuple(
        ViewLink(
            view.pk,
            view.name,
            f"?{view.query}&view={view.pk}" if view.query else f"?view={view.pk}",
            here == str(view.pk),
            view.owner_id == user.pk,
            _about(view, user),
        )
        for view in views
    )


def _about(view: SavedView, user: User) -> str:
    audience = view.shared_unit or view.shared_area
    if audience is None:
        return ""
    if view.owner_id == user.pk:
        return str(_("共享给%(audience)s") % {"audience": audience})
    return str(_("%(who)s 共享给%(audience)s") % {"who": view.owner, "audience": audience})
