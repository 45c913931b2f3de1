"""The rule builder: pages of the register of rulebooks for those who write rules, and for those who check."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.rules.builder_book import begin_page
from zhenxing.web.rules.builder_case_views import cases_page
from zhenxing.web.rules.builder_excel_views import excel_page, import_page
from zhenxing.web.rules.builder_standards import standards_page
from zhenxing.web.rules.builder_text import text_page
from zhenxing.web.rules.builder_views import book_page, draft_page, preview_page, rule_page, versions_page

RULES = PageRole(
    "rules", "<int:pk>/rules/", "view", book_page, label=_("条文和案例"), icon="list", detail=True
)
ROLES = (
    RULES,
    PageRole("begin", "begin/", "create", begin_page, label=_("新建规则"), icon="plus", fallback="deed"),
    PageRole("rule", "<int:pk>/rules/<str:at>/", "edit", rule_page),
    PageRole("preview", "<int:pk>/rules/<str:at>/preview/", "view", preview_page),
    PageRole("cases", "<int:pk>/rules/<str:at>/cases/", "edit", cases_page),
    PageRole("text", "<int:pk>/text/", "edit", text_page),
    PageRole("standards", "<int:pk>/standards/", "edit", standards_page),
    PageRole("draft", "<int:pk>/draft/", "edit", draft_page),
    PageRole(
        "versions",
        "<int:pk>/versions/",
        "view",
        versions_page,
        label=_("版本对照"),
        icon="columns",
        detail=True,
    ),
    PageRole("rules-excel", "<int:pk>/rules-excel/", "export", excel_page),
    PageRole("rules-import", "<int:pk>/rules-import/", "edit", import_page),
)
