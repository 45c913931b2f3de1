"""Code tables and their codes. A record points at a code by a foreign key: `code_field("town_tier", …)`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record, RecordQuerySet
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.organisations.models import Dated


class CodeTableManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]  # a class made at run time
    def get_by_natural_key(self, key: str) -> CodeTable:
        table: CodeTable = self.get(key=key)
        return table


class CodeTable(Searchable, Record):
    """A list of choices, with where it comes from. It is the whole site's: whoever sees it sees all of it."""

    scope_by: ClassVar[ScopePaths] = ScopePaths()

    key = models.SlugField(_("标识"), max_length=60, unique=True)
    name = models.CharField(_("表名"), max_length=100)
    purpose = models.CharField(_("用途"), max_length=200, blank=True)
    source = models.CharField(_("出处"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("年版"), null=True, blank=True)

    objects = CodeTableManager()

    class Meta:
        verbose_name = _("代码表")
        verbose_name_plural = _("代码表")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class CodeManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]  # a class made at run time
    def get_by_natural_key(self, key: str, code: str) -> Code:
        found: Code = self.get(table__key=key, code=code)
        return found


class Code(Searchable, Dated, Record):
    """One choice of a table. It may stand below another one; it has days it begins and ends."""

    scope_by: ClassVar[ScopePaths] = ScopePaths()
    said_by: ClassVar[str] = "name"

    table = models.ForeignKey(CodeTable, models.PROTECT, related_name="codes", verbose_name=_("代码表"))
    code = models.CharField(_("代码"), max_length=40)
    name = models.CharField(_("名称"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级代码")
    )
    #: its place among the codes of the table
    position = models.PositiveIntegerField(_("顺序"), default=0)
    source = models.CharField(_("出处"), max_length=300, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    objects = CodeManager()

    class Meta:
        verbose_name = _("代码")
        verbose_name_plural = _("代码")
        ordering = ["table", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "code"],
                name="one_code_a_table",
                violation_error_message=_("这张表里已有这个代码。"),
            )
        ]
        indexes = [models.Index(fields=["table", "position"])]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.table.key, self.code)

    @property
    def labelled(self) -> str:
        """With its code before it, where the code itself is known to people (3074 日用陶瓷制品制造)."""
        return f"{self.code} {self.name}" if self.code[:1].isdigit() else self.name

    def clean(self) -> None:
        super().clean()
        above = self.parent
        while above is not None:
            if above.table_id != self.table_id:
                raise ValidationError({"parent": _("上级代码必须在同一张表里。")})
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("上级代码不能是它自己或它的下级。")})
            above = above.parent


class CodeField(models.ForeignKey):
    """A foreign key to one table's codes; a long table's are typed (code, name or both), not picked."""

    def __init__(self, *args: Any, typed: bool = False, **options: Any) -> None:
        self.typed = typed
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """For the database it is a plain foreign key."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options

    def formfield(self, **options: Any) -> Any:
        if self.typed:
            from zhenxing.web.codetables.forms import TypedCodeField  # forms import models

            options.setdefault("form_class", TypedCodeField)
        return super().formfield(**options)


def code_field(
    table: str, label: str | Promise, *, optional: bool = False, typed: bool = False, **options: Any
) -> models.ForeignKey[Any, Any]:
    """A foreign key to the codes of one table; `optional` lets it be unknown, `typed` is for long tables."""
    return CodeField(
        Code,
        models.PROTECT,
        null=optional,
        blank=optional,
        typed=typed,
        limit_choices_to={"table__key": table},
        verbose_name=label,
        **{"related_name": "+", **options},
    )


def codes_field(table: str, label: str | Promise, **options: Any) -> models.ManyToManyField[Any, Any]:
    """Any number of codes of one table."""
    return models.ManyToManyField(
        Code,
        blank=True,
        limit_choices_to={"table__key": table},
        verbose_name=label,
        **{"related_name": "+", **options},
    )
