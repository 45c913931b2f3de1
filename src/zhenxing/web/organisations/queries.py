"""Who holds a post on a day, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from zhenxing.web.kit.models import Record
from zhenxing.web.organisations.models import Incumbency, Post

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User


@dataclass(frozen=True)
class HandedOver:
    """Records of one kind that hang on a post."""

    title: str | Promise
    rows: tuple[tuple[str, str], ...]
    total: int


@dataclass(frozen=True)
class HandOver:
    """The hand-over sheet of a post on a day."""

    post: str
    day: date
    outgoing: str
    incoming: str
    begins: date | None
    kinds: tuple[HandedOver, ...]


def incumbent(post: Post, day: date) -> Incumbency | None:
    """Who holds the post on a day."""
    return Incumbency.objects.on(day).filter(post=post).order_by("-begins").first()


def posts_of(user: User, day: date) -> tuple[Post, ...]:
    """The posts a person is in office of on a day."""
    held = Incumbency.objects.on(day).filter(user=user).values("post")
    return tuple(Post.objects.filter(pk__in=held).select_related("unit"))


def handover(post: Post, user: User, day: date) -> HandOver:
    """What the next one in a post takes over: everything that hangs on the post and the viewer may see."""
    now = incumbent(post, day)
    following = Incumbency.objects.current().filter(post=post, begins__gt=day).order_by("begins").first()
    before = now
    if following is None and now is not None:
        earlier = Incumbency.objects.current().filter(post=post, begins__lt=now.begins)
        before, following = earlier.order_by("-begins").first(), now
    return HandOver(
        post=str(post),
        day=day,
        outgoing=before.person if before else "",
        incoming=following.person if following else "",
        begins=following.begins if following else None,
        kinds=tuple(_handed_over(post, user)),
    )


def _handed_over(post: Post, user: User) -> list[HandedOver]:
    from zhenxing.web.registers import REGISTERS

    found = []
    for register in REGISTERS:
        name = _post_field(register.model)
        if name is not None and register.role("detail") is not None:
            rows = register.rows(user).filter(**{name: post}, archived_at__isnull=True)
            lines = tuple((str(row), register.url("detail", row.pk)) for row in rows[:500])
            found.append(HandedOver(register.title, lines, rows.count()))
    return found


def _post_field(model: type[Any]) -> str | None:
    """The field by which a kind of record hangs on a post; who sits in it does not count."""
    if model is Incumbency or not issubclass(model, Record):
        return None
    fields = (field for field in model._meta.concrete_fields if field.related_model is Post)
    return next((field.name for field in fields), None)
