"""What a page of a register is for: its path, template, permission and deed, in one value.

Open to new ones: a register's own page (review, adopt, matrix) is one more `PageRole` in its declaration.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from zhenxing.web.kit.register import Register

Handler = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class PageRole:
    """One kind of page.

    `view(register, request, **kwargs)` answers it; the permission is `<register key>.<verb>`. Templates
    are looked for as `<key>/<name>.html`, then `kit/<fallback or name>.html`. `label` makes it a button:
    on every record (`detail`), or over the list.
    """

    name: str
    path: str
    verb: str
    view: Handler
    #: what it is called and when it is offered make no other page of it
    label: str | Promise = field(default="", compare=False)
    icon: str = field(default="", compare=False)
    detail: bool = False
    #: the kit's template to fall back to, when it is not the one of this name
    fallback: str = ""
    #: whether a record's page offers it now; the deed itself says no in any case
    when: Callable[[Any], bool] | None = field(default=None, compare=False)

    def permission(self, register: Register[Any]) -> str:
        return f"{register.key}.{self.verb}"

    def templates(self, register: Register[Any]) -> list[str]:
        return [f"{register.key}/{self.name}.html", f"kit/{self.fallback or self.name}.html"]


def _lazy(name: str, module: str = "register_pages") -> Handler:
    def view(register: Register[Any], request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        pages = importlib.import_module(f"zhenxing.web.kit.{module}")  # it imports this module's roles
        handler: Handler = getattr(pages, name)
        return handler(register, request, **kwargs)

    view.__name__ = name
    return view


LIST = PageRole("list", "", "view", _lazy("list_page"))
CREATE = PageRole("create", "new/", "create", _lazy("create_page"), label=_("新建"), icon="plus")
EXPORT = PageRole("export", "export/", "export", _lazy("export_page"), label=_("导出 Excel"), icon="download")
DETAIL = PageRole("detail", "<int:pk>/", "view", _lazy("detail_page"), detail=True)
EDIT = PageRole(
    "edit", "<int:pk>/edit/", "edit", _lazy("edit_page"), label=_("修改"), icon="pencil", detail=True
)
ARCHIVE = PageRole(
    "archive", "<int:pk>/archive/", "archive", _lazy("archive_page"), label=_("归档"), icon="box", detail=True
)
#: for many rows chosen on the list; a register has them with the page for one of them
BULK_EDIT = PageRole("bulk-edit", "bulk-edit/", "edit", _lazy("edit_page", "bulk_pages"))
BULK_ARCHIVE = PageRole("bulk-archive", "bulk-archive/", "archive", _lazy("archive_page", "bulk_pages"))
#: what may be done to one record now, for the menu of a card; a register with a layout has it
DEEDS = PageRole("deeds", "<int:pk>/deeds/", "view", _lazy("deeds_page", "layouts_frame"))
READ_ONLY = (LIST, EXPORT, DETAIL)
ALL = (LIST, CREATE, EXPORT, DETAIL, EDIT, ARCHIVE)
