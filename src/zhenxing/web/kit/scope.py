"""Who sees what: a permission reaches as far as the role that grants it, deny by default.

A role grants a permission with a `Reach`; a membership says where the person holds the role. A model
says with `scope_by` through which fields it belongs to a place. Whatever none of the three speaks for
does not exist for that person.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from django.db.models import Model, Q, QuerySet

if TYPE_CHECKING:
    from zhenxing.web.accounts.grants import Grant

AnyModel = TypeVar("AnyModel", bound=Model)


class Reach(Enum):
    """How far a permission goes from where it is held."""

    SITE = "site"  # everything
    AREA = "area"  # the area and all below it
    LINE = "line"  # the area, all below it, and those above it: what is addressed to it
    UNIT = "unit"  # what belongs to the person's units
    OWN = "own"  # what the person made


class Actor(Protocol):
    """Whoever acts: a user, with the grants that hold today."""

    pk: Any

    def grants(self) -> tuple[Grant, ...]: ...


@dataclass(frozen=True)
class ScopePaths:
    """Lookups from a model to the area's path, its units (by id) and the person who made it (by id)."""

    area: str | None = None
    units: tuple[str, ...] = ()
    owner: str | None = None
    #: the area is reached through rows of which there may be several
    many_areas: bool = False


def permits(actor: Actor, permission: str) -> bool:
    """Whether any of the person's roles grants the permission anywhere."""
    return any(permission in grant.permissions for grant in actor.grants())


def reaches(actor: Actor, permission: str) -> frozenset[Reach]:
    """How far the person's permission goes, over all their roles."""
    return frozenset(g.permissions[permission] for g in actor.grants() if permission in g.permissions)


def visible(
    queryset: QuerySet[AnyModel], actor: Actor, permission: str, *, scanned: bool = False
) -> QuerySet[AnyModel]:
    """The rows the person may see (or do `permission` to).

    `scanned`: every row will be looked at (for a word in its texts), so its place is looked up in the set
    of places in reach, made once, instead of being joined row by row.
    """
    paths: ScopePaths | None = getattr(queryset.model, "scope_by", None)
    if paths is None:
        return queryset.none()
    where = condition(paths, actor, permission)
    if where is None:
        return queryset.none()
    return queryset.filter(_once(where, queryset.model, scanned))


def _once(where: Q, model: type[Model], scanned: bool = False) -> Q:
    """The condition with each part that goes through rows of which there may be several in a question of
    its own: a join would multiply the rows, and hide from the database how few of them a unit has.
    """
    children: list[Any] = []
    for child in where.children:
        if isinstance(child, Q):
            children.append(_once(child, model, scanned))
            continue
        lookup, value = cast("tuple[str, Any]", child)
        if _goes_through_many(model, lookup):
            children.append(Q(pk__in=model._default_manager.filter(Q(child)).values("pk")))
        elif scanned and (related := _next_to(model, lookup)):
            first, _sign, rest = lookup.partition("__")
            there = related._base_manager.filter(**{rest: value}).order_by()
            children.append(Q(**{f"{first}__in": there.values("pk")}))
        else:
            children.append(child)
    return Q(*children, _connector=where.connector, _negated=where.negated)


@functools.cache
def _next_to(model: type[Model], lookup: str) -> type[Model] | None:
    """The model a lookup asks a field of, when a key of this model's own leads there; else None."""
    first, _sign, rest = lookup.partition("__")
    fields = {field.name: field for field in model._meta.get_fields()}
    related: Any = fields[first].related_model if first in fields and fields[first].many_to_one else None
    if related is None:
        return None
    own = {field.name for field in related._meta.concrete_fields if not field.is_relation}
    return related if rest.partition("__")[0] in own else None


@functools.cache
def _goes_through_many(model: type[Model], lookup: str) -> bool:
    current: Any = model
    for name in lookup.split("__"):
        fields = {field.name: field for field in current._meta.get_fields()}
        if name not in fields:  # what is done with the field before it (…_id, …__in)
            return False
        if fields[name].one_to_many or fields[name].many_to_many:
            return True
        current = fields[name].related_model
        if current is None:
            return False
    return False


def holds(instance: Model, actor: Actor, permission: str) -> bool:
    """Whether the person may do `permission` to this saved record."""
    manager = type(instance)._default_manager
    return visible(manager.filter(pk=instance.pk), actor, permission).exists()


def condition(paths: ScopePaths, actor: Actor, permission: str) -> Q | None:
    """The condition that holds for rows in reach; None when there can be none."""
    parts = [
        part
        for grant in actor.grants()
        if permission in grant.permissions
        for part in [_part(paths, grant, grant.permissions[permission], actor.pk)]
        if part is not None
    ]
    return _any(parts)


def _part(paths: ScopePaths, grant: Grant, reach: Reach, person: Any) -> Q | None:
    if reach is Reach.SITE:
        return Q()
    if reach is Reach.OWN:
        return Q(**{paths.owner: person}) if paths.owner else None
    if reach is Reach.UNIT:
        return _any([Q(**{f"{path}__in": grant.units}) for path in paths.units]) if grant.units else None
    if grant.area is None or paths.area is None:
        return None
    below = Q(**{f"{paths.area}__startswith": grant.area})
    if reach is Reach.AREA:
        return below
    return below | Q(**{f"{paths.area}__in": _above(grant)})


def _above(grant: Grant) -> list[str]:
    path = grant.area or ""
    return [path[:end] for end in range(grant.step, len(path), grant.step)]


def _any(parts: Iterable[Q]) -> Q | None:
    total: Q | None = None
    for part in parts:
        if not part:  # Q() is everything
            return part
        total = part if total is None else total | part
    return total
