"""Places, units, posts and who holds them. Tasks hang on units and posts; people come and go."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager

from zhenxing.web.kit.models import Record, RecordQuerySet
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable

LEVELS = [
    ("national", _("国家")),
    ("province", _("省级")),
    ("city", _("市级")),
    ("county", _("县级")),
    ("township", _("乡镇级")),
    ("park", _("园区")),
    ("unknown", _("级别不明")),
]


class Dated(models.Model):
    """Something that begins and ends to be valid (both days included; empty is open)."""

    valid_from = models.DateField(_("生效日"), null=True, blank=True)
    valid_to = models.DateField(_("失效日"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("失效日不能早于生效日。")})

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def in_force(day: date) -> Q:
    """The condition for `Dated` rows valid on a day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class AreaManager(MP_NodeManager):
    def get_by_natural_key(self, code: str) -> Area:
        area: Area = self.get(code=code)
        return area

    def plant(self, area: Area, parent: Area | None = None) -> Area:
        """Put a new area into the tree, under a parent or as a root. Unlike `save` it finds its path."""
        planted: Area = self.add_child(parent, instance=area) if parent else self.add_root(instance=area)
        return planted


class Area(Searchable, MP_Node, Dated, Record):
    """A place: an administrative division, or a park that reports on its own. Levels may be absent."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="path")
    said_by: ClassVar[str] = "name"
    KINDS = [("division", _("行政区划")), ("reporting", _("报送区域"))]

    code = models.CharField(_("代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("级别"), max_length=20, choices=LEVELS)
    kind = models.CharField(_("类别"), max_length=20, choices=KINDS, default="division")
    #: the list and its day, or the document that set the area up
    source = models.CharField(_("出处"), max_length=300, blank=True)

    objects = AreaManager()
    node_order_by: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["path"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def full_name(self) -> str:
        return "".join([*(area.name for area in Area.objects.get_ancestors(self)), self.name])


class Unit(Searchable, Dated, Record):
    """An organisation that can be given work: a department, a township government, a company office."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("id",))
    said_by: ClassVar[str] = "name"
    search_from: ClassVar[tuple[str, ...]] = ("name", "short_name")
    KINDS = [
        ("department", _("部门")),
        ("township", _("乡镇（街道）")),
        ("office", _("办公室")),
        ("vertical", _("垂管单位")),
        ("institution", _("事业单位")),
        ("enterprise", _("企业")),
        ("collective", _("集合称谓")),
    ]

    name = models.CharField(_("名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=50, blank=True)
    #: the organisation's key in the compiler's knowledge (`Organisation.key`)
    key = models.CharField(_("标识"), max_length=120, blank=True, db_index=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="units", verbose_name=_("行政区划"))
    level = models.CharField(_("级别"), max_length=20, choices=LEVELS, default="county")
    kind = models.CharField(_("类别"), max_length=20, choices=KINDS, default="department")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("继任单位"),
    )

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        ordering = ["area__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="one_unit_a_name",
                violation_error_message=_("这个区划下已有同名单位。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def collective(self) -> bool:
        return self.kind == "collective"


class UnitAlias(Searchable, Record):
    """Another way a unit is written, learnt when a person confirmed it."""

    search_from: ClassVar[tuple[str, ...]] = ("text",)
    scope_by: ClassVar[ScopePaths] = ScopePaths(area="unit__area__path")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    text = models.CharField(_("别称"), max_length=100)
    #: the document whose confirmation taught it, as a label
    learnt_from = models.CharField(_("来自"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("单位别称")
        verbose_name_plural = _("单位别称")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "text"],
                name="one_alias_a_text",
                violation_error_message=_("这个单位已有这个别称。"),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Post(Dated, Record):
    """A seat in a unit; its tasks stay when the person goes."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="unit__area__path", units=("unit_id",))

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("单位"))
    title = models.CharField(_("职务"), max_length=100)
    duty = models.CharField(_("分工"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("职务")
        verbose_name_plural = _("职务")
        ordering = ["unit__name", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                name="one_post_a_title",
                violation_error_message=_("这个单位已有同名职务。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"


class IncumbencyQuerySet(RecordQuerySet):
    def on(self, day: date) -> IncumbencyQuerySet:
        """Those in office on a day."""
        open_end = Q(ends__isnull=True) | Q(ends__gte=day)
        return self.current().filter(Q(begins__lte=day) & open_end)


class Incumbency(Searchable, Record):
    """Who holds a post from when to when (both days included). `person` is a name; `user` the account."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="post__unit__area__path", units=("post__unit_id",))
    search_from: ClassVar[tuple[str, ...]] = ("person",)

    post = models.ForeignKey(Post, models.PROTECT, related_name="incumbencies", verbose_name=_("职务"))
    person = models.CharField(_("姓名"), max_length=50)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incumbencies",
        verbose_name=_("账号"),
    )
    begins = models.DateField(_("任职日"))
    ends = models.DateField(_("离任日"), null=True, blank=True)

    objects = IncumbencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["post", "-begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                name="ends_after_it_begins",
                violation_error_message=_("离任日不能早于任职日。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.post}）"


class LeadingGroup(Searchable, Dated, Record):
    """A leading group set up by a document."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    name = models.CharField(_("名称"), max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, related_name="leading_groups", verbose_name=_("行政区划"))
    office = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leading_group_offices",
        verbose_name=_("办公室设在"),
    )

    class Meta:
        verbose_name = _("领导小组")
        verbose_name_plural = _("领导小组")
        ordering = ["area__path", "name"]

    def __str__(self) -> str:
        return self.name


class MemberUnit(Record):
    """A seat in a leading group: a member unit, or a leader with a role (组长, 副组长)."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="group__area__path")

    group = models.ForeignKey(
        LeadingGroup, models.CASCADE, related_name="members", verbose_name=_("领导小组")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("成员单位")
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("职务")
    )
    role = models.CharField(_("组内职责"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("成员单位")
        verbose_name_plural = _("成员单位")
        ordering = ["group", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(post__isnull=False), name="a_seat_has_somebody"
            )
        ]

    def __str__(self) -> str:
        return str(self.unit or self.post)
