"""Deeds on places, units and posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from zhenxing.packs import loader
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.organisations.models import Area, Incumbency, Post, Unit, UnitAlias
from zhenxing.web.organisations.planting import Planted, plant

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


@dataclass(frozen=True)
class PlantDivisions(Action[Planted]):
    """Take the divisions a site at `home` needs from the ministry's list; what is there stays as it is."""

    code: ClassVar[str] = "areas.plant"
    permission: ClassVar[str] = "areas.plant"
    by_system: ClassVar[bool] = True

    home: str
    all_townships: bool = False

    def check(self, deed: Deed) -> None:
        if self.home not in loader.by_code():
            raise ActionRefused(
                _("区划代码 %(code)s 不在现行名单里（县级以上，6 位）。") % {"code": self.home}
            )

    def execute(self, deed: Deed) -> Planted:
        listed = loader.site_divisions(self.home, all_townships=self.all_townships)
        day = loader.divisions_as_of()
        planted = plant(listed, f"民政部行政区划代码（{day:%Y-%m-%d}）", deed)
        deed.batch(planted.added)
        deed.changes["divisions"] = ["", f"{self.home}：+{planted.added}"]
        return planted


@dataclass(frozen=True)
class AddReportingArea(Action[Area]):
    """Put a park (园区、开发区) below the division it lies in: it reports on its own, but is no division."""

    code: ClassVar[str] = "areas.create"
    permission: ClassVar[str] = "areas.create"

    parent: Area
    values: Mapping[str, Any]

    def check(self, deed: Deed) -> None:
        if self.values["code"].isdecimal():
            raise Invalid({"code": (_("园区不是行政区划，代码里要有字母，免得与国家代码混淆。"),)})
        if Area.objects.filter(code=self.values["code"]).exists():
            raise Invalid({"code": (_("已有这个代码的区划或园区。"),)})

    def execute(self, deed: Deed) -> Area:
        area = Area(level="park", kind="reporting", **self.values)
        area.full_clean(exclude=["path", "depth"])
        deed.sign(area)
        # read again: a parent read earlier may not know of children added since
        planted = Area.objects.plant(area, Area.objects.get(pk=self.parent.pk))
        deed.note(planted, {}, {name: str(value or "") for name, value in self.values.items()})
        return planted
