"""Deeds on units and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.organisations.models import Incumbency, Post, Unit, UnitAlias

if TYPE_CHECKING:
    from zhenxing.web.accounts.models import User


@dataclass(frozen=True)
class AppointSuccessor(Action[Incumbency]):
    """Somebody takes a post on a day; whoever holds it then leaves the day before.

    Nothing is moved: tasks and goals hang on the post, so from that day they are the successor's.
    """

    code: ClassVar[str] = "posts.appoint"
    permission: ClassVar[str] = "posts.appoint"

    post_id: int
    person: str
    begins: date
    user: User | None = None

    def load(self) -> Post:
        return Post.objects.select_for_update().select_related("unit").get(pk=self.post_id)

    def check(self, deed: Deed) -> None:
        post: Post = deed.subject
        later = post.incumbencies.filter(archived_at__isnull=True, begins__gte=self.begins)
        if (first := later.order_by("begins").first()) is not None:
            text = _("%(person)s 已定于 %(day)s 任此职务，请选更晚的日期。")
            raise Invalid({"begins": (text % {"person": first.person, "day": first.begins},)})
        if not post.valid_on(self.begins):
            raise Invalid({"begins": (_("这一天这个职务不在有效期内。"),)})

    def execute(self, deed: Deed) -> Incumbency:
        eve = self.begins - timedelta(days=1)
        held = self._open_on(deed.subject)
        for incumbency in held:
            incumbency.ends = eve
            deed.save(incumbency)
        appointed = Incumbency(post=deed.subject, person=self.person, user=self.user, begins=self.begins)
        deed.save(appointed)
        before = "、".join(incumbency.person for incumbency in held)
        deed.changes["incumbent"] = [before, f"{self.person}（{self.begins}）"]
        return appointed

    def _open_on(self, post: Post) -> list[Incumbency]:
        return list(Incumbency.objects.on(self.begins).filter(post=post).select_for_update())


@dataclass(frozen=True)
class LearnAlias(Action[UnitAlias]):
    """Remember how a document wrote a unit's name, once a person has confirmed whom it means."""

    code: ClassVar[str] = "aliases.learn"
    permission: ClassVar[str] = "aliases.create"

    unit: Unit
    text: str
    learnt_from: str = ""

    def check(self, deed: Deed) -> None:
        if not self.text.strip():
            raise Invalid({"text": (_("别称不能是空的。"),)})

    def execute(self, deed: Deed) -> UnitAlias:
        text = self.text.strip()
        known = UnitAlias.objects.filter(unit=self.unit, text=text).first()
        if known is not None:
            return known
        alias = UnitAlias(unit=self.unit, text=text, learnt_from=self.learnt_from[:300])
        deed.save(alias)
        return alias
